import { createHash } from 'node:crypto';
import type { Feature, Geometry } from 'geojson';
import { describe, expect, test } from 'vitest';
import { Failure } from '../../src/domain/failure';
import { writeResidents } from '../../src/formats/geotiff';
import { sha256, sha256Plain } from '../../src/pack/checksum';
import { makePack, type MadePack, type Part, type Target } from '../../src/pack/make';
import { mergePack } from '../../src/pack/merge';
import { openPack } from '../../src/pack/open';
import type { ReadFile } from '../../src/pack/pack';
import { sheetOf } from '../fixtures/sheet';
import { matchColumns, readRecords } from '../../src/pack/import';

const imported = (register: Target, name: string, content: string): Part => {
  const sheet = sheetOf(content, name);
  const { features, problems } = readRecords(
    register,
    sheet,
    matchColumns(register, sheet.columns),
  );
  return { register, features, sourceName: name, asOf: null, problems };
};
const shelters = imported(
  'shelters',
  'shelters.csv',
  '名称,经度,纬度\n甲,105.2,29.3\n乙,105.4,29.1\n丙,,\n',
);
const square = (west: number): Geometry => ({
  type: 'Polygon',
  coordinates: [
    [
      [west, 29],
      [west + 1, 29],
      [west + 1, 30],
      [west, 30],
      [west, 29],
    ],
  ],
});
const feature = (geometry: Geometry, properties: Record<string, unknown>): Feature => ({
  type: 'Feature',
  geometry,
  properties,
});
const towns = imported(
  'towns',
  'towns.geojson',
  JSON.stringify({
    type: 'FeatureCollection',
    features: [
      feature(square(105), { name: '东镇', population: 700 }),
      feature(square(106), { name: '西镇', population: null }),
    ],
  }),
);
const people = (...features: Feature[]): Part => ({
  register: 'residents',
  features,
  sourceName: 'people',
  asOf: '2020-11-01',
  problems: [],
});
const readerOf =
  ({ manifest, files }: MadePack): ReadFile =>
  (file) => {
    const bytes =
      file === 'pack.json' ? new TextEncoder().encode(JSON.stringify(manifest)) : files.get(file);
    return bytes ? Promise.resolve(new Uint8Array(bytes).buffer) : Promise.reject(new Error('404'));
  };
const make = (...parts: Parameters<typeof makePack>[0]['parts']) =>
  makePack({ id: 'own-1', name: '试验', parts });

describe('a pack made of imported files', () => {
  test('opens again, with extent, date, counts and a note on what was not imported', async () => {
    const made = await make(shelters);
    expect(made.manifest).toMatchObject({
      id: 'own-1',
      name: { 'zh-CN': '试验', en: '试验' },
      extent: [105.2, 29.1, 105.4, 29.3],
      asOf: null,
      synthetic: false,
      datasets: { shelters: { file: 'shelters.geojson', count: 2, synthetic: false } },
    });
    expect(made.manifest.datasets.shelters?.note?.en).toBe(
      'Coordinates are taken as WGS 84 / CGCS2000 degrees, without conversion; 1 row was not imported, 0 rows carry a warning.',
    );
    const pack = await openPack(readerOf(made));
    expect(pack.shelters.features.map(({ properties }) => properties.name)).toEqual(['甲', '乙']);
    expect([pack.residents, pack.towns.features]).toEqual([null, []]);
  });

  test('is sample data where its records say so', async () => {
    const marked = {
      ...shelters,
      features: shelters.features.map((one) => ({
        ...one,
        properties: { ...one.properties, synthetic: true },
      })),
    };
    expect((await make(marked)).manifest.synthetic).toBe(true);
  });

  test('one mistyped shelter does not move the extent that the towns give', async () => {
    const far = imported('shelters', 'far.csv', '名称,经度,纬度\n甲,15,60\n');
    expect((await make(far, towns)).manifest.extent).toEqual([105, 29, 107, 30]);
  });

  test('nothing in it is no pack', async () => {
    await expect(make({ ...shelters, features: [] })).rejects.toThrow(
      'Not one record can be used; no pack was made.',
    );
  });
});

describe('two files for one register', () => {
  const east = imported(
    'shelters',
    '东片.csv',
    '编号,名称,经度,纬度\nA,甲,105.2,29.3\nB,乙,105.4,29.1\n',
  );
  const west = imported(
    'shelters',
    '西片.csv',
    '编号,名称,经度,纬度\nA,丙,105.6,29.2\nA-2,丁,105.7,29.2\n,,,\n',
  );

  test('are joined, not the first lost; a number of both files gets a suffix and the sources say so', async () => {
    const made = await make({ ...east, asOf: '2024-05-01' }, { ...west, asOf: '2023-03-01' });
    const { shelters: joined } = (await openPack(readerOf(made))) as {
      shelters: { features: Feature[] };
    };
    expect(
      joined.features.map(({ properties }) => [properties?.id, properties?.name] as unknown),
    ).toEqual([
      ['A', '甲'],
      ['B', '乙'],
      ['A-3', '丙'],
      ['A-2', '丁'],
    ]);
    expect(made.manifest).toMatchObject({
      asOf: '2023-03-01',
      extent: [105.2, 29.1, 105.7, 29.3],
      datasets: {
        shelters: {
          count: 4,
          asOf: '2023-03-01',
          source: {
            'zh-CN': '导入的文件 东片.csv、西片.csv',
            en: 'Imported files 东片.csv, 西片.csv',
          },
          note: {
            en: 'Coordinates are taken as WGS 84 / CGCS2000 degrees, without conversion; 0 rows were not imported, 0 rows carry a warning. 1 numbers stand in several files; the later ones got a suffix: A → A-3.',
          },
        },
      },
    });
  });

  test('their rows left out are counted file by file, although they bear the same row numbers', async () => {
    const again = { ...shelters, sourceName: 'again.csv' };
    expect((await make(shelters, again)).manifest.datasets.shelters?.note?.en).toMatch(
      /2 rows were not imported/,
    );
  });

  test('residents of two files are all there', async () => {
    const at = (people: number): Feature =>
      feature({ type: 'Point', coordinates: [105, 29] }, { people });
    const made = await make(people(at(3)), people(at(4)));
    expect((await openPack(readerOf(made))).residents).toMatchObject({
      people: Float64Array.of(3, 4),
    });
  });

  test('a grid of residents with further residents is refused, for they would be counted twice', async () => {
    const grid = {
      west: 105,
      north: 30,
      cellDegrees: 0.5,
      columns: 1,
      rows: 1,
      people: Uint16Array.of(5),
    };
    const part = {
      register: 'residents',
      geotiff: writeResidents(grid),
      sourceName: 'people.tif',
      asOf: null,
    } as const;
    await expect(make(part, people(feature(square(105), { people: 9 })))).rejects.toThrow(
      'A population grid cannot be joined with other residents (people.tif, people); choose one of them.',
    );
  });
});

describe('the day of a pack', () => {
  test('is unknown when no file says one: today is not invented', async () => {
    const made = await make(shelters);
    expect([made.manifest.asOf, made.manifest.datasets.shelters?.asOf]).toEqual([null, null]);
    expect((await openPack(readerOf(made))).manifest.asOf).toBeNull();
  });

  test('is the oldest that is known, also after a merge that replaces the oldest', async () => {
    const first = await make({ ...shelters, asOf: '2020-01-01' }, { ...towns, asOf: '2024-01-01' });
    expect(first.manifest.asOf).toBe('2020-01-01');
    const second = await make({ ...shelters, asOf: '2025-01-01' });
    expect((await mergePack(first.manifest, readerOf(first), second)).manifest.asOf).toBe(
      '2024-01-01',
    );
    const third = await make(shelters);
    const undated = await make(shelters);
    expect((await mergePack(third.manifest, readerOf(third), undated)).manifest.asOf).toBeNull();
  });
});

describe('residents', () => {
  test('of towns are areas; a town whose count is unknown is no zero', async () => {
    const { residents } = await openPack(readerOf(await make(towns)));
    expect(residents).toMatchObject({ kind: 'areas', people: Float64Array.of(700) });
  });

  test('at points', async () => {
    const made = await make(
      people(feature({ type: 'Point', coordinates: [105, 29] }, { people: 2.5 })),
      towns,
    );
    expect((await openPack(readerOf(made))).residents).toEqual({
      kind: 'points',
      longitudes: Float64Array.of(105),
      latitudes: Float64Array.of(29),
      people: Float64Array.of(2.5),
    });
    expect(made.manifest.asOf).toBe('2020-11-01');
  });

  test('in areas of their own, which win over the counts of the towns', async () => {
    const made = await make(people(feature(square(105), { people: 9 })), towns);
    expect((await openPack(readerOf(made))).residents).toMatchObject({
      kind: 'areas',
      people: Float64Array.of(9),
    });
  });

  test('partly at points and partly in areas are refused', async () => {
    const mixed = people(
      feature(square(105), { people: 9 }),
      feature({ type: 'Point', coordinates: [105, 29] }, { people: 1 }),
    );
    await expect(make(mixed)).rejects.toThrow(
      'people holds 1 areas and 1 points; residents must be all points or all areas.',
    );
  });

  test('on a grid', async () => {
    const grid = {
      west: 105,
      north: 30,
      cellDegrees: 0.5,
      columns: 2,
      rows: 1,
      people: Uint16Array.of(0, 5),
    };
    const made = await make({
      register: 'residents',
      geotiff: writeResidents(grid),
      sourceName: 'people.tif',
      asOf: null,
    });
    expect(made.manifest).toMatchObject({
      extent: [105, 29.5, 106, 30],
      datasets: { residents: { file: 'residents.tif', count: 1 } },
    });
    expect((await openPack(readerOf(made))).residents).toEqual({ kind: 'grid', grid });
  });

  test('a grid that is none is refused by name', async () => {
    const part = {
      register: 'residents',
      geotiff: new ArrayBuffer(8),
      sourceName: 'people.tif',
      asOf: null,
    } as const;
    await expect(make(part)).rejects.toThrow(/The population grid people.tif cannot be read/);
    await expect(make(part)).rejects.toThrow(Failure);
  });
});

describe('a damaged pack is refused by the name of the file', () => {
  const broken = async (change: (made: MadePack) => void) => {
    const made = await make(shelters);
    change(made);
    return openPack(readerOf(made));
  };

  test('a byte changed', async () => {
    await expect(broken(({ files }) => (files.get('shelters.geojson')![5]! ^= 1))).rejects.toThrow(
      "The pack's file shelters.geojson is damaged (SHA-256); get the pack again.",
    );
  });

  test('a file missing', async () => {
    await expect(broken(({ files }) => files.delete('shelters.geojson'))).rejects.toThrow(
      "The pack's file shelters.geojson cannot be read.",
    );
  });

  test('a manifest that is not as its schema asks', async () => {
    await expect(
      broken(({ manifest }) => ((manifest as { assign: string }).assign = 'x')),
    ).rejects.toThrow(/pack.json is damaged \(assign/);
  });

  test('a record that its schema refuses, although the checksum is right', async () => {
    const bad = {
      ...shelters,
      features: [feature({ type: 'Point', coordinates: [105, 29] }, { name: 'x' })],
    };
    const made = await make(bad);
    await expect(openPack(readerOf(made))).rejects.toThrow(
      /shelters.geojson is damaged \(features\.0\.id/,
    );
  });

  test('no JSON at all', async () => {
    await expect(openPack(() => Promise.resolve(new ArrayBuffer(3)))).rejects.toThrow(
      /pack.json is damaged/,
    );
  });
});

describe('merging another import into an own pack', () => {
  test('adds what is new, replaces what is there, keeps the name, and measures the extent anew', async () => {
    const first = await make(
      shelters,
      people(feature({ type: 'Point', coordinates: [105, 29] }, { people: 1 })),
    );
    const again = imported('shelters', 'again.csv', '名称,经度,纬度\n丁,105.9,29.9\n');
    const second = await makePack({
      id: 'other',
      name: '其他',
      parts: [again, { ...towns, asOf: '2025-07-01' }],
    });
    const merged = await mergePack(first.manifest, readerOf(first), second);
    expect(merged.manifest).toMatchObject({
      id: 'own-1',
      name: { en: '试验' },
      asOf: '2020-11-01',
      extent: [105, 29, 107, 30],
    });
    const pack = await openPack(readerOf(merged));
    expect(pack.shelters.features.map(({ properties }) => properties.name)).toEqual(['丁']);
    expect([pack.towns.features.length, pack.residents?.kind]).toEqual([2, 'points']);
  });
});

test('the checksum is the same with and without the help of the browser, at every length of the last block', async () => {
  for (const length of [0, 1, 55, 56, 63, 64, 65, 1000]) {
    const bytes = Uint8Array.from({ length }, (_, i) => i * 7);
    const expected = createHash('sha256').update(bytes).digest('hex');
    expect([sha256Plain(bytes), await sha256(bytes)]).toEqual([expected, expected]);
  }
});

test('a checksum without the help of the browser tells how far it is, up to the end', () => {
  const steps: number[] = [];
  sha256Plain(new Uint8Array(9_000_001), (done) => steps.push(done));
  expect(steps).toEqual([4_000_000, 8_000_000, 9_000_001]);
});

test('roads, streams, hazard zones and the outline of the district come with a pack of own files', async () => {
  const line = {
    type: 'LineString',
    coordinates: [
      [105, 29],
      [105.1, 29],
    ],
  };
  const list = (geometry: unknown, properties: unknown) =>
    JSON.stringify({
      type: 'FeatureCollection',
      features: [{ type: 'Feature', geometry, properties }],
    });
  const made = await makePack({
    id: 'own',
    name: 'own',
    parts: [
      imported('roads', 'roads.geojson', list(line, { highway: 'motorway', oneway: '-1' })),
      imported('streams', 'rivers.geojson', list(line, { name: '濑溪河' })),
      imported('zones', 'zones.geojson', list(square(105), { hazard: '洪水', name: '龙水' })),
      imported('district', 'district.geojson', list(square(105), { name: '大足区' })),
    ],
  });
  const pack = await openPack(readerOf(made));
  expect(pack.roads.features[0]?.properties).toMatchObject({
    class: 'motorway',
    oneway: 'reverse',
  });
  expect(pack.streams.features[0]?.geometry).toEqual(line);
  expect(pack.zones.features[0]?.properties).toEqual({ id: '1', name: '龙水', hazard: 'flood' });
  expect(pack.district.features).toHaveLength(1);
});
