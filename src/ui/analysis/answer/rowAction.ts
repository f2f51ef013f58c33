import * as v from 'valibot';
import type { Table } from '../../../analysis/define';
import { Edit } from '../../../domain/scenario';
import { text, type Text } from '../../../domain/text';
import type { App } from '../../../state/app.svelte';

type Row = Table['rows'][number];

/** What can be done with each row of a table besides going there. */
export interface RowAction {
  label: Text;
  /** Whether it has been done for this row. */
  done: (row: Row) => boolean;
  run: (row: Row) => void;
}

/**
 * The edits that bring a proposed site into a scenario: a shelter of the register is opened, and given the area that was
 * assumed where its own is unknown; any other is added. None when too little is known.
 */
function editsOf(app: App, row: Row): Edit[] {
  const known = app.opened?.records.shelters.some(({ id }) => id === row.id);
  const { id, name, rank, longitude, latitude, duration, class51143 } = row;
  const { effectiveAreaSquareMetres, capacityPeople } = row;
  const assumed = {
    kind: 'resize',
    id,
    effectiveAreaSquareMetres,
    // What follows from the area is left to follow from it.
    capacityPeople: row.capacitySource === 'from-area' ? null : capacityPeople,
  };
  const wanted = known
    ? [{ kind: 'status', id, status: 'open' }, ...(row.areaSource === 'assumed' ? [assumed] : [])]
    : [
        {
          kind: 'add',
          id: id ?? `site-${longitude}-${latitude}`,
          name: name ?? app.t(text(`建议新址 ${rank}`, `Proposed site ${rank}`)),
          ...{ longitude, latitude, duration, class51143 },
          ...{ effectiveAreaSquareMetres, capacityPeople },
        },
      ];
  const read = v.safeParse(v.array(Edit), wanted);
  return read.success ? read.output : [];
}

/** Proposed sites can be added to the scenario in force; other tables have no action. */
export function rowActionOf(app: App, table: Table): RowAction | undefined {
  if (table.id !== 'sites') return undefined;
  const { whatIf } = app;
  return {
    label: text('加入方案', 'Add to scenario'),
    done: (row) => {
      const edits = editsOf(app, row);
      const isDone = (edit: Edit) =>
        'id' in edit &&
        whatIf.scenarios.edits.some((each) => each.kind === edit.kind && each.id === edit.id);
      return edits.length > 0 && edits.every(isDone);
    },
    run: (row) => {
      const edits = editsOf(app, row);
      for (const edit of edits) whatIf.edit(edit);
      if (edits.length === 0)
        app.notice = text(
          '这一处的资料不全，不能加入方案。',
          'Too little is known of this site to add it to a scenario.',
        );
    },
  };
}
