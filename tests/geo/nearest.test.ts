import { describe, expect, it } from 'vitest';
import { columnLongitude, indexLattice, rowLatitude } from '../../src/geo/lattice';
import { distanceMetres } from '../../src/geo/metric';
import { nearestOfLattice, nearestOfPoints } from '../../src/geo/nearest';
import { indexPoints } from '../../src/geo/points';
import { seeded } from '../fixtures/random';

const lattice = { west: 106, north: 29.9, cellDegrees: 1 / 1200, columns: 250, rows: 230 };

describe('the nearest site', () => {
  it.each([1, 3, 40, 400])('is that of a full search, with %i sites', (count) => {
    const random = seeded(count);
    const people = Float64Array.from({ length: 250 * 230 }, () => +(random() < 0.2));
    const sites = Array.from({ length: count }, () => ({
      longitude: 105.9 + random() * 0.4,
      latitude: 29.6 + random() * 0.4,
    }));
    const index = indexLattice(lattice, people);
    const longitudes = Float64Array.from(index.cells, (cell) =>
      columnLongitude(lattice, cell % 250),
    );
    const latitudes = Float64Array.from(index.cells, (cell) =>
      rowLatitude(lattice, Math.floor(cell / 250)),
    );
    const onLattice = nearestOfLattice(index, sites);
    const points = indexPoints(longitudes, latitudes);
    const onPoints = nearestOfPoints(points, sites);
    const slow = Float64Array.from(longitudes, (longitude, i) =>
      Math.min(
        ...sites.map((site) =>
          distanceMetres(site.longitude, site.latitude, longitude, latitudes[i]!),
        ),
      ),
    );
    const error = (found: Float64Array, truth: (i: number) => number) =>
      found.reduce((worst, metres, i) => Math.max(worst, Math.abs(metres - truth(i))), 0);
    expect(error(onLattice.metres, (i) => slow[i]!)).toBeLessThan(1e-8);
    expect(error(onPoints.metres, (i) => slow[points.order[i]!]!)).toBeLessThan(1e-8);
    const ofSite = Float64Array.from(onLattice.site, (site, i) =>
      distanceMetres(sites[site]!.longitude, sites[site]!.latitude, longitudes[i]!, latitudes[i]!),
    );
    expect(error(onLattice.metres, (i) => ofSite[i]!)).toBeLessThan(1e-8);
  });

  it('may be far outside the lattice', () => {
    const index = indexLattice(lattice, new Float64Array(250 * 230).fill(1));
    const sites = [
      { longitude: 108, latitude: 29.8 },
      { longitude: 104, latitude: 29.8 },
    ];
    const { site } = nearestOfLattice(index, sites);
    expect([...new Set(site)]).toEqual([0]);
  });

  it('is unknown without sites', () => {
    const index = indexLattice(lattice, new Float64Array(250 * 230).fill(1));
    expect(nearestOfLattice(index, []).metres[0]).toBeNaN();
    expect(nearestOfLattice(index, []).site[0]).toBe(-1);
  });
});
