import type { Geometry, LineString, MultiLineString, Point, Position } from 'geojson';
import { text, type Text } from '../domain/text';
import {
  parseAngle,
  parseCoordinate,
  readCoordinate,
  readPair,
  type WrittenCoordinate,
} from '../formats/coordinates';
import { outsideWorld } from '../formats/geometry';
import { shown, type SheetRow } from '../formats/sheet';
import type { Transform } from '../geo/crs';
import { positionsOf, toWgs84 } from '../geo/crsGeometry';
import { representativePoint } from '../geo/polygons';
import { noPlace } from './coordinatesNote';
import type { Mapping } from './match';
import type { Area } from './pack';
import { coordinateCell, unreadReason } from './placeCells';
import { isDegreesAsMetres } from './placeDegrees';
import { isUnknown } from './values';

/** What geometry a register takes. */
export type Needs = 'point' | 'area' | 'point-or-area' | 'line' | 'line-or-area';

/** A line of roads or streams. */
type Line = LineString | MultiLineString;

/** Where a row is; or which field says it wrongly, what it says, and why that is no place. */
export type Place =
  | { geometry: Point | Area | Line; fromArea: boolean; flattened: boolean }
  | { geometry: null; field: string | null; value: string; reason: Text };

const fail = (field: string | null, value: unknown, reason: Text): Place => ({
  geometry: null,
  field,
  value: shown(value),
  reason,
});

/**
 * The place of a row in WGS 84 degrees: its own geometry, else its columns for longitude and latitude, else the one
 * for both.
 * @param transform how the coordinates are written; without one they are taken as WGS 84 degrees, decimal or degrees,
 * minutes, seconds
 */
export function placeOf(
  row: SheetRow,
  mapping: Mapping,
  needs: Needs,
  transform: Transform | null = null,
): Place {
  const { geometry, values } = row;
  if (geometry) {
    if (!transform) return fit(geometry, needs);
    for (const [x, y] of positionsOf(geometry) as Iterable<[number, number]>)
      if (isDegreesAsMetres(x, y, transform))
        return fail(null, `${x}, ${y}`, degreesNotMetres(transform));
    const converted = toWgs84(geometry, transform);
    return converted.geometry
      ? fit(converted.geometry, needs)
      : fail(null, converted.refused.slice(0, 2).join(', '), noPlace(transform));
  }
  if (needs === 'area')
    return fail(null, '', text('没有边界面；镇街要有面', 'there is no outline; towns need one'));
  if (needs === 'line' || needs === 'line-or-area')
    return fail(null, '', text('没有线，没有导入', 'no line; not imported'));
  return transform ? throughTransform(row, mapping, transform) : inDegrees(values, mapping);
}

function inDegrees(values: SheetRow['values'], mapping: Mapping): Place {
  const { longitude: east, latitude: north, position } = mapping;
  if (east && north) {
    const pair = [coordinateCell(values[east]), coordinateCell(values[north])];
    if (pair.some(isUnknown))
      return fail(`${east}, ${north}`, pair.map(shown).join(', '), noPosition);
    const longitude = degrees(pair[0], 'longitude');
    if (longitude === null) return fail(east, pair[0], unreadReason(pair[0], noAngle));
    const latitude = degrees(pair[1], 'latitude');
    if (latitude === null) return fail(north, pair[1], unreadReason(pair[1], noAngle));
    return at(longitude, latitude, `${east}, ${north}`, pair.map(shown).join(', '));
  }
  if (position && !isUnknown(values[position])) {
    const raw = coordinateCell(values[position]);
    const found = parseCoordinate(shown(raw).replace(/^POINT/iu, ''));
    if (found.reason) return fail(position, raw, unreadReason(raw, found.reason));
    return at(found.longitude, found.latitude, position, shown(raw));
  }
  return fail(position ?? null, '', noPosition);
}

/** What stands in the columns of a row for its place, before anybody knows what it means. */
type WrittenPlace =
  | { x: WrittenCoordinate; y: WrittenCoordinate; field: string; value: string }
  | { x: null; field: string | null; value: unknown; reason: Text };

/** The coordinates of a row's columns as they are written: `x` of the column for longitude, `y` of that for latitude. */
export function writtenPlace(values: SheetRow['values'], mapping: Mapping): WrittenPlace {
  const { longitude: east, latitude: north, position } = mapping;
  if (east && north) {
    const [first, second] = [coordinateCell(values[east]), coordinateCell(values[north])];
    const value = `${shown(first)}, ${shown(second)}`;
    const field = `${east}, ${north}`;
    if (isUnknown(first) || isUnknown(second)) return { x: null, field, value, reason: noPosition };
    const x = readCoordinate(first);
    if (!x) return { x: null, field: east, value: first, reason: unreadReason(first, noNumber) };
    const y = readCoordinate(second);
    if (!y) return { x: null, field: north, value: second, reason: unreadReason(second, noNumber) };
    return { x, y, field, value };
  }
  if (position && !isUnknown(values[position])) {
    const raw = coordinateCell(values[position]);
    const value = shown(raw);
    const pair = readPair(raw);
    return pair
      ? { x: pair[0], y: pair[1], field: position, value }
      : { x: null, field: position, value, reason: unreadReason(raw, noPair) };
  }
  return { x: null, field: position ?? null, value: '', reason: noPosition };
}

function throughTransform({ values }: SheetRow, mapping: Mapping, transform: Transform): Place {
  const written = writtenPlace(values, mapping);
  if (!written.x) return fail(written.field, written.value, written.reason);
  const { x, y, field, value } = written;
  if (isDegreesAsMetres(x.value, y.value, transform))
    return fail(field, value, degreesNotMetres(transform));
  const place = transform.toWgs84(x.value, y.value);
  return place ? at(...place, field, value) : fail(field, value, noPlace(transform));
}

const noPosition = text('没有坐标，没有导入', 'no position; not imported');
const noAngle = text('不是经纬度数字，没有导入', 'no number of degrees; not imported');
const noNumber = text('不是坐标数字，没有导入', 'no number of a coordinate; not imported');
const noPair = text('不是两个坐标，没有导入', 'no two coordinates; not imported');
const degreesNotMetres = ({ title }: Transform): Text =>
  text(
    `是经纬度，不是“${title['zh-CN']}”的坐标，没有导入；请改选经纬度，或分成两个文件`,
    `degrees, no coordinates of ${title.en}; not imported; choose degrees, or make two files of it`,
  );

function at(longitude: number, latitude: number, field: string, value: string): Place {
  const reason = implausible(longitude, latitude);
  if (reason) return fail(field, value, reason);
  return {
    geometry: { type: 'Point', coordinates: [longitude, latitude] },
    fromArea: false,
    flattened: false,
  };
}

function degrees(raw: unknown, axis: 'longitude' | 'latitude'): number | null {
  if (typeof raw === 'number') return Number.isFinite(raw) ? raw : null;
  if (typeof raw !== 'string') return null;
  const plain = raw.normalize('NFKC').trim();
  return /^[+-]?\d+(\.\d+)?(e[+-]?\d+)?$/iu.test(plain) ? Number(plain) : parseAngle(raw, axis);
}

const isSwapped = (longitude: number, latitude: number): boolean =>
  latitude >= 73 && longitude >= 3 && longitude <= 54;

/** Why a position cannot be meant, although it may be a place on the globe; `null` if nothing speaks against it. */
function implausible(longitude: number, latitude: number): Text | null {
  if (Math.abs(longitude) > 180 || Math.abs(latitude) > 90)
    return outsideWorld(longitude, latitude);
  if (longitude === 0 && latitude === 0) {
    return text(
      '0, 0 是空值的常见写法，不是位置，没有导入',
      '0, 0 stands for an empty value and is no place; not imported',
    );
  }
  // China lies within 73–136 E and 3–54 N: the other way round there is only the Arctic sea.
  return isSwapped(longitude, latitude) ? looksSwapped : null;
}

const looksSwapped = text(
  '经度和纬度像是写反了，没有导入',
  'longitude and latitude look swapped; not imported',
);

/** Why the positions of a line or an area cannot be meant, and the first of which that is true. */
function outside(geometry: Geometry): { position: Position; reason: Text } | null {
  for (const position of positionsOf(geometry)) {
    const [x, y] = position as [number, number];
    if (Math.abs(x) > 180 || Math.abs(y) > 90) return { position, reason: outsideWorld(x, y) };
    if (isSwapped(x, y)) return { position, reason: looksSwapped };
  }
  return null;
}

function fit(geometry: Geometry, needs: Needs): Place {
  const wrong = geometry.type === 'Point' ? null : outside(geometry);
  if (wrong) return fail(null, wrong.position.slice(0, 2).join(', '), wrong.reason);
  const isLine = geometry.type === 'LineString' || geometry.type === 'MultiLineString';
  const area = geometry.type === 'Polygon' || geometry.type === 'MultiPolygon' ? geometry : null;
  if (needs === 'line' || (needs === 'line-or-area' && !area)) {
    return isLine
      ? { geometry, fromArea: false, flattened: false }
      : fail(null, geometry.type, text('不是线，没有导入', 'no line; not imported'));
  }
  if (area) {
    const plane = flatten(area);
    if (needs !== 'point') return { geometry: plane, fromArea: false, flattened: hasHeight(area) };
    return {
      geometry: { type: 'Point', coordinates: representativePoint(plane) },
      fromArea: true,
      flattened: false,
    };
  }
  const position =
    geometry.type === 'Point'
      ? geometry.coordinates
      : geometry.type === 'MultiPoint' && geometry.coordinates.length === 1
        ? geometry.coordinates[0]
        : undefined;
  if (!position) return fail(null, geometry.type, wrongType);
  if (needs === 'area') return fail(null, geometry.type, onlyPoint);
  const [longitude, latitude] = position as [number, number];
  const reason = implausible(longitude, latitude);
  if (reason) return fail(null, `${longitude}, ${latitude}`, reason);
  return {
    geometry: { type: 'Point', coordinates: [longitude, latitude] },
    fromArea: false,
    flattened: position.length > 2,
  };
}

const wrongType = text(
  '这种图形不能用，要点或面，没有导入',
  'this geometry cannot be used, a point or an area is needed; not imported',
);
const onlyPoint = text(
  '是点，这里要边界面，没有导入',
  'a point where an outline is needed; not imported',
);

const rings = (area: Area): Position[][] =>
  area.type === 'Polygon' ? area.coordinates : area.coordinates.flat();
const hasHeight = (area: Area) => rings(area).some((ring) => ring.some(({ length }) => length > 2));
const flat = (ring: Position[]) => ring.map(([x, y]) => [x!, y!]);

function flatten(area: Area): Area {
  return area.type === 'Polygon'
    ? { type: 'Polygon', coordinates: area.coordinates.map(flat) }
    : { type: 'MultiPolygon', coordinates: area.coordinates.map((part) => part.map(flat)) };
}
