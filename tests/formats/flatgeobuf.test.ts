import { ColumnType, deserialize } from 'flatgeobuf/lib/mjs/generic.js';
import { deserialize as features, serialize } from 'flatgeobuf/lib/mjs/geojson.js';
import type { HeaderMeta } from 'flatgeobuf';
import type { Feature, FeatureCollection } from 'geojson';
import { describe, expect, it } from 'vitest';
import { flatgeobuf, flatgeobufWriter } from '../../src/formats/flatgeobuf';
import type { OutTable } from '../../src/formats/format';

const open = (bytes: Uint8Array) => flatgeobuf.open([{ name: 'a.fgb', bytes }]);
const read = async (bytes: Uint8Array) => (await open(bytes)).read('features');

const square = [
  [0, 0],
  [4, 0],
  [4, 4],
  [0, 0],
];
const hole = [
  [1, 1],
  [2, 1],
  [2, 2],
  [1, 1],
];
const geometries: Feature['geometry'][] = [
  { type: 'Point', coordinates: [105.71, 29.7, 312.5] },
  {
    type: 'MultiPoint',
    coordinates: [
      [1, 2],
      [-179.9, 2],
    ],
  },
  {
    type: 'LineString',
    coordinates: [
      [1, 2],
      [3, 4],
    ],
  },
  { type: 'MultiLineString', coordinates: [square, hole] },
  { type: 'Polygon', coordinates: [square] },
  { type: 'Polygon', coordinates: [square, hole] },
  { type: 'MultiPolygon', coordinates: [[square, hole], [hole]] },
  { type: 'GeometryCollection', geometries: [{ type: 'Point', coordinates: [1, 2] }] },
];
const collection = (properties: (i: number) => Record<string, unknown>): FeatureCollection => ({
  type: 'FeatureCollection',
  features: geometries.map((geometry, i) => ({
    type: 'Feature',
    geometry,
    properties: properties(i),
  })),
});

const table: OutTable = {
  name: '避难场所',
  columns: [
    { key: 'name', label: '名称', kind: 'text' },
    { key: 'capacity', label: '可容纳人数', kind: 'integer' },
    { key: 'area', label: '面积', kind: 'number' },
    { key: 'indoor', label: '室内', kind: 'boolean' },
  ],
  features: geometries.map((geometry, i) => ({
    type: 'Feature',
    geometry,
    properties: { name: `场所${i}`, capacity: i ? i * 1000 : null, area: i / 3, indoor: i > 2 },
  })),
  provenance: '示例数据',
};

describe('reading FlatGeobuf as the reference library writes it', () => {
  it('gives every kind of geometry and value', async () => {
    const made = collection((i) => ({ name: `场所${i}`, capacity: i * 1.5, indoor: i > 2 }));
    const sheet = await read(serialize(made, 4490));
    expect([...sheet.rows].map(({ geometry }) => geometry)).toEqual(geometries);
    expect({ ...sheet.rows.at(3)!.values }).toEqual({ name: '场所3', capacity: 4.5, indoor: true });
    expect(sheet.crs).toMatchObject({ definition: 'EPSG:4490' });
    expect(sheet.problems).toEqual([]);
  });

  it('says nothing of the coordinate system when the header does not', async () => {
    expect((await read(serialize(collection(() => ({}))))).crs).toBeNull();
  });

  it('keeps a column called __proto__ a column', async () => {
    const properties = JSON.parse('{"__proto__": "x", "constructor": "y"}') as object;
    const sheet = await read(serialize(collection(() => ({ ...properties }))));
    expect(sheet.columns).toEqual(['__proto__', 'constructor']);
    expect(Object.entries(sheet.rows.at(0)!.values)).toEqual([
      ['__proto__', 'x'],
      ['constructor', 'y'],
    ]);
  });

  it('does not depend on where in memory the file lies', async () => {
    const made = serialize(collection((i) => ({ name: 'x'.repeat(i) })));
    const shifted = new Uint8Array(made.length + 3);
    shifted.set(made, 3);
    const sheet = await read(shifted.subarray(3));
    expect([...sheet.rows].map(({ geometry }) => geometry)).toEqual(geometries);
  });
});

describe('writing FlatGeobuf', () => {
  it('gives what the reference library reads, header and features', async () => {
    const bytes = await flatgeobufWriter.write([table]);
    let header: HeaderMeta | undefined;
    const found: Feature[] = [];
    for await (const feature of features(bytes, { headerMetaFn: (meta) => (header = meta) }))
      found.push(feature);
    expect(found.map(({ geometry }) => geometry)).toEqual(geometries);
    expect(found[0]!.properties).toEqual({ 名称: '场所0', 面积: 0, 室内: false });
    expect(found[4]!.properties).toEqual({
      名称: '场所4',
      可容纳人数: 4000,
      面积: 4 / 3,
      室内: true,
    });
    expect(header).toMatchObject({
      title: '避难场所',
      description: '示例数据',
      featuresCount: 8,
      geometryType: 0,
      indexNodeSize: 0,
      crs: { org: 'EPSG', code: 4326, name: 'WGS 84' },
    });
    expect([...header!.envelope!]).toEqual([-179.9, 0, 105.71, 29.7]);
    expect(header!.columns!.map(({ type }) => ColumnType[type])).toEqual([
      'String',
      'Long',
      'Double',
      'Bool',
    ]);
  });

  it('gives one type in the header when all have it, which the reference library obeys', async () => {
    const points = table.features.slice(0, 1);
    const bytes = await flatgeobufWriter.write([{ ...table, features: points }]);
    for await (const feature of deserialize(bytes, {
      fromFeature: (_, feature, { geometryType }) => ({
        getId: () => geometryType + feature.propertiesLength(),
      }),
    }))
      expect(feature.getId!()).toBeGreaterThan(1);
    expect([...(await read(bytes)).rows].map(({ geometry }) => geometry)).toEqual([geometries[0]]);
  });

  it('keeps features without a geometry, and the order', async () => {
    const none = { ...table.features[0]!, geometry: null as never };
    const bytes = await flatgeobufWriter.write([
      { ...table, features: [none, table.features[2]!, none] },
    ]);
    const sheet = await read(bytes);
    expect([...sheet.rows].map(({ geometry }) => geometry)).toEqual([null, geometries[2], null]);
    expect(sheet.problems).toEqual([]);
  });

  it('refuses two tables', async () => {
    await expect(() => flatgeobufWriter.write([table, table])).rejects.toThrow('holds one table');
  });
});

describe('a damaged FlatGeobuf is refused with a sentence', () => {
  it('when it is cut off, with the row after which it breaks', async () => {
    const bytes = await flatgeobufWriter.write([table]);
    await expect(read(bytes.subarray(0, bytes.length - 20))).rejects.toThrow(
      'breaks off after row 7 of 8',
    );
    await expect(read(bytes.subarray(0, 40))).rejects.toThrow('header');
    await expect(read(Uint8Array.of(0x66, 0x67, 0x62, 2))).rejects.toThrow('version 3');
  });
});
