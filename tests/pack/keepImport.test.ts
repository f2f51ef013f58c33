import fc from 'fast-check';
import type { Feature, Point } from 'geojson';
import { beforeAll, describe, expect, test } from 'vitest';
import { Failure } from '../../src/domain/failure';
import { emptyHistory } from '../../src/domain/history';
import type { Shelter } from '../../src/domain/shelter';
import { text } from '../../src/domain/text';
import { writeArrayBuffer } from 'geotiff';
import { noGround } from '../../src/pack/ground';
import { revertStep } from '../../src/pack/history';
import { recordsOf } from '../../src/pack/historyRecords';
import type { TrailedPack } from '../../src/pack/historyStep';
import { matchColumns } from '../../src/pack/import';
import { keptPart } from '../../src/pack/importSource';
import {
  compareWith,
  emptyPack,
  keepParts,
  type KeptGrid,
  type KeptPart,
} from '../../src/pack/keepImport';
import { makePack, type Target } from '../../src/pack/make';
import { openPack } from '../../src/pack/open';
import { treat } from '../../src/pack/treat';
import { box, shelterAt, townIn } from '../fixtures/pack';
import { sheetOf } from '../fixtures/sheet';

const at = '2026-04-04T08:00:00Z';
/** Ids that count on from one call to the next. */
function counting() {
  let n = 0;
  return () => `step-${++n}`;
}
const how = () => ({ at, assign: 'area' as const, newId: counting() });
const sha = (letter: string) => letter.repeat(64);

interface Entering {
  way?: KeptPart['way'];
  removals?: boolean;
  except?: string[];
  decided?: Record<string, string | null>;
}
/** A table treated in WGS 84 degrees, on its way into a pack. */
async function part(
  target: Target,
  content: string,
  { way = 'append', removals = false, except = [], decided = {} }: Entering = {},
  file = `${target}.csv`,
): Promise<KeptPart> {
  const sheet = sheetOf(content, file);
  const mapping = matchColumns(target, sheet.columns);
  const treated = await treat(target, sheet, mapping, noGround, '2026-04-04', {
    crs: 'EPSG:4326',
  });
  const entering = { way, removals, except, decided };
  return keptPart(
    { file, sha256: sha('a'), sheet, asOf: '2026-03-31' },
    target,
    mapping,
    treated,
    entering,
  );
}

const head = '编号,名称,经度,纬度,容纳人数\n';
const line = (...coordinates: number[][]) => JSON.stringify({ type: 'LineString', coordinates });
const asOf = '2025-06-30';
let base: TrailedPack;
beforeAll(async () => {
  const shelters = [1, 2, 3].map((n) =>
    shelterAt(105.7 + n / 100, 29.7, {
      ...{ id: `s${n}`, name: `第${n}中学`, capacityPeople: 100 * n },
      ...{ synthetic: false, status: 'open', capacitySource: 'ledger' },
    }),
  );
  const made = (register: Target, features: Feature[]) => ({
    ...{ register, features, sourceName: `${register}.geojson`, asOf, problems: [] },
  });
  base = {
    ...(await makePack({
      id: 'own-1',
      name: '试验',
      parts: [
        made('shelters', shelters),
        made('towns', [townIn(box(105.6, 29.6, 105.9, 29.9), '500111001')]),
      ],
    })),
    history: emptyHistory(),
    versions: new Map(),
  };
});

const sheltersOf = ({ files }: TrailedPack) =>
  recordsOf(files.get('shelters.geojson')).features as Feature<Point, Shelter>[];
const idsOf = (pack: TrailedPack) => sheltersOf(pack).map(({ properties: { id } }) => id);
const titles = ({ history }: TrailedPack) => history.steps.map(({ title }) => title.en);
/** Everything but the trail, byte by byte. */
const stateOf = ({ manifest, files }: TrailedPack) => ({
  manifest,
  files: Object.fromEntries(
    [...files]
      .map(([name, bytes]) => [name, Buffer.from(bytes).toString('base64')] as const)
      .sort(),
  ),
});
const copyOf = ({ manifest, files, history, versions }: TrailedPack) =>
  structuredClone({ manifest, files, history, versions });
const openable = ({ manifest, files }: TrailedPack) =>
  openPack((file) =>
    Promise.resolve(
      Uint8Array.from(
        file === 'pack.json'
          ? new TextEncoder().encode(JSON.stringify(manifest))
          : files.get(file)!,
      ).buffer,
    ),
  );
/** Takes back what is in force, the last step first. */
async function revertAll(pack: TrailedPack): Promise<TrailedPack> {
  let back = pack;
  for (const { id } of [...pack.history.steps].reverse())
    back = await revertStep(back, id, { id: `back-${id}`, at });
  return back;
}

describe('a register', () => {
  test('append takes what is new, as one step that can be taken back', async () => {
    const added = await part(
      'shelters',
      `${head}s2,第2中学,105.72,29.7,999\ns9,体育馆,105.8,29.7,900\n`,
    );
    const pack = await keepParts(base, [added], how());
    expect(idsOf(pack)).toEqual(['s1', 's2', 's3', 's9']);
    expect(sheltersOf(pack)[1]!.properties.capacityPeople).toBe(200);
    expect(titles(pack)).toEqual(['Append to shelters: 1 new']);
    expect(pack.manifest.datasets.shelters).toMatchObject({ count: 4, file: 'shelters.geojson' });
    expect((await openable(pack)).shelters.features).toHaveLength(4);
    expect(stateOf(await revertAll(pack))).toEqual(stateOf(base));
  });

  test('update changes what the file gives, and leaves what it does not', async () => {
    const changed = await part('shelters', `${head}s2,第2中学,105.725,29.7,250\n`, {
      way: 'update',
    });
    const pack = await keepParts(base, [changed], how());
    expect(titles(pack)).toEqual(['Update shelters: 1 moved']);
    expect(sheltersOf(pack)[1]).toMatchObject({
      geometry: { coordinates: [105.725, 29.7] },
      properties: { capacityPeople: 250, duration: 'emergency', status: 'open' },
    });
    expect(idsOf(pack)).toEqual(['s1', 's2', 's3']);
    expect(stateOf(await revertAll(pack))).toEqual(stateOf(base));
  });

  test('replace takes away what the file does not have, only if that was said', async () => {
    const content = `${head}s2,第2中学,105.72,29.7,200\n`;
    const kept = await keepParts(
      base,
      [await part('shelters', content, { way: 'replace' })],
      how(),
    );
    expect(idsOf(kept)).toEqual(['s1', 's2', 's3']);
    const whole = await part('shelters', content, { way: 'replace', removals: true });
    const pack = await keepParts(base, [whole], how());
    expect(idsOf(pack)).toEqual(['s2']);
    expect(titles(pack)[0]).toMatch(/^Replace shelters: .*2 removed$/u);
    expect(stateOf(await revertAll(pack))).toEqual(stateOf(base));
  });

  test('records that a person left out of the update stay as they are', async () => {
    const content = `${head}s1,第1中学,105.71,29.7,111\ns2,第2中学,105.72,29.7,222\n`;
    const changed = await part('shelters', content, { way: 'update', except: ['s1'] });
    const pack = await keepParts(base, [changed], how());
    expect(sheltersOf(pack).map(({ properties }) => properties.capacityPeople)).toEqual([
      100, 222, 300,
    ]);
    // The history said that both rows were used.
    expect(pack.history.steps.at(-1)!.source).toMatchObject({ rows: 2, imported: 1 });
  });

  test('a record that nobody decided about is none of those that were used', async () => {
    const content = `${head}x9,别的学校,105.71,29.7,111\ns2,第2中学,105.72,29.7,222\ns3,第3中学,105.73,29.7,300\nn,新学校,105.8,29.8,5\n`;
    const one = await part('shelters', content, { way: 'update' });
    const { doubts } = compareWith(base, 'shelters', one);
    const pack = await keepParts(base, [one], how());
    expect(pack.history.steps.at(-1)!.source).toMatchObject({
      rows: 4,
      imported: 4 - doubts.length,
    });
    expect(doubts.length).toBeGreaterThan(0);
  });

  test('two files with the same numbers are told apart: neither overwrites the other', async () => {
    const town = (name: string, x: number) =>
      part(
        'shelters',
        `${head}1,${name}甲,${x},29.7,10\n2,${name}乙,${x + 0.01},29.71,20\n`,
        {},
        `${name}.csv`,
      );
    const pack = await keepParts(base, [await town('东', 105.6), await town('西', 105.9)], how());
    const added = sheltersOf(pack).slice(3);
    expect(added.map(({ properties: { id, name } }) => [id, name])).toEqual([
      ['1', '东甲'],
      ['2', '东乙'],
      ['1-2', '西甲'],
      ['2-2', '西乙'],
    ]);
    expect(pack.history.steps.map(({ source }) => source?.file)).toEqual(['东.csv', '西.csv']);
    expect(stateOf(await revertAll(pack))).toEqual(stateOf(base));
  });

  // Was added all the same, since its number had become 1-2 by then.
  test('what was left out of a file stays out where another file has the same number', async () => {
    const east = await part('shelters', `${head}1,东甲,105.6,29.7,10\n`, {}, '东.csv');
    const rows = `${head}1,西甲,105.9,29.7,10\n2,西乙,105.91,29.7,10\n`;
    const west = await part('shelters', rows, { except: ['1'] }, '西.csv');
    const names = sheltersOf(await keepParts(base, [east, west], how())).slice(3);
    expect(names.map(({ properties: { name } }) => name)).toEqual(['东甲', '西乙']);
  });

  test('a pair that a person decided holds where another file has the same number', async () => {
    const east = await part(
      'shelters',
      `${head}1,东甲,105.6,29.7,10\n`,
      { way: 'update' },
      '东.csv',
    );
    const rows = `${head}1,新名字,105.72,29.7,222\n`;
    const west = await part('shelters', rows, { way: 'update', decided: { 1: 's2' } }, '西.csv');
    const pack = await keepParts(base, [east, west], how());
    expect(idsOf(pack)).toEqual(['s1', 's2', 's3', '1']);
    expect(sheltersOf(pack)[1]!.properties).toMatchObject({ name: '新名字', capacityPeople: 222 });
  });

  // Were compared with each other: one 滑坡 moved the other by 650 m, one 村委会广场 was dropped 30 km away.
  test('records of two files of one import are two things, however alike', async () => {
    const two = async (target: Target, east: string, west: string) => {
      const rows = [east, west].map((row, i) =>
        part(target, head + row, { way: 'update' }, `${i}.csv`),
      );
      const pack = await keepParts(emptyPack('own-2', '新区'), await Promise.all(rows), how());
      const { features } = recordsOf(pack.files.get(`${target}.geojson`));
      return (features as Feature<Point, Shelter>[]).map(({ properties, geometry }) => [
        properties.id,
        properties.name,
        geometry.coordinates[0],
      ]);
    };
    expect(
      await two(
        'geohazards',
        '1,滑坡,105.7,29.7,\n2,崩塌,105.71,29.71,\n',
        '1,滑坡,105.705,29.704,\n2,崩塌,105.8,29.8,\n',
      ),
    ).toEqual([
      ['1', '滑坡', 105.7],
      ['2', '崩塌', 105.71],
      ['1-2', '滑坡', 105.705],
      ['2-2', '崩塌', 105.8],
    ]);
    expect(
      await two('shelters', '1,村委会广场,105.7,29.7,100\n', '2,村委会广场,105.9,29.9,50\n'),
    ).toEqual([
      ['1', '村委会广场', 105.7],
      ['2', '村委会广场', 105.9],
    ]);
  });

  test('of two files that match one record the second gives a new one, and the step says so', async () => {
    const rows = ['s2,第2中学,105.721,29.7,250\n', '7,第2中学,105.725,29.7,900\n'].map((row, i) =>
      part('shelters', head + row, { way: 'update' }, `${i}.csv`),
    );
    const pack = await keepParts(base, await Promise.all(rows), how());
    expect(
      sheltersOf(pack).map(({ properties }) => [properties.id, properties.capacityPeople]),
    ).toEqual([
      ['s1', 100],
      ['s2', 250],
      ['s3', 300],
      ['7', 900],
    ]);
    const [first, second] = pack.history.steps.map(({ source }) => source!.notes.at(-1)?.en);
    const note =
      '1 record matched a record of the pack that another file of this import has too, and became new (new number ↔ number in the pack: 7 ↔ s2)';
    expect(second).toBe(note);
    expect(first).not.toBe(note);
    expect(stateOf(await revertAll(pack))).toEqual(stateOf(base));
  });

  test('a pair that a person decided in the second file comes before what the first was found to have', async () => {
    const first = await part('shelters', `${head}7,第2中学,105.721,29.7,250\n`, { way: 'update' });
    const second = await part(
      'shelters',
      `${head}9,新名字,105.725,29.7,900\n`,
      { way: 'update', decided: { 9: 's2' } },
      'b.csv',
    );
    const pack = await keepParts(base, [first, second], how());
    expect(sheltersOf(pack)[1]!.properties).toMatchObject({ name: '新名字', capacityPeople: 900 });
    expect(idsOf(pack)).toEqual(['s1', 's2', 's3', '7']);
  });

  test('three files that count from 1 beside a record 1 of the pack get -2, -3 and -4', async () => {
    const file = (name: string, x: number) =>
      part('shelters', `${head}1,${name},${x},29.7,10\n`, {}, `${name}.csv`);
    const once = await keepParts(base, [await file('东', 105.6)], how());
    const more = await Promise.all([file('西', 105.8), file('南', 105.85), file('北', 105.9)]);
    let n = 0;
    const pack = await keepParts(once, more, { ...how(), newId: () => `next-${++n}` });
    expect(idsOf(pack).slice(3)).toEqual(['1', '1-2', '1-3', '1-4']);
  });

  test('a register of two files that replaces another takes the values of both', async () => {
    const both = await Promise.all(
      ['s1,第1中学,105.71,29.7,111\n', 's3,第3中学,105.73,29.7,\n'].map((row, i) =>
        part('shelters', head + row, { way: 'replace', removals: true }, `${i}.csv`),
      ),
    );
    const kept = sheltersOf(await keepParts(base, both, how()));
    expect(
      kept.map(({ properties: { id, capacityPeople, capacitySource } }) => [
        id,
        capacityPeople,
        capacitySource,
      ]),
    ).toEqual([
      ['s1', 111, 'ledger'],
      // Was left as “ledger” without a capacity.
      ['s3', null, 'unknown'],
    ]);
  });

  // Were left as they were: only what a column was mapped to counted as given.
  test.each([
    ['two columns of yes and no', '室内,室外', '是,否', '是,是', { space: 'both' }],
    [
      'a cell of several classes',
      '避难时长',
      '紧急避难场所',
      '室内长期避难场所',
      { space: 'indoor', duration: 'long' },
    ],
  ])('%s change the fields that they fill', async (_, columns, was, is, expected) => {
    const rows = (cells: string) =>
      part('shelters', `编号,名称,经度,纬度,${columns}\n1,体育馆,105.8,29.7,${cells}\n`, {
        way: 'update',
      });
    const once = await keepParts(emptyPack('own-2', '新区'), [await rows(was)], how());
    const next = { ...how(), newId: () => 'next' };
    const pack = await keepParts(once, [await rows(is)], next);
    expect(sheltersOf(pack)[0]!.properties).toMatchObject(expected);
  });

  test('two files that together are the register: what only the second has is not removed', async () => {
    const both = await Promise.all(
      ['s1,第1中学,105.71,29.7,100\n', 's3,第3中学,105.73,29.7,300\n'].map((row, i) =>
        part('shelters', head + row, { way: 'replace', removals: true }, `${i}.csv`),
      ),
    );
    const pack = await keepParts(base, both, how());
    expect(idsOf(pack)).toEqual(['s1', 's3']);
    expect(stateOf(await revertAll(pack))).toEqual(stateOf(base));
  });

  test('the same file again is no step', async () => {
    const added = await part('shelters', `${head}s9,体育馆,105.8,29.7,900\n`);
    const once = await keepParts(base, [added], how());
    const twice = await keepParts(once, [{ ...added, way: 'update' }], {
      ...how(),
      newId: () => 'again',
    });
    expect(twice).toBe(once);
  });

  test('what would change is what is changed', async () => {
    const changed = await part(
      'shelters',
      `${head}s1,第1中学,105.71,29.7,111\ns9,体育馆,105.8,29.7,900\n`,
      { way: 'update' },
    );
    const { new: fresh, changed: pairs, gone } = compareWith(base, 'shelters', changed);
    expect([fresh.length, pairs.length, gone.length]).toEqual([1, 1, 2]);
    const [step] = (await keepParts(base, [changed], how())).history.steps;
    expect(step!.changes.map(({ id }) => id).sort()).toEqual(['s1', 's9']);
  });

  test('the provenance counts the rows that were not read, and how coordinates were', async () => {
    const rows = `${head}s9,体育馆,105.8,29.7,900\ns10,无坐标,,,5\ns11,太远,1050,29,5\n`;
    const pack = await keepParts(base, [await part('shelters', rows)], how());
    expect(pack.manifest.datasets.shelters!.note?.en).toBe(
      'Coordinates are taken as WGS 84 / CGCS2000 degrees, without conversion; 2 rows were not imported, 0 rows carry a warning.',
    );
    expect(pack.history.steps[0]!.source).toMatchObject({ rows: 3, imported: 1 });
  });
});

const residents = (people: number) => `经度,纬度,常住人口\n105.7,29.7,${people}\n105.71,29.71,7\n`;
const roads = (name: string) =>
  `{"type":"FeatureCollection","features":[{"type":"Feature","properties":{"name":"${name}"},"geometry":${line([105.7, 29.7], [105.8, 29.7])}}]}`;

describe('datasets without numbers', () => {
  test('residents and roads are whole files in the history, replaced and taken back', async () => {
    const first = await keepParts(
      base,
      [
        await part('residents', residents(10)),
        await part('roads', roads('环城路'), {}, 'roads.geojson'),
      ],
      how(),
    );
    expect(titles(first)).toEqual([
      'Import residents: residents.csv',
      'Import roads: roads.geojson',
    ]);
    const second = await keepParts(first, [await part('residents', residents(20))], {
      ...how(),
      newId: () => 'second',
    });
    expect(titles(second).at(-1)).toBe('Replace residents: residents.csv');
    expect((await openable(second)).residents).toMatchObject({ people: Float64Array.of(20, 7) });
    const back = await revertStep(second, 'second', { id: 'back', at });
    expect(stateOf(back)).toEqual(stateOf(first));
    const earlier = await revertStep(second, 'step-2', { id: 'back', at });
    expect(earlier.manifest.datasets.roads).toBeUndefined();
    expect(stateOf(await revertAll(second))).toEqual(stateOf(base));
  });

  test('a grid of residents takes the place of a list, and the list comes back', async () => {
    const list = await keepParts(base, [await part('residents', residents(10))], how());
    const geotiff = writeArrayBuffer(Float32Array.of(1, 2, 0, 4), {
      ...{ width: 2, height: 2, GeographicTypeGeoKey: 4326, GTModelTypeGeoKey: 2 },
      ...{ ModelTiepoint: [0, 0, 0, 105.6, 29.8, 0], ModelPixelScale: [0.001, 0.001, 0] },
    });
    const grid: KeptGrid = {
      target: 'residents',
      geotiff,
      source: {
        ...{ file: 'people.tif', sha256: sha('b'), format: 'geotiff', encoding: null, crs: null },
        ...{ rows: 4, imported: 3, asOf, notes: [text('计数', 'counts')] },
      },
    };
    const pack = await keepParts(list, [grid], { ...how(), newId: () => 'grid' });
    expect(pack.manifest.datasets.residents).toMatchObject({ file: 'residents.tif', count: 3 });
    expect(pack.files.has('residents.geojson')).toBe(false);
    expect(stateOf(await revertStep(pack, 'grid', { id: 'back', at }))).toEqual(stateOf(list));
  });

  test('two files of roads are one dataset, and both are named', async () => {
    const two = ['甲路', '乙路'].map((name) => part('roads', roads(name), {}, `${name}.geojson`));
    const pack = await keepParts(base, await Promise.all(two), how());
    expect(pack.manifest.datasets.roads!.count).toBe(2);
    expect(pack.history.steps).toHaveLength(1);
    expect(pack.history.steps[0]!.source).toMatchObject({
      file: '甲路.geojson',
      rows: 2,
      imported: 2,
    });
    expect(JSON.stringify(pack.history.steps[0]!.source!.notes)).toContain('乙路.geojson');
  });

  // Was refused with “there is nothing to change”, and the other files of the import with it.
  test('the same roads again do not stop the other files of the import', async () => {
    const road = await part('roads', roads('环城路'), {}, 'roads.geojson');
    const once = await keepParts(base, [road], how());
    const added = await part('shelters', `${head}s9,体育馆,105.8,29.7,900\n`);
    let n = 0;
    const next = { ...how(), newId: () => `next-${++n}` };
    const twice = await keepParts(once, [road, added], next);
    expect(titles(twice)).toEqual(['Import roads: roads.geojson', 'Append to shelters: 1 new']);
  });
});

describe('a new pack', () => {
  test('begins empty, holds what was imported, can be opened, and taken back to nothing', async () => {
    const empty = emptyPack('own-2', '新区');
    const pack = await keepParts(
      empty,
      [
        await part('shelters', `${head}1,体育馆,105.8,29.7,900\n`),
        await part('residents', residents(10)),
      ],
      how(),
    );
    expect(pack.manifest).toMatchObject({
      id: 'own-2',
      asOf: '2026-03-31',
      // Of the residents: one mistyped shelter must not move the whole map.
      extent: [105.7, 29.7, 105.71, 29.71],
    });
    expect((await openable(pack)).shelters.features[0]!.properties.name).toBe('体育馆');
    expect(stateOf(await revertAll(pack))).toEqual(stateOf(empty));
  });
});

test('a new pack without a single record is none', async () => {
  const nothing = await part('shelters', `${head}1,体育馆,,,900\n`);
  await expect(keepParts(emptyPack('own-2', '新区'), [nothing], how())).rejects.toThrow(
    'Not one record can be used; no pack was made.',
  );
});

describe('a failure leaves the pack as it was', () => {
  const both = async (): Promise<KeptPart[]> => [
    await part('shelters', `${head}s9,体育馆,105.8,29.7,900\n`),
    await part(
      'residents',
      JSON.stringify({
        type: 'FeatureCollection',
        features: [
          { type: 'Feature', properties: { population: 5 }, geometry: box(105, 29, 106, 30) },
          {
            type: 'Feature',
            properties: { population: 5 },
            geometry: { type: 'Point', coordinates: [105, 29] },
          },
        ],
      }),
      {},
      'mixed.geojson',
    ),
  ];

  test.each<[string, () => Promise<(KeptPart | KeptGrid)[]>, RegExp]>([
    [
      'points and areas of residents, after shelters that went well',
      both,
      /holds 1 areas and 1 points/u,
    ],
    [
      'a grid that is none',
      () =>
        Promise.resolve([
          {
            target: 'residents',
            geotiff: new ArrayBuffer(9),
            source: {
              file: 'x.tif',
              sha256: sha('b'),
              format: 'geotiff',
              encoding: null,
              crs: null,
              rows: 0,
              imported: 0,
              asOf: null,
              notes: [],
            },
          },
        ]),
      /x\.tif cannot be read/u,
    ],
    [
      'roads without a single record',
      async () => [
        { ...(await part('roads', roads('环城路'), {}, 'roads.geojson')), features: [] },
      ],
      /Not one record can be used/u,
    ],
    [
      'a record that its register refuses',
      async () => {
        const one = await part('shelters', `${head}s9,体育馆,105.8,29.7,900\n`);
        const [feature] = one.features as [Feature];
        const wrong = { ...feature, properties: { ...feature.properties, capacityPeople: -1 } };
        return [{ ...one, features: [wrong] }];
      },
      /体育馆|s9/u,
    ],
  ])('%s', async (_, parts, sentence) => {
    const before = copyOf(base);
    const given = await parts();
    const copy = structuredClone(given);
    const error: unknown = await keepParts(base, given, how()).catch((cause: unknown) => cause);
    expect(error).toBeInstanceOf(Failure);
    expect((error as Failure).text.en).toMatch(sentence);
    expect(copyOf(base)).toEqual(before);
    expect(structuredClone(given)).toEqual(copy);
  });
});

test('whatever is imported, stepping everything back gives the pack as it was, byte by byte', async () => {
  const row = fc.tuple(
    fc.constantFrom('s1', 's2', 's3', 's4', '', 'x'),
    fc.constantFrom('第1中学', '第2中学', '体育馆', '=1+1', '"a""b"'),
    fc.integer({ min: 0, max: 40 }).map((n) => 105.7 + n / 1000),
    fc.constantFrom('', '0', '10', '500', 'abc'),
  );
  const shelters = fc.record({
    rows: fc.array(row, { minLength: 1, maxLength: 6 }),
    way: fc.constantFrom('append' as const, 'update' as const, 'replace' as const),
    removals: fc.boolean(),
  });
  await fc.assert(
    fc.asyncProperty(
      fc.array(shelters, { minLength: 1, maxLength: 2 }),
      fc.option(fc.nat(50)),
      async (files, people) => {
        const parts: KeptPart[] = [];
        for (const { rows, way, removals } of files) {
          const content = rows.map((cells) => [...cells.slice(0, 3), 29.7, cells[3]].join(','));
          parts.push(await part('shelters', `${head}${content.join('\n')}\n`, { way, removals }));
        }
        if (people !== null) parts.push(await part('residents', residents(people)));
        const before = copyOf(base);
        const pack = await keepParts(base, parts, how());
        await openable(pack);
        expect(stateOf(await revertAll(pack))).toEqual(stateOf(base));
        expect(copyOf(base)).toEqual(before);
      },
    ),
    { numRuns: 25, seed: 20260404 },
  );
});

describe('residents of areas that are counted in another way', () => {
  const area = (west: number) => JSON.stringify({ ...box(west, 29, west + 0.1, 29.1) });
  const areas = JSON.stringify({
    type: 'FeatureCollection',
    features: [105, 105.1].map((west) => ({
      ...{ type: 'Feature', properties: { people: 100 } },
      geometry: JSON.parse(area(west)) as object,
    })),
  });
  const points = 'people,longitude,latitude\n100,105.1,29.1\n200,105.2,29.1\n';
  const keep = async (on: TrailedPack, content: string, file: string, assign: 'area' | 'point') =>
    keepParts(on, [await part('residents', content, {}, file)], {
      at,
      assign,
      newId: () => assign,
    });

  test('are a step of the history although the file is the same, and stepping back counts them as before', async () => {
    const first = await keep(emptyPack('own-1', '试验'), areas, 'r.geojson', 'area');
    const second = await keep(first, areas, 'r.geojson', 'point');
    expect(second.manifest.assign).toBe('point');
    expect(second.history.steps.map(({ title }) => title.en)).toEqual([
      'Import residents: r.geojson',
      'Count residents at one point of their areas',
    ]);
    const { manifest } = await revertStep(second, second.history.steps[1]!.id, {
      ...{ at, id: 'back' },
    });
    expect([manifest.assign, manifest.datasets.residents?.sha256]).toEqual([
      ...['area', first.manifest.datasets.residents!.sha256],
    ]);
  });

  test('are none the third time, and none where residents are points', async () => {
    const first = await keep(emptyPack('own-1', '试验'), areas, 'r.geojson', 'point');
    expect(await keep(first, areas, 'r.geojson', 'point')).toBe(first);
    const ofPoints = await keep(emptyPack('own-2', '试验'), points, 'r.csv', 'area');
    expect(await keep(ofPoints, points, 'r.csv', 'point')).toBe(ofPoints);
  });
});
