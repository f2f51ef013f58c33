import type { MultiPolygon, Polygon } from 'geojson';
import type { Lattice } from '../src/domain/grid';
import type { Place } from './plan';
import { ringsOf, within } from './rings';

/** Side of a cell: 3 arc-seconds. */
export const cellDegrees = 1 / 1200;

/** A lattice over a district, with its scale in metres. */
export interface Ground extends Lattice {
  /** East and south side of a cell at the middle latitude, metres. */
  cellMetres: readonly [number, number];
  /** 1 where the centre of the cell is inside the outline. */
  inside: Uint8Array;
}

/** The 3-arc-second lattice that covers an extent and a margin, on whole multiples of 3 arc-seconds. */
export function groundOf(
  area: Polygon | MultiPolygon,
  extent: readonly [number, number, number, number],
  marginCells: number,
): Ground {
  const [west, south, east, north] = extent;
  const left = Math.floor(west / cellDegrees) - marginCells;
  const right = Math.ceil(east / cellDegrees) + marginCells;
  const low = Math.floor(south / cellDegrees) - marginCells;
  const top = Math.ceil(north / cellDegrees) + marginCells;
  const columns = right - left;
  const rows = top - low;
  const lattice: Lattice = {
    west: left * cellDegrees,
    north: top * cellDegrees,
    cellDegrees,
    columns,
    rows,
  };
  const metresPerDegree = 111_195;
  const middle = (((south + north) / 2) * Math.PI) / 180;
  const cellMetres = [
    metresPerDegree * cellDegrees * Math.cos(middle),
    metresPerDegree * cellDegrees,
  ] as const;
  return { ...lattice, cellMetres, inside: rasterise(area, lattice) };
}

/** Cells whose centre lies in an area (even-odd, by scan lines). */
export function rasterise(
  area: Polygon | MultiPolygon,
  { west, north, cellDegrees: side, columns, rows }: Lattice,
): Uint8Array {
  const mask = new Uint8Array(columns * rows);
  const rings = ringsOf(area);
  for (let row = 0; row < rows; row++) {
    const y = north - (row + 0.5) * side;
    const crossings: number[] = [];
    for (const ring of rings)
      for (let i = 0, j = ring.length - 1; i < ring.length; j = i++) {
        const [xi, yi] = ring[i] as Place;
        const [xj, yj] = ring[j] as Place;
        if (yi > y !== yj > y) crossings.push(((xj - xi) * (y - yi)) / (yj - yi) + xi);
      }
    crossings.sort((a, b) => a - b);
    for (let k = 0; k + 1 < crossings.length; k += 2) {
      const first = Math.max(0, Math.ceil((crossings[k]! - west) / side - 0.5));
      const last = Math.min(columns - 1, Math.floor((crossings[k + 1]! - west) / side - 0.5));
      mask.fill(1, row * columns + first, row * columns + Math.max(first, last + 1));
    }
  }
  return mask;
}

/** Cell that a place lies in. */
export function cellAt(
  { west, north, cellDegrees: side, columns, rows }: Lattice,
  [x, y]: Place,
): number {
  const column = Math.min(columns - 1, Math.max(0, Math.floor((x - west) / side)));
  const row = Math.min(rows - 1, Math.max(0, Math.floor((north - y) / side)));
  return row * columns + column;
}

/** Centre of a cell, degrees. */
export function centreOf(
  { west, north, cellDegrees: side, columns }: Lattice,
  cell: number,
): Place {
  return [
    west + ((cell % columns) + 0.5) * side,
    north - (Math.floor(cell / columns) + 0.5) * side,
  ];
}

/** Distance between two places in the plane of the lattice, metres. */
export function apart({ cellMetres }: Ground, a: Place, b: Place): number {
  return Math.hypot(
    ((a[0] - b[0]) / cellDegrees) * cellMetres[0],
    ((a[1] - b[1]) / cellDegrees) * cellMetres[1],
  );
}

/** Distance of each cell to the nearest marked one, metres (two-pass chamfer, up to 4 % off). */
export function distanceTo(ground: Ground, marked: (cell: number) => boolean): Float32Array {
  const { columns, rows, cellMetres } = ground;
  const far = new Float32Array(columns * rows).fill(1e9);
  for (let cell = 0; cell < far.length; cell++) if (marked(cell)) far[cell] = 0;
  const [dx, dy] = cellMetres;
  const dd = Math.hypot(dx, dy);
  const pass = (first: number, last: number, step: 1 | -1) => {
    for (let cell = first; cell !== last; cell += step) {
      const column = cell % columns;
      const row = (cell - column) / columns;
      const back = column - step >= 0 && column - step < columns;
      const up = row - step >= 0 && row - step < rows;
      let best = far[cell]!;
      if (back) best = Math.min(best, far[cell - step]! + dx);
      if (up) {
        const above = cell - step * columns;
        best = Math.min(best, far[above]! + dy);
        if (column > 0) best = Math.min(best, far[above - 1]! + dd);
        if (column < columns - 1) best = Math.min(best, far[above + 1]! + dd);
      }
      far[cell] = best;
    }
  };
  pass(0, far.length, 1);
  pass(far.length - 1, -1, -1);
  return far;
}

/** Mean over a square of cells round each cell. */
export function blur(values: Float64Array, columns: number, radius: number): Float64Array {
  const rows = values.length / columns;
  const once = new Float64Array(values.length);
  const twice = new Float64Array(values.length);
  const line = (
    from: Float64Array,
    to: Float64Array,
    start: number,
    step: number,
    length: number,
  ) => {
    const at = (i: number) => from[start + Math.min(length - 1, Math.max(0, i)) * step]!;
    let sum = 0;
    for (let i = -radius; i <= radius; i++) sum += at(i);
    for (let i = 0; i < length; i++) {
      to[start + i * step] = sum / (2 * radius + 1);
      sum += at(i + radius + 1) - at(i - radius);
    }
  };
  for (let row = 0; row < rows; row++) line(values, once, row * columns, 1, columns);
  for (let column = 0; column < columns; column++) line(once, twice, column, columns, rows);
  return twice;
}

/** Whether a place is inside an area. */
export const isInside = (area: Polygon | MultiPolygon, [x, y]: Place) =>
  within(ringsOf(area), x, y);
