import type { Geometry } from 'geojson';
import { text } from '../domain/text';
import type { Extent } from './outFields';
import { BrokenGeometry, readWkb, writeWkb } from './wkb';

/** Bytes of the envelope by its code: none, XY, XYZ, XYM, XYZM. */
const envelopeBytes = [0, 32, 48, 48, 64];

/**
 * A geometry as GeoPackage stores it (OGC 12-128r19, clause 2.1.3): the header `GP`, its envelope, which is passed over,
 * and well-known binary. An empty geometry is `null`.
 * @throws BrokenGeometry when it is of another kind, an extended one, or damaged
 */
export function readGeometry(blob: Uint8Array): { geometry: Geometry | null; srsId: number } {
  if (blob.length < 8 || blob[0] !== 0x47 || blob[1] !== 0x50) {
    throw new BrokenGeometry(
      text(
        '图形不是 GeoPackage 的写法（不以 GP 开头）',
        'the geometry is not written as GeoPackage asks (it does not begin with GP)',
      ),
    );
  }
  const flags = blob[3]!;
  if (flags & 0x20) {
    throw new BrokenGeometry(
      text(
        '图形用了扩展的写法，读不了；请另存为普通 GeoPackage',
        'the geometry is of an extended kind that cannot be read; save it as a plain GeoPackage',
      ),
    );
  }
  const envelope = envelopeBytes[(flags >> 1) & 7];
  const view = new DataView(blob.buffer, blob.byteOffset, blob.byteLength);
  if (envelope === undefined) {
    throw new BrokenGeometry(text('图形的头部损坏', 'the head of the geometry is damaged'));
  }
  const srsId = view.getInt32(4, (flags & 1) === 1);
  return { geometry: flags & 0x10 ? null : readWkb(view, 8 + envelope), srsId };
}

/** A geometry as GeoPackage stores it, in EPSG:4326, little-endian, with its envelope unless it is a point. */
export function writeGeometry(geometry: Geometry, extent: Extent): Uint8Array {
  const point = geometry.type === 'Point';
  const wkb = writeWkb(geometry);
  const bytes = new Uint8Array(8 + (point ? 0 : 32) + wkb.length);
  const view = new DataView(bytes.buffer);
  bytes.set([0x47, 0x50, 0, point ? 0b0001 : 0b0011]);
  view.setInt32(4, 4326, true);
  if (!point) {
    const [west, south, east, north] = extent;
    [west, east, south, north].forEach((value, i) => view.setFloat64(8 + 8 * i, value, true));
  }
  bytes.set(wkb, bytes.length - wkb.length);
  return bytes;
}
