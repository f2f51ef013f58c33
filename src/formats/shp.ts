import { Failure } from '../domain/failure';
import { text, type Text } from '../domain/text';

/** The shapes of a .shp file, found but not yet read. */
export interface Shapes {
  /** Where the content of each record begins, bytes. */
  starts: readonly number[];
  /** Length of each content, bytes. */
  lengths: readonly number[];
  /** Name of the type that the header states; `null` when it is none of the specification. */
  type: string | null;
  /** Whether the shapes have measures: by their type, or for Z, which has room for both, by the range in the header. */
  measured: boolean;
  /** Why shapes are missing at the end; `null` when the file is whole. */
  cut: Text | null;
  /** Why the index was not used. */
  notes: Text[];
  view: DataView;
}

/** Heights and measures below this stand for none. */
export const noNumber = -1e38;

const multiPatch = 31;
/** Shape types of the specification; Z adds a height and a measure, M a measure. */
export const shapeTypes: Readonly<Record<number, string>> = {
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
  const type = shapeTypes[code] ?? null;
  return { ...found, type, measured: isMeasured(type, view), cut, notes, view };
}

const isMeasured = (type: string | null, view: DataView): boolean =>
  type?.endsWith('M') === true ||
  (type?.endsWith('Z') === true &&
    [84, 92].some((at) => view.getFloat64(at, true) > noNumber && view.getFloat64(at, true) !== 0));

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
