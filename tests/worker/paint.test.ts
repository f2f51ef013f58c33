import { expect, test } from 'vitest';
import { mercatorRows, rgba } from '../../src/worker/paint';
import { shade } from '../../src/worker/relief';

test('rows of a district 0.9° high are moved by a cell to lie right on a Mercator map', () => {
  const rows = mercatorRows({
    west: 106,
    north: 32.7,
    cellDegrees: 1 / 1200,
    columns: 1,
    rows: 1080,
  });
  expect(rows[0]).toBe(0);
  expect(rows[1079]).toBe(1079);
  const moved = [...rows].map((source, row) => Math.abs(source - row));
  expect(Math.max(...moved)).toBe(1);
  expect(moved.filter((cells) => cells === 1).length).toBeGreaterThan(500);
});

test('colours become little-endian words; what is no colour is clear', () => {
  expect(rgba('#102030')).toBe(0xff302010);
  expect(rgba('#10203080')).toBe(0x80302010);
  expect(rgba('transparent')).toBe(0);
});

const slope = (metres: (row: number, column: number) => number) => ({
  west: 105,
  north: 30,
  cellDegrees: 1 / 1200,
  columns: 5,
  rows: 5,
  metres: Float32Array.from({ length: 25 }, (_, i) => metres(Math.floor(i / 5), i % 5)),
});
const middle = 12;

test('a slope that faces north-west is light, one that faces south-east dark, flat ground neither', () => {
  expect(shade(slope((row, column) => 20 * (row + column)))[middle]).toBeGreaterThan(20);
  expect(shade(slope((row, column) => -20 * (row + column)))[middle]).toBeLessThan(-20);
  expect(shade(slope(() => 300))[middle]).toBe(0);
});

test('unknown ground is not shaded', () => {
  const terrain = slope((row, column) => 20 * (row + column));
  terrain.metres[middle + 1] = NaN;
  expect(shade(terrain)[middle]).toBe(0);
});
