/**
 * Which places each candidate site would cover: candidate `c` covers `places[offsets[c]]` up to `offsets[c + 1]`, each
 * place once. `weights` are the people at each place, 0 or more.
 */
export interface Covering {
  offsets: Uint32Array;
  places: Int32Array;
  weights: Float64Array;
}

/** Sites chosen, best first, and how good they are at least. */
export interface Selection {
  /** Candidates by their number; fewer than asked for when no other adds anybody. */
  sites: number[];
  /** People that each site adds to those before it. */
  gains: number[];
  /** People covered by all of them. */
  total: number;
  /** No choice of as many sites covers more people than this. */
  upperBound: number;
}

export const candidatesOf = ({ offsets }: Covering): number => offsets.length - 1;

/** The problem with some of the candidates alone, numbered in the order given. */
export function among({ offsets, places, weights }: Covering, some: readonly number[]): Covering {
  const lists = some.map((candidate) =>
    places.subarray(offsets[candidate], offsets[candidate + 1]),
  );
  const starts = new Uint32Array(some.length + 1);
  lists.forEach((list, i) => (starts[i + 1] = starts[i]! + list.length));
  const taken = new Int32Array(starts[some.length]!);
  lists.forEach((list, i) => taken.set(list, starts[i]));
  return { offsets: starts, places: taken, weights };
}

/** People at the places of a candidate that are not covered yet, summed in the order of its list. */
function gainOf({ offsets, places, weights }: Covering, candidate: number, covered: Uint8Array) {
  let gain = 0;
  for (let at = offsets[candidate]!; at < offsets[candidate + 1]!; at++) {
    const place = places[at]!;
    if (covered[place] === 0) gain += weights[place]!;
  }
  return gain;
}

/** Marks the places of a candidate as covered. */
function cover({ offsets, places }: Covering, candidate: number, covered: Uint8Array): void {
  for (let at = offsets[candidate]!; at < offsets[candidate + 1]!; at++) covered[places[at]!] = 1;
}

/** Candidates with the largest key on top; of equal keys the lowest number. */
class Heap {
  private readonly items: number[] = [];
  constructor(private readonly keys: Float64Array) {}

  get size(): number {
    return this.items.length;
  }

  private isAbove(a: number, b: number): boolean {
    return this.keys[a]! > this.keys[b]! || (this.keys[a] === this.keys[b] && a < b);
  }

  push(item: number): void {
    const { items } = this;
    let at = items.length;
    while (at > 0) {
      const parent = (at - 1) >> 1;
      if (!this.isAbove(item, items[parent]!)) break;
      items[at] = items[parent]!;
      at = parent;
    }
    items[at] = item;
  }

  pop(): number {
    const { items } = this;
    const top = items[0]!;
    const last = items.pop()!;
    if (items.length === 0) return top;
    let at = 0;
    for (;;) {
      let child = 2 * at + 1;
      if (child >= items.length) break;
      if (child + 1 < items.length && this.isAbove(items[child + 1]!, items[child]!)) child++;
      if (!this.isAbove(items[child]!, last)) break;
      items[at] = items[child]!;
      at = child;
    }
    items[at] = last;
    return top;
  }
}

/**
 * Chooses sites one after another, each the one that adds most people, ties to the lowest number.
 *
 * Lazy greedy (Minoux 1978; CELF): a gain only shrinks as sites are added, so an old gain is an upper bound and only
 * the top of the heap is computed anew. The sites are exactly those of plain greedy, and they cover at least
 * 1 − 1/e = 63.2 % of the best possible (Nemhauser, Wolsey & Fisher 1978). `upperBound` is usually far closer: after
 * every step no choice of `k` sites can cover more than what is covered plus the `k` largest gains that are left; the
 * smallest of these figures is kept.
 * @param k how many sites, at least 0
 * @returns also how many gains were computed; plain greedy computes candidates × k
 */
export function lazyGreedy(covering: Covering, k: number): Selection & { evaluations: number } {
  const candidates = candidatesOf(covering);
  const covered = new Uint8Array(covering.weights.length);
  const gains = new Float64Array(candidates);
  const computedAt = new Int32Array(candidates);
  const heap = new Heap(gains);
  let evaluations = 0;
  const evaluate = (candidate: number, step: number): void => {
    gains[candidate] = gainOf(covering, candidate, covered);
    computedAt[candidate] = step;
    evaluations++;
    if (gains[candidate] > 0) heap.push(candidate);
  };
  for (let candidate = 0; candidate < candidates; candidate++) evaluate(candidate, 0);
  const chosen: Selection = { sites: [], gains: [], total: 0, upperBound: Infinity };
  for (let step = 0; step <= k; step++) {
    // The k largest gains of this step, in order: each is on top with a gain computed in this step.
    const best: number[] = [];
    while (best.length < Math.max(1, k) && heap.size > 0) {
      const top = heap.pop();
      if (computedAt[top] === step) best.push(top);
      else evaluate(top, step);
    }
    const more = best.slice(0, k).reduce((sum, candidate) => sum + gains[candidate]!, 0);
    chosen.upperBound = Math.min(chosen.upperBound, chosen.total + more);
    const [first, ...rest] = best;
    if (step === k || first === undefined) break;
    chosen.sites.push(first);
    chosen.gains.push(gains[first]!);
    chosen.total += gains[first]!;
    cover(covering, first, covered);
    for (const candidate of rest) heap.push(candidate);
  }
  return { ...chosen, evaluations };
}

/**
 * The same problem with places that are covered by the same candidates made one, and places that nobody lives at or no
 * candidate covers left out. Splits the classes of places by one candidate after another: linear in the pairs.
 */
export function collapse(covering: Covering): Covering {
  const { offsets, places, weights } = covering;
  const candidates = candidatesOf(covering);
  // Ids of classes: 0 is covered by none; an emptied class gives its id back, so there are never more than 2 n + 1.
  const classOf = new Int32Array(weights.length);
  const ids = 2 * weights.length + 1;
  const sizes = new Int32Array(ids);
  const splitBy = new Int32Array(ids).fill(-1);
  const splitTo = new Int32Array(ids);
  const free: number[] = [];
  let next = 1;
  sizes[0] = weights.length;
  for (let candidate = 0; candidate < candidates; candidate++) {
    const emptied: number[] = [];
    for (let at = offsets[candidate]!; at < offsets[candidate + 1]!; at++) {
      const place = places[at]!;
      const from = classOf[place]!;
      if (splitBy[from] !== candidate) {
        splitBy[from] = candidate;
        splitTo[from] = free.pop() ?? next++;
      }
      const to = splitTo[from]!;
      classOf[place] = to;
      sizes[to]!++;
      if (--sizes[from]! === 0 && from > 0) emptied.push(from);
    }
    free.push(...emptied);
  }
  const people = new Float64Array(next);
  weights.forEach((weight, place) => (people[classOf[place]!]! += weight));
  const numberOf = new Int32Array(next).fill(-1);
  let count = 0;
  for (let id = 1; id < next; id++) if (people[id]! > 0) numberOf[id] = count++;
  const seenBy = new Int32Array(count).fill(-1);
  const groups: number[] = [];
  const starts = new Uint32Array(candidates + 1);
  for (let candidate = 0; candidate < candidates; candidate++) {
    for (let at = offsets[candidate]!; at < offsets[candidate + 1]!; at++) {
      const group = numberOf[classOf[places[at]!]!]!;
      if (group < 0 || seenBy[group] === candidate) continue;
      seenBy[group] = candidate;
      groups.push(group);
    }
    starts[candidate + 1] = groups.length;
  }
  const collapsed = new Float64Array(count);
  people.forEach((weight, id) => {
    if (numberOf[id]! >= 0) collapsed[numberOf[id]!] = weight;
  });
  return { offsets: starts, places: Int32Array.from(groups), weights: collapsed };
}
