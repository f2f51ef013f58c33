import { gpx as byTogeojson } from '@tmcw/togeojson';
import { DOMParser } from '@xmldom/xmldom';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { Failure } from '../../src/domain/failure';
import { gpx } from '../../src/formats/gpx';
import { bytesOf } from '../fixtures/formatFiles';

const file = `<?xml version="1.0"?>
<gpx version="1.1" creator="test" xmlns="http://www.topografix.com/GPX/1/1">
  <wpt lat="30.513" lon="105.571"><ele>301.5</ele><name>避难场所入口</name><sym>Flag</sym></wpt>
  <wpt lat="north" lon="105.6"><name>坏点</name></wpt>
  <rte><name>转移路线</name><rtept lat="30.5" lon="105.5"/><rtept lat="30.6" lon="105.6"/></rte>
  <trk><name>巡查</name><desc>&lt;b&gt;第一次&lt;/b&gt;</desc>
    <trkseg><trkpt lat="30.1" lon="105.1"><ele>300</ele><time>2024-05-01T00:00:00Z</time></trkpt>
      <trkpt lat="30.2" lon="105.2"><ele>310</ele></trkpt></trkseg>
    <trkseg><trkpt lat="30.3" lon="105.3"/><trkpt lat="30.4" lon="105.4"/></trkseg>
    <trkseg><trkpt lat="30.9" lon="105.9"/></trkseg>
  </trk>
</gpx>`;

const open = (content: string) => gpx.open([{ name: 'a.gpx', bytes: bytesOf(content) }]);
async function read(table: string) {
  const sheet = await (await open(file)).read(table);
  return { ...sheet, rows: [...sheet.rows] };
}

test('waypoints, routes and tracks are three tables; only those that exist', async () => {
  expect((await open(file)).tables).toEqual([
    { id: 'wpt', title: 'wpt', rows: 2 },
    { id: 'rte', title: 'rte', rows: 1 },
    { id: 'trk', title: 'trk', rows: 1 },
  ]);
  const { tables } = await open('<gpx><wpt lat="1" lon="2"/></gpx>');
  expect(tables.map(({ id }) => id)).toEqual(['wpt']);
});

test('a waypoint has its height; one with a broken latitude is an error of its row', async () => {
  const { rows, problems, crs } = await read('wpt');
  expect(rows).toEqual([
    {
      row: 1,
      values: { ele: '301.5', name: '避难场所入口', sym: 'Flag' },
      geometry: { type: 'Point', coordinates: [105.571, 30.513, 301.5] },
    },
    { row: 2, values: { name: '坏点' }, geometry: null },
  ]);
  expect(problems).toMatchObject([{ row: 2, level: 'error' }]);
  expect(crs?.definition).toBe('EPSG:4326');
});

test('a track has a line for each segment, but for one of a single point, which is said', async () => {
  const { rows, problems } = await read('trk');
  expect(rows).toEqual([
    {
      row: 1,
      values: { name: '巡查', desc: '第一次' },
      geometry: {
        type: 'MultiLineString',
        coordinates: [
          [
            [105.1, 30.1, 300],
            [105.2, 30.2, 310],
          ],
          [
            [105.3, 30.3],
            [105.4, 30.4],
          ],
        ],
      },
    },
  ]);
  expect(problems).toMatchObject([{ row: 1, level: 'warning', value: '1' }]);
});

test('lines agree with togeojson', async () => {
  const parsed = new DOMParser().parseFromString(file, 'text/xml');
  const theirs = byTogeojson(parsed as unknown as Document).features.map(
    ({ geometry }) => geometry,
  );
  const [route] = (await read('rte')).rows;
  const [track] = (await read('trk')).rows;
  expect(theirs).toContainEqual(route!.geometry);
  expect(theirs).toContainEqual(track!.geometry);
});

test.each([
  ['without a point', '<gpx/>', /no waypoint/],
  ['of another kind', '<tcx/>', /no GPX \(its root is <tcx>\)/],
  [
    'that is broken',
    '<gpx>\n<wpt lat=1/></gpx>',
    /line 2: “<wpt lat=1” is not written as XML asks/,
  ],
])('a file %s is refused', async (_, content, message) => {
  await expect(open(content)).rejects.toThrow(message);
  await expect(open(content)).rejects.toThrow(Failure);
});

test('whatever happens to the text, the answer is rows or a sentence', async () => {
  const cut = fc.record({
    at: fc.nat(file.length),
    length: fc.nat(9),
    sign: fc.constantFrom('<', '>', '&', '"', '/', '', 'x'),
  });
  const property = fc.asyncProperty(fc.array(cut, { maxLength: 4 }), async (cuts) => {
    const content = cuts.reduce(
      (words, { at, length, sign }) => words.slice(0, at) + sign + words.slice(at + length),
      file,
    );
    try {
      const opened = await open(content);
      for (const { id } of opened.tables) await opened.read(id);
      return true;
    } catch (error) {
      return error instanceof Failure;
    }
  });
  expect(await fc.check(property, { numRuns: 200 })).toMatchObject({ failed: false });
});
