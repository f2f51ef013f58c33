import * as v from 'valibot';
import type { FieldsOf, Option } from './field';
import { durationOptions, durations } from './options';
import { common, commonFields, Count, known, Quantity } from './record';
import { text } from './text';

/** Classes of GB 51143-2015 clause 3.1.4, kept beside the new ones because the plans use the old words. */
const classes51143 = ['emergency', 'fixed-short', 'fixed-medium', 'fixed-long', 'central'] as const;
type Class51143 = (typeof classes51143)[number];

/** 避难场所: a place where residents find refuge. */
export const Shelter = v.object({
  ...common,
  level: v.nullable(v.picklist(['province', 'city', 'county', 'town', 'village'])),
  duration: v.nullable(v.picklist(durations)),
  class51143: v.nullable(v.picklist(classes51143)),
  space: v.nullable(v.picklist(['indoor', 'outdoor', 'both'])),
  purpose: v.nullable(v.picklist(['general', 'single', 'specific'])),
  hazards: v.nullable(v.string()),
  landAreaSquareMetres: known(Quantity),
  effectiveAreaSquareMetres: known(Quantity),
  capacityPeople: known(Count),
  capacitySource: v.picklist(['measured', 'ledger', 'from-area', 'assumed', 'unknown']),
  facilities: v.nullable(v.array(v.string())),
  manager: v.nullable(v.string()),
  phone: v.nullable(v.string()),
  status: v.picklist(['open', 'closed', 'planned']),
});
export type Shelter = v.InferOutput<typeof Shelter>;

const class51143Options: Readonly<Record<Class51143, Option>> = {
  emergency: { label: text('紧急', 'Emergency'), aliases: ['紧急避难场所', '緊急'] },
  'fixed-short': { label: text('固定·短期', 'Fixed, short'), aliases: ['固定短期', '短期固定'] },
  'fixed-medium': { label: text('固定·中期', 'Fixed, medium'), aliases: ['固定中期', '中期固定'] },
  'fixed-long': { label: text('固定·长期', 'Fixed, long'), aliases: ['固定长期', '长期固定'] },
  central: { label: text('中心', 'Central'), aliases: ['中心避难场所'] },
};

const gbt44013 = text('GB/T 44013-2024', 'GB/T 44013-2024');
const squareMetres = text('m²', 'm²');

export const shelterFields: FieldsOf<Shelter> = {
  ...commonFields,
  level: {
    label: text('级别', 'Level'),
    kind: 'option',
    aliases: ['分级', 'shelterLevel', 'level'],
    source: gbt44013,
    options: {
      province: { label: text('省级', 'Province') },
      city: { label: text('市级', 'City') },
      county: { label: text('县级', 'County'), aliases: ['区级', '区县级'] },
      town: { label: text('乡镇（街道）级', 'Town'), aliases: ['乡镇级', '街道级', '镇街级'] },
      village: { label: text('村（社区）级', 'Village'), aliases: ['村级', '社区级'] },
    },
  },
  duration: {
    label: text('避难时长', 'Length of stay'),
    kind: 'option',
    options: durationOptions,
    aliases: ['时长', '类别', '避难类型', '类型', '種類', 'duration'],
    source: gbt44013,
  },
  class51143: {
    label: text('GB 51143 类别', 'GB 51143 class'),
    kind: 'option',
    options: class51143Options,
    aliases: ['场所类别', '旧类别'],
    source: text('GB 51143-2015 第 3.1.4 条', 'GB 51143-2015 clause 3.1.4'),
  },
  space: {
    label: text('空间类型', 'Space'),
    kind: 'option',
    aliases: ['空间', '室内外', '室内室外', 'space'],
    source: gbt44013,
    options: {
      indoor: { label: text('室内', 'Indoor'), aliases: ['室內'] },
      outdoor: { label: text('室外', 'Outdoor'), aliases: ['户外'] },
      both: { label: text('兼有', 'Both'), aliases: ['室内外', '室内+室外'] },
    },
  },
  purpose: {
    label: text('总体功能', 'Purpose'),
    kind: 'option',
    aliases: ['功能', '功能类型'],
    source: gbt44013,
    options: {
      general: { label: text('综合性', 'General'), aliases: ['综合'] },
      single: { label: text('单一性', 'Single hazard'), aliases: ['单一'] },
      specific: { label: text('特定', 'Specific') },
    },
  },
  hazards: {
    label: text('适用灾种', 'For hazards'),
    kind: 'text',
    aliases: ['避难种类', '適用災害類別', 'hazards'],
  },
  landAreaSquareMetres: {
    label: text('占地面积', 'Site area'),
    kind: 'number',
    unit: squareMetres,
    // A bare 面积 or area may be either of the two areas: a person chooses.
    aliases: ['占地面积', '总面积', '建筑面积', 'land_area'],
    min: 0,
    max: 1e8,
  },
  effectiveAreaSquareMetres: {
    label: text('有效避难面积', 'Effective area'),
    kind: 'number',
    unit: squareMetres,
    aliases: ['有效面积', '有效避难面积', '避难面积', '可用面积', 'effective_area'],
    source: text('GB 21734-2008 第 5.4 条', 'GB 21734-2008 clause 5.4'),
    min: 0,
    max: 1e8,
  },
  capacityPeople: {
    label: text('可容纳人数', 'Capacity'),
    kind: 'integer',
    unit: text('人', 'people'),
    aliases: [
      '容纳人数',
      '可容纳人数',
      '容量',
      '避难人数',
      '預計收容人數',
      '收容人數',
      'capacity',
      'maxperson',
    ],
    source: gbt44013,
    min: 0,
    max: 1e7,
  },
  capacitySource: {
    label: text('容量来源', 'Source of capacity'),
    kind: 'option',
    options: {
      measured: { label: text('实测', 'Measured') },
      ledger: { label: text('台账登记', 'From the ledger'), aliases: ['台账', '登记'] },
      'from-area': { label: text('按面积推算', 'From area') },
      assumed: { label: text('假设', 'Assumed') },
      unknown: { label: text('未知', 'Unknown') },
    },
  },
  facilities: {
    label: text('设施', 'Facilities'),
    kind: 'options',
    aliases: ['配套设施', '设施设备', 'facilities'],
  },
  manager: {
    label: text('责任人', 'Person in charge'),
    kind: 'person',
    aliases: ['负责人', '管理人', '联系人', 'director', 'manager'],
  },
  phone: {
    label: text('联系电话', 'Phone'),
    kind: 'phone',
    aliases: ['电话', '手机', '责任人电话', 'telephone', 'phone', 'tel'],
  },
  status: {
    label: text('状态', 'Status'),
    kind: 'option',
    aliases: ['使用状态', 'status'],
    options: {
      open: {
        label: text('启用', 'Open'),
        aliases: ['可用', '正常', '在用', '开放', '使用中', '已启用', '投入使用', '已建成', '建成'],
      },
      closed: {
        label: text('停用', 'Closed'),
        aliases: ['关闭', '不可用', '未启用', '已停用', '废弃', '已拆除'],
      },
      planned: { label: text('在建或拟建', 'Planned'), aliases: ['在建', '拟建', '规划'] },
    },
  },
};
