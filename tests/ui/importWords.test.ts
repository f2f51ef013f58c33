import { expect, test } from 'vitest';
import { importFields } from '../../src/pack/import';
import { coordinateLabels, labelsOf } from '../../src/ui/import/coordinateLabels';
import { comparedWords } from '../../src/ui/import/fieldWords';
import { isOfWholeFile } from '../../src/ui/import/findingGroups';
import { sampleWords } from '../../src/ui/import/sampleWords';
import { unfinishedWords } from '../../src/ui/import/unfinishedWords';

test.each([
  ['the head names a person', '巡查责任人', '欧阳建国', '欧阳**'],
  ['the head says phone', '值班电话', '023-43721234', '023-****1234'],
  ['the value is a phone', '备注', '有事打 13812342471', '有事打 138****2471'],
  ['the value looks like a name', '备注', '陈建国', '陈**'],
  ['the value is a number of an identity', '号码', '510212199001011234', '510***************'],
  ['a place that begins like a name stays', '所在镇街', '龙水镇', '龙水镇'],
  ['a class stays', '坝型', '均质土坝', '均质土坝'],
])('the sample of a column that is not imported: %s', (_, head, value, shown) => {
  expect(sampleWords(head, value)).toBe(shown);
});

test.each([
  ['EPSG:4544+swapped', '纵坐标（北）', '横坐标（东）'],
  ['EPSG:4544', '横坐标（东）', '纵坐标（北）'],
  ['EPSG:4326+swapped', '纬度', '经度'],
  ['GCJ02', '经度', '纬度'],
])('read as %s the two numbers are %s and %s', (reading, first, second) => {
  const { longitude, latitude } = coordinateLabels(reading);
  expect([longitude?.['zh-CN'], latitude?.['zh-CN']]).toEqual([first, second]);
});

test('before anybody has decided, and for a definition written out, the fields keep their names', () => {
  expect(coordinateLabels(null)).toEqual({});
  expect(coordinateLabels('+proj=tmerc +lon_0=105')).toEqual({});
});

test('an import that waits says of which files', () => {
  const at = '2026-05-01T08:00:00Z';
  expect(unfinishedWords(at, ['台账.csv', 'b.csv'])['zh-CN']).toBe(
    '上次的导入没有完成：台账.csv 等 2 个文件，2026-05-01 16:00',
  );
  expect(unfinishedWords(at, [undefined]).en).toBe(
    'An import was not finished: 1 file, 2026-05-01 16:00',
  );
});

test.each([
  ['all turned', null, ['EPSG:4544+swapped', 'EPSG:4545+swapped'], '纵坐标（北）'],
  ['turned or not', null, ['EPSG:4544+swapped', 'EPSG:4544'], '坐标的第一个数'],
  ['one is chosen', 'EPSG:4544', ['EPSG:4544+swapped', 'EPSG:4544'], '横坐标（东）'],
])(
  'a column of metres is not called a longitude while nobody has said how it is read: %s',
  (_, picked, possible, label) => {
    expect(labelsOf(picked, possible).longitude?.['zh-CN']).toBe(label);
  },
);

test.each([
  ['capacityPeople', '9999', '9,999\u2009人'],
  ['capacityPeople', '', '（空）'],
  ['name', '9999', '9999'],
])('what a comparison says of %s %j carries its unit', (field, value, shown) => {
  expect(comparedWords(importFields('shelters')[field], value)['zh-CN']).toBe(shown);
});

test('only the error of all places together is decided for the whole file, not a record outside or a missing column', () => {
  expect(isOfWholeFile({ check: 'district', level: 'error', index: null })).toBe(true);
  expect(isOfWholeFile({ check: 'district', level: 'error', index: 3 })).toBe(false);
  expect(isOfWholeFile({ check: 'district', level: 'warning', index: null })).toBe(false);
});
