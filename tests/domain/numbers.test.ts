import { expect, test } from 'vitest';
import {
  areaSum,
  distance,
  inline,
  landArea,
  people,
  perResident,
  plain,
  position,
  share,
} from '../../src/domain/numbers';

const thin = '\u2009';

test.each([
  [9_999, '9,999', '人'],
  [10_000, '1.00', '万人'],
  [834_592, '83.46', '万人'],
  [0, '0', '人'],
])('%d people in Chinese: from ten thousand on in 万人 with two decimals', (value, shown, unit) => {
  expect(people(value, 'zh-CN')).toEqual({ value: shown, unit });
});

test.each([
  [9_999, '9,999'],
  [83_460, '83.5 k'],
  [834_592, '835 k'],
  [1_855_449, '1.86 M'],
  [999_600, '1.00 M'],
])('%d people in English: three digits with k or M', (value, shown) => {
  expect(people(value, 'en').value).toBe(shown);
});

test.each([
  [4, '0', 'm'],
  [994, '990', 'm'],
  [996, '1.0', 'km'],
  [1_249, '1.2', 'km'],
])('%d metres: to 10 m below a kilometre, then one decimal', (metres, value, unit) => {
  expect(distance(metres)).toEqual({ value, unit });
});

test.each([
  [0.99996, '>99.9'],
  [0.9994, '99.9'],
  [1, '100.0'],
  [1 - 1e-12, '100.0'],
  [0.0004, '<0.1'],
  [0.0006, '0.1'],
  [0, '0.0'],
])('a share of %d is %s: only all is 100.0 and only nothing 0.0', (value, shown) => {
  expect(share(value).value).toBe(shown);
});

test.each([
  [1.4999, '1.49'],
  [1.4949, '1.49'],
  [1.5, '1.50'],
  [1.5001, '1.50'],
  [1.376, '1.38'],
])('%d m² a resident are %s: what is below 1.5 never shows as 1.50', (value, shown) => {
  expect(perResident(value, 'zh-CN').value).toBe(shown);
});

test.each([
  ['en', 9_999, '9,999 m²'],
  ['en', 539_712, '539,700 m²'],
  ['en', 1_858_140, '1,858,100 m²'],
  ['zh-CN', 1_858_140, '185.81 万 m²'],
] as const)(
  'in %s %d m² of sites are %s: never “540 k m²” or “1.86 M m²”, which read as km² and Mm²',
  (locale, area, said) => {
    expect(inline(areaSum(area, locale)).replaceAll(/\s/gu, ' ')).toBe(said);
  },
);

test('areas, shares and positions are shown with the digits of the house style', () => {
  expect(inline(areaSum(298_000, 'zh-CN'))).toBe(`29.80${thin}万 m²`);
  expect(inline(areaSum(8_000, 'zh-CN'))).toBe(`8,000${thin}m²`);
  expect(inline(landArea(1434.96))).toBe(`1,435.0${thin}km²`);
  expect(inline(share(0.7644))).toBe(`76.4${thin}%`);
  expect(inline(perResident(1.376, 'zh-CN'))).toBe(`1.38${thin}m²/人`);
  expect(position(105.73341, 29.70301)).toBe('105.7334°E 29.7030°N');
  expect(position(-90.19, -30.89)).toBe('90.1900°W 30.8900°S');
  expect(plain(1234.5)).toBe('1,234.5');
});
