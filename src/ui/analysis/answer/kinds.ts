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
  ratio: plain,
};

/** The words of a table's cell; `null` is unknown. */
export function cellOf(
  value: string | number | null,
  { kind, options }: Column,
  locale: Locale,
): string | null {
  if (options && value !== null) return options[String(value)]?.[locale] ?? String(value);
  if (value === null || typeof value === 'string' || kind === 'text')
    return value === null ? null : String(value);
  return cells[kind](value, locale);
}
