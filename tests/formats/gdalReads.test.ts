import { execFileSync, spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Feature, FeatureCollection, Geometry } from 'geojson';
import { afterAll, describe, expect, test } from 'vitest';
import type { OutTable } from '../../src/formats/format';
import { writers, type WriterId } from '../../src/formats/writers';
import { feature } from '../fixtures/formatFiles';

const gdal = (program: 'ogr2ogr' | 'ogrinfo', ...options: string[]): string =>
  execFileSync(program, options, { encoding: 'utf8', stdio: 'pipe' });
/**
 * What GDAL, and with it QGIS, reads in files that were written here. Skipped where there is no ogr2ogr; on a Debian it is
 * in the package gdal-bin.
 */
const hasGdal = ['ogr2ogr', 'ogrinfo'].every(
  (program) => spawnSync(program, ['--version']).status === 0,
);
const folder = mkdtempSync(join(tmpdir(), 'gdal-reads-'));
afterAll(() => rmSync(folder, { recursive: true }));

const columns: OutTable['columns'] = [
  { key: 'name', label: '名称', kind: 'text' },
  { key: 'beds', label: '床位', kind: 'integer' },
  { key: 'area', label: '面积（m²）', kind: 'number' },
  { key: 'open', label: '启用', kind: 'boolean' },
  { key: 'checked', label: '核查日期', kind: 'date' },
];
const rows: readonly Record<string, unknown>[] = [
  { name: '河东小学 <东>&"西"', beds: 800, area: 1200.5, open: true, checked: '2024-05-01' },
  { name: '第二行\n换行', beds: 0, area: null, open: false, checked: null },
  { name: null, beds: null, area: -0.125, open: null, checked: '1999-12-31' },
];
const shelters: OutTable = {
  name: '避难场所',
  columns,
  features: [
    feature({ type: 'Point', coordinates: [105.571, 30.513] }, rows[0]!),
    feature({ type: 'Point', coordinates: [105.6, 30.52] }, rows[1]!),
    feature(null, rows[2]!),
  ],
  provenance: '示例数据\n应急局, 2025',
};

const square = [
  [0, 0],
  [4, 0],
  [4, 4],
  [0, 0],
];
const hole = [
  [3, 1],
  [3, 2],
  [2, 1],
  [3, 1],
];
const shapes: Geometry[] = [
  { type: 'Polygon', coordinates: [square, hole] },
  { type: 'MultiPolygon', coordinates: [[square, hole], [hole.toReversed()]] },
  { type: 'MultiPoint', coordinates: [square[0]!, square[1]!] },
  { type: 'MultiLineString', coordinates: [square, hole] },
  { type: 'MultiLineString', coordinates: [square] },
  { type: 'GeometryCollection', geometries: [{ type: 'Point', coordinates: [1, 2] }] },
];
const tableOf = (...geometries: Geometry[]): OutTable => ({
  name: '区域',
  columns: columns.slice(0, 2),
  features: geometries.map((geometry, i) => feature(geometry, { name: `第 ${i}`, beds: i })),
  provenance: '示例数据',
});

/** A file and what GDAL says of it. */
async function written(id: WriterId, ...tables: OutTable[]) {
  const path = join(folder, `a${writers[id].ending}`);
  writeFileSync(path, await writers[id].write(tables));
  return {
    features(layer: string): Feature[] {
      const out = join(folder, 'out.geojson');
      rmSync(out, { force: true });
      gdal('ogr2ogr', '-f', 'GeoJSON', '-lco', 'WRITE_NAME=NO', out, path, layer);
      return (JSON.parse(readFileSync(out, 'utf8')) as FeatureCollection).features;
    },
    /** Names of the layers, and fields with their types. */
    summary(): string[] {
      const said = gdal('ogrinfo', '-ro', '-so', '-al', path);
      return said
        .split('\n')
        .flatMap(
          (line) =>
            /^(?:Layer name: .*|Feature Count: .*|\S*: \w+(?:\(\w+\))?(?= \())/u.exec(line) ?? [],
        );
    },
  };
}

const known = (properties: Record<string, unknown> | null, names: readonly string[]) =>
  names.map((name) => {
    const value = properties?.[name] ?? null;
    return typeof value === 'string' && /^\d{4}\/\d\d\/\d\d$/u.test(value)
      ? value.replaceAll('/', '-')
      : value;
  });

describe.skipIf(!hasGdal)(
  hasGdal ? 'GDAL reads' : 'skipped, there is no ogr2ogr here: GDAL reads',
  () => {
    test.each(['geojson', 'geopackage', 'flatgeobuf', 'kml', 'xlsx'] as const)(
      'the values of %s: zero, unknown, truth, days, Chinese names',
      async (id) => {
        const file = await written(id, shelters);
        const names = columns.map(({ key, label }) => (id === 'geojson' ? key : label));
        const found = file.features('避难场所');
        const truth = (value: unknown) => (id === 'kml' && value !== null ? Number(value) : value);
        expect(found.map(({ properties }) => known(properties, names))).toEqual(
          rows.map((row) =>
            columns.map(({ key }) => (key === 'open' ? truth(row[key]) : row[key])),
          ),
        );
        if (id === 'xlsx') return;
        expect(found.map(({ geometry }) => geometry)).toEqual(
          shelters.features.map(({ geometry }) => geometry),
        );
      },
    );

    test.each([
      ['geopackage', ['Integer64', 'Real', 'Integer(Boolean)', 'Date']],
      ['flatgeobuf', ['Integer64', 'Real', 'Integer(Boolean)', 'String']],
      ['kml', ['Integer', 'Real', 'Integer', 'String']],
      ['xlsx', ['Integer', 'Real', 'Integer(Boolean)', 'Date']],
    ] as const)('the types of %s', async (id, types) => {
      const said = (await written(id, shelters)).summary();
      expect(said).toContain('Layer name: 避难场所');
      expect(said).toContain('Feature Count: 3');
      columns.slice(1).forEach(({ label }, i) => expect(said).toContain(`${label}: ${types[i]}`));
    });

    test.each(['geojson', 'geopackage', 'flatgeobuf'] as const)(
      'every kind of geometry of %s, alone and mixed',
      async (id) => {
        const mixed = (await written(id, tableOf(...shapes))).features('区域');
        expect(mixed.map(({ geometry }) => geometry)).toEqual(shapes);
        for (const shape of shapes.slice(1, 5)) {
          const [alone] = (await written(id, tableOf(shape))).features('区域');
          expect(alone!.geometry).toEqual(shape);
        }
      },
    );

    test('the polygons and lines of kml', async () => {
      const some = [shapes[0]!, shapes[1]!, shapes[2]!, shapes[3]!, shapes[4]!];
      const found = (await written('kml', tableOf(...some))).features('区域');
      expect(found.map(({ geometry }) => geometry)).toEqual(some);
    });

    test.each(['geojson', 'geopackage', 'flatgeobuf', 'kml'] as const)(
      'heights of %s; one shape with heights among others without hides none of them',
      async (id) => {
        const high: Geometry = { type: 'Point', coordinates: [105, 30, 312.5] };
        const flat: Geometry = { type: 'Point', coordinates: [106, 31] };
        const [alone] = (await written(id, tableOf(high))).features('区域');
        expect(alone!.geometry).toEqual(high);
        const places = (await written(id, tableOf(high, flat))).features('区域');
        expect(
          places.map(
            ({ geometry }) => 'coordinates' in geometry && geometry.coordinates.slice(0, 2),
          ),
        ).toEqual([
          [105, 30],
          [106, 31],
        ]);
      },
    );

    test.each(['geopackage', 'kml', 'xlsx'] as const)('both tables of %s', async (id) => {
      const said = (await written(id, shelters, tableOf(...shapes))).summary();
      expect(said.filter((line) => line.startsWith('Layer name: ')).slice(0, 2)).toEqual([
        'Layer name: 避难场所',
        'Layer name: 区域',
      ]);
      expect(said).toContain('Feature Count: 6');
    });

    test('as many records of csv as there are: what is said of the data is no record', async () => {
      const csv = await written('csv', shelters);
      expect(csv.summary()).toContain('Feature Count: 3');
      expect(csv.features('a')[0]!.properties).toHaveProperty('数据说明 About');
    });

    test('the columns and cells of csv, a line feed in one of them', async () => {
      const found = (await written('csv', shelters)).features('a');
      const names = [...columns.map(({ label }) => label), 'longitude', 'latitude'];
      expect(found[1]!.properties).toMatchObject(
        Object.fromEntries(
          names.map((name, i) => [
            name,
            ['第二行\n换行', '0', '', 'false', '', '105.6', '30.52'][i],
          ]),
        ),
      );
    });
  },
);
