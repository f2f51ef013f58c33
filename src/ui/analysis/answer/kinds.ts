import type { Column, Headline } from '../../../analysis/define';
import {
  areaSum,
  count,
  distance,
  landArea,
  people,
  perResident,
  plain,
  share,
  type Shown,
} from '../../../domain/numbers';
import type { Locale } from '../../../domain/text';

const minutes = (value: number, locale: Locale): Shown => ({
  value: value.toLocaleString('en-US', { maximumFractionDigits: value < 10 ? 1 : 0 }),
  unit: locale === 'zh-CN' ? '分钟' : 'min',
});

const whole = (value: number): Shown => ({ value: count(value), unit: '' });

/** How a figure of each kind is shown with its unit. */
const figures: Readonly<Record<Headline['kind'], (value: number, locale: Locale) => Shown>> = {
  people,
  share,
  metres: distance,
  squareMetres: areaSum,
  squareMetresPerPerson: perResident,
  count: whole,
  minutes,
  squareKilometres: landArea,
  ratio: (value) => ({ value: plain(value), unit: '' }),
};

/** A figure with its unit; `null` is unknown. */
export const figureOf = (
  value: number | null,
  kind: Headline['kind'],
  locale: Locale,
): Shown | null => (value === null ? null : figures[kind](value, locale));

/** A plain number; what is below 1, such as too few places for each, never rounds up to it. */
function ratio(value: number, minimumFractionDigits: number, maximumFractionDigits: number) {
  const power = 10 ** maximumFractionDigits;
  const shown = value < 1 ? Math.min(value, Math.max(0, (power - 1) / power)) : value;
  return shown.toLocaleString('en-US', { minimumFractionDigits, maximumFractionDigits });
}

/** How a number stands in a column whose head has the unit. */
const cells: Readonly<
  Record<Exclude<Column['kind'], 'text'>, (value: number, locale: Locale) => string>
> = {
  people: count,
  share: (value) => share(value).value,
  metres: count,
  squareMetres: count,
  squareMetresPerPerson: (value, locale) => perResident(value, locale).value,
  count,
  degrees: (value) => value.toFixed(4),
  minutes: (value, locale) => minutes(value, locale).value,
  squareKilometres: (value) => landArea(value).value,
  ratio: (value) => ratio(value, 0, 2),
};

/** Decimals of a column of plain numbers: as many as its figures need, at most two, so that they stand in line. */
export function decimalsOf(values: readonly unknown[]): number {
  const needed = values.map((value) =>
    typeof value !== 'number' ? 0 : ([0, 1].find((n) => Number(value.toFixed(n)) === value) ?? 2),
  );
  return Math.max(0, ...needed);
}

/**
 * The words of a table's cell; `null` is unknown, empty what does not apply.
 * @param decimals of a column of plain numbers, see {@link decimalsOf}
 */
export function cellOf(
  value: string | number | null,
  { kind, options }: Column,
  locale: Locale,
  decimals?: number,
): string | null {
  if (options && value !== null) return options[String(value)]?.[locale] ?? String(value);
  if (value === null || typeof value === 'string' || kind === 'text')
    return value === null ? null : String(value);
  return kind === 'ratio' && decimals !== undefined
    ? ratio(value, decimals, decimals)
    : cells[kind](value, locale);
}
