import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { shelterFields } from '../../src/domain/shelter';
import { splitClassWords } from '../../src/pack/classWords';

describe('shelters', () => {
  test.each([
    ['室内紧急避难场所', { space: 'indoor', duration: 'emergency', class51143: 'emergency' }],
    ['室外固定长期', { space: 'outdoor', duration: 'long', class51143: 'fixed-long' }],
    ['长期固定（室外）', { space: 'outdoor', duration: 'long', class51143: 'fixed-long' }],
    ['中心避难场所（室内）', { space: 'indoor', duration: 'long', class51143: 'central' }],
    ['室內緊急', { space: 'indoor', duration: 'emergency', class51143: 'emergency' }],
    ['室内+室外 短期', { space: 'both', duration: 'short' }],
    ['区级综合性长期应急避难场所', { level: 'county', purpose: 'general', duration: 'long' }],
    ['固定中期', { class51143: 'fixed-medium' }],
  ])('%s', (cell, values) => {
    expect(splitClassWords('shelters', cell)).toMatchObject({ values, rest: [] });
  });

  test('应急避难场所 is what all of them are called, and no length of stay', () => {
    expect(splitClassWords('shelters', '应急避难场所')).toEqual({
      values: {},
      recognised: [],
      rest: [],
    });
  });

  test('固定 alone is one of three classes: it stays open and is named', () => {
    expect(splitClassWords('shelters', '固定避难场所（室内）')).toEqual({
      values: { space: 'indoor' },
      recognised: ['室内'],
      rest: ['固定'],
    });
  });

  test('two lengths of stay contradict one another: neither is taken, both are named', () => {
    expect(splitClassWords('shelters', '室外 紧急、长期')).toEqual({
      values: { space: 'outdoor', class51143: 'emergency' },
      recognised: ['室外'],
      rest: ['紧急', '长期'],
    });
  });

  test('words that are not known are named, in one piece each', () => {
    const { values, rest } = splitClassWords('shelters', '学校（室内）Ⅱ类');
    expect([values, rest]).toEqual([{ space: 'indoor' }, ['学校', 'ii']]);
  });

  test('a building called 中心 or 综合楼 is no class', () => {
    const { values, rest } = splitClassWords('shelters', '文化中心综合楼（室内）');
    expect([values, rest]).toEqual([{ space: 'indoor' }, ['文化中心', '综合楼']]);
  });

  test('a negation in front of a word: nothing is read', () => {
    expect(splitClassWords('shelters', '非固定长期室内')).toEqual({
      values: {},
      recognised: [],
      rest: ['非固定长期室内'],
    });
  });
});

describe('reservoirs', () => {
  test.each([
    ['小（2）型均质土坝病险', { size: 'small-2', damType: 'earth', unsafe: true }, []],
    ['小Ⅰ型 混凝土拱坝', { size: 'small-1', damType: 'arch' }, []],
    ['中型水库（非病险）', { size: 'medium', unsafe: false }, []],
    ['小（1）型粘土心墙坝 二类坝', { size: 'small-1', damType: 'core-wall', unsafe: false }, []],
    ['小型水库', {}, ['小型']],
    ['浆砌石重力坝', {}, ['浆砌石重力坝']],
    ['已病险', {}, ['已病险']],
    ['不是病险', {}, ['不是病险']],
  ])('%s', (cell, values, rest) => {
    expect(splitClassWords('reservoirs', cell)).toMatchObject({ values, rest });
  });
});

describe('geohazards', () => {
  test.each([
    // 小型 is a size here and a grade of risk elsewhere: it raises or lowers no grade.
    ['小型土质滑坡（不稳定）', { type: 'landslide', stability: 'unstable' }, ['小型土质']],
    ['不稳定斜坡', { type: 'unstable-slope' }, []],
    ['危岩崩塌，基本稳定', { type: 'rockfall', stability: 'fair' }, []],
    ['滑坡（欠稳定）', { type: 'landslide' }, ['欠稳定']],
    ['滑坡、泥石流隐患点', {}, ['滑坡', '泥石流']],
    ['滑坡（已治理）', { type: 'landslide' }, ['已治理']],
  ])('%s', (cell, values, rest) => {
    const found = splitClassWords('geohazards', cell);
    expect([found.values, found.rest]).toEqual([values, rest]);
  });
});

test('whatever a cell says, only codes of the fields come out', () => {
  const word = fc.constantFrom(
    '室内',
    '室外',
    '紧急',
    '固定',
    '长期',
    '中心',
    '非',
    '（',
    '市级',
    'x',
    '__proto__',
  );
  fc.assert(
    fc.property(fc.array(word, { maxLength: 6 }), (words) => {
      const { values } = splitClassWords('shelters', words.join(''));
      for (const [key, value] of Object.entries(values)) {
        const field = shelterFields[key as keyof typeof shelterFields];
        expect(Object.keys(field.options ?? {})).toContain(value);
      }
    }),
    { numRuns: 200 },
  );
});
