import { Failure } from '../domain/failure';
import type { ResidentGrid } from '../domain/grid';
import { text, type Text } from '../domain/text';
import { transformOfDefinition } from '../geo/crsDefinition';
import { filledRows, tallyCells, type CellTally, type Meaning } from './gridCells';
import { cellMetresOf, frameOf, keptLattice, notesOf } from './gridFrame';
import { bandOf, openImage } from './gridImage';
import { crsOfKeys } from './gridKeys';
import { latticeFor, movedMetres, peopleOf, spreadRow } from './gridSpread';
import type { SheetCrs } from './sheet';

export type { Meaning } from './gridCells';

/** What was found in a grid of residents, for a person to decide what it means. */
export interface GridInfo {
  columns: number;
  rows: number;
  /** Bands. */
  samples: number;
  /** The band that is described, from 1. */
  band: number;
  /** `null` when the file names none: then a person must. */
  crs: SheetCrs | null;
  noData: number | null;
  /** Outer corner of the first cell, and the extent of one cell, in the file's coordinates. */
  origin: [x: number, y: number];
  cell: [width: number, height: number];
  /** Extent of a cell on the ground; `null` without a coordinate system. */
  cellMetres: [width: number, height: number] | null;
  tally: CellTally;
  /**
   * Residents in all if the values are counts, and if they are densities; `null` without a coordinate system. What the
   * district is known to have tells which it is.
   */
  totals: Record<Meaning, number | null>;
  notes: Text[];
}

/** What a person decided of a grid. */
export interface GridOptions {
  /** EPSG code, WKT or proj string, where the file says nothing or says it wrong. */
  crs?: string;
  /** From 1. */
  band?: number;
}

/**
 * Describes a GeoTIFF grid.
 * @param options with several bands the first is described unless another is chosen
 * @throws Failure when it cannot be read
 */
export async function openGrid(bytes: Uint8Array, options: GridOptions = {}): Promise<GridInfo> {
  const image = await openImage(bytes);
  const band = bandOf(image, options.band ?? 1);
  const crs = crsOfKeys(image.keys);
  const definition = options.crs ?? crs?.definition;
  const transform = definition === undefined ? null : await transformOfDefinition(definition);
  const tally = await tallyCells(image, band);
  let density: number | null = null;
  if (transform && tally.filled) {
    density = 0;
    for await (const row of filledRows(image, band, tally, transform))
      for (const people of peopleOf(row, 'density-per-km2')) density += people;
  }
  return {
    columns: image.columns,
    rows: image.rows,
    samples: image.samples,
    band,
    crs,
    noData: image.noData,
    origin: image.corner(0, 0),
    cell: [Math.hypot(...image.across), Math.hypot(...image.down)],
    cellMetres: transform && tally.filled ? cellMetresOf(image, tally, transform) : null,
    tally,
    totals: {
      count: tally.sum,
      'density-per-km2': Number.isFinite(density) ? density : null,
    },
    notes: notesOf(tally, transform),
  };
}

/** A grid of residents in WGS 84, with what was done to it. */
export interface ReadGrid {
  grid: ResidentGrid & { people: Float64Array };
  /** Residents in all; the sum of the grid. */
  total: number;
  /** How far anybody may have been moved by the change of the lattice, metres; 0 when it was kept. */
  movedMetres: number;
  notes: Text[];
}

/**
 * Residents from a GeoTIFF in any coordinate system that `transformOfDefinition` knows, on a lattice of WGS 84 degrees.
 * Square cells in WGS 84 or CGCS 2000 are taken as they are; others are spread, see {@link spreadRow}. No-data, NaN,
 * negative and infinite values count as nobody; the notes tell how many. Only the part with residents is kept.
 * @param options `meaning` is asked of a person, never guessed
 * @throws Failure when it cannot be read, has no coordinate system, several bands and none chosen, or nobody
 */
export async function readGrid(
  bytes: Uint8Array,
  options: GridOptions & { meaning: Meaning },
): Promise<ReadGrid> {
  const image = await openImage(bytes);
  const band = bandOf(image, options.band);
  const definition = options.crs ?? crsOfKeys(image.keys)?.definition;
  if (definition === undefined) {
    throw new Failure(
      text(
        '栅格没有写明坐标系；请指定（如 EPSG:4490）。',
        'The grid names no coordinate system; choose one, for example EPSG:4490.',
      ),
    );
  }
  const transform = await transformOfDefinition(definition);
  const tally = await tallyCells(image, band);
  if (tally.filled === 0) {
    throw new Failure(
      text(
        '栅格里没有一格有人（都是 0、无数据或负值）。',
        'No cell of the grid holds a resident; all are 0, no-data or negative.',
      ),
    );
  }
  const notes = notesOf(tally, transform);
  const kept = keptLattice(image, tally, transform);
  const size = cellMetresOf(image, tally, transform);
  const lattice = kept ?? latticeFor(frameOf(image, tally, transform), Math.min(...size));
  const people = new Float64Array(lattice.columns * lattice.rows);
  for await (const row of filledRows(image, band, tally, transform)) {
    if (!kept) spreadRow(row, options.meaning, lattice, people);
    else people.set(peopleOf(row, options.meaning), (row.row - tally.rows[0]) * lattice.columns);
  }
  const moved = kept ? 0 : movedMetres(lattice, size);
  if (!kept) notes.push(spreadNote(lattice.cellDegrees, moved));
  const total = people.reduce((sum, each) => sum + each, 0);
  return { grid: { ...lattice, people }, total, movedMetres: moved, notes };
}

function spreadNote(cellDegrees: number, moved: number): Text {
  const seconds = Number((cellDegrees * 3600).toFixed(3));
  const metres = Math.ceil(moved);
  return text(
    `栅格已换到 ${seconds} 角秒的经纬网格：每格分成 16 份，按份的中心归格，总人数不变，位置移动不超过 ${metres} 米`,
    `the grid was put on a lattice of ${seconds} arc-seconds: each cell in 16 parts, each part to the cell of its middle; the total is kept, nobody moves by more than ${metres} m`,
  );
}
