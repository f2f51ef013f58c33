import { captivePrices } from './transportCaptives';
import type { Transport } from './transport';

/**
 * A plan in the making. At every moment each person is at an option that is cheapest at the prices in force, and only a
 * site that is full or over-full has a price above 0: what is missing to an optimal plan is only that some sites still
 * hold more people than they have room for. Demands and arcs are numbered anew: those that can carry nobody at the
 * prices in force, which only rise, are left out.
 */
export interface State {
  /** How many demands and arcs there are; the arrays of each may be longer, so that they are allocated once. */
  demands: number;
  arcs: number;
  /** Number in the problem of each demand. */
  order: Int32Array;
  /** Number in the problem of each arc. */
  own: Int32Array;
  offsets: Int32Array;
  site: Int32Array;
  cost: Int32Array;
  capacities: Float64Array;
  /** Cost of leaving a person without a place: more than any chain of moves can save. */
  penalty: number;
  demandOf: Int32Array;
  /** People on each arc. */
  flow: Float64Array;
  /** People of each demand without a place. */
  unplaced: Float64Array;
  /** People at each site beyond its capacity; below 0 it has room. */
  excess: Float64Array;
  /** What a place at each site costs besides the way. */
  prices: Float64Array;
  /** Arcs with people, by site: `members[starts[s]]` and the next `counts[s]`. */
  members: Int32Array;
  starts: Int32Array;
  counts: Int32Array;
}

/** The demands with people and arcs, and the dearest of their arcs. */
function demandsOf({ people, offsets, cost }: Transport): { demands: Int32Array; dearest: number } {
  const demands = new Int32Array(people.length);
  let size = 0;
  let dearest = 0;
  let first = offsets[0]!;
  for (let demand = 0; demand < people.length; demand++) {
    const end = offsets[demand + 1]!;
    if (first < end && people[demand]! > 0) {
      demands[size++] = demand;
      for (let arc = first; arc < end; arc++) if (cost[arc]! > dearest) dearest = cost[arc]!;
    }
    first = end;
  }
  return { demands: demands.subarray(0, size), dearest };
}

/** Everybody at the site that is cheapest at the prices that those without a choice force, however full. */
export function startState(problem: Transport): State {
  const { people, offsets } = problem;
  const sites = problem.capacities.length;
  const { demands, dearest } = demandsOf(problem);
  const penalty = 2 * (sites + 2) * (dearest + 1);
  const prices = captivePrices(problem, demands, penalty);
  const most = problem.site.length;
  const state: State = {
    demands: 0,
    arcs: 0,
    order: demands,
    own: new Int32Array(most),
    offsets: new Int32Array(demands.length + 1),
    site: new Int32Array(most),
    cost: new Int32Array(most),
    capacities: new Float64Array(problem.capacities),
    penalty,
    demandOf: new Int32Array(most),
    flow: new Float64Array(most),
    unplaced: new Float64Array(demands.length),
    excess: Float64Array.from(problem.capacities, (capacity) => -capacity),
    prices,
    members: new Int32Array(most),
    starts: new Int32Array(sites + 1),
    counts: new Int32Array(sites),
  };
  const { order, own, site, cost, demandOf, starts } = state;
  const cheapest = new Int32Array(demands.length);
  let size = 0;
  let arcs = 0;
  for (let i = 0; i < demands.length; i++) {
    const demand = demands[i]!;
    const end = offsets[demand + 1]!;
    let least = Infinity;
    for (let arc = offsets[demand]!; arc < end; arc++) {
      const s = problem.site[arc]!;
      const c = problem.cost[arc]!;
      const price = c + prices[s]!;
      if (price > penalty) continue;
      own[arcs] = arc;
      site[arcs] = s;
      cost[arcs] = c;
      demandOf[arcs] = size;
      starts[s + 1]!++;
      if (price < least) {
        least = price;
        cheapest[size] = arcs;
      }
      arcs++;
    }
    if (least === Infinity) continue;
    order[size++] = demand;
    state.offsets[size] = arcs;
  }
  for (let s = 0; s < sites; s++) starts[s + 1]! += starts[s]!;
  for (let demand = 0; demand < size; demand++) {
    const arc = cheapest[demand]!;
    const count = people[order[demand]!]!;
    addTo(state, arc, count);
    state.excess[site[arc]!]! += count;
  }
  state.demands = size;
  state.arcs = arcs;
  return state;
}

/** Puts people on an arc; the load of its site is the caller's matter. */
export function addTo(state: State, arc: number, count: number): void {
  const { flow, members, starts, counts, site } = state;
  if (flow[arc] === 0) {
    const s = site[arc]!;
    members[starts[s]! + counts[s]!++] = arc;
  }
  flow[arc]! += count;
}

/** Takes people off an arc. */
export function takeFrom(state: State, arc: number, count: number): void {
  const { flow, members, starts, counts, site } = state;
  flow[arc]! -= count;
  if (flow[arc]! > 0) return;
  const s = site[arc]!;
  const last = starts[s]! + --counts[s]!;
  let at = starts[s]!;
  while (members[at] !== arc) at++;
  members[at] = members[last]!;
}
