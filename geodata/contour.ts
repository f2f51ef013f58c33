import type { Position } from 'geojson';
import type { Lattice } from '../src/domain/grid';
import type { Ring } from './rings';

/** Which edges of a square the line crosses, by the corners that are above: north-west 8, north-east 4, south-east 2, south-west 1. */
const crossings: readonly (readonly [number, number][])[] = [
  [],
  [[2, 3]],
  [[1, 2]],
  [[1, 3]],
  [[0, 1]],
  [
    [0, 1],
    [2, 3],
  ],
  [[0, 2]],
  [[0, 3]],
  [[3, 0]],
  [[2, 0]],
  [
    [3, 0],
    [1, 2],
  ],
  [[1, 0]],
  [[3, 1]],
  [[2, 1]],
  [[3, 2]],
  [],
];

/**
 * Rings round the cells whose value is above 0 (marching squares between cell centres), degrees; what is above lies to
 * the left, so outer rings turn left and holes right.
 * @param valueOf value of a cell; cells outside the window count as below
 * @param window first column, first row, last column, last row
 */
export function contour(
  { west, north, cellDegrees, columns }: Lattice,
  valueOf: (cell: number) => number,
  [left, top, right, bottom]: readonly [number, number, number, number],
): Ring[] {
  const w = right - left + 3;
  const h = bottom - top + 3;
  const values = new Float64Array(w * h).fill(-1);
  for (let row = top; row <= bottom; row++)
    for (let column = left; column <= right; column++)
      values[(row - top + 1) * w + column - left + 1] = valueOf(row * columns + column);
  /** From the edge where a piece of line starts to the one where it ends; edges are numbered 2·cell (east) and 2·cell + 1 (south). */
  const next = new Map<number, number>();
  const edgeOf = (cell: number, side: number) =>
    side === 0
      ? 2 * cell
      : side === 1
        ? 2 * (cell + 1) + 1
        : side === 2
          ? 2 * (cell + w)
          : 2 * cell + 1;
  for (let row = 0; row + 1 < h; row++)
    for (let column = 0; column + 1 < w; column++) {
      const cell = row * w + column;
      const kind =
        (values[cell]! > 0 ? 8 : 0) +
        (values[cell + 1]! > 0 ? 4 : 0) +
        (values[cell + w + 1]! > 0 ? 2 : 0) +
        (values[cell + w]! > 0 ? 1 : 0);
      for (const [from, to] of crossings[kind]!) next.set(edgeOf(cell, from), edgeOf(cell, to));
    }
  const placeOf = (edge: number): Position => {
    const cell = edge >> 1;
    const other = edge & 1 ? cell + w : cell + 1;
    const share = values[cell]! / (values[cell]! - values[other]!);
    const column = left - 1 + (cell % w) + (edge & 1 ? 0 : share);
    const row = top - 1 + Math.floor(cell / w) + (edge & 1 ? share : 0);
    return [west + (column + 0.5) * cellDegrees, north - (row + 0.5) * cellDegrees];
  };
  const rings: Ring[] = [];
  while (next.size) {
    const first = next.keys().next().value!;
    const ring: Ring = [];
    for (let edge = first; next.has(edge);) {
      ring.push(placeOf(edge));
      const following = next.get(edge)!;
      next.delete(edge);
      edge = following;
    }
    if (ring.length > 3) rings.push(roundOff(ring));
  }
  return rings;
}

/** Cuts the corners of a ring once (Chaikin). */
function roundOff(ring: Ring): Ring {
  return ring.flatMap(([ax, ay], i) => {
    const [bx, by] = ring[(i + 1) % ring.length] as [number, number];
    return [
      [ax! * 0.75 + bx * 0.25, ay! * 0.75 + by * 0.25],
      [ax! * 0.25 + bx * 0.75, ay! * 0.25 + by * 0.75],
    ];
  });
}

/** The window round the marked cells, two cells wider, within the lattice. */
export function windowOf(
  { columns, rows }: Lattice,
  cells: Iterable<number>,
): readonly [number, number, number, number] {
  let [left, top, right, bottom] = [columns, rows, -1, -1];
  for (const cell of cells) {
    const column = cell % columns;
    const row = (cell - column) / columns;
    left = Math.min(left, column);
    right = Math.max(right, column);
    top = Math.min(top, row);
    bottom = Math.max(bottom, row);
  }
  return [
    Math.max(0, left - 2),
    Math.max(0, top - 2),
    Math.min(columns - 1, right + 2),
    Math.min(rows - 1, bottom + 2),
  ];
}
