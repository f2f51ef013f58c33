import { expect, test } from 'vitest';
import { geohazardRisk } from '../../src/domain/geohazard';
import { reservoirSize } from '../../src/domain/reservoir';
import { classOf } from '../../src/domain/classes';

test.each([
  [1000, 0, 1],
  [999, 9999, 2],
  [500, 0, 2],
  [499, 4999, 3],
  [100, 0, 3],
  [99, 499, 4],
  [0, 10_000, 1],
  [null, 500, null],
  [5, null, null],
  [1000, null, 1],
  [null, 10_000, 1],
  [null, null, null],
])(
  '%s people and %s 万元 threatened give grade %s: a limit belongs to the grade above, half the evidence gives none below grade 1',
  (people, property, grade) => {
    expect(geohazardRisk(people, property)).toBe(grade);
  },
);

test.each([
  [1e9, 'large-1'],
  [1e8, 'large-2'],
  [1e7, 'medium'],
  [1e6, 'small-1'],
  [1e5, 'small-2'],
  [99_999, 'pond'],
  [null, null],
])('a storage of %s m³ is %s', (capacity, size) => {
  expect(reservoirSize(capacity)).toBe(size);
});

test('a value on a break belongs to the class above it', () => {
  const scale = { breaks: [10, 20], colours: ['a', 'b', 'c'] };
  expect([9.99, 10, 19.99, 20].map((value) => classOf(value, scale))).toEqual([0, 1, 1, 2]);
});
