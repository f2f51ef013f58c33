import { backwards, forwards } from './networkSegments';

/** Segments strung together between the nodes where one has a choice. */
export interface Chains {
  count: number;
  /** Ends of each chain. */
  from: Int32Array;
  to: Int32Array;
  metres: Float64Array;
  ways: Uint8Array;
  /** The segments in the order of their chains, and whether each runs against its chain. */
  order: Int32Array;
  isTurned: Uint8Array;
  /** Chain of each segment in that order, and metres from the beginning of the chain to that of the segment. */
  chain: Int32Array;
  offset: Float64Array;
}

const turned = (ways: number): number =>
  (ways & forwards ? backwards : 0) | (ways & backwards ? forwards : 0);

/**
 * Strings segments together through every node that joins exactly two of them and where walking goes on the same way.
 * Most vertices of a road are such; without them a search has a fraction of the nodes to visit.
 */
export function chainsOf(
  nodes: number,
  from: Int32Array,
  to: Int32Array,
  metres: Float64Array,
  ways: Uint8Array,
): Chains {
  const size = from.length;
  const degree = new Int32Array(nodes);
  // The sum of the two segments at a node of degree two gives the one from the other.
  const sums = new Float64Array(nodes);
  for (let i = 0; i < size; i++) {
    for (const node of [from[i]!, to[i]!]) {
      degree[node]!++;
      sums[node]! += i;
    }
  }
  const waysFrom = (segment: number, node: number) =>
    from[segment] === node ? ways[segment]! : turned(ways[segment]!);
  const passes = Uint8Array.from({ length: nodes }, () => 0);
  for (let i = 0; i < size; i++) {
    for (const node of [from[i]!, to[i]!]) {
      const other = sums[node]! - i;
      if (degree[node] !== 2 || other === i) continue;
      passes[node] = +(waysFrom(i, node) === turned(waysFrom(other, node)));
    }
  }
  const used = new Uint8Array(size);
  const chains: Chains = {
    count: 0,
    from: new Int32Array(size),
    to: new Int32Array(size),
    metres: new Float64Array(size),
    ways: new Uint8Array(size),
    order: new Int32Array(size),
    isTurned: new Uint8Array(size),
    chain: new Int32Array(size),
    offset: new Float64Array(size),
  };
  let placed = 0;
  const follow = (first: number, start: number): void => {
    const chain = chains.count++;
    chains.from[chain] = start;
    chains.ways[chain] = waysFrom(first, start);
    let at = start;
    let length = 0;
    for (let segment = first; !used[segment];) {
      used[segment] = 1;
      chains.order[placed] = segment;
      chains.isTurned[placed] = +(from[segment] !== at);
      chains.chain[placed] = chain;
      chains.offset[placed++] = length;
      length += metres[segment]!;
      at = from[segment] === at ? to[segment]! : from[segment]!;
      if (passes[at]) segment = sums[at]! - segment;
    }
    chains.to[chain] = at;
    chains.metres[chain] = length;
  };
  for (let i = 0; i < size; i++) {
    if (used[i]) continue;
    if (!passes[from[i]!]) follow(i, from[i]!);
    else if (!passes[to[i]!]) follow(i, to[i]!);
  }
  // What is left are rings without a crossing: each is a chain that ends where it begins.
  for (let i = 0; i < size; i++) if (!used[i]) follow(i, from[i]!);
  return chains;
}
