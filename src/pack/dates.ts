/** Whether dates that end with the year give the month or the day first. */
export type DateOrder = 'month-first' | 'day-first';

const yearFirst = /^(\d{4})[-/.年](\d{1,2})[-/.月](\d{1,2})[日号]?(?:[ T].*)?$/u;
const compact = /^(\d{4})(\d{2})(\d{2})$/u;
const yearLast = /^(\d{1,2})[-/.](\d{1,2})[-/.](\d{4})(?:[ T].*)?$/u;

/**
 * The order of a column's dates, told by those that can be read in one way only, such as 7/25/2009; `null` when there
 * is none or they contradict one another.
 */
export function dateOrder(values: Iterable<unknown>): DateOrder | null {
  let monthFirst = false;
  let dayFirst = false;
  for (const value of values) {
    const [, first, second] = (typeof value === 'string' && yearLast.exec(value.trim())) || [];
    if (Number(first) > 12) dayFirst = true;
    if (Number(second) > 12) monthFirst = true;
  }
  if (monthFirst === dayFirst) return null;
  return monthFirst ? 'month-first' : 'day-first';
}

/**
 * A day as ISO 8601. A date that ends with the year needs the order of its column: 8/1/2008 may be January or August
 * and is not guessed.
 * @returns `null` when it is no date, or could be two
 */
export function readDay(words: string, order: DateOrder | null): string | null {
  const plain = plainDate(words);
  const [, year, month, day] = yearFirst.exec(plain) ?? compact.exec(plain) ?? [];
  if (year && month && day) return iso(year, month, day);
  const [, first, second, last] = yearLast.exec(plain) ?? [];
  if (!first || !second || !last || order === null) return null;
  return order === 'month-first' ? iso(last, first, second) : iso(last, second, first);
}

/** Width, an apostrophe that marks text, and spaces around the signs of a date make no difference. */
const plainDate = (words: string) =>
  words
    .normalize('NFKC')
    .trim()
    .replace(/^['’‘]/u, '')
    .replace(/\s*([-/.年月])\s*(?=\d)|\s+(?=[年月日])/gu, '$1');

const monthOnly = /^(\d{4})(?:年(\d{1,2})月份?|[-/](\d{1,2})|\.(\d{1,2}))$/u;
const compactMonth = /^((?:19|20)\d\d)(\d\d)$/u;
const yearOnly = /^((?:19|20)\d\d)(?:年度?)?$/u;
const yearEnd = /^((?:19|20)\d\d)年(?:底|末)$/u;

/**
 * The day from which a month or year counts, where a date gives no day: its first, because data are no newer than that
 * for certain; of 年底 and 年末 the last. 2023.1 is January, or October whose nought a spreadsheet dropped, and is not
 * guessed.
 * @returns `null` when it is neither
 */
export function readMonth(words: string): string | null {
  const plain = plainDate(words);
  const [, year, word, dash, dot] = monthOnly.exec(plain) ?? [];
  if (year) return dot === '1' ? null : iso(year, word ?? dash ?? dot ?? '', '1');
  const [, compactYear, month] = compactMonth.exec(plain) ?? [];
  if (compactYear && month) return iso(compactYear, month, '1');
  const [, ended] = yearEnd.exec(plain) ?? [];
  if (ended) return iso(ended, '12', '31');
  const [, whole] = yearOnly.exec(plain) ?? [];
  return whole ? iso(whole, '1', '1') : null;
}

/** The oldest of the days that are known, ISO 8601: a pack is no newer than that; `null` when none is known. */
export const oldestDay = (days: readonly (string | null)[]): string | null =>
  days.filter((day) => day !== null).sort()[0] ?? null;

function iso(year: string, month: string, day: string): string | null {
  const date = `${year}-${month.padStart(2, '0')}-${day.padStart(2, '0')}`;
  const time = new Date(`${date}T00:00:00Z`);
  return !Number.isNaN(time.getTime()) && time.toISOString().startsWith(date) ? date : null;
}
