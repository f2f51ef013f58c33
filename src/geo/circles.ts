import type { Disc } from './metric';
import type { Plane } from './plane';

/** Gaps and overlaps shorter than this many metres are taken as touching. */
export const hairMetres = 1e-6;

/** Circles of a plane, metres. */
export interface Circles {
  count: number;
  x: Float64Array;
  y: Float64Array;
  radius: Float64Array;
}

/** Discs of the ellipsoid as circles of a plane. */
export function circlesOf(discs: readonly Disc[], plane: Plane): Circles {
  const count = discs.length;
  const circles: Circles = {
    count,
    x: new Float64Array(count),
    y: new Float64Array(count),
    radius: new Float64Array(count),
  };
  for (let i = 0; i < count; i++) {
    const { x, y, radius } = plane.circle(discs[i]!);
    circles.x[i] = x;
    circles.y[i] = y;
    circles.radius[i] = radius;
  }
  return circles;
}

/** How circles lie to one another. */
interface Crossings {
  /** Pairs of circles whose edges cross, neither in a third one. */
  pairs: Int32Array;
  /** 1 for a circle in another; of equal ones the first stays. */
  contained: Uint8Array;
  /** A number for each circle's connected group. */
  group: Int32Array;
}

/** Circles of about one size, sorted into square cells. */
interface Level {
  /** Radius of the largest. */
  mostMetres: number;
  cellMetres: number;
  /** Circles by cell, and first of each cell. */
  members: Int32Array;
  starts: Int32Array;
  west: number;
  south: number;
  columns: number;
  rows: number;
}

/** At most so many cells for each circle: fewer, wider cells where circles are few and far apart. */
const mostCellsEach = 8;

function levelOf({ x, y, radius }: Circles, members: readonly number[]): Level {
  let mostMetres = 0;
  let [west, south, east, north] = [Infinity, Infinity, -Infinity, -Infinity];
  for (const i of members) {
    mostMetres = Math.max(mostMetres, radius[i]!);
    west = Math.min(west, x[i]!);
    east = Math.max(east, x[i]!);
    south = Math.min(south, y[i]!);
    north = Math.max(north, y[i]!);
  }
  let cellMetres = mostMetres;
  const size = () => [
    Math.floor((east - west) / cellMetres) + 1,
    Math.floor((north - south) / cellMetres) + 1,
  ];
  let [columns, rows] = size() as [number, number];
  while (columns * rows > mostCellsEach * members.length + 64) {
    cellMetres *= 2;
    [columns, rows] = size() as [number, number];
  }
  const cellOf = (i: number) =>
    Math.floor((y[i]! - south) / cellMetres) * columns + Math.floor((x[i]! - west) / cellMetres);
  const starts = new Int32Array(columns * rows + 1);
  for (const i of members) starts[cellOf(i) + 1]!++;
  for (let cell = 0; cell < columns * rows; cell++) starts[cell + 1]! += starts[cell]!;
  const next = starts.slice(0, columns * rows);
  const sorted = new Int32Array(members.length);
  for (const i of members) sorted[next[cellOf(i)]!++] = i;
  return { mostMetres, cellMetres, members: sorted, starts, west, south, columns, rows };
}

/** Pairs in an array that grows. */
class Pairs {
  length = 0;
  list: Int32Array;

  constructor(expected: number) {
    this.list = new Int32Array(2 * expected);
  }

  add(i: number, j: number): void {
    if (this.length === this.list.length) {
      const longer = new Int32Array(2 * this.length);
      longer.set(this.list);
      this.list = longer;
    }
    this.list[this.length++] = i;
    this.list[this.length++] = j;
  }
}

/**
 * Which circles cross and which lie in others. Grids by powers of two of the radius keep one large circle from spoiling
 * the search among many small ones; a circle looks among those of its own level and larger ones, largest first, so that
 * circles in others are dropped before they meet their like.
 */
export function crossingCircles(circles: Circles): Crossings {
  const { count, x, y, radius } = circles;
  const members = new Map<number, number[]>();
  for (let i = 0; i < count; i++) {
    const exponent = Math.ceil(Math.log2(radius[i]!));
    const list = members.get(exponent);
    if (list) list.push(i);
    else members.set(exponent, [i]);
  }
  const exponents = [...members.keys()].sort((a, b) => b - a);
  const levels: Level[] = [];
  const contained = new Uint8Array(count);
  const found = new Pairs(8 * count + 8);
  for (const exponent of exponents) {
    const own = levelOf(circles, members.get(exponent)!);
    levels.push(own);
    for (const i of own.members) {
      for (const level of levels) {
        if (contained[i]) break;
        const { mostMetres, cellMetres, west, south, columns, rows, starts } = level;
        const reach = radius[i]! + mostMetres;
        const left = Math.max(0, Math.floor((x[i]! - reach - west) / cellMetres));
        const right = Math.min(columns - 1, Math.floor((x[i]! + reach - west) / cellMetres));
        const bottom = Math.max(0, Math.floor((y[i]! - reach - south) / cellMetres));
        const top = Math.min(rows - 1, Math.floor((y[i]! + reach - south) / cellMetres));
        for (let row = bottom; row <= top && left <= right; row++) {
          // The cells of one row lie side by side.
          const end = starts[row * columns + right + 1]!;
          for (let at = starts[row * columns + left]!; at < end; at++) {
            const j = level.members[at]!;
            // Pairs of one level are met from both sides: take them once.
            if (contained[j] || (level === own && j <= i)) continue;
            const dx = x[j]! - x[i]!;
            const dy = y[j]! - y[i]!;
            const square = dx * dx + dy * dy;
            const sum = radius[i]! + radius[j]! - hairMetres;
            if (square >= sum * sum) continue;
            const difference = Math.abs(radius[i]! - radius[j]!) + hairMetres;
            if (square > difference * difference) found.add(i, j);
            else
              contained[radius[i]! < radius[j]! || (radius[i] === radius[j] && j < i) ? i : j] = 1;
          }
        }
      }
    }
  }
  return { ...groupsOf(found, contained), contained };
}

/** Drops the pairs of circles that turned out to lie in another, and joins the rest into groups. */
function groupsOf({ list, length }: Pairs, contained: Uint8Array) {
  const group = new Int32Array(contained.length);
  for (let i = 0; i < group.length; i++) group[i] = i;
  const root = (circle: number): number => {
    let i = circle;
    while (group[i] !== i) i = group[i] = group[group[i]!]!;
    return i;
  };
  let kept = 0;
  for (let at = 0; at < length; at += 2) {
    const i = list[at]!;
    const j = list[at + 1]!;
    if (contained[i] || contained[j]) continue;
    list[kept++] = i;
    list[kept++] = j;
    group[root(j)] = root(i);
  }
  for (let i = 0; i < group.length; i++) group[i] = root(i);
  return { pairs: list.subarray(0, kept), group };
}
