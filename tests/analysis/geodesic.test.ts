import turfArea from '@turf/area';
import turfBuffer from '@turf/buffer';
import { Geodesic } from 'geographiclib-geodesic';
import { describe, expect, it } from 'vitest';
import { analyses } from '../../src/analysis';
import { readParams } from '../../src/analysis/params';
import {
  box,
  collection,
  forestIn,
  geohazardAt,
  hazchemAt,
  packOf,
  peopleAt,
  peopleOn,
  shelterAt,
} from '../fixtures/pack';
import { comparePairs } from '../bench/exact';
import { sizes, workloadOf } from '../bench/workload';
import { seeded } from '../fixtures/random';

type Position = [longitude: number, latitude: number];

/** Karney's geodesic: shares no code and no formula with the project. */
const metresBetween = ([ax, ay]: Position, [bx, by]: Position): number =>
  Geodesic.WGS84.Inverse(ay, ax, by, bx).s12!;

const scattered = (count: number, random: () => number): Position[] =>
  Array.from({ length: count }, () => [106.4 + random() * 0.05, 29.65 + random() * 0.05]);

describe('a buffer against a loop with the geodesic', () => {
  it.each([
    [101, 150],
    [102, 333],
    [103, 1200],
  ])('holds the same residents and features, seed %d at %d m', (seed, metres) => {
    const random = seeded(seed);
    const rows = Array.from({ length: 50 }, () =>
      Array.from({ length: 50 }, () => Math.floor(random() * 9)),
    );
    const sites = scattered(12, random);
    const shelters = scattered(40, random);
    const isInside = (place: Position) =>
      sites.some((site) => metresBetween(site, place) <= metres);
    const { summary } = analyses.buffer.run(
      packOf({
        residents: peopleOn(106.4, 29.7, rows),
        geohazards: collection(sites.map(([x, y], i) => geohazardAt(x, y, { id: `g${i}` }))),
        shelters: collection(shelters.map(([x, y], i) => shelterAt(x, y, { id: `s${i}` }))),
      }),
      readParams(analyses.buffer.params, { layer: 'geohazards', distanceMetres: metres }),
    );
    let people = 0;
    rows.forEach((row, i) =>
      row.forEach((count, k) => {
        if (isInside([106.4 + (k + 0.5) / 1200, 29.7 - (i + 0.5) / 1200])) people += count;
      }),
    );
    expect(summary.residentsInside).toBe(people);
    expect(summary.features.map(({ id }) => id).sort()).toEqual(
      shelters.flatMap((place, i) => (isInside(place) ? [`s${i}`] : [])).sort(),
    );
    for (const { longitude, latitude, distanceMetres } of summary.features) {
      const slow = Math.min(...sites.map((site) => metresBetween(site, [longitude, latitude])));
      expect(distanceMetres).toBeCloseTo(slow, 3);
    }
  });
});

describe('a place against a loop with the geodesic', () => {
  it.each([201, 202, 203, 204])('finds the same residents, shelters and rings, seed %d', (seed) => {
    const random = seeded(seed);
    const homes = scattered(300, random);
    const shelters = scattered(25, random);
    const depots = scattered(15, random);
    const reach = depots.map(() => 100 + Math.floor(random() * 900));
    const [here] = scattered(1, random) as [Position];
    const { summary } = analyses.point.run(
      packOf({
        residents: peopleAt(...homes.map(([x, y]): [number, number, number] => [x, y, 3])),
        shelters: collection(shelters.map(([x, y], i) => shelterAt(x, y, { id: `s${i}` }))),
        hazchem: collection(
          depots.map(([x, y], i) =>
            hazchemAt(x, y, { id: `c${i}`, safetyDistanceMetres: reach[i]! }),
          ),
        ),
      }),
      readParams(analyses.point.params, { longitude: here[0], latitude: here[1] }),
    );
    const within = (metres: number) =>
      3 * homes.filter((home) => metresBetween(here, home) <= metres).length;
    expect(summary.residentsWithin.map(({ residents }) => residents)).toEqual([
      within(500),
      within(1000),
    ]);
    const byDistance = shelters
      .map((at, i) => ({ id: `s${i}`, at, metres: metresBetween(here, at) }))
      .sort((a, b) => a.metres - b.metres);
    expect(summary.nearestShelters.map(({ id }) => id)).toEqual(
      byDistance.slice(0, 3).map(({ id }) => id),
    );
    expect(summary.nearestShelters[0]!.distanceMetres).toBeCloseTo(byDistance[0]!.metres, 3);
    const safe = byDistance.find(({ at }) =>
      depots.every((depot, i) => metresBetween(at, depot) >= reach[i]! + 100),
    );
    expect(summary.nearestSafeShelter?.id).toBe(safe?.id);
    expect(summary.zones.map(({ id }) => id).sort()).toEqual(
      depots
        .flatMap((depot, i) => (metresBetween(here, depot) <= reach[i]! ? [`c${i}`] : []))
        .sort(),
    );
  });
});

describe('a forest buffer against turf', () => {
  const random = seeded(301);
  const corners = Array.from({ length: 24 }, (_, i): Position => {
    const angle = (2 * Math.PI * i) / 24;
    const reach = 0.01 + random() * 0.01;
    return [106.45 + reach * Math.cos(angle), 29.6 + reach * Math.sin(angle)];
  });
  const jagged = { type: 'Polygon' as const, coordinates: [[...corners, corners[0]!]] };

  it.each([
    ['a box', box(106.45, 29.55, 106.5, 29.6), 200],
    ['a box', box(106.45, 29.55, 106.5, 29.6), 1500],
    ['a jagged star', jagged, 200],
    ['a jagged star', jagged, 1000],
  ])('%s %#: the area agrees within 0.2 %, of which turf’s sphere is 0.12', (_, area, metres) => {
    const { summary } = analyses.buffer.run(
      packOf({ forests: collection([forestIn(area)]) }),
      readParams(analyses.buffer.params, { layer: 'forests', distanceMetres: metres }),
    );
    const slow = turfBuffer(area, metres, { units: 'meters', steps: 64 })!;
    const ratio = (summary.areaSquareKilometres * 1e6) / turfArea(slow);
    expect(Math.abs(ratio - 1)).toBeLessThan(0.002);
  });
});

describe('every pair of the small workload against the geodesic', () => {
  it('is the same on the lattice and for points: 20,273 pairs, 0 different', () => {
    const { pairs, measured, ...different } = comparePairs(workloadOf(sizes.S));
    expect(different).toEqual({ differentOnLattice: 0, differentOnPoints: 0 });
    expect(pairs).toBe(20_273);
    expect(measured).toBeGreaterThan(400);
  });
});
