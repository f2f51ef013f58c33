import { expect, test } from 'vitest';
import { wgs84ToGcj02 } from '../../src/geo/gcj02';
import {
  closeUp,
  medianShift,
  overview,
  projection,
  type Place,
} from '../../src/ui/import/shiftMap';

test('places shifted by GCJ-02 are moved by some 460 m at Dazu; places that stay are no shift', () => {
  const after: Place = [105.72, 29.7];
  const shift = medianShift([{ before: wgs84ToGcj02([105.72, 29.7]), after }]);
  expect(shift).toBeGreaterThan(400);
  expect(shift).toBeLessThan(520);
  expect(medianShift([{ before: after, after }])).toBeNull();
});

test('one lost place does not make the map a map of the world', () => {
  const places = Array.from({ length: 60 }, (_, i): Place => [105 + i / 1000, 29 + i / 1000]);
  const [west, , east] = overview([], [...places, [0, 0]])!;
  expect(east - west).toBeLessThan(0.2);
});

test('the close-up stands where the most places are, and is as wide as asked', () => {
  const [west, south, east, north] = closeUp(
    [
      [105, 29],
      [106, 29.5],
      [106.001, 29.5],
    ],
    2226.4,
  )!;
  expect(north - south).toBeCloseTo(0.02, 5);
  expect(west).toBeLessThan(106);
  expect(east).toBeGreaterThan(106.001);
});

test('north is up, and the middle of the frame is the middle of the picture', () => {
  const at = projection([105, 29, 106, 30], 300, 300);
  expect(at([105.5, 29.5])).toEqual([150, 150]);
  expect(at([105.5, 29.9])[1]).toBeLessThan(150);
});

test('places a degree beside the district are shown together with all of it, places of another province are not', () => {
  const district: Place[][] = [
    [
      [105.5, 29.4],
      [106, 29.9],
    ],
  ];
  const [west, , east] = overview(district, [
    [106.9, 29.6],
    [107, 29.7],
  ])!;
  expect([west < 105.5, east > 107]).toEqual([true, true]);
  expect(
    overview(district, [
      [120, 30],
      [120.1, 30.1],
    ])![0],
  ).toBeGreaterThan(119);
});
