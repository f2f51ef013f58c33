import * as v from 'valibot';
import { datasetTitles } from '../domain/datasets';
import type { Field } from '../domain/field';
import { commonFields, Count, known, Quantity } from '../domain/record';
import { registerIds, registers } from '../domain/registers';
import { Road, roadFields } from '../domain/road';
import { text, type Text } from '../domain/text';
import { townFields } from '../domain/town';
import type { Target } from './make';
import type { Needs } from './place';

/** What a file can be imported as: its title, the fields that columns give, and the schema of a record. */
interface TargetRule {
  title: Text;
  schema: v.GenericSchema<unknown, Record<string, unknown>>;
  fields: Readonly<Record<string, Field>>;
  geometry: Needs;
}

const nameField: Field = {
  label: text('名称', 'Name'),
  kind: 'text',
  aliases: ['name', '名稱', '河流名称', '区县', 'title'],
};

const rules: Readonly<Record<Target, TargetRule>> = {
  ...registers,
  residents: {
    title: text('居民（点或面的人数）', 'Residents (counts at points or in areas)'),
    schema: v.object({ people: Quantity }),
    fields: {
      people: { ...townFields.residents, required: true },
      // The town that a count belongs to, where the table has no geometry.
      name: { ...townFields.name, required: false },
      code: townFields.code,
    },
    geometry: 'point-or-area',
  },
  roads: { title: datasetTitles.roads, schema: Road, fields: roadFields, geometry: 'line' },
  streams: {
    title: datasetTitles.streams,
    schema: v.object({ name: v.nullable(v.string()), order: known(Count), synthetic: v.boolean() }),
    fields: {
      name: nameField,
      order: {
        label: text('河流级别', 'Stream order'),
        kind: 'integer',
        aliases: ['级别', 'order', 'strahler'],
        min: 1,
        max: 12,
      },
      synthetic: commonFields.synthetic,
    },
    geometry: 'line',
  },
  district: {
    title: datasetTitles.district,
    schema: v.object({ name: v.nullable(v.string()), adcode: v.nullable(v.string()) }),
    fields: {
      name: nameField,
      adcode: {
        label: text('行政区划代码', 'Code'),
        kind: 'text',
        aliases: ['code', '代码', '区划代码', 'adcode'],
      },
    },
    geometry: 'area',
  },
};

/** Everything that a file can be imported as. */
export const targets: readonly Target[] = [
  ...registerIds,
  ...(['residents', 'roads', 'streams', 'district'] as const),
];

/** Title of a target, for people. */
export const targetTitle = (target: Target): Text => rules[target].title;

/** What geometry a target takes. */
export const targetGeometry = (target: Target): Needs => rules[target].geometry;

/** What a record of a target must be. */
export const targetSchema = (target: Target): TargetRule['schema'] => rules[target].schema;

const place: Readonly<Record<string, Field>> = {
  longitude: {
    label: text('经度', 'Longitude'),
    kind: 'text',
    aliases: [
      'lon',
      'lng',
      'long',
      'longitude',
      'x',
      'X坐标',
      '经度坐标',
      'E',
      '东经',
      'wgs84_lon',
      'x_coord',
      '坐标x',
    ],
  },
  latitude: {
    label: text('纬度', 'Latitude'),
    kind: 'text',
    aliases: [
      'lat',
      'latitude',
      'y',
      'Y坐标',
      '纬度坐标',
      'N',
      '北纬',
      'wgs84_lat',
      'y_coord',
      '坐标y',
    ],
  },
  position: {
    label: text('坐标（经纬度合写）', 'Position (both in one)'),
    kind: 'text',
    aliases: [
      '坐标',
      '经纬度',
      '经纬度坐标',
      '地理坐标',
      'coordinates',
      'lonlat',
      'latlon',
      'location',
    ],
  },
};

/** Two yes-or-no columns with which registers say the space of a shelter. */
const spaces: Readonly<Record<string, Field>> = {
  indoor: {
    label: text('室内（是/否）', 'Indoor (yes/no)'),
    kind: 'boolean',
    aliases: ['室内', '是否室内', 'indoor'],
  },
  outdoor: {
    label: text('室外（是/否）', 'Outdoor (yes/no)'),
    kind: 'boolean',
    aliases: ['室外', '是否室外', '户外', 'outdoor'],
  },
};

/**
 * The fields of a target that columns can be matched to: those of its records, and how a row says its place
 * (`longitude`, `latitude`, or both in `position`); shelters also take `indoor` and `outdoor` for `space`.
 */
export function importFields(target: Target): Readonly<Record<string, Field>> {
  const fields: Record<string, Field> = { ...rules[target].fields };
  // The seat of a town is a position pair that no column holds.
  delete fields.seat;
  if (targetGeometry(target).includes('point')) Object.assign(fields, place);
  if (target === 'shelters') Object.assign(fields, spaces);
  return fields;
}
