import { describe, expect, test } from 'vitest';
import { openFile } from '../../src/formats';
import { noGround } from '../../src/pack/ground';
import { matchColumns } from '../../src/pack/import';
import { keptPart } from '../../src/pack/importSource';
import { partSums } from '../../src/pack/partSums';
import { treat, type Decisions } from '../../src/pack/treat';
import { answer, at, save, yingtu } from '../cli/program';
import { readFileSync } from 'node:fs';
import type { FeatureCollection } from 'geojson';

/** 面积（万㎡） over 室内 and 室外, as it stands in a file of two heads. */
const ledger =
  '名称,经度,纬度,面积（万㎡）,\n,,,室内,室外\n' +
  '一中,105.71,29.70,0.1,0.2\n二中,105.72,29.70,0.5,\n三中,105.73,29.70,,\n四中,105.74,29.70,0.3,很大\n';

async function treated(content: string, decisions: Decisions = {}) {
  const opened = await openFile([{ name: 'a.csv', bytes: new TextEncoder().encode(content) }]);
  const sheet = await opened.read(opened.tables[0]!.id);
  const mapping = matchColumns('shelters', sheet.columns);
  const result = await treat('shelters', sheet, mapping, noGround, '2026-04-04', {
    crs: 'EPSG:4326',
    ...decisions,
  });
  return { sheet, mapping, result };
}
const areas = ({ result }: Awaited<ReturnType<typeof treated>>) =>
  result.features.map(({ properties }) => properties!.effectiveAreaSquareMetres as number | null);

describe('indoor and outdoor parts of an area', () => {
  test('are mapped to no field, and said to be parts that a person may have added', async () => {
    const found = await treated(ledger);
    const { sheet, mapping, result } = found;
    const [inside, outside] = sheet.columns.slice(-2) as [string, string];
    expect([inside, outside]).toEqual(['面积（万㎡） 室内', '面积（万㎡） 室外']);
    expect(Object.values(mapping).filter(Boolean)).toEqual(
      expect.not.arrayContaining([inside, outside]) as unknown[],
    );
    expect(areas(found)).toEqual([null, null, null, null]);
    expect(
      result.sums.map(({ columns, fields }) => [columns, fields.map(({ field }) => field)]),
    ).toEqual([
      [
        [inside, outside],
        ['landAreaSquareMetres', 'effectiveAreaSquareMetres'],
      ],
    ]);
    expect(result.assumed.map((note) => note['zh-CN'])).toContain(
      '列“面积（万㎡） 室内”、“面积（万㎡） 室外”是一个量的几部分，没有各自的字段，未读入；要相加作为“占地面积”或“有效避难面积”，须由人指定',
    );
  });

  test('are added with their units once a person says so; a sum with an unknown part is unknown', async () => {
    const { sheet } = await treated(ledger);
    const sums = { effectiveAreaSquareMetres: sheet.columns.slice(-2) };
    const found = await treated(ledger, { sums });
    // 0.1 + 0.2 times 10,000 m².
    expect(areas(found)).toEqual([3000, null, null, null]);
    expect(found.result.problems.map(({ row, value, reason }) => [row, value, reason.en])).toEqual([
      [4, '', 'empty, so the sum of the columns is unknown; write 0 where there is none'],
      [6, '很大', expect.any(String)],
    ]);
    const part = keptPart(
      { file: 'a.csv', sha256: 'x', sheet, asOf: null },
      ...(['shelters', found.mapping, found.result] as const),
      { way: 'update', removals: false, except: [], decided: {} },
    );
    expect(part.fields).toContain('effectiveAreaSquareMetres');
    expect(part.source.notes.map(({ en }) => en)).toContain(
      '“Effective area” is the sum of columns “面积（万㎡） 室内” and “面积（万㎡） 室外”, as a person said',
    );
  });

  test.each<[string, Decisions['sums'], string]>([
    ['a field that is no amount', { status: ['名称'] }, '不是数量'],
    ['a field that has a column', { effectiveAreaSquareMetres: ['名称'] }, '已由列“有效面积”给出'],
    ['a column that is not there', { capacityPeople: ['室内人数'] }, '“室内人数”不在表里'],
    ['one column twice', { capacityPeople: ['经度', '经度'] }, '现在是：经度、经度'],
    ['no column', { capacityPeople: [] }, '现在是：无'],
  ])('%s gives no sum', async (_, sums, words) => {
    const content = '名称,经度,纬度,有效面积\n一中,105.71,29.70,100\n';
    await expect(treated(content, { sums: sums! })).rejects.toMatchObject({
      text: { 'zh-CN': expect.stringContaining(words) as string },
    });
  });
});

describe('which columns are parts', () => {
  const found = (...columns: string[]) =>
    partSums('shelters', columns, matchColumns('shelters', columns)).map((sum) => [
      sum.columns,
      sum.fields.map(({ field }) => field),
    ]);

  test.each([
    ['in one row', ['室内有效面积（亩）', '室外有效面积（亩）'], ['effectiveAreaSquareMetres']],
    ['in traditional characters', ['室內收容人數', '戶外收容人數'], ['capacityPeople']],
    ['in English', ['Indoor capacity', 'Outdoor capacity'], ['capacityPeople']],
    ['the group on the left', ['可容纳人数 室内', '可容纳人数 室外'], ['capacityPeople']],
  ])('%s', (_, columns, fields) => {
    expect(found(...columns)).toEqual([[columns, fields]]);
  });

  test('one part alone is none, nor are parts of something else, nor those of a field that has its column', () => {
    expect(found('室内面积')).toEqual([]);
    expect(found('室内层高', '室外层高')).toEqual([]);
    expect(found('容纳人数', '室内容纳人数', '室外容纳人数')).toEqual([]);
  });

  test('a part is never taken for the whole: 室内 容纳人数 is not the capacity', () => {
    expect(
      matchColumns('shelters', ['名称', '室内 容纳人数', '室外 面积']).capacityPeople,
    ).toBeNull();
  });

  test('residents of both sexes are a sum as well', () => {
    const columns = ['镇街', '人口 男', '人口 女'];
    const [sum] = partSums('residents', columns, matchColumns('residents', columns));
    expect([sum!.columns, sum!.fields.map(({ field }) => field)]).toEqual([
      ['人口 男', '人口 女'],
      ['people'],
    ]);
  });
});

describe('--sum', () => {
  const path = save('two.csv', ledger);
  const ask = [
    'import',
    path,
    '--layer',
    'shelters',
    '--crs',
    'EPSG:4326',
    '--to',
    at('sum.geojson'),
  ];
  const both = ['面积（万㎡） 室内=有效避难面积', '面积（万㎡） 室外=effectiveAreaSquareMetres'];

  test('adds the columns', async () => {
    await answer(...ask, '--sum', ...both);
    const { features } = JSON.parse(readFileSync(at('sum.geojson'), 'utf8')) as FeatureCollection;
    expect(features[0]!.properties!.effectiveAreaSquareMetres).toBe(3000);
  });

  test('names what is not there', async () => {
    expect((await yingtu(...ask, '--sum', '室内=有效避难面积')).stderr).toContain(
      '--sum: two.csv has no column “室内”',
    );
    expect((await yingtu(...ask, '--sum', '面积（万㎡） 室内=面积')).stderr).toContain(
      '--sum: the layer shelters has no field “面积”',
    );
  });
});
