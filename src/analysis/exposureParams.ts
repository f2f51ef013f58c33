import * as v from 'valibot';
import { text, type Text } from '../domain/text';
import type { Control } from './controls';
import { between } from './params';
import { shelterControls } from './shelterControls';
import { shelterEntries } from './shelterParams';
import { extentControls, extentEntries } from './unionParams';

/** One figure of the relief table: its usual value, what it may be, and where it comes from. */
interface NeedFigure {
  label: Text;
  unit: Text;
  usual: number;
  min: number;
  max: number;
  step?: number;
  source: Text;
}

const each = text('每人', 'per person');
const perDay = text('每人每日', 'per person and day');
const sphere2018 = text('Sphere 手册 2018', 'Sphere Handbook 2018');

/** The relief table. Every figure is unverified [M] until somebody enters an own one. */
export const needFigures = {
  sharePercent: {
    label: text('需救助比例', 'Share in need of relief'),
    unit: text('%', '%'),
    usual: 100,
    min: 0,
    max: 100,
    source: text('假设：范围内居民全部需救助', 'Assumed: everybody inside needs relief'),
  },
  days: {
    label: text('天数', 'Days'),
    unit: text('天', 'days'),
    usual: 3,
    min: 1,
    max: 365,
    step: 1,
    source: text('假设：外部救援到达前 3 天', 'Assumed: three days until help from outside'),
  },
  peoplePerTent: {
    label: text('每顶帐篷人数', 'People per tent'),
    unit: text('人/顶', 'people'),
    usual: 3,
    min: 1,
    max: 100,
    step: 1,
    source: text(
      `12 m² 帐篷，按${sphere2018['zh-CN']} 每人 3.5 m² 折算`,
      `Tent of 12 m² at 3.5 m² per person, ${sphere2018.en}`,
    ),
  },
  drinkingLitresPerDay: {
    label: text('饮用水', 'Drinking water'),
    unit: text('L/人·日', 'L/person/day'),
    usual: 3,
    min: 0,
    max: 50,
    step: 0.5,
    source: text(
      `${sphere2018['zh-CN']}：饮水和食物 2.5–3 L`,
      `${sphere2018.en}: 2.5–3 L for drinking and food`,
    ),
  },
  waterLitresPerDay: {
    label: text('生活用水（含饮用）', 'Water for all uses, drinking included'),
    unit: text('L/人·日', 'L/person/day'),
    usual: 15,
    min: 0,
    max: 200,
    source: text(`${sphere2018['zh-CN']}：至少 15 L`, `${sphere2018.en}: at least 15 L`),
  },
  foodKilogramsPerDay: {
    label: text('成品粮', 'Staple food'),
    unit: text('kg/人·日', 'kg/person/day'),
    usual: 0.5,
    min: 0,
    max: 10,
    step: 0.1,
    source: text(
      `假设 0.5 kg 干粮；${sphere2018['zh-CN']} 只给热量 2,100 kcal`,
      `Assumed 0.5 kg dry; ${sphere2018.en} gives energy only, 2,100 kcal`,
    ),
  },
  blanketsPerPerson: {
    label: text('毛毯或棉被', 'Blankets or quilts'),
    unit: text('条/人', 'per person'),
    usual: 1,
    min: 0,
    max: 10,
    source: text(
      '假设每人 1 条；寒冷地区和季节须增加',
      'Assumed one each; more in cold places and seasons',
    ),
  },
} as const satisfies Record<string, NeedFigure>;
export type NeedKey = keyof typeof needFigures;
export const needKeys = Object.keys(needFigures) as NeedKey[];

/** What a figure of the relief table is for; those that only count people and days have no row of their own. */
export const needBases: Readonly<Partial<Record<NeedKey, Text>>> = {
  peoplePerTent: text('每顶人数', 'people per tent'),
  drinkingLitresPerDay: perDay,
  waterLitresPerDay: perDay,
  foodKilogramsPerDay: perDay,
  blanketsPerPerson: each,
};

const figure = (key: NeedKey) => {
  const { usual, min, max } = needFigures[key];
  return v.optional(between(min, max), usual);
};

export const ExposureParams = v.strictObject({
  ...extentEntries,
  assign: shelterEntries.assign,
  /** What shelters hold by their area where the register has no capacity. */
  scheme: shelterEntries.scheme,
  squareMetresPerPerson: shelterEntries.squareMetresPerPerson,
  /** The relief table. */
  needs: v.optional(
    v.strictObject({
      sharePercent: figure('sharePercent'),
      days: figure('days'),
      peoplePerTent: figure('peoplePerTent'),
      drinkingLitresPerDay: figure('drinkingLitresPerDay'),
      waterLitresPerDay: figure('waterLitresPerDay'),
      foodKilogramsPerDay: figure('foodKilogramsPerDay'),
      blanketsPerPerson: figure('blanketsPerPerson'),
    }),
    {},
  ),
});
export type ExposureQuestion = v.InferOutput<typeof ExposureParams>;

const schemeControls = shelterControls
  .filter(({ key }) => key === 'scheme')
  .map((control): Control => ({
    ...control,
    advanced: true,
    note: text(
      '没有登记容量的场所，按其人均面积由有效面积推算',
      'Sets the area per person by which shelters without a registered capacity are reckoned',
    ),
  }));

export const exposureControls: readonly Control[] = [
  ...extentControls,
  ...schemeControls,
  ...needKeys.map((key): Control => {
    const { label, unit, min, max, step, source }: NeedFigure = needFigures[key];
    return {
      kind: 'number',
      key: `needs.${key}`,
      label,
      unit,
      min,
      max,
      ...(step && { step }),
      note: source,
      tag: 'M',
      advanced: key !== 'sharePercent' && key !== 'days',
    };
  }),
];
