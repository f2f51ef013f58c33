import { describe, expect, test } from 'vitest';
import type { Field } from '../../src/domain/field';
import { text } from '../../src/domain/text';
import { commonFields } from '../../src/domain/record';
import { shelterFields } from '../../src/domain/shelter';
import { readValue } from '../../src/pack/values';

const { id, updated, name } = commonFields;
const english = (field: Field, cell: unknown) => {
  const { value, reason } = readValue(field, cell);
  return [value, reason?.en ?? null];
};

// 200 cylinders were no word, and no number either.
test('an amount of a substance that is no weight is unknown, and said; a name with figures is none', () => {
  const substances: Field = { label: text('品种', 'Substances'), kind: 'substances' };
  expect(english(substances, '液氨 20吨、乙炔200瓶')).toEqual([
    [
      { name: '液氨', quantityTonnes: 20 },
      { name: '乙炔200瓶', quantityTonnes: null },
    ],
    'the amount of “乙炔200瓶” cannot be told in tonnes; it is kept as unknown',
  ]);
  expect(english(substances, 'R134a、硫酸98%、氯气')[1]).toBe(null);
});

test('a list that GDAL wrote into a cell has neither its number nor its brackets', () => {
  expect(english(shelterFields.facilities, '(3:供水,应急供电,厕所)')).toEqual([
    ['供水', '应急供电', '厕所'],
    null,
  ]);
});

describe('codes', () => {
  test.each(['5.00111E+11', '5.00111e11', '５.00111E+11', 500111001001001200, 5.00111e17])(
    'one that a spreadsheet rounded is unknown: %s',
    (cell) => {
      expect(english(id, cell)).toEqual([
        null,
        expect.stringContaining('its last digits are lost'),
      ]);
    },
  );

  test('one of up to 15 digits is whole, as a number or as text', () => {
    expect(english(id, 500111001001)).toEqual(['500111001001', null]);
    expect(english(id, '500111001001001200')).toEqual(['500111001001001200', null]);
  });

  test('a number may be written so: it is no code', () => {
    expect(english(shelterFields.landAreaSquareMetres, '1.5E+05')).toEqual([150_000, null]);
  });

  test('the apostrophe with which a spreadsheet marks text is no part of it; one inside a name is', () => {
    expect(english(id, "'0012")).toEqual(['0012', null]);
    expect(english(name, "'=甲")).toEqual(['=甲', null]);
    expect(english(name, "O'Neill's")).toEqual(["O'Neill's", null]);
  });
});

test.each(['#N/A', '#REF!', '#DIV/0!', '#VALUE!'])(
  'an error of a spreadsheet in a text file is unknown, and said: %s',
  (cell) => {
    for (const field of [name, updated, shelterFields.capacityPeople])
      expect(english(field, cell)).toEqual([
        null,
        expect.stringContaining('error of a spreadsheet'),
      ]);
  },
);

describe('dates', () => {
  test('a day is read without a word', () => {
    expect(english(updated, '2023年8月1日')).toEqual(['2023-08-01', null]);
  });

  test('a month is read as its first day, and that is said', () => {
    expect(english(updated, '2023年8月')).toEqual([
      '2023-08-01',
      'no day is given; taken as 2023-08-01',
    ]);
  });

  test('a serial number that is not marked as a date is not guessed, but recognised', () => {
    expect(english(updated, 45139)).toEqual([null, expect.stringContaining('serial number')]);
    expect(english(updated, 2023.1)).toEqual([null, expect.stringContaining('no date')]);
  });
});

test('a cell of twenty thousand characters is no number, date or substance, and is told so at once', () => {
  const cell = `2025-${'1'.repeat(20_000)}`;
  expect(readValue({ label: text('日期', 'Day'), kind: 'date' }, cell)).toMatchObject({
    value: null,
    reason: { en: 'longer than 2,000 characters and not read; kept as unknown' },
  });
  expect(readValue({ label: text('备注', 'Note'), kind: 'text' }, cell).value).toBe(cell);
});

test('characters that nobody sees are no part of a value, and a cell of nothing else is empty', () => {
  expect(english(name, '\u200b龙水中学\ufeff')).toEqual(['龙水中学', null]);
  expect(english(shelterFields.capacityPeople, '300\u200b')).toEqual([300, null]);
  expect(english(shelterFields.duration, '短期\u200e')).toEqual(['short', null]);
  expect(english(name, '\u200b')).toEqual([null, null]);
});
