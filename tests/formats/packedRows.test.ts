import fc from 'fast-check';
import { expect, test } from 'vitest';
import { PackedRows } from '../../src/formats/packedRows';
import type { SheetRow } from '../../src/formats/sheet';

const rowOf = (row: number, values: Record<string, unknown>): SheetRow => ({
  row,
  values: Object.assign(Object.create(null) as Record<string, unknown>, values),
  geometry: { type: 'Point', coordinates: [105.7, 29.7, 300] },
});

test('rows come back as they were taken, each with its own columns, by place and from the end', () => {
  const rows = new PackedRows();
  rows.add(rowOf(2, { 名称: '一中', 人数: 300 }));
  rows.add(rowOf(3, { 人数: null, 启用: true, 名称: '\uD800' }));
  rows.add({ row: 5, values: { ['__proto__']: 'x' }, geometry: null });
  expect([rows.length, rows.at(0)]).toEqual([3, rowOf(2, { 名称: '一中', 人数: 300 })]);
  expect(Object.entries(rows.at(1)!.values)).toEqual([
    ['人数', null],
    ['启用', true],
    ['名称', '\uD800'],
  ]);
  expect(Object.entries(rows.at(-1)!.values)).toEqual([['__proto__', 'x']]);
  expect([rows.at(3), rows.at(-4), [...rows].map(({ row }) => row)]).toEqual([
    undefined,
    undefined,
    [2, 3, 5],
  ]);
});

// JSON has no infinity: it would have become an unknown value without a word.
test('a value that JSON would change is kept as it is', () => {
  const rows = new PackedRows();
  const day = new Date(0);
  rows.add(rowOf(1, { a: Infinity, b: -0, c: day, d: undefined, e: { f: [NaN] } }));
  expect(rows.at(0)!.values).toEqual({ a: Infinity, b: -0, c: day, d: undefined, e: { f: [NaN] } });
});

test('whatever the values are and however many blocks they fill, the rows are the same', () => {
  const value = fc.oneof(fc.anything(), fc.string({ unit: 'binary', maxLength: 3000 }));
  fc.assert(
    fc.property(fc.array(fc.dictionary(fc.string(), value)), (list) => {
      const taken = list.map((values, i) => rowOf(i, values));
      const rows = new PackedRows();
      taken.forEach((row) => rows.add(row));
      expect([...rows]).toEqual(taken);
    }),
    { numRuns: 200 },
  );
});
