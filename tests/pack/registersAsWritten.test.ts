import { expect, test } from 'vitest';
import { findingsOfProblems } from '../../src/pack/finding';
import { readRecords } from '../../src/pack/import';
import { matchColumns, proposeMapping } from '../../src/pack/match';
import type { Target } from '../../src/pack/make';
import { importFields } from '../../src/pack/targets';
import { joinUnits } from '../../src/pack/unitJoin';
import { readValue } from '../../src/pack/values';
import { sheetOf } from '../fixtures/sheet';

const read = (target: Target, content: string) => {
  const sheet = sheetOf(content);
  return readRecords(target, sheet, proposeMapping(target, sheet));
};

test.each(['小(二)型', '小（二）型', '小〔二〕型', '小[2]型', '小二型', '小(Ⅱ)型', '小（2）'])(
  'the size of a reservoir in any brackets: %s',
  (word) => {
    expect(readValue(importFields('reservoirs').size!, word)).toEqual({
      value: 'small-2',
      reason: null,
    });
  },
);

test('a size in words that nobody knows is told by the storage, and the finding says so', () => {
  const { features, problems } = read(
    'reservoirs',
    '水库名称,经度,纬度,总库容（万m³）,规模\n甲,105.7,29.7,50,小小型\n',
  );
  expect(features[0]!.properties!.size).toBe('small-2');
  expect(problems.map(({ reason }) => reason['zh-CN'])).toEqual([
    '不是这一栏的类别，按总库容判为“小（2）型”',
  ]);
});

test.each([
  ['Ⅰ级', 1],
  ['Ⅱ级', 2],
  ['III级', 3],
  ['Ⅳ', 4],
  ['三级', 3],
  ['3', 3],
  ['不构成', 0],
])('the grade of a major hazard is written %s', (word, grade) => {
  expect(readValue(importFields('hazchem').majorHazardGrade!, word).value).toBe(grade);
});

test('危险化学品名称及最大储量 gives substances; a quantity in bottles stays unknown and is not made up', () => {
  const { features } = read(
    'hazchem',
    '企业名称,经度,纬度,危险化学品名称及最大储量\n甲,105.7,29.7,汽油60t，柴油90吨\n乙,105.8,29.7,乙炔200瓶\n',
  );
  expect(features.map(({ properties }) => properties!.substances as unknown)).toEqual([
    [
      { name: '汽油', quantityTonnes: 60 },
      { name: '柴油', quantityTonnes: 90 },
    ],
    [{ name: '乙炔200瓶', quantityTonnes: null }],
  ]);
});

const towns = [
  { code: '500111101', name: '三驱镇' },
  { code: '500111105', name: '石马镇' },
  { code: '500111106', name: '万古镇' },
  { code: '500111107', name: '龙石镇' },
  { code: '500111108', name: '龙水镇' },
  { code: '500111001', name: '龙岗街道' },
];
const joined = (name: string) => {
  const { matches, misses } = joinUnits([{ row: 1, name }], towns, 'town', {
    within: ['大足区', '重庆市大足区'],
  });
  return (
    matches[0]?.unit.name ?? `? ${misses[0]!.candidates.map(({ unit }) => unit.name).join(' ')}`
  );
};

test.each([
  ['三驅鎮人民政府', '三驱镇'],
  ['三驱镇政府', '三驱镇'],
  ['龙岗街道办', '龙岗街道'],
  ['龙岗街道办事处', '龙岗街道'],
  ['大足区龙岗办事处', '龙岗街道'],
  ['万古镇新石村3组', '万古镇'],
  ['大足区万古镇新石社区', '万古镇'],
  ['龙水镇龙东路12号', '龙水镇'],
  ['500111105000', '石马镇'],
  ['500111106', '万古镇'],
])('the town that a row calls %s is %s', (name, town) => {
  expect(joined(name)).toBe(town);
});

test.each([
  // 乡 and 镇 are two kinds of unit: the one may be long gone, or the word be wrong.
  ['石马乡', '? 石马镇'],
  ['龙石镇、龙水镇', /^\? /u],
  ['龙石镇龙水镇', /^\? /u],
  ['万古新石村', /^\? /u],
  // A village of the town: its code is a candidate only.
  ['500111106201', '? 万古镇'],
])('%s is no town for certain and stays to a person', (name, said) => {
  expect(joined(name)).toEqual(
    typeof said === 'string' ? said : (expect.stringMatching(said) as string),
  );
});

test('所在地 says the town where no other column does', () => {
  expect(matchColumns('shelters', ['名称', '所在地']).town).toBe('所在地');
  expect(matchColumns('shelters', ['名称', '所在地', '乡镇']).town).toBe('乡镇');
  for (const head of ['所在镇街', '属地', '辖区', '属地镇街'])
    expect(matchColumns('shelters', [head]).town).toBe(head);
});

test('a 序号 that only counts the rows is no number of a register, and that is said; a 编号 stays one', () => {
  const { features, assumed } = read(
    'shelters',
    '序号,名称,经度,纬度\n1,一中,105.7,29.7\n2,二中,105.8,29.7\n',
  );
  expect(features.map(({ properties }) => properties!.id as string)).toEqual(['1', '2']);
  expect(assumed.map((note) => note['zh-CN'])).toContain(
    '列“序号”只是顺序号，没有用作编号，编号另给；要用作编号请对应这一列',
  );
  const proposed = (content: string) => proposeMapping('shelters', sheetOf(content)).id;
  expect(proposed('No.,名称\n1,一\n2,二\n1,三\n')).toBe(null);
  expect(proposed('编号,名称\n1,一\n2,二\n')).toBe('编号');
  expect(proposed('序号,名称\n1,一\n7,二\n')).toBe('序号');
  expect(proposed('序号,名称\nDZ-1,一\nDZ-2,二\n')).toBe('序号');
});

test('what reading has to say names the record by its number and name', () => {
  const { problems, words } = read(
    'shelters',
    '编号,名称,经度,纬度,容纳人数\nDZ-7,一中,105.7,29.7,许多\n',
  );
  expect(findingsOfProblems('shelters', problems, words)).toMatchObject([
    { row: 2, id: 'DZ-7', name: '一中', field: '容纳人数' },
  ]);
});

test('that characters nobody sees were taken out of coordinates is said', () => {
  const { features, assumed } = read(
    'shelters',
    '名称,经度,纬度\n一中,105.7\u200b,29.7\n二中,105.8,29.7\n',
  );
  expect(features).toHaveLength(2);
  expect(assumed.map((note) => note['zh-CN'])).toContain('1 行的坐标里有看不见的字符，已去掉再读');
});
