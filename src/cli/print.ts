import type { Column, Headline, Provenance, Table } from '../analysis/define';
import { provenanceLines } from '../analysis/exports';
import { inline, perResident, plain, share } from '../domain/numbers';
import { text, type Locale, type Text } from '../domain/text';

/** Columns that a text takes on a terminal: Chinese characters and full-width signs take two. */
export const widthOf = (words: string): number =>
  [...words].reduce(
    (sum, character) =>
      sum +
      (/[\u1100-\u115f\u2e80-\u303e\u3041-\ua4cf\uac00-\ud7a3\uf900-\ufaff\ufe30-\ufe6f\uff00-\uff60\uffe0-\uffe6]/u.test(
        character,
      )
        ? 2
        : 1),
    0,
  );

/** Control characters in a name could drive the terminal. */
// eslint-disable-next-line no-control-regex -- these are what is taken out
const harmless = (words: string): string => words.replace(/[\0-\x1f\x7f-\x9f]/gu, ' ');

const unknownWord = { 'zh-CN': '未知', en: 'unknown' } as const;

/** A value as it is read on a terminal: whole people and metres, shares as per cent, unknown as a word. */
function printed(
  value: string | number | null | undefined,
  kind: Column['kind'],
  locale: Locale,
): string {
  if (value === null || value === undefined) return unknownWord[locale];
  if (typeof value === 'string') return harmless(value);
  switch (kind) {
    case 'share':
      return inline(share(value));
    case 'squareMetresPerPerson':
      return perResident(value, locale).value;
    case 'degrees':
      return value.toFixed(4);
    case 'text':
    case 'ratio':
      return plain(value);
    case 'minutes':
    case 'squareKilometres':
      return value.toFixed(1);
    case 'people':
    case 'metres':
    case 'squareMetres':
    case 'count':
      return Math.round(value).toLocaleString('en-US');
  }
}

const units: Readonly<Record<Headline['kind'], Text>> = {
  people: text('人', 'people'),
  metres: text('m', 'm'),
  minutes: text('分钟', 'min'),
  squareMetres: text('m²', 'm²'),
  squareMetresPerPerson: text('m²/人', 'm²/person'),
  squareKilometres: text('km²', 'km²'),
  share: text('', ''),
  count: text('', ''),
  ratio: text('', ''),
};

/** A figure with its unit; unknown is said in words. */
export function measured(value: number | null, kind: Headline['kind'], locale: Locale): string {
  const unit = units[kind][locale];
  return printed(value, kind, locale) + (value === null || !unit ? '' : `\u2009${unit}`);
}

/** Lines of label and value, the values under one another. */
export function printPairs(pairs: readonly (readonly [label: string, value: string])[]): string {
  const width = Math.max(0, ...pairs.map(([label]) => widthOf(label)));
  return pairs
    .map(([label, value]) => `  ${pad(label, width, 'left')}  ${harmless(value)}\n`)
    .join('');
}

export const pad = (words: string, width: number, side: 'left' | 'right'): string => {
  const space = ' '.repeat(Math.max(0, width - widthOf(words)));
  return side === 'left' ? words + space : space + words;
};

/**
 * A table for the terminal, numbers to the right, units in the heads.
 * @param keys columns to show, in order; all if left out
 * @param most rows that are shown; how many more there are stands below
 * @param saved what saves all rows
 */
export function printTable(
  table: Table,
  locale: Locale,
  keys?: readonly string[],
  most = 100,
  saved = '--csv',
): string {
  const columns = keys
    ? keys.flatMap((key) => table.columns.filter((column) => column.key === key))
    : table.columns;
  const head = columns.map(({ label, unit }) =>
    unit?.[locale] ? `${label[locale]} ${unit[locale]}` : label[locale],
  );
  const body = table.rows
    .slice(0, most)
    .map((row) =>
      columns.map(
        ({ key, kind, options }) =>
          options?.[String(row[key])]?.[locale] ?? printed(row[key], kind, locale),
      ),
    );
  const widths = head.map((name, i) =>
    Math.max(widthOf(name), ...body.map((cells) => widthOf(cells[i]!))),
  );
  const line = (cells: string[]) =>
    `  ${cells
      .map((cell, i) => pad(cell, widths[i]!, columns[i]!.kind === 'text' ? 'left' : 'right'))
      .join('  ')
      .trimEnd()}\n`;
  const rest = table.rows.length - body.length;
  const more =
    rest > 0
      ? `  ${locale === 'zh-CN' ? `另有 ${rest} 行，用 ${saved} 保存全部` : `${rest} more rows; ${saved} saves them all`}\n`
      : '';
  return `\n${table.title[locale]}\n${line(head)}${line(widths.map((width) => '-'.repeat(width)))}${body.map(line).join('')}${more}`;
}

/** How the numbers came to be, for the end of the output. */
export const printProvenance = (provenance: Provenance, locale: Locale): string =>
  `\n${locale === 'zh-CN' ? '计算过程' : 'How this was computed'}\n${printPairs(provenanceLines(provenance, locale))}`;
