import * as v from 'valibot';
import { facilityKindOptions, facilityKinds } from '../domain/options';
import { hazardIds, hazardTitles } from '../domain/hazard';
import { squareMetresPerResidentTarget } from '../domain/scheme';
import { text } from '../domain/text';
import type { Control } from './controls';
import { between, oneOf, yesOrNo } from './params';
import { shelterControls } from './shelterControls';
import { shelterEntries } from './shelterParams';
import { travelControls } from './travelControls';
import { travelEntries } from './travelParams';

/** Classes that a new shelter can be of. */
export const newClasses = ['emergency', 'short', 'medium', 'long'] as const;

const whole = (min: number, max: number) =>
  v.pipe(between(min, max), v.integer(`${min}–${max}, 1`));

export const SitingParams = v.strictObject({
  ...shelterEntries,
  ...travelEntries,
  /** `covered`: most residents within reach of a shelter; `area`: most residents with enough area in reach. */
  goal: v.optional(oneOf(['covered', 'area']), 'covered'),
  /** How many new shelters. */
  sites: v.optional(whole(1, 50), 5),
  /**
   * Where they may be: where people live, at own places, at planned and closed shelters of the register, or at
   * facilities of the kinds below.
   */
  candidates: v.optional(oneOf(['grid', 'points', 'planned', 'facilities']), 'grid'),
  /** Grounds on which emergency shelters are built: GB 51143-2015 clause 4.1 names squares, parks, schools, sports grounds. */
  facilityKinds: v.optional(v.array(oneOf(facilityKinds)), ['school', 'square', 'park', 'stadium']),
  /** One candidate a square of this side, metres; only for `grid`. */
  spacingMetres: v.optional(between(50, 10_000), 250),
  /** Own candidates, `[longitude, latitude]` in degrees; only for `points`. */
  places: v.optional(
    v.pipe(v.array(v.tuple([between(-180, 180), between(-90, 90)])), v.maxLength(5000, '≤ 5000')),
    [],
  ),
  newClass: v.optional(oneOf(newClasses), 'short'),
  /** Effective area of each new shelter, m²; GB 21734-2008 clause 5.4 asks for more than 2,000. */
  newAreaSquareMetres: v.optional(between(1, 1e7), 2000),
  /** Area per resident in reach that must be exceeded, m²; only for `area`. */
  standardSquareMetres: v.optional(between(0.1, 100), squareMetresPerResidentTarget),
  /** Hazards in whose zones nothing is built. */
  excludeHazards: v.optional(v.array(oneOf(hazardIds)), [...hazardIds]),
  /** Least distance from sources of secondary fires (chemical sites, fuel stations), metres; GB 55028 clause 4.2.4. */
  fireSourceMetres: v.optional(between(0, 10_000), 30),
  insideDistrictOnly: v.optional(yesOrNo(), true),
  /** `auto` solves exactly where the problem is small enough. */
  exact: v.optional(oneOf(['auto', 'greedy']), 'auto'),
});
export type SitingQuestion = v.InferOutput<typeof SitingParams>;

type Params = Readonly<Record<string, unknown>>;
const metres = text('m', 'm');
const squareMetres = text('m²', 'm²');

/** The distance of a zone matters where shelters or candidates inside it are left out. */
const zoneControls = shelterControls.map((control): Control => {
  const hazard = /^zoneMetres\.(.*)$/.exec(control.key)?.[1];
  if (hazard === undefined) return control;
  const when = ({ leaveOut, excludeHazards }: Params) =>
    [leaveOut, excludeHazards].some((hazards) => (hazards as string[]).includes(hazard));
  return { ...control, when };
});

export const SitingControls: readonly Control[] = [
  {
    kind: 'choice',
    key: 'goal',
    label: text('目标', 'Goal'),
    options: {
      covered: text('新覆盖的居民最多', 'Most newly covered residents'),
      area: text('人均面积达标的居民最多', 'Most residents with enough area in reach'),
    },
  },
  {
    kind: 'number',
    key: 'sites',
    label: text('新建处数', 'New shelters'),
    unit: text('处', 'sites'),
    min: 1,
    max: 50,
    step: 1,
  },
  {
    kind: 'choice',
    key: 'candidates',
    label: text('候选地点', 'Candidates'),
    options: {
      grid: text('居民所在处', 'Where people live'),
      points: text('自选地点', 'Own places'),
      planned: text('在建、拟建或停用的场所', 'Planned and closed shelters'),
      facilities: text('重要设施（学校、广场等）', 'Facilities (schools, squares …)'),
    },
    note: text(
      '设施先在“导入数据”中作为“重要设施”导入',
      'Facilities are imported as a layer of the pack first',
    ),
  },
  {
    kind: 'choices',
    key: 'facilityKinds',
    label: text('计入的设施', 'Kinds of facilities'),
    options: Object.fromEntries(
      facilityKinds.map((kind) => [kind, facilityKindOptions[kind].label]),
    ),
    when: ({ candidates }) => candidates === 'facilities',
  },
  {
    kind: 'places',
    key: 'places',
    label: text('自选地点', 'Own places'),
    when: ({ candidates }) => candidates === 'points',
  },
  {
    kind: 'number',
    key: 'spacingMetres',
    label: text('候选间距', 'Spacing of candidates'),
    unit: metres,
    min: 50,
    max: 10_000,
    when: ({ candidates }) => candidates === 'grid',
  },
  {
    kind: 'choice',
    key: 'newClass',
    label: text('新建类别', 'Class of new shelters'),
    options: {
      emergency: text('紧急', 'Emergency'),
      short: text('短期', 'Short'),
      medium: text('中期', 'Medium'),
      long: text('长期', 'Long'),
    },
    note: text('决定新场所的服务半径', 'Sets the radius of the new shelters'),
  },
  {
    kind: 'number',
    key: 'newAreaSquareMetres',
    label: text('每处有效面积', 'Effective area of each'),
    unit: squareMetres,
    min: 1,
    max: 10_000_000,
    tag: 'C',
    note: text(
      'GB 21734-2008 第 5.4 条：宜大于 2000 m²',
      'GB 21734-2008 clause 5.4: over 2,000 m²',
    ),
  },
  {
    kind: 'number',
    key: 'standardSquareMetres',
    label: text('人均面积标准', 'Area per resident to exceed'),
    unit: text('m²/人', 'm²/person'),
    min: 0.1,
    max: 100,
    step: 0.1,
    tag: 'C',
    when: ({ goal }) => goal === 'area',
  },
  {
    kind: 'choices',
    key: 'excludeHazards',
    label: text('不选危险区内的地点', 'No new shelter inside zones of'),
    options: hazardTitles,
    note: text('GB 55028-2022 第 4.1.2 条', 'GB 55028-2022 clause 4.1.2'),
  },
  {
    kind: 'number',
    key: 'fireSourceMetres',
    label: text('距次生火灾源至少', 'Least distance from fire sources'),
    unit: metres,
    min: 0,
    max: 10_000,
    tag: 'C',
    advanced: true,
    note: text(
      '危险化学品单位、加油站；GB 55028-2022 第 4.2.4 条',
      'Chemical sites and fuel stations; GB 55028-2022 clause 4.2.4',
    ),
  },
  {
    kind: 'switch',
    key: 'insideDistrictOnly',
    label: text('只选区内地点', 'Inside the district only'),
    advanced: true,
  },
  {
    kind: 'choice',
    key: 'exact',
    label: text('求解', 'Method'),
    options: {
      auto: text('能精确则精确', 'Exact where it can be'),
      greedy: text('只用贪心', 'Greedy only'),
    },
    advanced: true,
    when: ({ goal }) => goal === 'covered',
  },
  ...zoneControls,
  ...travelControls,
];
