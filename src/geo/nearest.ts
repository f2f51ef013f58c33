import { descend, type Block } from './descent';
import { rankOf, rowLatitude, type LatticeIndex } from './lattice';
import { metresPerDegreeEast, metresPerDegreeNorth, wrapDegrees, type Place } from './metric';
import type { PointIndex } from './points';
import { scaleSeries } from './series';

/** For every place, the nearest site as its position in the list of sites, and its distance. */
export interface Nearest {
  /** -1 when there are no sites. */
  site: Int32Array;
  /** Metres; `NaN` when there are no sites. */
  metres: Float64Array;
}

const nobody = (size: number): Nearest => ({
  site: new Int32Array(size).fill(-1),
  metres: new Float64Array(size).fill(NaN),
});

/** Half the height of a block, degrees, up to which a series stands for the scales: wrong by 10⁻¹³ at most. */
const seriesDegrees = 0.009;

/** The candidates of one block, and how far they are from the parallels that cross it. */
class Contest {
  /** Longitudes near the block, so that the antimeridian is no border. */
  readonly longitudes: Float64Array;
  /** Metres in one degree of longitude, and the square of the metres to the north, on the parallel last set. */
  readonly scales: Float64Array;
  readonly squares: Float64Array;
  /** Six numbers a candidate: the series of its two scales about the latitude half-way to the middle of the block. */
  private readonly series: Float64Array;
  private latitude = 0;
  private isSeries = false;

  constructor(private readonly sites: readonly Place[]) {
    this.longitudes = new Float64Array(sites.length);
    this.scales = new Float64Array(sites.length);
    this.squares = new Float64Array(sites.length);
    this.series = new Float64Array(6 * sites.length);
  }

  enter(candidates: Int32Array, count: number, longitude: number, latitude: number, half: number) {
    this.latitude = latitude;
    this.isSeries = half <= seriesDegrees;
    for (let k = 0; k < count; k++) {
      const site = this.sites[candidates[k]!]!;
      this.longitudes[k] = longitude + wrapDegrees(site.longitude - longitude);
      if (!this.isSeries) continue;
      const scales = scaleSeries((site.latitude + latitude) / 2);
      const at = 6 * k;
      this.series[at] = scales.north;
      this.series[at + 1] = scales.northSlope / 2;
      this.series[at + 2] = scales.northBend / 4;
      this.series[at + 3] = scales.east;
      this.series[at + 4] = scales.eastSlope / 2;
      this.series[at + 5] = scales.eastBend / 4;
    }
  }

  /** Sets scales and squares of every candidate for a parallel. */
  setParallel(candidates: Int32Array, count: number, latitude: number): void {
    const { series } = this;
    const up = latitude - this.latitude;
    for (let k = 0; k < count; k++) {
      const to = this.sites[candidates[k]!]!.latitude;
      let north: number;
      if (this.isSeries) {
        const at = 6 * k;
        north = series[at]! + up * (series[at + 1]! + up * series[at + 2]!);
        this.scales[k] = series[at + 3]! + up * (series[at + 4]! + up * series[at + 5]!);
      } else {
        north = metresPerDegreeNorth((to + latitude) / 2);
        this.scales[k] = metresPerDegreeEast((to + latitude) / 2);
      }
      north *= latitude - to;
      this.squares[k] = north * north;
    }
  }
}

/**
 * The exact nearest site of every populated cell, by {@link distanceMetres} from its centre, in the order of the index.
 * Sites may be anywhere within about 500 km of the lattice; of sites at the same distance the first in the list wins.
 */
export function nearestOfLattice(index: LatticeIndex, sites: readonly Place[]): Nearest {
  const { lattice, cells } = index;
  const { west, north, cellDegrees, columns } = lattice;
  if (sites.length === 0) return nobody(cells.length);
  const site = new Int32Array(cells.length);
  const metres = new Float64Array(cells.length);
  const contest = new Contest(sites);
  const { longitudes, scales, squares } = contest;
  const serveRow = (row: number, first: number, end: number, list: Int32Array, count: number) => {
    contest.setParallel(list, count, rowLatitude(lattice, row));
    const before = row * columns;
    const origin = west + 0.5 * cellDegrees;
    for (let at = first; at < end; at++) {
      const longitude = origin + (cells[at]! - before) * cellDegrees;
      let best = Infinity;
      let winner = 0;
      for (let k = 0; k < count; k++) {
        const east = (longitude - longitudes[k]!) * scales[k]!;
        const d = squares[k]! + east * east;
        if (d < best) {
          best = d;
          winner = k;
        }
      }
      site[at] = list[winner]!;
      metres[at] = Math.sqrt(best);
    }
  };
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
      serve({ top, bottom, left, right }, list, count) {
        const longitude = west + ((left + right) / 2) * cellDegrees;
        const latitude = north - ((top + bottom) / 2) * cellDegrees;
        contest.enter(list, count, longitude, latitude, ((bottom - top) / 2) * cellDegrees);
        for (let row = top; row < bottom; row++) {
          const first = rankOf(index, row * columns + left);
          const end = rankOf(index, row * columns + right);
          if (first < end) serveRow(row, first, end, list, count);
        }
      },
    },
    sites,
  );
  return { site, metres };
}

/** The exact nearest site of every point, in the order of the index; see {@link nearestOfLattice}. */
export function nearestOfPoints(index: PointIndex, sites: readonly Place[]): Nearest {
  const { buckets, starts } = index;
  const { west, north, cellDegrees, columns } = buckets;
  const size = index.longitudes.length;
  if (sites.length === 0) return nobody(size);
  const site = new Int32Array(size);
  const metres = new Float64Array(size);
  const contest = new Contest(sites);
  const { longitudes, scales, squares } = contest;
  const servePoint = (at: number, list: Int32Array, count: number): void => {
    contest.setParallel(list, count, index.latitudes[at]!);
    let best = Infinity;
    for (let k = 0; k < count; k++) {
      const east = wrapDegrees(index.longitudes[at]! - longitudes[k]!) * scales[k]!;
      const d = squares[k]! + east * east;
      if (d < best) {
        best = d;
        site[at] = list[k]!;
      }
    }
    metres[at] = Math.sqrt(best);
  };
  const eachRow = (block: Block, visit: (first: number, end: number) => boolean): void => {
    for (let row = block.top; row < block.bottom; row++) {
      const first = starts[row * columns + block.left]!;
      const end = starts[row * columns + block.right]!;
      if (first < end && !visit(first, end)) return;
    }
  };
  descend(
    {
      lattice: buckets,
      leafSide: 2,
      isEmpty(block) {
        let isEmpty = true;
        eachRow(block, () => (isEmpty = false));
        return isEmpty;
      },
      serve(block, list, count) {
        const longitude = west + ((block.left + block.right) / 2) * cellDegrees;
        const latitude = north - ((block.top + block.bottom) / 2) * cellDegrees;
        const half = ((block.bottom - block.top) / 2) * cellDegrees;
        contest.enter(list, count, longitude, latitude, half);
        eachRow(block, (first, end) => {
          for (let at = first; at < end; at++) servePoint(at, list, count);
          return true;
        });
      },
    },
    sites,
  );
  return { site, metres };
}
