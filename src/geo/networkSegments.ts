import type { FeatureCollection, LineString, MultiLineString } from 'geojson';
import { wrapDegrees } from './metric';

/** Roads as lines; what their properties mean for walking is told by {@link walkingOf}. */
export type Roads = FeatureCollection<LineString | MultiLineString>;

/** Ways that a road may be walked. */
export const forwards = 1;
export const backwards = 2;
const bothWays = forwards | backwards;

/** Straight pieces of roads, in the order of the roads; longitudes run on past ±180° rather than jump. */
export interface Segments {
  count: number;
  /** West to east or not, as drawn: longitude and latitude of the beginning, then of the end. */
  ends: Float64Array;
  /** The road each belongs to, by its place in the collection. */
  road: Int32Array;
  /** {@link forwards}, {@link backwards} or both. */
  ways: Uint8Array;
}

/** A road over or under another does not meet it: what its properties say of bridge, tunnel and layer. */
export function levelOf(properties: Readonly<Record<string, unknown>> | null): string {
  const { layer = 0, bridge, tunnel } = properties ?? {};
  const is = (value: unknown) =>
    value !== undefined && value !== null && value !== 'no' && value !== false;
  return `${Number(layer) || 0} ${is(bridge)} ${is(tunnel)}`;
}

/** Why roads are not walked, and how many. */
export interface RoadCounts {
  walked: number;
  /** Motorways, and roads that say `foot=no`. */
  forbidden: number;
  blocked: number;
  /** Lines with fewer than two different positions on the globe. */
  empty: number;
}

const isYes = (value: unknown): boolean =>
  value === true || value === 1 || value === 'yes' || value === 'true' || value === '1';

/** Classes closed to people on foot, in the words of this app, of OpenStreetMap and of Chinese registers. */
const motorways: ReadonlySet<unknown> = new Set(['motorway', 'motorway_link', '高速', '高速公路']);

/**
 * How a road may be walked: 0 when not at all.
 *
 * `blocked` closes a road. A motorway (`class`, `highway` or `fclass`) and `foot=no` forbid walking, `foot=yes` allows
 * it all the same. People on foot may walk against a one-way street; only `oneway:foot` binds them, and `oneway` when
 * asked for. `-1` and `reverse` mean against the direction of drawing (OpenStreetMap, Key:oneway).
 */
export function walkingOf(
  properties: Readonly<Record<string, unknown>> | null,
  respectOneway: boolean,
): { ways: number; why: 'blocked' | 'forbidden' | null } {
  const own = properties ?? {};
  if (isYes(own.blocked)) return { ways: 0, why: 'blocked' };
  const isMotorway = [own.class, own.highway, own.fclass].some((word) => motorways.has(word));
  const foot = own.foot;
  const allows = isYes(foot) || foot === 'designated' || foot === 'permissive';
  if (foot === 'no' || foot === false || (isMotorway && !allows))
    return { ways: 0, why: 'forbidden' };
  const oneway = own['oneway:foot'] ?? (respectOneway ? own.oneway : null);
  if (isYes(oneway)) return { ways: forwards, why: null };
  if (oneway === -1 || oneway === '-1' || oneway === 'reverse')
    return { ways: backwards, why: null };
  return { ways: bothWays, why: null };
}

const isOnGlobe = (longitude: unknown, latitude: unknown): boolean =>
  typeof longitude === 'number' &&
  typeof latitude === 'number' &&
  Number.isFinite(longitude) &&
  Math.abs(latitude) <= 90;

/** The straight pieces of all roads that may be walked. */
export function segmentsOf(
  roads: Roads,
  respectOneway: boolean,
): { segments: Segments; counts: RoadCounts } {
  const counts: RoadCounts = { walked: 0, forbidden: 0, blocked: 0, empty: 0 };
  const ends: number[] = [];
  const road: number[] = [];
  const ways: number[] = [];
  let home = NaN;
  roads.features.forEach(({ geometry, properties }, id) => {
    const walking = walkingOf(properties, respectOneway);
    if (walking.why) {
      counts[walking.why]++;
      return;
    }
    const lines = geometry.type === 'LineString' ? [geometry.coordinates] : geometry.coordinates;
    const before = road.length;
    for (const line of lines) {
      let [x, y] = [NaN, NaN];
      for (const [longitude, latitude] of line) {
        if (!isOnGlobe(longitude, latitude)) {
          // A position that is none breaks the line rather than joining what lies on both sides of it.
          [x, y] = [NaN, NaN];
          continue;
        }
        if (Number.isNaN(home)) home = longitude!;
        const near = home + wrapDegrees(longitude! - home);
        if (!Number.isNaN(x) && (near !== x || latitude !== y)) {
          ends.push(x, y, near, latitude!);
          road.push(id);
          ways.push(walking.ways);
        }
        [x, y] = [near, latitude!];
      }
    }
    if (road.length > before) counts.walked++;
    else counts.empty++;
  });
  return {
    segments: {
      count: road.length,
      ends: Float64Array.from(ends),
      road: Int32Array.from(road),
      ways: Uint8Array.from(ways),
    },
    counts,
  };
}
