import type { Lattice } from '../domain/grid';
import { halfWidthDegrees, isInside, reachDegrees, wrapDegrees, type Disc } from './metric';

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

/** How many bits of a word are set. */
function bitCount(word: number): number {
  word -= (word >>> 1) & 0x55555555;
  word = (word & 0x33333333) + ((word >>> 2) & 0x33333333);
  word = (word + (word >>> 4)) & 0x0f0f0f0f;
  return Math.imul(word, 0x01010101) >>> 24;
}

type Counts = Uint16Array | Uint32Array | Float64Array;

/**
 * One bit for each of the cells from `first` to `end`, at most 32, set where there are people. Whether a cell is
 * populated cannot be foretold, so whole numbers go without a branch: the sign bit of −n is set for every n from 1 to
 * 2³¹. Measured five times as fast as comparing.
 */
function populatedBits(people: Counts, isWhole: boolean, first: number, end: number): number {
  let bits = 0;
  if (isWhole) {
    for (let cell = end - 1; cell >= first; cell--) bits = (bits << 1) | (-people[cell]! >>> 31);
  } else {
    for (let cell = end - 1; cell >= first; cell--)
      bits = (bits << 1) | (people[cell]! > 0 ? 1 : 0);
  }
  return bits;
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

/**
 * The populated cells whose centres lie in a disc, as runs of positions: `runs` receives pairs [first, end), and the
 * number of values written is returned. `runs` must hold two values for every row that the disc can touch, see
 * {@link runCapacity}. Agrees with {@link isInside} on every cell.
 */
export function discRuns(index: LatticeIndex, disc: Disc, runs: Int32Array): number {
  const { lattice } = index;
  const { west, north, cellDegrees, columns, rows } = lattice;
  const longitude = towardsLattice(lattice, disc.longitude);
  const reach = reachDegrees(disc.radiusMetres);
  const top = Math.max(0, Math.floor((north - disc.latitude - reach) / cellDegrees - 0.5));
  const bottom = Math.min(rows - 1, Math.ceil((north - disc.latitude + reach) / cellDegrees - 0.5));
  let written = 0;
  for (let row = top; row <= bottom; row++) {
    const latitude = rowLatitude(lattice, row);
    const half = halfWidthDegrees(disc, latitude);
    if (Number.isNaN(half)) continue;
    const from = (longitude - half - west) / cellDegrees - 0.5;
    let first = Math.ceil(from);
    if (first - from < doubtfulCells) {
      if (!isInside(disc, columnLongitude(lattice, first), latitude)) first++;
    } else if (from - first + 1 < doubtfulCells) {
      if (isInside(disc, columnLongitude(lattice, first - 1), latitude)) first--;
    }
    const to = (longitude + half - west) / cellDegrees - 0.5;
    let last = Math.floor(to);
    if (to - last < doubtfulCells) {
      if (!isInside(disc, columnLongitude(lattice, last), latitude)) last--;
    } else if (last + 1 - to < doubtfulCells) {
      if (isInside(disc, columnLongitude(lattice, last + 1), latitude)) last++;
    }
    first = Math.max(first, 0);
    last = Math.min(last, columns - 1);
    if (first > last) continue;
    const begin = rankOf(index, row * columns + first);
    const end = rankOf(index, row * columns + last + 1);
    if (begin === end) continue;
    runs[written++] = begin;
    runs[written++] = end;
  }
  return written;
}

/** Values that {@link discRuns} may write for discs up to a radius. */
export const runCapacity = ({ lattice }: LatticeIndex, radiusMetres: number): number =>
  2 * Math.min(lattice.rows, Math.ceil((2 * reachDegrees(radiusMetres)) / lattice.cellDegrees) + 4);

const widest = (discs: readonly Disc[]): number =>
  discs.reduce((radius, disc) => Math.max(radius, disc.radiusMetres), 0);

/** How many discs reach each populated cell, in the order of the index. */
export function latticeDepth(index: LatticeIndex, discs: readonly Disc[]): Int32Array {
  const size = index.cells.length;
  const depth = new Int32Array(size + 1);
  const runs = new Int32Array(runCapacity(index, widest(discs)));
  for (const disc of discs) {
    const written = discRuns(index, disc, runs);
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
