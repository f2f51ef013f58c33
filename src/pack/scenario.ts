import { Failure } from '../domain/failure';
import type { Edit, EditOf } from '../domain/scenario';
import { text, type Text } from '../domain/text';
import { unionAreas } from '../geo/polygons';
import { cutRoads, type Cut } from './cutRoads';
import { editShelters } from './editShelters';
import type { Pack } from './pack';
import { scaleResidents, townFault } from './scaleResidents';

const ofKind = <Kind extends Edit['kind']>(edits: readonly Edit[], kind: Kind) =>
  edits.filter((edit): edit is EditOf<Kind> => edit.kind === kind);

/**
 * The pack as a scenario has it: a new value that shares every dataset the edits leave alone, so that what was computed
 * for those is not computed anew. The pack itself stays as it is. Cuts that no road is near are no reason to fail: the
 * pack names them, and what walks refuses.
 * @throws Failure naming any other edit that does not fit the pack, or a zone without area
 */
export function applyScenario(pack: Pack, edits: readonly Edit[]): Pack {
  if (edits.length === 0) return pack;
  const scaling = ofKind(edits, 'residents');
  const cuts = ofKind(edits, 'cut');
  const zones = ofKind(edits, 'zone');
  const cut = cuts.length > 0 ? cutOf(pack, cuts) : null;
  return {
    ...pack,
    shelters: editShelters(pack.shelters, edits),
    ...(scaling.length > 0 && {
      residents: remembered(pack.residents ?? pack, scaling, () => scaleResidents(pack, scaling)),
    }),
    ...(cut && { roads: cut.roads }),
    ...(cut?.missed.length && { cutsWithoutRoad: cut.missed.map(({ reason }) => reason) }),
    ...(zones.length > 0 && {
      zones: remembered(pack.zones, zones, () => ({
        type: 'FeatureCollection' as const,
        features: [...pack.zones.features, ...zones.map(drawnZone)],
      })),
    }),
  };
}

const cutOf = (pack: Pack, cuts: readonly EditOf<'cut'>[]): Cut =>
  remembered(pack.roads, cuts, () => cutRoads(pack.roads, cuts));

/** An edit that cannot be applied to a pack. */
export interface Fault {
  /** Which of the edits, from 0. */
  edit: number;
  reason: Text;
}

/** Every edit of a scenario that does not fit the pack, in their order, each with a sentence that says why. */
export function faultsOf(pack: Pack, edits: readonly Edit[]): Fault[] {
  const faults: Fault[] = [];
  const add = (edit: Edit, reason: Text) => faults.push({ edit: edits.indexOf(edit), reason });
  editShelters(pack.shelters, edits, add);
  for (const edit of ofKind(edits, 'residents')) {
    const unknownTown = pack.residents && townFault(pack, edit);
    if (unknownTown) add(edit, unknownTown);
  }
  const cuts = ofKind(edits, 'cut');
  const missed = cuts.length > 0 ? cutOf(pack, cuts).missed : [];
  for (const { cut, reason } of missed) add(cuts[cut]!, reason);
  for (const edit of ofKind(edits, 'zone')) {
    try {
      drawnZone(edit);
    } catch (error) {
      if (!(error instanceof Failure)) throw error;
      add(edit, error.text);
    }
  }
  return faults.sort((a, b) => a.edit - b.edit);
}

/**
 * A drawn zone with an outline that does not cross itself, so that inside means the same everywhere.
 * @throws Failure when the ring encloses nothing
 */
function drawnZone({ id, name, hazard, ring }: EditOf<'zone'>): Pack['zones']['features'][number] {
  const geometry = unionAreas([{ type: 'Polygon', coordinates: [ring] }]);
  if (geometry.coordinates.length === 0) {
    throw new Failure(
      text(
        `方案里的危险区“${name}”没有面积；请重画或删去。`,
        `The hazard zone “${name}” of the scenario has no area; draw it again or remove it.`,
      ),
    );
  }
  return { type: 'Feature', properties: { id, name, hazard }, geometry };
}

/** How many variants of a pack's residents or roads are kept, the newest ones: what-ifs go back and forth. */
const kept = 4;
const variants = new WeakMap<object, Map<string, unknown>>();

/** What a list of edits makes of a dataset, remembered as long as the dataset is. */
function remembered<Result>(dataset: object, edits: readonly Edit[], make: () => Result): Result {
  const known = variants.get(dataset) ?? new Map<string, unknown>();
  variants.set(dataset, known);
  const key = JSON.stringify(edits);
  if (!known.has(key)) {
    if (known.size >= kept) known.delete(known.keys().next().value!);
    known.set(key, make());
  }
  return known.get(key) as Result;
}
