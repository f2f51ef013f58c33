import fc from 'fast-check';
import type { LineString } from 'geojson';
import { parseShp } from 'shpjs';
import { describe, expect, test } from 'vitest';
import { Failure } from '../../src/domain/failure';
import type { NamedFile } from '../../src/formats/format';
import { shapefile } from '../../src/formats/shapefile';
import { unzip } from '../../src/formats/unzip';
import {
  dbfOf,
  doubles,
  littleEndian,
  partsShape,
  pointShape,
  shpOf,
  shxOf,
} from '../fixtures/shapes';
import { bytesOf, fixture } from '../fixtures/formatFiles';

/** Parts of a fixture that pyshp 3.1.6 wrote. */
function partsOf(name: string): NamedFile[] {
  const bytes = fixture(`${name}.zip`);
  const files = [...unzip(bytes)].map(([path, content]) => ({ name: path, bytes: content }));
  return files.sort((a, b) => Number(b.name.endsWith('.shp')) - Number(a.name.endsWith('.shp')));
}

async function sheetOf(...files: NamedFile[]) {
  const opened = await shapefile.open(files);
  return opened.read(opened.tables[0]!.id);
}
const shpSheet = (shp: Uint8Array, more: Record<string, Uint8Array> = {}) =>
  sheetOf(
    { name: 'a.shp', bytes: shp },
    ...Object.entries(more).map(([ending, bytes]) => ({ name: `a.${ending}`, bytes })),
  );
const rowsOf = async (shp: Uint8Array) => {
  const { rows, problems } = await shpSheet(shp);
  return { geometries: [...rows].map(({ geometry }) => geometry), problems };
};
const notesOf = ({ notes }: { notes: { en: string }[] }) => notes.map(({ en }) => en).join('\n');

describe('files of another program (pyshp)', () => {
  test('points with attributes in GBK, a null shape, unknown values and the name of the .prj', async () => {
    const sheet = await sheetOf(...partsOf('shelters-gbk'));
    expect(sheet).toMatchObject({
      format: 'shapefile',
      encoding: 'gb18030',
      columns: ['名称', '面积', '启用', '室内'],
      crs: { name: 'GCS_China_Geodetic_Coordinate_System_2000' },
      // pyshp writes an unknown number as asterisks.
      problems: [{ row: 2, field: '面积', value: '**********', level: 'warning' }],
    });
    expect(sheet.evidence.en).toMatch(/double bytes are common characters of GB 18030/);
    expect([...sheet.rows]).toEqual([
      {
        row: 1,
        values: { 名称: '河东小学避难场所', 面积: 12000.5, 启用: '2024-05-01', 室内: true },
        geometry: { type: 'Point', coordinates: [105.571, 30.513] },
      },
      {
        row: 2,
        values: { 名称: '位置不明', 面积: null, 启用: null, 室内: null },
        geometry: null,
      },
      {
        row: 3,
        values: { 名称: '体育馆', 面积: -3, 启用: '2023-12-31', 室内: false },
        geometry: { type: 'Point', coordinates: [105.6, 30.52] },
      },
    ]);
  });

  test('a polygon with a hole, an island in the hole, and a second part', async () => {
    const { rows, problems } = await sheetOf(...partsOf('zones'));
    expect(problems).toEqual([]);
    expect(rows.at(0)!.geometry).toEqual({
      type: 'MultiPolygon',
      coordinates: [
        [
          [
            [0, 0],
            [10, 0],
            [10, 10],
            [0, 10],
            [0, 0],
          ],
          [
            [2, 2],
            [2, 8],
            [8, 8],
            [8, 2],
            [2, 2],
          ],
        ],
        [
          [
            [4, 4],
            [6, 4],
            [6, 6],
            [4, 6],
            [4, 4],
          ],
        ],
        [
          [
            [20, 0],
            [25, 0],
            [25, 5],
            [20, 5],
            [20, 0],
          ],
        ],
      ],
    });
  });

  test('lines with heights keep them as third number; measures are left out, which is said', async () => {
    const lines = await sheetOf(...partsOf('roads-z'));
    expect(lines.rows.at(0)!.geometry).toEqual({
      type: 'MultiLineString',
      coordinates: [
        [
          [0, 0, 5],
          [1, 1, 6.5],
        ],
        [
          [2, 2, 7],
          [3, 3, 8],
          [4, 4, 9],
        ],
      ],
    });
    const points = await sheetOf(...partsOf('multipoint-m'));
    expect(points.rows.at(0)!.geometry).toEqual({
      type: 'MultiPoint',
      coordinates: [
        [1, 2],
        [3, 4],
      ],
    });
    expect(notesOf(points)).toContain('measures (M) were not read');
  });

  test.each(['shelters-gbk', 'roads-z', 'multipoint-m'])(
    '%s has the geometry that shpjs finds',
    async (name) => {
      const parts = partsOf(name);
      const theirs = parseShp(parts[0]!.bytes)
        .filter(Boolean)
        .map(({ type, ...rest }) => ({ type, coordinates: (rest as LineString).coordinates }));
      const ours = [...(await sheetOf(...parts)).rows].flatMap(({ geometry }) => geometry ?? []);
      expect(ours).toEqual(theirs);
    },
  );
});

describe('rings', () => {
  const square = (x: number, y: number, side: number) => [
    [x, y],
    [x, y + side],
    [x + side, y + side],
    [x + side, y],
    [x, y],
  ];
  const polygon = async (...rings: number[][][]) => rowsOf(shpOf(5, partsShape(5, rings)));

  test('a single ring of either direction is an outer ring and runs counter-clockwise', async () => {
    const clockwise = await polygon(square(0, 0, 1));
    const counter = await polygon(square(0, 0, 1).reverse());
    expect(clockwise).toEqual(counter);
    expect(clockwise.problems).toEqual([]);
    expect(clockwise.geometries[0]).toEqual({
      type: 'Polygon',
      coordinates: [
        [
          [0, 0],
          [1, 0],
          [1, 1],
          [0, 1],
          [0, 0],
        ],
      ],
    });
  });

  test('a hole written in the direction of outer rings stays a hole, and it is said', async () => {
    const { geometries, problems } = await polygon(square(0, 0, 9), square(1, 1, 2));
    expect(geometries[0]).toMatchObject({ type: 'Polygon', coordinates: { length: 2 } });
    expect(problems).toMatchObject([
      {
        row: 1,
        level: 'warning',
        reason: { en: expect.stringMatching(/^1 rings do not run/) as string },
      },
    ]);
  });

  test('a hole that touches its outer ring at a vertex belongs to it', async () => {
    const hole = [
      [0, 0],
      [4, 1],
      [4, 4],
      [0, 0],
    ];
    const { geometries } = await polygon(square(0, 0, 9), hole);
    expect(geometries[0]).toMatchObject({ type: 'Polygon', coordinates: { length: 2 } });
  });

  test('parts far from each other are all outer, in metres of millions too', async () => {
    const { geometries, problems } = await polygon(
      square(35_550_000, 3_370_000, 0.5),
      square(35_551_000, 3_370_000, 0.5),
    );
    expect(geometries[0]).toMatchObject({ type: 'MultiPolygon', coordinates: { length: 2 } });
    expect(problems).toEqual([]);
  });

  test('an open ring is closed with a word, a ring of two positions is refused', async () => {
    expect((await polygon(square(0, 0, 1).slice(0, 4))).problems).toMatchObject([
      { level: 'warning', reason: { en: 'the ring was open and has been closed' } },
    ]);
    const refused = await polygon([
      [0, 0],
      [1, 1],
    ]);
    expect(refused).toMatchObject({ geometries: [null], problems: [{ level: 'error' }] });
  });
});

describe('parts that are missing or do not agree', () => {
  const contents = [pointShape(1, 2), pointShape(3, 4)];
  const shp = shpOf(1, ...contents);
  const names = dbfOf([['NAME', 'C', 4]], [['one'], ['two']]);

  test('a .shp alone gives geometry and says that attributes are missing', async () => {
    const sheet = await shpSheet(shp);
    expect([...sheet.rows].map(({ geometry }) => geometry)).toEqual([
      { type: 'Point', coordinates: [1, 2] },
      { type: 'Point', coordinates: [3, 4] },
    ]);
    expect(sheet).toMatchObject({ columns: [], crs: null });
    expect(notesOf(sheet)).toMatch(/no \.shx.*\n.*no \.dbf/);
  });

  test('a .shx of the same records says nothing more; one of others is not used, and it is said', async () => {
    const right = await shpSheet(shp, { dbf: names, shx: shxOf(1, ...contents) });
    expect(right.notes).toEqual([]);
    const wrong = shxOf(1, ...contents);
    wrong[107] = 99;
    const sheet = await shpSheet(shp, { dbf: names, shx: wrong });
    expect(notesOf(sheet)).toMatch(/\.shx does not agree/);
    expect([...sheet.rows]).toEqual([...right.rows]);
  });

  test('a .shx leads over what was deleted between the records', async () => {
    const gap = new Array<number>(20).fill(0);
    const edited = Uint8Array.from([...shp.subarray(0, 128), ...gap, ...shp.subarray(128)]);
    new DataView(edited.buffer).setInt32(24, edited.length / 2);
    const shx = shxOf(1, ...contents);
    new DataView(shx.buffer).setInt32(108, (128 + 20) / 2);
    const sheet = await shpSheet(edited, { shx });
    expect([...sheet.rows].map(({ geometry }) => geometry)).toEqual([
      { type: 'Point', coordinates: [1, 2] },
      { type: 'Point', coordinates: [3, 4] },
    ]);
    expect(sheet.problems).toEqual([]);
  });

  test('more shapes than records, or fewer, is one sentence', async () => {
    const three = shpOf(1, ...contents, pointShape(5, 6));
    const sheet = await shpSheet(three, { dbf: names });
    expect(sheet.problems).toMatchObject([{ row: 3, field: null, value: '3 / 2' }]);
    expect(sheet.problems[0]!.reason.en).toMatch(/3 shapes, the \.dbf 2 records/);
    expect(sheet.rows.at(2)).toMatchObject({ row: 3, values: { NAME: null } });
  });

  test('a deleted record is left out with its shape', async () => {
    const dbf = dbfOf([['NAME', 'C', 4]], [['one'], ['two']], { deleted: [0] });
    const sheet = await shpSheet(shp, { dbf });
    expect([...sheet.rows]).toMatchObject([{ row: 2, values: { NAME: 'two' } }]);
    expect(notesOf(sheet)).toMatch(/1 records are marked as deleted/);
  });

  test('a .shp that is cut off is read as far as it goes, with an error at the first shape that is missing', async () => {
    const sheet = await shpSheet(shp.subarray(0, 140));
    expect(sheet.rows.length).toBe(1);
    expect(sheet.problems).toMatchObject([{ row: 2, level: 'error' }]);
    expect(sheet.problems[0]!.reason.en).toMatch(/should have 156 bytes and has 140/);
  });

  test('counts that do not fit the length of a shape are an error of this row alone', async () => {
    const damaged = partsShape(5, [
      [
        [0, 0],
        [0, 1],
        [1, 1],
        [0, 0],
      ],
    ]);
    damaged.splice(40, 4, ...littleEndian(1_000_000));
    const { geometries, problems } = await rowsOf(shpOf(5, damaged, [...littleEndian(0)]));
    expect(geometries).toEqual([null, null]);
    expect(problems).toMatchObject([{ row: 1, level: 'error' }]);
    expect(problems[0]!.reason.en).toMatch(/counts do not fit its length/);
  });

  test('MultiPatch is refused with what to do, positions that are no numbers are errors', async () => {
    await expect(shpSheet(shpOf(31))).rejects.toThrow(/MultiPatch .* turn it into polygons/);
    const { problems } = await rowsOf(shpOf(1, [...littleEndian(1), ...doubles(NaN, 2)]));
    expect(problems).toMatchObject([{ row: 1, level: 'error' }]);
  });

  test('a .prj that is none leaves the coordinates open, with a word', async () => {
    const sheet = await shpSheet(shp, { prj: bytesOf('see readme') });
    expect(sheet.crs).toBeNull();
    expect(notesOf(sheet)).toMatch(/\.prj names no coordinate system/);
  });
});

test('rows are the same read one by one or all in order', async () => {
  const { rows } = await sheetOf(...partsOf('shelters-gbk'));
  expect([0, 1, 2].map((i) => rows.at(i))).toEqual([...rows]);
  expect(rows.at(3)).toBeUndefined();
});

test('whatever happens to the bytes, the answer is rows or a sentence', async () => {
  const originals = ['shelters-gbk', 'zones', 'roads-z', 'multipoint-m'].map(partsOf);
  const edit = fc.record({ part: fc.nat(3), at: fc.nat(400), byte: fc.nat(255) });
  const property = fc.asyncProperty(
    fc.constantFrom(...originals),
    fc.array(edit, { maxLength: 8 }),
    fc.nat(600),
    async (files, edits, end) => {
      const parts = files.map(({ name, bytes }) => ({ name, bytes: bytes.slice() }));
      for (const { part, at, byte } of edits) {
        const { bytes } = parts[part % parts.length]!;
        bytes[at % bytes.length] = byte;
      }
      parts[0]!.bytes = parts[0]!.bytes.subarray(0, end);
      try {
        const { rows, problems } = await sheetOf(...parts);
        return [...rows].length === rows.length && problems.every(({ reason }) => reason['zh-CN']);
      } catch (error) {
        return error instanceof Failure;
      }
    },
  );
  expect(await fc.check(property, { numRuns: 400 })).toMatchObject({ failed: false });
});
