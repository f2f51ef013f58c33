import type { Geometry, Position } from 'geojson';
import { text, type Text } from '../domain/text';
import { noNumber, shapeTypes, type Shapes } from './shp';
import { assemble } from './shpRings';

/** A shape of a file, or why there is none; a null shape has neither geometry nor reason. */
interface Shape {
  geometry: Geometry | null;
  /** What is wrong with it; with a geometry it is a warning. */
  reason: Text | null;
}

const overrun: Shape = {
  geometry: null,
  reason: text(
    '图形的点数或部分数与长度不符，已损坏',
    'the shape is damaged: its counts do not fit its length',
  ),
};

/** The shape of a record in the coordinates of the file, heights as third number, measures left out. */
export function readShape({ view, starts, lengths }: Shapes, index: number): Shape {
  const at = starts[index]!;
  const length = lengths[index]!;
  const code = view.getInt32(at, true);
  const name = shapeTypes[code];
  if (code === 0) return { geometry: null, reason: null };
  if (name === undefined) {
    const reason = text(`图形类型 ${code} 不能读`, `shape type ${code} is not read`);
    return { geometry: null, reason };
  }
  const high = name.endsWith('Z');
  const position = (point: number, height: number): Position => {
    const place = [view.getFloat64(point, true), view.getFloat64(point + 8, true)];
    const z = high ? view.getFloat64(height, true) : NaN;
    if (z > noNumber) place.push(z);
    return place;
  };
  if (name.startsWith('Point')) {
    if (length < (high ? 28 : 20)) return overrun;
    return { geometry: { type: 'Point', coordinates: position(at + 4, at + 20) }, reason: null };
  }
  const many = name.startsWith('MultiPoint');
  const head = many ? 40 : 44;
  if (length < head) return overrun;
  const parts = many ? 0 : view.getInt32(at + 36, true);
  const points = view.getInt32(at + head - 4, true);
  const first = head + parts * 4;
  const heights = first + points * 16 + 16;
  if (parts < 0 || points < 0 || (high ? heights + points * 8 : heights - 16) > length) {
    return overrun;
  }
  const run = (from: number, to: number) =>
    Array.from({ length: to - from }, (_, i) =>
      position(at + first + (from + i) * 16, at + heights + (from + i) * 8),
    );
  if (many) return { geometry: { type: 'MultiPoint', coordinates: run(0, points) }, reason: null };
  const lines: Position[][] = [];
  for (let part = 0; part < parts; part++) {
    const from = view.getInt32(at + head + part * 4, true);
    const to = part + 1 < parts ? view.getInt32(at + head + part * 4 + 4, true) : points;
    if (from < 0 || to < from || to > points || (part === 0 && from !== 0)) return overrun;
    lines.push(run(from, to));
  }
  if (name.startsWith('Polygon')) return assemble(lines);
  return {
    geometry:
      lines.length === 1
        ? { type: 'LineString', coordinates: lines[0]! }
        : { type: 'MultiLineString', coordinates: lines },
    reason: null,
  };
}
