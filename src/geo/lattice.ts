import type { Lattice } from '../domain/grid';
import { bitCount, populatedBits, type Counts } from './bits';
import { halfWidthDegrees, isInside, reachDegrees, wrapDegrees, type Disc } from './metric';
import { scaleSeries } from './series';
import { discsByTile } from './tiles';

/**
 * The populated cells of a lattice in raster order, so that the cells of one row between two columns are one run of
 * positions. `bits` and `ranks` turn a cell of the lattice into its position in the list.
 */
export interface LatticeIndex {
  lattice: Lattice;
  /** Number in the lattice (row × columns + column) of each populated cell, ascending. */
  cells: Int32Array;
  people: Float64Array;
  /** `sums[i]` is the people of the first `i` populated cells. */
  sums: Float64Array;
  bits: Uint32Array;
  ranks: Int32Array;
}

/** Latitude of the centres of a row, degrees. */
export const rowLatitude = (lattice: Lattice, row: number): number =>
  lattice.north - (row + 0.5) * lattice.cellDegrees;

/** Longitude of the centres of a column, degrees. */
export const columnLongitude = (lattice: Lattice, column: number): number =>
  lattice.west + (column + 0.5) * lattice.cellDegrees;

/** The longitude, shifted by whole turns, that is closest to the middle of a lattice. */
export function towardsLattice(lattice: Lattice, longitude: number): number {
  const middle = lattice.west + (lattice.columns * lattice.cellDegrees) / 2;
  return middle + wrapDegrees(longitude - middle);
}

/**
 * A lattice of about so many cells round some positions, square in degrees. Longitudes are taken near the first one, so
 * that positions on both sides of ±180° are neighbours.
 * @param smallestDegrees cells are never smaller, however close the positions
 */
export function latticeRound(
  longitudes: ArrayLike<number>,
  latitudes: ArrayLike<number>,
  cellsInAll: number,
  smallestDegrees = 1e-6,
): Lattice {
  let [west, east, south, north] = [Infinity, -Infinity, Infinity, -Infinity];
  const home = longitudes[0] ?? 0;
  for (let i = 0; i < latitudes.length; i++) {
    const longitude = home + wrapDegrees(longitudes[i]! - home);
    if (longitude < west) west = longitude;
    if (longitude > east) east = longitude;
    if (latitudes[i]! < south) south = latitudes[i]!;
    if (latitudes[i]! > north) north = latitudes[i]!;
  }
  if (!(west <= east)) return { west: 0, north: 0, cellDegrees: 1, columns: 1, rows: 1 };
  const width = east - west;
  const height = north - south;
  // Positions on one line have no area: then the longer side alone sets the size.
  const cellDegrees = Math.max(
    Math.sqrt((width * height) / cellsInAll),
    Math.max(width, height) / cellsInAll,
    smallestDegrees,
  );
  return {
    west,
    north,
    cellDegrees,
    columns: Math.floor(width / cellDegrees) + 1,
    rows: Math.floor(height / cellDegrees) + 1,
  };
}

/** Lists the cells with people; `people` is row-major, whole or, as `Float64Array`, with fractions. */
export function indexLattice(lattice: Lattice, people: Counts): LatticeIndex {
  const total = lattice.columns * lattice.rows;
  const isWhole = !(people instanceof Float64Array);
  const bits = new Uint32Array((total >>> 5) + 1);
  const ranks = new Int32Array(bits.length);
  let populated = 0;
  for (let word = 0; word < bits.length; word++) {
    ranks[word] = populated;
    const mask = populatedBits(people, isWhole, word << 5, Math.min(total, (word + 1) << 5));
    bits[word] = mask;
    populated += bitCount(mask);
  }
  const cells = new Int32Array(populated);
  const counts = new Float64Array(populated);
  const sums = new Float64Array(populated + 1);
  let at = 0;
  let sum = 0;
  for (let word = 0; word < bits.length; word++) {
    for (let rest = bits[word]! | 0; rest !== 0; rest &= rest - 1) {
      const cell = (word << 5) + 31 - Math.clz32(rest & -rest);
      const count = people[cell]!;
      cells[at] = cell;
      counts[at] = count;
      sum += count;
      sums[++at] = sum;
    }
  }
  return { lattice, cells, people: counts, sums, bits, ranks };
}

/** How many populated cells come before a cell of the lattice. */
export const rankOf = ({ bits, ranks }: LatticeIndex, cell: number): number =>
  ranks[cell >>> 5]! + bitCount(bits[cell >>> 5]! & ((1 << (cell & 31)) - 1));

/** A cell closer than this to the edge of a run is decided by its own distance; rounding stays far below it. */
const doubtfulCells = 1e-4;

/** Up to this radius the scales of a disc are a series about its middle, wrong by no more than 0.5 mm at the edge. */
const seriesMetres = 50_000;

/**
 * The populated cells whose centres lie in a disc, as runs of positions: `runs` receives pairs [first, end), each of
 * one row, and the number of values written is returned. `runs` must hold two values for every row that the disc can
 * touch, see {@link runCapacity}. Agrees with {@link isInside} on every cell.
 */
export const discRuns = (index: LatticeIndex, disc: Disc, runs: Int32Array): number =>
  writeRuns(index, disc.longitude, disc.latitude, disc.radiusMetres, runs);

/** {@link discRuns} of a disc that is no object: thousands in a sorted order are read faster from flat arrays. */
function writeRuns(
  index: LatticeIndex,
  discLongitude: number,
  latitude: number,
  radiusMetres: number,
  runs: Int32Array,
): number {
  const { lattice, bits, ranks } = index;
  const { west, north, cellDegrees, columns, rows } = lattice;
  const middle = (towardsLattice(lattice, discLongitude) - west) / cellDegrees - 0.5;
  const reach = reachDegrees(radiusMetres);
  const top = Math.max(0, Math.floor((north - latitude - reach) / cellDegrees - 0.5));
  const bottom = Math.min(rows - 1, Math.ceil((north - latitude + reach) / cellDegrees - 0.5));
  const square = radiusMetres * radiusMetres;
  // Where a parallel only grazes the disc, or the disc is very wide, the series would not be exact enough.
  const grazing = radiusMetres > seriesMetres ? Infinity : square * 1e-6;
  // The scales belong to the middle latitude: half the way to the row.
  const scales = scaleSeries(latitude);
  const n0 = scales.north;
  const n1 = scales.northSlope / 2;
  const n2 = scales.northBend / 4;
  const e0 = scales.east * cellDegrees;
  const e1 = (scales.eastSlope / 2) * cellDegrees;
  const e2 = (scales.eastBend / 4) * cellDegrees;
  const doubt = doubtfulCells + (radiusMetres > 10_000 ? 0.001 / e0 : 0);
  let written = 0;
  for (let row = top; row <= bottom; row++) {
    const up = rowLatitude(lattice, row) - latitude;
    const y = up * (n0 + up * (n1 + up * n2));
    const rest = square - y * y;
    let half: number;
    if (rest > grazing) half = Math.sqrt(rest) / (e0 + up * (e1 + up * e2));
    else {
      const disc = { longitude: discLongitude, latitude, radiusMetres };
      half = halfWidthDegrees(disc, rowLatitude(lattice, row)) / cellDegrees;
      if (Number.isNaN(half)) continue;
    }
    let first = Math.ceil(middle - half);
    let last = Math.floor(middle + half);
    const before = first - middle + half;
    const after = middle + half - last;
    if (before < doubt || before > 1 - doubt) {
      const near = Math.round(middle - half);
      first = isCellInside(lattice, near, row, discLongitude, latitude, radiusMetres)
        ? near
        : near + 1;
    }
    if (after < doubt || after > 1 - doubt) {
      const near = Math.round(middle + half);
      last = isCellInside(lattice, near, row, discLongitude, latitude, radiusMetres)
        ? near
        : near - 1;
    }
    if (first < 0) first = 0;
    if (last >= columns) last = columns - 1;
    if (first > last) continue;
    const from = row * columns + first;
    const to = row * columns + last + 1;
    const begin = ranks[from >>> 5]! + bitCount(bits[from >>> 5]! & ((1 << (from & 31)) - 1));
    const end = ranks[to >>> 5]! + bitCount(bits[to >>> 5]! & ((1 << (to & 31)) - 1));
    if (begin === end) continue;
    runs[written++] = begin;
    runs[written++] = end;
  }
  return written;
}

function isCellInside(
  lattice: Lattice,
  column: number,
  row: number,
  longitude: number,
  latitude: number,
  radiusMetres: number,
): boolean {
  const disc = { longitude, latitude, radiusMetres };
  return isInside(disc, columnLongitude(lattice, column), rowLatitude(lattice, row));
}

/** Values that {@link discRuns} may write for discs up to a radius. */
export const runCapacity = ({ lattice }: LatticeIndex, radiusMetres: number): number =>
  2 * Math.min(lattice.rows, Math.ceil((2 * reachDegrees(radiusMetres)) / lattice.cellDegrees) + 4);

const widest = (discs: readonly Disc[]): number =>
  discs.reduce((radius, disc) => Math.max(radius, disc.radiusMetres), 0);

/**
 * How many discs reach each populated cell, in the order of the index.
 * @param into one value more than there are cells, overwritten, for a caller that asks again and again
 */
export function latticeDepth(
  index: LatticeIndex,
  discs: readonly Disc[],
  into?: Int32Array,
): Int32Array {
  const { lattice, cells } = index;
  const size = cells.length;
  const depth = into?.fill(0) ?? new Int32Array(size + 1);
  const runs = new Int32Array(runCapacity(index, widest(discs)));
  const sorted = discsByTile(lattice, discs);
  for (let i = 0; i < sorted.length; i += 3) {
    const written = writeRuns(index, sorted[i]!, sorted[i + 1]!, sorted[i + 2]!, runs);
    for (let at = 0; at < written; at += 2) {
      depth[runs[at]!]!++;
      depth[runs[at + 1]!]!--;
    }
  }
  let open = 0;
  for (let cell = 0; cell < size; cell++) depth[cell] = open += depth[cell]!;
  return depth.subarray(0, size);
}

/** People whose cell centres lie in each disc, from prefix sums, without touching the cells. */
export function latticePeopleInside(index: LatticeIndex, discs: readonly Disc[]): Float64Array {
  const runs = new Int32Array(runCapacity(index, widest(discs)));
  return Float64Array.from(discs, (disc) => {
    const written = discRuns(index, disc, runs);
    let people = 0;
    for (let at = 0; at < written; at += 2) {
      people += index.sums[runs[at + 1]!]! - index.sums[runs[at]!]!;
    }
    return people;
  });
}
