import * as v from 'valibot';
import type { FieldsOf } from './field';
import { commonFields } from './record';
import { text } from './text';

/** Classes of roads, widest first, in which they are drawn; `lane` are service roads, tracks and footpaths. */
const roadClasses = ['motorway', 'main', 'street', 'lane'] as const;

const words = v.optional(v.nullable(v.string()), null);

/**
 * 道路. `foot`, `oneway:foot`, `bridge`, `tunnel` and `layer` are kept in the words of OpenStreetMap, which walking
 * reads.
 */
export const Road = v.object({
  name: v.nullable(v.string()),
  class: v.nullable(v.picklist(roadClasses)),
  /** `reverse` is against the direction of drawing; `null` is both ways, or unknown. */
  oneway: v.nullable(v.picklist(['yes', 'reverse', 'no'])),
  blocked: v.nullable(v.boolean()),
  foot: words,
  'oneway:foot': words,
  bridge: words,
  tunnel: words,
  layer: words,
  synthetic: v.optional(v.boolean(), false),
});
export type Road = v.InferOutput<typeof Road>;

const osm = text('OpenStreetMap 标签', 'OpenStreetMap tag');
const tag = (zh: string, en: string) =>
  ({ label: text(zh, en), kind: 'text', source: osm }) as const;

export const roadFields: FieldsOf<Road> = {
  name: {
    label: text('名称', 'Name'),
    kind: 'text',
    aliases: ['name', '路名', '道路名称', '名稱', 'ref'],
  },
  class: {
    label: text('道路等级', 'Road class'),
    kind: 'option',
    aliases: ['等级', '类型', '道路类型', '技术等级', '行政等级', 'highway', 'fclass', 'class'],
    options: {
      motorway: {
        label: text('高速公路', 'Motorway'),
        aliases: ['高速', 'motorway_link'],
      },
      main: {
        label: text('干线道路', 'Main road'),
        aliases: [
          ...['国道', '省道', '县道', '快速路', '主干路', '主干道', '一级公路', '二级公路'],
          ...['trunk', 'trunk_link', 'primary', 'primary_link', 'secondary', 'secondary_link'],
        ],
      },
      street: {
        label: text('街道、乡道', 'Street'),
        aliases: [
          ...['次干路', '次干道', '支路', '街道', '乡道', '三级公路', '四级公路', '城市道路'],
          ...['tertiary', 'tertiary_link', 'residential', 'unclassified', 'living_street', 'road'],
        ],
      },
      lane: {
        label: text('小路、人行道', 'Lane or path'),
        aliases: [
          ...['村道', '机耕道', '人行道', '步道', '小路', '等外公路', 'service', 'track', 'path'],
          ...['footway', 'pedestrian', 'steps', 'cycleway', 'bridleway'],
        ],
      },
    },
  },
  oneway: {
    label: text('单行', 'One way'),
    kind: 'option',
    aliases: ['单向', '是否单行', 'oneway'],
    options: {
      yes: {
        label: text('顺绘制方向', 'As drawn'),
        aliases: ['是', '单行', '单向', 'true', '1', 'f'],
      },
      reverse: { label: text('逆绘制方向', 'Against the drawing'), aliases: ['逆向', 't'] },
      no: { label: text('双向', 'Both ways'), aliases: ['否', '双行', 'false', '0', 'b'] },
    },
  },
  blocked: {
    label: text('阻断', 'Blocked'),
    kind: 'boolean',
    aliases: ['中断', '是否阻断', 'blocked', 'closed'],
  },
  foot: tag('行人', 'On foot'),
  'oneway:foot': tag('行人单行', 'One way on foot'),
  bridge: tag('桥梁', 'Bridge'),
  tunnel: tag('隧道', 'Tunnel'),
  layer: tag('层', 'Level'),
  synthetic: commonFields.synthetic,
};
