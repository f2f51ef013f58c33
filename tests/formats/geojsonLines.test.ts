import { describe, expect, it } from 'vitest';
import { geojsonLines } from '../../src/formats/geojsonLines';
import { recordsOf } from '../../src/formats/lineRows';
import { textBytes } from '../../src/formats/textBytes';

const bytes = (content: string) => new TextEncoder().encode(content);
const read = async (content: string) =>
  (await geojsonLines.open([{ name: 'a.geojsonl', bytes: bytes(content) }])).read('features');
const feature = (name: string, x: number) =>
  `{"type":"Feature","properties":{"name":"${name}"},"geometry":{"type":"Point","coordinates":[${x},29]}}`;

describe('newline-delimited GeoJSON', () => {
  it('is a feature a line, blank lines passed over, rows being lines of the file', async () => {
    const sheet = await read(`${feature('甲', 105)}\r\n\r\n${feature('乙', 106)}\n`);
    expect(
      [...sheet.rows].map(({ row, values, geometry }) => [row, values.name, geometry]),
    ).toEqual([
      [1, '甲', { type: 'Point', coordinates: [105, 29] }],
      [3, '乙', { type: 'Point', coordinates: [106, 29] }],
    ]);
    expect(sheet).toMatchObject({
      columns: ['name'],
      crs: { definition: 'EPSG:4326' },
      problems: [],
    });
  });

  it('may have record separators, and then features of several lines (RFC 8142)', async () => {
    const sheet = await read(
      `\x1e${feature('甲', 105)}\n\x1e{"type":"Feature",\n"geometry":null}\n\x1e${feature('乙', 106)}\n`,
    );
    expect([...sheet.rows].map(({ row, geometry }) => [row, geometry !== null])).toEqual([
      [1, true],
      [2, false],
      [4, true],
    ]);
  });

  it('reports broken lines and what is no feature, and reads the others', async () => {
    const sheet = await read(
      `${feature('甲', 105)}\n{"type":"Feature",\n[1]\n{"type":"Point","coordinates":[1,2]}\n`,
    );
    expect(sheet.problems.map(({ row, reason }) => [row, reason.en])).toEqual([
      [2, 'what begins on this line is no complete JSON and was not read'],
      [3, 'this is no GeoJSON feature'],
    ]);
    expect(sheet.rows.at(3)!.geometry).toEqual({ type: 'Point', coordinates: [1, 2] });
  });

  it('keeps keys such as __proto__ and constructor as columns', async () => {
    const sheet = await read(
      '{"type":"Feature","properties":{"__proto__":{"bad":1},"constructor":2},"geometry":null}',
    );
    expect(sheet.columns).toEqual(['__proto__', 'constructor']);
    expect(({} as Record<string, unknown>).bad).toBeUndefined();
  });

  it('is refused when no line is JSON', async () => {
    await expect(read('name,capacity\na,1\n')).rejects.toThrow('No line is JSON');
    await expect(read('\n\n')).rejects.toThrow('no row of data');
  });

  it('is told from one GeoJSON text by two whole objects on two lines', () => {
    const recognised = (content: string) => geojsonLines.recognises(bytes(content), 'a.json');
    expect(recognised(`${feature('甲', 1)}\n${feature('乙', 2)}\n`)).toBe(true);
    expect(recognised(`\x1e${feature('甲', 1)}`)).toBe(true);
    expect(recognised(`${feature('甲', 1)}\n`)).toBe(false);
    expect(recognised('{"type":"FeatureCollection","features":[\n{"type":"Feature"}\n]}')).toBe(
      false,
    );
  });
});

it('a record larger than any outline is refused with the line that it begins on, before it is decoded', () => {
  const content = textBytes(bytes(`{"type":\n${'1'.repeat(3_000_000)}\n`), 'utf-8');
  expect(() => [...recordsOf(content, undefined, 2_000_000)]).toThrow(
    /Row 2 alone has 3 MB, the most is 2 MB/,
  );
});

it('progress of reading ends with all bytes', async () => {
  const content = bytes(`${feature('甲', 105)}\n`.repeat(40_000));
  const opened = await geojsonLines.open([{ name: 'a.geojsonl', bytes: content }]);
  const steps: number[] = [];
  await opened.read('features', {
    progress: (done, _, what) => what.en === 'Reading the records' && steps.push(done),
  });
  expect(steps.length).toBeGreaterThan(2);
  expect(steps).toEqual([...steps].sort((a, b) => a - b));
  expect(steps.at(-1)).toBe(content.length);
});
