import * as v from 'valibot';
import { text } from '../domain/text';
import type { Control } from './controls';
import { between, oneOf } from './params';
import { shelterControls } from './shelterControls';
import { shelterEntries } from './shelterParams';
import { travelControls } from './travelControls';
import { travelEntries, wayLabels } from './travelParams';

const bandNames = ['first', 'second', 'third', 'fourth', 'fifth', 'sixth'] as const;
/** Ends of the bands unless entered, minutes; the fourth is the half hour of Chongqing's rules of 2009. */
const usualEnds = [5, 10, 15, 30, null, null] as const;
const longestMinutes = 600;
const end = (usual: number | null) => v.optional(v.nullable(between(1, longestMinutes)), usual);

const BandMinutes = v.strictObject({
  first: end(usualEnds[0]),
  second: end(usualEnds[1]),
  third: end(usualEnds[2]),
  fourth: end(usualEnds[3]),
  fifth: end(usualEnds[4]),
  sixth: end(usualEnds[5]),
});

/** The ends of the bands that are given, minutes, in their order; an end belongs to its band. */
export const walkBandEnds = (ends: v.InferOutput<typeof BandMinutes>): number[] =>
  bandNames.map((name) => ends[name]).filter((minutes) => minutes !== null);

/** Minutes on foot that a shelter should be within: half an hour, Chongqing 2009 [C]. */
export const standardMinutes = 30;

export const WalkParams = v.strictObject({
  ...shelterEntries,
  ...travelEntries,
  by: v.optional(oneOf(['walk', 'detour']), 'walk'),
  /** The limit that the first figure is held against, minutes. */
  minutes: v.optional(between(1, longestMinutes), standardMinutes),
  /** Ends of the bands of time, minutes, ascending; empty ones are left out. */
  bandMinutes: v.optional(
    v.pipe(
      BandMinutes,
      v.check((ends) => {
        const given = walkBandEnds(ends);
        return given.length > 0 && given.every((minutes, i) => i === 0 || minutes > given[i - 1]!);
      }, 'first < second < … < sixth'),
    ),
    {},
  ),
});
export type WalkQuestion = v.InferOutput<typeof WalkParams>;

/** Controls of travel that mean something else here. */
const own: Record<string, Control> = {
  by: {
    kind: 'choice',
    key: 'by',
    label: text('距离', 'Distance'),
    options: { walk: wayLabels.walk, detour: wayLabels.detour },
    note: text(
      '没有可步行的道路时按绕行系数估算，结果注明',
      'Without roads to walk on the detour factor is used, and the answer says so',
    ),
  },
  minutes: {
    kind: 'number',
    key: 'minutes',
    label: text('步行时限', 'Walking limit'),
    unit: text('分钟', 'min'),
    min: 1,
    max: longestMinutes,
    tag: 'C',
    note: text('重庆 2009 年规定半小时内步行到达', 'Chongqing 2009: within half an hour on foot'),
  },
};

export const walkControls: readonly Control[] = [
  ...shelterControls,
  ...travelControls.map((control) => own[control.key] ?? control),
  ...bandNames.map((name, i): Control => ({
    kind: 'number',
    key: `bandMinutes.${name}`,
    label: text(`第 ${i + 1} 时间段到`, `Band ${i + 1} up to`),
    unit: text('分钟', 'min'),
    min: 1,
    max: longestMinutes,
    empty: text('不用', 'Not used'),
    advanced: true,
  })),
];
