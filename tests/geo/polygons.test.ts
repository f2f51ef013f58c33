import intersect from '@turf/intersect';
import { featureCollection, feature } from '@turf/helpers';
import type { MultiPolygon, Polygon } from 'geojson';
import turfBuffer from '@turf/buffer';
import { Geodesic } from 'geographiclib-geodesic';
import { describe, expect, it } from 'vitest';
import { coveredShares, indexAreas } from '../../src/geo/areas';
import { largestClusters } from '../../src/geo/clusters';
import { dissolveDiscs } from '../../src/geo/discs';
import { nearestOnArea } from '../../src/geo/edges';
import { inflateArea } from '../../src/geo/inflate';
import { indexLattice, latticeRound } from '../../src/geo/lattice';
import { distanceMetres } from '../../src/geo/metric';
import { cutByUnits } from '../../src/geo/pieces';
import {
  areaFinder,
  areaSquareMetres,
  contains,
  rasterise,
  representativePoint,
  unionAreas,
} from '../../src/geo/polygons';
import { subCellsOf } from '../../src/geo/subCells';
import { box } from '../fixtures/pack';
import { seeded } from '../fixtures/random';

const withHole: Polygon = {
  type: 'Polygon',
  coordinates: [
    ...box(106.4, 29.5, 106.6, 29.7).coordinates,
    [...box(106.45, 29.55, 106.55, 29.65).coordinates[0]!].reverse(),
  ],
};
const twoParts: MultiPolygon = {
  type: 'MultiPolygon',
  coordinates: [
    box(106.4, 29.5, 106.45, 29.55).coordinates,
    box(106.5, 29.6, 106.6, 29.62).coordinates,
  ],
};

/** A ragged star round a place. */
function star(seed: number): Polygon {
  const random = seeded(seed);
  const ring = Array.from({ length: 40 }, (_, i) => {
    const reach = 0.03 + 0.05 * random();
    const angle = (i * Math.PI) / 20;
    return [106.5 + reach * Math.cos(angle), 29.6 + reach * Math.sin(angle)];
  });
  return { type: 'Polygon', coordinates: [[...ring, ring[0]!]] };
}

describe('area on the ellipsoid', () => {
  it('is that of Karney when edges are cut so short that straight and geodesic are one', () => {
    const ring = star(1).coordinates[0]!;
    const geodesic = Geodesic.WGS84.Polygon(false);
    for (let i = 1; i < ring.length; i++) {
      const [[ax, ay], [bx, by]] = [ring[i - 1], ring[i]] as [[number, number], [number, number]];
      for (let k = 0; k < 100; k++) {
        geodesic.AddPoint(ay + ((by - ay) * k) / 100, ax + ((bx - ax) * k) / 100);
      }
    }
    const exact = geodesic.Compute(false, true).area!;
    expect(areaSquareMetres(star(1)) / exact).toBeCloseTo(1, 8);
  });

  it('leaves holes out, whichever way they run', () => {
    const outer = areaSquareMetres(box(106.4, 29.5, 106.6, 29.7));
    const hole = areaSquareMetres(box(106.45, 29.55, 106.55, 29.65));
    const flipped = { ...withHole, coordinates: withHole.coordinates.map((r) => [...r].reverse()) };
    expect(areaSquareMetres(withHole)).toBeCloseTo(outer - hole, 3);
    expect(areaSquareMetres(flipped)).toBeCloseTo(outer - hole, 3);
  });
});

describe('position in an area', () => {
  it('respects holes and parts', () => {
    expect(contains(withHole, 106.42, 29.6)).toBe(true);
    expect(contains(withHole, 106.5, 29.6)).toBe(false);
    expect(contains(twoParts, 106.55, 29.61)).toBe(true);
    expect(contains(twoParts, 106.47, 29.57)).toBe(false);
  });

  it('belongs to exactly one of two neighbours on their common edge', () => {
    const neighbours = [box(106, 29, 106.5, 30), box(106.5, 29, 107, 30)];
    const holders = neighbours.filter((area) => contains(area, 106.5, 29.5));
    expect(holders.length).toBe(1);
    expect(areaFinder(neighbours)(106.5, 29.5)).toBe(neighbours.indexOf(holders[0]!));
    expect(areaFinder(neighbours)(105, 29.5)).toBe(-1);
  });

  it('is found by a representative point even in a ring', () => {
    expect(contains(withHole, ...representativePoint(withHole))).toBe(true);
    expect(contains(twoParts, ...representativePoint(twoParts))).toBe(true);
    expect(representativePoint(box(106, 29, 106, 29))).toEqual([106, 29]);
  });

  it('rasterises like a test of every cell centre', () => {
    const lattice = { west: 106.4, north: 29.7, cellDegrees: 0.002, columns: 100, rows: 100 };
    const owner = rasterise([star(2), withHole], lattice);
    owner.forEach((id, cell) => {
      const longitude = 106.4 + ((cell % 100) + 0.5) * 0.002;
      const latitude = 29.7 - (Math.floor(cell / 100) + 0.5) * 0.002;
      expect(id).toBe(areaFinder([star(2), withHole])(longitude, latitude));
    });
  });
});

describe('union of areas', () => {
  it('joins what overlaps and keeps holes and islands', () => {
    const island = box(106.49, 29.59, 106.51, 29.61);
    const union = unionAreas([withHole, island, box(106.59, 29.6, 106.65, 29.62)]);
    expect(union.coordinates.map((rings) => rings.length).sort()).toEqual([1, 2]);
    expect(contains(union, 106.5, 29.6)).toBe(true);
    expect(contains(union, 106.47, 29.6)).toBe(false);
    expect(contains(union, 106.64, 29.61)).toBe(true);
  });

  it('is empty for nothing', () => {
    expect(unionAreas([])).toEqual({ type: 'MultiPolygon', coordinates: [] });
  });
});

describe('an area and what lies near it', () => {
  it('grows by a distance: within 0.5 % of turf, whose sphere is that far off', () => {
    const ours = areaSquareMetres(inflateArea(star(3), 500));
    const theirs = turfBuffer(feature(star(3)), 500, { units: 'meters', steps: 64 })!.geometry;
    expect(Math.abs(ours / areaSquareMetres(theirs) - 1)).toBeLessThan(0.005);
  });

  it('grows exactly as far as the metric says', () => {
    const area = star(4);
    for (const [longitude, latitude] of inflateArea(area, 2000).coordinates[0]![0]!) {
      const { distanceMetres: away } = nearestOnArea(area, {
        longitude: longitude!,
        latitude: latitude!,
      });
      expect(Math.abs(away - 2000)).toBeLessThan(1.5);
    }
  });

  it('fills its hole when it grows far enough', () => {
    expect(inflateArea(withHole, 1000).coordinates[0]!.length).toBe(2);
    expect(inflateArea(withHole, 6000).coordinates[0]!.length).toBe(1);
  });

  it('is as far as its nearest edge, and 0 inside', () => {
    const area = box(106.4, 29.5, 106.6, 29.7);
    const at = (longitude: number, latitude: number) =>
      nearestOnArea(area, { longitude, latitude }).distanceMetres;
    expect(at(106.5, 29.6)).toBe(0);
    expect(at(106.7, 29.6)).toBeCloseTo(distanceMetres(106.6, 29.6, 106.7, 29.6), 0);
    expect(at(106.61, 29.71)).toBeCloseTo(distanceMetres(106.6, 29.7, 106.61, 29.71), 6);
    const inHole = nearestOnArea(withHole, { longitude: 106.46, latitude: 29.6 });
    expect(inHole.distanceMetres).toBeCloseTo(distanceMetres(106.45, 29.6, 106.46, 29.6), 1);
  });
});

describe('the covered share of an area', () => {
  const random = seeded(11);
  const discs = Array.from({ length: 25 }, () => ({
    longitude: 106.4 + random() * 0.2,
    latitude: 29.5 + random() * 0.2,
    radiusMetres: 500 + random() * 2000,
  }));

  it.each([
    ['a star', star(5)],
    ['a polygon with a hole', withHole],
    ['a polygon of two parts', twoParts],
  ])('is that of exact clipping within 0.1 percentage point: %s', (_, area) => {
    const union = dissolveDiscs(discs, 0.05);
    const cut = intersect(
      featureCollection([feature<Polygon | MultiPolygon>(area), feature(union)]),
    );
    const exact = areaSquareMetres(cut!.geometry) / areaSquareMetres(area);
    expect(Math.abs(coveredShares(indexAreas([area], 1024), discs)[0]! - exact)).toBeLessThan(
      0.0005,
    );
    expect(Math.abs(coveredShares(indexAreas([area], 256), discs)[0]! - exact)).toBeLessThan(0.001);
  });

  it('is 0 and 1 at the ends, and counts overlapping discs once', () => {
    const area = box(106.5, 29.6, 106.51, 29.61);
    const all = { longitude: 106.505, latitude: 29.605, radiusMetres: 5000 };
    const index = indexAreas([area]);
    expect(coveredShares(index, [])[0]).toBe(0);
    expect(coveredShares(index, [{ ...all, longitude: 107 }])[0]).toBe(0);
    expect(coveredShares(index, [all, { ...all }])[0]).toBeCloseTo(1, 12);
  });

  it('is unknown for an area without extent', () => {
    const line = box(106.5, 29.6, 106.5, 29.7);
    expect(coveredShares(indexAreas([line]), discs)[0]).toBeNaN();
  });
});

describe('people spread over areas', () => {
  it('are all still there, the smallest area included', () => {
    const speck = box(106.51, 29.61, 106.510001, 29.610001);
    const areas = [withHole, twoParts, speck];
    const pieces = cutByUnits(areas, indexAreas(areas), []);
    const { people } = subCellsOf(areas, pieces, [1000, 500, 7], [], 10_000);
    expect(people.reduce((sum, count) => sum + count, 0)).toBeCloseTo(1507, 6);
  });

  it('lie on a lattice of about the size asked for', () => {
    const { columns, rows } = latticeRound([106, 107], [29, 30], 10_000);
    expect([columns, rows]).toEqual([101, 101]);
  });
});

describe('clusters', () => {
  it('hang together by sides and corners, largest first', () => {
    const people = [
      [9, 0, 0, 0, 1],
      [0, 9, 0, 0, 1],
      [0, 0, 0, 2, 0],
      [5, 0, 0, 0, 0],
    ].flat();
    const lattice = { west: 106, north: 30, cellDegrees: 0.01, columns: 5, rows: 4 };
    const index = indexLattice(lattice, Uint16Array.from(people));
    const all = new Uint8Array(index.cells.length).fill(1);
    const found = largestClusters(index, all, 10);
    expect(found.map((cluster) => cluster.people)).toEqual([18, 5, 4]);
    expect(largestClusters(index, all, 2).length).toBe(2);
    expect(found[1]!.longitude).toBeCloseTo(106.005, 9);
    expect(found[1]!.latitude).toBeCloseTo(29.965, 9);
    expect(found[2]!.bounds.map((edge) => Math.round(edge * 100))).toEqual([
      10603, 2997, 10605, 3000,
    ]);
  });

  it('are those of a flood fill on random cells', () => {
    const random = seeded(21);
    const lattice = { west: 106, north: 30, cellDegrees: 0.01, columns: 60, rows: 50 };
    const people = Float64Array.from({ length: 3000 }, () =>
      random() < 0.35 ? Math.ceil(random() * 9) : 0,
    );
    const index = indexLattice(lattice, people);
    const chosen = Uint8Array.from(index.cells, () => +(random() < 0.8));
    const open = new Map<number, number>();
    index.cells.forEach((cell, place) => {
      if (chosen[place]) open.set(cell, people[cell]!);
    });
    const sums: number[] = [];
    while (open.size > 0) {
      const queue = [open.keys().next().value!];
      let sum = open.get(queue[0]!)!;
      open.delete(queue[0]!);
      for (let cell = queue.pop(); cell !== undefined; cell = queue.pop()) {
        for (const [dx, dy] of [
          [-1, -1],
          [0, -1],
          [1, -1],
          [-1, 0],
          [1, 0],
          [-1, 1],
          [0, 1],
          [1, 1],
        ]) {
          const column = (cell % 60) + dx!;
          const next = cell + dx! + dy! * 60;
          if (column < 0 || column > 59 || !open.has(next)) continue;
          sum += open.get(next)!;
          open.delete(next);
          queue.push(next);
        }
      }
      sums.push(sum);
    }
    expect(largestClusters(index, chosen, 1000).map((cluster) => cluster.people)).toEqual(
      sums.sort((a, b) => b - a),
    );
  });
});
