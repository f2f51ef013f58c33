import fc from 'fast-check';
import type { Feature } from 'geojson';
import { describe, expect, test } from 'vitest';
import { csv } from '../../src/formats/csv';
import { toGeoJson } from '../../src/formats/geojson';
import { ProblemLog } from '../../src/formats/problemLog';
import type { Sheet } from '../../src/formats/sheet';
import { checkRecords } from '../../src/pack/checks';
import { checkResidents } from '../../src/pack/checks/pieces';
import { apart, eachFeature, featureBytes } from '../../src/pack/featureBytes';
import { noGround } from '../../src/pack/ground';
import { matchColumns, readRecords } from '../../src/pack/import';
import { makePack, type MadePack } from '../../src/pack/make';
import { openPack } from '../../src/pack/open';
import { farFromTheRest } from '../../src/pack/outliers';
import { PointList, joinedFeatures, pointsOf } from '../../src/pack/pointList';
import { treat } from '../../src/pack/treat';

const readerOf =
  ({ manifest, files }: MadePack) =>
  (file: string) =>
    Promise.resolve(
      new Uint8Array(
        file === 'pack.json'
          ? new TextEncoder().encode(JSON.stringify(manifest))
          : files.get(file)!,
      ).buffer,
    );

const count = 120_000;
const longitudeOf = (i: number) => 105.5 + (i % 1000) / 10_000;
const latitudeOf = (i: number) => 29.5 + Math.floor(i / 1000) / 10_000;
const table = `经度,纬度,常住人口\n${Array.from(
  { length: count },
  (_, i) => `${longitudeOf(i)},${latitudeOf(i)},${i % 7}`,
).join('\n')}\n`;
const sheetOf = async (content: string): Promise<Sheet> =>
  (await csv.open([{ name: 'a.csv', bytes: new TextEncoder().encode(content) }])).read('table');

describe('residents in great number', () => {
  test('are kept as numbers, go into the pack ten thousand a feature, and come back one by one', async () => {
    const sheet = await sheetOf(table);
    const steps: number[] = [];
    const { features, rows, problems } = await treat(
      'residents',
      sheet,
      matchColumns('residents', sheet.columns),
      noGround,
      '2026-01-05',
      {},
      (done, total, what) => what.en === 'Reading the rows' && steps.push(done / total),
    );
    expect(steps.length).toBe(count / 2000 + 1);
    expect([steps[0], steps.at(-1)]).toEqual([0, 1]);
    expect(pointsOf(features)?.length).toBe(count);
    expect([features.length, rows[count - 1], problems]).toEqual([count, count + 1, []]);
    expect(features[4321]).toEqual({
      type: 'Feature',
      geometry: { type: 'Point', coordinates: [longitudeOf(4321), latitudeOf(4321)] },
      properties: { people: 4321 % 7 },
    });
    const part = { register: 'residents' as const, sourceName: 'a.csv', asOf: null };
    const made = await makePack({ id: 'a', name: 'a', parts: [{ ...part, features, problems }] });
    const lines = new TextDecoder().decode(made.files.get('residents.geojson')).split('\n');
    expect(lines.length).toBe(2 + count / 10_000 + 1);
    expect(made.manifest.datasets.residents?.count).toBe(count);
    const { residents } = await openPack(readerOf(made));
    if (residents?.kind !== 'points') throw new Error(residents?.kind);
    expect(residents.people).toEqual(Float64Array.from({ length: count }, (_, i) => i % 7));
    expect(residents.longitudes).toEqual(
      Float64Array.from({ length: count }, (_, i) => longitudeOf(i)),
    );
    expect(residents.latitudes).toEqual(
      Float64Array.from({ length: count }, (_, i) => latitudeOf(i)),
    );
  });

  test('of two files are joined in their order', () => {
    const list = (from: number, to: number) => {
      const points = new PointList();
      for (let i = from; i < to; i++) points.add(i / 100, 29, i);
      return points.features;
    };
    const joined = joinedFeatures([list(0, 3), list(3, 5), [...list(5, 6)]]);
    expect(joined.map(({ properties }) => properties?.people as number)).toEqual([
      0, 1, 2, 3, 4, 5,
    ]);
    expect(pointsOf(joined)).not.toBeNull();
  });

  test('an array of them is read like any other: filter, some, spread, slice, at, for … of', () => {
    const points = new PointList();
    for (let i = 0; i < 5; i++) points.add(105 + i, 29, i);
    const { features } = points;
    const plain = Array.from({ length: 5 }, (_, i) => points.featureAt(i));
    expect([...features]).toEqual(plain);
    expect(features.slice(1, 3)).toEqual(plain.slice(1, 3));
    expect(features.filter((_, i) => i % 2 === 0)).toEqual(plain.filter((_, i) => i % 2 === 0));
    expect([
      features.at(-1),
      features[5],
      features.some(({ properties }) => properties?.people === 4),
    ]).toEqual([plain[4], undefined, true]);
    expect(() => features.push(plain[0]!)).toThrow(TypeError);
  });

  test('are checked piece by piece with the outcome of checking all at once', () => {
    const square = [
      [105, 29],
      [106, 29],
      [106, 30],
      [105, 30],
      [105, 29],
    ];
    const context = {
      district: [{ type: 'Polygon' as const, coordinates: [square] }],
      towns: [],
      today: '2026-01-05',
      rowOf: (index: number) => index + 2,
    };
    const features = Array.from({ length: 25_000 }, (_, i): Feature => ({
      type: 'Feature',
      // One in a hundred lies 11 km to the east; of the last piece all do.
      geometry: { type: 'Point', coordinates: [i % 100 && i < 20_000 ? 105.5 : 106.1, 29.5] },
      properties: { people: 1 },
    }));
    expect(checkResidents(features, context)).toEqual(checkRecords('residents', features, context));
    const outside = features.map((feature): Feature => ({
      ...feature,
      geometry: { type: 'Point', coordinates: [106.1, 29.5] },
    }));
    const found = checkResidents(outside, context);
    expect(found).toHaveLength(10_002);
    expect(found[0]).toMatchObject({ check: 'district', level: 'error', value: '25000 / 25000' });
    expect(found[1]!.reason.en).toBe(
      '15,000 more findings are not listed one by one; look at those first',
    );
  });

  test('a register of as many is refused, with what to do', async () => {
    const rows: Pick<Sheet['rows'], 'length'> = { length: 200_001 };
    const sheet = {
      ...(await sheetOf('名称,经度,纬度\n一中,105.7,29.7\n')),
      rows: rows as Sheet['rows'],
    };
    expect(() => readRecords('shelters', sheet, {})).toThrow(
      /The file has 200,001 rows, .* takes 200,000 at most/,
    );
  });
});

describe('the file of a dataset', () => {
  const feature = (i: number): Feature => ({
    type: 'Feature',
    geometry: { type: 'Point', coordinates: [105 + i / 1e5, 29] },
    properties: { name: `第${i}处` },
  });

  test.each([0, 1, 2000, 2001])('of %i records is the same in pieces as at once', (size) => {
    const features = Array.from({ length: size }, (_, i) => feature(i));
    expect(new TextDecoder().decode(featureBytes(features))).toBe(toGeoJson(features));
  });

  test('is read line by line, and as a whole where its lines are no features', () => {
    const features = Array.from({ length: 2_200 }, (_, i) => feature(i));
    const bytes = featureBytes(features);
    let i = 0;
    for (const one of eachFeature(bytes, 0)) {
      if (i % 100 === 0) expect(one).toEqual(feature(i));
      i++;
    }
    expect(i).toBe(features.length);
    const broad = new TextEncoder().encode(
      toGeoJson(features).replaceAll('"properties"', '\n"properties"'),
    );
    expect([...eachFeature(broad, 0)].length).toBe(features.length);
    // Cut off in the middle it is no JSON.
    expect(() => [...eachFeature(bytes.subarray(0, 100_000), 0)]).toThrow(SyntaxError);
  });

  test('points that were put together are taken apart for whoever asks for records', () => {
    const together: Feature = {
      type: 'Feature',
      geometry: {
        type: 'MultiPoint',
        coordinates: [
          [105, 29],
          [106, 30],
        ],
      },
      properties: { people: [3, 4] },
    };
    expect([...apart([together])]).toEqual([
      {
        type: 'Feature',
        geometry: { type: 'Point', coordinates: [105, 29] },
        properties: { people: 3 },
      },
      {
        type: 'Feature',
        geometry: { type: 'Point', coordinates: [106, 30] },
        properties: { people: 4 },
      },
    ]);
  });

  test.each([
    [[3], 'features.0.people'],
    [[3, -1], 'features.0.people'],
    ['3,4', 'features.0.people'],
  ])('with counts %j for two points is refused', async (people, place) => {
    const geometry = {
      type: 'MultiPoint' as const,
      coordinates: [
        [105, 29],
        [106, 30],
      ],
    };
    const features: Feature[] = [{ type: 'Feature', geometry, properties: { people } }];
    const made = await makePack({
      id: 'a',
      name: 'a',
      parts: [{ register: 'residents', features, sourceName: 'a', asOf: null, problems: [] }],
    });
    await expect(openPack(readerOf(made))).rejects.toThrow(place);
  });
});

test('places far from all others are those that sorting finds', () => {
  fc.assert(
    fc.property(
      fc.array(fc.tuple(fc.integer({ min: 0, max: 40 }), fc.integer({ min: 0, max: 5 })), {
        minLength: 20,
        maxLength: 60,
      }),
      (places) => {
        const [longitudes, latitudes] = [0, 1].map((k) =>
          Float64Array.from(places, (place) => 100 + place[k as 0 | 1] ** 3 / 1000),
        ) as [Float64Array, Float64Array];
        const middle = (list: Float64Array, share: number) =>
          [...list].sort((a, b) => a - b)[Math.floor((list.length - 1) * share)]!;
        const north = latitudes.map((latitude) => latitude - 71);
        const [x, y] = [middle(longitudes, 0.5), middle(north, 0.5)];
        // Metres on a sphere are near enough to tell the far ones, which lie kilometres from the limit or are left out.
        const away = longitudes.map((east, i) =>
          Math.hypot((east - x) * Math.cos((y * Math.PI) / 180), north[i]! - y),
        );
        const limit = Math.max(20 / 111.2, 5 * middle(away, 0.9));
        const expected = [...away.keys()].filter((i) => away[i]! > limit * 1.02);
        const doubtful = [...away.keys()].filter((i) => Math.abs(away[i]! / limit - 1) <= 0.02);
        const found = [...farFromTheRest(longitudes, north, (i) => i)].map(({ row }) => row);
        expect(found.filter((row) => !doubtful.includes(row))).toEqual(expected);
      },
    ),
    { numRuns: 300 },
  );
});

test('problems beyond the first ten thousand of a level are counted by row, and a copy of the log goes on', () => {
  const log = new ProblemLog();
  const reason = { 'zh-CN': '错', en: 'wrong' };
  for (let row = 2; row < 12_002; row++)
    for (const level of ['warning', 'warning'] as const)
      log.add({ row, field: null, value: `${row}`, level, reason });
  log.add({ row: 1, field: null, value: '', level: 'error', reason });
  const next = ProblemLog.after({ problems: log.problems, log });
  next.add({ row: 20_000, field: null, value: '', level: 'error', reason });
  expect([log.rows.warning.size, log.rows.error.size, log.unlisted]).toEqual([
    12_000,
    1,
    { count: { error: 0, warning: 14_000 }, first: 5002 },
  ]);
  expect([next.rows.error.size, next.problems.length, log.problems.length]).toEqual([
    2, 10_003, 10_002,
  ]);
});
