import type { Geometry, Position } from 'geojson';
import { text, type Text } from '../domain/text';
import { shown } from './sheet';

/** A geometry that can be used, or why it cannot. */
export type Checked =
  { geometry: Geometry; closed: boolean } | { geometry: null; value: string; reason: Text };

class Unusable extends Error {
  constructor(
    readonly value: string,
    readonly reason: Text,
  ) {
    super(reason.en);
  }
}

/**
 * A geometry checked position by position: two or three finite numbers in whatever coordinates the file has, rings of
 * at least four positions, collections nested {@link maxNesting} deep at most. Rings that are not closed are closed,
 * which `closed` tells.
 */
export function checkGeometry(input: unknown): Checked {
  const state = { closed: false };
  try {
    return { geometry: geometry(input, state, 0), closed: state.closed };
  } catch (error) {
    if (!(error instanceof Unusable)) throw error;
    return { geometry: null, value: error.value, reason: error.reason };
  }
}

/** How deep collections may lie in one another; RFC 7946 advises against any nesting. */
const maxNesting = 8;

function geometry(input: unknown, state: { closed: boolean }, depth: number): Geometry {
  if (depth > maxNesting) {
    throw new Unusable(
      'GeometryCollection',
      text(
        `图形集合嵌套超过 ${maxNesting} 层`,
        `collections are nested deeper than ${maxNesting} levels`,
      ),
    );
  }
  if (typeof input !== 'object' || input === null) {
    throw new Unusable(
      shown(input),
      text('图形不是 GeoJSON 对象', 'the geometry is no GeoJSON object'),
    );
  }
  const { type, coordinates, geometries } = input as Record<string, unknown>;
  const line = (least: number) => (part: unknown) => atLeast(each(part, position), least, part);
  const ring = (part: unknown) => closeRing(line(3)(part), part, state);
  const polygon = (part: unknown) => atLeast(each(part, ring), 1, part);
  switch (type) {
    case 'Point':
      return { type, coordinates: position(coordinates) };
    case 'MultiPoint':
      return { type, coordinates: atLeast(each(coordinates, position), 1, coordinates) };
    case 'LineString':
      return { type, coordinates: line(2)(coordinates) };
    case 'MultiLineString':
      return { type, coordinates: atLeast(each(coordinates, line(2)), 1, coordinates) };
    case 'Polygon':
      return { type, coordinates: polygon(coordinates) };
    case 'MultiPolygon':
      return { type, coordinates: atLeast(each(coordinates, polygon), 1, coordinates) };
    case 'GeometryCollection':
      return { type, geometries: each(geometries, (part) => geometry(part, state, depth + 1)) };
    default:
      throw new Unusable(
        shown(type),
        text('不认识的图形类型', 'this type of geometry is not known'),
      );
  }
}

function each<Item>(input: unknown, read: (part: unknown) => Item): Item[] {
  if (!Array.isArray(input)) {
    throw new Unusable(shown(input), text('坐标不是数组', 'the coordinates are no array'));
  }
  return input.map((part: unknown) => read(part));
}

function atLeast<Item>(items: Item[], least: number, input: unknown): Item[] {
  if (items.length >= least) return items;
  throw new Unusable(
    shown(input),
    text(`坐标太少，至少要 ${least} 个`, `too few coordinates; at least ${least} are needed`),
  );
}

function position(input: unknown): Position {
  const [longitude, latitude, height] = Array.isArray(input) ? (input as unknown[]) : [];
  if (!isFiniteNumber(longitude) || !isFiniteNumber(latitude)) {
    throw new Unusable(
      shown(input),
      text('坐标不是两个数字', 'the position is not a pair of numbers'),
    );
  }
  return isFiniteNumber(height) ? [longitude, latitude, height] : [longitude, latitude];
}

const isFiniteNumber = (value: unknown): value is number =>
  typeof value === 'number' && Number.isFinite(value);

function closeRing(ring: Position[], input: unknown, state: { closed: boolean }): Position[] {
  const [first] = ring;
  const last = ring.at(-1);
  if (!first || !last) return ring;
  if (first[0] === last[0] && first[1] === last[1]) return atLeast(ring, 4, input);
  state.closed = true;
  return [...ring, first];
}

/** Why a pair of numbers cannot be longitude and latitude in degrees. */
export function outsideWorld(longitude: number, latitude: number): Text {
  const largest = Math.max(Math.abs(longitude), Math.abs(latitude));
  // Easting and northing of the Chinese and UTM zones lie between 100 km and 60,000 km with the zone prefix.
  if (largest >= 100_000 && largest < 6e7) {
    return text(
      '像是以米为单位的投影坐标；这里要经纬度，单位是度',
      'looks like projected coordinates in metres; longitude and latitude in degrees are needed',
    );
  }
  if (Math.abs(latitude) > 90 && Math.abs(latitude) <= 180 && Math.abs(longitude) <= 90) {
    return text('经度和纬度像是写反了', 'longitude and latitude look swapped');
  }
  return text(
    '不在地球上：经度应在 -180 至 180，纬度应在 -90 至 90',
    'outside the world: longitude must be within -180 to 180, latitude within -90 to 90',
  );
}
