import type { Field } from '../domain/field';
import { registerIds, registers } from '../domain/registers';
import { text, type Text } from '../domain/text';
import { townFields } from '../domain/town';
import type { Target } from './make';

/** Everything that a file can be imported as. */
export const targets: readonly Target[] = [...registerIds, 'residents'];

/** Title of a target, for people. */
export const targetTitle = (target: Target): Text =>
  target === 'residents'
    ? text('居民（点或面的人数）', 'Residents (counts at points or in areas)')
    : registers[target].title;

/** What geometry a target takes. */
export const targetGeometry = (target: Target): 'point' | 'area' | 'point-or-area' =>
  target === 'residents' ? 'point-or-area' : registers[target].geometry;

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
  if (target === 'residents')
    return { people: { ...townFields.residents, required: true }, ...place };
  const fields: Record<string, Field> = { ...registers[target].fields };
  // The seat of a town is a position pair that no column holds.
  delete fields.seat;
  if (targetGeometry(target) !== 'area') Object.assign(fields, place);
  if (target === 'shelters') Object.assign(fields, spaces);
  return fields;
}
