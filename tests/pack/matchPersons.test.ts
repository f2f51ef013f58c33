import { expect, test } from 'vitest';
import { checkRecords } from '../../src/pack/checks';
import { readRecords } from '../../src/pack/import';
import { likelyColumn } from '../../src/pack/likelyColumn';
import { matchColumns } from '../../src/pack/match';
import { importFields } from '../../src/pack/targets';
import { sheetOf } from '../fixtures/sheet';

const roles = ['行政', '技术', '巡查'];

test.each([
  ['joined from two rows of a head', ' 姓名', ' 电话'],
  ['in one word', '姓名', '电话'],
  ['with a hyphen', '-姓名', '-联系电话'],
  ['with the name in brackets', '（姓名）', '（联系电话）电话'],
  ['with other words for the phone', '姓名', '手机号码'],
])('the three persons of a reservoir and their phones are found %s', (_, name, phone) => {
  const columns = roles.flatMap((role) => [`${role}责任人${name}`, `${role}责任人${phone}`]);
  expect(matchColumns('reservoirs', ['水库名称', ...columns])).toMatchObject({
    administrativePerson: columns[0],
    administrativePhone: columns[1],
    technicalPerson: columns[2],
    technicalPhone: columns[3],
    patrolPerson: columns[4],
    patrolPhone: columns[5],
  });
});

test('a space in the middle of a word and a group above the persons make no difference', () => {
  expect(
    matchColumns('reservoirs', ['行政 责任人（姓名）', '三个责任人 技术责任人 姓名']),
  ).toMatchObject({
    administrativePerson: '行政 责任人（姓名）',
    technicalPerson: '三个责任人 技术责任人 姓名',
  });
});

test.each([
  ['geohazards', '监测员 姓名', '监测员 手机号', 'monitor', 'monitorPhone'],
  ['shelters', '责任人姓名', '责任人联系方式', 'manager', 'phone'],
  ['facilities', '负责人 姓名', '负责人 电话', 'manager', 'phone'],
  ['hazchem', '安全负责人姓名', '安全负责人手机', 'manager', 'phone'],
  ['forests', '林长姓名', '林长联系电话', 'forestChief', 'forestChiefPhone'],
] as const)('%s: %s and %s', (target, name, phone, person, number) => {
  expect(matchColumns(target, [name, phone])).toMatchObject({ [person]: name, [number]: phone });
});

test('who of several is meant by the last words nobody knows: none is taken', () => {
  expect(
    matchColumns('shelters', ['村级 责任人 姓名', '镇级 责任人 姓名', '行政责任人 职务']),
  ).toMatchObject({ manager: null, phone: null });
});

test('no one is asked to add a column while one that may hold the field is not mapped: it is named', () => {
  const rows = Array.from({ length: 5 }, (_, i) => `水库${i},105.0${i + 1},29.05,王一\n`).join('');
  const sheet = sheetOf(`水库名称,经度,纬度,行政方面的责任人\n${rows}`);
  const { features, unread } = readRecords(
    'reservoirs',
    sheet,
    matchColumns('reservoirs', sheet.columns),
  );
  expect(unread).toEqual(['行政方面的责任人']);
  const found = checkRecords('reservoirs', features, {
    ...{ district: [], towns: [], today: '2026-04-04', unread },
  });
  const reasons = found
    .filter(({ field }) => field === 'administrativePerson' || field === 'damHeightMetres')
    .map(({ reason }) => reason['zh-CN']);
  expect(reasons.sort()).toEqual([
    '5 条都没有“坝高”；请补这一列',
    '5 条都没有“行政责任人”；文件里的“行政方面的责任人”没有对应，是这一项就请对应',
  ]);
});

test.each([
  ['substances', '危险化学品名称及最大储量', true],
  ['majorHazardGrade', '危险源级别', true],
  ['safetyDistanceMetres', '危险化学品名称及最大储量', false],
  ['manager', '包保干部', true],
  ['manager', '值班电话', false],
  ['phone', '值班电话', true],
] as const)('%s may stand in %s: %s', (key, column, isLikely) => {
  expect(likelyColumn(importFields('hazchem')[key]!, [column])).toBe(isLikely ? column : null);
});
