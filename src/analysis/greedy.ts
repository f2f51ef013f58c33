import type { Transport } from './transport';

/** What a simple rule makes of a transport problem, for comparison with the exact plan. */
export interface Rule {
  /** People sent to each site. */
  loads: Float64Array;
  /** People who find room. */
  placed: number;
  /** Cost of everybody who was sent, whether or not there is room. */
  cost: number;
  /** Everybody who was sent. */
  sent: number;
}

/** Everybody to the cheapest site, whether or not it has room; of sites at the same cost the first wins. */
export function nearestRule({ people, capacities, offsets, site, cost }: Transport): Rule {
  const loads = new Float64Array(capacities.length);
  let [sent, total] = [0, 0];
  for (let demand = 0; demand < people.length; demand++) {
    let best = -1;
    for (let arc = offsets[demand]!; arc < offsets[demand + 1]!; arc++) {
      if (best < 0 || cost[arc]! < cost[best]!) best = arc;
    }
    if (best < 0) continue;
    loads[site[best]!]! += people[demand]!;
    sent += people[demand]!;
    total += people[demand]! * cost[best]!;
  }
  const placed = loads.reduce((sum, load, s) => sum + Math.min(load, capacities[s]!), 0);
  return { loads, placed, cost: total, sent };
}

/** The cheapest pair first, as many people as there is room for: simple, and not the most that can be placed. */
export function greedyRule({ people, capacities, offsets, site, cost }: Transport): Rule {
  const arcs = site.length;
  const demandOf = new Int32Array(arcs);
  // Cost and arc in one number sort without a comparison function; exact below 2^53.
  const keys = new Float64Array(arcs);
  for (let demand = 0; demand < people.length; demand++) {
    for (let arc = offsets[demand]!; arc < offsets[demand + 1]!; arc++) {
      demandOf[arc] = demand;
      keys[arc] = cost[arc]! * arcs + arc;
    }
  }
  keys.sort();
  const waiting = Float64Array.from(people);
  const loads = new Float64Array(capacities.length);
  let [placed, total] = [0, 0];
  for (const key of keys) {
    const arc = key % arcs;
    const demand = demandOf[arc]!;
    const s = site[arc]!;
    const count = Math.min(waiting[demand]!, capacities[s]! - loads[s]!);
    waiting[demand]! -= count;
    loads[s]! += count;
    placed += count;
    total += count * cost[arc]!;
  }
  return { loads, placed, cost: total, sent: placed };
}
