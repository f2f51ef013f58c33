import { describe, expect, test } from 'vitest';
import { noGround } from '../../src/pack/ground';
import { matchColumns } from '../../src/pack/import';
import { decidedNotes } from '../../src/pack/importSource';
import type { Target } from '../../src/pack/make';
import { treat, type Decisions } from '../../src/pack/treat';
import { sheetOf } from '../fixtures/sheet';

const treated = (target: Target, content: string, classes?: Decisions['classes']) => {
  const sheet = sheetOf(content);
  return treat(target, sheet, matchColumns(target, sheet.columns), noGround, '2026-04-04', {
    crs: 'EPSG:4326',
    ...(classes && { classes }),
  });
};
const shelters =
  '名称,经度,纬度,避难时长,状态\n' +
  '一中,105.71,29.70,临安置点,启用\n二中,105.72,29.70,短期,启用\n' +
  '三中,105.73,29.70,临安置点 ,启用\n四中,105.74,29.70,备用点,在建中\n';

describe('a word of a class column that no list knows', () => {
  test('is listed with its rows and the classes that it could mean', async () => {
    const { classWords, features } = await treated('shelters', shelters);
    expect(classWords.map(({ field, word, rows, row }) => [field, word, rows, row])).toEqual([
      ['duration', '临安置点', 2, 2],
      ['duration', '备用点', 1, 5],
      ['status', '在建中', 1, 5],
    ]);
    expect(classWords[0]!.options.map(({ value }) => value)).toContain('short');
    expect(classWords.every((word) => !('decided' in word))).toBe(true);
    expect(features.map(({ properties }) => properties!.duration as unknown)).toEqual([
      ...[null, 'short', null, null],
    ]);
  });

  test('means in every row what a person decided, without a warning, and that is said', async () => {
    const result = await treated('shelters', shelters, {
      duration: { 临安置点: 'short', 备用点: null },
    });
    expect(result.features.map(({ properties }) => properties!.duration as unknown)).toEqual([
      ...['short', 'short', 'short', null],
    ]);
    expect(result.problems.map(({ row, field }) => [row, field])).toEqual([[5, '状态']]);
    expect(result.classWords.map(({ word, decided }) => [word, decided])).toEqual([
      ['临安置点', 'short'],
      ['备用点', null],
      ['在建中', undefined],
    ]);
    const notes = decidedNotes(result).map((note) => note['zh-CN']);
    expect(notes).toContain('避难时长“临安置点”人工认定为“短期 2–14 天”，2 行');
    expect(notes).toContain('避难时长“备用点”人工认定为未知，1 行');
  });

  test('a status that is decided is not assumed', async () => {
    const { features } = await treated('shelters', shelters, { status: { 在建中: 'planned' } });
    expect(features[3]!.properties).toMatchObject({ status: 'planned', assumed: [] });
  });

  test('what else the cell says of other fields still counts: 室内临安置点 is indoors', async () => {
    const content = '名称,经度,纬度,避难时长\n一中,105.71,29.70,室内临安置点\n';
    const open = await treated('shelters', content);
    expect(open.classWords.map(({ word }) => word)).toEqual(['室内临安置点']);
    const result = await treated('shelters', content, { duration: { 室内临安置点: 'short' } });
    expect([open, result].map(({ features }) => features[0]!.properties)).toEqual([
      expect.objectContaining({ space: 'indoor', duration: null }),
      expect.objectContaining({ space: 'indoor', duration: 'short' }),
    ]);
  });

  test('a cell that was split onto its axes is known: 室内紧急避难场所', async () => {
    const content = '名称,经度,纬度,避难时长\n一中,105.71,29.70,室内紧急避难场所\n';
    expect((await treated('shelters', content)).classWords).toEqual([]);
  });

  test('so is one that fills another field altogether: 室內 in a column of classes', async () => {
    const content = '名稱,經度,緯度,類別\n一中,121.51,25.04,室內\n';
    const { classWords, features } = await treated('shelters', content);
    expect([classWords, features[0]!.properties!.space]).toEqual([[], 'indoor']);
  });

  test('of geohazards: 岩崩塌 is a rockfall once a person says so', async () => {
    const content = '名称,经度,纬度,类型\n甲,105.71,29.70,岩崩塌\n乙,105.72,29.70,滑坡\n';
    const [word] = (await treated('geohazards', content)).classWords;
    expect([word!.field, word!.word]).toEqual(['type', '岩崩塌']);
    const value = word!.options.find(({ title }) => title['zh-CN'] === '崩塌')!.value;
    const { features } = await treated('geohazards', content, { type: { 岩崩塌: value } });
    expect(features[0]!.properties!.type).toBe(value);
  });

  test('a grade is a number in the record, however it was decided', async () => {
    const content = '名称,经度,纬度,险情等级\n甲,105.71,29.70,很大\n';
    const [word] = (await treated('geohazards', content)).classWords;
    expect(word!.field).toBe('riskGrade');
    const { value } = word!.options[0]!;
    const { features } = await treated('geohazards', content, { riskGrade: { 很大: value } });
    expect(String(features[0]!.properties!.riskGrade)).toBe(value);
    expect(features).toHaveLength(1);
  });
});

describe('decisions that decide nothing', () => {
  test('a class that the field does not have is refused with the word', async () => {
    await expect(
      treated('shelters', shelters, { duration: { 临安置点: '__proto__' } }),
    ).rejects.toMatchObject({
      name: 'Failure',
      message: expect.stringContaining('临安置点') as string,
    });
  });

  test('a word named like a member of every object is a word as any other', async () => {
    const content = '名称,经度,纬度,避难时长\n一中,105.71,29.70,constructor\n';
    const { classWords } = await treated('shelters', content, { duration: { x: 'short' } });
    expect(classWords.map(({ word, decided }) => [word, decided])).toEqual([
      ['constructor', undefined],
    ]);
  });

  test('a column of something else, with ever other words, lists the first five hundred', async () => {
    const lines = Array.from({ length: 600 }, (_, i) => `${i},105.${i},29.7,词${i}\n`);
    const content = `名称,经度,纬度,避难时长\n${lines.join('')}`;
    expect((await treated('shelters', content)).classWords).toHaveLength(500);
  });

  test('a phone in a class cell is masked, and its word can be decided as it is shown', async () => {
    const content = '名称,经度,纬度,避难时长\n一中,105.71,29.70,见13812342471\n';
    const [word] = (await treated('shelters', content)).classWords;
    expect(word!.word).toBe('见138****2471');
    const { features } = await treated('shelters', content, { duration: { [word!.word]: 'long' } });
    expect(features[0]!.properties!.duration).toBe('long');
  });
});
