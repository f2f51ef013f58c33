import type { Circle } from './plane';

/** Part of a circle's edge, anticlockwise from one angle to the next, and the circles that end it on either side. */
export interface Arc {
  circle: number;
  from: number;
  to: number;
  /** Circle whose cover ends where the arc begins; -1 for a whole circle. */
  before: number;
  /** Circle whose cover begins where the arc ends; -1 for a whole circle. */
  after: number;
}

/** Gaps and overlaps shorter than this many metres are taken as touching. */
const hairMetres = 1e-6;

/**
 * Circles that no other circle contains; of equal ones the first stays. Returns their positions in the input and, for
 * each, its neighbours: the kept circles that cut it. Neighbours come from grids by powers of two of the radius, so
 * that one large circle does not spoil the search among many small ones.
 */
function outermost(circles: readonly Circle[]): { kept: number[]; neighbours: number[][] } {
  const levels = new Map<number, Map<number, number[]>>();
  const size = (level: number) => 2 ** (level + 1);
  const key = (column: number, row: number) => column * 67108864 + row;
  circles.forEach(({ x, y, radius }, i) => {
    const level = Math.ceil(Math.log2(radius));
    const grid = levels.get(level) ?? new Map<number, number[]>();
    levels.set(level, grid);
    const cell = key(Math.floor(x / size(level)), Math.floor(y / size(level)));
    const members = grid.get(cell);
    if (members) members.push(i);
    else grid.set(cell, [i]);
  });
  const pairs: number[] = [];
  const contained = new Uint8Array(circles.length);
  circles.forEach((a, i) => {
    const own = Math.ceil(Math.log2(a.radius));
    for (const [level, grid] of levels) {
      if (level < own) continue;
      const column = Math.floor(a.x / size(level));
      const row = Math.floor(a.y / size(level));
      for (let dx = -1; dx <= 1; dx++) {
        for (let dy = -1; dy <= 1; dy++) {
          for (const j of grid.get(key(column + dx, row + dy)) ?? []) {
            // Pairs of one level are met from both sides: take them once.
            if (j === i || (level === own && j < i)) continue;
            const b = circles[j]!;
            const distance = Math.sqrt((b.x - a.x) ** 2 + (b.y - a.y) ** 2);
            if (distance >= a.radius + b.radius - hairMetres) continue;
            if (distance <= a.radius - b.radius + hairMetres && a.radius >= b.radius) {
              contained[j] = 1;
            } else if (distance <= b.radius - a.radius + hairMetres) {
              contained[i] = 1;
            } else {
              pairs.push(i, j);
            }
          }
        }
      }
    }
  });
  const neighbours = circles.map((): number[] => []);
  for (let at = 0; at < pairs.length; at += 2) {
    const i = pairs[at]!;
    const j = pairs[at + 1]!;
    if (contained[i] || contained[j]) continue;
    neighbours[i]!.push(j);
    neighbours[j]!.push(i);
  }
  return { kept: [...circles.keys()].filter((i) => !contained[i]), neighbours };
}

/** A covered part of a circle's edge and the circle that covers it. */
interface Cover {
  from: number;
  to: number;
  by: number;
}

const turn = 2 * Math.PI;

function coversOf(circles: readonly Circle[], i: number, neighbours: readonly number[]): Cover[] {
  const a = circles[i]!;
  const covers: Cover[] = [];
  for (const by of neighbours) {
    const b = circles[by]!;
    const dx = b.x - a.x;
    const dy = b.y - a.y;
    const square = dx * dx + dy * dy;
    const cosine =
      (square + a.radius * a.radius - b.radius * b.radius) / (2 * a.radius * Math.sqrt(square));
    const half = Math.acos(Math.max(-1, Math.min(1, cosine)));
    let from = Math.atan2(dy, dx) - half;
    if (from < 0) from += turn;
    covers.push({ from, to: from + 2 * half, by });
  }
  return covers.sort((p, q) => p.from - q.from || p.to - q.to || p.by - q.by);
}

/** The free arcs of one circle: its edge without what the neighbours cover. */
function freeArcs(circles: readonly Circle[], i: number, neighbours: readonly number[]): Arc[] {
  const covers = coversOf(circles, i, neighbours);
  if (covers.length === 0) return [{ circle: i, from: 0, to: turn, before: -1, after: -1 }];
  const hair = hairMetres / circles[i]!.radius;
  const first = covers[0]!;
  let reach = first.to;
  let by = first.by;
  // Covers that pass the full turn also cover the beginning.
  for (const cover of covers) {
    if (cover.to - turn > reach) {
      reach = cover.to - turn;
      by = cover.by;
    }
  }
  const arcs: Arc[] = [];
  for (const cover of covers) {
    if (cover.from > reach + hair) {
      arcs.push({ circle: i, from: reach, to: cover.from, before: by, after: cover.by });
    }
    if (cover.to > reach) {
      reach = cover.to;
      by = cover.by;
    }
  }
  if (first.from + turn > reach + hair) {
    arcs.push({ circle: i, from: reach, to: first.from + turn, before: by, after: first.by });
  }
  return arcs;
}

/**
 * The edge of a union of circles: every arc of a circle that lies in no other, and a number for each circle's connected
 * group. Circles that touch from outside within a micrometre do not join.
 */
export function unionArcs(circles: readonly Circle[]): { arcs: Arc[]; group: Int32Array } {
  const { kept, neighbours } = outermost(circles);
  const group = Int32Array.from(circles.keys());
  const root = (i: number): number => {
    while (group[i] !== i) i = group[i] = group[group[i]!]!;
    return i;
  };
  const arcs: Arc[] = [];
  for (const i of kept) {
    arcs.push(...freeArcs(circles, i, neighbours[i]!));
    for (const j of neighbours[i]!) group[root(j)] = root(i);
  }
  return { arcs, group: group.map((_, i) => root(i)) };
}
