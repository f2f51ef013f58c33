import { execFileSync } from 'node:child_process';
import { mkdtempSync, readFileSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Feature } from 'geojson';
import { beforeAll, describe, expect, it } from 'vitest';
import type { OutTable } from '../../src/formats/format';
import { geopackage, geopackageWriter } from '../../src/formats/geopackage';
import { loadSql } from '../../src/formats/sqlFile';

const point = (properties: Record<string, unknown>, ...coordinates: number[]): Feature => ({
  type: 'Feature',
  properties,
  geometry: { type: 'Point', coordinates },
});

const shelters: OutTable = {
  name: '避难场所',
  columns: [
    { key: 'name', label: '名称', kind: 'text' },
    { key: 'capacity', label: '可容纳人数', kind: 'integer' },
    { key: 'area', label: '面积', kind: 'number' },
    { key: 'indoor', label: '室内', kind: 'boolean' },
    { key: 'updated', label: '更新日期', kind: 'date' },
  ],
  features: [
    point(
      { name: '龙岗中学', capacity: 1200, area: 3500.5, indoor: true, updated: '2025-12-31' },
      105.71,
      29.7,
    ),
    { type: 'Feature', properties: { name: '未定' }, geometry: null as never },
    point({ name: "O'Neil “广场”", capacity: null, area: 0, indoor: false }, 105.72, 29.71),
  ],
  provenance: '示例数据，2026-01-01',
};

const open = (bytes: Uint8Array) => geopackage.open([{ name: 'a.gpkg', bytes }]);

/** A GeoPackage as Python's own SQLite writes it, from statements. */
function fromPython(script: string): Uint8Array {
  const folder = mkdtempSync(join(tmpdir(), 'gpkg-'));
  const file = join(folder, 'made.gpkg');
  const head = `
import sqlite3, struct
db = sqlite3.connect(${JSON.stringify(file)})
db.executescript("""
CREATE TABLE gpkg_spatial_ref_sys (srs_name TEXT, srs_id INTEGER PRIMARY KEY, organization TEXT, organization_coordsys_id INTEGER, definition TEXT, description TEXT);
CREATE TABLE gpkg_contents (table_name TEXT PRIMARY KEY, data_type TEXT, identifier TEXT, description TEXT, last_change TEXT, min_x, min_y, max_x, max_y, srs_id INTEGER);
CREATE TABLE gpkg_geometry_columns (table_name TEXT, column_name TEXT, geometry_type_name TEXT, srs_id INTEGER, z TINYINT, m TINYINT);
INSERT INTO gpkg_spatial_ref_sys VALUES ('CGCS2000 / 3-degree GK CM 105E', 4544, 'epsg', 4544, 'PROJCS[...]', ''), ('local', 100000, 'NONE', 100000, 'PROJCS["Local"]', ''), ('none', -1, 'NONE', -1, 'undefined', '');
""")
def layer(name, srs=4544, kind='features'):
    db.execute("INSERT INTO gpkg_contents VALUES (?, ?, ?, '', '', NULL, NULL, NULL, NULL, ?)", (name, kind, name, srs))
    if kind == 'features': db.execute("INSERT INTO gpkg_geometry_columns VALUES (?, 'geom', 'GEOMETRY', ?, 2, 2)", (name, srs))
def gp(wkb, srs=4544, flags=1): return b'GP\\0' + bytes([flags]) + struct.pack('<i', srs) + wkb
`;
  execFileSync('python3', ['-c', `${head}${script}\ndb.commit(); db.close()\n`]);
  return readFileSync(file);
}

describe('writing a GeoPackage', () => {
  let bytes: Uint8Array;
  beforeAll(async () => {
    bytes = await geopackageWriter.write([
      shelters,
      { ...shelters, name: '避难场所', features: shelters.features.slice(1, 2) },
    ]);
  });

  it('gives what Python reads, table by table, with the heads of the geometries right', () => {
    const file = join(mkdtempSync(join(tmpdir(), 'gpkg-')), 'out.gpkg');
    writeFileSync(file, bytes);
    const script = `
import json, sqlite3, struct
db = sqlite3.connect(${JSON.stringify(file)})
one = lambda q: db.execute(q).fetchall()
blob = one('SELECT geom FROM "避难场所"')[0][0]
print(json.dumps({
  'pragmas': [one('PRAGMA application_id'), one('PRAGMA user_version'), one('PRAGMA integrity_check'), one('PRAGMA foreign_key_check')],
  'srs': one('SELECT srs_id FROM gpkg_spatial_ref_sys ORDER BY 1'),
  'contents': one('SELECT table_name, data_type, identifier, description, min_x, min_y, max_x, max_y, srs_id FROM gpkg_contents'),
  'geometry': one('SELECT * FROM gpkg_geometry_columns'),
  'types': [row[1:3] for row in one('PRAGMA table_info("避难场所")')],
  'rows': one('SELECT fid, geom IS NULL, "名称", "可容纳人数", "面积", "室内", "更新日期" FROM "避难场所"'),
  'head': [blob[:2].decode(), blob[2], blob[3], struct.unpack('<i', blob[4:8])[0], blob[8], struct.unpack('<I', blob[9:13])[0], struct.unpack('<dd', blob[13:])],
}))`;
    expect(JSON.parse(execFileSync('python3', ['-c', script], { encoding: 'utf8' }))).toEqual({
      pragmas: [[[0x47504b47]], [[10300]], [['ok']], []],
      srs: [[-1], [0], [4326]],
      contents: [
        [
          '避难场所',
          'features',
          '避难场所',
          '示例数据，2026-01-01',
          105.71,
          29.7,
          105.72,
          29.71,
          4326,
        ],
        // The second table of that name has no geometry at all.
        [
          '避难场所 (2)',
          'attributes',
          '避难场所 (2)',
          '示例数据，2026-01-01',
          null,
          null,
          null,
          null,
          null,
        ],
      ],
      geometry: [['避难场所', 'geom', 'POINT', 4326, 0, 0]],
      types: [
        ['fid', 'INTEGER'],
        ['geom', 'POINT'],
        ['名称', 'TEXT'],
        ['可容纳人数', 'INTEGER'],
        ['面积', 'DOUBLE'],
        ['室内', 'BOOLEAN'],
        ['更新日期', 'DATE'],
      ],
      rows: [
        [1, 0, '龙岗中学', 1200, 3500.5, 1, '2025-12-31'],
        [2, 1, '未定', null, null, null, null],
        [3, 0, "O'Neil “广场”", null, 0, 0, null],
      ],
      head: ['GP', 0, 1, 4326, 1, 1, [105.71, 29.7]],
    });
  });

  it('is read back with values, positions and coordinate system', async () => {
    const opened = await open(bytes);
    expect(opened.tables).toEqual([
      { id: '避难场所', title: '避难场所', rows: 3 },
      { id: '避难场所 (2)', title: '避难场所 (2)', rows: 1 },
    ]);
    const sheet = await opened.read('避难场所');
    expect(sheet.crs).toMatchObject({ definition: 'EPSG:4326', name: 'WGS 84 geodetic' });
    expect(sheet.columns).toEqual(['fid', '名称', '可容纳人数', '面积', '室内', '更新日期']);
    expect([...sheet.rows].map(({ values, geometry }) => [values['室内'], geometry])).toEqual([
      [true, { type: 'Point', coordinates: [105.71, 29.7] }],
      [null, null],
      [false, { type: 'Point', coordinates: [105.72, 29.71] }],
    ]);
    expect(sheet.problems).toEqual([]);
  });

  it('keeps every kind of geometry, with heights where all positions have one', async () => {
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
      { type: 'Point', coordinates: [1, 2, 300] },
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
      {
        type: 'MultiLineString',
        coordinates: [
          [
            [1, 2],
            [3, 4],
          ],
          [
            [5, 6],
            [7, 8],
          ],
        ],
      },
      { type: 'Polygon', coordinates: [square, hole] },
      { type: 'MultiPolygon', coordinates: [[square, hole], [hole]] },
      {
        type: 'GeometryCollection',
        geometries: [
          { type: 'Point', coordinates: [1, 2] },
          { type: 'GeometryCollection', geometries: [{ type: 'Point', coordinates: [3, 4] }] },
        ],
      },
    ];
    const features = geometries.map((geometry) => ({
      type: 'Feature' as const,
      properties: {},
      geometry,
    }));
    const written = await geopackageWriter.write([{ ...shelters, name: 'all', features }]);
    const sheet = await (await open(written)).read('all');
    expect([...sheet.rows].map(({ geometry }) => geometry)).toEqual(geometries);
  });

  it('calls columns apart whose labels differ in case only, and keeps names that SQLite reserves', async () => {
    const written = await geopackageWriter.write([
      {
        name: 'gpkg_x"y',
        columns: [
          { key: 'a', label: 'Geom', kind: 'text' },
          { key: 'b', label: 'A', kind: 'integer' },
          { key: 'c', label: 'a', kind: 'integer' },
        ],
        features: [point({ a: 'x', b: 1.5, c: 2 }, 1, 2)],
        provenance: '',
      },
    ]);
    const opened = await open(written);
    expect(opened.tables[0]!.id).toBe('layer_gpkg_x"y');
    const { values } = (await opened.read('layer_gpkg_x"y')).rows.at(0)!;
    expect({ ...values }).toEqual({ fid: 1, 'Geom (2)': 'x', A: 1.5, 'a (2)': 2 });
  });
});

describe('reading a GeoPackage of another program', () => {
  it('reads Z, M, big-endian, envelopes and empty geometries, and refuses arcs by row', async () => {
    const bytes = fromPython(`
layer('线')
db.execute('CREATE TABLE "线" (fid INTEGER PRIMARY KEY, geom BLOB, name TEXT)')
rows = [
  gp(struct.pack('<BIddd', 1, 1001, 35500000.5, 3300000.25, 312)),
  gp(struct.pack('<BIdddd', 1, 3001, 1, 2, 3, 4)),
  gp(struct.pack('>BIddd', 0, 2001, 1, 2, 9)),
  gp(struct.pack('<BIIdddd', 1, 2, 2, 1, 2, 3, 4)),
  b'GP\\0\\3' + struct.pack('<idddd', 4544, 1, 3, 2, 4) + struct.pack('<BIIdddd', 1, 2, 2, 1, 2, 3, 4),
  gp(struct.pack('<BIdd', 1, 1, float('nan'), float('nan')), flags=0x11),
  gp(struct.pack('<BII', 1, 3, 0)),
  gp(struct.pack('<BIIdddddd', 1, 8, 3, 0, 0, 1, 1, 2, 0)),
  gp(b'', flags=0x21),
  gp(struct.pack('<BII', 1, 2, 4000000000)),
  b'not a geometry',
  gp(struct.pack('<BIdd', 1, 1, 1, 2), srs=3857),
  None,
]
for i, blob in enumerate(rows): db.execute('INSERT INTO "线" VALUES (?, ?, ?)', (i + 1, blob, str(i)))
`);
    const sheet = await (await open(bytes)).read('线');
    const line = {
      type: 'LineString',
      coordinates: [
        [1, 2],
        [3, 4],
      ],
    };
    expect([...sheet.rows].map(({ geometry }) => geometry)).toEqual([
      { type: 'Point', coordinates: [35500000.5, 3300000.25, 312] },
      { type: 'Point', coordinates: [1, 2, 3] },
      { type: 'Point', coordinates: [1, 2] },
      line,
      line,
      null,
      null,
      null,
      null,
      null,
      null,
      { type: 'Point', coordinates: [1, 2] },
      null,
    ]);
    expect(sheet.problems.map(({ row, reason }) => [row, reason.en])).toEqual([
      [8, expect.stringContaining('CircularString')],
      [9, expect.stringContaining('extended kind')],
      [10, 'the geometry is cut off or damaged'],
      [11, expect.stringContaining('does not begin with GP')],
    ]);
    expect(sheet.crs?.definition).toBe('EPSG:4544');
    expect(sheet.notes.map(({ en }) => en)).toEqual([
      '1 geometry with the coordinate system 3857 where the layer has 4544; the layer’s was taken',
    ]);
  });

  it('takes the WKT where the organisation is not EPSG, and nothing where it is undefined', async () => {
    const bytes = fromPython(`
for name, srs in [('a', 100000), ('b', -1), ('c', 77)]:
    layer(name, srs)
    db.execute('CREATE TABLE %s (geom BLOB)' % name)
    db.execute('INSERT INTO %s VALUES (NULL)' % name)
`);
    const opened = await open(bytes);
    const found = await Promise.all(opened.tables.map(({ id }) => opened.read(id)));
    expect(found.map(({ crs }) => crs?.definition)).toEqual([
      'PROJCS["Local"]',
      undefined,
      undefined,
    ]);
    expect(found[2]!.notes[0]!.en).toContain('77 is not defined');
  });

  it('keeps codes beyond 2^53 digit by digit, booleans, and tells of photos left out', async () => {
    const bytes = fromPython(`
layer('t', None, 'attributes')
db.execute('CREATE TABLE t (id INTEGER, ok BOOLEAN, photo BLOB, "__proto__" TEXT)')
db.execute('INSERT INTO t VALUES (9007199254740993, 1, ?, ?)', (b'x', 'harmless'))
`);
    const sheet = await (await open(bytes)).read('t');
    expect(Object.entries(sheet.rows.at(0)!.values)).toEqual([
      ['id', '9007199254740993'],
      ['ok', true],
      ['photo', null],
      ['__proto__', 'harmless'],
    ]);
    expect(sheet.notes[0]!['zh-CN']).toBe('“photo”列有二进制内容（如照片），没有读');
    expect(({} as Record<string, unknown>).harmless).toBeUndefined();
  });

  it('never runs a view, which could count for ever, nor a virtual table', async () => {
    const bytes = fromPython(`
layer('endless'); layer('real'); layer('tree')
db.execute('CREATE VIRTUAL TABLE tree USING rtree(id, a, b)')
db.execute('CREATE VIEW endless AS WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n) SELECT i AS geom FROM n')
db.execute('CREATE TABLE real (geom BLOB, name TEXT)')
db.execute("INSERT INTO real VALUES (NULL, 'x')")
`);
    const opened = await open(bytes);
    expect(opened.tables.map(({ id }) => id)).toEqual(['real']);
    expect((await opened.read('real')).notes.map(({ en }) => en.slice(0, 9))).toEqual([
      '“endless”',
      '“tree” is',
    ]);
  });

  it('reads a file that QGIS left in WAL mode, and says that its log was not read', async () => {
    const bytes = fromPython(`
db.execute('PRAGMA journal_mode = WAL')
layer('t', None, 'attributes')
db.execute('CREATE TABLE t (a TEXT)')
db.execute("INSERT INTO t VALUES ('x')")
`);
    expect(bytes[18]).toBe(2);
    const sheet = await (await open(bytes)).read('t');
    expect(sheet.rows.at(0)!.values.a).toBe('x');
    expect(sheet.notes[0]!.en).toContain('-wal');
  });
});

describe('a file that is no usable GeoPackage is refused with a sentence', () => {
  it('when it is encrypted, another database, or holds tiles only', async () => {
    const sql = await loadSql();
    const database = new sql.Database();
    database.run('CREATE TABLE t (a)');
    const plain = database.export();
    database.close();
    const tiles = fromPython("layer('map', 4544, 'tiles')");
    await expect(open(new Uint8Array(4096).fill(7))).rejects.toThrow('encrypted');
    await expect(open(plain)).rejects.toThrow('no table gpkg_contents');
    await expect(open(tiles)).rejects.toThrow('only: tiles');
  });

  it('when it is cut off', async () => {
    const bytes = await geopackageWriter.write([shelters]);
    await expect(open(bytes.subarray(0, 5000))).rejects.toThrow('damaged or cut off');
  });
});
