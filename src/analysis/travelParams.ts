import * as v from 'valibot';
import { text, type Text } from '../domain/text';
import { between, oneOf, yesOrNo } from './params';

/** Ways that distances are measured: the geodesic, roads on foot, or the geodesic times a factor. */
const ways = ['straight', 'walk', 'detour'] as const;
export type Way = (typeof ways)[number];

export const wayLabels: Readonly<Record<Way, Text>> = {
  straight: text('直线', 'Straight line'),
  walk: text('沿道路步行', 'Walking on roads'),
  detour: text('直线 × 绕行系数', 'Straight line × detour'),
};

/** How far away something is, and how far is near enough: the same for every analysis. */
export const travelEntries = {
  by: v.optional(oneOf(ways), 'straight'),
  /** Limit on the way in minutes at the speed in force; `null` is each shelter's own service radius as path length. */
  minutes: v.optional(v.nullable(between(1, 600)), null),
  walker: v.optional(oneOf(['able', 'frail']), 'able'),
  /** Walking speeds, metres a second; no Chinese standard gives one [M]. */
  ableMetresPerSecond: v.optional(between(0.2, 3), 1.2),
  frailMetresPerSecond: v.optional(between(0.2, 3), 0.8),
  /** What a way on roads is longer than the straight line by, where there are no roads; assumed [M]. */
  detourFactor: v.optional(between(1, 5), 1.3),
  /** The farthest that residents and shelters may be from a road, metres. */
  snapMetres: v.optional(between(10, 5_000), 500),
  /** Whether roads that cross without a shared vertex are joined there. */
  joinCrossings: v.optional(yesOrNo(), false),
  /** How near loose ends of roads are joined to other roads, metres; 0 joins only what shares a vertex. */
  joinMetres: v.optional(between(0, 50), 0),
  /** Whether people on foot keep to one-way streets. */
  respectOneway: v.optional(yesOrNo(), false),
};

/** What {@link travelEntries} hold when read. */
export type TravelQuestion = v.InferOutput<v.StrictObjectSchema<typeof travelEntries, undefined>>;

/** Walking speed in force, metres a second. */
export const metresPerSecondOf = (question: TravelQuestion): number =>
  question.walker === 'able' ? question.ableMetresPerSecond : question.frailMetresPerSecond;
