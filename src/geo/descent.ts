import type { Lattice } from '../domain/grid';
import { semiMajorMetres, wrapDegrees, type Place } from './metric';
import { scaleSeries } from './series';

const radian = Math.PI / 180;
const perSquareRadius = 1 / (semiMajorMetres * semiMajorMetres);

/** A rectangle of lattice cells: rows [top, bottom), columns [left, right). */
export interface Block {
  top: number;
  bottom: number;
  left: number;
  right: number;
}

/** What the descent needs to know of the places it serves. */
export interface Served {
  lattice: Lattice;
  /** Blocks of at most this many cells a side are not split further. */
  leafSide: number;
  isEmpty(block: Block): boolean;
  /** The first `count` sites of the list are all that can be nearest to a place in the block, in rising order. */
  serve(block: Block, candidates: Int32Array, count: number): void;
}

/**
 * Halves the lattice down to small blocks and hands each the sites that can be nearest to a place in it.
 *
 * In a plane the places closer to one site than to another are a half-plane, and a rectangle lies in it when its least
 * favourable corner does: so a site is dropped when the one nearest to the middle of the block beats it everywhere. The
 * local metric is not quite a plane: with h half the diagonal of the block, R the radius of the Earth and d a distance,
 * its squares bend by less than 4 (1 + tan φ) h/R + (d/R)² of themselves, and a site must lose by more than that.
 */
export function descend(served: Served, sites: readonly Place[]): void {
  const { lattice, leafSide } = served;
  const { west, north, cellDegrees } = lattice;
  const longitudes = Float64Array.from(sites, ({ longitude }) => longitude);
  const latitudes = Float64Array.from(sites, ({ latitude }) => latitude);
  const xs = new Float64Array(sites.length);
  const ys = new Float64Array(sites.length);
  const squares = new Float64Array(sites.length);

  /** Puts those of the first `count` parents that can be nearest in the block into a list; returns how many. */
  const choose = (block: Block, parents: Int32Array, count: number, chosen: Int32Array) => {
    const { top, bottom, left, right } = block;
    const longitude = west + ((left + right) / 2) * cellDegrees;
    const latitude = north - ((top + bottom) / 2) * cellDegrees;
    const { north: n0, northSlope, east: e0, eastSlope, eastBend } = scaleSeries(latitude);
    const [n1, e1, e2] = [northSlope / 2, eastSlope / 2, eastBend / 4];
    const halfHeight = ((bottom - top) / 2) * cellDegrees * n0;
    const halfWidth = ((right - left) / 2) * cellDegrees * e0;
    let best = Infinity;
    let champion = 0;
    for (let i = 0; i < count; i++) {
      const site = parents[i]!;
      const up = latitudes[site]! - latitude;
      const y = up * (n0 + up * n1);
      const x = wrapDegrees(longitudes[site]! - longitude) * (e0 + up * (e1 + up * e2));
      const square = x * x + y * y;
      xs[i] = x;
      ys[i] = y;
      squares[i] = square;
      if (square < best) {
        best = square;
        champion = i;
      }
    }
    const tangent = Math.abs(eastSlope / (e0 * radian));
    const diagonal = Math.sqrt(halfWidth * halfWidth + halfHeight * halfHeight);
    const bend = (4 * (1 + tangent) * diagonal) / semiMajorMetres + 1e-9;
    const x0 = xs[champion]!;
    const y0 = ys[champion]!;
    let kept = 0;
    for (let i = 0; i < count; i++) {
      const square = squares[i]!;
      const lead = square - best;
      const swing = 2 * (halfWidth * Math.abs(xs[i]! - x0) + halfHeight * Math.abs(ys[i]! - y0));
      const slack = (bend + square * perSquareRadius) * (square + best);
      // Writing always and counting sometimes leaves nothing for the processor to guess.
      chosen[kept] = parents[i]!;
      kept += i === champion || lead - swing <= slack ? 1 : 0;
    }
    return kept;
  };

  // One list a level: those of the blocks that a block lies in.
  const lists: Int32Array[] = [];
  const visit = (block: Block, parents: Int32Array, count: number, level: number): void => {
    if (served.isEmpty(block)) return;
    const { top, bottom, left, right } = block;
    let list = lists[level];
    if (!list || list.length < count) list = lists[level] = new Int32Array(count);
    const kept = choose(block, parents, count, list);
    const tall = bottom - top > leafSide;
    const wide = right - left > leafSide;
    if (kept === 1 || (!tall && !wide)) {
      served.serve(block, list, kept);
      return;
    }
    const middleRow = tall ? (top + bottom) >> 1 : bottom;
    const middleColumn = wide ? (left + right) >> 1 : right;
    const next = level + 1;
    visit({ top, bottom: middleRow, left, right: middleColumn }, list, kept, next);
    if (wide) visit({ top, bottom: middleRow, left: middleColumn, right }, list, kept, next);
    if (tall) visit({ top: middleRow, bottom, left, right: middleColumn }, list, kept, next);
    if (tall && wide)
      visit({ top: middleRow, bottom, left: middleColumn, right }, list, kept, next);
  };
  const all = { top: 0, bottom: lattice.rows, left: 0, right: lattice.columns };
  visit(all, Int32Array.from(sites.keys()), sites.length, 0);
}
