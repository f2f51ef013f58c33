import type { Lattice } from '../domain/grid';
import { wrapDegrees, type Disc } from './metric';

/** Discs tile by tile from the north-west, three values each, so that one after the other touches the same memory. */
export function discsByTile(lattice: Lattice, discs: readonly Disc[]): Float64Array {
  const { west, north, cellDegrees, columns, rows } = lattice;
  const [across, down] = [(columns >>> 6) + 1, (rows >>> 4) + 1];
  const middle = west + (columns * cellDegrees) / 2;
  const starts = new Uint32Array(across * down + 1);
  const tiles = new Uint32Array(discs.length);
  const clamp = (value: number, end: number) => Math.max(0, Math.min(end - 1, value | 0));
  for (let i = 0; i < discs.length; i++) {
    const { longitude, latitude } = discs[i]!;
    const column = wrapDegrees(longitude - middle) / cellDegrees + columns / 2;
    const row = (north - latitude) / cellDegrees;
    const tile = clamp(row / 16, down) * across + clamp(column / 64, across);
    tiles[i] = tile;
    starts[tile + 1]!++;
  }
  for (let tile = 1; tile < starts.length; tile++) starts[tile]! += starts[tile - 1]!;
  const sorted = new Float64Array(3 * discs.length);
  for (let i = 0; i < discs.length; i++) {
    const { longitude, latitude, radiusMetres } = discs[i]!;
    const at = 3 * starts[tiles[i]!]!++;
    sorted[at] = longitude;
    sorted[at + 1] = latitude;
    sorted[at + 2] = radiusMetres;
  }
  return sorted;
}
