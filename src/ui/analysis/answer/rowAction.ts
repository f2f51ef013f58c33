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

/** The edit that brings a proposed site into a scenario: a shelter of the register is opened, any other is added. */
function editOf(app: App, row: Row): Edit | null {
  const known = app.opened?.records.shelters.some(({ id }) => id === row.id);
  const { id, name, rank, longitude, latitude, duration, class51143 } = row;
  const { effectiveAreaSquareMetres, capacityPeople } = row;
  const wanted = known
    ? { kind: 'status', id, status: 'open' }
    : {
        kind: 'add',
        id: id ?? `site-${longitude}-${latitude}`,
        name: name ?? app.t(text(`建议新址 ${rank}`, `Proposed site ${rank}`)),
        ...{ longitude, latitude, duration, class51143 },
        ...{ effectiveAreaSquareMetres, capacityPeople },
      };
  const read = v.safeParse(Edit, wanted);
  return read.success ? read.output : null;
}

/** Proposed sites can be added to the scenario in force; other tables have no action. */
export function rowActionOf(app: App, table: Table): RowAction | undefined {
  if (table.id !== 'sites') return undefined;
  const { whatIf } = app;
  return {
    label: text('加入方案', 'Add to scenario'),
    done: (row) => {
      const edit = editOf(app, row);
      return (
        edit !== null &&
        'id' in edit &&
        whatIf.scenarios.edits.some((each) => each.kind === edit.kind && each.id === edit.id)
      );
    },
    run: (row) => {
      const edit = editOf(app, row);
      if (edit) whatIf.edit(edit);
      else
        app.notice = text(
          '这一处的资料不全，不能加入方案。',
          'Too little is known of this site to add it to a scenario.',
        );
    },
  };
}
