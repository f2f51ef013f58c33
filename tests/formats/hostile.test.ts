import { strFromU8, unzipSync, zipSync } from 'fflate';
import type { Feature, Geometry, Polygon, Position } from 'geojson';
import { afterEach, describe, expect, test } from 'vitest';
import { Failure } from '../../src/domain/failure';
import { openFile } from '../../src/formats';
import type { OutTable } from '../../src/formats/format';
import { writers } from '../../src/formats/writers';
import { areaSquareMetres } from '../../src/geo/polygons';
import { noGround } from '../../src/pack/ground';
import { matchColumns } from '../../src/pack/import';
import type { Target } from '../../src/pack/make';
import { treat } from '../../src/pack/treat';
import { bytesOf } from '../fixtures/formatFiles';

type Content = string | Uint8Array;
const file = (name: string, content: Content) => [
  { name, bytes: typeof content === 'string' ? bytesOf(content) : content },
];
const first = async (name: string, content: Content) => {
  const opened = await openFile(file(name, content));
  return opened.read(opened.tables[0]!.id);
};
/** The sentence with which a file is refused. */
async function refusal(name: string, content: Content): Promise<string> {
  try {
    await first(name, content);
  } catch (error) {
    if (!(error instanceof Failure)) throw error;
    expect(error.text['zh-CN']).toMatch(/\p{Script=Han}.*。$/su);
    return error.text.en;
  }
  throw new Error(`${name} was read.`);
}
/** The records of a file in WGS 84 degrees, and what reading had to say: row, value, reason. */
async function records(target: Target, name: string, content: Content) {
  const sheet = await first(name, content);
  const mapping = matchColumns(target, sheet.columns);
  const { features, rows, findings } = await treat(target, sheet, mapping, noGround, '2026-04-04', {
    crs: 'EPSG:4326',
  });
  const told = findings
    .filter(({ check }) => check === 'reading')
    .map(({ row, value, reason }) => [row, value, reason.en]);
  return { features, rows, told, findings };
}

const point = (longitude: unknown, latitude: unknown) => ({
  type: 'Point',
  coordinates: [longitude, latitude],
});
const feature = (geometry: unknown, properties: unknown = { 名称: '一中' }) => ({
  type: 'Feature',
  geometry,
  properties,
});
const collection = (...features: unknown[]) =>
  JSON.stringify({ type: 'FeatureCollection', features });
const table = 'name,lon,lat\nSchool,105,29\n';

afterEach(() => {
  expect(Object.keys(Object.prototype)).toEqual([]);
  expect(({} as Record<string, unknown>).polluted).toBeUndefined();
});

describe('empty', () => {
  test.each(['a.csv', 'a.xlsx', 'a.zip', 'a.shp', 'a.kml', 'a.gpkg', 'a.geojson'])(
    'no bytes: %s',
    async (name) => {
      expect(await refusal(name, '')).toBe('The file is empty; choose another one.');
    },
  );

  test.each([
    ['a.geojson', collection(), 'The file holds no row of data, only a header.'],
    ['a.zip', zipSync({}), 'The archive is empty; choose another one.'],
    ['a.kml', '<kml><Document/></kml>', 'The KML holds no Placemark: only styles or folders.'],
    ['a.csv', 'name,lon,lat\n', 'The file holds no row of data, only a header.'],
  ])('nothing in it: %s', async (name, content, sentence) => {
    expect(await refusal(name, content)).toBe(sentence);
  });
});

describe('truncated: the sentence says that the file is cut off, and where', () => {
  test.each([
    [
      'a.geojson',
      collection(feature(point(105, 29))).slice(0, 60),
      'The JSON ends too early, at line 1 column 61; the file may be cut off.',
    ],
    [
      'a.kml',
      '<kml>\n<Placemark>\n<name>一中',
      'The XML is broken at line 3: <name> is never closed, the file may be cut off.',
    ],
    [
      'a.zip',
      zipSync({ 'a.csv': bytesOf(table) }).slice(0, 60),
      'The archive is truncated or damaged (there is no directory at its end); pack or send it again.',
    ],
    [
      'a.gpkg',
      bytesOf('SQLite format 3\0\u0010'),
      'The database cannot be read; the file is damaged or cut off (file is not a database); export it again.',
    ],
  ])('%s', async (name, content, sentence) => {
    expect(await refusal(name, content)).toBe(sentence);
  });

  test('a table cut off in its last row is read, and the row is named', async () => {
    const sheet = await first('a.csv', 'name,lon,lat\n一中,105,29\n二中,10');
    expect(sheet.problems.map(({ row, value, reason }) => [row, value, reason.en])).toEqual([
      [3, '二中 | 10', '2 cells where the header has 3; the missing ones are unknown'],
    ]);
    expect((await records('shelters', 'a.csv', 'name,lon,lat\n一中,105,29\n二中,10')).rows).toEqual(
      [2],
    );
  });
});

describe('wrong ending', () => {
  test.each(['.txt', '.xlsx', '.zip', '.shp', '.dbf', '.kml', '.kmz', '.gpx'])(
    'a table called %s is read as the table that it is',
    async (ending) => {
      const sheet = await first(`list${ending}`, table);
      expect([sheet.format, sheet.rows.length]).toEqual(['csv', 1]);
    },
  );

  test('a workbook called .csv, an archive called .xlsx and a KML called .txt are read too', async () => {
    const book = await writers.xlsx.write([
      {
        name: 'a',
        columns: [{ key: 'a', label: 'a', kind: 'text' }],
        features: [place({ a: 'x' })],
        provenance: 'x',
      },
    ]);
    expect((await first('list.csv', book)).format).toBe('xlsx');
    expect((await first('list.zip', book)).format).toBe('xlsx');
    const kml = '<?xml version="1.0"?><kml><Placemark><name>a</name></Placemark></kml>';
    expect((await first('list.txt', kml)).format).toBe('kml');
    expect((await first('list.kml', collection(feature(point(105, 29))))).format).toBe('geojson');
  });

  test.each([
    ['a.csv', '%PDF-1.7', 'a PDF file'],
    ['a.kml', '%PDF-1.7', 'a PDF file'],
    ['a.gpx', '\x89PNG', 'a PNG picture'],
    ['a.geojson', table, 'The JSON is broken: “name,lon,lat” at line 1 column 1'],
    ['a.topojson', table, 'The JSON is broken: “name,lon,lat” at line 1 column 1'],
    ['a.gpkg', table, 'The file is no SQLite database'],
    ['a.fgb', table, 'This is no FlatGeobuf file'],
    ['a.kml', '<html><body/></html>', 'This is XML but no KML (its root is <html>).'],
    ['a.gpx', '<kml/>', 'The KML holds no Placemark'],
  ])('%s that holds something else is refused with what it is', async (name, content, sentence) => {
    const bytes = Uint8Array.from(content, (sign) => sign.charCodeAt(0));
    expect(await refusal(name, bytes)).toContain(sentence);
  });
});

describe('archives', () => {
  const bomb = new Uint8Array(60_000_000);

  test.each([
    ['a.zip', 'a.csv'],
    ['a.kmz', 'doc.kml'],
    ['a.xlsx', 'xl/workbook.xml'],
  ])('a bomb by its ratio is not unpacked: %s', async (name, inner) => {
    const archive = zipSync(
      { '[Content_Types].xml': bytesOf('<x/>'), [inner]: bomb },
      { level: 9 },
    );
    expect(archive.length).toBeLessThan(70_000);
    expect(await refusal(name, archive)).toMatch(
      /^The archive would grow 10\d\d times to 6[01] MB, as a zip bomb does; it was not unpacked\.$/u,
    );
  });

  test('a bomb by its size is not unpacked: the directory states 4 GB', async () => {
    const archive = zipSync({ 'a.csv': bytesOf(table.repeat(9)) });
    const at = archive.findLastIndex(
      (_, i) => strFromU8(archive.subarray(i, i + 4)) === 'PK\x01\x02',
    );
    new DataView(archive.buffer, archive.byteOffset).setUint32(at + 24, 0xfffffffe, true);
    expect(await refusal('a.zip', archive)).toMatch(/^The archive holds 4,295 MB once unpacked/u);
  });

  test('a size that the directory understates is noticed while unpacking', async () => {
    const archive = zipSync({ 'a.csv': bytesOf(table.repeat(100)) });
    const at = archive.findLastIndex(
      (_, i) => strFromU8(archive.subarray(i, i + 4)) === 'PK\x01\x02',
    );
    new DataView(archive.buffer, archive.byteOffset).setUint32(at + 24, 10, true);
    expect(await refusal('a.zip', archive)).toMatch(/“a\.csv” in the archive is damaged/u);
  });

  test.each(['../../etc/a.csv', '/etc/a.csv', '..\\a.csv', 'C:\\a.csv', 'a/../../b.csv'])(
    'a name that leads out of the archive: %s',
    async (name) => {
      for (const ending of ['.zip', '.xlsx', '.kmz'])
        expect(await refusal(`a${ending}`, zipSync({ [name]: bytesOf(table) }))).toBe(
          `The name “${name}” leads out of the archive; the whole archive was not read.`,
        );
    },
  );

  test('an archive in an archive is not opened: how deep it goes does not matter', async () => {
    let archive = zipSync({ 'a.csv': bytesOf(table) });
    for (let depth = 0; depth < 50; depth++) archive = zipSync({ 'inner.zip': archive });
    expect(await refusal('a.zip', archive)).toBe(
      '“inner.zip” in the archive is an archive again, which is not opened; unpack it first and choose what it holds.',
    );
  });

  test('a file of the archive is named in the sentence that refuses it', async () => {
    expect(await refusal('a.zip', zipSync({ '镇街/a.geojson': bytesOf('{"type":') }))).toBe(
      '“镇街/a.geojson” in the archive: The JSON ends too early, at line 1 column 9; the file may be cut off.',
    );
  });

  test('folders called __proto__ are only names', async () => {
    const sheet = await first('a.zip', zipSync({ ['__proto__/constructor.csv']: bytesOf(table) }));
    expect(sheet.rows.length).toBe(1);
  });
});

function place(properties: Record<string, unknown>): Feature {
  return { type: 'Feature', geometry: { type: 'Point', coordinates: [105, 29] }, properties };
}
const formulas = ['=HYPERLINK("http://a","b")', '+1+1', '-1+1', '@SUM(A1)', '\t=1', '＝1+1'];
const script = '<script>alert("x")</script>&<img src=x onerror=alert(1)>]]>';
const out = (words: readonly string[]): OutTable => ({
  name: script,
  columns: [{ key: 'name', label: `名称${script}`, kind: 'text' }],
  features: words.map((name) => place({ name })),
  provenance: `${script}\n=1+1`,
});

describe('exports', () => {
  test('formulas are text in CSV: an apostrophe stands in front', async () => {
    const words = new TextDecoder().decode(await writers.csv.write([out(formulas)]));
    const lines = words.split('\r\n').slice(1, 1 + formulas.length);
    for (const line of lines) expect(line).toMatch(/^"?'/u);
    expect(lines[1]).toBe("'+1+1,105,29,");
    for (const line of words.split('\r\n')) expect(line).not.toMatch(/^"?[=+@\t-]/u);
  });

  test('formulas are cells of the type text in XLSX: there is no formula in the workbook', async () => {
    const parts = unzipSync(await writers.xlsx.write([out(formulas)]));
    const sheets = Object.keys(parts).filter((name) => /worksheets\/.*\.xml$/u.test(name));
    expect(sheets.length).toBe(2);
    for (const name of sheets) expect(strFromU8(parts[name]!)).not.toMatch(/<f[ >]/u);
    const sheet = await first('a.xlsx', await writers.xlsx.write([out(formulas)]));
    expect([...sheet.rows].map(({ values }) => values[sheet.columns[0]!])).toEqual(formulas);
  });

  test('scripts are escaped in the XML of KML and XLSX', async () => {
    const kml = new TextDecoder().decode(await writers.kml.write([out([script])]));
    expect(kml).not.toMatch(/<script|<img|CDATA/u);
    expect(kml).toContain('&lt;script&gt;');
    const parts = unzipSync(await writers.xlsx.write([out([script])]));
    for (const name of Object.keys(parts))
      expect(strFromU8(parts[name]!), name).not.toMatch(/<script|<img/u);
  });

  test('scripts in GeoJSON are within strings and come back as they were', async () => {
    const words = new TextDecoder().decode(await writers.geojson.write([out([script])]));
    const parsed = JSON.parse(words) as { name: string; features: Feature[] };
    expect([parsed.name, parsed.features[0]!.properties!.name]).toEqual([script, script]);
  });

  test.each(['csv', 'xlsx', 'kml', 'geojson', 'geopackage', 'flatgeobuf'] as const)(
    'a script read back from %s is the same text',
    async (id) => {
      const sheet = await first(`a${writers[id].ending}`, await writers[id].write([out([script])]));
      expect(Object.values(sheet.rows.at(0)!.values)).toContain(script);
    },
  );
});

describe('scripts in a file', () => {
  test.each([
    ['a.csv', `名称,经度,纬度\n"${script.replaceAll('"', '""')}",105,29\n`],
    ['a.geojson', collection(feature(point(105, 29), { 名称: script }))],
    [
      'a.kml',
      `<kml><Placemark><name>${script.replaceAll('&', '&amp;').replaceAll('<', '&lt;')}</name><Point><coordinates>105,29</coordinates></Point></Placemark></kml>`,
    ],
  ])('stay text: %s', async (name, content) => {
    const { features } = await records('shelters', name, content);
    expect(features[0]!.properties!.name).toBe(script);
  });

  test('the HTML of a KML description becomes its words, without what runs', async () => {
    const sheet = await first(
      'a.kml',
      '<kml><Placemark><description><![CDATA[<b>危险</b><script>alert(1)</script><img src=x onerror=alert(1)>]]></description></Placemark></kml>',
    );
    expect(sheet.rows.at(0)!.values.description).toBe('危险');
  });
});

describe('keys that belong to every object are names of columns', () => {
  const json =
    '{"type":"FeatureCollection","features":[{"type":"Feature","geometry":{"type":"Point","coordinates":[105,29]},"properties":{"__proto__":{"polluted":1},"constructor":{"prototype":{"polluted":1}},"名称":"一中"}}]}';

  test.each([
    ['a.geojson', json],
    ['a.geojsonl', JSON.stringify((JSON.parse(json) as { features: unknown[] }).features[0])],
    ['a.csv', '__proto__,constructor,名称,经度,纬度\n1,2,一中,105,29\n'],
    [
      'a.kml',
      '<kml><Placemark><name>一中</name><ExtendedData><Data name="__proto__"><value>1</value></Data><Data name="constructor"><value>2</value></Data></ExtendedData><Point><coordinates>105,29</coordinates></Point></Placemark></kml>',
    ],
  ])('%s', async (name, content) => {
    const sheet = await first(name, content);
    expect(sheet.columns).toEqual(expect.arrayContaining(['__proto__', 'constructor']));
    const { values } = sheet.rows.at(0)!;
    expect(Object.getPrototypeOf(values)).toBeNull();
    const { features } = await records('shelters', name, content);
    expect(features[0]!.properties).toMatchObject({ name: '一中' });
    expect(Object.keys(features[0]!.properties!)).not.toContain('__proto__');
  });
});

describe('words that name what every object has', () => {
  const words = ['constructor', 'toString', 'valueOf', '__proto__', 'hasOwnProperty'];

  // The library that writes workbooks lost them: each came back as the source of a function.
  test.each(['csv', 'xlsx', 'kml', 'geojson', 'geopackage', 'flatgeobuf'] as const)(
    'come back from %s as they are, in cells and in the head',
    async (id) => {
      const table: OutTable = {
        name: 'toString',
        columns: words.map((key) => ({ key, label: key, kind: 'text' })),
        features: words.map((word) =>
          place(Object.fromEntries(words.map((key) => [key, `${word}`]))),
        ),
        provenance: 'constructor',
      };
      const sheet = await first(`a${writers[id].ending}`, await writers[id].write([table]));
      expect(sheet.columns).toEqual(expect.arrayContaining(words));
      const rows = [...sheet.rows].slice(0, words.length);
      expect(rows.map(({ values }) => words.map((key) => values[key]))).toEqual(
        words.map((word) => words.map(() => word)),
      );
    },
  );

  // Was read as the source of a function.
  test('are no references of XML', async () => {
    expect(
      await refusal('a.kml', '<kml><Placemark><name>&constructor;</name></Placemark></kml>'),
    ).toBe(
      'The XML is broken at line 1: “&constructor;” means nothing in XML; “&” is written “&amp;”.',
    );
    const html =
      '<kml><Placemark><description>&amp;toString; &amp;deg;</description></Placemark></kml>';
    expect((await first('a.kml', html)).rows.at(0)!.values.description).toBe('&toString; °');
  });
});

describe('coordinates', () => {
  const beyond = 'no place when read as WGS 84 / CGCS 2000 degrees; not imported';

  test('beyond the world: the row is refused with its value, the others are read', async () => {
    const rows = '甲,1050,29\n乙,105,91\n丙,105,29\n丁,0,0\n';
    expect(await records('shelters', 'a.csv', `名称,经度,纬度\n${rows}`)).toMatchObject({
      rows: [4],
      told: [
        [2, '1050, 29', beyond],
        [3, '105, 91', beyond],
        [5, '0, 0', '0, 0 stands for an empty value and is no place; not imported'],
      ],
    });
    const json = collection(feature(point(105, -91)), feature(point(105, 29)));
    expect(await records('shelters', 'a.geojson', json)).toMatchObject({
      rows: [2],
      told: [[1, '105, -91', beyond]],
    });
  });

  test('NaN and Infinity are no numbers: places are refused, values unknown', async () => {
    const head = '名称,经度,纬度,容纳人数,有效面积\n';
    const rows = '甲,NaN,29,1,1\n乙,Infinity,29,2,2\n丙,105,29,NaN,Infinity\n丁,1e999,29,3,3\n';
    const { features, rows: read, told } = await records('shelters', 'a.csv', head + rows);
    expect(read).toEqual([4]);
    expect(features[0]!.properties).toMatchObject({
      capacityPeople: null,
      effectiveAreaSquareMetres: null,
    });
    expect(told.map(([row, value]) => [row, value])).toEqual([
      [2, 'NaN, 29'],
      [3, 'Infinity'],
      [4, 'Infinity'],
      [5, '1e999'],
    ]);
  });

  test('a number that overflows in JSON is no position and no value', async () => {
    const json = collection(
      feature(point(7777, 29)),
      feature(point(105, 29), { 名称: '乙', 有效面积: 7777 }),
    );
    const { rows, features, told } = await records(
      'shelters',
      'a.geojson',
      json.replaceAll('7777', '1e999'),
    );
    expect(rows).toEqual([2]);
    expect(features[0]!.properties!.effectiveAreaSquareMetres).toBeNull();
    expect(told.map(([row, , reason]) => [row, reason])).toEqual([
      [1, 'the position is not a pair of numbers'],
      [2, 'this is no number; kept as unknown'],
    ]);
  });

  test('the word NaN is no JSON: line and column are told', async () => {
    const json = '{"type":"Point",\n"coordinates":[NaN,29]}';
    expect(await refusal('a.geojson', json)).toBe(
      'The JSON is broken: “NaN,29]}” at line 2 column 16 does not belong there.',
    );
  });
});

describe('geometry', () => {
  const ring = (...corners: Position[]): Polygon => ({
    type: 'Polygon',
    coordinates: [[...corners, corners[0]!]],
  });
  const south = 29;
  const anticlockwise = ring([105, south], [105.1, south], [105.1, 29.1], [105, 29.1]);
  const clockwise: Polygon = {
    type: 'Polygon',
    coordinates: [[...anticlockwise.coordinates[0]!].reverse()],
  };
  const town = { 名称: '甲镇' };

  test('collections in collections: eight deep are read, twenty are refused with the reason', async () => {
    const nested = (depth: number): unknown =>
      depth ? { type: 'GeometryCollection', geometries: [nested(depth - 1)] } : point(105, 29);
    const sheet = await first('a.geojson', collection(feature(nested(8)), feature(nested(20))));
    expect(sheet.rows.at(0)!.geometry).not.toBeNull();
    expect(sheet.problems.map(({ row, reason }) => [row, reason.en])).toEqual([
      [2, 'collections are nested deeper than 8 levels'],
    ]);
  });

  test('no geometry: the row is listed and left out', async () => {
    const json = collection(feature(null), feature(point(105, 29)), feature(undefined));
    expect(await records('shelters', 'a.geojson', json)).toMatchObject({
      rows: [2],
      told: [
        [1, '', 'no position; not imported'],
        [3, '', 'no position; not imported'],
      ],
    });
  });

  test('the same number three times: the later ones get a suffix, which is told', async () => {
    const content =
      '编号,名称,经度,纬度\n7,甲,105,29\n7,乙,105.1,29\n7,丙,105.2,29\n7-2,丁,105.3,29\n';
    const { features, told } = await records('shelters', 'a.csv', content);
    const ids = features.map(({ properties }) => properties!.id as string);
    expect(ids).toEqual(['7', '7-2', '7-3', '7-2-2']);
    expect(told[0]).toEqual([3, '7', 'the number “7” is used twice; now “7-2”']);
  });

  test('a ring the wrong way round has the same area, and is turned when asked', async () => {
    const json = collection(feature(clockwise, town));
    const { features, findings } = await records('towns', 'a.geojson', json);
    const area = areaSquareMetres(anticlockwise);
    // 0.1° by 0.1° at 29.05° N on the ellipsoid, by the radii of curvature there.
    expect(area / 1e6).toBeCloseTo(11.08366 * 9.7392, 2);
    expect(areaSquareMetres(features[0]!.geometry as Polygon)).toBeCloseTo(area, 3);
    const turned = findings.find(({ check }) => check === 'ring')!.mend!.after!.geometry;
    expect(new Set((turned as Polygon).coordinates[0]!.map(String))).toEqual(
      new Set(anticlockwise.coordinates[0]!.map(String)),
    );
    expect(areaSquareMetres(turned as Polygon)).toBeCloseTo(area, 3);
  });

  test('a hole that runs as the outer ring does is a hole all the same', async () => {
    const hole = ring([105.02, 29.02], [105.04, 29.02], [105.04, 29.04], [105.02, 29.04]);
    const area: Polygon = {
      type: 'Polygon',
      coordinates: [...anticlockwise.coordinates, ...hole.coordinates],
    };
    const { features } = await records('towns', 'a.geojson', collection(feature(area, town)));
    expect(areaSquareMetres(features[0]!.geometry as Polygon)).toBeCloseTo(
      areaSquareMetres(anticlockwise) - areaSquareMetres(hole),
      3,
    );
  });

  // Was read as an area of 358 by 1 degrees: everything but what was meant.
  test.each([
    ['a town', 'towns', ring([179, 0], [-179, 0], [-179, 1], [179, 1])],
    ['a shelter as an area', 'shelters', ring([179, 0], [-179, 0], [-179, 1], [179, 1])],
    [
      'a road',
      'roads',
      {
        type: 'LineString',
        coordinates: [
          [105, 29],
          [-105, 29],
        ],
      },
    ],
  ] as const)(
    'across the antimeridian: %s is refused with the two positions',
    async (_, target, shape) => {
      const { features, told } = await records(
        target,
        'a.geojson',
        collection(feature(shape, town)),
      );
      expect(features).toEqual([]);
      expect(told[0]![1]).toMatch(/^1\d\d, \d+ → -1\d\d, \d+$/u);
      expect(told[0]![2]).toMatch(/cut the shape at the antimeridian, or check the signs/u);
    },
  );

  test('cut at the antimeridian it is read, and points on both sides are', async () => {
    const cut: Geometry = {
      type: 'MultiPolygon',
      coordinates: [
        ring([179, 0], [180, 0], [180, 1], [179, 1]).coordinates,
        ring([-180, 0], [-179, 0], [-179, 1], [-180, 1]).coordinates,
      ],
    };
    const { features } = await records('towns', 'a.geojson', collection(feature(cut, town)));
    const half = areaSquareMetres(ring([179, 0], [180, 0], [180, 1], [179, 1]));
    expect(areaSquareMetres(features[0]!.geometry as Polygon)).toBeCloseTo(2 * half, 0);
    const points = '名称,经度,纬度\n甲,179.9,29\n乙,-179.9,29\n丙,180,29\n';
    expect((await records('shelters', 'a.csv', points)).rows).toEqual([2, 3, 4]);
  });

  test('points, lines and areas in one file: each register takes what it can, the rest is listed', async () => {
    const line = {
      type: 'LineString',
      coordinates: [
        [105, 29],
        [105.1, 29],
      ],
    };
    const many = {
      type: 'MultiPoint',
      coordinates: [
        [105, 29],
        [105.1, 29],
      ],
    };
    const json = collection(
      ...[point(105, 29), line, clockwise, many].map((each) => feature(each)),
    );
    const wrong = 'this geometry cannot be used, a point or an area is needed; not imported';
    expect(await records('shelters', 'a.geojson', json)).toMatchObject({
      rows: [1, 3],
      told: [
        [2, 'LineString', wrong],
        [4, 'MultiPoint', wrong],
      ],
    });
    expect((await records('roads', 'a.geojson', json)).rows).toEqual([2]);
    expect((await records('towns', 'a.geojson', json)).rows).toEqual([3]);
  });
});

describe('deep nesting does not exhaust the stack', () => {
  test('JSON', async () => {
    const sentence =
      'The JSON is nested deeper than 100 levels; this is no map data and was not read.';
    expect(await refusal('a.geojson', '['.repeat(1_000_000))).toBe(sentence);
    const deep: unknown = JSON.parse('['.repeat(2000) + ']'.repeat(2000));
    expect(await refusal('a.geojson', collection(feature(point(105, 29), { deep })))).toBe(
      sentence,
    );
    expect(await refusal('a.topojson', `{"type":"Topology","a":${'['.repeat(2000)}`)).toBe(
      sentence,
    );
  });

  test('XML, and entities that would grow are not expanded', async () => {
    expect(await refusal('a.kml', `<kml>${'<Folder>'.repeat(100_000)}`)).toBe(
      'The XML is broken at line 1: it is nested deeper than 200 levels.',
    );
    for (const type of ['lolz [<!ENTITY lol "lol">]', 'x SYSTEM "file:///etc/passwd"'])
      expect(await refusal('a.gpx', `<!DOCTYPE ${type}><gpx/>`)).toMatch(
        /declares a document type \(DTD\), which is not read for safety/u,
      );
  });
});
