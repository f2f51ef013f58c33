import type { Geometry, Position } from 'geojson';
import { text, type Text } from '../domain/text';

/** A geometry in binary form that cannot be read, with the reason for a person. */
export class BrokenGeometry extends Error {
  constructor(readonly reason: Text) {
    super(reason.en);
  }
}

const names = [
  'Point',
  'LineString',
  'Polygon',
  'MultiPoint',
  'MultiLineString',
  'MultiPolygon',
  'GeometryCollection',
] as const;
type Name = (typeof names)[number];

/** Kinds with arcs or surfaces, by their number in ISO 19125 and ISO 13249-3. */
const curved: Readonly<Record<number, string>> = {
  8: 'CircularString',
  9: 'CompoundCurve',
  10: 'CurvePolygon',
  11: 'MultiCurve',
  12: 'MultiSurface',
  13: 'Curve',
  14: 'Surface',
  15: 'PolyhedralSurface',
  16: 'TIN',
  17: 'Triangle',
};

/** How deep collections may lie in one another; a multipolygon needs 2. */
const maxNesting = 10;

/**
 * A geometry in well-known binary (OGC 06-103r4, clause 8, with Z and M as in ISO 13249-3 and as in the older EWKB),
 * as GeoJSON whose positions are not checked. M is left out. An empty geometry is `null`.
 *
 * Own code, since the usual package, wkx, wants Node’s `Buffer`, which a worker of a browser lacks; GDAL agrees with it in
 * tests/formats/gdal.test.ts and gdalReads.test.ts.
 * @param view holds the geometry from its byte `start` on; what follows it is not looked at
 * @throws BrokenGeometry when it is cut off, of an unknown kind, made of arcs, or nested too deep
 */
export function readWkb(view: DataView, start = 0): Geometry | null {
  const found = readAt({ view, at: start }, 0);
  return isEmpty(found) ? null : found;
}

interface Cursor {
  view: DataView;
  at: number;
}

const cutOff = () =>
  new BrokenGeometry(text('图形数据不完整', 'the geometry is cut off or damaged'));

function readAt(cursor: Cursor, depth: number): Geometry {
  if (depth > maxNesting) {
    throw new BrokenGeometry(
      text(`图形集合嵌套超过 ${maxNesting} 层`, `nested deeper than ${maxNesting} levels`),
    );
  }
  const order = take(cursor, 1, (view, at) => view.getUint8(at));
  if (order > 1) throw cutOff();
  const little = order === 1;
  const uint = () => take(cursor, 4, (view, at) => view.getUint32(at, little));
  const code = uint();
  if (code & 0x20000000) uint(); // EWKB: the number of the coordinate system stands here.
  const { name, z, m } = kindOf(code);
  const size = 8 * (2 + Number(z) + Number(m));
  const position = (): Position => {
    const { view, at } = cursor;
    if (at + size > view.byteLength) throw cutOff();
    cursor.at += size;
    const plane = [view.getFloat64(at, little), view.getFloat64(at + 8, little)];
    return z ? [...plane, view.getFloat64(at + 16, little)] : plane;
  };
  const list = <Item>(leastBytes: number, item: () => Item): Item[] => {
    const count = uint();
    // A count that the bytes cannot hold is told before anything is made of that size.
    if (count * leastBytes > cursor.view.byteLength - cursor.at) throw cutOff();
    return Array.from({ length: count }, item);
  };
  const line = () => list(size, position);
  const members = () => list(5, () => readAt(cursor, depth + 1));
  const parts = <Kind extends Name>(kind: Kind) =>
    members()
      .filter((part) => !isEmpty(part))
      .map((part) => {
        if (part.type !== kind) throw cutOff();
        return (part as { coordinates: unknown }).coordinates;
      });
  switch (name) {
    case 'Point':
      return { type: name, coordinates: position() };
    case 'LineString':
      return { type: name, coordinates: line() };
    case 'Polygon':
      return { type: name, coordinates: list(4, line) };
    case 'MultiPoint':
      return { type: name, coordinates: parts('Point') as Position[] };
    case 'MultiLineString':
      return { type: name, coordinates: parts('LineString') as Position[][] };
    case 'MultiPolygon':
      return { type: name, coordinates: parts('Polygon') as Position[][][] };
    case 'GeometryCollection':
      return { type: name, geometries: members().filter((part) => !isEmpty(part)) };
  }
}

function take(cursor: Cursor, bytes: number, read: (view: DataView, at: number) => number): number {
  const { view, at } = cursor;
  if (at + bytes > view.byteLength) throw cutOff();
  cursor.at += bytes;
  return read(view, at);
}

/** ISO adds 1000 for Z, 2000 for M, 3000 for both; EWKB sets the highest bits. */
function kindOf(code: number): { name: Name; z: boolean; m: boolean } {
  const plain = code & 0x0fffffff;
  const thousands = Math.floor(plain / 1000);
  const kind = plain % 1000;
  const name = names[kind - 1];
  if (!name || thousands > 3) {
    const arcs = curved[kind];
    throw new BrokenGeometry(
      arcs
        ? text(
            `图形是 ${arcs}（弧线或曲面），这里只读折线；请先转成折线再导出`,
            `the geometry is a ${arcs} (arcs or surfaces), only straight lines are read; convert it to straight segments first`,
          )
        : text(`不认识的图形类型 ${code}`, `geometry of the unknown type ${code}`),
    );
  }
  return {
    name,
    z: thousands === 1 || thousands === 3 || Boolean(code & 0x80000000),
    m: thousands >= 2 || Boolean(code & 0x40000000),
  };
}

/** Without any position; an empty point is written as two NaN (OGC 12-128r17, clause 2.1.3). */
function isEmpty(geometry: Geometry): boolean {
  if (geometry.type === 'GeometryCollection') return geometry.geometries.length === 0;
  if (geometry.type === 'Point') return geometry.coordinates.slice(0, 2).every(Number.isNaN);
  return geometry.coordinates.length === 0;
}

/**
 * A geometry as ISO well-known binary, little-endian; with Z where all its positions have a height, which is left out
 * where only some have.
 */
export function writeWkb(geometry: Geometry): Uint8Array {
  const z = hasHeight(geometry);
  const bytes: number[] = [];
  const scratch = new DataView(new ArrayBuffer(8));
  const push = (size: number) => {
    for (let i = 0; i < size; i++) bytes.push(scratch.getUint8(i));
  };
  const uint = (value: number) => (scratch.setUint32(0, value, true), push(4));
  const position = (at: Position) => {
    for (const value of z ? at.slice(0, 3) : at.slice(0, 2)) {
      scratch.setFloat64(0, value, true);
      push(8);
    }
  };
  const head = (name: Name) => {
    bytes.push(1);
    uint(names.indexOf(name) + 1 + (z ? 1000 : 0));
  };
  const list = <Item>(items: readonly Item[], write: (item: Item) => void) => {
    uint(items.length);
    items.forEach(write);
  };
  const line = (positions: Position[]) => list(positions, position);
  const write = (part: Geometry): void => {
    head(part.type);
    switch (part.type) {
      case 'Point':
        return position(part.coordinates);
      case 'LineString':
        return line(part.coordinates);
      case 'Polygon':
        return list(part.coordinates, line);
      case 'MultiPoint':
        return list(part.coordinates, (coordinates) => write({ type: 'Point', coordinates }));
      case 'MultiLineString':
        return list(part.coordinates, (coordinates) => write({ type: 'LineString', coordinates }));
      case 'MultiPolygon':
        return list(part.coordinates, (coordinates) => write({ type: 'Polygon', coordinates }));
      case 'GeometryCollection':
        return list(part.geometries, write);
    }
  };
  write(geometry);
  return Uint8Array.from(bytes);
}

/** Whether every position has a height. */
export function hasHeight(geometry: Geometry): boolean {
  if (geometry.type === 'GeometryCollection') return geometry.geometries.every(hasHeight);
  const every = (part: unknown[]): boolean =>
    typeof part[0] === 'number' ? part.length > 2 : part.every((each) => every(each as unknown[]));
  return every(geometry.coordinates);
}
