import type { Segments } from './networkSegments';
import { eachInside, indexPoints } from './points';

const steps = 1e7;
const wholeTurn = 360 * steps;

interface Nodes {
  longitudes: Float64Array;
  latitudes: Float64Array;
  from: Int32Array;
  to: Int32Array;
}

/** One node for all ends of segments that agree to 7 decimals, by an open hash of the two whole numbers. */
export function nodesOf({ count, ends }: Segments): Nodes {
  let capacity = 16;
  while (capacity < 4 * count) capacity *= 2;
  const table = new Int32Array(capacity).fill(-1);
  const longitudes = new Float64Array(2 * count);
  const latitudes = new Float64Array(2 * count);
  const xs = new Float64Array(2 * count);
  const ys = new Float64Array(2 * count);
  let nodes = 0;
  const nodeAt = (at: number): number => {
    const longitude = ends[at]!;
    const latitude = ends[at + 1]!;
    const x = ((Math.round(longitude * steps) % wholeTurn) + wholeTurn) % wholeTurn;
    const y = Math.round(latitude * steps);
    let slot = (Math.imul(x | 0, 0x9e3779b1) ^ Math.imul(y | 0, 0x85ebca6b)) >>> 0;
    slot = (slot ^ (slot >>> 15)) & (capacity - 1);
    for (; table[slot]! >= 0; slot = (slot + 1) & (capacity - 1)) {
      const node = table[slot]!;
      if (xs[node] === x && ys[node] === y) return node;
    }
    xs[nodes] = x;
    ys[nodes] = y;
    longitudes[nodes] = longitude;
    latitudes[nodes] = latitude;
    return (table[slot] = nodes++);
  };
  const from = new Int32Array(count);
  const to = new Int32Array(count);
  for (let i = 0; i < count; i++) {
    from[i] = nodeAt(4 * i);
    to[i] = nodeAt(4 * i + 2);
  }
  return { longitudes: longitudes.slice(0, nodes), latitudes: latitudes.slice(0, nodes), from, to };
}

/** Nodes that only one segment reaches. */
export function looseEnds(from: Int32Array, to: Int32Array, nodes: number): number[] {
  const degree = new Int32Array(nodes);
  from.forEach((node, i) => {
    if (node === to[i]) return;
    degree[node]!++;
    degree[to[i]!]!++;
  });
  return [...degree.keys()].filter((node) => degree[node] === 1);
}

/** Joints between loose ends and the vertices within some metres, each pair once. */
export function jointsOf(
  { longitudes, latitudes, from, to }: Nodes,
  radiusMetres: number,
): [a: number, b: number][] {
  const index = indexPoints(longitudes, latitudes);
  const pairs = new Map<string, [number, number]>();
  for (const node of looseEnds(from, to, longitudes.length)) {
    const disc = { longitude: longitudes[node]!, latitude: latitudes[node]!, radiusMetres };
    eachInside(index, disc, (point) => {
      const other = index.order[point]!;
      const [a, b] = [Math.min(node, other), Math.max(node, other)];
      if (a !== b) pairs.set(`${a} ${b}`, [a, b]);
    });
  }
  return [...pairs.values()].sort(([a, b], [c, d]) => a - c || b - d);
}
