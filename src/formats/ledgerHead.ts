import { Failure } from '../domain/failure';
import { text } from '../domain/text';
import { wordsOf, type GridRow, type Merge } from './ledgerGrid';
import { isFigure, isFormLine, isNumbering, isUnit, plainLabel } from './ledgerWords';

/** The head of a table. */
export interface Head {
  /** Name of every column, from all rows of the head; empty where there is none. */
  labels: string[];
  /** Row numbers as a person sees them. */
  first: number;
  last: number;
  /** Index among the rows of the first row of the head, and of the first row behind it. */
  from: number;
  to: number;
  /** Whether the rows gave a reason to take these as the head. */
  sure: boolean;
}

/** Rows among which the head is looked for, and rows that tell how many cells a row of this table has. */
const searchedRows = 30;
const sampledRows = 200;
/** Most rows of a head. */
const mostHeadRows = 4;

/** A row as the eye takes it: merged cells say their word over their whole breadth. */
interface Line {
  row: number;
  words: string[];
  /** Words without the repetition of merged cells. */
  said: string[];
  /** Columns that lie under a cell which spans several. */
  shared: ReadonlySet<number>;
}

function lineOf({ row, cells }: GridRow, merges: readonly Merge[], width: number): Line {
  const words = Array.from({ length: width }, (_, i) => wordsOf(cells[i]));
  const said = words.filter(Boolean);
  const shared = new Set<number>();
  for (const { top, left, right } of merges) {
    if (top !== row || right === left) continue;
    for (let column = left; column <= Math.min(right, width - 1); column++) {
      words[column] = words[left] ?? '';
      shared.add(column);
    }
  }
  return { row, words, said, shared };
}

/** The head by the evidence of the cells: the first row of words about as wide as the rows of the table. */
export function findHead(rows: readonly GridRow[], merges: readonly Merge[], width: number): Head {
  const lines = rows.slice(0, searchedRows).map((row) => lineOf(row, merges, width));
  const counts = rows
    .slice(0, sampledRows)
    .map(({ cells }) => cells.reduce<number>((sum, cell) => sum + (wordsOf(cell) ? 1 : 0), 0))
    .sort((a, b) => a - b);
  const usual = counts[counts.length >> 1] ?? 1;
  const least = Math.min(2, width);
  const need = Math.max(least, Math.ceil(usual / 2));
  const wide = ({ words, said }: Line) =>
    said.length >= least && words.filter(Boolean).length >= need && !isFormLine(said);
  let start = -1;
  for (const [i, line] of lines.entries()) {
    if (!wide(line) || isSender(line, lines[i + 1])) continue;
    const figures = line.said.filter(isFigure).length;
    if (figures <= line.said.length / 4) start = i;
    // Below a row of figures there are no heads any more: what follows is data.
    break;
  }
  const sure = start >= 0;
  if (!sure) start = Math.max(0, lines.findIndex(wide));
  let from = start;
  while (sure && from > 0 && start - from < mostHeadRows - 1 && isGroups(lines, from - 1)) from--;
  return compose(rows, merges, width, from, endOf(lines, merges, from, start), sure);
}

/**
 * The head in the rows that a person chose.
 * @throws Failure when the rows lie outside the table or leave no row below
 */
export function headOf(
  rows: readonly GridRow[],
  merges: readonly Merge[],
  width: number,
  [first, last]: readonly [first: number, last: number],
): Head {
  const from = rows.findIndex(({ row }) => row >= first);
  const below = rows.findIndex(({ row }) => row > last);
  if (from < 0 || first > last || rows[from]!.row > last) {
    const end = rows.at(-1)?.row ?? 0;
    throw new Failure(
      text(
        `指定的表头第 ${first}–${last} 行里没有文字；这张表有字的是第 ${rows[0]?.row ?? 0}–${end} 行。`,
        `Rows ${first} to ${last}, chosen as the head, hold no text; the table has text from row ${rows[0]?.row ?? 0} to ${end}.`,
      ),
    );
  }
  return compose(rows, merges, width, from, below < 0 ? rows.length : below, true);
}

/** Whether words fill in a form or name who sends it (双桥街道, 应急局); 乡镇 and 所在街道 are names of columns. */
const isFiller = (word: string) =>
  /[:：]|(?:街道|[镇乡县局办]|公司|委员会|办事处)$/u.test(word) &&
  !/^(?:所在|所属|行政)?[乡镇县区市街道村]+$/u.test(word);

/** Whether a row only says who sends the table: it names a body, and the row below is a fuller row of words. */
const isSender = ({ said, shared }: Line, next: Line | undefined) =>
  shared.size === 0 &&
  said.some((word) => isFiller(word)) &&
  next !== undefined &&
  next.said.length > said.length &&
  !next.said.some((word) => isFigure(word) || isFiller(word));

/** Whether the row above a head holds names of groups: several short words, over gaps, each over words below. */
function isGroups(lines: readonly Line[], index: number): boolean {
  const [line, below] = [lines[index]!, lines[index + 1]!];
  if (below.row !== line.row + 1 || line.said.length < 2 || isFormLine(line.said)) return false;
  return (
    line.said.every((word) => word.length <= 12 && !isFigure(word) && !isFiller(word)) &&
    line.words.every((word, i) => word === '' || below.words[i] !== '' || !line.shared.has(i))
  );
}

/** Index of the first row behind the head that starts at `from` and reaches at least to `start`. */
function endOf(
  lines: readonly Line[],
  merges: readonly Merge[],
  from: number,
  start: number,
): number {
  let last = start;
  const first = lines[from]!.row;
  for (;;) {
    const line = lines[last]!;
    const deepest = merges.reduce(
      (most, { top, bottom }) =>
        top >= first && top <= line.row && bottom < first + mostHeadRows + 1
          ? Math.max(most, bottom)
          : most,
      line.row,
    );
    const next = lines[last + 1];
    if (!next || last + 1 - from > mostHeadRows) break;
    if (next.row <= deepest || isSubhead(line, next) || isUnits(next)) last++;
    else break;
  }
  return last + 1;
}

/** Whether a row names what lies under the shared or open cells of the row above, and nothing else. */
function isSubhead({ row, words, shared }: Line, next: Line): boolean {
  if (next.row !== row + 1 || next.said.some(isFigure)) return false;
  const filled = next.words.flatMap((word, i) => (word ? [i] : []));
  const open = (i: number) => words[i] === '';
  // A name over two columns without a merged cell: it stands over the first, the second is open.
  const group = (i: number) => !isFiller(words[i]!) && open(i + 1) && next.words[i + 1] !== '';
  const gaps = words.filter((_, i) => open(i) && next.words[i] !== '').length;
  return (
    filled.length > 0 &&
    filled.every((i) => open(i) || shared.has(i) || group(i)) &&
    (filled.some((i) => shared.has(i)) || (gaps > 0 && filled.length >= 2))
  );
}

const isUnits = ({ said }: Line) => said.length > 0 && said.every(isUnit);

function compose(
  rows: readonly GridRow[],
  merges: readonly Merge[],
  width: number,
  from: number,
  to: number,
  sure: boolean,
): Head {
  const lines = rows.slice(from, to).map((row) => lineOf(row, merges, width));
  const parts = lines.map((line, k) => {
    const below = lines[k + 1];
    if (!below || isUnits(below)) return line.words;
    // Without merged cells the name of a group reaches to the right as far as there are names below.
    let group = '';
    return line.words.map((word, i) => {
      if (word || !below.words[i]) {
        group = word;
        return word;
      }
      return group;
    });
  });
  const last = lines.at(-1)!.row;
  const bottom = merges.reduce(
    (most, { top, bottom: end }) =>
      top >= lines[0]!.row && top <= last && end <= last + mostHeadRows
        ? Math.max(most, end)
        : most,
    last,
  );
  let behind = to;
  while (behind < rows.length && rows[behind]!.row <= bottom) behind++;
  const numbered = rows[behind];
  if (numbered && isNumbering(numbered.cells.map(wordsOf))) behind++;
  const names = Array.from({ length: width }, (_, i) => parts.map((words) => words[i] ?? ''));
  return {
    labels: plainLabel(names),
    first: lines[0]!.row,
    last: behind > to ? Math.max(bottom, rows[behind - 1]!.row) : last,
    from,
    to: behind,
    sure,
  };
}
