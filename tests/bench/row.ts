/** One line of the table that `npm run bench` prints: a piece of work, ours beside a peer, and what was promised. */
export interface BenchRow {
  /** What is done, with its size: “coverage L, index and query”. */
  work: string;
  /** Milliseconds of processor time, warm median. */
  ours: { name: string; milliseconds: number };
  /** The same work with the same answer by another program, `null` where that program is not installed. */
  peer: { name: string; milliseconds: number } | null;
  /** How many times the peer's time must be ours at least, `null` for a row that is only shown. */
  target: number | null;
  /** A promise that is no ratio: the value measured, and the most that it may be. */
  limit?: { value: number; most: number; unit: string };
  note?: string;
}

const whole = (value: number) => Math.round(value).toLocaleString('en');
const figure = (value: number) =>
  value >= 100 || Number.isInteger(value) ? whole(value) : value.toPrecision(3);

/** Whether a row keeps its promise, in words; empty for a row that promises nothing. */
export function verdict({ ours, peer, target, limit }: BenchRow): string {
  if (limit) return limit.value <= limit.most ? 'met' : 'not met';
  if (peer === null) return target === null ? '' : 'peer not found';
  if (target === null) return '';
  return peer.milliseconds >= target * ours.milliseconds ? 'met' : 'not met';
}

/** The cells of a row as the table shows them. */
function rowCells(row: BenchRow): string[] {
  const { work, ours, peer, target, limit, note } = row;
  const ratio = peer && ours.milliseconds > 0 ? peer.milliseconds / ours.milliseconds : null;
  return [
    work,
    ours.name,
    limit ? `${figure(limit.value)} ${limit.unit}` : `${figure(ours.milliseconds)} ms`,
    peer?.name ?? '–',
    peer ? `${figure(peer.milliseconds)} ms` : '–',
    ratio === null ? '–' : `${figure(ratio)} ×`,
    limit
      ? `≤ ${figure(limit.most)} ${limit.unit}`
      : target === null
        ? '–'
        : `≥ ${whole(target)} ×`,
    verdict(row),
    note ?? '',
  ];
}

const headings = ['work', 'ours', 'takes', 'peer', 'takes', 'ratio', 'target', 'verdict', 'note'];

/** Rows as a text table with aligned columns. */
export function tableOf(rows: readonly BenchRow[]): string {
  const lines = [headings, ...rows.map(rowCells)];
  const widths = headings.map((_, i) => Math.max(...lines.map((cells) => cells[i]!.length)));
  const isNumber = [false, false, true, false, true, true, true, false, false];
  return lines
    .map((cells) =>
      cells
        .map((cell, i) => (isNumber[i] ? cell.padStart(widths[i]!) : cell.padEnd(widths[i]!)))
        .join('  ')
        .trimEnd(),
    )
    .join('\n');
}
