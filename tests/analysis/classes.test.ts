import { describe, expect, it } from 'vitest';
import { analyses, type ParamsOf } from '../../src/analysis';
import { rulesInForce } from '../../src/analysis/serving';
import { classLabel } from '../../src/analysis/coverageTables';
import { readParams } from '../../src/analysis/params';
import { schemeIds, schemes } from '../../src/domain/scheme';
import { collection, packOf, peopleAt, shelterAt } from '../fixtures/pack';

const shelters = collection([
  shelterAt(106.5, 29.6, { id: 'a', duration: 'long', class51143: 'fixed-medium' }),
  shelterAt(106.5, 29.6, { id: 'b', duration: null, class51143: 'central' }),
  shelterAt(106.5, 29.6, { id: 'c', duration: 'short', class51143: null }),
  shelterAt(106.5, 29.6, { id: 'd', duration: null, class51143: null }),
  shelterAt(106.5, 29.6, { id: 'e', duration: 'long', class51143: 'emergency' }),
  shelterAt(106.5, 29.6, { id: 'f', duration: 'emergency', class51143: 'fixed-short' }),
  shelterAt(106.5, 29.6, { id: 'g', duration: 'emergency', class51143: 'fixed-long' }),
]);
// 1,330 m north of the shelters.
const pack = packOf({ residents: peopleAt([106.5, 29.612, 70]), shelters });
const ask = (params: ParamsOf<'coverage'>) =>
  analyses.coverage.run(pack, readParams(analyses.coverage.params, params)).summary;
const seen = (params: ParamsOf<'coverage'>) =>
  ask(params).perShelter.map((shelter) => [shelter.id, shelter.class, shelter.radiusMetres]);

describe('the class of a shelter', () => {
  it('is its GB 51143 class under that scheme, its length of stay where it has none', () => {
    expect(seen({ scheme: 'gb51143' })).toEqual([
      ['a', 'medium', 1500],
      ['b', 'long', 2500],
      ['c', 'short', 1000],
      ['d', 'unknown', 500],
      ['e', 'emergency', 500],
      ['f', 'short', 1000],
      ['g', 'long', 2500],
    ]);
  });

  it('is its length of stay under every other scheme', () => {
    expect(seen({ scheme: 'guangdong' }).map(([id, kind]) => [id, kind])).toEqual([
      ['a', 'long'],
      ['b', 'unknown'],
      ['c', 'short'],
      ['d', 'unknown'],
      ['e', 'long'],
      ['f', 'emergency'],
      ['g', 'emergency'],
    ]);
  });

  it('medium reaches 1,330 m and can be chosen, changed and asked about', () => {
    const only = { classes: ['medium'] } as const;
    expect(ask({ classes: ['medium'] })).toMatchObject({ shelters: 1, covered: 70 });
    expect(ask({ classes: ['medium'], radiusMetres: { medium: 1300 } }).covered).toBe(0);
    expect(ask({ classes: [...only.classes], scheme: 'gbt44013' })).toMatchObject({
      shelters: 0,
      byClass: [],
    });
    expect(classLabel('medium')).toEqual({ 'zh-CN': '中期', en: 'Medium' });
  });
});

describe('rules in force', () => {
  it('of GB 51143 give medium 1,500 m and 3 m² a person, both unverified', () => {
    expect(rulesInForce(schemes.gb51143, {}, {}).medium).toEqual({
      radiusMetres: { value: 1500, tag: 'M' },
      squareMetresPerPerson: { value: 3, tag: 'M' },
    });
  });

  it.each(schemeIds.filter((id) => id !== 'gb51143'))(
    'of %s, which does not know medium, give it the rule of short and no other class its figures',
    (id) => {
      const rules = rulesInForce(schemes[id], { medium: 11 }, { medium: 99 });
      const plain = rulesInForce(schemes[id], {}, {});
      expect(plain.medium).toEqual(plain.short);
      expect(rules.unknown).toEqual(plain.unknown);
    },
  );
});
