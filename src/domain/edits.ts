import type { Edit, EditOf } from './scenario';

/** Whether two edits set the same thing, so that the later one stands in place of the earlier. */
function replaces(later: Edit, earlier: Edit): boolean {
  if (later.kind !== earlier.kind) return false;
  switch (later.kind) {
    case 'add':
    case 'move':
    case 'resize':
    case 'reclass':
    case 'status':
    case 'zone':
      return later.id === (earlier as typeof later).id;
    case 'residents':
      return later.town === (earlier as typeof later).town;
    case 'cut':
      return false;
  }
}

/** A shelter that the scenario adds, with a later edit on it taken in; `null` when the edit closes it. */
function folded(added: EditOf<'add'>, edit: Edit): EditOf<'add'> | null {
  if (edit.kind === 'move') return { ...added, longitude: edit.longitude, latitude: edit.latitude };
  if (edit.kind === 'resize') {
    const { effectiveAreaSquareMetres, capacityPeople } = edit;
    return { ...added, effectiveAreaSquareMetres, capacityPeople };
  }
  if (edit.kind === 'reclass')
    return { ...added, duration: edit.duration, class51143: edit.class51143 };
  return edit.kind === 'status' && edit.status === 'closed' ? null : added;
}

/**
 * The edits with one more, as a person reads them: one line for each thing that differs from the pack. A later edit of
 * the same thing replaces the earlier one, and one on a shelter that the scenario added goes into the adding; closing
 * such a shelter takes it out.
 */
export function withEdit(edits: readonly Edit[], edit: Edit): Edit[] {
  const place =
    'id' in edit && edit.kind !== 'zone'
      ? edits.findIndex((each) => each.kind === 'add' && each.id === edit.id)
      : -1;
  const added = edits[place];
  if (added?.kind === 'add' && edit.kind !== 'add') {
    const changed = folded(added, edit);
    return edits.flatMap((each, i) => (i === place ? (changed ?? []) : [each]));
  }
  const same = edits.findIndex((each) => replaces(edit, each));
  return same < 0 ? [...edits, edit] : edits.map((each, i) => (i === same ? edit : each));
}
