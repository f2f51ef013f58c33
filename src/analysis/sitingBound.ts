import { candidatesOf, type Covering } from './maximalCovering';

/** What is known of every choice of so many sites. */
export interface Bound {
  /** No choice covers more people than this. */
  upperBound: number;
  /** No choice with this candidate covers more people than this. */
  withCandidate: Float64Array;
  /** No choice with a candidate that is not in the problem covers more people than this; 0 when there is none. */
  withOthers: number;
}

const mostSteps = 600;
/** Pairs that are looked at in all steps together: below a second. */
const mostWork = 400_000_000;
/** Steps without a better bound before they become shorter. */
const patience = 15;

/**
 * An upper bound of maximal covering by Lagrangian relaxation (Galvão & ReVelle 1996), about as close as the linear
 * relaxation, in time linear in the pairs for each of a few hundred subgradient steps.
 *
 * A price λᵢ in [0, wᵢ] is put on each place: whoever covers it gets λᵢ, also when others do. No choice of k sites
 * exceeds Σ (wᵢ − λᵢ) plus the k largest sums of prices, for any prices; the steps look for good ones. A candidate that
 * is not among the k largest can only be in a choice that falls short by the difference to the k-th: that bounds every
 * choice with it.
 * @param lower people covered by some choice that is known, for the length of steps
 * @param others the most people that any candidate outside the problem covers; 0 when there is none
 */
export function lagrangeBound(covering: Covering, k: number, lower: number, others: number): Bound {
  const { offsets, places, weights } = covering;
  const candidates = candidatesOf(covering);
  const size = Math.min(k, candidates);
  const prices = weights.slice();
  const sums = new Float64Array(candidates);
  const depth = new Int32Array(weights.length);
  const best: Bound = {
    upperBound: Infinity,
    withCandidate: new Float64Array(candidates).fill(Infinity),
    withOthers: others > 0 ? Infinity : 0,
  };
  const steps = Math.min(mostSteps, Math.ceil(mostWork / (places.length + 1)));
  let pace = 1;
  let waited = 0;
  for (let step = 0; step < steps; step++) {
    for (let candidate = 0; candidate < candidates; candidate++) {
      let sum = 0;
      for (let at = offsets[candidate]!; at < offsets[candidate + 1]!; at++)
        sum += prices[places[at]!]!;
      sums[candidate] = sum;
    }
    const order = Uint32Array.from(sums.keys()).sort((a, b) => sums[b]! - sums[a]! || a - b);
    let bound = 0;
    for (let i = 0; i < weights.length; i++) bound += weights[i]! - prices[i]!;
    // Others cover at most so many people, and a price is at most a person: they stand in for all that sum to less.
    let withOthers = bound + others * Math.max(0, k - size);
    depth.fill(0);
    for (const candidate of order.subarray(0, size)) {
      bound += sums[candidate]!;
      withOthers += Math.max(sums[candidate]!, others);
      for (let at = offsets[candidate]!; at < offsets[candidate + 1]!; at++) depth[places[at]!]!++;
    }
    const last = size > 0 ? sums[order[size - 1]!]! : 0;
    if (size === k) withOthers -= Math.max(0, last - others);
    if (withOthers < best.withOthers) best.withOthers = withOthers;
    for (let candidate = 0; candidate < candidates; candidate++) {
      const withIt = bound - Math.max(0, last - sums[candidate]!);
      if (withIt < best.withCandidate[candidate]!) best.withCandidate[candidate] = withIt;
    }
    if (bound < best.upperBound) {
      best.upperBound = bound;
      waited = 0;
    } else if (++waited >= patience) {
      pace /= 2;
      waited = 0;
    }
    const gap = bound - lower;
    if (!(gap > 0) || pace < 1e-3) break;
    if (!moved(prices, weights, depth, pace * gap)) break;
  }
  return best;
}

/** Changes prices against their slope: up where nobody covers, down where several do; `false` if there is no slope. */
function moved(
  prices: Float64Array,
  weights: Float64Array,
  depth: Int32Array,
  length: number,
): boolean {
  let norm = 0;
  for (let i = 0; i < prices.length; i++) {
    const slope = depth[i]! - 1;
    const isStuck = slope > 0 ? prices[i] === 0 : prices[i] === weights[i];
    if (!isStuck) norm += slope * slope * weights[i]!;
  }
  if (norm === 0) return false;
  // Prices of populous places move farther, so that all come to their ends at the same time.
  const step = length / norm;
  for (let i = 0; i < prices.length; i++) {
    const next = prices[i]! - step * weights[i]! * (depth[i]! - 1);
    prices[i] = Math.min(weights[i]!, Math.max(0, next));
  }
  return true;
}
