import * as v from 'valibot';
import { text } from '../domain/text';
import type { Control } from './controls';
import { between, oneOf } from './params';
import { shelterControls } from './shelterControls';
import { shelterEntries } from './shelterParams';
import { travelControls } from './travelControls';
import { travelEntries } from './travelParams';

/** What residents are split into before they are sent; any of these may be split once more where room runs out. */
export const unitLabels = {
  cell: text('居民位置（网格、点或细分格）', 'Cells, points or sub-cells'),
  area: text('村社区等居民单元，整体置于代表点', 'Villages and other areas, at one point each'),
  town: text('镇街，整体置于一处', 'Towns, at one place each'),
} as const;
const units = ['cell', 'area', 'town'] as const satisfies (keyof typeof unitLabels)[];

export const unknownCapacityLabels = {
  none: text('不安置，单独统计', 'Takes nobody; counted apart'),
  unlimited: text('不限', 'Takes any number'),
} as const;

export const AllocateParams = v.strictObject({
  ...shelterEntries,
  ...travelEntries,
  unit: v.optional(oneOf(units), 'cell'),
  /** Whom a shelter of unknown capacity takes. */
  capacity: v.optional(oneOf(['none', 'unlimited']), 'none'),
  /** Share of the residents who need a shelter, per cent. */
  sharePercent: v.optional(between(0.1, 100), 100),
});
export type AllocateQuestion = v.InferOutput<typeof AllocateParams>;

export const AllocateControls: readonly Control[] = [
  {
    kind: 'number',
    key: 'sharePercent',
    label: text('需要避难的居民', 'Residents who need shelter'),
    note: text(
      '默认全部居民；《特殊设施工程项目规范》第 4.2.2 条：固定避难场所容量不小于责任区规划人口的 15 %',
      'All by default; the code for special facilities, clause 4.2.2, asks fixed shelters to hold at least 15 % of the planned population',
    ),
    unit: text('%', '%'),
    min: 0.1,
    max: 100,
    step: 0.1,
  },
  {
    kind: 'choice',
    key: 'unit',
    label: text('分配单位', 'Who is sent together'),
    options: unitLabels,
    note: text('余位不够时单位可以拆分', 'A unit is split where room runs out'),
  },
  {
    kind: 'choice',
    key: 'capacity',
    label: text('容量未知的场所', 'Shelters of unknown capacity'),
    options: unknownCapacityLabels,
  },
  ...shelterControls,
  ...travelControls,
];
