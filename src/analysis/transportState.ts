import type { Transport } from './transport';

/**
 * A plan in the making. At every moment each person is at an option that is cheapest at the prices in force, and only a
 * site that is full or over-full has a price above 0: what is missing to an optimal plan is only that some sites still
 * hold more people than they have room for. Demands are numbered anew, those with the same nearest site side by side,
 * so that the people of a site are neighbours in memory; those without people or arcs are left out.
 */
export interface State {
  /** Number in the problem of each demand. */
  order: Int32Array;
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

/** The cheapest arc of each demand, -1 for those without people or arcs. */
function cheapestArcs({ people, offsets, cost }: Transport): Int32Array {
  const cheapest = new Int32Array(people.length).fill(-1);
  for (let demand = 0; demand < people.length; demand++) {
    const end = offsets[demand + 1]!;
    let best = offsets[demand]!;
    if (best === end || people[demand] === 0) continue;
    for (let arc = best + 1; arc < end; arc++) if (cost[arc]! < cost[best]!) best = arc;
    cheapest[demand] = best;
  }
  return cheapest;
}

/** Everybody at the cheapest site, however full. */
export function startState(problem: Transport): State {
  const { people, offsets: given } = problem;
  const sites = problem.capacities.length;
  const cheapest = cheapestArcs(problem);
  const firsts = new Int32Array(sites + 1);
  let demands = 0;
  let arcs = 0;
  for (let demand = 0; demand < people.length; demand++) {
    if (cheapest[demand]! < 0) continue;
    demands++;
    arcs += given[demand + 1]! - given[demand]!;
    firsts[problem.site[cheapest[demand]!]! + 1]!++;
  }
  for (let s = 0; s < sites; s++) firsts[s + 1]! += firsts[s]!;
  const order = new Int32Array(demands);
  for (let demand = 0; demand < people.length; demand++) {
    if (cheapest[demand]! >= 0) order[firsts[problem.site[cheapest[demand]!]!]!++] = demand;
  }
  const state: State = {
    order,
    offsets: new Int32Array(demands + 1),
    site: new Int32Array(arcs),
    cost: new Int32Array(arcs),
    capacities: Float64Array.from(problem.capacities),
    penalty: 0,
    demandOf: new Int32Array(arcs),
    flow: new Float64Array(arcs),
    unplaced: new Float64Array(demands),
    excess: Float64Array.from(problem.capacities, (capacity) => -capacity),
    prices: new Float64Array(sites),
    members: new Int32Array(arcs),
    starts: new Int32Array(sites + 1),
    counts: new Int32Array(sites),
  };
  const { offsets, site, cost, demandOf, starts } = state;
  let dearest = 0;
  let at = 0;
  for (let demand = 0; demand < demands; demand++) {
    const end = given[order[demand]! + 1]!;
    for (let arc = given[order[demand]!]!; arc < end; arc++, at++) {
      const s = problem.site[arc]!;
      const c = problem.cost[arc]!;
      site[at] = s;
      cost[at] = c;
      demandOf[at] = demand;
      starts[s + 1]!++;
      if (c > dearest) dearest = c;
    }
    offsets[demand + 1] = at;
  }
  for (let s = 0; s < sites; s++) starts[s + 1]! += starts[s]!;
  state.penalty = 2 * (sites + 2) * (dearest + 1);
  for (let demand = 0; demand < demands; demand++) {
    const own = order[demand]!;
    const arc = offsets[demand]! + cheapest[own]! - given[own]!;
    addTo(state, arc, people[own]!);
    state.excess[site[arc]!]! += people[own]!;
  }
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
