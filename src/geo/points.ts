import type { Lattice } from '../domain/grid';
import { latticeRound, towardsLattice } from './lattice';
import {
  distanceMetres,
  metresPerDegreeEast,
  metresPerDegreeNorth,
  reachDegrees,
  wrapDegrees,
  type Disc,
} from './metric';

/** Points sorted into the buckets of a lattice, so that neighbouring buckets of a row are one run of points. */
export interface PointIndex {
  buckets: Lattice;
  /** Position of the first point of each bucket; one more than there are buckets. */
  starts: Int32Array;
  /** Place of each sorted point in the input. */
  order: Uint32Array;
  longitudes: Float64Array;
  latitudes: Float64Array;
  people: Float64Array;
}

const pointsPerBucket = 4;

/** Sorts points into buckets; `people` defaults to one a point. Linear in the number of points. */
export function indexPoints(
  longitudes: ArrayLike<number>,
  latitudes: ArrayLike<number>,
  people?: ArrayLike<number>,
): PointIndex {
  const size = longitudes.length;
  const buckets = latticeRound(longitudes, latitudes, size / pointsPerBucket + 1, 1e-7);
  const { west, north, cellDegrees, columns, rows } = buckets;
  const home = longitudes[0] ?? 0;
  const starts = new Int32Array(columns * rows + 1);
  const bucketOf = new Int32Array(size);
  for (let i = 0; i < size; i++) {
    const longitude = home + wrapDegrees(longitudes[i]! - home);
    const column = Math.min(columns - 1, ((longitude - west) / cellDegrees) | 0);
    const row = Math.min(rows - 1, ((north - latitudes[i]!) / cellDegrees) | 0);
    const bucket = row * columns + column;
    bucketOf[i] = bucket;
    starts[bucket]!++;
  }
  let before = 0;
  for (let bucket = 0; bucket < starts.length; bucket++) {
    const here = starts[bucket]!;
    starts[bucket] = before;
    before += here;
  }
  const order = new Uint32Array(size);
  const sorted: PointIndex = {
    buckets,
    starts,
    order,
    longitudes: new Float64Array(size),
    latitudes: new Float64Array(size),
    people: new Float64Array(size),
  };
  for (let i = 0; i < size; i++) {
    const to = starts[bucketOf[i]!]!++;
    order[to] = i;
    sorted.longitudes[to] = longitudes[i]!;
    sorted.latitudes[to] = latitudes[i]!;
    sorted.people[to] = people ? people[i]! : 1;
  }
  // Filling moved every start to the end of its bucket: the starts are those of the bucket before.
  starts.copyWithin(1, 0, starts.length - 1);
  starts[0] = 0;
  return sorted;
}

/** Calls back with every run [first, end) of points that may lie in a disc: whole buckets, row by row. */
function candidateRuns(
  { buckets, starts }: PointIndex,
  disc: Disc,
  visit: (first: number, end: number) => void,
): void {
  const { west, north, cellDegrees, columns, rows } = buckets;
  const reach = reachDegrees(disc.radiusMetres);
  const polar = Math.min(89.9, Math.abs(disc.latitude) + reach);
  const reachEast = (disc.radiusMetres / metresPerDegreeEast(polar)) * 1.0001;
  const longitude = towardsLattice(buckets, disc.longitude);
  const left = Math.max(0, Math.floor((longitude - reachEast - west) / cellDegrees));
  const right = Math.min(columns - 1, Math.floor((longitude + reachEast - west) / cellDegrees));
  if (left > right) return;
  const top = Math.max(0, Math.floor((north - disc.latitude - reach) / cellDegrees));
  const bottom = Math.min(rows - 1, Math.floor((north - disc.latitude + reach) / cellDegrees));
  for (let row = top; row <= bottom; row++) {
    const first = starts[row * columns + left]!;
    const end = starts[row * columns + right + 1]!;
    if (first < end) visit(first, end);
  }
}

/** Calls back with every point in a disc, edge included; agrees with {@link distanceMetres} on every point. */
export function eachInside(index: PointIndex, disc: Disc, visit: (point: number) => void): void {
  const { longitudes, latitudes } = index;
  const { longitude, latitude, radiusMetres } = disc;
  // Scales that are linear in the latitude differ from the true ones by less than (radius / M)² / 4: only points
  // that close to the edge need the full formula.
  const reach = reachDegrees(radiusMetres);
  const northScale = metresPerDegreeNorth(latitude);
  const eastScale = metresPerDegreeEast(latitude);
  const bend = (metresPerDegreeEast(latitude + reach / 2) - eastScale) / reach;
  const stretch = (metresPerDegreeNorth(latitude + reach / 2) - northScale) / reach;
  const square = radiusMetres * radiusMetres;
  const doubt = square * ((radiusMetres / 6.3e6) ** 2 + 1e-12);
  const surely = square - doubt;
  const perhaps = square + doubt;
  candidateRuns(index, disc, (first, end) => {
    for (let i = first; i < end; i++) {
      const up = latitudes[i]! - latitude;
      let across = longitudes[i]! - longitude;
      if (across > 180 || across < -180) across = wrapDegrees(across);
      const north = up * (northScale + up * stretch);
      const east = across * (eastScale + up * bend);
      const d = north * north + east * east;
      if (
        d < surely ||
        (d < perhaps &&
          distanceMetres(longitude, latitude, longitudes[i]!, latitudes[i]!) <= radiusMetres)
      ) {
        visit(i);
      }
    }
  });
}

/** How many discs reach each point, in the order of the index. */
export function pointDepth(index: PointIndex, discs: readonly Disc[]): Int32Array {
  const depth = new Int32Array(index.order.length);
  for (const disc of discs) eachInside(index, disc, (i) => depth[i]!++);
  return depth;
}

/** People at the points in each disc. */
export function pointPeopleInside(index: PointIndex, discs: readonly Disc[]): Float64Array {
  return Float64Array.from(discs, (disc) => {
    let people = 0;
    eachInside(index, disc, (i) => (people += index.people[i]!));
    return people;
  });
}
