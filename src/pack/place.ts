import type { Geometry, LineString, MultiLineString, Point, Position } from 'geojson';
import { text, type Text } from '../domain/text';
import { parseAngle, parseCoordinate } from '../formats/coordinates';
import { outsideWorld } from '../formats/geometry';
import { shown, type SheetRow } from '../formats/sheet';
import { representativePoint } from '../geo/polygons';
import type { Mapping } from './match';
import type { Area } from './pack';
import { isUnknown } from './values';

/** What geometry a register takes. */
export type Needs = 'point' | 'area' | 'point-or-area' | 'line';

/** A line of roads or streams. */
export type Line = LineString | MultiLineString;

/** Where a row is; or which field says it wrongly, what it says, and why that is no place. */
export type Place =
  | { geometry: Point | Area | Line; fromArea: boolean; flattened: boolean }
  | { geometry: null; field: string | null; value: string; reason: Text };

/**
 * The place of a row: its own geometry, else its columns for longitude and latitude, else the one for both.
 * Degrees on WGS 84, decimal or degrees, minutes, seconds.
 */
export function placeOf({ geometry, values }: SheetRow, mapping: Mapping, needs: Needs): Place {
  if (geometry) return fit(geometry, needs);
  const fail = (field: string | null, value: unknown, reason: Text): Place => ({
    geometry: null,
    field,
    value: shown(value),
    reason,
  });
  if (needs === 'area') {
    return fail(null, '', text('没有边界面；镇街要有面', 'there is no outline; towns need one'));
  }
  if (needs === 'line') return fail(null, '', text('没有线，没有导入', 'no line; not imported'));
  const { longitude: east, latitude: north, position } = mapping;
  if (east && north) {
    const pair = [values[east], values[north]];
    if (pair.some(isUnknown)) {
      return fail(`${east}, ${north}`, pair.map(shown).join(', '), noPosition);
    }
    const longitude = degrees(values[east], 'longitude');
    if (longitude === null) return fail(east, values[east], noAngle);
    const latitude = degrees(values[north], 'latitude');
    if (latitude === null) return fail(north, values[north], noAngle);
    const reason = implausible(longitude, latitude);
    return reason
      ? fail(`${east}, ${north}`, pair.map(shown).join(', '), reason)
      : at(longitude, latitude);
  }
  if (position && !isUnknown(values[position])) {
    const found = parseCoordinate(shown(values[position]).replace(/^POINT/iu, ''));
    if (found.reason) return fail(position, values[position], found.reason);
    const reason = implausible(found.longitude, found.latitude);
    return reason ? fail(position, values[position], reason) : at(found.longitude, found.latitude);
  }
  return fail(position ?? null, '', noPosition);
}

const noPosition = text('没有坐标，没有导入', 'no position; not imported');
const noAngle = text('不是经纬度数字，没有导入', 'no number of degrees; not imported');

const at = (longitude: number, latitude: number): Place => ({
  geometry: { type: 'Point', coordinates: [longitude, latitude] },
  fromArea: false,
  flattened: false,
});

function degrees(raw: unknown, axis: 'longitude' | 'latitude'): number | null {
  if (typeof raw === 'number') return Number.isFinite(raw) ? raw : null;
  if (typeof raw !== 'string') return null;
  const plain = raw.normalize('NFKC').trim();
  return /^[+-]?\d+(\.\d+)?(e[+-]?\d+)?$/iu.test(plain) ? Number(plain) : parseAngle(raw, axis);
}

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
  if (latitude >= 73 && longitude >= 3 && longitude <= 54) {
    return text(
      '经度和纬度像是写反了，没有导入',
      'longitude and latitude look swapped; not imported',
    );
  }
  return null;
}

function fit(geometry: Geometry, needs: Needs): Place {
  const fail = (reason: Text): Place => ({
    geometry: null,
    field: null,
    value: geometry.type,
    reason,
  });
  if (needs === 'line') {
    return geometry.type === 'LineString' || geometry.type === 'MultiLineString'
      ? { geometry, fromArea: false, flattened: false }
      : fail(text('不是线，没有导入', 'no line; not imported'));
  }
  const area = geometry.type === 'Polygon' || geometry.type === 'MultiPolygon' ? geometry : null;
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
  if (!position) {
    return fail(
      text(
        '这种图形不能用，要点或面，没有导入',
        'this geometry cannot be used, a point or an area is needed; not imported',
      ),
    );
  }
  if (needs === 'area')
    return fail(
      text('是点，这里要边界面，没有导入', 'a point where an outline is needed; not imported'),
    );
  const [longitude, latitude] = position as [number, number];
  const reason = implausible(longitude, latitude);
  if (reason) return { geometry: null, field: null, value: `${longitude}, ${latitude}`, reason };
  return {
    geometry: { type: 'Point', coordinates: [longitude, latitude] },
    fromArea: false,
    flattened: position.length > 2,
  };
}

const rings = (area: Area): Position[][] =>
  area.type === 'Polygon' ? area.coordinates : area.coordinates.flat();
const hasHeight = (area: Area) => rings(area).some((ring) => ring.some(({ length }) => length > 2));
const flat = (ring: Position[]) => ring.map(([x, y]) => [x!, y!]);

function flatten(area: Area): Area {
  return area.type === 'Polygon'
    ? { type: 'Polygon', coordinates: area.coordinates.map(flat) }
    : { type: 'MultiPolygon', coordinates: area.coordinates.map((part) => part.map(flat)) };
}
