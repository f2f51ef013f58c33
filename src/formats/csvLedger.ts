import { text, type Text } from '../domain/text';
import type { CsvLine } from './csvIndex';
import { damagedCells, quoteProblems } from './csvProblems';
import { tidy } from './ledger';
import type { GridRow } from './ledgerGrid';
import { findHead, headOf, type Head } from './ledgerHead';
import type { ProblemLog } from './problemLog';
import type { Sheet } from './sheet';

/** Rows by which a head is told. */
const firstRows = 200;
/** Most rows of a ledger that is tidied as a whole; of a longer file only the head is. */
const mostTidied = 20_000;
/** Bytes of either beyond which no more rows are held as text. */
const mostHeld = 20_000_000;

type CellsIn = (line: CsvLine) => string[];

/** The first rows, up to so many and up to {@link mostHeld}; whether these are all. */
function taken(lines: Iterable<CsvLine>, cellsIn: CellsIn, most: number) {
  const rows: (GridRow & { cells: string[]; line: CsvLine })[] = [];
  let isAll = true;
  let held = 0;
  for (const line of lines) {
    held += line.to - line.from;
    if (rows.length === most || (held > mostHeld && rows.length > 0)) {
      isAll = false;
      break;
    }
    rows.push({ row: line.row, cells: cellsIn(line), line });
  }
  return { rows, isAll };
}

/**
 * The head of a table that was laid out for people: below rows of a title, or of several rows. A table that begins with
 * one row of names is none, whatever follows: its rows are read as they are.
 * @param headRows first and last row of the head where a person decided it
 * @throws Failure when the decided head lies outside
 */
export function findLedger(
  lines: Iterable<CsvLine>,
  cellsIn: CellsIn,
  headRows?: readonly [first: number, last: number],
): Head | null {
  const { rows } = taken(lines, cellsIn, firstRows);
  const width = rows.reduce((most, { cells }) => Math.max(most, cells.length), 0);
  if (!rows.length) return null;
  if (headRows) return headOf(rows, [], width, headRows);
  const head = findHead(rows, [], width);
  // The first row below the head may number the columns, but five numbers alone may be data.
  const rowsOfNames = rows.slice(head.from, head.to).filter(({ cells }) => !isNumbers(cells));
  return head.sure && (head.from > 0 || rowsOfNames.length > 1) ? head : null;
}

const isNumbers = (cells: readonly string[]) =>
  cells.every((cell) => /^[\s\d()（）]*$/u.test(cell));

/** A ledger of ordinary length tidied as a whole; `null` for a longer one. */
export function shortLedger(
  lines: Iterable<CsvLine>,
  cellsIn: CellsIn,
  headRows: readonly [first: number, last: number] | undefined,
  log: ProblemLog,
): Pick<Sheet, 'columns' | 'rows' | 'notes'> | null {
  const { rows, isAll } = taken(lines, cellsIn, mostTidied);
  if (!isAll) return null;
  const { problems, ...ledger } = tidy({ rows }, headRows);
  for (const each of problems) log.add(each);
  for (const { row, cells, line } of rows) {
    for (const each of quoteProblems(line)) log.add(each);
    for (const each of damagedCells(cells, row, [])) log.add(each);
  }
  return { columns: ledger.columns, rows: ledger.rows, notes: ledger.notes };
}

/** What was set aside of a long ledger. */
export function longLedgerNotes({ first, last, from }: Head): Text[] {
  return [
    text(
      `以第 ${first}–${last} 行为表头，上方 ${from} 行没有读入；文件超过 ${mostTidied.toLocaleString('en-US')} 行或 ${mostHeld / 1e6} MB，表中的合计行和说明没有逐一剔除，请核对`,
      `rows ${first} to ${last} are the head, ${from} rows above were not read; of more than ${mostTidied.toLocaleString('en-US')} rows or ${mostHeld / 1e6} MB those of totals and notes were not looked for, check them`,
    ),
  ];
}
