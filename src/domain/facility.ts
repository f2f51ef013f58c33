import * as v from 'valibot';
import type { FieldsOf } from './field';
import { common, commonFields, Count, known, Quantity } from './record';
import { text } from './text';

/** Kinds of facilities that plans protect, or on whose grounds shelters are built (GB 51143-2015 clause 4.1). */
export const facilityKinds = [
  'school',
  'hospital',
  'care-home',
  'square',
  'park',
  'stadium',
  'community',
  'warehouse',
  'rescue',
  'other',
] as const;

/** 重要设施: schools, hospitals, squares and the like, as places to protect or to make into shelters. */
export const Facility = v.object({
  ...common,
  kind: v.nullable(v.picklist(facilityKinds)),
  /** Area of the grounds that could take people in. */
  areaSquareMetres: known(Quantity),
  /** Pupils, beds or people who work there. */
  people: known(Count),
  manager: v.nullable(v.string()),
  phone: v.nullable(v.string()),
});
export type Facility = v.InferOutput<typeof Facility>;

export const facilityFields: FieldsOf<Facility> = {
  ...commonFields,
  name: {
    ...commonFields.name,
    aliases: [
      ...commonFields.name.aliases,
      ...['学校名称', '设施名称', '机构名称', '医院名称', '广场名称', '公园名称'],
    ],
  },
  kind: {
    label: text('设施类别', 'Kind'),
    kind: 'option',
    aliases: ['类别', '类型', '设施类型', '性质', 'kind', 'amenity', 'fclass'],
    options: {
      school: {
        label: text('学校', 'School'),
        aliases: ['中学', '小学', '中小学', '幼儿园', '大学', '高中', '初中', 'kindergarten'],
      },
      hospital: {
        label: text('医院', 'Hospital'),
        aliases: ['卫生院', '医疗机构', '社区卫生服务中心', 'clinic'],
      },
      'care-home': {
        label: text('养老福利机构', 'Care home'),
        aliases: ['养老院', '敬老院', '福利院', 'nursing_home'],
      },
      square: { label: text('广场', 'Square'), aliases: ['市民广场', 'plaza'] },
      park: { label: text('公园绿地', 'Park'), aliases: ['公园', '绿地'] },
      stadium: {
        label: text('体育场馆', 'Sports ground'),
        aliases: ['体育场', '体育馆', '操场', 'sports_centre'],
      },
      community: {
        label: text('社区、村服务中心', 'Community centre'),
        aliases: ['村委会', '居委会', '党群服务中心', '社区服务中心', 'community_centre'],
      },
      warehouse: {
        label: text('应急物资库', 'Relief store'),
        aliases: ['物资库', '物资储备库', '救灾物资库', '仓库'],
      },
      rescue: {
        label: text('救援力量驻地', 'Rescue team'),
        aliases: ['消防站', '救援队', '应急队伍', 'fire_station'],
      },
      other: { label: text('其他', 'Other') },
    },
  },
  areaSquareMetres: {
    label: text('可用面积', 'Usable area'),
    kind: 'number',
    unit: text('m²', 'm²'),
    aliases: ['场地面积', '占地面积', '面积', '操场面积', '广场面积', 'area'],
    min: 0,
    max: 1e8,
  },
  people: {
    label: text('人数', 'People'),
    kind: 'integer',
    unit: text('人', 'people'),
    aliases: ['在校人数', '师生人数', '学生数', '床位', '床位数', '员工数', 'people', 'beds'],
    min: 0,
    max: 1e7,
  },
  manager: {
    label: text('负责人', 'Manager'),
    kind: 'person',
    aliases: ['责任人', '联系人', '管理人', '校长', '院长', 'manager'],
  },
  phone: {
    label: text('联系电话', 'Phone'),
    kind: 'phone',
    aliases: ['电话', '手机', '责任人电话', 'phone', 'tel'],
  },
};
