import { text } from '../domain/text';
import { shown, type Problem, type Rows, type Sheet, type SheetRow } from '../formats/sheet';
import type { Mapping } from './match';
import { isUnknown } from './values';
import { withoutUnseen } from './words';

/** What ledgers write for “as above”. */
const dittos = new Set(['同上', '同前', '〃', '″', '〞', '"', '＂', 'ditto', 'do.']);
const longest = 12;

const isDitto = (cell: unknown): boolean =>
  typeof cell === 'string' &&
  cell.length <= longest &&
  dittos.has(withoutUnseen(cell).trim().toLowerCase());

/** What a record is known by and where it stands is never copied from another. */
const own = ['id', 'code', 'name', 'longitude', 'latitude', 'position'];

/**
 * A table whose cells 同上 and 〃 have the value of the row above; otherwise a person would be called 同上, and a record
 * that is sorted away from its neighbour would have lost whom to call.
 * @returns the table, and what has to be said of each of these cells
 */
export function withoutDittos(sheet: Sheet, mapping: Mapping): { sheet: Sheet; said: Problem[] } {
  const not = new Set(own.map((field) => mapping[field]));
  const columns = Object.values(mapping).filter(
    (column): column is string => typeof column === 'string' && !not.has(column),
  );
  const others = new Map<number, SheetRow>();
  const said: Problem[] = [];
  let before: SheetRow | undefined;
  let index = 0;
  for (const row of sheet.rows) {
    const found = columns.filter((column) => isDitto(row.values[column]));
    const taken = found.length ? copied(row, found, before, said) : row;
    if (taken !== row) others.set(index, taken);
    before = taken;
    index++;
  }
  return others.size
    ? { sheet: { ...sheet, rows: overlaid(sheet.rows, others) }, said }
    : { sheet, said };
}

function copied(
  row: SheetRow,
  columns: readonly string[],
  before: SheetRow | undefined,
  said: Problem[],
): SheetRow {
  const values = Object.assign(Object.create(null) as SheetRow['values'], row.values);
  for (const column of columns) {
    const above = before?.values[column];
    values[column] = isUnknown(above) ? null : above;
    said.push({
      ...{ row: row.row, field: column, value: shown(row.values[column]), level: 'warning' },
      reason: isUnknown(above)
        ? text('上一行没有值，按未知', 'the row above has no value; kept as unknown')
        : text(
            `按上一行（第 ${before!.row} 行）的值读取，请核实`,
            `taken from the row above (row ${before!.row}); check it`,
          ),
    });
  }
  return { ...row, values };
}

/** Rows with some of them in another form. */
const overlaid = (rows: Rows, others: ReadonlyMap<number, SheetRow>): Rows => ({
  length: rows.length,
  at: (index) => others.get(index < 0 ? rows.length + index : index) ?? rows.at(index),
  *[Symbol.iterator](): Iterator<SheetRow> {
    let index = 0;
    for (const row of rows) yield others.get(index++) ?? row;
  },
});
