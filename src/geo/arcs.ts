import { crossingCircles, hairMetres, type Circles } from './circles';

/**
 * The edge of a union of circles: every part of a circle's edge that lies in no other circle, anticlockwise. Directions
 * run from 0 to 4 once round, see {@link directionOf}; an end is less than 4 past its beginning.
 */
export interface Arcs {
  count: number;
  circle: Int32Array;
  from: Float64Array;
  to: Float64Array;
  /** Circle whose cover ends where the arc begins; -1 for a whole circle. */
  before: Int32Array;
  /** Circle whose cover begins where the arc ends; -1 for a whole circle. */
  after: Int32Array;
  /** First arc of each circle; one more than there are circles. */
  starts: Int32Array;
  /** A number for each circle's connected group. */
  group: Int32Array;
}

/** A number from 0 to 4 that grows with the angle of a direction as it turns once round, without a trigonometric function. */
function directionOf(x: number, y: number): number {
  const part = x / (Math.abs(x) + Math.abs(y));
  return y >= 0 ? 1 - part : 3 + part;
}

/** The unit vector of a direction; directions from 4 to 8 are those from 0 to 4 once more. */
export function directionAt(direction: number): [x: number, y: number] {
  const once = direction >= 4 ? direction - 4 : direction;
  const x = once < 2 ? 1 - once : once - 3;
  const y = once < 2 ? 1 - Math.abs(x) : Math.abs(x) - 1;
  const length = Math.sqrt(x * x + y * y);
  return [x / length, y / length];
}

/** The parts of each circle's edge that others cover, by circle. */
interface Covers {
  starts: Int32Array;
  from: Float64Array;
  to: Float64Array;
  by: Int32Array;
}

/** Each pair of crossing circles covers a part of both edges: between the same two points, computed once. */
function coversOf({ x, y, radius, count }: Circles, pairs: Int32Array): Covers {
  const starts = new Int32Array(count + 1);
  for (let at = 0; at < pairs.length; at++) starts[pairs[at]! + 1]!++;
  for (let i = 0; i < count; i++) starts[i + 1]! += starts[i]!;
  const next = starts.slice(0, count);
  const from = new Float64Array(pairs.length);
  const to = new Float64Array(pairs.length);
  const by = new Int32Array(pairs.length);
  for (let at = 0; at < pairs.length; at += 2) {
    const i = pairs[at]!;
    const j = pairs[at + 1]!;
    const dx = x[j]! - x[i]!;
    const dy = y[j]! - y[i]!;
    const square = dx * dx + dy * dy;
    const along = ((radius[i]! - radius[j]!) * (radius[i]! + radius[j]!) + square) / (2 * square);
    const aside = Math.sqrt(Math.max(0, (radius[i]! * radius[i]!) / square - along * along));
    const rightX = along * dx + aside * dy;
    const rightY = along * dy - aside * dx;
    const leftX = along * dx - aside * dy;
    const leftY = along * dy + aside * dx;
    const own = next[i]!++;
    from[own] = directionOf(rightX, rightY);
    to[own] = directionOf(leftX, leftY);
    if (to[own] < from[own]) to[own] += 4;
    by[own] = j;
    const other = next[j]!++;
    from[other] = directionOf(leftX - dx, leftY - dy);
    to[other] = directionOf(rightX - dx, rightY - dy);
    if (to[other] < from[other]) to[other] += 4;
    by[other] = i;
  }
  return { starts, from, to, by };
}

/** Steps of a Shell sort (Ciura 2001): most circles have a handful of covers, a few in the middle of a town hundreds. */
const steps = [3548, 1577, 701, 301, 132, 57, 23, 10, 4, 1];

/** Sorts the covers of one circle by their beginnings, then ends, then circles. */
function sortCovers({ from, to, by }: Covers, first: number, end: number): void {
  for (const step of steps) {
    if (step >= end - first) continue;
    for (let at = first + step; at < end; at++) {
      const f = from[at]!;
      const t = to[at]!;
      const b = by[at]!;
      let hole = at;
      for (; hole >= first + step; hole -= step) {
        const before = hole - step;
        const later = from[before]! - f || to[before]! - t || by[before]! - b;
        if (later <= 0) break;
        from[hole] = from[before]!;
        to[hole] = to[before]!;
        by[hole] = by[before]!;
      }
      from[hole] = f;
      to[hole] = t;
      by[hole] = b;
    }
  }
}

/**
 * The edge of a union of circles. Circles that touch from outside within a micrometre do not join. Time grows as
 * n log n with the number of crossing pairs.
 */
export function unionArcs(circles: Circles): Arcs {
  const { count, radius } = circles;
  const { pairs, contained, group } = crossingCircles(circles);
  const covers = coversOf(circles, pairs);
  let size = 2 * count;
  const arcs: Arcs = {
    count: 0,
    circle: new Int32Array(size),
    from: new Float64Array(size),
    to: new Float64Array(size),
    before: new Int32Array(size),
    after: new Int32Array(size),
    starts: new Int32Array(count + 1),
    group,
  };
  const add = (circle: number, from: number, to: number, before: number, after: number): void => {
    if (arcs.count === size) {
      size *= 2;
      for (const key of ['circle', 'before', 'after'] as const) {
        const longer = new Int32Array(size);
        longer.set(arcs[key]);
        arcs[key] = longer;
      }
      for (const key of ['from', 'to'] as const) {
        const longer = new Float64Array(size);
        longer.set(arcs[key]);
        arcs[key] = longer;
      }
    }
    const at = arcs.count++;
    arcs.circle[at] = circle;
    arcs.from[at] = from;
    arcs.to[at] = to;
    arcs.before[at] = before;
    arcs.after[at] = after;
  };
  for (let i = 0; i < count; i++) {
    arcs.starts[i] = arcs.count;
    if (contained[i]) continue;
    const first = covers.starts[i]!;
    const end = covers.starts[i + 1]!;
    if (first === end) {
      add(i, 0, 4, -1, -1);
      continue;
    }
    sortCovers(covers, first, end);
    addFree(covers, first, end, hairMetres / radius[i]!, (from, to, before, after) =>
      add(i, from, to, before, after),
    );
  }
  arcs.starts[count] = arcs.count;
  return arcs;
}

/** The gaps between the sorted covers of one circle. */
function addFree(
  { from, to, by }: Covers,
  first: number,
  end: number,
  hair: number,
  add: (from: number, to: number, before: number, after: number) => void,
): void {
  let reach = to[first]!;
  let last = by[first]!;
  // Covers that pass the full turn also cover the beginning.
  for (let at = first; at < end; at++) {
    if (to[at]! - 4 > reach) {
      reach = to[at]! - 4;
      last = by[at]!;
    }
  }
  for (let at = first; at < end; at++) {
    if (from[at]! > reach + hair) add(reach, from[at]!, last, by[at]!);
    if (to[at]! > reach) {
      reach = to[at]!;
      last = by[at]!;
    }
  }
  if (from[first]! + 4 > reach + hair) add(reach, from[first]! + 4, last, by[first]!);
}
