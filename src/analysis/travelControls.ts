import { text } from '../domain/text';
import type { Control } from './controls';
import { wayLabels } from './travelParams';

const onFoot = ({ by }: Readonly<Record<string, unknown>>) => by !== 'straight';
const onRoads = ({ by }: Readonly<Record<string, unknown>>) => by === 'walk';
const speed = text('m/s', 'm/s');

/** The controls of `travelEntries`, apart from them because the first page needs no forms. */
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
