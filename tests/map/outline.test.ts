import distance from '@turf/distance';
import type { MultiPolygon, Polygon, Position } from 'geojson';
import { describe, expect, test } from 'vitest';
import {
  cornerFrom,
  cornersOf,
  perimeterMetres,
  placeOf,
  withCornerAfter,
  withCornerAt,
  withCornerMoved,
  withoutCorner,
} from '../../src/map/outline';
import { handlesOf } from '../../src/map/outlineHandles';
import { outlineFeatures } from '../../src/map/shownOutline';
import { crossingPlaces, ringFaults } from '../../src/pack/ringFaults';

const ring: Position[] = [
  [105, 29],
  [105.01, 29],
  [105.01, 29.01],
  [105, 29.01],
  [105, 29],
];
const hole: Position[] = [
  [105.004, 29.004],
  [105.004, 29.006],
  [105.006, 29.005],
  [105.004, 29.004],
];
const square: Polygon = { type: 'Polygon', coordinates: [ring, hole] };
const two: MultiPolygon = { type: 'MultiPolygon', coordinates: [[ring], [hole]] };
const at = (index: number, ofRing = 0, part = 0) => ({ part, ring: ofRing, index });

describe('a corner', () => {
  test('that is moved takes the end of its ring along, and leaves holes and other parts as they are', () => {
    const moved = withCornerAt(square, at(0), [104.99, 28.99]) as Polygon;
    expect(moved.coordinates[0]).toEqual([[104.99, 28.99], ...ring.slice(1, 4), [104.99, 28.99]]);
    expect(moved.coordinates[1]).toBe(hole);
    expect((withCornerAt(two, at(0, 0, 1), [105, 29]) as MultiPolygon).coordinates[0]![0]).toBe(
      ring,
    );
  });

  test('of a hole can be moved too', () => {
    const moved = withCornerAt(square, at(1, 1), [105.005, 29.007]) as Polygon;
    expect(moved.coordinates[1]![1]).toEqual([105.005, 29.007]);
  });

  test('keeps its height when it is moved', () => {
    const high: Polygon = { type: 'Polygon', coordinates: [ring.map((place) => [...place, 321])] };
    const moved = withCornerAt(high, at(1), [105.02, 29]) as Polygon;
    expect(moved.coordinates[0]![1]).toEqual([105.02, 29, 321]);
  });

  test('moved by 10 m to the north-east lies 14.1 m away', () => {
    const before = placeOf(square, at(0))!;
    const after = placeOf(withCornerMoved(square, at(0), 10, 10), at(0))!;
    // Turf's is a sphere: half a per cent off.
    expect(distance(before, after, { units: 'meters' })).toBeCloseTo(14.14, 0);
    expect(after[0]).toBeGreaterThan(before[0]);
    expect(after[1]).toBeGreaterThan(before[1]);
  });

  test('that is added stands after the one it is named by, and removing it gives the outline before', () => {
    const added = withCornerAfter(square, at(3), [104.999, 29.005]) as Polygon;
    expect(added.coordinates[0]).toEqual([...ring.slice(0, 4), [104.999, 29.005], ring[0]]);
    expect(withoutCorner(added, at(4))).toEqual(square);
  });

  test('that is removed from the beginning lets the ring begin at the next one', () => {
    const less = withoutCorner(square, at(0)) as Polygon;
    expect(less.coordinates[0]).toEqual([ring[1], ring[2], ring[3], ring[1]]);
  });

  test('of three cannot be removed: less is no ring', () => {
    expect(withoutCorner(square, at(0, 1))).toBeNull();
  });

  test('is followed by the next one, ring after ring, and the last by the first', () => {
    expect(cornersOf(square)).toHaveLength(7);
    expect(cornerFrom(square, at(3), 1)).toEqual(at(0, 1));
    expect(cornerFrom(square, at(2, 1), 1)).toEqual(at(0));
    expect(cornerFrom(square, at(0), -1)).toEqual(at(2, 1));
    expect(cornerFrom(square, null, 1)).toEqual(at(0));
  });
});

test('the perimeter is that of all rings', () => {
  const alone = { type: 'Polygon' as const, coordinates: [ring] };
  const sum = ring
    .slice(1)
    .reduce((all, place, i) => all + distance(ring[i]!, place, { units: 'meters' }), 0);
  expect(perimeterMetres(alone) / sum).toBeCloseTo(1, 2);
  expect(perimeterMetres(square)).toBeGreaterThan(perimeterMetres(alone));
});

describe('handles', () => {
  /** A ring of corners on a circle; a degree is `scale` pixels, its middle in the middle of the map. */
  const circle = (corners: number): Polygon => {
    const places = Array.from({ length: corners }, (_, i) => {
      const turn = (i / corners) * 2 * Math.PI;
      return [Math.cos(turn), Math.sin(turn)];
    });
    return { type: 'Polygon', coordinates: [[...places, places[0]!]] };
  };
  const onMap =
    (scale: number, [x, y] = [0, 0]) =>
    ([east, north]: [number, number]) => ({
      x: 500 + (east - x) * scale,
      y: 500 - (north - y) * scale,
    });
  const rules = { width: 1000, height: 1000, gapPixels: 20, selected: null };

  test('of 720 corners on a circle of 400 px stand for those that are 20 px apart, and say how many do not', () => {
    const { handles, cornersInView, cornersShown } = handlesOf(circle(720), onMap(400), rules);
    // The sides are 3.49 px: every sixth corner is 20.94 px from the last, and nothing fits between them.
    expect([cornersInView, cornersShown, handles.length]).toEqual([720, 120, 120]);
  });

  test('keep their distance from one another', () => {
    const { handles } = handlesOf(circle(300), onMap(200), rules);
    for (const [i, one] of handles.entries())
      for (const other of handles.slice(i + 1))
        expect(Math.hypot(one.x - other.x, one.y - other.y)).toBeGreaterThanOrEqual(20);
  });

  test('are for corners in view alone, all of them where there is room, with middles between', () => {
    // Near the corner at the right: a side is 139.6 px, so that seven corners are in view.
    const found = handlesOf(circle(720), onMap(16_000, [1, 0]), rules);
    expect([found.cornersInView, found.cornersShown]).toEqual([7, 7]);
    expect(found.handles.filter(({ kind }) => kind === 'middle')).toHaveLength(8);
  });

  test('stay the same corners while the map is moved', () => {
    const corners = (shift: [number, number]) =>
      handlesOf(circle(720), onMap(400, shift), { ...rules, width: 1e6, height: 1e6 }).handles.map(
        ({ corner }) => corner.index,
      );
    expect(corners([0.013, 0.007])).toEqual(corners([0, 0]));
  });

  test('never leave out the chosen corner', () => {
    const selected = at(3);
    const { handles } = handlesOf(circle(720), onMap(400), { ...rules, selected });
    expect(handles.some(({ corner }) => corner.index === 3)).toBe(true);
    expect(handles.some(({ corner }) => corner.index === 2 || corner.index === 4)).toBe(false);
  });
});

test('the map gets one feature, whatever the number of corners, and one for each crossing', () => {
  const many: Polygon = {
    type: 'Polygon',
    coordinates: [Array.from({ length: 5001 }, (_, i) => [i / 5000, (i / 5000) ** 2])],
  };
  expect(outlineFeatures(many, []).features).toHaveLength(1);
  expect(outlineFeatures(many, [[105, 29]]).features).toHaveLength(2);
});

describe('crossings', () => {
  const bow: Polygon = {
    type: 'Polygon',
    coordinates: [
      [
        [0, 0],
        [2, 2],
        [2, 0],
        [0, 2],
        [0, 0],
      ],
    ],
  };
  test('of a bow are where its edges meet', () => {
    expect(crossingPlaces(bow)).toEqual([[1, 1]]);
  });

  test('are as many as the check of the doctor counts', () => {
    const touching: Polygon = {
      type: 'Polygon',
      coordinates: [
        [
          [0, 0],
          [4, 0],
          [4, 4],
          [2, 0],
          [0, 4],
          [0, 0],
        ],
      ],
    };
    for (const area of [bow, square, two, touching])
      expect(crossingPlaces(area)).toHaveLength(ringFaults(area).crossings);
    expect(crossingPlaces(touching)[0]).toEqual([2, 0]);
  });
});
