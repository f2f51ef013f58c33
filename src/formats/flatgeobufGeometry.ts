import type { Geometry, Position } from 'geojson';
import { text } from '../domain/text';
import type { FlatTable } from './flatTable';
import { BrokenGeometry } from './wkb';

/** Names by their number in `GeometryType` of header.fbs; those above 7 have arcs or surfaces. */
export const geometryTypes = [
  'Unknown',
  'Point',
  'LineString',
  'Polygon',
  'MultiPoint',
  'MultiLineString',
  'MultiPolygon',
  'GeometryCollection',
] as const;

/** How deep collections may lie in one another. */
const maxNesting = 10;

/**
 * A geometry of FlatGeobuf (feature.fbs) as GeoJSON whose positions are not checked; an empty or missing one is `null`.
 * @param headerType the type that the header gives for all, 0 when each geometry has its own
 * @param bytes size of the feature; parts that are named over and over would else become more than any memory holds
 * @throws BrokenGeometry when it is of an unknown kind, made of arcs or nested too deep
 * @throws RangeError when it is damaged
 */
export function geometryOf(
  table: FlatTable | null,
  headerType: number,
  bytes: number,
): Geometry | null {
  return table && readPart(table, headerType, 0, { bytes });
}

function readPart(
  table: FlatTable,
  headerType: number,
  depth: number,
  left: { bytes: number },
): Geometry | null {
  if (depth > maxNesting) {
    throw new BrokenGeometry(
      text(`图形集合嵌套超过 ${maxNesting} 层`, `nested deeper than ${maxNesting} levels`),
    );
  }
  left.bytes -= 4 + (table.vector(1, 8)?.byteLength ?? 0);
  if (left.bytes < 0) throw new RangeError('The parts of a geometry exceed its bytes.');
  const number = headerType || table.byte(6);
  const type = geometryTypes[number];
  const inner = (of: number) =>
    table.tables(7).flatMap((part) => readPart(part, of, depth + 1, left) ?? []);
  switch (type) {
    case 'GeometryCollection': {
      const geometries = inner(0);
      return geometries.length ? { type, geometries } : null;
    }
    case 'MultiPolygon': {
      const polygons = inner(geometryTypes.indexOf('Polygon'));
      const coordinates = polygons.map(
        (part) => (part as { coordinates: Position[][] }).coordinates,
      );
      return coordinates.length ? { type, coordinates } : null;
    }
    case undefined:
    case 'Unknown':
      throw new BrokenGeometry(
        text(
          `图形类型 ${number} 读不了（弧线、曲面或未知）；请先转成折线再导出`,
          `a geometry of type ${number} cannot be read (arcs, surfaces or unknown); convert it to straight segments first`,
        ),
      );
  }
  const positions = positionsOf(table);
  const [first] = positions;
  if (!first) return null;
  switch (type) {
    case 'Point':
      return { type, coordinates: first };
    case 'MultiPoint':
    case 'LineString':
      return { type, coordinates: positions };
    case 'MultiLineString':
    case 'Polygon':
      return { type, coordinates: cut(positions, table) };
  }
}

function positionsOf(table: FlatTable): Position[] {
  const xy = table.vector(1, 8);
  if (!xy) return [];
  const z = table.vector(2, 8);
  return Array.from({ length: xy.byteLength >> 4 }, (_, i) => {
    const plane = [xy.getFloat64(16 * i, true), xy.getFloat64(16 * i + 8, true)];
    return z ? [...plane, z.getFloat64(8 * i, true)] : plane;
  });
}

/** Cuts the positions into lines or rings at the given ends; without ends they are one. */
function cut(positions: Position[], table: FlatTable): Position[][] {
  const ends = table.vector(0, 4);
  if (!ends?.byteLength) return [positions];
  let start = 0;
  return Array.from({ length: ends.byteLength >> 2 }, (_, i) => {
    const end = ends.getUint32(4 * i, true);
    if (end < start || end > positions.length) {
      throw new RangeError(`A ring ends at ${end} of ${positions.length} positions.`);
    }
    const line = positions.slice(start, end);
    start = end;
    return line;
  });
}
