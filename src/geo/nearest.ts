import type { Lattice } from '../domain/grid';
import { rankOf, rowLatitude, type LatticeIndex } from './lattice';
import {
  distanceMetres,
  metresPerDegreeEast,
  metresPerDegreeNorth,
  wrapDegrees,
  type Place,
} from './metric';
import type { PointIndex } from './points';

/** For every place, the nearest site as its position in the list of sites, and its distance. */
export interface Nearest {
  /** -1 when there are no sites. */
  site: Int32Array;
  /** Metres; `NaN` when there are no sites. */
  metres: Float64Array;
}

/** A rectangle of lattice cells: rows [top, bottom), columns [left, right). */
interface Block {
  top: number;
  bottom: number;
  left: number;
  right: number;
}

/** What the descent needs to know of the places it serves. */
interface Places {
  lattice: Lattice;
  /** Blocks of at most this many cells a side are not split further. */
  leafSide: number;
  isEmpty(block: Block): boolean;
  serve(block: Block, candidates: Int32Array): void;
}

/** The local metric breaks the triangle inequality by far less than this share and this cube of the distance. */
const slackMetres = (distance: number): number =>
  0.001 + distance * (1e-6 + 1e-3 * Math.min(1, (distance / 1e6) ** 2) + (distance / 2e6) ** 2);

/**
 * Halves the lattice down to small blocks and hands each the sites that can be nearest to a place in it: those whose
 * distance to the middle of the block exceeds the smallest such distance by no more than the block's diagonal.
 */
function descend(places: Places, sites: readonly Place[]): void {
  const { lattice, leafSide } = places;
  const { west, north, cellDegrees } = lattice;
  const visit = (block: Block, parents: Int32Array): void => {
    if (places.isEmpty(block)) return;
    const { top, bottom, left, right } = block;
    const longitude = west + ((left + right) / 2) * cellDegrees;
    const latitude = north - ((top + bottom) / 2) * cellDegrees;
    const halfHeight = ((bottom - top) / 2) * cellDegrees;
    const halfWidth = ((right - left) / 2) * cellDegrees;
    const towardsEquator = Math.max(0, Math.abs(latitude) - halfHeight);
    const diagonal =
      2 *
      Math.hypot(
        halfHeight * metresPerDegreeNorth(Math.min(90, Math.abs(latitude) + halfHeight)),
        halfWidth * metresPerDegreeEast(towardsEquator),
      );
    let best = Infinity;
    const distances = new Float64Array(parents.length);
    for (let i = 0; i < parents.length; i++) {
      const site = sites[parents[i]!]!;
      const d = distanceMetres(longitude, latitude, site.longitude, site.latitude);
      distances[i] = d;
      if (d < best) best = d;
    }
    const limit = best + diagonal + slackMetres(best + diagonal);
    const candidates = parents.filter((_, i) => distances[i]! <= limit);
    const tall = bottom - top > leafSide;
    const wide = right - left > leafSide;
    if (candidates.length === 1 || (!tall && !wide)) {
      places.serve(block, candidates);
      return;
    }
    const middleRow = tall ? (top + bottom) >> 1 : bottom;
    const middleColumn = wide ? (left + right) >> 1 : right;
    visit({ top, bottom: middleRow, left, right: middleColumn }, candidates);
    if (wide) visit({ top, bottom: middleRow, left: middleColumn, right }, candidates);
    if (tall) visit({ top: middleRow, bottom, left, right: middleColumn }, candidates);
    if (tall && wide) visit({ top: middleRow, bottom, left: middleColumn, right }, candidates);
  };
  visit(
    { top: 0, bottom: lattice.rows, left: 0, right: lattice.columns },
    Int32Array.from(sites.keys()),
  );
}

const nobody = (size: number): Nearest => ({
  site: new Int32Array(size).fill(-1),
  metres: new Float64Array(size).fill(NaN),
});

/**
 * The exact nearest site of every populated cell, by {@link distanceMetres} from its centre, in the order of the index.
 * Sites may be anywhere within about 500 km of the lattice; of sites at the same distance the first in the list wins.
 */
export function nearestOfLattice(index: LatticeIndex, sites: readonly Place[]): Nearest {
  const { lattice, cells } = index;
  const { west, cellDegrees, columns } = lattice;
  const answer = nobody(cells.length);
  if (sites.length === 0) return answer;
  const squares = new Float64Array(sites.length);
  const scales = new Float64Array(sites.length);
  const longitudes = new Float64Array(sites.length);
  descend(
    {
      lattice,
      leafSide: 16,
      isEmpty({ top, bottom, left, right }) {
        for (let row = top; row < bottom; row++) {
          const cell = row * columns;
          if (rankOf(index, cell + left) !== rankOf(index, cell + right)) return false;
        }
        return true;
      },
      serve({ top, bottom, left, right }, candidates) {
        const count = candidates.length;
        const middleLongitude = west + ((left + right) / 2) * cellDegrees;
        for (let k = 0; k < count; k++) {
          const offset = wrapDegrees(sites[candidates[k]!]!.longitude - middleLongitude);
          longitudes[k] = middleLongitude + offset;
        }
        for (let row = top; row < bottom; row++) {
          const first = rankOf(index, row * columns + left);
          const end = rankOf(index, row * columns + right);
          if (first === end) continue;
          const latitude = rowLatitude(lattice, row);
          for (let k = 0; k < count; k++) {
            const site = sites[candidates[k]!]!;
            const middle = (site.latitude + latitude) / 2;
            squares[k] = ((latitude - site.latitude) * metresPerDegreeNorth(middle)) ** 2;
            scales[k] = metresPerDegreeEast(middle);
          }
          for (let at = first; at < end; at++) {
            const longitude = west + (cells[at]! - row * columns + 0.5) * cellDegrees;
            let best = Infinity;
            let winner = 0;
            for (let k = 0; k < count; k++) {
              const east = (longitude - longitudes[k]!) * scales[k]!;
              const square = squares[k]! + east * east;
              if (square < best) {
                best = square;
                winner = k;
              }
            }
            answer.site[at] = candidates[winner]!;
            answer.metres[at] = Math.sqrt(best);
          }
        }
      },
    },
    sites,
  );
  return answer;
}

/** The exact nearest site of every point, in the order of the index; see {@link nearestOfLattice}. */
export function nearestOfPoints(index: PointIndex, sites: readonly Place[]): Nearest {
  const { buckets, starts, longitudes, latitudes } = index;
  const { columns } = buckets;
  const answer = nobody(longitudes.length);
  if (sites.length === 0) return answer;
  descend(
    {
      lattice: buckets,
      leafSide: 2,
      isEmpty({ top, bottom, left, right }) {
        for (let row = top; row < bottom; row++) {
          const bucket = row * columns;
          if (starts[bucket + left] !== starts[bucket + right]) return false;
        }
        return true;
      },
      serve({ top, bottom, left, right }, candidates) {
        for (let row = top; row < bottom; row++) {
          const end = starts[row * columns + right]!;
          for (let at = starts[row * columns + left]!; at < end; at++) {
            let best = Infinity;
            for (const candidate of candidates) {
              const { longitude, latitude } = sites[candidate]!;
              const d = distanceMetres(longitude, latitude, longitudes[at]!, latitudes[at]!);
              if (d >= best) continue;
              best = d;
              answer.site[at] = candidate;
            }
            answer.metres[at] = best;
          }
        }
      },
    },
    sites,
  );
  return answer;
}
