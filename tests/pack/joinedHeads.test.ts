import { describe, expect, test } from 'vitest';
import { matchColumns, readRecords } from '../../src/pack/import';
import { sheetOf } from '../fixtures/sheet';

describe('heads of several rows', () => {
  test('count by their last part where the whole is not known', () => {
    expect(
      matchColumns('shelters', ['名称', '责任人 电话', '位置 经度', '位置 纬度']),
    ).toMatchObject({
      name: '名称',
      phone: '责任人 电话',
      longitude: '位置 经度',
      latitude: '位置 纬度',
    });
  });

  test('do not where two end alike: nobody can tell whose phone is meant', () => {
    expect(matchColumns('shelters', ['名称', '镇责任人 电话', '村责任人 电话']).phone).toBeNull();
  });

  test('give way to a column that is known as a whole', () => {
    expect(matchColumns('shelters', ['上级 名称', '名称']).name).toBe('名称');
  });

  test('with characters that nobody sees are the same heads', () => {
    expect(matchColumns('shelters', ['\u200b名称\u200b', '\ufeff容纳人数'])).toMatchObject({
      name: '\u200b名称\u200b',
      capacityPeople: '\ufeff容纳人数',
    });
  });

  test('of amounts are amounts: 面积 室内 holds square metres and no answer of yes or no', () => {
    const { indoor, outdoor } = matchColumns('shelters', ['面积 室内', '面积 室外']);
    expect([indoor, outdoor]).toEqual([null, null]);
  });
});

describe('a cell with classes of several kinds', () => {
  const read = (cell: string, more = '') => {
    const sheet = sheetOf(
      `名称,经度,纬度,类别${more && ',空间'}\n一中,105.7,29.7,${cell}${more && `,${more}`}\n`,
    );
    const { features, problems } = readRecords('shelters', sheet, {
      ...matchColumns('shelters', sheet.columns),
      duration: '类别',
      ...(more && { space: '空间' }),
    });
    const { duration, class51143, space } = features[0]!.properties!;
    return {
      values: [duration, class51143, space] as unknown[],
      said: problems.map(({ field, level, reason }) => [field, level, reason['zh-CN']]),
    };
  };

  test('fills the fields that are empty, and no warning is left', () => {
    expect(read('室内紧急避难场所')).toEqual({
      values: ['emergency', 'emergency', 'indoor'],
      said: [],
    });
  });

  test('leaves a warning that names what was not read', () => {
    expect(read('中心避难场所（露天）老旧')).toEqual({
      values: ['long', 'central', 'outdoor'],
      said: [['类别', 'warning', '从中读出“中心避难场所、露天”；“老旧”不认识或互相矛盾，没有读']],
    });
  });

  test('does not overrule another column, and says where the two differ', () => {
    expect(read('室内紧急避难场所', '室外')).toEqual({
      values: ['emergency', 'emergency', 'outdoor'],
      said: [['类别', 'warning', '从中读出“室内、紧急避难场所”；与“空间”不一致，以后者为准']],
    });
  });

  test('of which nothing is known stays as it was: unknown, with a warning', () => {
    const { values, said } = read('待拆');
    expect([values, said.length]).toEqual([[null, null, null], 1]);
  });
});
