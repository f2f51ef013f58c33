import type { Transport } from './transport';
import { holdersFor, leavers } from './transportSelect';

/** Rounds of {@link captivePrices}: the first finds most of what there is to find (measured). */
const rounds = 2;

/**
 * Prices that those without a choice force. Where the people who can reach one site only are more than it has room for,
 * the one with the longest way who still finds room sets a price below which no optimal plan is. Whoever would pay
 * more than the penalty there has one choice less, which may leave none but one: hence the rounds.
 * @param demands the demands with people and arcs
 * @returns one price a site; an arc whose cost and price exceed the penalty carries nobody
 */
export function captivePrices(
  problem: Transport,
  demands: Int32Array,
  penalty: number,
): Float64Array {
  const { people, capacities, offsets, site, cost } = problem;
  const sites = capacities.length;
  const prices = new Float64Array(sites);
  const only = new Int32Array(demands.length);
  for (let round = 0; round < rounds; round++) {
    const starts = new Int32Array(sites + 1);
    const sums = new Float64Array(sites);
    for (let i = 0; i < demands.length; i++) {
      const demand = demands[i]!;
      const end = offsets[demand + 1]!;
      let open = 0;
      let last = -1;
      for (let arc = offsets[demand]!; arc < end; arc++) {
        if (cost[arc]! + prices[site[arc]!]! > penalty) continue;
        open++;
        last = arc;
      }
      only[i] = open === 1 ? last : -1;
      if (open !== 1) continue;
      starts[site[last]! + 1]!++;
      sums[site[last]!]! += people[demand]!;
    }
    for (let s = 0; s < sites; s++) {
      if (!(sums[s]! > capacities[s]!)) starts[s + 1] = 0;
      starts[s + 1]! += starts[s]!;
    }
    const holders = holdersFor(starts[sites]!);
    const { losses, people: counts } = holders;
    for (let i = 0; i < demands.length; i++) {
      if (only[i]! < 0) continue;
      const s = site[only[i]!]!;
      if (!(sums[s]! > capacities[s]!)) continue;
      const at = starts[s]!++;
      losses[at] = penalty - cost[only[i]!]!;
      counts[at] = people[demands[i]!]!;
    }
    let first = 0;
    for (let s = 0; s < sites; s++) {
      const surplus = sums[s]! - capacities[s]!;
      if (!(surplus > 0)) continue;
      prices[s] = losses[leavers(holders, first, starts[s]!, surplus) - 1]!;
      first = starts[s]!;
    }
  }
  return prices;
}
