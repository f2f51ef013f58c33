import type { Geometry, Position } from 'geojson';
import { Failure } from '../domain/failure';
import { text, type Text } from '../domain/text';
import { assemble } from './shpRings';

/** The shapes of a .shp file, found but not yet read. */
export interface Shapes {
  /** Where the content of each record begins, bytes. */
  starts: readonly number[];
  /** Length of each content, bytes. */
  lengths: readonly number[];
  /** Name of the type that the header states; `null` when it is none of the specification. */
  type: string | null;
  /** Why shapes are missing at the end; `null` when the file is whole. */
  cut: Text | null;
  /** Why the index was not used. */
  notes: Text[];
  view: DataView;
}

/** A shape of a file, or why there is none; a null shape has neither geometry nor reason. */
interface Shape {
  geometry: Geometry | null;
  /** What is wrong with it; with a geometry it is a warning. */
  reason: Text | null;
}

const multiPatch = 31;
/** Shape types of the specification; Z adds a height and a measure, M a measure. */
const types: Readonly<Record<number, string>> = {
  0: 'Null',
  1: 'Point',
  3: 'PolyLine',
  5: 'Polygon',
  8: 'MultiPoint',
  11: 'PointZ',
  13: 'PolyLineZ',
  15: 'PolygonZ',
  18: 'MultiPointZ',
  21: 'PointM',
  23: 'PolyLineM',
  25: 'PolygonM',
  28: 'MultiPointM',
};

/** Whether a file begins as a .shp or .shx does. */
export const isShp = (head: Uint8Array): boolean =>
  head[0] === 0 && head[1] === 0 && head[2] === 0x27 && head[3] === 0x0a;

/**
 * Finds the records of a .shp file (ESRI Shapefile Technical Description, July 1998). Where a .shx agrees with the file
 * it says where the records are, so that what was deleted between them is skipped; else they are read one after the
 * other.
 * @throws Failure when it is no .shp, holds MultiPatch, or its header is cut off
 */
export function findShapes(shp: Uint8Array, shx: Uint8Array | undefined): Shapes {
  if (!isShp(shp) || shp.length < 100) {
    throw new Failure(
      text(
        '这不是 .shp 文件，或文件头不完整；请重新传输。',
        'This is no .shp file, or its header is cut off; send it again.',
      ),
    );
  }
  const view = viewOf(shp);
  const code = view.getInt32(32, true);
  if (code === multiPatch) {
    throw new Failure(
      text(
        '.shp 存的是 MultiPatch（三维面片），不能读；请先在 GIS 里转成面。',
        'The .shp holds MultiPatch (surfaces in space), which is not read; turn it into polygons in a GIS first.',
      ),
    );
  }
  const indexed = shx && byIndex(view, shx);
  const found = indexed ?? oneByOne(view);
  const notes: Text[] = [];
  if (!indexed) {
    notes.push(
      shx
        ? text(
            '.shx 与 .shp 不一致，没有用；图形按顺序读取',
            'the .shx does not agree with the .shp and was not used; shapes were read one after the other',
          )
        : text(
            '没有 .shx，图形按顺序读取',
            'there is no .shx; shapes were read one after the other',
          ),
    );
  }
  const cut = breakOf(view, found);
  return { ...found, type: types[code] ?? null, cut, notes, view };
}

const viewOf = (bytes: Uint8Array) =>
  new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);

interface Found {
  starts: number[];
  lengths: number[];
}

/** `null` unless every entry of the index leads to a record with its number and length. */
function byIndex(view: DataView, shx: Uint8Array): Found | null {
  if (!isShp(shx) || shx.length < 100 || shx.length % 8 !== 4) return null;
  const index = viewOf(shx);
  const starts: number[] = [];
  const lengths: number[] = [];
  for (let at = 100; at < shx.length; at += 8) {
    const start = index.getInt32(at) * 2;
    const length = index.getInt32(at + 4) * 2;
    if (start < 100 || length < 4 || start + 8 + length > view.byteLength) return null;
    if (view.getInt32(start + 4) * 2 !== length || view.getInt32(start) !== starts.length + 1) {
      return null;
    }
    starts.push(start + 8);
    lengths.push(length);
  }
  return { starts, lengths };
}

function oneByOne(view: DataView): Found {
  const starts: number[] = [];
  const lengths: number[] = [];
  let at = 100;
  while (at + 12 <= view.byteLength) {
    const length = view.getInt32(at + 4) * 2;
    if (length < 4 || at + 8 + length > view.byteLength) break;
    starts.push(at + 8);
    lengths.push(length);
    at += 8 + length;
  }
  return { starts, lengths };
}

/** Why shapes are missing at the end. */
function breakOf(view: DataView, { starts, lengths }: Found): Text | null {
  const stated = view.getInt32(24) * 2;
  const size = view.byteLength;
  const end = starts.reduce((most, start, i) => Math.max(most, start + lengths[i]!), 100);
  if (stated > size) {
    return text(
      `.shp 应有 ${stated} 字节，实际只有 ${size} 字节，从这个图形起没有读入；请重新传输`,
      `the .shp should have ${stated} bytes and has ${size}; nothing was read from this shape on, send it again`,
    );
  }
  if (end < Math.min(size, stated)) {
    return text(
      '.shp 在这个图形处损坏，其后的没有读入；请重新导出',
      'the .shp is damaged at this shape; what follows was not read, export it again',
    );
  }
  return null;
}

/** Values below this stand for no data. */
const noData = -1e38;

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
  const name = types[code];
  if (code === 0) return { geometry: null, reason: null };
  if (name === undefined) {
    const reason = text(`图形类型 ${code} 不能读`, `shape type ${code} is not read`);
    return { geometry: null, reason };
  }
  const high = name.endsWith('Z');
  const position = (point: number, height: number): Position => {
    const place = [view.getFloat64(point, true), view.getFloat64(point + 8, true)];
    const z = high ? view.getFloat64(height, true) : NaN;
    if (z > noData) place.push(z);
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
