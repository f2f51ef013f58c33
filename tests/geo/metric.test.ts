import { Geodesic } from 'geographiclib-geodesic';
import { describe, expect, it } from 'vitest';
import {
  bearingDegrees,
  distanceMetres,
  halfWidthDegrees,
  isInside,
  metresPerDegreeEast,
  metresPerDegreeNorth,
  reachDegrees,
  wrapDegrees,
} from '../../src/geo/metric';
import { seeded } from '../fixtures/random';

/** Places at exactly a distance from another, by Karney's geodesic. */
function geodesicPairs(metres: number, count: number, highest = 54) {
  const random = seeded(metres);
  return Array.from({ length: count }, () => {
    const longitude = -180 + 360 * random();
    const latitude = highest * (2 * random() - 1);
    const azimuth = 360 * random();
    const end = Geodesic.WGS84.Direct(latitude, longitude, azimuth, metres);
    return { longitude, latitude, azimuth, lon2: end.lon2!, lat2: end.lat2! };
  });
}

const worst = (metres: number, highest: number) =>
  Math.max(
    ...geodesicPairs(metres, 2000, highest).map(({ longitude, latitude, lon2, lat2 }) =>
      Math.abs(distanceMetres(longitude, latitude, lon2, lat2) - metres),
    ),
  );

describe('distance', () => {
  it('is within 0.01 mm of the geodesic at 2.5 km up to 30°, 0.04 mm in all of China', () => {
    expect(worst(2500, 30)).toBeLessThan(1e-5);
    expect(worst(2500, 54)).toBeLessThan(4e-5);
  });

  it('is within 6 mm of the geodesic at 20 km up to 33°, 20 mm in all of China', () => {
    expect(worst(20_000, 33)).toBeLessThan(0.006);
    expect(worst(20_000, 54)).toBeLessThan(0.02);
  });

  it('is where haversine is not: one degree of latitude at 30° N is 110,852 m, not 111,195', () => {
    expect(distanceMetres(106, 29.5, 106, 30.5)).toBeCloseTo(110_852.46, 1);
  });

  it('does not see the antimeridian', () => {
    expect(distanceMetres(179.99, 10, -179.99, 10)).toBeCloseTo(
      distanceMetres(9.99, 10, 10.01, 10),
      6,
    );
    expect(wrapDegrees(359.98)).toBeCloseTo(-0.02, 9);
  });

  it('is 0 for one place, and the same both ways', () => {
    expect(distanceMetres(106.5, 29.6, 106.5, 29.6)).toBe(0);
    expect(distanceMetres(106.5, 29.6, 106.6, 29.7)).toBe(distanceMetres(106.6, 29.7, 106.5, 29.6));
  });

  it('counts the edge of a disc as inside', () => {
    const radiusMetres = distanceMetres(106.5, 29.6, 106.51, 29.61);
    const disc = { longitude: 106.5, latitude: 29.6, radiusMetres };
    expect(isInside(disc, 106.51, 29.61)).toBe(true);
    expect(isInside({ ...disc, radiusMetres: radiusMetres - 1e-6 }, 106.51, 29.61)).toBe(false);
  });
});

describe('bearing', () => {
  it('agrees with the geodesic azimuth within 0.2° at 20 km', () => {
    for (const { longitude, latitude, azimuth, lon2, lat2 } of geodesicPairs(20_000, 500)) {
      const found = bearingDegrees({ longitude, latitude }, { longitude: lon2, latitude: lat2 });
      expect(Math.abs(wrapDegrees(found - azimuth))).toBeLessThan(0.2);
    }
  });

  it('is 0, 90, 180, 270 along the axes', () => {
    const home = { longitude: 106, latitude: 30 };
    const to = (longitude: number, latitude: number) =>
      bearingDegrees(home, { longitude, latitude });
    expect([to(106, 31), to(106.1, 30), to(106, 29), to(105.9, 30)]).toEqual([0, 90, 180, 270]);
  });
});

describe('a disc on a parallel', () => {
  it('ends where the distance is the radius', () => {
    const disc = { longitude: 106.5, latitude: 29.6, radiusMetres: 2500 };
    const half = halfWidthDegrees(disc, 29.61);
    expect(distanceMetres(106.5, 29.6, 106.5 + half, 29.61)).toBeCloseTo(2500, 7);
  });

  it('is not there beyond the reach of the disc', () => {
    const disc = { longitude: 106.5, latitude: 29.6, radiusMetres: 500 };
    expect(halfWidthDegrees(disc, 29.7)).toBeNaN();
  });

  it('never reaches farther north than it claims', () => {
    for (const latitude of [0, 30, 60, 89]) {
      expect(reachDegrees(1000) * metresPerDegreeNorth(latitude)).toBeGreaterThan(1000);
    }
  });

  it('measures a degree of longitude at the equator as 111,319.5 m', () => {
    expect(metresPerDegreeEast(0)).toBeCloseTo(111_319.4908, 3);
  });
});
