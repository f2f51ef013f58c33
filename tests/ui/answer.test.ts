import { expect, test } from 'vitest';
import { firstSort } from '../../src/ui/analysis/answer/firstSort';
import { cellOf, decimalsOf, figureOf } from '../../src/ui/analysis/answer/kinds';
import { nextTo, ticks } from '../../src/ui/analysis/answer/scale';
import { shownColumns } from '../../src/ui/analysis/answer/shownColumns';
import { text } from '../../src/domain/text';

test('ticks are round, begin at nothing and reach the largest value', () => {
  expect(ticks(834, 4)).toEqual([0, 500, 1000]);
  expect(ticks(1, 4)).toEqual([0, 0.5, 1]);
  expect(ticks(30, 6)).toEqual([0, 5, 10, 15, 20, 25, 30]);
});

test('an axis without any value still has two ends', () => {
  expect(ticks(0, 4)).toEqual([0, 1]);
  expect(ticks(NaN, 4)).toEqual([0, 1]);
});

test('the pointer takes the nearest value, the first of two as near', () => {
  expect(nextTo([0, 10, 20], 14)).toBe(1);
  expect(nextTo([0, 10], 5)).toBe(0);
  expect(nextTo([], 5)).toBe(-1);
});

test('unknown stays unknown whatever its kind', () => {
  expect(figureOf(null, 'people', 'zh-CN')).toBeNull();
  expect(cellOf(null, { key: 'a', label: text('甲', 'A'), kind: 'people' }, 'en')).toBeNull();
});

test('figures carry their unit, cells leave it to the head', () => {
  expect(figureOf(83_460, 'people', 'zh-CN')).toEqual({ value: '8.35', unit: '万人' });
  expect(figureOf(0.754, 'share', 'en')).toEqual({ value: '75.4', unit: '%' });
  expect(figureOf(7.25, 'minutes', 'en')).toEqual({ value: '7.3', unit: 'min' });
  const column = (kind: 'people' | 'share' | 'metres') => ({
    key: 'a',
    label: text('甲', 'A'),
    kind,
  });
  expect(cellOf(83_460, column('people'), 'zh-CN')).toBe('83,460');
  expect(cellOf(0.754, column('share'), 'zh-CN')).toBe('75.4');
  expect(cellOf(820.4, column('metres'), 'en')).toBe('820');
});

test('an id becomes a word, another value of the column stands for itself', () => {
  const column = {
    ...{ key: 'class', label: text('类别', 'Class'), kind: 'text' as const },
    options: { short: text('短期', 'Short') },
  };
  expect(cellOf('short', column, 'zh-CN')).toBe('短期');
  expect(cellOf('other', column, 'en')).toBe('other');
});

test('what does not apply is empty, not unknown', () => {
  const days = { key: 'days', label: text('天数', 'Days'), kind: 'count' as const };
  expect(cellOf('', days, 'zh-CN')).toBe('');
});

test('plain numbers of a column have as many decimals as they need, at most two', () => {
  expect(decimalsOf([3, 15, null])).toBe(0);
  expect(decimalsOf([3, 0.5])).toBe(1);
  expect(decimalsOf([0.4871, 2])).toBe(2);
  const column = { key: 'a', label: text('甲', 'A'), kind: 'ratio' as const };
  expect(cellOf(2, column, 'en', 2)).toBe('2.00');
});

test('too few places for each never round up to one', () => {
  const column = { key: 'a', label: text('甲', 'A'), kind: 'ratio' as const };
  expect(cellOf(0.9991, column, 'en', 2)).toBe('0.99');
  expect(cellOf(0, column, 'en', 2)).toBe('0.00');
  expect(cellOf(1, column, 'en', 2)).toBe('1.00');
});

const words = (key: string) => ({ key, label: text(key, key), kind: 'text' as const });
const figures = (key: string) => ({ key, label: text(key, key), kind: 'people' as const });

test('towns come with the most residents out of reach on top, other tables as the analysis orders them', () => {
  const columns = [words('name'), figures('residents'), figures('none')];
  const table = { title: text('表', 'Table'), columns, rows: [] };
  expect(firstSort({ ...table, id: 'towns' })).toEqual({ key: 'none', down: true });
  expect(firstSort({ ...table, id: 'bands' })).toBeNull();
});

test('columns that say nothing, or what another has said, are left to the export', () => {
  const table = {
    ...{ id: 'sites', title: text('新址', 'Sites') },
    columns: [words('name'), words('id'), words('class'), words('duration'), words('source')],
    rows: [
      { name: '甲', id: '1', class: 'short', duration: 'short', source: null },
      { name: '乙', id: '2', class: 'long', duration: 'long', source: '' },
    ],
  };
  expect(shownColumns(table, 'zh-CN').map(({ key }) => key)).toEqual(['name', 'class']);
});
