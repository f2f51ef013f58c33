import { describe, expect, test } from 'vitest';
import type { Field } from '../../src/domain/field';
import { shelterFields } from '../../src/domain/shelter';
import { columnFactor, readQuantity } from '../../src/pack/quantity';

const { capacityPeople: people, effectiveAreaSquareMetres: area } = shelterFields;
const english = (field: Field, cell: unknown) => {
  const { value, reason } = readQuantity(field, cell, 1);
  return [value, reason?.en ?? null];
};

describe('a rough number is read, and that it is rough is said', () => {
  test.each([
    ['约500人', 500],
    ['500余人', 500],
    ['500多人', 500],
    ['500人左右', 500],
    ['近500', 500],
    ['～500', 500],
    ['500+', 500],
    ['大约1,500人', 1500],
    ['2万余人', 20_000],
    ['1.2万多人', 12_000],
  ])('%s', (cell, value) => {
    const read = value.toLocaleString('en-US');
    expect(english(people, cell)).toEqual([value, `a rough number, read as ${read}; check it`]);
  });

  test('a plus between figures joins nothing: 5+6 is no number', () => {
    expect(english(people, '5+6')[0]).toBeNull();
  });
});

test.each(['500人以上', '不足500', '≥500', '<500', '至少500人', '超500人', '500以内'])(
  'a limit is no number: %s',
  (cell) => {
    expect(english(people, cell)).toEqual([null, 'this is a limit, not a number; kept as unknown']);
  },
);

test('a range stays unknown', () => {
  expect(english(people, '500-600')).toEqual([null, 'this is no number; kept as unknown']);
});

test.each([
  ["'500", 500],
  ['’５００', 500],
  [' 5 000 ', 5000],
])('a number that a spreadsheet kept as text: %s', (cell, value) => {
  expect(english(people, cell)).toEqual([value, null]);
});

test.each([
  ['1.2万㎡', 12_000],
  ['1.2 万m²', 12_000],
  ['1.2公顷', 12_000],
  ['1.2hm²', 12_000],
  ['3平方', 3],
  ['15亩', 10_000],
  ['约1.5亩', 1000],
])('areas as ledgers write them: %s', (cell, value) => {
  expect(readQuantity(area, cell, 1).value).toBe(value);
});

test('the unit of a head of two rows counts wherever its brackets stand', () => {
  expect(columnFactor(area, '面积（万㎡） 室内')).toBe(1e4);
  expect(columnFactor(area, '面积 室外（亩）')).toBeCloseTo(666.67, 2);
});
