import { candidatesOf, type Covering, type Selection } from './maximalCovering';

/** Candidates as suppliers of area. */
export interface AreaProblem {
  /** Residents that are not up to standard within reach of each candidate. */
  covering: Covering;
  /** m² per resident that each candidate gives to everybody within its reach. */
  supply: Float64Array;
  /** m² per resident that each place lacks: more than this has to be added. */
  need: Float64Array;
  /** The most people that any candidate outside the problem reaches; 0 when there is none. */
  others: number;
}

/** How much of what a place lacks is there, up to all of it. */
const filled = (added: number, need: number): number =>
  added > need ? 1 : need > 0 ? added / need : 0;

/**
 * Chooses sites one after another, each the one that brings most people above the standard; of equals the one that
 * fills most of what people lack, then the lowest number. Fewer than `k` when no other would bring anybody above it.
 *
 * The number of people above a threshold is not submodular (two sites may be needed before anybody gains), so greedy
 * has no guaranteed share of the best. `upperBound` holds all the same: people times the filled part of what they lack
 * is never fewer than the people above the standard, and it is submodular, so no `k` sites exceed its value plus its
 * `k` largest gains.
 */
export function greedyArea(
  { covering, supply, need, others }: AreaProblem,
  k: number,
  progress: (done: number) => void,
): Selection {
  const { offsets, places, weights } = covering;
  const candidates = candidatesOf(covering);
  const added = new Float64Array(weights.length);
  const isTaken = new Uint8Array(candidates);
  const chosen: Selection = { sites: [], gains: [], total: 0, upperBound: Infinity };
  let filledPeople = 0;
  for (let step = 0; step <= k; step++) {
    let best = -1;
    let bestGain = 0;
    let bestFilling = 0;
    const fillings = new Float64Array(candidates);
    for (let candidate = 0; candidate < candidates; candidate++) {
      if (isTaken[candidate]) continue;
      let gain = 0;
      let filling = 0;
      for (let at = offsets[candidate]!; at < offsets[candidate + 1]!; at++) {
        const place = places[at]!;
        const lack = need[place]!;
        const before = added[place]!;
        if (before > lack) continue;
        const after = before + supply[candidate]!;
        if (after > lack) gain += weights[place]!;
        filling += weights[place]! * (filled(after, lack) - filled(before, lack));
      }
      fillings[candidate] = filling;
      if (gain > bestGain || (gain === bestGain && filling > bestFilling)) {
        best = candidate;
        bestGain = gain;
        bestFilling = filling;
      }
    }
    const largest = fillings.toSorted().subarray(Math.max(0, candidates - k));
    const more = largest.reduce(
      (sum, filling) => sum + Math.max(filling, others),
      others * (k - largest.length),
    );
    chosen.upperBound = Math.min(chosen.upperBound, filledPeople + more);
    if (step === k || best < 0) break;
    isTaken[best] = 1;
    chosen.sites.push(best);
    chosen.gains.push(bestGain);
    chosen.total += bestGain;
    filledPeople += bestFilling;
    for (let at = offsets[best]!; at < offsets[best + 1]!; at++)
      added[places[at]!]! += supply[best]!;
    progress(step + 1);
  }
  // Sites at the end that bring nobody above the standard would be built for nothing.
  while (chosen.gains.at(-1) === 0) {
    chosen.sites.pop();
    chosen.gains.pop();
  }
  chosen.upperBound = Math.max(chosen.upperBound, chosen.total);
  return chosen;
}
