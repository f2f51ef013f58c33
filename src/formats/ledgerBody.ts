import { text, type Text } from '../domain/text';
import {
  isBlank,
  wordsOf,
  type Cell,
  type CellProblem,
  type GridRow,
  type Merge,
} from './ledgerGrid';
import { checkTotal } from './ledgerTotals';
import { isFigure, isFootnote, isFormLine, isSectionTitle, isTotal } from './ledgerWords';
import { shown } from './sheet';

interface Body {
  rows: GridRow[];
  notes: Text[];
  problems: CellProblem[];
}

/**
 * The rows of data below a head: cells merged downwards filled in, rows that are no record left out.
 * @param rows without blank ones
 * @param labels names of the columns
 */
export function readBody(
  rows: readonly GridRow[],
  merges: readonly Merge[],
  labels: readonly string[],
): Body {
  const body: Body = { rows: [], notes: [], problems: [] };
  const end = endOfRecords(rows, labels.length);
  const footer = rows.slice(end);
  const dropped: Record<'total' | 'head' | 'section' | 'numbered', GridRow[]> = {
    total: [],
    head: [],
    section: [],
    numbered: [],
  };
  const kept: GridRow[] = [];
  const across = new Set(
    merges
      .filter(({ left, right }) => right - left + 1 >= Math.max(3, labels.length / 2))
      .map(({ top }) => top),
  );
  const serial = labels.findIndex((label) => /^(?:序号|序號|no\.?|#)$/iu.test(label));
  for (const row of rows.slice(0, end)) {
    const kind = kindOf(row, labels, serial, across);
    (kind === null ? kept : dropped[kind]).push(row);
  }
  body.problems.push(...checkTotal(dropped.total, kept, labels));
  body.rows = fillDown(kept, merges, labels, body);
  const names = (list: readonly GridRow[]) => nameRows(list);
  if (dropped.total.length) {
    const [zh, en] = names(dropped.total);
    body.notes.push(text(`合计行没有读入：${zh}`, `rows of totals were not read: ${en}`));
  }
  if (dropped.section.length) {
    const [zh, en] = names(dropped.section);
    body.notes.push(
      text(`分段标题没有读入：${zh}`, `titles between the rows were not read: ${en}`),
    );
  }
  if (dropped.head.length) {
    const [zh, en] = names(dropped.head);
    body.notes.push(text(`重复的表头没有读入：${zh}`, `repeated heads were not read: ${en}`));
  }
  if (dropped.numbered.length) {
    body.notes.push(
      text(
        `${dropped.numbered.length} 行只有序号，没有读入`,
        `${dropped.numbered.length} rows with nothing but a number were not read`,
      ),
    );
  }
  if (footer.length) {
    const [zh, en] = names(footer);
    body.notes.push(
      text(`表下的说明没有读入：${zh}`, `lines below the table were not read: ${en}`),
    );
  }
  return body;
}

/** Rows named by number and first words, the first few of them. */
function nameRows(rows: readonly GridRow[]): [zh: string, en: string] {
  const some = rows.slice(0, 6).map(({ row, cells }) => {
    const words = wordsOf(cells.find((cell) => !isBlank(cell)));
    return { row, words: words.length > 20 ? `${words.slice(0, 19)}…` : words };
  });
  const rest = rows.length - some.length;
  return [
    some.map(({ row, words }) => `第 ${row} 行“${words}”`).join('、') +
      (rest ? ` 等 ${rows.length} 行` : ''),
    some.map(({ row, words }) => `row ${row} “${words}”`).join(', ') +
      (rest ? ` and ${rest} more` : ''),
  ];
}

function kindOf(
  { row, cells }: GridRow,
  labels: readonly string[],
  serial: number,
  across: ReadonlySet<number>,
): 'total' | 'head' | 'section' | 'numbered' | null {
  const filled = cells.flatMap((cell, i) => (isBlank(cell) ? [] : [i]));
  const first = filled.slice(0, 3).map((i) => wordsOf(cells[i]));
  // A record may be called 合计 nowhere but in its first words; behind a figure it is a value.
  const lead = first.slice(0, first.findIndex((one, i) => i > 0 && isFigure(one)) + 1 || 3);
  if (labels.length > 1 && lead.some(isTotal)) return 'total';
  if (filled.length === 1 && labels.length > 1) {
    const [column = 0] = filled;
    if (column === serial && isFigure(first[0]!)) return 'numbered';
    if (across.has(row) || (column <= serial && isSectionTitle(first[0]!))) return 'section';
  }
  const isLabel = (i: number) =>
    (labels[i] ?? '').replace(/\s/gu, '').includes(wordsOf(cells[i]).replace(/\s/gu, ''));
  if (
    filled.length > 1 &&
    filled.every(isLabel) &&
    !filled.every((i) => isFigure(wordsOf(cells[i])))
  )
    return 'head';
  return null;
}

/** Index of the first of the lines of signatures and notes that end a table. */
function endOfRecords(rows: readonly GridRow[], width: number): number {
  let end = rows.length;
  while (end > 0) {
    const said = rows[end - 1]!.cells.map(wordsOf).filter(Boolean);
    const [lead = ''] = said;
    const few = said.length <= Math.max(1, width / 2);
    const foot =
      isFormLine([lead]) ||
      (few && (isFormLine(said) || isFootnote(lead))) ||
      (said.length === 1 && width >= 4 && lead.length > 30);
    if (!foot) break;
    end--;
  }
  return end;
}

/** Columns in which a number stands for a thing and not for an amount, so that it may be repeated. */
const repeatable =
  /号|编码|代码|经度|纬度|坐标|年|日期|时间|电话|手机|code|id$|lon|lat|phone|year|date/iu;

/**
 * Values of cells merged downwards, in every row they cover. A word holds for all of them; an amount does not: 500
 * people over three rows are 500 together, and nobody can tell how many in each, so it is unknown in all.
 */
function fillDown(
  rows: readonly GridRow[],
  merges: readonly Merge[],
  labels: readonly string[],
  body: Body,
): GridRow[] {
  const deep = merges
    .filter(({ top, bottom }) => bottom > top)
    .sort((a, b) => a.left - b.left || a.top - b.top);
  if (!deep.length) return [...rows];
  const index = new Map(rows.map(({ row }, i) => [row, i]));
  const filled = rows.map(({ row, cells }) => ({ row, cells: [...cells] as (Cell | undefined)[] }));
  const columns = new Set<string>();
  let count = 0;
  let done = { left: -1, bottom: 0 };
  for (const { top, bottom, left } of deep) {
    const first = index.get(top);
    // Merges do not overlap in a sound file; in a hostile one they would cost their number times the rows.
    if (first === undefined || (left === done.left && top <= done.bottom)) continue;
    done = { left, bottom };
    const cell = rows[first]!.cells[left];
    if (isBlank(cell)) continue;
    // As far as there are rows: a merge may claim a million.
    let last = first;
    while (last + 1 < rows.length && rows[last + 1]!.row <= bottom) last++;
    if (last === first) continue;
    const amount = isFigure(wordsOf(cell)) && !repeatable.test(labels[left] ?? '');
    for (let i = first; i <= last; i++) filled[i]!.cells[left] = amount ? null : cell;
    if (amount) {
      body.problems.push({
        row: top,
        column: left,
        value: shown(wordsOf(cell)),
        level: 'warning',
        reason: text(
          `合并单元格的一个数管第 ${top}–${rows[last]!.row} 行，分不到各行，都按未知；请在原表里拆开`,
          `one merged number stands for rows ${top} to ${rows[last]!.row}; what each has cannot be told, all are unknown. Split it in the original`,
        ),
      });
    } else {
      columns.add(labels[left] || `列 ${left + 1}`);
      count++;
    }
  }
  if (count) {
    const list = [...columns].slice(0, 6);
    body.notes.push(
      text(
        `${count} 处竖向合并的单元格，已填入所跨各行：${list.join('、')}`,
        `${count} cells merged downwards were filled into every row they span: ${list.join(', ')}`,
      ),
    );
  }
  return filled;
}
