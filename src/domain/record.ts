import * as v from 'valibot';
import type { Field } from './field';
import { text } from './text';

/** A date as ISO 8601 day. */
export const Day = v.pipe(v.string(), v.isoDate('A date is written 2025-12-31.'));

/** A number that may be unknown; unknown is `null`, never 0. */
export const known = <S extends v.GenericSchema<unknown, number>>(schema: S) => v.nullable(schema);
export const Quantity = v.pipe(v.number(), v.finite(), v.minValue(0));
export const Count = v.pipe(v.number(), v.integer(), v.minValue(0));

/** What every record of a register has, whatever it describes. */
export const common = {
  id: v.pipe(v.string(), v.minLength(1), v.maxLength(100)),
  name: v.pipe(v.string(), v.minLength(1), v.maxLength(200)),
  /** Name of the town (镇街) that the register gives; `null` if it gives none. */
  town: v.nullable(v.string()),
  address: v.nullable(v.string()),
  updated: v.nullable(Day),
  note: v.nullable(v.string()),
  /** Made by the generator of sample data: 示例数据. */
  synthetic: v.boolean(),
  /** The position is known to about a kilometre only. */
  approximate: v.boolean(),
  /** Names of the fields whose values were assumed, for want of a figure in the plan. */
  assumed: v.array(v.string()),
};

export const commonFields = {
  id: {
    label: text('编号', 'Number'),
    kind: 'text',
    aliases: ['序号', '序號', 'id', '编码', 'code', '隐患点编号', '统一编号', 'event_id'],
  },
  name: {
    label: text('名称', 'Name'),
    kind: 'text',
    required: true,
    aliases: [
      'name',
      '名稱',
      '场所名称',
      '場所名稱',
      '避难场所名称',
      '避難收容處所名稱',
      '单位名称',
      '企业名称',
      '隐患点名称',
      '灾害名称',
      '水库名称',
      '林区名称',
      'shelterName',
      'title',
      'location_description',
    ],
  },
  town: {
    label: text('乡镇街道', 'Town'),
    kind: 'text',
    aliases: [
      ...['所属镇街', '属地镇街', '属地乡镇', '所属辖区', '所在辖区', '所在乡镇街道'],
      '所在镇街',
      '所属乡镇',
      '所在乡镇',
      '所属街道',
      '所在街道',
      '镇乡',
      '街镇',
      '镇街名称',
      '乡镇名称',
      '街道名称',
      '乡镇',
      '镇街',
      '街道',
      '鄉鎮',
      '縣市及鄉鎮市區',
      '乡镇街道',
      'town',
      'district',
      'county',
      'admin_division_name',
    ],
  },
  address: {
    label: text('地址', 'Address'),
    kind: 'text',
    aliases: ['位置', '详细地址', '避難收容處所地址', 'address', '地理位置'],
  },
  updated: {
    label: text('更新日期', 'Updated'),
    kind: 'date',
    aliases: ['更新', '更新时间', 'updated', 'updated_at', 'event_date'],
  },
  note: { label: text('备注', 'Note'), kind: 'text', aliases: ['備註', 'note', 'remark', '说明'] },
  synthetic: { label: text('示例数据', 'Sample data'), kind: 'boolean' },
  approximate: { label: text('位置为约略', 'Position approximate'), kind: 'boolean' },
  assumed: { label: text('假设的字段', 'Assumed fields'), kind: 'text' },
} as const satisfies Record<keyof typeof common, Field>;
