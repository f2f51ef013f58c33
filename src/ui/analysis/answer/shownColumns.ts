import type { Column, Table } from '../../../analysis/define';
import type { Locale } from '../../../domain/text';
import { firstSort } from './firstSort';
import { cellOf, decimalsOf } from './kinds';

type Row = Table['rows'][number];

const isForGoing = ({ key, kind }: Column) =>
  kind === 'degrees' || key === 'code' || key === 'id' || key.endsWith('Id');

/**
 * The columns that a reader is shown. Positions and numbers of records are for going there and for the export; words
 * that no row has, or that an earlier column has said in each row, say nothing. What the rows are put in order of
 * stands beside their name.
 */
export function shownColumns(table: Table, locale: Locale): Column[] {
  const { columns, rows } = table;
  const wordsOf = (row: Row, column: Column) => cellOf(row[column.key] ?? null, column, locale);
  const kept: Column[] = [];
  for (const column of columns) {
    if (isForGoing(column)) continue;
    const isNothing = rows.every((row) => (row[column.key] ?? '') === '');
    const repeats = (other: Column) =>
      other.kind === 'text' && rows.every((row) => wordsOf(row, other) === wordsOf(row, column));
    const isWords = column.kind === 'text' && rows.length > 0;
    if (isWords && (isNothing || (rows.length > 1 && kept.some(repeats)))) continue;
    kept.push(column);
  }
  const first = firstSort(table)?.key;
  const rankOf = (column: Column) =>
    column === namedColumn(kept) ? 0 : column.key === first ? 1 : 2;
  return first === undefined ? kept : kept.toSorted((a, b) => rankOf(a) - rankOf(b));
}

/** The column that says what a row is, and leads to its place. */
export const namedColumn = (columns: readonly Column[]): Column | undefined =>
  columns.find(({ key }) => key === 'name') ??
  columns.find(({ kind }) => kind === 'text') ??
  columns[0];

/** Decimals of each column of plain numbers, by key. */
export const columnDecimals = (columns: readonly Column[], rows: Table['rows']) =>
  Object.fromEntries(
    columns
      .filter(({ kind }) => kind === 'ratio')
      .map(({ key }) => [key, decimalsOf(rows.map((row) => row[key]))]),
  );
