declare module 'shpjs' {
  import type { Geometry } from 'geojson';
  /** The geometries of a .shp, in its own coordinates if no projection is given. */
  export function parseShp(shp: Uint8Array): Geometry[];
  /** The rows of a .dbf. */
  export function parseDbf(dbf: Uint8Array, cpg?: string): Record<string, unknown>[];
}
