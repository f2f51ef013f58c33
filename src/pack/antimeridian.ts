import type { Geometry, Position } from 'geojson';
import { text } from '../domain/text';
import { shown, type Problem, type Sheet } from '../formats/sheet';

/**
 * Rows whose line or ring runs from one end of the world to the other between two positions. On a map in degrees such a
 * ring would hold what lies outside of it; RFC 7946, 3.1.9, has it cut at the antimeridian, and in a district of China
 * it is a lost or added sign. They are errors, so that the row is not read.
 */
export function acrossAntimeridian({
  delimiter,
  rows,
}: Pick<Sheet, 'delimiter' | 'rows'>): Problem[] {
  // A table of cells has no geometry, and may have millions of rows.
  if (delimiter !== null) return [];
  const found: Problem[] = [];
  for (const { row, geometry } of rows) {
    const leap = geometry && leapOf(geometry);
    if (!leap) continue;
    found.push({
      row,
      field: null,
      value: shown(leap.map((position) => position.slice(0, 2).join(', ')).join(' → ')),
      level: 'error',
      reason: text(
        '相邻两点相距超过 180 度：跨越 180° 经线的图形要在那里断开，否则请核对正负号；没有导入',
        'two neighbouring positions are more than 180 degrees apart: cut the shape at the antimeridian, or check the signs; not imported',
      ),
    });
  }
  return found;
}

function leapOf(geometry: Geometry): readonly [Position, Position] | null {
  switch (geometry.type) {
    case 'Point':
    case 'MultiPoint':
      return null;
    case 'LineString':
      return leapIn(geometry.coordinates);
    case 'MultiLineString':
    case 'Polygon':
      return first(geometry.coordinates, leapIn);
    case 'MultiPolygon':
      return first(geometry.coordinates, (rings) => first(rings, leapIn));
    case 'GeometryCollection':
      return first(geometry.geometries, leapOf);
  }
}

function first<Item, Found>(items: readonly Item[], find: (item: Item) => Found | null) {
  for (const item of items) {
    const found = find(item);
    if (found) return found;
  }
  return null;
}

/** Beyond these figures coordinates are metres, and far apart as a matter of course. */
const isDegrees = ([x = NaN, y = NaN]: Position) => Math.abs(x) <= 180 && Math.abs(y) <= 180;

/** In either number: the axes of the file may be swapped. */
function leapIn(line: readonly Position[]): readonly [Position, Position] | null {
  for (let i = 1; i < line.length; i++) {
    const [from, to] = [line[i - 1]!, line[i]!];
    const far = Math.abs(from[0]! - to[0]!) > 180 || Math.abs(from[1]! - to[1]!) > 180;
    if (far && isDegrees(from) && isDegrees(to)) return [from, to];
  }
  return null;
}
