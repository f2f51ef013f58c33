import type { Feature, LineString } from 'geojson';
import { smooth } from './courses';
import { centreOf, type Ground } from './ground';
import type { Place } from './plan';
import { rounded, within, type Ring } from './rings';
import type { Terrain } from './terrain';

export type Stream = Feature<LineString, { order: number; name: null }>;

/** Order (Strahler) of each cell that carries a stream, 0 elsewhere. */
export function streamOrders(
  { flow, drained, courses }: Terrain,
  springSquareKilometres: number,
): Uint8Array {
  const orders = new Uint8Array(drained.length);
  const river = new Uint8Array(drained.length);
  for (const { surface } of courses)
    for (let cell = 0; cell < river.length; cell++) if (surface[cell]) river[cell] = 1;
  const most = new Uint8Array(drained.length);
  const ties = new Uint8Array(drained.length);
  for (let i = flow.order.length - 1; i >= 0; i--) {
    const cell = flow.order[i]!;
    if (drained[cell]! < springSquareKilometres || river[cell]) continue;
    orders[cell] = most[cell] ? most[cell] + (ties[cell]! > 1 ? 1 : 0) : 1;
    const to = flow.receiver[cell]!;
    if (to === cell) continue;
    if (orders[cell] > most[to]!) {
      most[to] = orders[cell]!;
      ties[to] = 1;
    } else if (orders[cell] === most[to]) ties[to]!++;
  }
  return orders;
}

/** Streams as lines that run down from junction to junction, inside the outline. */
export function makeStreams(
  ground: Ground,
  terrain: Terrain,
  orders: Uint8Array,
  outline: Ring[],
): Stream[] {
  const { flow, courses, water } = terrain;
  /** Streams are not drawn on open water. */
  const drawn = (cell: number) => orders[cell]! > 0 && !water[cell];
  const above = new Uint8Array(orders.length);
  for (let cell = 0; cell < orders.length; cell++)
    if (drawn(cell) && flow.receiver[cell] !== cell) above[flow.receiver[cell]!]!++;
  const streams: Stream[] = [];
  for (let start = 0; start < orders.length; start++) {
    if (!drawn(start) || above[start] === 1) continue;
    const cells = [start];
    for (let cell = start; drawn(cell);) {
      const to = flow.receiver[cell]!;
      if (to === cell) break;
      cells.push(to);
      cell = to;
      if (above[cell]! > 1) break;
    }
    // Cut at the outline before smoothing, so that a stream begins and ends on its own bed.
    for (const run of runsInside(cells, ground))
      for (const part of clip(ease(run.map((cell) => centreOf(ground, cell))), outline))
        streams.push(stream(part, orders[start]!));
  }
  for (const { course } of courses)
    if (course.along !== 'southern outline')
      for (const part of clip(smooth(course.along, 3), outline))
        streams.push(stream(part, course.width > 50 ? 5 : 4));
  return streams;
}

/** The stretches of at least two cells that lie inside the outline. */
function runsInside(cells: number[], { inside }: Ground): number[][] {
  const runs: number[][] = [[]];
  for (const cell of cells)
    if (inside[cell]) runs.at(-1)!.push(cell);
    else runs.push([]);
  return runs.filter(({ length }) => length > 1);
}

const stream = (line: Place[], order: number): Stream => ({
  type: 'Feature',
  properties: { order, name: null },
  geometry: { type: 'LineString', coordinates: line },
});

/** Takes the steps of the lattice out of a line: means of neighbours, then every second place, then rounded corners. */
export function ease(line: Place[], rounds = 2): Place[] {
  let places = line;
  for (let i = 0; i < rounds; i++)
    places = places.map(([x, y], k): Place => {
      const before = places[k - 1];
      const after = places[k + 1];
      if (!before || !after) return [x, y];
      return [(before[0] + 2 * x + after[0]) / 4, (before[1] + 2 * y + after[1]) / 4];
    });
  const last = places.length - 1;
  return smooth(
    places.filter((_, k) => k % 2 === 0 || k === last),
    1,
  );
}

/** The stretches of a line that are inside rings, rounded; single places are dropped. */
export function clip(line: Place[], rings: Ring[]): Place[][] {
  const parts: Place[][] = [];
  let part: Place[] = [];
  for (const [x, y] of line) {
    const place: Place = [rounded(x), rounded(y)];
    if (within(rings, ...place)) part.push(place);
    else {
      if (part.length > 1) parts.push(part);
      part = [];
    }
  }
  if (part.length > 1) parts.push(part);
  return parts;
}
