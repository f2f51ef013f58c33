import gcoord from 'gcoord';
import type { Feature, Point } from 'geojson';
import { readFile } from 'node:fs/promises';
import { beforeAll, describe, expect, test } from 'vitest';
import type { Manifest } from '../../src/domain/manifest';
import { distanceMetres } from '../../src/geo/metric';
import { contains } from '../../src/geo/polygons';
import type { Finding } from '../../src/pack/finding';
import { groundOfPack, noGround, type Ground } from '../../src/pack/ground';
import { matchColumns } from '../../src/pack/import';
import { keptPart } from '../../src/pack/importSource';
import type { Target } from '../../src/pack/make';
import { openPack } from '../../src/pack/open';
import type { Pack } from '../../src/pack/pack';
import { findingKey, treat, type Decisions } from '../../src/pack/treat';
import { sheetOf } from '../fixtures/sheet';
import { box, townIn } from '../fixtures/pack';

const day = '2026-04-04';
const folder = new URL('../../static/packs/dazu/', import.meta.url);
const readDisk = async (file: string) =>
  new Uint8Array(await readFile(new URL(file, folder))).buffer;

let pack: Pack;
let ground: Ground;
beforeAll(async () => {
  pack = await openPack(readDisk);
  ground = groundOfPack(pack);
});

const treated = (target: Target, content: string, decisions: Decisions = {}, on = ground) => {
  const sheet = sheetOf(content);
  return treat(target, sheet, matchColumns(target, sheet.columns), on, day, decisions);
};
const positions = (features: readonly Feature[]) =>
  features.map((feature) => (feature as Feature<Point>).geometry.coordinates as [number, number]);
type Place = [number, number];
const toGcj02 = (place: Place): Place => gcoord.transform<Place>(place, gcoord.WGS84, gcoord.GCJ02);
/** A table of places with names, in degrees with eight decimals: 1 mm. */
const listed = (places: readonly { name: string; place: Place }[]) =>
  `名称,经度,纬度\n${places.map(({ name, place: [x, y] }) => `${name},${x.toFixed(8)},${y.toFixed(8)}\n`).join('')}`;
const known = () =>
  pack.shelters.features.slice(0, 40).map(({ geometry, properties: { name } }) => ({
    name,
    place: geometry.coordinates.slice(0, 2) as Place,
  }));

describe('coordinates', () => {
  // Each row was an error, “degrees are needed here”, and the table was said to be in degrees.
  test('metres of an unknown zone are no errors of their rows before a person says which', async () => {
    const metres = '名称,X,Y\n一中,3287000,476000\n二中,3288000,477000\n三中,3289000,478000\n';
    const open = await treated('shelters', metres, {}, noGround);
    expect([open.judgement?.decision, open.isSettled, open.features, open.findings]).toEqual([
      ...['none', false, [], []],
    ]);
    expect(open.coordinates.en).toBe(
      'the coordinate system is not decided yet, so no row was read',
    );
    const crs = 'EPSG:4544+swapped';
    expect((await treated('shelters', metres, { crs }, noGround)).features).toHaveLength(3);
  });
  test('shelters shifted to GCJ-02 are told by the places of their names, and brought back to 0.1 m', async () => {
    const truth = known();
    const shifted = truth.map(({ name, place }) => ({ name, place: toGcj02(place) }));
    // As far as a service radius: the shift would move everyone to another shelter.
    expect(distanceMetres(...truth[0]!.place, ...shifted[0]!.place)).toBeGreaterThan(300);
    const result = await treated('shelters', listed(shifted));
    expect([result.transform?.id, result.isSettled]).toEqual(['GCJ02', true]);
    const found = positions(result.features);
    expect(found).toHaveLength(truth.length);
    truth.forEach(({ place }, i) =>
      expect(distanceMetres(...place, ...found[i]!), truth[i]!.name).toBeLessThan(0.1),
    );
    expect(result.coordinates.en).toMatch(
      /^coordinates are read as GCJ-02.* and converted to WGS 84/u,
    );
    expect(result.assumed).toContainEqual(result.coordinates);
  });

  test('the same shelters unshifted are left where they are, to the bit', async () => {
    const truth = known();
    const result = await treated('shelters', listed(truth));
    expect(result.isSettled).toBe(true);
    expect(positions(result.features)).toEqual(truth.map(({ place }) => place));
  });

  test('three places with unknown names are no evidence: it is not settled, and what is proposed says so', async () => {
    const few = known()
      .slice(0, 3)
      .map(({ place }, i) => ({ name: `新 ${i}`, place }));
    const result = await treated('shelters', listed(few));
    expect(result.isSettled).toBe(false);
    expect(result.judgement?.decision).not.toBe('certain');
    expect(result.judgement?.why.en).toMatch(/3 (?:different )?places/u);
  });

  test('a person settles it, with a system that the evidence ranked or any other', async () => {
    const few = known()
      .slice(0, 3)
      .map(({ place }, i) => ({ name: `新 ${i}`, place: toGcj02(place) }));
    const content = listed(few);
    const result = await treated('shelters', content, { crs: 'GCJ02' });
    expect([result.isSettled, result.transform?.id]).toEqual([true, 'GCJ02']);
    const found = positions(result.features);
    known()
      .slice(0, 3)
      .forEach(({ place }, i) => expect(distanceMetres(...place, ...found[i]!)).toBeLessThan(0.1));
    const asItStands = await treated('shelters', content, { crs: 'EPSG:4490' });
    expect(asItStands.isSettled).toBe(true);
    expect(positions(asItStands.features)[0]![0]).toBe(Number(few[0]!.place[0].toFixed(8)));
  });

  test('without a pack to compare with nothing is certain', async () => {
    const result = await treated('shelters', listed(known()), {}, noGround);
    expect(result.isSettled).toBe(false);
  });

  test('a definition that cannot be read is a sentence with the definition', async () => {
    await expect(treated('shelters', listed(known()), { crs: 'EPSG:99999' })).rejects.toMatchObject(
      {
        name: 'Failure',
        message: expect.stringContaining('99999') as string,
      },
    );
  });

  test('a table without any place needs no system, and tells each row', async () => {
    const result = await treated('shelters', '名称\n一中\n二中\n');
    expect(result).toMatchObject({
      judgement: null,
      transform: null,
      isSettled: true,
      features: [],
    });
    expect(result.findings.map(({ row, reason }) => [row, reason.en])).toEqual([
      [2, 'no position; not imported'],
      [3, 'no position; not imported'],
    ]);
  });
});

describe('rows that only name their town', () => {
  test('residents get the outline of the town, whatever ending or character its name is written with', async () => {
    const content = '乡镇,常住人口\n龍水鎮,98000\n大足区棠香街道办事处,65000\n';
    const sheet = sheetOf(content);
    const mapping = {
      ...matchColumns('residents', sheet.columns),
      name: '乡镇',
      people: '常住人口',
    };
    const result = await treat('residents', sheet, mapping, ground, day);
    const outlineOf = (name: string) =>
      pack.towns.features.find(({ properties }) => properties.name === name)!.geometry;
    expect(
      result.features.map(({ geometry, properties }) => [geometry, properties!.people as number]),
    ).toEqual([
      [outlineOf('龙水镇'), 98000],
      [outlineOf('棠香街道'), 65000],
    ]);
    expect(result.join?.matches.map(({ by }) => by)).toEqual(['similar', 'similar']);
    expect([result.isSettled, result.judgement]).toEqual([true, null]);
  });

  test('a name that is no town is listed with candidates and joined by nobody but a person', async () => {
    const content = '镇街名称,常住人口\n龙岗镇街,100\n';
    const sheet = sheetOf(content);
    const mapping = {
      ...matchColumns('residents', sheet.columns),
      name: '镇街名称',
      people: '常住人口',
    };
    const result = await treat('residents', sheet, mapping, ground, day);
    expect(result.features).toEqual([]);
    expect(result.findings.map(({ row, level }) => [row, level])).toEqual([[2, 'error']]);
    const [miss] = result.join!.misses;
    expect(miss).toMatchObject({ row: 2, value: '龙岗镇街' });
    const unit = miss!.candidates.find(({ unit: { name } }) => name === '龙岗街道')!.unit;
    const paired = await treat('residents', sheet, mapping, ground, day, {
      paired: { [miss!.value]: unit.code },
    });
    expect(paired.join).toMatchObject({ misses: [], matches: [{ row: 2, unit, by: 'hand' }] });
    expect(paired.features.map(({ properties }) => properties)).toEqual([{ people: 100 }]);
  });

  test('two rows of one town are told: each would count the whole town', async () => {
    const content = '镇街名称,常住人口\n龙水镇,60\n龙水镇,40\n';
    const sheet = sheetOf(content);
    const mapping = {
      ...matchColumns('residents', sheet.columns),
      name: '镇街名称',
      people: '常住人口',
    };
    const { shared } = await treat('residents', sheet, mapping, ground, day);
    expect(shared.map(({ unit, rows }) => [unit.name, rows])).toEqual([['龙水镇', [2, 3]]]);
  });

  test('a shelter stands inside its town only when that was asked for, and is marked as approximate', async () => {
    const content = '名称,镇街\n一中,龙水镇\n';
    const without = await treated('shelters', content);
    expect(without.features).toEqual([]);
    // Was only “no position”: what a person can do about it was lost.
    expect(without.findings.map(({ reason }) => reason.en)).toEqual([
      'only “龙水镇” is known, no position; choose “place by town” to use a point inside it instead',
    ]);
    const { features } = await treated('shelters', content, { placeByTown: true });
    expect(features[0]!.properties).toMatchObject({ name: '一中', approximate: true });
    const town = pack.towns.features.find(({ properties: { name } }) => name === '龙水镇')!;
    expect(contains(town.geometry, ...positions(features)[0]!)).toBe(true);
  });

  test('a town that is known without an outline gives no place, and the row says why', async () => {
    const on: Ground = {
      ...noGround,
      towns: [townIn(box(105, 29, 106, 30), '500111901')],
      context: { ...noGround.context, townsWithoutOutline: [{ name: '乙镇', code: '500111902' }] },
    };
    const content = '名称,镇街\n一中,乙镇\n';
    const { features, findings } = await treated('shelters', content, { placeByTown: true }, on);
    expect(features).toEqual([]);
    expect(findings.map(({ reason }) => reason.en)).toEqual([
      '“乙镇” has no outline and gives no place',
    ]);
  });
});

describe('repairs', () => {
  const head = '编号,名称,经度,纬度,容纳人数,电话\n';
  // The third repeats the first, and the phone of the fourth has a full-width form.
  const rows =
    'a,一中,105.71,29.70,300,13812342471\nb,二中,105.72,29.70,0,\na,一中,105.71,29.70,300,13812342471\nd,四中,105.74,29.70,200,１３８-１２３４-２４７２\n';
  const decided: Decisions = { crs: 'EPSG:4326' };

  test('none is carried out that nobody chose', async () => {
    const {
      features,
      rows: numbers,
      mended,
      findings,
    } = await treated('shelters', head + rows, decided);
    expect([features.length, numbers, mended]).toEqual([4, [2, 3, 4, 5], []]);
    expect(findings.some(({ mend }) => mend)).toBe(true);
  });

  test('one is chosen by its key, and rows stay with their records when one goes', async () => {
    const before = await treated('shelters', head + rows, decided);
    const twin = before.findings.find(
      ({ check, mend }) => check === 'duplicate' && mend?.after === null,
    )!;
    expect(twin.row).toBe(4);
    const after = await treated('shelters', head + rows, { ...decided, mends: [findingKey(twin)] });
    expect(after.mended.map(findingKey)).toEqual([findingKey(twin)]);
    expect(after.rows).toEqual([2, 3, 5]);
    expect(after.features.map(({ properties }) => properties!.name as string)).toEqual([
      '一中',
      '二中',
      '四中',
    ]);
    expect(after.findings.filter(({ check }) => check === 'duplicate')).toEqual([]);
    for (const { row, name } of after.findings)
      if (name) expect(name).toBe({ 2: '一中', 3: '二中', 5: '四中' }[row!]);
  });

  test('all takes every one that is offered, and what cannot be mended stays listed', async () => {
    const before = await treated('shelters', head + rows, decided);
    const after = await treated('shelters', head + rows, { ...decided, mends: 'all' });
    const keeps = ({ mend }: Finding) => mend !== null && !mend.isLoss;
    expect(after.mended).toEqual(before.findings.filter(keeps));
    expect(after.findings.filter(keeps)).toEqual([]);
    expect(after.findings.length).toBeGreaterThan(0);
    expect(after.rows).toEqual([2, 3, 5]);
    const phones = after.features.map(({ properties }) => properties!.phone as string | null);
    expect(phones).toEqual(['13812342471', null, '13812342472']);
  });

  test('three times the same leaves one, not none', async () => {
    const same = 'x,一中,105.71,29.70,300,\n'.repeat(3);
    const { features } = await treated('shelters', head + same, { ...decided, mends: 'all' });
    expect(features).toHaveLength(1);
  });

  test('a key of another file mends nothing', async () => {
    const { mended } = await treated('shelters', head + rows, { ...decided, mends: ['ring|9||x'] });
    expect(mended).toEqual([]);
  });

  test('thresholds decide what is found', async () => {
    const crowded = `${head.replace('电话', '有效面积')}a,一中,105.71,29.70,300,100\n`;
    const found = async (thresholds: Decisions['thresholds']) =>
      (await treated('shelters', crowded, { ...decided, thresholds })).findings.filter(
        ({ check }) => check === 'impossible',
      ).length;
    expect([await found({ peoplePerSquareMetre: 2 }), await found({})]).toEqual([1, 0]);
  });
});

test('nothing that is treated is changed: sheet, ground and decisions are as before', async () => {
  const sheet = sheetOf(listed(known()));
  const mapping = matchColumns('shelters', sheet.columns);
  const decisions: Decisions = { mends: 'all', crs: 'GCJ02' };
  const copy = structuredClone({
    mapping,
    decisions,
    rows: sheet.rows.map(({ values }) => ({ ...values })),
  });
  await treat('shelters', sheet, mapping, ground, day, decisions);
  expect({ mapping, decisions, rows: sheet.rows.map(({ values }) => ({ ...values })) }).toEqual(
    copy,
  );
  expect(sheet.problems).toEqual([]);
});

test('the history names the file, how it was read, and what was taken for granted', async () => {
  const sheet = sheetOf('名称,经度,纬度,层高\n一中,105.71,29.70,3\n二中,,,\n');
  const mapping = matchColumns('shelters', sheet.columns);
  const result = await treat('shelters', sheet, mapping, ground, day, { crs: 'GCJ02' });
  const entering = { way: 'append', removals: false, except: [], decided: {} } as const;
  const file = { file: '台账.csv', sha256: 'a'.repeat(64), sheet, asOf: '2025-12-31' };
  const part = keptPart(file, 'shelters', mapping, result, entering);
  expect(part.fields).toEqual(['name', 'longitude', 'latitude']);
  // Was empty: the row without a place was not counted in the provenance.
  expect(part.problems.map(({ row, level }) => [row, level])).toEqual([[3, 'error']]);
  expect(part.source).toMatchObject({
    ...{ file: '台账.csv', format: 'csv', encoding: 'utf-8', asOf: '2025-12-31' },
    ...{ rows: 2, imported: 1 },
    crs: expect.stringContaining('GCJ-02') as string,
    notes: expect.arrayContaining([
      expect.objectContaining({ en: 'columns that match no field and were not read: 层高' }),
    ]) as unknown,
  });
});

test('the ground of a pack: outlines, towns with their marks, and every record with its name', () => {
  const { manifest } = pack as { manifest: Manifest };
  expect(ground.known.district).toHaveLength(pack.district.features.length);
  expect(ground.known.towns.map(({ schematic }) => schematic)).not.toContain(false);
  expect(ground.known.places.length).toBe(
    [pack.shelters, pack.geohazards, pack.reservoirs, pack.forests, pack.hazchem, pack.facilities]
      .map(({ features }) => features.length)
      .reduce((sum, count) => sum + count),
  );
  expect(ground.context.districtNames).toEqual([
    manifest.fullName['zh-CN'],
    manifest.name['zh-CN'],
  ]);
});

test('a zone is not drawn to the nearest shelter: nearness to records says nothing of its coordinates', async () => {
  const square = [
    [105.7, 29.6],
    [105.78, 29.6],
    [105.78, 29.72],
    [105.7, 29.72],
    [105.7, 29.6],
  ];
  const sheet = sheetOf(
    JSON.stringify({
      type: 'Feature',
      properties: { hazard: 'flood' },
      geometry: { type: 'Polygon', coordinates: [square] },
    }),
    'zones.geojson',
  );
  const mapping = matchColumns('zones', sheet.columns);
  const { judgement } = await treat('zones', sheet, mapping, ground, day);
  expect(judgement?.chosen?.transform.id).toBe('EPSG:4326');
  expect(judgement?.ranked.every(({ nearestMedianMetres }) => nearestMedianMetres === null)).toBe(
    true,
  );
});

test('a row of totals at the end of a plain table is no record', async () => {
  const { features, problems } = await treated(
    'shelters',
    '名称,经度,纬度,容纳人数\n一中,105.71,29.70,300\n合 计,,,300\n',
    { crs: 'EPSG:4326' },
  );
  expect(features.map(({ properties }) => properties?.name as unknown)).toEqual(['一中']);
  expect(problems.map(({ row, reason }) => [row, reason.en])).toEqual([
    [3, 'a row of totals is no record; not imported'],
  ]);
});

test('an effective area of more than ten times the site is an error, an open shelter is open', async () => {
  const { features, findings } = await treated(
    'shelters',
    '名称,经度,纬度,占地面积（m²）,有效避难面积（m²）,状态\n一中,105.71,29.70,5964,999999,开放\n',
    { crs: 'EPSG:4326' },
  );
  expect(features[0]?.properties?.status).toBe('open');
  expect(findings.filter(({ check }) => check === 'impossible')).toMatchObject([
    { level: 'error', field: 'effectiveAreaSquareMetres', row: 2 },
  ]);
});
