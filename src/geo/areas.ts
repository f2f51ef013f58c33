import {
  halfWidthDegrees,
  metresPerDegreeEast,
  metresPerDegreeNorth,
  reachDegrees,
  wrapDegrees,
  type Disc,
} from './metric';
import { boundsOf, crossings, type Area, type Bounds } from './polygons';

/** Areas cut into thin rows along parallels: on each row the stretches that lie inside, exact in longitude. */
export interface AreaIndex {
  bounds: Bounds[];
  /** First row of each area; one more than there are areas. */
  rowStarts: Int32Array;
  latitudes: Float64Array;
  /** Square metres for each degree of longitude on a row. */
  weights: Float64Array;
  /** First stretch of each row, counted in values of `stretches`; one more than there are rows. */
  stretchStarts: Int32Array;
  /** Pairs of longitudes. */
  stretches: Float64Array;
  /** Square metres of each area by these rows. */
  totals: Float64Array;
}

const rowsInAll = 100_000;

/** Rows for each area: 512, fewer when there are many areas, but never below 256. */
export const rowsPerArea = (areas: number): number =>
  Math.max(256, Math.min(512, Math.floor(rowsInAll / Math.max(1, areas))));

/** Cuts areas into rows, once for any number of questions. */
export function indexAreas(areas: readonly Area[], rows = rowsPerArea(areas.length)): AreaIndex {
  const index: AreaIndex = {
    bounds: areas.map(boundsOf),
    rowStarts: Int32Array.from({ length: areas.length + 1 }, (_, i) => i * rows),
    latitudes: new Float64Array(areas.length * rows),
    weights: new Float64Array(areas.length * rows),
    stretchStarts: new Int32Array(areas.length * rows + 1),
    stretches: new Float64Array(0),
    totals: new Float64Array(areas.length),
  };
  const stretches: number[] = [];
  areas.forEach((area, i) => {
    const [, south, , north] = index.bounds[i]!;
    const height = (north - south) / rows;
    for (let k = 0; k < rows; k++) {
      const row = i * rows + k;
      const latitude = south + (k + 0.5) * height;
      const weight = height * metresPerDegreeNorth(latitude) * metresPerDegreeEast(latitude);
      index.latitudes[row] = latitude;
      index.weights[row] = weight;
      const found = crossings(area, latitude);
      for (let at = 0; at + 1 < found.length; at += 2) {
        stretches.push(found[at]!, found[at + 1]!);
        index.totals[i]! += (found[at + 1]! - found[at]!) * weight;
      }
      index.stretchStarts[row + 1] = stretches.length;
    }
  });
  index.stretches = Float64Array.from(stretches);
  return index;
}

/** Discs as stretches on the rows of one area, in no order: pairs of longitudes for each touched row. */
function discStretches(index: AreaIndex, area: number, discs: readonly Disc[]): number[][] {
  const [west, south, east, north] = index.bounds[area]!;
  const begin = index.rowStarts[area]!;
  const rows = index.rowStarts[area + 1]! - begin;
  const height = (north - south) / rows;
  const middle = (west + east) / 2;
  const touched: number[][] = [];
  for (const disc of discs) {
    const reach = reachDegrees(disc.radiusMetres);
    const polar = Math.min(89.9, Math.abs(disc.latitude) + reach);
    const sideways = disc.radiusMetres / metresPerDegreeEast(polar) + (east - west) / 2;
    if (Math.abs(wrapDegrees(disc.longitude - middle)) > sideways * 1.001) continue;
    const first = Math.max(0, Math.floor((disc.latitude - reach - south) / height - 0.5));
    const last = Math.min(rows - 1, Math.ceil((disc.latitude + reach - south) / height - 0.5));
    const longitude = middle + wrapDegrees(disc.longitude - middle);
    for (let k = first; k <= last; k++) {
      const half = halfWidthDegrees(disc, index.latitudes[begin + k]!);
      if (!(half > 0) || longitude + half < west || longitude - half > east) continue;
      (touched[k] ??= []).push(longitude - half, longitude + half);
    }
  }
  return touched;
}

/** Length of the overlap between sorted stretches and the union of others, degrees. */
function overlap(index: AreaIndex, row: number, pairs: readonly number[]): number {
  const { stretches, stretchStarts } = index;
  const order = Array.from({ length: pairs.length / 2 }, (_, i) => 2 * i).sort(
    (a, b) => pairs[a]! - pairs[b]!,
  );
  let length = 0;
  let from = stretchStarts[row]!;
  const end = stretchStarts[row + 1]!;
  let reach = -Infinity;
  for (const at of order) {
    const left = Math.max(pairs[at]!, reach);
    const right = pairs[at + 1]!;
    if (right <= left) continue;
    reach = right;
    while (from < end && stretches[from + 1]! <= left) from += 2;
    for (let s = from; s < end && stretches[s]! < right; s += 2) {
      length += Math.max(0, Math.min(right, stretches[s + 1]!) - Math.max(left, stretches[s]!));
    }
  }
  return length;
}

/**
 * Share of each area that lies in the union of discs, 0 to 1: area(polygon ∩ ∪discs) / area(polygon), holes and parts
 * included, each spot once. Exact along each row, midpoint rule across rows: within 0.1 percentage point with 256 rows,
 * 0.05 with 1,024 (measured against clipping). `NaN` for an area without extent.
 */
export function coveredShares(index: AreaIndex, discs: readonly Disc[]): Float64Array {
  return Float64Array.from(index.bounds, (_, area) => {
    const begin = index.rowStarts[area]!;
    let covered = 0;
    discStretches(index, area, discs).forEach((pairs, k) => {
      covered += overlap(index, begin + k, pairs) * index.weights[begin + k]!;
    });
    return covered / index.totals[area]!;
  });
}
