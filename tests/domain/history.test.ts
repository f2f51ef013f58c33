import * as v from 'valibot';
import { expect, test } from 'vitest';
import { Change, dayOf, emptyHistory, History, Step } from '../../src/domain/history';
import { shelterAt } from '../fixtures/pack';

const shelter = shelterAt(106, 29, { id: 'a' });
const change = { dataset: 'shelters', id: 'a', before: null, after: shelter, row: 0 };
const figures = { extent: [106, 29, 106, 29], asOf: null, synthetic: true, assign: 'area' };
const step = {
  id: '1',
  at: '2026-05-01T08:00:00+08:00',
  kind: 'edit',
  title: { 'zh-CN': '新增避难场所', en: 'Shelter added' },
  source: null,
  restores: null,
  changes: [change],
  files: [],
  entries: [],
  pack: { before: figures, after: figures },
};

test('a step and an empty history are read back as they were written', () => {
  expect(v.parse(Step, JSON.parse(JSON.stringify(step)))).toEqual(step);
  expect(v.parse(History, emptyHistory())).toEqual({ format: 1, steps: [] });
});

test('a record keeps every member, so that its bytes come back', () => {
  const odd = { ...shelter, id: 7, properties: { extra: 1, ...shelter.properties } };
  expect(JSON.stringify(v.parse(Change, { ...change, after: odd }).after)).toBe(
    JSON.stringify(odd),
  );
});

test.each([
  ['no record on either side', { after: null }],
  ['a record that is no feature', { after: { geometry: shelter.geometry } }],
  ['a record without a place', { after: { ...shelter, geometry: null } }],
  ['a line', { after: { ...shelter, geometry: { type: 'LineString', coordinates: [[1, 2]] } } }],
  [
    'a place that is no number',
    { after: { ...shelter, geometry: { type: 'Point', coordinates: [1, 'x'] } } },
  ],
  ['a dataset without numbers', { dataset: 'roads' }],
])('a change with %s is refused', (_, part) => {
  expect(v.is(Change, change)).toBe(true);
  expect(v.is(Change, { ...change, ...part })).toBe(false);
});

test('two steps with one id, or a moment without a zone, are refused', () => {
  expect(v.is(History, { format: 1, steps: [step, step] })).toBe(false);
  expect(v.is(Step, { ...step, at: '2026-05-01T08:00:00' })).toBe(false);
});

test('a day ends at midnight in China', () => {
  expect(dayOf('2026-05-01T15:59:59Z')).toBe('2026-05-01');
  expect(dayOf('2026-05-01T16:00:00Z')).toBe('2026-05-02');
});
