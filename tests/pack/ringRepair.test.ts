import turfArea from '@turf/area';
import fc from 'fast-check';
import initGeos from 'geos-wasm';
import type { Polygon, Position } from 'geojson';
import { describe, expect, test } from 'vitest';
import { areaSquareMetres, contains, polygonsOf, type Area } from '../../src/geo/polygons';
import { ringFaults, signedArea } from '../../src/pack/ringFaults';
import { mostAreaChangeShare, repairArea } from '../../src/pack/ringRepair';
import { box } from '../fixtures/pack';

/** What of GEOS is used here; the package's own types leave the wrapped functions out. */
interface Geos {
  GEOSGeomFromWKT(words: number): number;
  GEOSisValidReason(geometry: number): number;
  GEOSMakeValid(geometry: number): number;
  GEOSArea(geometry: number, into: number): number;
  Module: {
    _malloc(bytes: number): number;
    _free(at: number): void;
    getValue(at: number, type: 'double'): number;
    HEAPU8: Uint8Array;
  };
}
const geos = (await (initGeos as unknown as () => Promise<Geos>)()) satisfies Geos;
const into = geos.Module._malloc(8);

const wkt = (area: Area): string =>
  `MULTIPOLYGON(${polygonsOf(area)
    .map(
      (rings) =>
        `(${rings.map((ring) => `(${ring.map((p) => p.join(' ')).join(',')})`).join(',')})`,
    )
    .join(',')})`;
function geometryOf(area: Area): number {
  const words = new TextEncoder().encode(`${wkt(area)}\0`);
  const at = geos.Module._malloc(words.length);
  geos.Module.HEAPU8.set(words, at);
  const geometry = geos.GEOSGeomFromWKT(at);
  geos.Module._free(at);
  return geometry;
}
/** `GEOSisValid` prints what it finds; the reason says the same in silence. */
function isValid(area: Area): boolean {
  const at = geos.GEOSisValidReason(geometryOf(area));
  return new TextDecoder().decode(geos.Module.HEAPU8.slice(at, at + 14)) === 'Valid Geometry';
}
/** Planar area of what GEOS makes of an area that may be broken. */
function madeValid(area: Area): number {
  geos.GEOSArea(geos.GEOSMakeValid(geometryOf(area)), into);
  return geos.Module.getValue(into, 'double');
}
const planar = (area: Area): number =>
  polygonsOf(area).reduce(
    (sum, rings) => sum + rings.reduce((part, ring) => part + signedArea(ring) / 2, 0),
    0,
  );

const polygon = (...coordinates: Position[][]): Polygon => ({ type: 'Polygon', coordinates });
const said = (area: Area) => repairArea(area)?.changes.map(({ en }) => en) ?? null;
const square: Position[] = [
  [105, 29],
  [105.02, 29],
  [105.02, 29.02],
  [105, 29.02],
  [105, 29],
];

describe('what is repaired', () => {
  test('a sound area is given back as it is', () => {
    const area = polygon(square);
    expect(repairArea(area)).toEqual({ area, changes: [], areaChangeShare: 0 });
    expect(repairArea(area)?.area).toBe(area);
  });

  test('an open ring that runs clockwise with a repeated corner and a spike', () => {
    const area = polygon([
      ...[
        [105, 29],
        [105, 29.02],
        [105, 29.02],
        [105.02, 29.02],
      ],
      ...[
        [105.05, 29.02],
        [105.02, 29.02],
        [105.02, 29],
      ],
    ]);
    expect(repairArea(area)).toMatchObject({ area: { type: 'Polygon' }, areaChangeShare: 0 });
    expect(said(area)).toEqual([
      'rings are closed',
      '1 repeated positions are dropped',
      '1 spikes are dropped',
      'outer rings run anticlockwise and holes clockwise',
    ]);
    expect(areaSquareMetres(repairArea(area)!.area)).toBeCloseTo(
      areaSquareMetres(polygon(square)),
      3,
    );
  });

  test('a bow-tie becomes two faces that hold what it held, and turf and GEOS measure the same', () => {
    const bowTie = polygon([
      [105, 29],
      [105.02, 29.02],
      [105.02, 29],
      [105, 29.02],
      [105, 29],
    ]);
    const { area, areaChangeShare } = repairArea(bowTie)!;
    expect(areaChangeShare).toBe(0);
    expect(polygonsOf(area)).toHaveLength(2);
    for (const [x, y] of [
      [105.003, 29.01],
      [105.017, 29.01],
      [105.01, 29.003],
      [105.01, 29.017],
    ] as const)
      expect(contains(area, x, y)).toBe(contains(bowTie, x, y));
    // Its halves run against each other, so that as it stands they cancel out.
    expect(turfArea(bowTie)).toBeLessThan(1);
    // turf measures on a sphere, here 0.3 % off.
    expect(turfArea(area) / areaSquareMetres(area)).toBeCloseTo(1, 2);
    expect(planar(area)).toBeCloseTo(madeValid(bowTie), 12);
    expect(areaSquareMetres(area) / areaSquareMetres(polygon(square))).toBeCloseTo(0.5, 4);
  });

  test('a ring that goes through a corner twice becomes two faces, or a face with a hole', () => {
    const eight = polygon([
      [105, 29],
      [105.01, 29.01],
      [105.02, 29],
      [105.02, 29.02],
      [105.01, 29.01],
      [105, 29.02],
      [105, 29],
    ]);
    expect(polygonsOf(repairArea(eight)!.area).map((rings) => rings.length)).toEqual([1, 1]);
    const bay = polygon([
      ...[
        [105, 29],
        [105.04, 29],
        [105.04, 29.04],
        [105.02, 29.04],
        [105.03, 29.02],
      ],
      ...[
        [105.01, 29.02],
        [105.02, 29.04],
        [105, 29.04],
        [105, 29],
      ],
    ]);
    expect(polygonsOf(repairArea(bay)!.area).map((rings) => rings.length)).toEqual([2]);
  });

  test('parts that overlap by a sliver become one', () => {
    const area: Area = {
      type: 'MultiPolygon',
      coordinates: [polygon(square).coordinates, box(105.01999, 29, 105.04, 29.02).coordinates],
    };
    const repaired = repairArea(area)!;
    expect(repaired.area.type).toBe('Polygon');
    // The sliver is 0.00001° of 0.04°.
    expect(repaired.areaChangeShare).toBeCloseTo(0.00001 / 0.04, 8);
  });
});

describe('what is left to a person', () => {
  const reversed = (ring: Position[]) => [...ring].reverse();
  test.each<[string, Area]>([
    [
      'a star whose middle is in or out by the rule one takes',
      polygon(
        [0, 2, 4, 1, 3, 0].map((i) => [
          105 + 0.02 * Math.cos(1.2566 * i),
          29 + 0.02 * Math.sin(1.2566 * i),
        ]),
      ),
    ],
    [
      'a hole as large as a part beside its ring',
      polygon(square, reversed(box(105.03, 29, 105.04, 29.01).coordinates[0]!)),
    ],
    [
      'parts that overlap by half',
      {
        type: 'MultiPolygon',
        coordinates: [polygon(square).coordinates, box(105.01, 29, 105.03, 29.02).coordinates],
      },
    ],
    [
      'a line',
      polygon([
        [105, 29],
        [105.02, 29.02],
        [105.01, 29.01],
        [105, 29],
      ]),
    ],
    [
      'one position',
      polygon([
        [105, 29],
        [105, 29],
        [105, 29],
        [105, 29],
      ]),
    ],
    ['nothing', polygon([])],
  ])('%s', (_, area) => {
    if (polygonsOf(area).flat().length)
      expect(Object.values(ringFaults(area)).some(Boolean)).toBe(true);
    expect(repairArea(area)?.changes ?? null).toBeNull();
  });
});

const corner = fc.tuple(fc.integer({ min: 0, max: 7 }), fc.integer({ min: 0, max: 7 }));
const ragged = fc
  .array(corner, { minLength: 3, maxLength: 9 })
  .map((corners) => polygon([...corners, corners[0]!].map(([x, y]) => [105 + x, 29 + y])));

test('GEOS calls the same rings valid, on a grid where corners and edges often touch', () => {
  let valid = 0;
  fc.assert(
    fc.property(ragged, (area) => {
      const { crossings, spikes, flat } = ringFaults(area);
      expect(crossings + spikes + flat === 0).toBe(isValid(area));
      if (isValid(area)) valid++;
    }),
    { numRuns: 1000, seed: 1 },
  );
  expect(valid).toBeGreaterThan(100);
});

test('what is repaired is valid for GEOS, holds the same ground, and needs no further repair', () => {
  let repairs = 0;
  fc.assert(
    fc.property(ragged, (area) => {
      const repaired = repairArea(area);
      if (!repaired) return;
      repairs++;
      expect(isValid(repaired.area)).toBe(true);
      expect(Object.values(ringFaults(repaired.area)).every((count) => count === 0)).toBe(true);
      expect(repairArea(repaired.area)!.area).toBe(repaired.area);
      expect(repaired.areaChangeShare).toBeLessThanOrEqual(mostAreaChangeShare);
      // Where the two readings agree, nobody comes in or goes out; off the grid no edge goes through a place.
      if (repaired.areaChangeShare > 1e-9) return;
      for (let cell = 0; cell < 64; cell++) {
        const [x, y] = [105.3713 + (cell % 8), 29.2917 + Math.floor(cell / 8)];
        expect(contains(repaired.area, x, y)).toBe(contains(area, x, y));
      }
    }),
    { numRuns: 400, seed: 2 },
  );
  expect(repairs).toBeGreaterThan(100);
});
