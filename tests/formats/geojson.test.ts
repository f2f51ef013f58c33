import { describe, expect, test } from 'vitest';
import { readFeatures, toGeoJson } from '../../src/formats/geojson';

const read = (value: unknown) =>
  readFeatures(new TextEncoder().encode(typeof value === 'string' ? value : JSON.stringify(value)));
const feature = (geometry: unknown, properties: unknown = {}) => ({
  type: 'Feature',
  geometry,
  properties,
});
const collection = (...features: unknown[]) => ({ type: 'FeatureCollection', features });
const point = (...coordinates: unknown[]) => ({ type: 'Point', coordinates });

describe('reading', () => {
  test('features become rows, numbered from 1; columns are all names in order', () => {
    const sheet = read(
      collection(feature(point(105, 29), { a: 1 }), feature(null, { b: 2, a: 3 })),
    );
    expect(sheet).toMatchObject({
      format: 'geojson',
      encoding: 'utf-8',
      delimiter: null,
      columns: ['a', 'b'],
    });
    expect(sheet.rows.map(({ row, geometry }) => [row, geometry])).toEqual([
      [1, point(105, 29)],
      [2, null],
    ]);
  });

  test('the id of a feature is a column; a property of that name wins', () => {
    const sheet = read(
      collection({ ...feature(null), id: 7 }, { ...feature(null, { id: 'A' }), id: 8 }),
    );
    expect(sheet.rows.map(({ values }) => values.id)).toEqual([7, 'A']);
  });

  test('one feature and a bare geometry are read too', () => {
    expect(read(feature(point(1, 2), { a: 1 })).rows).toHaveLength(1);
    expect(read(point(1, 2)).rows[0]?.geometry).toEqual(point(1, 2));
  });

  test.each([
    ['NaN, which JSON writes as null', point(null, 29), '[null,29]', 'not a pair of numbers'],
    ['text', point('105', 29), '["105",29]', 'not a pair of numbers'],
    ['empty', point(), '[]', 'not a pair of numbers'],
    ['a line of one position', { type: 'LineString', coordinates: [[1, 2]] }, '[[1,2]]', 'too few'],
    ['unknown type', { type: 'Circle', coordinates: [1, 2] }, 'Circle', 'not known'],
  ])('a broken geometry is a problem of its row: %s', (_, geometry, value, reason) => {
    const sheet = read(collection(feature(point(105, 29)), feature(geometry)));
    expect(sheet.problems).toMatchObject([{ row: 2, field: null, value, level: 'error' }]);
    expect(sheet.problems[0]?.reason.en).toContain(reason);
    expect(sheet.rows.map((row) => row.geometry !== null)).toEqual([true, false]);
  });

  test('an open ring is closed, and says so', () => {
    const sheet = read(
      collection(
        feature({
          type: 'Polygon',
          coordinates: [
            [
              [0, 0],
              [1, 0],
              [1, 1],
            ],
          ],
        }),
      ),
    );
    expect(sheet.rows[0]?.geometry).toEqual({
      type: 'Polygon',
      coordinates: [
        [
          [0, 0],
          [1, 0],
          [1, 1],
          [0, 0],
        ],
      ],
    });
    expect(sheet.problems).toMatchObject([{ row: 1, level: 'warning' }]);
  });

  test('a property called __proto__ is just a property', () => {
    const sheet = read(
      '{"type":"Feature","geometry":null,"properties":{"__proto__":{"polluted":1}}}',
    );
    expect(Object.keys(sheet.rows[0]!.values)).toEqual(['__proto__']);
    expect(({} as Record<string, unknown>).polluted).toBeUndefined();
  });

  test.each([
    ['urn:ogc:def:crs:OGC:1.3:CRS84', 'EPSG:4326'],
    ['EPSG:4490', 'EPSG:4490'],
    ['urn:ogc:def:crs:EPSG::4513', 'EPSG:4513'],
    ['CGCS2000_3_Degree_GK_Zone_35', 'CGCS2000_3_Degree_GK_Zone_35'],
  ])('the crs member of GeoJSON 2008 is told as it is written: %s', (name, definition) => {
    const crs = { type: 'name', properties: { name } };
    expect(read({ ...collection(feature(point(1, 2))), crs }).crs).toMatchObject({
      definition,
      name,
    });
  });

  test('without a crs member the file says nothing of its coordinates', () => {
    expect(read(point(1, 2)).crs).toBeNull();
  });

  test('a crs member without a name is refused', () => {
    expect(() => read({ ...collection(feature(point(1, 2))), crs: { type: 'link' } })).toThrow(
      /“\{"type":"link"\}” names no coordinate system/,
    );
  });

  test('coordinates in metres are kept as they stand', () => {
    expect(read(point(35545612, 3284561)).rows[0]?.geometry).toEqual(point(35545612, 3284561));
  });

  test('collections nested ten deep are a problem of their row', () => {
    let nested: unknown = point(1, 2);
    for (let i = 0; i < 10; i++) nested = { type: 'GeometryCollection', geometries: [nested] };
    expect(read(nested).problems).toMatchObject([
      { row: 1, level: 'error', value: 'GeometryCollection' },
    ]);
  });

  test.each([
    ['{"type":"FeatureCollection",\n"features":[{]}', /“\]}” at line 2 column 14/],
    ['{"type":"FeatureCollection","features":[', /ends too early, at line 1 column 41/],
    ['{"a":"\\x"}', /at line 1 column 7/],
    ['{"type":"Topology","objects":{}}', /no GeoJSON \(“Topology”\)/],
    ['[1,2]', /no GeoJSON/],
    ['{"type":"FeatureCollection","features":[]}', /no row of data/],
  ])('a file that is broken as a whole is refused: %s', (content, message) => {
    expect(() => read(content)).toThrow(message);
  });

  test('JSON nested a million deep is refused before it is parsed', () => {
    expect(() => read('['.repeat(1e6))).toThrow(/nested deeper than 100/);
  });

  test('a text of ten megabytes in a broken file does not exhaust the stack', () => {
    expect(() => read(`{"a":"${'x'.repeat(1e7)}",}`)).toThrow(/“}” at line 1/);
  });
});

test('writing: one feature a line, with further members before them', () => {
  expect(
    toGeoJson(
      [{ type: 'Feature', geometry: { type: 'Point', coordinates: [1, 2] }, properties: { a: 1 } }],
      { note: 'x' },
    ),
  ).toBe(
    '{"type":"FeatureCollection","note":"x","features":[\n{"type":"Feature","geometry":{"type":"Point","coordinates":[1,2]},"properties":{"a":1}}\n]}\n',
  );
});
