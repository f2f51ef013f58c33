import { expect, test } from 'vitest';
import { findingsTables } from '../../src/pack/findingsTable';
import { noGround, type Ground } from '../../src/pack/ground';
import { matchColumns } from '../../src/pack/import';
import { treat } from '../../src/pack/treat';
import { box, townIn } from '../fixtures/pack';
import { sheetOf } from '../fixtures/sheet';

/** Two towns, the first of them a sketch or not. */
function groundWith(schematic: boolean): Ground {
  const [first, second] = [
    townIn(box(105.6, 29.6, 105.7, 29.8), '500111001'),
    townIn(box(105.7, 29.6, 105.8, 29.8), '500111002'),
  ];
  first.properties = { ...first.properties, name: '甲镇', schematic };
  second.properties = { ...second.properties, name: '乙镇' };
  return { ...noGround, towns: [first, second] };
}
async function assumedOf(content: string, schematic: boolean): Promise<string[]> {
  const sheet = sheetOf(content);
  const mapping = matchColumns('residents', sheet.columns);
  const treated = await treat('residents', sheet, mapping, groundWith(schematic), '2026-01-01');
  expect(treated.features.length).toBeGreaterThan(0);
  return treated.assumed.map(({ 'zh-CN': zh }) => zh);
}

test('residents that take the sketch of a town say so, by its name', async () => {
  const content = '镇街,人口\n甲镇,100\n乙镇,200\n';
  const said = (words: readonly string[]) => words.filter((each) => each.includes('示意'));
  expect(said(await assumedOf(content, true))).toEqual([
    '有的行没有坐标，用的是镇街的示意边界，不是实际边界，位置和范围只是大概：甲镇',
  ]);
  expect(said(await assumedOf(content, false))).toEqual([]);
});

test('rows that are joined to one town are told with the town, since each counts over the whole of it', async () => {
  const said = (words: readonly string[]) => words.filter((each) => each.includes('都对到'));
  expect(said(await assumedOf('镇街,人口\n甲镇,100\n乙镇,200\n甲镇,300\n', false))).toEqual([
    '第 2、4 行都对到“甲镇”，每行都按整个镇街的范围计算，同一范围会重复；请核对',
  ]);
  expect(said(await assumedOf('镇街,人口\n甲镇,100\n乙镇,200\n', false))).toEqual([]);
});

test('a row without a place whose town is not known says so with the town and the closest ones', async () => {
  const sheet = sheetOf('编号,名称,镇街\n1,一中,甲街\n2,二中,丙乡\n3,三中,\n4,,甲街\n');
  const { findings } = await treat(
    ...(['shelters', sheet, matchColumns('shelters', sheet.columns)] as const),
    ...([groundWith(false), '2026-01-01'] as const),
  );
  const said = findings
    .filter(({ check }) => check === 'reading')
    .map(({ row, name, field, value, reason }) => [row, name, field, value, reason['zh-CN']]);
  expect(said).toEqual([
    [
      ...[2, '一中', '镇街', '甲街'],
      '没有找到镇街“甲街”，且没有坐标，没有导入；最接近的是甲镇；请人工对应镇街，或补上坐标',
    ],
    [
      ...[3, '二中', '镇街', '丙乡'],
      '没有找到镇街“丙乡”，且没有坐标，没有导入；请人工对应镇街，或补上坐标',
    ],
    [4, '三中', null, '', '没有坐标，没有导入'],
    [
      ...[5, null, '镇街', '甲街'],
      '没有找到镇街“甲街”，且没有坐标，没有导入；最接近的是甲镇；请人工对应镇街，或补上坐标',
    ],
  ]);
});

test('rows that were not read stand under their town in the list that goes back, and carry their name', async () => {
  const sheet = sheetOf('名称,镇街,经度,纬度\n一中,甲镇,,\n,乙镇,105.75,29.7\n');
  const { findings } = await treat(
    ...(['shelters', sheet, matchColumns('shelters', sheet.columns)] as const),
    ...([groundWith(false), '2026-01-01', { crs: 'EPSG:4326' }] as const),
  );
  const tables = findingsTables(findings, { locale: 'zh-CN' });
  expect(tables.flatMap(({ name, rows }) => rows.map((row) => [name, row.row, row.name]))).toEqual([
    ['甲镇', 2, '一中'],
    ['乙镇', 3, null],
  ]);
});
