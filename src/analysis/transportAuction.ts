import { holdersFor, leavers } from './transportSelect';
import { addTo, type State } from './transportState';

/**
 * Raises the prices of over-full sites one at a time, so that those who lose least by it leave. Every step keeps what
 * {@link State} promises, so it is exact however few steps are taken; it is only the faster way to most of the plan.
 */
export function auction(state: State, mostSteps: number): void {
  const { excess } = state;
  const sites = excess.length;
  const queue = new Int32Array(sites + 1);
  const isQueued = new Uint8Array(sites);
  let head = 0;
  let tail = 0;
  const enqueue = (s: number): void => {
    if (isQueued[s] || !(excess[s]! > 0)) return;
    isQueued[s] = 1;
    queue[tail] = s;
    tail = tail === sites ? 0 : tail + 1;
  };
  for (let s = 0; s < sites; s++) enqueue(s);
  const raise = raiser(state, enqueue);
  for (let step = 0; step < mostSteps && head !== tail; step++) {
    const s = queue[head]!;
    head = head === sites ? 0 : head + 1;
    isQueued[s] = 0;
    raise(s);
  }
}

function raiser(state: State, enqueue: (site: number) => void): (site: number) => void {
  const { capacities, offsets, site, cost, prices, demandOf, penalty } = state;
  const { excess, members, starts, counts, flow, unplaced } = state;
  let holders = holdersFor(counts.reduce((most, count) => Math.max(most, count), 0));
  /** Sets the price of a site so high that no more than its capacity stays, and not higher than they will bear. */
  return (s) => {
    const size = counts[s]!;
    if (size > holders.losses.length) holders = holdersFor(2 * size);
    const { losses, people, arcs, others } = holders;
    const first = starts[s]!;
    for (let k = 0; k < size; k++) {
      const arc = members[first + k]!;
      const demand = demandOf[arc]!;
      const end = offsets[demand + 1]!;
      let best = penalty;
      let other = -1;
      for (let to = offsets[demand]!; to < end; to++) {
        const price = cost[to]! + prices[site[to]!]!;
        if (price < best && to !== arc) {
          best = price;
          other = to;
        }
      }
      losses[k] = best - cost[arc]!;
      people[k] = flow[arc]!;
      arcs[k] = arc;
      others[k] = other;
    }
    const leaving = leavers(holders, 0, size, excess[s]!);
    let kept = leaving;
    for (let k = 0; k < leaving; k++) {
      const arc = arcs[k]!;
      const count = Math.min(excess[s]!, flow[arc]!);
      flow[arc]! -= count;
      excess[s]! -= count;
      if (flow[arc]! > 0) kept = k;
      const other = others[k]!;
      if (other < 0) unplaced[demandOf[arc]!]! += count;
      else {
        addTo(state, other, count);
        excess[site[other]!]! += count;
        enqueue(site[other]!);
      }
    }
    // All who are left still stay at the least of their losses; a site without room may cost anything.
    let price = penalty;
    counts[s] = 0;
    for (let k = kept; k < size; k++) {
      if (losses[k]! < price) price = losses[k]!;
      members[first + counts[s]++] = arcs[k]!;
    }
    prices[s] = capacities[s]! > 0 ? price : penalty;
  };
}
