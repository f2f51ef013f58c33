import type { Geometry, Position } from 'geojson';
import type { Transform } from './crs';

/** A geometry brought to WGS 84 degrees, or the first position that is no place. Heights are kept. */
export function toWgs84(
  geometry: Geometry,
  transform: Transform,
): { geometry: Geometry; refused: null } | { geometry: null; refused: Position } {
  let refused: Position | null = null;
  const position = (from: Position): Position => {
    const place = transform.toWgs84(from[0]!, from[1]!);
    if (!place) {
      refused ??= from;
      return from;
    }
    return [...place, ...from.slice(2)];
  };
  const line = (positions: Position[]) => positions.map(position);
  const rings = (parts: Position[][]) => parts.map(line);
  const convert = (from: Geometry): Geometry => {
    switch (from.type) {
      case 'Point':
        return { type: from.type, coordinates: position(from.coordinates) };
      case 'MultiPoint':
      case 'LineString':
        return { type: from.type, coordinates: line(from.coordinates) };
      case 'MultiLineString':
      case 'Polygon':
        return { type: from.type, coordinates: rings(from.coordinates) };
      case 'MultiPolygon':
        return { type: from.type, coordinates: from.coordinates.map(rings) };
      case 'GeometryCollection':
        return { type: from.type, geometries: from.geometries.map(convert) };
    }
  };
  const converted = convert(geometry);
  return refused ? { geometry: null, refused } : { geometry: converted, refused: null };
}

/** Every position of a geometry, in the order of the file. */
export function* positionsOf(geometry: Geometry): Generator<Position> {
  switch (geometry.type) {
    case 'Point':
      yield geometry.coordinates;
      break;
    case 'MultiPoint':
    case 'LineString':
      yield* geometry.coordinates;
      break;
    case 'MultiLineString':
    case 'Polygon':
      for (const part of geometry.coordinates) yield* part;
      break;
    case 'MultiPolygon':
      for (const part of geometry.coordinates.flat()) yield* part;
      break;
    case 'GeometryCollection':
      for (const part of geometry.geometries) yield* positionsOf(part);
  }
}
