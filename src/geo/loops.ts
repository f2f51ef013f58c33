import type { Arcs } from './arcs';
import { directionAt } from './arcs';
import type { Circles } from './circles';

/** Ends of arcs this close are one point where the labels of three circles through one point disagree, metres. */
const weldMetres = 0.001;

/** Closed loops of arcs, each followed by the one that begins where it ends. */
export interface Loops {
  /** Arcs in the order of the loops, and first of each loop; one more than there are loops. */
  arcs: Int32Array;
  starts: number[];
}

/**
 * Joins arcs into loops by the circles that end them: an arc of circle i that ends under circle j is followed by the arc
 * of j that begins where its cover by i ends.
 */
export function loopsOf(arcs: Arcs, circles: Circles): Loops {
  const { count, circle, before, after, starts } = arcs;
  const used = new Uint8Array(count);
  let byPlace: Map<string, number[]> | undefined;
  const next = (arc: number): number => {
    const other = after[arc]!;
    const end = starts[other + 1]!;
    for (let at = starts[other]!; at < end; at++) {
      if (before[at] === circle[arc]) return at;
    }
    byPlace ??= startsByPlace(arcs, circles);
    const [x, y] = pointOn(circles, circle[arc]!, arcs.to[arc]!);
    return nearestStart(x, y, arcs, circles, used, byPlace);
  };
  const order = new Int32Array(count);
  const loops: number[] = [0];
  let placed = 0;
  for (let arc = 0; arc < count; arc++) {
    if (used[arc]) continue;
    for (let at = arc; at >= 0 && !used[at];) {
      used[at] = 1;
      order[placed++] = at;
      at = after[at]! < 0 ? -1 : next(at);
    }
    loops.push(placed);
  }
  return { arcs: order, starts: loops };
}

function pointOn({ x, y, radius }: Circles, circle: number, direction: number): [number, number] {
  const [east, north] = directionAt(direction);
  return [x[circle]! + radius[circle]! * east, y[circle]! + radius[circle]! * north];
}

const placeKey = (x: number, y: number) => `${x} ${y}`;

function startsByPlace(arcs: Arcs, circles: Circles): Map<string, number[]> {
  const places = new Map<string, number[]>();
  for (let arc = 0; arc < arcs.count; arc++) {
    const [x, y] = pointOn(circles, arcs.circle[arc]!, arcs.from[arc]!);
    const key = placeKey(Math.floor(x), Math.floor(y));
    const there = places.get(key);
    if (there) there.push(arc);
    else places.set(key, [arc]);
  }
  return places;
}

/** The free arc that begins nearest to a point, within the welding distance; -1 for none. */
function nearestStart(
  x: number,
  y: number,
  arcs: Arcs,
  circles: Circles,
  used: Uint8Array,
  places: Map<string, number[]>,
): number {
  let best = -1;
  let shortest = weldMetres;
  for (let dx = -1; dx <= 1; dx++) {
    for (let dy = -1; dy <= 1; dy++) {
      for (const arc of places.get(placeKey(Math.floor(x) + dx, Math.floor(y) + dy)) ?? []) {
        if (used[arc]) continue;
        const [sx, sy] = pointOn(circles, arcs.circle[arc]!, arcs.from[arc]!);
        const distance = Math.hypot(sx - x, sy - y);
        if (distance >= shortest) continue;
        shortest = distance;
        best = arc;
      }
    }
  }
  return best;
}
