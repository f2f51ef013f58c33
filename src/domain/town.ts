import * as v from 'valibot';
import type { FieldsOf } from './field';
import { text } from './text';

/** 镇街: a unit of area that figures are broken down by. */
export const Town = v.object({
  code: v.string(),
  name: v.pipe(v.string(), v.minLength(1)),
  /** Residents that the register gives for the whole unit; `null` when residents come from a grid. */
  residents: v.nullable(v.pipe(v.number(), v.minValue(0))),
  /** The outline is a Voronoi cell, not a boundary. */
  schematic: v.boolean(),
  seat: v.nullable(v.tuple([v.number(), v.number()])),
});
export type Town = v.InferOutput<typeof Town>;

export const townFields: FieldsOf<Town> = {
  code: {
    label: text('行政区划代码', 'Code'),
    kind: 'text',
    aliases: ['code', '代码', '区划代码', 'TOWNCODE'],
  },
  name: {
    label: text('名称', 'Name'),
    kind: 'text',
    required: true,
    aliases: ['name', '乡镇', '镇街', '街道', '乡镇街道', '名稱', '区县', 'TOWNNAME'],
  },
  residents: {
    label: text('常住人口', 'Residents'),
    kind: 'number',
    unit: text('人', 'people'),
    aliases: ['人口', '人口数', '常住居民', '人口數', 'population', 'residents', 'pop', 'count'],
    min: 0,
    max: 1e9,
  },
  schematic: { label: text('示意边界', 'Schematic outline'), kind: 'boolean' },
  seat: { label: text('驻地', 'Seat'), kind: 'text' },
};
