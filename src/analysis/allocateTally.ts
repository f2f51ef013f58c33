import { wrapDegrees } from '../geo/metric';
import type { Pack } from '../pack/pack';
import type { Demands } from './allocateDemands';
import type { Allocation } from './allocatePlan';
import type { Flow, Placed, ShelterLoad, UnitAllocation } from './allocateSummary';
import type { Population } from './population';
import { unitsOf } from './residentPlaces';
import { outsideEveryTown } from './rows';
import type { Serving } from './serving';

/** Sums over the demands of each town; the last is those outside every town. In people and metres. */
interface Sums {
  demand: Float64Array;
  placed: Float64Array;
  metres: Float64Array;
  /** Not placed, by what is in reach: nothing, known capacities only, an unknown one. */
  unplaced: [Float64Array, Float64Array, Float64Array];
}

export function sumByTown(demands: Demands, allocation: Allocation, towns: number): Sums {
  const { parts, problem, metres, plan, reach } = allocation;
  const zeros = () => new Float64Array(towns + 1);
  const sums: Sums = {
    demand: zeros(),
    placed: zeros(),
    metres: zeros(),
    unplaced: [zeros(), zeros(), zeros()],
  };
  for (let demand = 0; demand < problem.people.length; demand++) {
    const town = demands.townOf[demand]! < 0 ? towns : demands.townOf[demand]!;
    const unplaced = plan.unplaced[demand]!;
    sums.demand[town]! += problem.people[demand]! / parts;
    sums.placed[town]! += (problem.people[demand]! - unplaced) / parts;
    sums.unplaced[reach[demand] as 0 | 1 | 2][town]! += unplaced / parts;
    for (let arc = problem.offsets[demand]!; arc < problem.offsets[demand + 1]!; arc++) {
      const count = plan.flow[arc]!;
      if (count > 0) sums.metres[town]! += (count / parts) * metres[arc]!;
    }
  }
  return sums;
}

/** What becomes of the demand of one town, or of all. */
export function placedOf(
  sums: Sums,
  pick: (values: Float64Array) => number,
  isRoomKnown: boolean,
): Placed {
  const demand = pick(sums.demand);
  const placed = isRoomKnown ? pick(sums.placed) : null;
  return {
    demand,
    placed,
    placedShare: placed !== null && demand > 0 ? placed / demand : null,
    outOfReach: pick(sums.unplaced[0]),
    noRoom: isRoomKnown ? pick(sums.unplaced[1]) : null,
    roomUnknown: pick(sums.unplaced[2]),
    meanMetres: placed ? pick(sums.metres) / placed : null,
  };
}

const nothingKnown: Placed = {
  demand: null,
  placed: null,
  placedShare: null,
  outOfReach: null,
  noRoom: null,
  roomUnknown: null,
  meanMetres: null,
};

/** A row for every town, and one for those outside all of them if there are any. */
export function unitRows(
  pack: Pack,
  population: Population | null,
  sums: Sums | null,
  flows: readonly Flow[],
  isRoomKnown: boolean,
): UnitAllocation[] {
  const shelters = new Map<string, number>();
  for (const { code } of flows) shelters.set(code, (shelters.get(code) ?? 0) + 1);
  return unitsOf(pack, population).map(({ unit, code, name, residents }) => ({
    code,
    name,
    residents,
    ...(sums && residents !== null
      ? placedOf(sums, (values) => values[unit]!, isRoomKnown)
      : nothingKnown),
    shelters: shelters.get(code) ?? 0,
  }));
}

/** The load of each shelter by the plan and by everybody going to the nearest. */
export function shelterLoads(
  serving: readonly Serving[],
  allocation: Allocation | null,
): ShelterLoad[] {
  const metres = new Float64Array(serving.length);
  allocation?.plan.flow.forEach((count, arc) => {
    if (count > 0) metres[allocation.problem.site[arc]!]! += count * allocation.metres[arc]!;
  });
  return serving.map((shelter, s) => {
    const { capacityPeople } = shelter;
    const sent = allocation?.plan.loads[s] ?? 0;
    const parts = allocation?.parts ?? 1;
    const load = sent / parts;
    const nearestOnly = (allocation?.nearest.loads[s] ?? 0) / parts;
    return {
      ...shelter,
      load,
      free: capacityPeople === null ? null : capacityPeople - load,
      loadShare: capacityPeople ? load / capacityPeople : null,
      meanMetres: sent > 0 ? metres[s]! / sent : null,
      nearestOnly,
      overload: capacityPeople === null ? null : Math.max(0, nearestOnly - capacityPeople),
    };
  });
}

/** Who goes where: one flow for each town and shelter, the largest first. */
export function flowsOf(
  pack: Pack,
  { population, townOf, homes }: Demands,
  { parts, problem, metres, plan }: Allocation,
  serving: readonly Serving[],
): Flow[] {
  const sums = new Map<
    number,
    { people: number; metres: number; east: number; north: number; from: [number, number] }
  >();
  for (let demand = 0; demand < problem.people.length; demand++) {
    for (let arc = problem.offsets[demand]!; arc < problem.offsets[demand + 1]!; arc++) {
      const people = plan.flow[arc]! / parts;
      if (people === 0) continue;
      const key = (townOf[demand]! + 1) * serving.length + problem.site[arc]!;
      const position = population.position(demand);
      const sum = sums.get(key) ?? { people: 0, metres: 0, east: 0, north: 0, from: position };
      sum.people += people;
      sum.metres += people * metres[arc]!;
      sum.east += people * wrapDegrees(position[0] - sum.from[0]);
      sum.north += people * (position[1] - sum.from[1]);
      sums.set(key, sum);
    }
  }
  const hasTowns = (homes?.population ?? population).byUnit.length > 1;
  return [...sums]
    .map(([key, { people, metres: sum, east, north, from }]): Flow => {
      const { id, name, longitude, latitude } = serving[key % serving.length]!;
      const town = pack.towns.features[Math.floor(key / serving.length) - 1]?.properties;
      return {
        town: town?.name ?? (hasTowns ? outsideEveryTown['zh-CN'] : pack.manifest.name['zh-CN']),
        code: town?.code ?? '',
        shelter: name,
        shelterId: id,
        people,
        meanMetres: sum / people,
        longitude: from[0] + east / people,
        latitude: from[1] + north / people,
        to: [longitude, latitude],
      };
    })
    .sort((a, b) => b.people - a.people || (a.code < b.code ? -1 : 1));
}
