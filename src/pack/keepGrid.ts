import { readGrid, type GridOptions } from '../formats/grid';
import type { Meaning } from '../formats/gridCells';
import { wholePeople } from '../formats/gridWhole';
import { writeResidents } from '../formats/geotiff';
import type { KeptGrid } from './keepImport';

/** A grid of residents as a file, and what a person decided of it. */
export interface GridFile extends GridOptions {
  file: string;
  sha256: string;
  bytes: Uint8Array;
  /** What its numbers are; asked, never guessed. */
  meaning: Meaning;
  /** Day of the data, ISO 8601; `null` if not known. */
  asOf: string | null;
}

/**
 * A grid of residents on its way into a pack: on a lattice of WGS 84 degrees, in whole people, the total kept.
 * @throws Failure as {@link readGrid}
 */
export async function keptGrid(grid: GridFile): Promise<KeptGrid> {
  const { file, sha256, bytes, meaning, band, crs, asOf } = grid;
  const read = await readGrid(bytes, {
    meaning,
    ...(band !== undefined && { band }),
    ...(crs !== undefined && { crs }),
  });
  const people = Math.round(read.total);
  return {
    target: 'residents',
    geotiff: new Uint8Array(writeResidents(wholePeople(read.grid))).buffer,
    source: {
      ...{ file, sha256, asOf },
      format: 'geotiff',
      encoding: null,
      crs: crs ?? null,
      rows: people,
      imported: people,
      notes: read.notes,
    },
  };
}
