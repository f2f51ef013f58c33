import * as v from 'valibot';
import { describe, expect, it } from 'vitest';
import { analyses, type AnalysisId } from '../../src/analysis';
import { readParams } from '../../src/analysis/params';
import { spreadByGroup } from '../../src/analysis/quantiles';
import { Failure, reasonOf } from '../../src/domain/failure';

const refuse = (id: AnalysisId, input: unknown) => {
  try {
    readParams(analyses[id].params, input);
  } catch (error) {
    if (error instanceof Failure) return error.text;
    throw error;
  }
  return null;
};

describe('parameters', () => {
  it.each(Object.keys(analyses) as AnalysisId[])('of %s have a default for each', (id) => {
    expect(v.safeParse(analyses[id].params, {}).success).toBe(true);
  });

  it.each<[AnalysisId, unknown, string]>([
    [
      'coverage',
      { scheme: 'gb1' },
      'Scheme “gb1” cannot be used; allowed: gb51143 | gbt44013 | guangdong | own.',
    ],
    [
      'coverage',
      { radiusMetres: { short: 9 } },
      'Service radius (m) short “9” cannot be used; allowed: 10–50000.',
    ],
    [
      'coverage',
      { radiusMetres: { short: '5OO' } },
      'Service radius (m) short “5OO” cannot be used; allowed: 10–50000.',
    ],
    [
      'coverage',
      { radiusMetres: { long: Infinity } },
      'Service radius (m) long “Infinity” cannot be used; allowed: 10–50000.',
    ],
    [
      'coverage',
      { radiusMetres: { long: NaN } },
      'Service radius (m) long “NaN” cannot be used; allowed: 10–50000.',
    ],
    [
      'coverage',
      { squareMetresPerPerson: { short: 0 } },
      'Area per person (m²) short “0” cannot be used; allowed: 0.1–100.',
    ],
    [
      'coverage',
      { classes: ['middle'] },
      'Classes that count 0 “middle” cannot be used; allowed: emergency | short | medium | long | unknown.',
    ],
    ['coverage', { radius: 500 }, 'There is no parameter named “radius”.'],
    [
      'allocate',
      { sharePercent: 0 },
      'Residents who need shelter (%) “0” cannot be used; allowed: 0.1–100.',
    ],
    [
      'allocate',
      { unit: 'house' },
      'Who is sent together “house” cannot be used; allowed: cell | area | town.',
    ],
    [
      'coverage',
      { assign: 'guess' },
      'How residents are placed “guess” cannot be used; allowed: area | point.',
    ],
    [
      'buffer',
      { distanceMetres: 50_001 },
      'Buffer distance (m) “50001” cannot be used; allowed: 10–50000.',
    ],
    [
      'buffer',
      { layer: 'towns' },
      'Layer “towns” cannot be used; allowed: hazchem | geohazards | reservoirs | forests | facilities | shelters.',
    ],
    [
      'nearest',
      { bandMetres: { first: 1e7 } },
      'Distance bands (m) first “10000000” cannot be used; allowed: 1–100000.',
    ],
    ['access', { catchmentMetres: NaN }, 'Catchment (m) “NaN” cannot be used; allowed: 10–50000.'],
    ['buffer', { dissolve: 'yes' }, 'Dissolve “yes” cannot be used; allowed: true | false.'],
    ['point', { longitude: 1e9 }, 'Longitude “1000000000” cannot be used; allowed: -180–180.'],
    ['point', { latitude: 91 }, 'Latitude “91” cannot be used; allowed: -90–90.'],
    [
      'point',
      { buffers: [{ layer: 'hazchem', distanceMetres: 1 }] },
      'Buffers 0.distanceMetres “1” cannot be used; allowed: 10–50000.',
    ],
  ])(
    'of %s refuse %j in one sentence with the value and what is allowed',
    (id, input, sentence) => {
      expect(refuse(id, input)?.en).toBe(sentence);
    },
  );

  it('speak Chinese too', () => {
    expect(refuse('coverage', { zoneMetres: { flood: 0 } })?.['zh-CN']).toBe(
      '危险区距离（m） flood“0”不可用；可用：1–50000。',
    );
  });

  it('do not repeat a whole hostile value', () => {
    expect(refuse('coverage', { scheme: 'x'.repeat(10_000) })!.en.length).toBeLessThan(200);
    expect(refuse('coverage', 'nonsense')?.en).toContain('nonsense');
    expect(refuse('coverage', null)).not.toBeNull();
  });
});

describe('a reason for people', () => {
  it('is the sentence of a failure, and a plain remark for anything else', () => {
    expect(reasonOf(new Failure({ 'zh-CN': '半径不可用。', en: 'No.' }))['zh-CN']).toBe(
      '半径不可用。',
    );
    expect(reasonOf(new TypeError('x is not a function')).en).toBe(
      'The program failed: x is not a function',
    );
  });
});

describe('weighted quantiles', () => {
  const spread = (values: number[], weights: number[], groups: number[]) =>
    spreadByGroup(
      Float64Array.from(values),
      Float64Array.from(weights),
      Int32Array.from(groups),
      2,
      [0.5, 0.95],
    );

  it('are the smallest value that enough weight does not exceed, by group, outside and in all', () => {
    expect(spread([10, 20, 30, 40], [1, 1, 8, 2], [0, 0, 1, -1])).toEqual([
      { mean: 15, quantiles: [10, 20] },
      { mean: 30, quantiles: [30, 30] },
      { mean: 40, quantiles: [40, 40] },
      { mean: 350 / 12, quantiles: [30, 40] },
    ]);
  });

  it('are unknown where nobody is', () => {
    expect(spread([5], [2], [1])).toEqual([
      null,
      { mean: 5, quantiles: [5, 5] },
      null,
      { mean: 5, quantiles: [5, 5] },
    ]);
  });

  it('survive everyone at distance 0', () => {
    expect(spread([0, 0], [1, 1], [0, 1]).at(-1)).toEqual({ mean: 0, quantiles: [0, 0] });
  });
});
