import { describe, expect, it } from 'vitest';
import {
  columnLongitude,
  discRuns,
  indexLattice,
  latticeDepth,
  latticePeopleInside,
  rankOf,
  rowLatitude,
  runCapacity,
} from '../../src/geo/lattice';
import { distanceMetres, isInside, type Disc } from '../../src/geo/metric';
import { indexPoints, pointDepth, pointPeopleInside } from '../../src/geo/points';
import { seeded } from '../fixtures/random';

const lattice = { west: 106.4, north: 29.7, cellDegrees: 1 / 1200, columns: 211, rows: 187 };

function randomCase(seed: number) {
  const random = seeded(seed);
  const people = Float64Array.from({ length: lattice.columns * lattice.rows }, () =>
    random() < 0.4 ? Math.ceil(random() * 40) : 0,
  );
  const discs: Disc[] = Array.from({ length: 60 }, () => ({
    longitude: 106.35 + random() * 0.3,
    latitude: 29.5 + random() * 0.25,
    radiusMetres: [10, 90, 500, 1000, 2500, 20_000][Math.floor(random() * 5.1)]!,
  }));
  const index = indexLattice(lattice, people);
  const longitudes = Float64Array.from(index.cells, (cell) =>
    columnLongitude(lattice, cell % lattice.columns),
  );
  const latitudes = Float64Array.from(index.cells, (cell) =>
    rowLatitude(lattice, Math.floor(cell / lattice.columns)),
  );
  return { index, discs, longitudes, latitudes, random };
}

/** How many discs hold each cell, one distance at a time. */
const slowDepth = (discs: Disc[], longitudes: Float64Array, latitudes: Float64Array) =>
  Int32Array.from(
    longitudes,
    (longitude, i) => discs.filter((disc) => isInside(disc, longitude, latitudes[i]!)).length,
  );

describe('the rows of a lattice', () => {
  it('lists populated cells in raster order with their running sum', () => {
    const small = { west: 0, north: 1, cellDegrees: 0.5, columns: 3, rows: 2 };
    const index = indexLattice(small, Uint16Array.of(0, 2, 0, 5, 0, 1));
    expect([...index.cells]).toEqual([1, 3, 5]);
    expect([...index.sums]).toEqual([0, 2, 7, 8]);
    expect([0, 1, 2, 3, 4, 5, 6].map((cell) => rankOf(index, cell))).toEqual([0, 0, 1, 1, 2, 2, 3]);
  });

  it.each([1, 2, 3])('agree with the distance of every single cell (seed %i)', (seed) => {
    const { index, discs, longitudes, latitudes } = randomCase(seed);
    expect(latticeDepth(index, discs)).toEqual(slowDepth(discs, longitudes, latitudes));
  });

  it('decide cells on the very edge of a disc as the distance does', () => {
    const { index } = randomCase(4);
    const target = index.cells[2000]!;
    const [column, row] = [target % lattice.columns, Math.floor(target / lattice.columns)];
    const [longitude, latitude] = [columnLongitude(lattice, column), rowLatitude(lattice, row)];
    for (const offset of [0.001, 0.0123, 0.02]) {
      const centre = { longitude: longitude - offset, latitude: latitude + offset / 3 };
      const exact = distanceMetres(centre.longitude, centre.latitude, longitude, latitude);
      const holds = (radiusMetres: number) =>
        latticeDepth(index, [{ ...centre, radiusMetres }])[2000];
      expect([holds(exact), holds(exact - 1e-7)]).toEqual([1, 0]);
    }
  });

  it('sum the people of a disc from prefix sums', () => {
    const { index, discs, longitudes, latitudes } = randomCase(5);
    const slow = discs.map((disc) =>
      index.people.reduce(
        (sum, people, i) => sum + (isInside(disc, longitudes[i]!, latitudes[i]!) ? people : 0),
        0,
      ),
    );
    expect([...latticePeopleInside(index, discs)]).toEqual(slow);
  });

  it('never write more runs than their buffer holds', () => {
    const { index, discs } = randomCase(6);
    for (const disc of discs) {
      const capacity = runCapacity(index, disc.radiusMetres);
      expect(discRuns(index, disc, new Int32Array(capacity))).toBeLessThanOrEqual(capacity);
    }
  });

  it('hold on across the antimeridian', () => {
    const edge = { west: 179.99, north: 0.01, cellDegrees: 0.001, columns: 20, rows: 20 };
    const index = indexLattice(edge, new Float64Array(400).fill(1));
    const disc = { longitude: -179.995, latitude: 0, radiusMetres: 300 };
    const people = index.cells.filter((cell) =>
      isInside(disc, columnLongitude(edge, cell % 20), rowLatitude(edge, Math.floor(cell / 20))),
    ).length;
    expect(latticePeopleInside(index, [disc])[0]).toBe(people);
    expect(people).toBeGreaterThan(10);
  });

  it('are empty for an empty grid and for no discs', () => {
    const index = indexLattice(lattice, new Uint16Array(lattice.columns * lattice.rows));
    expect(latticeDepth(index, [{ longitude: 106.5, latitude: 29.6, radiusMetres: 900 }])).toEqual(
      new Int32Array(0),
    );
    expect(latticePeopleInside(index, [])).toEqual(new Float64Array(0));
  });
});

describe('points in any order', () => {
  it.each([7, 8])('agree with every single distance (seed %i)', (seed) => {
    const { discs, random } = randomCase(seed);
    const longitudes = Float64Array.from({ length: 3000 }, () => 106.4 + random() ** 2 * 0.2);
    const latitudes = Float64Array.from({ length: 3000 }, () => 29.5 + random() ** 2 * 0.2);
    const index = indexPoints(longitudes, latitudes);
    const slow = slowDepth(discs, longitudes, latitudes);
    const found = pointDepth(index, discs);
    expect(found).toEqual(Int32Array.from(index.order, (i) => slow[i]!));
  });

  it('sum people, and count those at one spot separately', () => {
    const index = indexPoints([106.5, 106.5, 106.6], [29.6, 29.6, 29.6], [3, 4, 100]);
    const disc = { longitude: 106.5, latitude: 29.601, radiusMetres: 500 };
    expect([...pointPeopleInside(index, [disc])]).toEqual([7]);
  });

  it('hold on across the antimeridian', () => {
    const index = indexPoints([179.999, -179.999, 0.001 - 180], [0, 0, 0.001]);
    const disc = { longitude: 180, latitude: 0, radiusMetres: 200 };
    expect([...pointPeopleInside(index, [disc])]).toEqual([3]);
  });

  it('may be none', () => {
    const index = indexPoints([], []);
    expect([...pointPeopleInside(index, [{ longitude: 0, latitude: 0, radiusMetres: 9 }])]).toEqual(
      [0],
    );
  });
});
