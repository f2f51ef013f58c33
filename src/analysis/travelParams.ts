import * as v from 'valibot';
import { text, type Text } from '../domain/text';
import type { Control } from './controls';
import { between, oneOf, yesOrNo } from './params';

/** Ways that distances are measured: the geodesic, roads on foot, or the geodesic times a factor. */
export const ways = ['straight', 'walk', 'detour'] as const;
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

const onFoot = ({ by }: Readonly<Record<string, unknown>>) => by !== 'straight';
const onRoads = ({ by }: Readonly<Record<string, unknown>>) => by === 'walk';
const speed = text('m/s', 'm/s');

/** The controls of {@link travelEntries}. */
export const travelControls: readonly Control[] = [
  {
    kind: 'choice',
    key: 'by',
    label: text('距离', 'Distance'),
    options: wayLabels,
  },
  {
    kind: 'number',
    key: 'minutes',
    label: text('步行时限', 'Walking limit'),
    unit: text('分钟', 'min'),
    min: 1,
    max: 600,
    empty: text('按各类服务半径', 'The service radius of each class'),
    when: onFoot,
  },
  {
    kind: 'choice',
    key: 'walker',
    label: text('步行者', 'Walker'),
    options: { able: text('一般', 'Able'), frail: text('老幼病残', 'Frail') },
    when: onFoot,
  },
  {
    kind: 'number',
    key: 'ableMetresPerSecond',
    label: text('一般步速', 'Speed, able'),
    unit: speed,
    min: 0.2,
    max: 3,
    step: 0.1,
    tag: 'M',
    advanced: true,
    when: onFoot,
  },
  {
    kind: 'number',
    key: 'frailMetresPerSecond',
    label: text('老幼病残步速', 'Speed, frail'),
    unit: speed,
    min: 0.2,
    max: 3,
    step: 0.1,
    tag: 'M',
    advanced: true,
    when: onFoot,
  },
  {
    kind: 'number',
    key: 'detourFactor',
    label: text('绕行系数', 'Detour factor'),
    unit: text('倍', '×'),
    min: 1,
    max: 5,
    step: 0.1,
    tag: 'M',
    when: ({ by }) => by === 'detour',
  },
  {
    kind: 'number',
    key: 'snapMetres',
    label: text('离道路最远', 'Farthest from a road'),
    unit: text('m', 'm'),
    min: 10,
    max: 5_000,
    tag: 'M',
    advanced: true,
    when: onRoads,
  },
  {
    kind: 'switch',
    key: 'joinCrossings',
    label: text('交叉而无共用节点的道路也连通', 'Join roads that cross without a shared vertex'),
    note: text(
      '桥梁、隧道和不同层的道路不连通',
      'Bridges, tunnels and roads on other layers stay apart',
    ),
    advanced: true,
    when: onRoads,
  },
  {
    kind: 'number',
    key: 'joinMetres',
    label: text('断头路连接距离', 'Join loose ends within'),
    unit: text('m', 'm'),
    min: 0,
    max: 50,
    advanced: true,
    when: onRoads,
    note: text('0 为只在共用节点处连通', '0 joins roads only where they share a vertex'),
  },
  {
    kind: 'switch',
    key: 'respectOneway',
    label: text('步行也按单行方向', 'Keep to one-way streets on foot'),
    note: text('标有 oneway:foot 的道路总是按其方向', 'Roads with oneway:foot always bind'),
    advanced: true,
    when: onRoads,
  },
];
