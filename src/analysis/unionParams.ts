import type { Position } from 'geojson';
import * as v from 'valibot';
import { hazardIds, hazardTitles } from '../domain/hazard';
import { registers } from '../domain/registers';
import { bufferRange, bufferRules } from '../domain/rules';
import { text } from '../domain/text';
import type { Area } from '../geo/polygons';
import { bufferLayers } from './bufferParams';
import type { Control } from './controls';
import { between, oneOf } from './params';
import { shelterControls } from './shelterControls';
import { shelterEntries } from './shelterParams';

const mostAreas = 200;
const mostVertices = 100_000;

const isPlace = (value: unknown): value is Position =>
  Array.isArray(value) &&
  value.length >= 2 &&
  Number.isFinite(value[0]) &&
  Number.isFinite(value[1]) &&
  Math.abs(value[0] as number) <= 180 &&
  Math.abs(value[1] as number) <= 90;

/** At least four positions, the last one the first again. */
function isRing(value: unknown): value is Position[] {
  if (!Array.isArray(value) || value.length < 4 || !value.every(isPlace)) return false;
  const first = value[0]!;
  const last = value.at(-1)!;
  return first[0] === last[0] && first[1] === last[1];
}

const isPolygon = (value: unknown): boolean =>
  Array.isArray(value) && value.length > 0 && value.every(isRing);

function isArea(value: unknown): boolean {
  if (typeof value !== 'object' || value === null) return false;
  const { type, coordinates, ...rest } = value as Record<string, unknown>;
  if (Object.keys(rest).length > 0) return false;
  if (type === 'Polygon') return isPolygon(coordinates);
  return type === 'MultiPolygon' && Array.isArray(coordinates) && coordinates.every(isPolygon);
}

const verticesOf = (area: Area): number =>
  (area.type === 'Polygon' ? [area.coordinates] : area.coordinates)
    .flat()
    .reduce((sum, ring) => sum + ring.length, 0);

/** Polygons of a person: GeoJSON geometries with closed rings, at most 200 with 100,000 vertices in all. */
const Areas = v.pipe(
  v.array(
    v.custom<Area>(isArea, 'GeoJSON Polygon | MultiPolygon, closed rings, ±180, ±90'),
    'GeoJSON Polygon | MultiPolygon []',
  ),
  v.check((areas) => areas.length <= mostAreas, `≤ ${mostAreas} Polygon | MultiPolygon`),
  v.check(
    (areas) => areas.reduce((sum, area) => sum + verticesOf(area), 0) <= mostVertices,
    `≤ ${mostVertices} vertices`,
  ),
);

/** What a zone is made of. */
const extentKinds = ['areas', 'zones', 'buffer'] as const;

/** A zone: polygons of a person, the zone of a hazard, or everything within a distance of a layer's records. */
export const extentEntries = {
  of: v.optional(oneOf(extentKinds), 'areas'),
  /** Polygons drawn or loaded; they may overlap. */
  areas: v.optional(Areas, []),
  hazard: v.optional(oneOf(hazardIds), 'flood'),
  zoneMetres: shelterEntries.zoneMetres,
  layer: v.optional(oneOf(bufferLayers), 'geohazards'),
  /** Own distance for every record of the layer, metres; `null` is the rule of the layer. */
  distanceMetres: v.optional(v.nullable(between(bufferRange.min, bufferRange.max)), null),
};
/** What {@link extentEntries} hold when read. */
export type ExtentQuestion = v.InferOutput<v.StrictObjectSchema<typeof extentEntries, undefined>>;

const metres = text('m', 'm');
const bufferTitles = Object.fromEntries(bufferLayers.map((id) => [id, registers[id].title]));

export const extentTitles = {
  areas: text('绘制或导入的范围', 'Drawn or loaded areas'),
  zones: text('灾害危险区', 'Zones of a hazard'),
  buffer: text('图层周边', 'Round a layer'),
} as const;

/** The controls of {@link extentEntries}. */
export const extentControls: readonly Control[] = [
  { kind: 'choice', key: 'of', label: text('范围来自', 'Zone from'), options: extentTitles },
  {
    kind: 'areas',
    key: 'areas',
    label: text('范围', 'Areas'),
    note: text('可绘制或导入多个，重叠处只计一次', 'Draw or load several; overlaps count once'),
    when: ({ of }) => of === 'areas',
  },
  {
    kind: 'choice',
    key: 'hazard',
    label: text('灾种', 'Hazard'),
    options: hazardTitles,
    when: ({ of }) => of === 'zones',
  },
  ...(['flood', 'landslide', 'dam-break'] as const).map((hazard): Control => ({
    kind: 'number',
    key: `zoneMetres.${hazard}`,
    label: text(
      `${hazardTitles[hazard]['zh-CN']}危险区距离`,
      `Zone of ${hazardTitles[hazard].en.toLowerCase()}`,
    ),
    unit: metres,
    min: 1,
    max: 50_000,
    tag: 'M',
    when: (params) => params.of === 'zones' && params.hazard === hazard,
  })),
  {
    kind: 'choice',
    key: 'layer',
    label: text('图层', 'Layer'),
    options: bufferTitles,
    when: ({ of }) => of === 'buffer',
  },
  {
    kind: 'number',
    key: 'distanceMetres',
    label: text('距离', 'Distance'),
    unit: metres,
    min: bufferRange.min,
    max: bufferRange.max,
    empty: text('按图层规则', 'The rule of the layer'),
    note: text(
      bufferLayers.map((id) => bufferRules[id].label['zh-CN']).join('；'),
      bufferLayers.map((id) => bufferRules[id].label.en).join('; '),
    ),
    when: ({ of }) => of === 'buffer',
  },
];

/** A dissolved zone, or the service areas of shelters. */
export const UnionParams = v.strictObject({
  ...shelterEntries,
  ...extentEntries,
  of: v.optional(oneOf(['service', ...extentKinds]), 'service'),
});
export type UnionQuestion = v.InferOutput<typeof UnionParams>;

const onService = ({ of }: Readonly<Record<string, unknown>>) => of === 'service';

/** Distances of zones serve both: zones of a hazard, and shelters left out inside them. */
const ofShelters = shelterControls.map((control): Control => ({
  ...control,
  when: (params) => onService(params) && (control.when?.(params) ?? true),
}));
const ofZones = extentControls.slice(1).map((control): Control => {
  const same = ofShelters.find(({ key }) => key === control.key);
  if (!same) return control;
  return { ...control, when: (params) => !!control.when?.(params) || !!same.when?.(params) };
});

export const unionControls: readonly Control[] = [
  {
    kind: 'choice',
    key: 'of',
    label: text('范围来自', 'Zone from'),
    options: { service: text('避难场所服务区', 'Service areas of shelters'), ...extentTitles },
  },
  ...ofZones,
  ...ofShelters.filter(({ key }) => !ofZones.some((control) => control.key === key)),
];
