import * as v from 'valibot';
import type { FieldsOf } from './field';
import { facilityKindOptions, facilityKinds } from './options';
import { common, commonFields, Count, known, Quantity } from './record';
import { text } from './text';

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
    options: facilityKindOptions,
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
