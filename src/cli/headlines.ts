import type { Chart, Headline, Table } from '../analysis/define';
import { inline, share } from '../domain/numbers';
import type { Locale } from '../domain/text';
import { measured, printPairs, printTable } from './print';

/** The figures that an answer begins with, one a line, what must be read with each below it. */
export function printHeadlines(headlines: readonly Headline[], locale: Locale): string {
  const pairs = headlines.flatMap((headline): [string, string][] => {
    const { label, note, caution } = headline;
    const line: [string, string] = [
      `${caution ? '! ' : ''}${label[locale]}`,
      measured(headline.value, headline.kind, locale) + partOf(headline, locale),
    ];
    return note ? [line, ['', note[locale]]] : [line];
  });
  return printPairs(pairs);
}

/** What a figure is a part of, as a share and the whole; unknown or nothing has no share. */
function partOf({ value, kind, of }: Headline, locale: Locale): string {
  if (value === null || of === null || of === undefined || of === 0) return '';
  const [part, whole] = [inline(share(value / of)), measured(of, kind, locale)];
  return locale === 'zh-CN' ? `  ${part}（共 ${whole}）` : `  ${part} of ${whole}`;
}

/** Points of a line that are shown. */
const mostPoints = 12;

/** A chart as a small table: the axis first, then a column a line; points between are left to `--json`. */
export function printChart({ id, title, x, y, lines }: Chart, locale: Locale): string {
  const values = lines.map(({ points }) => new Map(points));
  const all = [...new Set(lines.flatMap(({ points }) => points.map(([at]) => at)))];
  all.sort((a, b) => a - b);
  const step = Math.ceil(all.length / mostPoints);
  const shown = all.filter((_, i) => i % step === 0 || i === all.length - 1);
  const table: Table = {
    id,
    title,
    columns: [
      { key: 'x', label: x.label, kind: x.kind },
      ...lines.map(({ label }, i) => ({ key: `y${i}`, label, kind: y.kind })),
    ],
    rows: shown.map((at) => ({
      x: at,
      ...Object.fromEntries(values.map((line, i) => [`y${i}`, line.get(at) ?? null])),
    })),
  };
  return printTable(table, locale);
}
