import { expect, test } from 'vitest';
import { ariaSort, pressed, sorted } from '../../src/ui/table/sort';

const order = (values: unknown[], down: boolean) =>
  sorted(
    values.map((value) => ({ value })),
    ({ value }) => value,
    down,
  ).map(({ value }) => value);

test('unknown values come last upwards and downwards, so that they never look like the smallest or largest', () => {
  expect(order([3, null, 1, undefined, 2], false)).toEqual([1, 2, 3, null, undefined]);
  expect(order([3, null, 1, undefined, 2], true)).toEqual([3, 2, 1, null, undefined]);
});

test('zero is a known value and comes before the unknown', () => {
  expect(order([null, 0, 5], true)).toEqual([5, 0, null]);
});

test('numbers sort by size, not by their digits', () => {
  expect(order([10, 9, 100], false)).toEqual([9, 10, 100]);
});

test('Chinese names sort by pinyin', () => {
  expect(order(['中敖镇', '宝顶镇', '龙水镇'], false)).toEqual(['宝顶镇', '龙水镇', '中敖镇']);
});

test('numbers inside names sort by size', () => {
  expect(order(['第10小学', '第9小学'], false)).toEqual(['第9小学', '第10小学']);
});

test('booleans and lists have an order too, and equal values keep theirs', () => {
  expect(order([true, false], false)).toEqual([false, true]);
  expect(order([['火灾'], ['地震']], false)).toEqual([['地震'], ['火灾']]);
  const rows = [
    { name: 'a', of: 1 },
    { name: 'b', of: 1 },
  ];
  expect(sorted(rows, ({ of }) => of, true).map(({ name }) => name)).toEqual(['a', 'b']);
});

test('sorting leaves the rows that it was given as they were', () => {
  const rows = [2, 1];
  expect(sorted(rows, (row) => row, false)).toEqual([1, 2]);
  expect(rows).toEqual([2, 1]);
});

test('a second press on a head turns the order round; another head starts in its own first way', () => {
  const first = pressed<'name' | 'people'>(null, 'people', true);
  expect(first).toEqual({ key: 'people', down: true });
  expect(pressed(first, 'people', true)).toEqual({ key: 'people', down: false });
  expect(pressed(first, 'name', false)).toEqual({ key: 'name', down: false });
});

test('a head announces the sort in the words of aria-sort', () => {
  const sort = { key: 'people', down: true };
  expect(ariaSort(sort, 'people')).toBe('descending');
  expect(ariaSort({ ...sort, down: false }, 'people')).toBe('ascending');
  expect(ariaSort(sort, 'name')).toBe('none');
  expect(ariaSort(null, 'name')).toBe('none');
});
