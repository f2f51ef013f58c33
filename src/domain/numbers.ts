import { squareMetresPerResidentTarget } from './scheme';
import { unknown, type Locale } from './text';

/** A figure as it is shown: the number and its unit apart, so that they can be set in different type. */
export interface Shown {
  value: string;
  unit: string;
}

const group = (value: number, digits = 0): string =>
  value.toLocaleString('en-US', { minimumFractionDigits: digits, maximumFractionDigits: digits });

/** Three significant digits with a power of a thousand, as English figures are shown: 83.5 k, 1.86 M. */
function thousands(value: number): string {
  const [scaled, suffix] = Math.abs(value) >= 999_500 ? [value / 1e6, ' M'] : [value / 1e3, ' k'];
  const digits = Math.abs(scaled) >= 99.95 ? 0 : Math.abs(scaled) >= 9.995 ? 1 : 2;
  return `${group(scaled, digits)}${suffix}`;
}

/** People: 万人 with two decimals from 10,000 on in Chinese, k or M in English; below that whole people. */
export function people(value: number, locale: Locale): Shown {
  const whole = Math.round(value);
  if (locale === 'zh-CN')
    return whole >= 10_000
      ? { value: group(value / 10_000, 2), unit: '万人' }
      : { value: group(whole), unit: '人' };
  return whole >= 10_000
    ? { value: thousands(value), unit: 'people' }
    : { value: group(whole), unit: 'people' };
}

/** Closer than this to nothing or to everything is rounding of sums, not people. */
const negligibleShare = 1e-9;

/** {@link people}, where nobody may know them. */
export const peopleOrUnknown = (value: number | null, locale: Locale): Shown | null =>
  value === null ? null : people(value, locale);

/** A share between 0 and 1 as per cent with one decimal; only all is 100.0 and only nothing 0.0. */
export function share(value: number): Shown {
  const shown = group(value * 100, 1);
  if (shown === '100.0' && value < 1 - negligibleShare) return { value: '>99.9', unit: '%' };
  if (shown === '0.0' && value > negligibleShare) return { value: '<0.1', unit: '%' };
  return { value: shown, unit: '%' };
}

/** A distance: below a kilometre to 10 m, then kilometres with one decimal. */
export const distance = (metres: number): Shown =>
  metres < 995
    ? { value: group(Math.round(metres / 10) * 10), unit: 'm' }
    : { value: group(metres / 1000, 1), unit: 'km' };

/** The area of one site, whole square metres. */
const siteArea = (squareMetres: number): Shown => ({
  value: group(squareMetres),
  unit: 'm²',
});

/**
 * A sum of site areas: 万 m² with two decimals in Chinese, which is to 100 m². In English as exact and without a power of
 * a thousand before the unit: “540 k m²” reads as km².
 */
export function areaSum(squareMetres: number, locale: Locale): Shown {
  if (squareMetres < 10_000) return siteArea(squareMetres);
  return locale === 'zh-CN'
    ? { value: group(squareMetres / 10_000, 2), unit: '万 m²' }
    : siteArea(Math.round(squareMetres / 100) * 100);
}

/** Land in square kilometres with one decimal. */
export const landArea = (squareKilometres: number): Shown => ({
  value: group(squareKilometres, 1),
  unit: 'km²',
});

/** Area per resident, two decimals; what is below the target never rounds up to it: 1.4999 is 1.49. */
export function perResident(squareMetres: number, locale: Locale): Shown {
  const target = squareMetresPerResidentTarget;
  const isBelow = squareMetres < target && Math.round(squareMetres * 100) >= target * 100;
  return {
    value: group(isBelow ? Math.floor(squareMetres * 100) / 100 : squareMetres, 2),
    unit: locale === 'zh-CN' ? 'm²/人' : 'm²/person',
  };
}

/** A whole number with thousands separated. */
export const count = (value: number): string => group(Math.round(value));

/** A number with as many decimals as it has, at most three. */
export const plain = (value: number): string =>
  value.toLocaleString('en-US', { maximumFractionDigits: 3 });

/** A position, longitude first, four decimals: 105.7334°E 29.7030°N. */
export function position(longitude: number, latitude: number): string {
  const part = (value: number, plus: string, minus: string) =>
    `${Math.abs(value).toFixed(4)}°${value < 0 ? minus : plus}`;
  return `${part(longitude, 'E', 'W')} ${part(latitude, 'N', 'S')}`;
}

/** Value and unit in a sentence, with a thin space between; a per cent sign too. */
export const inline = ({ value, unit }: Shown): string => `${value}\u2009${unit}`;

/** {@link inline}, where nobody may know the value. */
export const inlineOrUnknown = (shown: Shown | null, locale: Locale): string =>
  shown ? inline(shown) : unknown[locale];

/** The denominator of a scale: 10.6 万 in Chinese from ten thousand on, 106,000 in English. */
export const scaleText = (denominator: number, locale: Locale): string =>
  locale === 'zh-CN' && denominator >= 10_000
    ? `${plain(denominator / 10_000)}\u2009万`
    : count(denominator);
