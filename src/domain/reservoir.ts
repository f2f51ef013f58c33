import * as v from 'valibot';
import type { FieldsOf } from './field';
import { reservoirSizeOptions, reservoirSizes, type ReservoirSize } from './options';
import { common, commonFields, known, Quantity } from './record';
import { text } from './text';

/** 水库. */
export const Reservoir = v.object({
  ...common,
  capacityCubicMetres: known(Quantity),
  /** See {@link reservoirSize}. */
  size: v.nullable(v.picklist(reservoirSizes)),
  damType: v.nullable(
    v.picklist(['earth', 'core-wall', 'rockfill', 'gravity', 'arch', 'masonry', 'other']),
  ),
  damHeightMetres: known(Quantity),
  /** 病险: the dam was appraised as class three; `null` when there was no appraisal. */
  unsafe: v.nullable(v.boolean()),
  normalLevelMetres: known(v.number()),
  floodLimitLevelMetres: known(v.number()),
  designFloodLevelMetres: known(v.number()),
  checkFloodLevelMetres: known(v.number()),
  deadLevelMetres: known(v.number()),
  currentLevelMetres: known(v.number()),
  administrativePerson: v.nullable(v.string()),
  administrativePhone: v.nullable(v.string()),
  technicalPerson: v.nullable(v.string()),
  technicalPhone: v.nullable(v.string()),
  patrolPerson: v.nullable(v.string()),
  patrolPhone: v.nullable(v.string()),
});
export type Reservoir = v.InferOutput<typeof Reservoir>;

/**
 * Size class from the total storage, m³; a limit belongs to the class above it. Below 100,000 m³ it is a pond (山塘).
 * Source: SL 252 table of project classes (number of the current edition 未核).
 */
export function reservoirSize(capacityCubicMetres: number | null): ReservoirSize | null {
  if (capacityCubicMetres === null) return null;
  if (capacityCubicMetres >= 1e9) return 'large-1';
  if (capacityCubicMetres >= 1e8) return 'large-2';
  if (capacityCubicMetres >= 1e7) return 'medium';
  if (capacityCubicMetres >= 1e6) return 'small-1';
  if (capacityCubicMetres >= 1e5) return 'small-2';
  return 'pond';
}

const metres = text('m', 'm');
const persons = text('三个责任人', 'Three responsible persons');
const level = (zh: string, en: string, ...aliases: string[]) =>
  ({ label: text(zh, en), kind: 'number', unit: metres, aliases, min: -200, max: 9000 }) as const;
const person = (zh: string, en: string, ...aliases: string[]) =>
  ({ label: text(zh, en), kind: 'person', aliases, source: persons }) as const;
const phone = (zh: string, en: string) => ({ label: text(zh, en), kind: 'phone' }) as const;

export const reservoirFields: FieldsOf<Reservoir> = {
  ...commonFields,
  capacityCubicMetres: {
    label: text('总库容', 'Total storage'),
    kind: 'number',
    unit: text('m³', 'm³'),
    aliases: ['库容', '总库容', 'capacity'],
    min: 0,
    max: 1e12,
  },
  size: {
    label: text('规模', 'Size class'),
    kind: 'option',
    source: text('SL 252（版本未核）', 'SL 252 (edition unverified)'),
    aliases: ['工程规模', '水库规模'],
    options: reservoirSizeOptions,
  },
  damType: {
    label: text('坝型', 'Dam type'),
    kind: 'option',
    aliases: ['大坝类型', 'dam_type'],
    options: {
      earth: { label: text('均质土坝', 'Homogeneous earth'), aliases: ['土坝', '土石坝'] },
      'core-wall': { label: text('心墙／斜墙坝', 'Core wall'), aliases: ['心墙坝', '斜墙坝'] },
      rockfill: { label: text('面板堆石坝', 'Faced rockfill') },
      gravity: { label: text('重力坝', 'Gravity') },
      arch: { label: text('拱坝', 'Arch') },
      masonry: { label: text('浆砌石坝', 'Masonry') },
      other: { label: text('其他', 'Other') },
    },
  },
  damHeightMetres: {
    label: text('坝高', 'Dam height'),
    kind: 'number',
    unit: metres,
    aliases: ['坝高', '最大坝高'],
    min: 0,
    max: 400,
  },
  unsafe: {
    label: text('病险水库', 'Unsafe dam'),
    kind: 'boolean',
    aliases: ['病险', '是否病险', '三类坝'],
  },
  normalLevelMetres: level('正常蓄水位', 'Normal level', '正常水位'),
  floodLimitLevelMetres: level('汛限水位', 'Flood limit level'),
  designFloodLevelMetres: level('设计洪水位', 'Design flood level'),
  checkFloodLevelMetres: level('校核洪水位', 'Check flood level'),
  deadLevelMetres: level('死水位', 'Dead level'),
  currentLevelMetres: level('当前水位', 'Current level', '水位'),
  administrativePerson: person('行政责任人', 'Administrative person', '行政负责人'),
  administrativePhone: phone('行政责任人电话', "Administrative person's phone"),
  technicalPerson: person('技术责任人', 'Technical person', '技术负责人'),
  technicalPhone: phone('技术责任人电话', "Technical person's phone"),
  patrolPerson: person('巡查责任人', 'Patrol person', '巡查负责人', '巡查员'),
  patrolPhone: phone('巡查责任人电话', "Patrol person's phone"),
};
