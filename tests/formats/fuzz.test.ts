import fc from 'fast-check';
import { unzipSync, zipSync } from 'fflate';
import type { Feature, Geometry } from 'geojson';
import { afterEach, beforeAll, describe, expect, test } from 'vitest';
import { Failure } from '../../src/domain/failure';
import { formats, openFile, type Problem } from '../../src/formats';
import type { NamedFile, OutTable } from '../../src/formats/format';
import { firstRows, type Sheet } from '../../src/formats/sheet';
import { writers } from '../../src/formats/writers';
import { noGround } from '../../src/pack/ground';
import { matchColumns, targets } from '../../src/pack/import';
import { treat } from '../../src/pack/treat';
import { bytesOf, fixture } from '../fixtures/formatFiles';

/** Few runs with a seed of their own, so that a failure comes back and the file stays under ten seconds. */
const runs = (numRuns: number) => ({ numRuns, seed: 20260404 });

const square = (west: number, south: number): Geometry => ({
  type: 'Polygon',
  coordinates: [
    [
      [west, south],
      [west + 0.1, south],
      [west + 0.1, south + 0.1],
      [west, south + 0.1],
      [west, south],
    ],
  ],
});
const table: OutTable = {
  name: '避难场所',
  columns: [
    { key: 'name', label: '名称', kind: 'text' },
    { key: 'people', label: '人数', kind: 'integer' },
    { key: 'area', label: '有效面积（㎡）', kind: 'number' },
    { key: 'updated', label: '更新日期', kind: 'date' },
    { key: 'indoor', label: '室内', kind: 'boolean' },
  ],
  features: [
    { type: 'Point', coordinates: [105.7, 29.7] } satisfies Geometry,
    { type: 'Point', coordinates: [105.8, 29.6] } satisfies Geometry,
    square(105.7, 29.6),
  ].map((geometry, i): Feature => ({
    type: 'Feature',
    geometry,
    properties: {
      name: `=第${i}小学`,
      people: i,
      area: i / 3,
      updated: '2025-01-02',
      indoor: i === 0,
    },
  })),
  provenance: '示例数据',
};

/** A small whole file of every kind, by a name that says its format. */
const valid: Record<string, NamedFile[]> = {
  'ledger.xlsx': [{ name: 'ledger.xlsx', bytes: fixture('ledger.xlsx') }],
  'shelters-gbk.zip': [{ name: 'shelters-gbk.zip', bytes: fixture('shelters-gbk.zip') }],
  'roads-z.zip': [{ name: 'roads-z.zip', bytes: fixture('roads-z.zip') }],
  'multipoint-m.zip': [{ name: 'multipoint-m.zip', bytes: fixture('multipoint-m.zip') }],
  'a.gpx': [
    {
      name: 'a.gpx',
      bytes: bytesOf(
        '<?xml version="1.0"?><gpx version="1.1"><wpt lat="29.7" lon="105.7"><ele>300</ele><name>一中</name></wpt><trk><name>巡查</name><trkseg><trkpt lat="29.7" lon="105.7"/><trkpt lat="29.8" lon="105.8"/></trkseg></trk></gpx>',
      ),
    },
  ],
  'a.topojson': [
    {
      name: 'a.topojson',
      bytes: bytesOf(
        '{"type":"Topology","transform":{"scale":[0.1,0.1],"translate":[105,29]},"objects":{"a":{"type":"GeometryCollection","geometries":[{"type":"Polygon","arcs":[[0]],"properties":{"名称":"甲"}},{"type":"MultiLineString","arcs":[[0],[-1]]},{"type":"Point","coordinates":[1,2]}]}},"arcs":[[[0,0],[1,0],[0,1],[-1,-1]]]}',
      ),
    },
  ],
  'a.geojsonl': [
    {
      name: 'a.geojsonl',
      bytes: bytesOf(
        '{"type":"Feature","id":1,"properties":{"名称":"乙","人数":3},"geometry":{"type":"Point","coordinates":[105,29]}}\n{"type":"Feature","id":1,"properties":null,"geometry":null}\n',
      ),
    },
  ],
};
const names = [
  ...Object.keys(valid),
  ...Object.values(writers).map(({ ending }) => `written${ending}`),
  'loose.shp',
  'table.dbf',
  'packed.kmz',
];

beforeAll(async () => {
  for (const writer of Object.values(writers)) {
    const name = `written${writer.ending}`;
    valid[name] = [{ name, bytes: await writer.write([table]) }];
  }
  const parts = Object.entries(unzipSync(fixture('shelters-gbk.zip'))).map(([name, bytes]) => ({
    name: name.split('/').at(-1)!,
    bytes,
  }));
  const ending = (end: string) => parts.filter(({ name }) => name.endsWith(end));
  valid['loose.shp'] = [...ending('.shp'), ...ending('.dbf'), ...ending('.cpg'), ...ending('.prj')];
  valid['table.dbf'] = ending('.dbf');
  valid['packed.kmz'] = [
    { name: 'packed.kmz', bytes: zipSync({ 'doc.kml': valid['written.kml']![0]!.bytes }) },
  ];
});

afterEach(() => {
  expect(Object.keys(Object.prototype)).toEqual([]);
  expect(({} as Record<string, unknown>).polluted).toBeUndefined();
});

/** Words of the file stand in quotes; all others are ours. */
const ours = (words: string) => words.replace(/“.*”|<[^>]*>/gsu, '');
const isSentence = ({ 'zh-CN': zh, en }: Failure['text']) => {
  expect(zh).toMatch(/\p{Script=Han}/u);
  expect(ours(zh)).not.toMatch(/undefined|\[object|NaN/u);
  expect(en).toMatch(/[a-z]{2}.* /u);
  expect(ours(en)).not.toMatch(/undefined|\[object|\bNaN\b/u);
};

/** A sentence in both languages is the only way out besides records. */
async function orSentence<T>(work: () => Promise<T>): Promise<T | null> {
  try {
    return await work();
  } catch (error) {
    if (!(error instanceof Failure)) throw error;
    isSentence(error.text);
    return null;
  }
}

function checkProblems(problems: readonly Problem[]): void {
  for (const { row, field, value, reason } of problems) {
    expect(Number.isInteger(row) && row >= 0, `row ${row}`).toBe(true);
    expect(field === null || typeof field === 'string').toBe(true);
    expect(typeof value).toBe('string');
    expect(value.length).toBeLessThanOrEqual(80);
    isSentence(reason);
  }
}

function checkSheet(sheet: Sheet): void {
  expect(sheet.rows.length).toBeGreaterThan(0);
  expect(sheet.rows.length).toBeLessThanOrEqual(1_000_000);
  expect(sheet.columns.length).toBeLessThanOrEqual(1_000);
  checkProblems(sheet.problems);
  for (const { geometry, values } of firstRows(sheet.rows, 50)) {
    expect(Object.getPrototypeOf(values)).toBeNull();
    // Numbers that are none become null in JSON.
    if (geometry) expect(JSON.stringify(geometry)).not.toMatch(/null/u);
  }
}

/** Everything that is done with a file: each table read, and treated as each target. */
async function wholeWay(files: readonly NamedFile[], which = targets): Promise<string> {
  const opened = await orSentence(() => openFile(files));
  if (!opened) return 'refused';
  expect(opened.tables.length).toBeGreaterThan(0);
  for (const { id } of opened.tables.slice(0, 3)) {
    const sheet = await orSentence(() => opened.read(id));
    if (!sheet) continue;
    checkSheet(sheet);
    for (const target of which) {
      const mapping = matchColumns(target, sheet.columns);
      const treated = await orSentence(() => treat(target, sheet, mapping, noGround, '2026-04-04'));
      if (!treated) continue;
      expect(treated.rows).toHaveLength(treated.features.length);
      for (const finding of treated.findings) isSentence(finding.reason);
      for (const { geometry } of treated.features)
        expect(
          JSON.stringify(geometry.type === 'GeometryCollection' ? null : geometry),
        ).not.toMatch(/null/u);
    }
  }
  return opened.format;
}

test('there is a whole file of every format that is registered', async () => {
  const found = new Set<string>();
  for (const name of names) found.add(await wholeWay(valid[name]!));
  found.add(await wholeWay([{ name: 'two.zip', bytes: twoFiles() }]));
  expect([...found].sort()).toEqual(Object.keys(formats).sort());
});

function twoFiles(): Uint8Array {
  const [csv] = valid['written.csv']!;
  const [geojson] = valid['written.geojson']!;
  return zipSync({ 'a.csv': csv!.bytes, 'b.geojson': geojson!.bytes });
}

const endings = [...new Set(Object.values(formats).flatMap(({ endings }) => [...endings]))];

test('any bytes under any name', async () => {
  await fc.assert(
    fc.asyncProperty(
      fc.constantFrom(...endings),
      fc.uint8Array({ minLength: 1, maxLength: 300 }),
      async (ending, bytes) => {
        await wholeWay([{ name: `a${ending}`, bytes }], ['shelters']);
      },
    ),
    runs(150),
  );
});

test('the beginning of one format and the rest of anything', async () => {
  await fc.assert(
    fc.asyncProperty(
      fc.constantFrom(...names),
      fc.nat(120),
      fc.uint8Array({ minLength: 1, maxLength: 200 }),
      async (name, head, rest) => {
        const [file] = valid[name]!;
        const bytes = Uint8Array.from([...file!.bytes.subarray(0, head), ...rest]);
        await wholeWay([{ name: file!.name, bytes }], ['shelters']);
      },
    ),
    runs(100),
  );
});

/** Some bytes changed, a piece taken out or said twice, the end cut off. */
const damage = fc.record({
  changes: fc.array(fc.tuple(fc.double({ min: 0, max: 1, noNaN: true }), fc.nat(255)), {
    maxLength: 12,
  }),
  piece: fc.tuple(
    fc.double({ min: 0, max: 1, noNaN: true }),
    fc.nat(60),
    fc.constantFrom('keep', 'cut', 'twice'),
  ),
  kept: fc.oneof(fc.constant(1), fc.double({ min: 0, max: 1, noNaN: true })),
});
type Damage = typeof damage extends fc.Arbitrary<infer T> ? T : never;

function damaged(bytes: Uint8Array, { changes, piece, kept }: Damage): Uint8Array {
  const [where, length, how] = piece;
  const at = Math.floor(where * bytes.length);
  const end = how === 'keep' ? at : at + length;
  const middle = how === 'twice' ? [...bytes.subarray(at, end), ...bytes.subarray(at, end)] : [];
  const copy = Uint8Array.from([...bytes.subarray(0, at), ...middle, ...bytes.subarray(end)]);
  for (const [share, byte] of changes) copy[Math.floor(share * (copy.length - 1))] = byte;
  return copy.slice(0, Math.max(1, Math.ceil(copy.length * kept)));
}

describe.each(names)('%s', (name) => {
  test('damaged anywhere', async () => {
    await fc.assert(
      fc.asyncProperty(damage, fc.nat(9), async (how, which) => {
        const files = valid[name]!;
        const hurt = which % files.length;
        const changed = files.map((file, i) =>
          i === hurt ? { ...file, bytes: damaged(file.bytes, how) } : file,
        );
        await wholeWay(changed, [targets[which % targets.length]!]);
      }),
      runs(25),
    );
  });

  test('cut off in the middle is refused or tells so, and is never read as if it were whole', async () => {
    const whole = valid[name]!;
    const files = whole.map((file, i) =>
      i === 0 ? { ...file, bytes: file.bytes.slice(0, Math.floor(file.bytes.length / 2)) } : file,
    );
    const opened = await orSentence(() => openFile(files));
    if (!opened) return;
    const sheet = await orSentence(() => opened.read(opened.tables[0]!.id));
    if (!sheet) return;
    const all = await (await openFile(whole)).read(opened.tables[0]!.id);
    const told = [...sheet.problems, ...sheet.notes].length > all.problems.length;
    expect(told || sheet.rows.length < all.rows.length).toBe(true);
  });

  test('under the ending of any other format', async () => {
    const [file, ...others] = valid[name]!;
    for (const ending of endings)
      await wholeWay([{ ...file!, name: `renamed${ending}` }, ...others], ['shelters', 'zones']);
  });
});

/** What may stand where a number, a word or a sign stood, in any text. */
const nasty = [
  ...[
    '1e400',
    '-1e400',
    'NaN',
    '-0',
    '1e308',
    '99999999999',
    '-1',
    '0.1',
    '"x"',
    'null',
    '[]',
    '{}',
  ],
  ...['[[]]', '__proto__', 'constructor', 'polluted', '<script>alert(1)</script>', '=1+1', '', ' '],
  ...['\0', '\uFFFD', '𠮷', '\r\n', '"', "'", '<', '>', '&', '&#0;', ']]>', '{', '}', ',', ':'],
];
const token = /[\p{L}_]+|-?\d+(?:\.\d+)?|[^\s\p{L}\d]/gu;
const swaps = fc.array(
  fc.tuple(fc.double({ min: 0, max: 1, noNaN: true }), fc.constantFrom(...nasty)),
  { minLength: 1, maxLength: 3 },
);

function swapped(bytes: Uint8Array, changes: [number, string][]): Uint8Array {
  const words = new TextDecoder().decode(bytes);
  const tokens = [...words.matchAll(token)];
  const at = new Map(
    changes.map(([share, word]) => [Math.floor(share * (tokens.length - 1)), word]),
  );
  let n = 0;
  return bytesOf(words.replace(token, (word) => at.get(n++) ?? word));
}

describe('a word, a number or a sign of the text swapped for another', () => {
  const texts = [
    'a.gpx',
    'a.topojson',
    'a.geojsonl',
    'written.kml',
    'written.geojson',
    'written.csv',
  ];

  test.each(texts)('%s', async (name) => {
    const [file] = valid[name]!;
    await fc.assert(
      fc.asyncProperty(swaps, fc.constantFrom(...targets), async (changes, target) => {
        await wholeWay([{ name, bytes: swapped(file!.bytes, changes) }], [target]);
      }),
      runs(60),
    );
  });

  test.each(['ledger.xlsx', 'written.xlsx', 'packed.kmz'])('%s, packed again', async (name) => {
    const parts = unzipSync(valid[name]![0]!.bytes);
    const inner = Object.keys(parts).filter((part) => /\.(?:xml|rels|kml)$/u.test(part));
    await fc.assert(
      fc.asyncProperty(fc.constantFrom(...inner), swaps, async (part, changes) => {
        const bytes = zipSync({ ...parts, [part]: swapped(parts[part]!, changes) });
        await wholeWay([{ name, bytes }], ['shelters']);
      }),
      runs(50),
    );
  });

  test('a Shapefile with damaged files, packed again', async () => {
    const parts = unzipSync(valid['shelters-gbk.zip']![0]!.bytes);
    await fc.assert(
      fc.asyncProperty(fc.constantFrom(...Object.keys(parts)), damage, async (part, how) => {
        const bytes = zipSync({ ...parts, [part]: damaged(parts[part]!, how) });
        await wholeWay([{ name: 'a.zip', bytes }], ['shelters']);
      }),
      runs(50),
    );
  });
});
