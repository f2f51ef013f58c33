import { Geodesic } from 'geographiclib-geodesic';
import type { Feature, LineString } from 'geojson';
import { describe, expect, it } from 'vitest';
import { reachFinder, segmentDistanceMetres } from '../../src/analysis/zoneIndex';
import { hazardFinder } from '../../src/analysis/zones';
import type { HazardId } from '../../src/domain/hazard';
import type { HazardArea } from '../../src/domain/hazardArea';
import type { Area } from '../../src/pack/pack';
import { box, collection, geohazardAt, hazchemAt, packOf, reservoirAt } from '../fixtures/pack';
import { seeded } from '../fixtures/random';

const metres = { flood: 50, landslide: 100, 'dam-break': 500 };

const streamAlong = (...coordinates: [number, number][]): Feature<LineString> => ({
  type: 'Feature',
  properties: {},
  geometry: { type: 'LineString', coordinates },
});

const drawn = (geometry: Area, hazard: HazardId): Feature<Area, HazardArea> => ({
  type: 'Feature',
  geometry,
  properties: { id: `z-${hazard}`, name: 'Drawn', hazard },
});

/** Karney's geodesic: shares no code and no formula with the project. */
const geodesic = (ax: number, ay: number, bx: number, by: number): number =>
  Geodesic.WGS84.Inverse(ay, ax, by, bx).s12!;

/** One source of every hazard, each near 106.5 to 106.8 on the parallel 29.6. 0.0001° of latitude are 11.085 m. */
const pack = packOf({
  streams: collection([streamAlong([106.49, 29.6], [106.51, 29.6])]),
  geohazards: collection([
    geohazardAt(106.6, 29.6, { type: 'debris-flow' }),
    geohazardAt(106.65, 29.6, { status: 'closed' }),
  ]),
  reservoirs: collection([reservoirAt(106.7, 29.6)]),
  hazchem: collection([
    hazchemAt(106.8, 29.6, { safetyDistanceMetres: 300 }),
    hazchemAt(106.85, 29.6),
    hazchemAt(106.86, 29.6, { safetyDistanceMetres: 0 }),
  ]),
});

describe('the hazards at a place', () => {
  it.each([
    ['44 m from a stream', 106.5, 29.6004, ['flood']],
    ['55 m from a stream', 106.5, 29.6005, []],
    ['49 m beyond the end of a stream', 106.510506, 29.6, ['flood']],
    ['55 m beyond the end of a stream', 106.51057, 29.6, []],
    ['89 m from an active debris flow', 106.6, 29.6008, ['landslide']],
    ['111 m from an active debris flow', 106.6, 29.601, []],
    ['at a closed hazard site', 106.65, 29.6, []],
    ['443 m from a reservoir', 106.7, 29.604, ['dam-break']],
    ['554 m from a reservoir', 106.7, 29.605, []],
    ['277 m from a chemical site of 300 m', 106.8, 29.6025, ['chemical']],
    ['at a chemical site without an entered distance', 106.85, 29.6, []],
    ['at a chemical site of distance 0', 106.86, 29.6, []],
  ] as [string, number, number, HazardId[]][])('%s', (_, longitude, latitude, hazards) => {
    expect(hazardFinder(pack, metres)(longitude, latitude)).toEqual(hazards);
  });

  it('follow the distances of the question', () => {
    expect(hazardFinder(pack, { ...metres, flood: 60 })(106.5, 29.6005)).toEqual(['flood']);
    expect(hazardFinder(pack, { ...metres, landslide: 80 })(106.6, 29.6008)).toEqual([]);
    expect(hazardFinder(pack, { ...metres, 'dam-break': 600 })(106.7, 29.605)).toEqual([
      'dam-break',
    ]);
  });

  it('hold drawn zones of each hazard, holes excepted, together with computed ones in a fixed order', () => {
    const ring = box(106.49, 29.59, 106.51, 29.61).coordinates[0]!;
    const hole = box(106.495, 29.595, 106.505, 29.605).coordinates[0]!;
    const zoned = {
      ...pack,
      zones: collection([
        drawn({ type: 'Polygon', coordinates: [ring, hole] }, 'chemical'),
        drawn(box(106.49, 29.59, 106.51, 29.61), 'landslide'),
      ]),
    };
    const find = hazardFinder(zoned, metres);
    expect(find(106.492, 29.592)).toEqual(['landslide', 'chemical']);
    expect(find(106.5, 29.6)).toEqual(['flood', 'landslide']);
  });

  it('are those of the pack that is asked, not of one that was asked before', () => {
    const dry = { ...pack, streams: collection<LineString, object>([]) } as typeof pack;
    expect(hazardFinder(dry, metres)(106.5, 29.6)).toEqual([]);
    expect(hazardFinder(pack, metres)(106.5, 29.6)).toEqual(['flood']);
  });

  it('are found across the antimeridian', () => {
    const far = packOf({ reservoirs: collection([reservoirAt(179.999, -16)]) });
    expect(hazardFinder(far, metres)(-179.999, -16)).toEqual(['dam-break']);
    expect(hazardFinder(far, metres)(-179.99, -16)).toEqual([]);
  });
});

describe('the distance to a segment', () => {
  it('is the least geodesic to any of its points, to a millimetre', () => {
    const random = seeded(11);
    for (let round = 0; round < 40; round++) {
      const near = (): [number, number] => [106.5 + random() * 0.03, 29.6 + random() * 0.03];
      const [from, to, [longitude, latitude]] = [near(), near(), near()];
      // Golden sections: the distance along a straight segment has one minimum.
      const at = (t: number) =>
        geodesic(
          longitude,
          latitude,
          from[0] + t * (to[0] - from[0]),
          from[1] + t * (to[1] - from[1]),
        );
      let [low, high] = [0, 1];
      for (let i = 0; i < 60; i++) {
        const [a, b] = [low + (high - low) * 0.382, low + (high - low) * 0.618];
        if (at(a) < at(b)) high = b;
        else low = a;
      }
      const least = Math.min(at(low), at(0), at(1));
      expect(Math.abs(segmentDistanceMetres(longitude, latitude, from, to) - least)).toBeLessThan(
        0.001,
      );
    }
  });
});

describe('the index of what reaches out', () => {
  it.each([
    [1, 30],
    [2, 800],
    [3, 20_000],
  ])('finds what a loop over everything finds, seed %d within %d m', (seed, most) => {
    const random = seeded(seed);
    const items = Array.from({ length: 60 }, () => {
      const from = [106 + random(), 29 + random()];
      const length = random() < 0.1 ? 0.5 : 0.01;
      const to = [from[0]! + (random() - 0.5) * length, from[1]! + (random() - 0.5) * length];
      return { from, to, metres: random() * most };
    });
    const find = reachFinder(items);
    let inside = 0;
    for (let i = 0; i < 400; i++) {
      // Half of the places lie close to a segment, so that both answers occur.
      const item = items[i % items.length]!;
      const reach = (most / 110_000) * 1.5 * (random() - 0.5);
      const near = i % 2 === 0;
      const longitude = near ? item.from[0]! + reach : 106 + random();
      const latitude = near ? item.from[1]! + reach * (random() - 0.5) : 29 + random();
      const slow = items.some(
        (one) => segmentDistanceMetres(longitude, latitude, one.from, one.to) <= one.metres,
      );
      expect(find(longitude, latitude)).toBe(slow);
      inside += Number(slow);
    }
    expect(inside).toBeGreaterThan(20);
    expect(inside).toBeLessThan(400);
  });

  it('takes a segment round half the world without a cell for each of its parts', () => {
    const find = reachFinder([{ from: [-60, 0], to: [60, 0], metres: 1000 }]);
    expect([find(0, 0.008), find(0, 0.01), find(90, 0)]).toEqual([true, false, false]);
  });

  it('holds nothing when there is nothing', () => {
    expect(reachFinder([])(106.5, 29.6)).toBe(false);
  });
});
