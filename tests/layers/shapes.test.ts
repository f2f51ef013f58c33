import type { FeatureCollection, MultiPolygon, Point, Polygon } from 'geojson';
import { expect, it } from 'vitest';
import type { Hazchem } from '../../src/domain/hazchem';
import type { Town } from '../../src/domain/town';
import { distanceMetres } from '../../src/geo/metric';
import { anchorsOf, insideOf, safetyRings, veilOf } from '../../src/layers/shapes';

const square: Polygon = {
  type: 'Polygon',
  coordinates: [
    [
      [105, 29],
      [106, 29],
      [106, 30],
      [105, 30],
      [105, 29],
    ],
  ],
};

it('veils the world but not the district', () => {
  const veil = veilOf({
    type: 'FeatureCollection',
    features: [{ type: 'Feature', properties: {}, geometry: square }],
  });
  const rings = veil.features[0]!.geometry.coordinates;
  expect(rings).toHaveLength(2);
  expect(rings[0]).toContainEqual([180, 85]);
  expect(rings[1]).toEqual(square.coordinates[0]);
});

it('draws a ring for an entered distance on the ellipsoid, and none for an unknown one or 0', () => {
  const site = (id: string, safetyDistanceMetres: number | null) => ({
    type: 'Feature' as const,
    properties: { id, safetyDistanceMetres } as Hazchem,
    geometry: { type: 'Point' as const, coordinates: [105.7, 29.7] },
  });
  const sites: FeatureCollection<Point, Hazchem> = {
    type: 'FeatureCollection',
    features: [site('a', 500), site('b', null), site('c', 0)],
  };
  const { features } = safetyRings(sites);
  expect(features.map(({ properties }) => properties)).toEqual([{ id: 'a', radiusMetres: 500 }]);
  for (const [longitude, latitude] of features[0]!.geometry.coordinates[0]!) {
    expect(distanceMetres(105.7, 29.7, longitude!, latitude!)).toBeCloseTo(500, 2);
  }
});

it('finds a place inside an area bent like a U, whose centre lies outside', () => {
  const bent: Polygon = {
    type: 'Polygon',
    coordinates: [
      [
        [0, 0],
        [3, 0],
        [3, 3],
        [2, 3],
        [2, 1],
        [1, 1],
        [1, 3],
        [0, 3],
        [0, 0],
      ],
    ],
  };
  const [x, y] = insideOf(bent);
  expect(x > 0 && x < 3 && y > 0 && y < 3).toBe(true);
  expect(x > 1 && x < 2 && y > 1).toBe(false);
});

it('takes the largest part of an area in parts', () => {
  const parts: MultiPolygon = {
    type: 'MultiPolygon',
    coordinates: [
      [
        [
          [0, 0],
          [0.1, 0],
          [0.1, 0.1],
          [0, 0.1],
          [0, 0],
        ],
      ],
      square.coordinates,
    ],
  };
  expect(insideOf(parts)).toEqual([105.5, 29.5]);
});

it('hangs a name on the seat where there is one, else inside', () => {
  const town = (code: string, seat: [number, number] | null): Town => ({
    code,
    name: code,
    residents: null,
    schematic: true,
    seat,
  });
  const towns: FeatureCollection<Polygon, Town> = {
    type: 'FeatureCollection',
    features: [town('a', [105.2, 29.3]), town('b', null)].map((properties) => ({
      type: 'Feature',
      properties,
      geometry: square,
    })),
  };
  expect(anchorsOf(towns).features.map(({ geometry }) => geometry.coordinates)).toEqual([
    [105.2, 29.3],
    [105.5, 29.5],
  ]);
});
