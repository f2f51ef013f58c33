import { expect, test } from 'vitest';
import { cellOf, figureOf } from '../../src/ui/analysis/answer/kinds';
import { nextTo, ticks } from '../../src/ui/analysis/answer/scale';
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
