import * as v from 'valibot';
import type { FieldsOf } from './field';
import { hazchemKindOptions } from './options';
import { common, commonFields, known, Quantity } from './record';
import { text } from './text';

/** A dangerous substance kept at a site, tonnes. */
export const Substance = v.object({
  name: v.pipe(v.string(), v.minLength(1)),
  quantityTonnes: known(Quantity),
});
export type Substance = v.InferOutput<typeof Substance>;

/** 危险化学品单位. */
export const Hazchem = v.object({
  ...common,
  kind: v.nullable(
    v.picklist(['production', 'storage', 'use', 'sale', 'fuel-station', 'oil-depot']),
  ),
  substances: v.nullable(v.array(Substance)),
  /** 重大危险源等级, 1 to 4; 0 when appraised as none; `null` when not appraised. */
  majorHazardGrade: v.nullable(v.picklist([0, 1, 2, 3, 4])),
  /**
   * 外部安全防护距离 as assessed and entered by people, metres; never computed here: it comes from a quantitative
   * risk assessment (GB/T 37243-2019) or a design standard.
   */
  safetyDistanceMetres: known(Quantity),
  manager: v.nullable(v.string()),
  phone: v.nullable(v.string()),
});
export type Hazchem = v.InferOutput<typeof Hazchem>;

export const hazchemFields: FieldsOf<Hazchem> = {
  ...commonFields,
  kind: {
    label: text('单位类别', 'Kind'),
    kind: 'option',
    aliases: ['类别', '企业类型', '类型'],
    options: hazchemKindOptions,
  },
  substances: {
    label: text('危险化学品及数量', 'Substances and quantity'),
    kind: 'substances',
    unit: text('t', 't'),
    aliases: [
      ...['危险化学品', '化学品', '品名', '危化品', '主要危险化学品', '危险化学品名称'],
      ...['危险化学品名称及最大储量', '危险化学品名称及数量', '危险化学品名称及储量'],
      ...['危险化学品及最大储量', '危险化学品及储量', '危化品名称及最大储量', '危化品及数量'],
      ...['chemicals', 'DAGCHEMENTNAME'],
    ],
  },
  majorHazardGrade: {
    label: text('重大危险源等级', 'Major hazard grade'),
    kind: 'option',
    source: text('GB 18218-2018', 'GB 18218-2018'),
    aliases: ['重大危险源', 'RISKLEVEL'],
    options: {
      0: { label: text('不构成', 'None'), aliases: ['无', '否'] },
      1: { label: text('一级', 'Grade 1'), aliases: ['Ⅰ级', 'Ⅰ', '1级'] },
      2: { label: text('二级', 'Grade 2'), aliases: ['Ⅱ级', 'Ⅱ', '2级'] },
      3: { label: text('三级', 'Grade 3'), aliases: ['Ⅲ级', 'Ⅲ', '3级'] },
      4: { label: text('四级', 'Grade 4'), aliases: ['Ⅳ级', 'Ⅳ', '4级'] },
    },
  },
  safetyDistanceMetres: {
    label: text('外部安全防护距离（录入）', 'External safety distance (entered)'),
    kind: 'number',
    unit: text('m', 'm'),
    source: text('GB/T 37243-2019，由评估报告录入', 'GB/T 37243-2019, entered from the assessment'),
    aliases: ['防护距离', '安全距离', '外部安全防护距离'],
    min: 0,
    max: 50000,
  },
  manager: {
    label: text('安全负责人', 'Safety manager'),
    kind: 'person',
    aliases: ['负责人', '责任人', '联系人'],
  },
  phone: {
    label: text('应急电话', 'Emergency phone'),
    kind: 'phone',
    aliases: ['电话', '联系电话', 'EMERASKTEL'],
  },
};
