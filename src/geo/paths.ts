/** A directed graph: the arcs of node i are [offsets[i], offsets[i + 1]). */
export interface Graph {
  offsets: Uint32Array;
  targets: Int32Array;
  /** Lengths, 0 or more. */
  metres: Float64Array;
}

/** Where searches begin: at a node, for a source, with some metres already gone. */
export interface Starts {
  node: ArrayLike<number>;
  source: ArrayLike<number>;
  metres: ArrayLike<number>;
}

const fewestBuckets = 1 << 8;
const mostBuckets = 1 << 16;
/** Width of a bucket in mean arc lengths; measured: 0.5 to 2 differ by less than a tenth. */
const bucketShare = 1;

/**
 * Shortest paths over a graph, again and again with the same arrays.
 *
 * Dijkstra's algorithm with a ring of buckets instead of a heap. A node is taken up again whenever a shorter path to
 * it is found, so distances are exact whatever the width of a bucket (Meyer and Sanders 2003, Δ-stepping, without the
 * parallel part).
 */
export class Search {
  /** Shortest path from any start so far, metres; `Infinity` where none arrived. */
  readonly metres: Float64Array;
  /** Source of that path; of paths of one length the lowest source. -1 where none arrived. */
  readonly source: Int32Array;
  /** Nodes that were reached in the last search, in the order in which they were found first. */
  readonly reached: Int32Array;
  reachedCount = 0;

  readonly #graph: Graph;
  readonly #perMetre: number;
  readonly #longestArc: number;
  #heads: Int32Array;
  #next = new Int32Array(1024);
  #node = new Int32Array(1024);
  #key = new Float64Array(1024);

  constructor(graph: Graph) {
    const nodes = graph.offsets.length - 1;
    this.metres = new Float64Array(nodes).fill(Infinity);
    this.source = new Int32Array(nodes).fill(-1);
    this.reached = new Int32Array(nodes);
    this.#graph = graph;
    let sum = 0;
    let longest = 0;
    for (const length of graph.metres) {
      sum += length;
      if (length > longest) longest = length;
    }
    this.#longestArc = longest;
    const width = Math.max((bucketShare * sum) / (graph.metres.length || 1), longest / 16_384);
    this.#perMetre = 1 / Math.max(width, 1e-3);
    this.#heads = new Int32Array(fewestBuckets).fill(-1);
  }

  /**
   * Searches from starts [from, to) as far as a limit, forgetting the search before.
   * @param limitMetres nodes farther than this are not reached
   */
  run(starts: Starts, from: number, to: number, limitMetres: number): void {
    const { metres, source, reached } = this;
    const { offsets, targets, metres: lengths } = this.#graph;
    if (8 * this.reachedCount > reached.length) {
      metres.fill(Infinity);
      source.fill(-1);
    } else {
      for (let i = 0; i < this.reachedCount; i++) {
        metres[reached[i]!] = Infinity;
        source[reached[i]!] = -1;
      }
    }
    let least = Infinity;
    let most = 0;
    for (let i = from; i < to; i++) {
      const start = starts.metres[i]!;
      // A start that is not one must not stretch the buckets: all nodes would fall into the first.
      if (!(start <= limitMetres) || start === Infinity) continue;
      if (start < least) least = start;
      if (start > most) most = start;
    }
    this.reachedCount = 0;
    if (least === Infinity) return;
    const span = Math.max(this.#longestArc, most - least);
    const perMetre = Math.min(this.#perMetre, (mostBuckets - 4) / (span || 1));
    let buckets = this.#heads.length;
    while (buckets < span * perMetre + 3) buckets *= 2;
    if (buckets !== this.#heads.length) this.#heads = new Int32Array(buckets).fill(-1);
    const heads = this.#heads;
    const mask = buckets - 1;
    let next: Int32Array = this.#next;
    let nodeOf: Int32Array = this.#node;
    let keyOf: Float64Array = this.#key;
    let used = 0;
    let free = -1;
    let waiting = 0;
    let count = 0;
    const base = least;

    for (let i = from; i < to; i++) {
      const start = starts.metres[i]!;
      const node = starts.node[i]!;
      const own = starts.source[i]!;
      const known = metres[node]!;
      if (!(start <= limitMetres) || start > known) continue;
      if (start === known && own >= source[node]!) continue;
      if (known === Infinity) reached[count++] = node;
      metres[node] = start;
      source[node] = own;
      if (used === next.length) [next, nodeOf, keyOf] = this.#grow();
      const bucket = ((start - base) * perMetre) & mask;
      next[used] = heads[bucket]!;
      nodeOf[used] = node;
      keyOf[used] = start;
      heads[bucket] = used++;
      waiting++;
    }
    for (let bucket = 0; waiting > 0; bucket = (bucket + 1) & mask) {
      for (let entry = heads[bucket]!; entry >= 0; entry = heads[bucket]!) {
        heads[bucket] = next[entry]!;
        next[entry] = free;
        free = entry;
        waiting--;
        const node = nodeOf[entry]!;
        const here = keyOf[entry]!;
        // A shorter path to the node was found since.
        if (here !== metres[node]) continue;
        const own = source[node]!;
        const end = offsets[node + 1]!;
        for (let arc = offsets[node]!; arc < end; arc++) {
          const there = here + lengths[arc]!;
          const target = targets[arc]!;
          const known = metres[target]!;
          if (there > known || there > limitMetres) continue;
          if (there === known && own >= source[target]!) continue;
          if (known === Infinity) reached[count++] = target;
          metres[target] = there;
          source[target] = own;
          let slot = free;
          if (slot >= 0) free = next[slot]!;
          else {
            if (used === next.length) [next, nodeOf, keyOf] = this.#grow();
            slot = used++;
          }
          const to = ((there - base) * perMetre) & mask;
          next[slot] = heads[to]!;
          nodeOf[slot] = target;
          keyOf[slot] = there;
          heads[to] = slot;
          waiting++;
        }
      }
    }
    this.reachedCount = count;
  }

  #grow(): [Int32Array, Int32Array, Float64Array] {
    const [next, node, key] = [this.#next, this.#node, this.#key];
    this.#next = new Int32Array(2 * next.length);
    this.#node = new Int32Array(2 * next.length);
    this.#key = new Float64Array(2 * next.length);
    this.#next.set(next);
    this.#node.set(node);
    this.#key.set(key);
    return [this.#next, this.#node, this.#key];
  }
}
