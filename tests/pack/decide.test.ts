import type { Feature, Point } from 'geojson';
import { readFile } from 'node:fs/promises';
import { beforeAll, describe, expect, test } from 'vitest';
import { decide, findingKey, isFault, type FindingDecisions } from '../../src/pack/decide';
import type { Finding } from '../../src/pack/finding';
import { findingsSheets } from '../../src/pack/findingsBook';
import { groundOfPack, type Ground } from '../../src/pack/ground';
import { matchColumns } from '../../src/pack/import';
import { keptPart } from '../../src/pack/importSource';
import { emptyPack, keepParts } from '../../src/pack/keepImport';
import { openPack } from '../../src/pack/open';
import { PointList, pointsOf } from '../../src/pack/pointList';
import { treat, undecided, type Decisions } from '../../src/pack/treat';
import { sheetOf } from '../fixtures/sheet';

const day = '2026-04-04';
const folder = new URL('../../static/packs/dazu/', import.meta.url);

let ground: Ground;
beforeAll(async () => {
  ground = groundOfPack(
    await openPack(async (file) => new Uint8Array(await readFile(new URL(file, folder))).buffer),
  );
});

const head = '编号,名称,镇街,经度,纬度,容纳人数,电话\n';
/** The second is in Beijing, the third holds nobody, the fourth repeats the third. */
const rows =
  'a,一中,龙岗街道,105.71,29.70,300,\n' +
  'b,二中,龙岗街道,116.40,39.90,300,\n' +
  'c,三中,龙岗街道,105.73,29.71,0,\n' +
  'd,三中,龙岗街道,105.73,29.71,200,\n';
const sheet = sheetOf(head + rows);
const mapping = matchColumns('shelters', sheet.columns);
const treated = (decisions: Decisions = {}) =>
  treat('shelters', sheet, mapping, ground, day, { crs: 'EPSG:4326', ...decisions });
const keyOf = async (check: Finding['check'], row: number, level?: Finding['level']) =>
  findingKey(
    (await treated()).findings.find(
      (each) => each.check === check && each.row === row && (!level || each.level === level),
    )!,
  );
const told = (findings: readonly Finding[]) => findings.map(({ check, row }) => `${row} ${check}`);

describe('errors of records that would be imported', () => {
  test('are undecided until a person says what becomes of them: a shelter 1,400 km away and one for 0 people', async () => {
    const result = await treated();
    expect(told(undecided(result))).toEqual(['3 district', '4 impossible']);
    expect(result.features).toHaveLength(4);
  });

  test('a record that is left out is not imported, is told, and its row with all else that was found is gone', async () => {
    const before = await treated();
    const result = await treated({ leftOut: [await keyOf('district', 3)] });
    expect(result.rows).toEqual([2, 4, 5]);
    expect(result.features.map(({ properties }) => properties!.name as string)).toEqual([
      ...['一中', '三中', '三中'],
    ]);
    expect(told(result.leftOut)).toEqual(['3 district']);
    expect(result.findings.filter(({ row }) => row === 3)).toEqual([]);
    expect(told(result.besides).toSorted()).toEqual(
      told(
        before.findings.filter(({ row, check }) => row === 3 && check !== 'district'),
      ).toSorted(),
    );
    expect(told(undecided(result))).toEqual(['4 impossible']);
  });

  test('what is kept as it is stays a record and is no finding any more', async () => {
    const result = await treated({ accepted: [await keyOf('impossible', 4)] });
    expect([result.features.length, told(result.accepted)]).toEqual([4, ['4 impossible']]);
    expect(told(undecided(result))).toEqual(['3 district']);
  });

  test('all keeps every error and nothing else, so that warnings stay to be seen', async () => {
    const before = await treated();
    const result = await treated({ accepted: 'all' });
    expect(told(result.accepted)).toEqual(['3 district', '4 impossible']);
    expect(result.findings.length).toBe(before.findings.length - 2);
  });

  // To be rid of a number of seven figures a person had to leave the whole shelter out.
  test('a value that cannot be true is made unknown where that is asked for, never with all repairs', async () => {
    const key = await keyOf('impossible', 4);
    const one = await treated({ mends: [key] });
    expect([one.rows, told(one.mended)]).toEqual([[2, 3, 4, 5], ['4 impossible']]);
    expect(one.features[2]!.properties).toMatchObject({
      ...{ capacityPeople: null, capacitySource: 'unknown' },
    });
    expect(told((await treated({ mends: 'all' })).mended)).not.toContain('4 impossible');
    expect(told((await treated({ mends: 'unknown' })).mended)).toContain('4 impossible');
  });

  test('leaving out what is faulty takes the errors that nobody accepted', async () => {
    const result = await treated({ faulty: 'leave-out', accepted: [await keyOf('impossible', 4)] });
    expect([result.rows, told(result.leftOut)]).toEqual([[2, 4, 5], ['3 district']]);
    expect(undecided(result)).toEqual([]);
  });

  test('rows that could not be read are no question: they are not imported anyway', async () => {
    const unread = sheetOf(`${head}a,一中,龙岗街道,105.71,29.70,300,\nb,二中,龙岗街道,,,300,\n`);
    const result = await treat('shelters', unread, mapping, ground, day, { crs: 'EPSG:4326' });
    expect(result.findings.filter(({ level }) => level === 'error').map(({ row }) => row)).toEqual([
      3,
    ]);
    expect(undecided(result)).toEqual([]);
  });
});

describe('keys of decisions', () => {
  test('a record that is left out repeats nothing: what repeated it stays, and is no duplicate', async () => {
    const twin = await keyOf('duplicate', 5);
    const result = await treated({ leftOut: [await keyOf('impossible', 4), twin] });
    // Leaving out both would lose the place altogether.
    expect(result.rows).toEqual([2, 3, 5]);
    expect(result.findings.some(({ check }) => check === 'duplicate')).toBe(false);
  });

  test('what repeats a record that is left out is not removed as well: the place would be lost', async () => {
    const twice = sheetOf(
      '名称,经度,纬度,总库容(万m³),坝高(m),死水位(m),正常蓄水位(m)\n' +
        '一库,105.71,29.70,50,10,120,110\n' +
        '一库,105.71,29.70,50,10,,\n',
    );
    const columns = matchColumns('reservoirs', twice.columns);
    const ask = (decisions: Decisions) =>
      treat('reservoirs', twice, columns, ground, day, { crs: 'EPSG:4326', ...decisions });
    const found = (await ask({})).findings.find(({ mend }) => mend?.after === null)!;
    expect(found).toMatchObject({ check: 'duplicate', row: 3 });
    for (const mends of ['all', [findingKey(found)]] as const) {
      const kept = await ask({ mends });
      expect([kept.rows, told(kept.mended)]).toEqual([[2], ['3 duplicate']]);
      const result = await ask({ mends, faulty: 'leave-out' });
      expect([result.rows, told(result.leftOut), result.mended]).toEqual([[3], ['2 levels'], []]);
    }
  });

  test('what was repaired in a record that is removed as a duplicate is not told as repaired', async () => {
    const row = '一中,龙岗街道,105.71,29.70,300,138 1234 2471\n';
    const twice = sheetOf(`名称,乡镇,经度,纬度,容纳人数,联系电话\n${row}${row}`);
    const columns = matchColumns('shelters', twice.columns);
    const decisions: Decisions = { crs: 'EPSG:4326', mends: 'all' };
    const result = await treat('shelters', twice, columns, ground, day, decisions);
    expect([result.rows, told(result.mended)]).toEqual([[2], ['2 phone', '3 duplicate']]);
  });

  test('a duplicate alone is left out', async () => {
    const result = await treated({ leftOut: [await keyOf('duplicate', 5)] });
    expect([result.rows, told(result.leftOut)]).toEqual([[2, 3, 4], ['5 duplicate']]);
  });

  test('of what is no longer found after a repair, or never was, nothing comes and nothing fails', async () => {
    const phones = sheetOf(`${head}a,一中,龙岗街道,105.71,29.70,300,１３８-１２３４-２４７２\n`);
    const ask = (decisions: Decisions) =>
      treat('shelters', phones, mapping, ground, day, { crs: 'EPSG:4326', ...decisions });
    const found = (await ask({})).findings.find(({ check }) => check === 'phone')!;
    const key = findingKey(found);
    const result = await ask({ mends: [key], leftOut: [key, 'district|9||x|y|'], accepted: [key] });
    expect([result.features.length, told(result.mended)]).toEqual([1, ['2 phone']]);
    expect([result.leftOut, result.accepted]).toEqual([[], []]);
  });

  test('another reason is another finding: a decision of yesterday does not hold for what is found today', async () => {
    const key = await keyOf('district', 3);
    const elsewhere = sheetOf(head + rows.replace('116.40,39.90', '116.41,39.90'));
    const result = await treat('shelters', elsewhere, mapping, ground, day, {
      ...{ crs: 'EPSG:4326', leftOut: [key], accepted: [key] },
    });
    expect(told(undecided(result))).toEqual(['3 district', '4 impossible']);
  });
});

test('millions of residents stay numbers when some are left out', () => {
  const list = new PointList();
  for (const people of [10, 20, 30]) list.add(105.7, 29.7, people);
  const features = list.features;
  const far: Finding = {
    ...{ check: 'district', level: 'error', dataset: 'residents', index: 1, row: 3, id: null },
    ...{ name: null, field: null, value: '', reason: { 'zh-CN': '远', en: 'far' }, mend: null },
  };
  const result = decide({ features, rows: [2, 3, 4] }, (some) => (some.length === 3 ? [far] : []), {
    faulty: 'leave-out',
  });
  expect(pointsOf(result.features)?.columns.people).toEqual(Float64Array.from([10, 30]));
  expect(result.rows).toEqual([2, 4]);
});

describe('long lists that show the first errors only', () => {
  const featuresWith = (bad: number) =>
    Array.from({ length: bad + 1 }, (_, i): Feature<Point> => ({
      ...{ type: 'Feature', geometry: { type: 'Point', coordinates: [105, 29] } },
      properties: { name: String(i), bad: i < bad },
    }));
  /** Lists so many at a time, as checks of residents list the first ten thousand. */
  const listing = (most: number) => (some: readonly Feature[], rowOf: readonly number[]) =>
    some
      .flatMap(({ properties }, index): Finding[] =>
        properties!.bad
          ? [
              {
                ...{ check: 'impossible', level: 'error', dataset: 'shelters', index },
                ...{ row: rowOf[index]!, id: null, name: null, field: null, value: '', mend: null },
                reason: { 'zh-CN': '错', en: 'wrong' },
              },
            ]
          : [],
      )
      .slice(0, most);
  const leftOut = (bad: number, most: number) => {
    const features = featuresWith(bad);
    const rows = features.map((_, i) => i + 2);
    return decide({ features, rows }, listing(most), { faulty: 'leave-out' });
  };

  // After twelve rounds the rest went in as if nobody had decided.
  test('are worked off to the end, however many rounds that takes', () => {
    const result = leftOut(40, 2);
    expect([result.rows, result.leftOut.length, result.findings]).toEqual([[42], 40, []]);
  });

  test('of more than can be told are refused in one sentence: nothing goes in undecided', () => {
    expect(() => leftOut(200_001, 300_000)).toThrow(
      'More than 200,000 records would be left out, so nothing was imported',
    );
  });
});

describe('numbers that are told are those of what is imported', () => {
  /** Both records have a word that no list knows; the second is in Beijing. The third row is no record. */
  const told = sheetOf(
    '名称,经度,纬度,容纳人数,避难时长\n' +
      '一中,105.71,29.70,300,临安置点\n二中,116.40,39.90,300,临安置点\n合计,,,600,\n',
  );
  const columns = matchColumns('shelters', told.columns);
  const ask = (decisions: Decisions = {}) =>
    treat('shelters', told, columns, ground, day, { crs: 'EPSG:4326', ...decisions });
  const note = async (decisions: Decisions) => {
    const part = keptPart(
      { file: 'told.csv', sha256: '0'.repeat(64), sheet: told, asOf: null },
      'shelters',
      columns,
      await ask(decisions),
      { way: 'update', removals: false, except: [], decided: {} },
    );
    return part.source.notes.map(({ en }) => en).join('\n');
  };

  test('warnings are counted of the rows that are left, and a row of totals is one that was not imported', async () => {
    expect((await ask()).counts).toMatchObject({ left: 1, warned: 2 });
    expect((await ask({ faulty: 'leave-out' })).counts).toMatchObject({ left: 1, warned: 1 });
  });

  test('so are the rows of a word whose class a person decided, and one of no row is not told', async () => {
    const classes = { duration: { 临安置点: 'short' } };
    expect(await note({ classes })).toMatch(/was decided to mean “Short.*”, 2 rows/u);
    expect(await note({ classes, faulty: 'leave-out' })).toMatch(
      /was decided to mean “Short.*”, 1 row$/mu,
    );
    const far = findingKey(
      (await ask()).findings.find(({ check, row }) => check === 'district' && row === 3)!,
    );
    expect((await ask({ leftOut: [far] })).classWords).toMatchObject([{ rows: 1 }]);
  });
});

describe('what was decided is told', () => {
  const decisions = async (): Promise<FindingDecisions> => ({
    leftOut: [await keyOf('district', 3)],
    accepted: [await keyOf('impossible', 4)],
  });

  test('in the history and in the note of the dataset, with numbers, checks and rows', async () => {
    const result = await treated(await decisions());
    const part = keptPart(
      { file: 'a.csv', sha256: 'x', sheet, asOf: null },
      'shelters',
      mapping,
      result,
      { way: 'update', removals: false, except: [], decided: {} },
    );
    const notes = part.source.notes.map(({ en }) => en);
    expect(notes).toContain(
      '1 record was left out after the checks (outside the district 1): row 3 二中',
    );
    expect(notes).toContain(
      '1 record is kept as it is in spite of findings (impossible values 1): row 4 三中',
    );
    const pack = await keepParts(emptyPack('own-1', '试验'), [part], {
      ...{ at: '2026-04-04T08:00:00Z', assign: 'area', newId: () => 's1' },
    });
    expect(pack.manifest.datasets.shelters?.note?.['zh-CN']).toContain(
      '检查后不导入 1 条记录（超出行政区 1 处）：第 3 行 二中；看过检查结果后原样保留 1 条记录（不可能的数值 1 处）',
    );
  });

  test('in the workbook that goes back, in a column of its own, under the town of the record', async () => {
    const result = await treated(await decisions());
    const { features, findings } = result;
    const sheets = findingsSheets(
      [{ name: 'a.csv', findings, features, decided: result }],
      day,
      'zh-CN',
    );
    const found = sheets.flatMap(({ name, features: lines }) =>
      lines.map(({ properties }) => [
        name,
        properties!.row as unknown,
        properties!.problem as unknown,
        properties!.decision as unknown,
      ]),
    );
    expect(found).toContainEqual(['龙岗街道', 3, expect.stringContaining('行政区外'), '不导入']);
    expect(found).toContainEqual(['龙岗街道', 4, expect.stringContaining('为 0'), '保留']);
    expect(found).toContainEqual(['龙岗街道', 5, expect.stringContaining('名称相同'), '待定']);
    expect(sheets[0]!.columns.map(({ label }) => label)).toContain('处理');
  });

  test('a record without a town that is left out does not go to the town of the record in its place', async () => {
    const lone = sheetOf(head + rows.replace('b,二中,龙岗街道', 'b,二中,'));
    const result = await treat('shelters', lone, mapping, ground, day, {
      ...{ crs: 'EPSG:4326', faulty: 'leave-out' },
    });
    const { features, findings } = result;
    const found = [{ name: 'a.csv', findings, features, decided: result }];
    const sheets = findingsSheets(found, day, 'zh-CN').filter((each) =>
      each.features.some(({ properties }) => properties!.row === 3),
    );
    expect(sheets.map(({ name }) => name)).toEqual(['应急避难场所']);
  });

  test('a check of a pack, where nothing is to be decided, has no such column', async () => {
    const { findings, features } = await treated();
    const [first] = findingsSheets([{ name: 'a', findings, features }], day, 'zh-CN');
    expect(first!.columns.map(({ label }) => label)).toEqual([
      ...['序号', '行', '编号', '名称', '字段', '值', '问题', '建议', '处理结果'],
    ]);
  });
});

test('an error is a fault of a record, or of the places of the whole file; nothing else of a whole file is', () => {
  const whole = { check: 'reading', level: 'error', index: null } as Finding;
  const outside = { ...whole, check: 'district' } as const;
  expect(
    [whole, { ...whole, index: 0 }, outside, { ...outside, level: 'warning' }].map((each) =>
      isFault(each as Finding),
    ),
  ).toEqual([false, true, true, false]);
});

describe('a file of which most records lie outside the district', () => {
  /** Two records 3 km and more beyond the outline, one inside. */
  const strayed = sheetOf(
    `${head}a,一中,,105.71,29.70,300,\nb,二中,,106.20,29.60,300,\nc,三中,,106.25,29.61,300,\n`,
  );
  const ask = (decisions: Decisions = {}) =>
    treat('shelters', strayed, mapping, ground, day, { crs: 'EPSG:4326', ...decisions });

  test('is a question of its own, though no single record is an error', async () => {
    const result = await ask();
    expect(undecided(result).map(({ check, row, value }) => [check, row, value])).toEqual([
      ['district', null, '2 / 3'],
    ]);
  });

  test('can be kept as it is', async () => {
    const [whole] = undecided(await ask());
    const result = await ask({ accepted: [findingKey(whole!)] });
    expect([undecided(result), result.features.length]).toEqual([[], 3]);
    expect(undecided(await ask({ accepted: 'all' }))).toEqual([]);
  });

  test.each([false, true])(
    'left out, its records outside go and no others (by key: %s)',
    async (byKey) => {
      const [whole] = undecided(await ask());
      const result = await ask(byKey ? { leftOut: [findingKey(whole!)] } : { faulty: 'leave-out' });
      expect(result.rows).toEqual([2]);
      expect(told(result.leftOut)).toEqual(['null district', '3 district', '4 district']);
      expect(undecided(result)).toEqual([]);
    },
  );
});
