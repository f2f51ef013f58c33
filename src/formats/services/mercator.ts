/** A tile of the Web Mercator pyramid, counted from the north-west. */
export interface Tile {
  z: number;
  x: number;
  y: number;
}

/** West, south, east, north. */
export type Box = [west: number, south: number, east: number, north: number];

/** Half the width of the projected world, metres: π times the semi-major axis of WGS 84. */
export const half = Math.PI * 6378137;

/** Extent of a tile in metres of EPSG:3857. */
export function mercatorBox({ z, x, y }: Tile): Box {
  const side = (2 * half) / 2 ** z;
  return [x * side - half, half - (y + 1) * side, (x + 1) * side - half, half - y * side];
}

/** Extent of a tile in degrees. */
export function degreeBox(tile: Tile): Box {
  const [west, south, east, north] = mercatorBox(tile);
  const longitude = (metres: number) => (metres / half) * 180;
  const latitude = (metres: number) =>
    (Math.atan(Math.sinh((metres / half) * Math.PI)) * 180) / Math.PI;
  return [longitude(west), latitude(south), longitude(east), latitude(north)];
}

/** Codes of Web Mercator: the official one, and those it had before. */
const mercatorCodes = new Set(['3857', '900913', '3785', '102100', '102113']);
/** Geographic systems whose first axis is latitude in the EPSG register: WGS 84 and CGCS 2000. */
const degreeCodes = new Set(['4326', '4490']);

/** What a name of a coordinate system means, however it is written. */
export interface NamedCrs {
  kind: 'mercator' | 'degrees' | 'other';
  /** Whether the name itself says that latitude comes first. */
  latitudeFirst: boolean;
}

/**
 * Reads names such as `EPSG:4326`, `urn:ogc:def:crs:EPSG::4326`, `http://www.opengis.net/def/crs/EPSG/0/4326`, `CRS:84`. The
 * URN and the HTTP form mean the axes of the EPSG register, latitude first (OGC 07-092r1); the short form has been used with
 * longitude first since before that rule, and CRS84 always has longitude first.
 */
export function namedCrs(name: string): NamedCrs {
  if (/CRS:?:?84$|OGC(?:\/|:)1\.3(?:\/|:)CRS84$|OGC::CRS84$/i.test(name.trim()))
    return { kind: 'degrees', latitudeFirst: false };
  const code = /(\d+)\s*$/.exec(name)?.[1] ?? '';
  const official = /^urn:|\/def\/crs\//i.test(name.trim());
  if (mercatorCodes.has(code)) return { kind: 'mercator', latitudeFirst: false };
  if (degreeCodes.has(code)) return { kind: 'degrees', latitudeFirst: official };
  return { kind: 'other', latitudeFirst: false };
}
