import { expect, test } from 'vitest';
import { outlineArea } from '../../src/ui/edit/outlineArea';

test.each([
  ['en', 9_999, '9,999 m²'],
  ['en', 539_712, '539,700 m²'],
  ['en', 3_240_000, '3.2 km²'],
  ['zh-CN', 539_712, '53.97 万 m²'],
] as const)(
  'in %s %d m² are said as %s: no “540 k m²”, which reads as km²',
  (locale, area, said) => {
    expect(outlineArea(area, locale).replaceAll(/\s/gu, ' ')).toBe(said);
  },
);
