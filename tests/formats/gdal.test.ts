import type { FeatureCollection, Geometry } from 'geojson';
import { describe, expect, test } from 'vitest';
import type { Sheet } from '../../src/formats/sheet';
import { unzip } from '../../src/formats/unzip';
import { fixture, readTable } from '../fixtures/formatFiles';

/** Files that GDAL 3.6 wrote, beside what it reads in them itself; see tests/fixtures/gdal.sh. */
const read = (name: string, title?: string) => readTable(name, fixture(`gdal/${name}`), title);

/** GDAL writes 9 digits behind the point. */
const rounded = (part: unknown): unknown => {
  if (Array.isArray(part)) return part.map(rounded);
  return typeof part === 'number' ? Number(part.toFixed(8)) : part;
};
const shapeOf = (geometry: Geometry | null) =>
  geometry && 'coordinates' in geometry
    ? { type: geometry.type, coordinates: rounded(geometry.coordinates) }
    : geometry;

/** Values that are known, but for those of names that only one of both programs makes up. */
const known = (values: Readonly<Record<string, unknown>>, ...without: string[]) =>
  Object.fromEntries(
    Object.entries(values).filter(
      ([name, value]) => value !== null && value !== '' && !without.includes(name),
    ),
  );

const rowsOf = ({ rows }: Sheet, ...without: string[]) =>
  [...rows].map(({ values, geometry }) => ({
    values: known(values, ...without),
    geometry: shapeOf(geometry),
  }));

function gdalReads(name: string, ...without: string[]) {
  const { features } = JSON.parse(
    new TextDecoder().decode(fixture(`gdal/${name}.geojson`)),
  ) as FeatureCollection;
  return features.map(({ properties, geometry }) => ({
    values: known(properties ?? {}, ...without),
    geometry: shapeOf(geometry),
  }));
}

describe('a Shapefile', () => {
  test.each([
    ['points-gbk', 'points-gbk', 'gb18030', 'with a .cpg that says GBK'],
    ['points-bare', 'points-gbk', 'gb18030', 'in GBK without .cpg'],
    // Outer rings are turned to run counter-clockwise, as in what it was made of.
    ['zones-utf8', 'zones', 'utf-8', 'of polygons with holes and an island, in UTF-8'],
    ['heights-z', 'heights-z', 'utf-8', 'of points with heights'],
    ['heights-m', 'heights-m', 'utf-8', 'of points with measures'],
  ])('%s is what GDAL reads in %s: %s, %s', async (name, expected, encoding) => {
    const sheet = await read(`${name}.zip`);
    expect(rowsOf(sheet)).toEqual(gdalReads(expected));
    expect(sheet.encoding).toBe(encoding);
  });

  test('in UTF-8 has a name that was cut off within a character; it keeps the whole ones', async () => {
    const sheet = await read('points-utf8.zip');
    expect(sheet.columns).toEqual(['名称', '床位', '面积', '核查日', '备注']);
    const wanted = JSON.stringify(gdalReads('points-utf8')).replaceAll('核查日\uFFFD', '核查日');
    expect(rowsOf(sheet)).toEqual(JSON.parse(wanted));
  });

  test('with heights but no measure does not say that measures were left out', async () => {
    const { notes } = await read('heights-z.zip');
    expect(notes).toEqual([]);
  });
});

test.each([
  ['区域', '4490', 'China Geodetic Coordinate System 2000'],
  ['点位', '4547', 'CGCS2000 / 3-degree Gauss-Kruger CM 114E'],
])('layer %s of a GeoPackage in EPSG:%s', async (layer, _, crs) => {
  const sheet = await read('areas.gpkg', layer);
  expect(rowsOf(sheet, 'fid')).toEqual(gdalReads(`areas-${layer}`));
  expect(sheet.crs!.name).toBe(crs);
});

test.each(['zones-index', 'points-plain'])('FlatGeobuf %s', async (name) => {
  const sheet = await read(`${name}.fgb`);
  expect(rowsOf(sheet)).toEqual(gdalReads(name));
  expect(sheet.crs).toMatchObject({ definition: 'EPSG:4326', name: 'WGS 84' });
});

test('GPX: waypoints, and tracks of one and two segments, which GDAL always reads as several', async () => {
  expect(rowsOf(await read('walk.gpx', 'wpt'))).toEqual(gdalReads('walk-waypoints'));
  const tracks = rowsOf(await read('walk.gpx', 'trk'));
  expect(tracks[0]!.geometry!.type).toBe('LineString');
  const [first] = tracks;
  const line = first!.geometry as { coordinates: unknown };
  first!.geometry = { type: 'MultiLineString', coordinates: [line.coordinates] };
  expect(tracks).toEqual(gdalReads('walk-tracks'));
});

describe.each(['folders.kml', 'folders.kmz'])('%s', (name) => {
  test.each([
    ['点位', 'points'],
    ['区域', 'zones'],
  ])('layer %s has the types of its schema, though GDAL gives all one id', async (layer, made) => {
    const rows = rowsOf(await read(name, layer), 'id', '核查日期');
    expect(rows).toEqual(gdalReads(made, '核查日期'));
  });

  test('a field that the schema forgot, as GDAL does with dates, is read as text', async () => {
    const { rows } = await read(name, '点位');
    expect(rows.at(0)!.values['核查日期']).toBe('2024/05/01');
  });
});

test('lines of GeoJSON parted by record separators', async () => {
  expect(rowsOf(await read('zones.geojsons'))).toEqual(gdalReads('zones'));
});

test('a workbook has the same values', async () => {
  const values = rowsOf(await read('points.xlsx')).map((row) => row.values);
  expect(values).toEqual(gdalReads('points').map((row) => row.values));
});

test('names in an archive are those of its Unicode path, but for one that belongs to another name', () => {
  const archive = fixture('gdal/folders.kmz');
  expect([...unzip(archive).keys()]).toEqual(['doc.kml', 'layers/点位.kml', 'layers/区域.kml']);
  const names = (bytes: Uint8Array) => unzip(bytes).size;
  const path = (bytes: Uint8Array, at: number) => bytes[at] === 0x75 && bytes[at + 1] === 0x70;
  // The check sum of the plain name stands 5 bytes behind the number of the field.
  const other = archive.map((byte, at) => (at > 5 && path(archive, at - 5) ? byte ^ 1 : byte));
  // Without it both layers are called layers/.kml.
  expect(() => names(other)).toThrow('two files called “layers/.kml”');
});
