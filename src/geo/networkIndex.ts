import type { Lattice } from '../domain/grid';
import { latticeRound } from './lattice';

/** Segments by the cells of a lattice that they pass through. */
export interface SegmentIndex {
  lattice: Lattice;
  /** The segments of cell i are `segments[starts[i]]` to `segments[starts[i + 1] − 1]`. */
  starts: Uint32Array;
  segments: Int32Array;
  /** Cells to the nearest cell that holds a segment, counted as a king moves; 65,535 where there is none. */
  steps: Uint16Array;
}

/** Cells are about 50 m wide or more: smaller ones only make longer searches where there is no road. */
const smallestCellDegrees = 5e-4;
const farthestSteps = 65_535;

/**
 * Sorts segments into cells, about one a segment.
 * @param ends longitude and latitude of both ends of each, longitudes continuous
 * @param road the road of each; those below 0 are left out
 */
export function indexSegments(ends: Float64Array, road: Int32Array): SegmentIndex {
  const count = road.length;
  const longitudes = new Float64Array(2 * count);
  const latitudes = new Float64Array(2 * count);
  for (let i = 0; i < 2 * count; i++) {
    longitudes[i] = ends[2 * i]!;
    latitudes[i] = ends[2 * i + 1]!;
  }
  const lattice = latticeRound(longitudes, latitudes, count + 1, smallestCellDegrees);
  const starts = new Uint32Array(lattice.columns * lattice.rows + 1);
  eachCell(lattice, ends, road, (cell) => starts[cell + 1]!++);
  for (let cell = 1; cell < starts.length; cell++) starts[cell]! += starts[cell - 1]!;
  const next = starts.slice(0, -1);
  const segments = new Int32Array(starts[starts.length - 1]!);
  eachCell(lattice, ends, road, (cell, segment) => (segments[next[cell]!++] = segment));
  return { lattice, starts, segments, steps: kingSteps(lattice, starts) };
}

/** A segment is also listed in cells that it passes by less than this share of a cell, for the sake of rounding. */
const marginCells = 1e-6;

function eachCell(
  { west, north, cellDegrees, columns, rows }: Lattice,
  ends: Float64Array,
  road: Int32Array,
  visit: (cell: number, segment: number) => void,
): void {
  const clamp = (value: number, most: number) => Math.max(0, Math.min(most, Math.floor(value)));
  for (let i = 0; i < road.length; i++) {
    if (road[i]! < 0) continue;
    const ax = (ends[4 * i]! - west) / cellDegrees;
    const ay = (north - ends[4 * i + 1]!) / cellDegrees;
    const bx = (ends[4 * i + 2]! - west) / cellDegrees;
    const by = (north - ends[4 * i + 3]!) / cellDegrees;
    const top = clamp(Math.min(ay, by) - marginCells, rows - 1);
    const bottom = clamp(Math.max(ay, by) + marginCells, rows - 1);
    for (let row = top; row <= bottom; row++) {
      let [from, to] = [ax, bx];
      if (ay !== by && top !== bottom) {
        // The part of the segment inside this row of cells.
        const atTop = ax + ((row - marginCells - ay) / (by - ay)) * (bx - ax);
        const atBottom = ax + ((row + 1 + marginCells - ay) / (by - ay)) * (bx - ax);
        from = Math.max(Math.min(ax, bx), Math.min(atTop, atBottom));
        to = Math.min(Math.max(ax, bx), Math.max(atTop, atBottom));
      }
      const left = clamp(Math.min(from, to) - marginCells, columns - 1);
      const right = clamp(Math.max(from, to) + marginCells, columns - 1);
      for (let column = left; column <= right; column++) visit(row * columns + column, i);
    }
  }
}

/** Distance of every cell to the nearest that is not empty, in king's moves: exact in two sweeps. */
function kingSteps({ columns, rows }: Lattice, starts: Uint32Array): Uint16Array {
  const steps = new Uint16Array(columns * rows);
  for (let cell = 0; cell < steps.length; cell++)
    steps[cell] = starts[cell + 1]! > starts[cell]! ? 0 : farthestSteps;
  const lower = (cell: number, row: number, column: number) => {
    if (row < 0 || row >= rows || column < 0 || column >= columns) return;
    const beside = steps[row * columns + column]! + 1;
    if (beside < steps[cell]!) steps[cell] = beside;
  };
  for (let cell = 0; cell < steps.length; cell++) {
    const row = Math.floor(cell / columns);
    const column = cell - row * columns;
    for (let k = -1; k <= 1; k++) lower(cell, row - 1, column + k);
    lower(cell, row, column - 1);
  }
  for (let cell = steps.length - 1; cell >= 0; cell--) {
    const row = Math.floor(cell / columns);
    const column = cell - row * columns;
    for (let k = -1; k <= 1; k++) lower(cell, row + 1, column + k);
    lower(cell, row, column + 1);
  }
  return steps;
}
