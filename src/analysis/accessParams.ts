import * as v from 'valibot';
import { text, type Text } from '../domain/text';
import type { Control } from './controls';
import { between, oneOf } from './params';
import { shelterControls } from './shelterControls';
import { shelterEntries } from './shelterParams';
import { travelControls } from './travelControls';
import { travelEntries } from './travelParams';

export const accessMethods = [
  '2sfca',
  'e2sfca-step',
  'gaussian',
  'gaussian-zero',
  '3sfca',
] as const;
export type AccessMethod = (typeof accessMethods)[number];

export const accessTitles: Readonly<Record<AccessMethod, Text>> = {
  '2sfca': text('两步移动搜索（2SFCA）', 'Two-step (2SFCA)'),
  'e2sfca-step': text('分段权重（E2SFCA）', 'Step weights (E2SFCA)'),
  gaussian: text('高斯，exp(−d²/2σ²)', 'Gaussian, exp(−d²/2σ²)'),
  'gaussian-zero': text('高斯，边界为零', 'Gaussian, zero at the limit'),
  '3sfca': text('三步移动搜索（3SFCA）', 'Three-step (3SFCA)'),
};

/** Longest own table of pairs, characters. */
const longestTable = 20_000_000;
export const stepNames = ['first', 'second', 'third', 'fourth'] as const;
export type SteppedMethod = 'e2sfca-step' | '3sfca';

/**
 * Zones and weights unless entered: Luo & Qi 2009 (slow decay, three zones of 10 minutes) and Wan, Zou & Sternberg 2012
 * (Gaussian, zones to 10, 20, 30 and 60 minutes). Ends are parts of the limit, counted in sixths so that they are exact.
 */
export const usualSteps: Readonly<
  Record<SteppedMethod, { sixths: readonly number[]; weights: readonly number[] }>
> = {
  'e2sfca-step': { sixths: [2, 4, 6], weights: [1, 0.68, 0.22, 0.22] },
  '3sfca': { sixths: [1, 2, 3, 6], weights: [0.962, 0.704, 0.377, 0.042] },
};

const weight = v.optional(v.nullable(between(0, 1)), null);
const metres = v.optional(v.nullable(between(1, 50_000)), null);

export const AccessParams = v.strictObject({
  ...shelterEntries,
  ...travelEntries,
  method: v.optional(oneOf(accessMethods), '2sfca'),
  /** What is shared among residents: places, or effective area in m². */
  supply: v.optional(oneOf(['places', 'area']), 'places'),
  /** One limit d₀ for all shelters, metres of path; `null` is each shelter's own. */
  catchmentMetres: v.optional(v.nullable(between(10, 50_000)), null),
  /** Ends of the zones of step weights, metres; `null` is as published. The last zone ends at the limit. */
  stepMetres: v.optional(
    v.pipe(
      v.strictObject({ first: metres, second: metres, third: metres }),
      v.check(({ first, second, third }) => {
        const given = [first, second, third].filter((end) => end !== null);
        return given.every((end, i) => i === 0 || end > given[i - 1]!);
      }, 'first < second < third'),
    ),
    {},
  ),
  /** Weights of the zones; `null` is as published. */
  stepWeights: v.optional(
    v.strictObject({ first: weight, second: weight, third: weight, fourth: weight }),
    {},
  ),
  /** σ of the first Gaussian form, metres; `null` is what makes the weight 0.01 at the limit. */
  sigmaMetres: v.optional(v.nullable(between(1, 50_000)), null),
  /** Own table of distances as CSV text with the columns demand, supply and cost (metres). */
  pairs: v.optional(
    v.nullable(
      v.pipe(v.string('CSV'), v.maxLength(longestTable, `≤ ${longestTable / 1_000_000} MB`)),
    ),
    null,
  ),
});
export type AccessQuestion = v.InferOutput<typeof AccessParams>;

type Params = Readonly<Record<string, unknown>>;
const isStepped = ({ method }: Params) => method === 'e2sfca-step' || method === '3sfca';
const unit = text('m', 'm');

export const accessControls: readonly Control[] = [
  {
    kind: 'choice',
    key: 'method',
    label: text('方法', 'Method'),
    options: accessTitles,
  },
  {
    kind: 'choice',
    key: 'supply',
    label: text('供给', 'Supply'),
    options: {
      places: text('可容纳人数', 'Places'),
      area: text('有效避难面积', 'Effective area'),
    },
  },
  ...shelterControls,
  ...travelControls,
  {
    kind: 'number',
    key: 'catchmentMetres',
    label: text('统一的搜索范围 d₀', 'One catchment d₀ for all'),
    unit,
    min: 10,
    max: 50_000,
    empty: text('各场所自己的范围', 'The limit of each shelter'),
  },
  ...stepNames.slice(0, 3).map((zone, i): Control => ({
    kind: 'number',
    key: `stepMetres.${zone}`,
    label: text(`第 ${i + 1} 段到（含）`, `Zone ${i + 1} up to, inclusive`),
    unit,
    min: 1,
    max: 50_000,
    empty: text('文献的比例', 'As published'),
    when: isStepped,
    advanced: true,
  })),
  ...stepNames.map((zone, i): Control => ({
    kind: 'number',
    key: `stepWeights.${zone}`,
    label: text(`第 ${i + 1} 段权重`, `Weight of zone ${i + 1}`),
    unit: text('0–1', '0–1'),
    min: 0,
    max: 1,
    step: 0.01,
    empty: text('文献的权重', 'As published'),
    when: isStepped,
    advanced: true,
  })),
  {
    kind: 'number',
    key: 'sigmaMetres',
    label: text('高斯 σ', 'σ of the Gaussian'),
    unit,
    min: 1,
    max: 50_000,
    empty: text('使边界处权重为 0.01', 'Weight 0.01 at the limit'),
    when: ({ method }) => method === 'gaussian',
  },
  {
    kind: 'file',
    key: 'pairs',
    label: text('自备距离表', 'Own table of distances'),
    note: text(
      'CSV，三列：demand（镇街代码或名称）、supply（场所编号）、cost（米）',
      'CSV with three columns: demand (code or name of a town), supply (number of a shelter), cost (metres)',
    ),
    accept: ['.csv', '.txt'],
    advanced: true,
  },
];
