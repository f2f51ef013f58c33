import { text } from '../domain/text';
import type { Pack } from '../pack/pack';
import { demandsOf, type Demands } from './allocateDemands';
import { flowLines, loadPoints, unplacedImage } from './allocateMap';
import { AllocateParams, type AllocateQuestion } from './allocateParams';
import { allocateDemands, unitsPerMetre, type Allocation } from './allocatePlan';
import { allocateProvenance } from './allocateProvenance';
import type { AllocateSummary, Compared, Placed } from './allocateSummary';
import { allocateHeadlines, allocateTables } from './allocateTables';
import { flowsOf, placedOf, shelterLoads, sumByTown, unitRows } from './allocateTally';
import { defineAnalysis } from './define';
import { sheltersFor, type Serving } from './serving';
import { travelTo } from './travel';

/** To a thousandth of a person: parts of people are rounded to some millionths in each town. */
const thousandths = (people: number): number => Math.round(people * 1000) / 1000 + 0;

/** The best plan, and beside it what two simple rules make of the same shelters and limits. */
function compare(allocation: Allocation | null, { demand, outOfReach }: Placed): Compared[] {
  const plans = ['exact', 'greedy', 'nearest'] as const;
  if (!allocation || demand === null) {
    return plans.map((plan) => ({
      plan,
      placed: null,
      placedShare: null,
      withoutPlace: null,
      fewer: null,
      overload: null,
      overloaded: null,
      meanMetres: null,
    }));
  }
  const { parts, problem, plan: best, greedy, nearest } = allocation;
  const exact = { ...best, sent: best.placed };
  return plans.map((plan) => {
    const { loads, placed, cost, sent } = { exact, greedy, nearest }[plan];
    const over = loads.map((load, s) => Math.max(0, load - problem.capacities[s]!));
    return {
      plan,
      placed: placed / parts,
      placedShare: demand > 0 ? placed / parts / demand : null,
      withoutPlace: demand - (outOfReach ?? 0) - placed / parts,
      fewer: (exact.placed - placed) / parts,
      overload: over.reduce((sum, count) => sum + count, 0) / parts,
      overloaded: over.filter((count) => count > 0).length,
      meanMetres: sent > 0 ? cost / unitsPerMetre / sent : null,
    };
  });
}

function summarise(
  pack: Pack,
  demands: Demands | null,
  allocation: Allocation | null,
  serving: readonly Serving[],
  question: AllocateQuestion,
): AllocateSummary {
  const unknownCapacity = serving.filter(({ capacityPeople }) => capacityPeople === null).length;
  const isRoomKnown =
    question.capacity === 'unlimited' || serving.length === 0 || unknownCapacity < serving.length;
  const homes = demands && (demands.homes?.population ?? demands.population);
  const sums = allocation && sumByTown(demands!, allocation, homes!.byUnit.length - 1);
  const all = (values: Float64Array) => values.reduce((sum, value) => sum + value, 0);
  const placed: Placed = sums
    ? placedOf(sums, all, isRoomKnown)
    : {
        demand: null,
        placed: null,
        placedShare: null,
        outOfReach: null,
        noRoom: null,
        roomUnknown: null,
        meanMetres: null,
      };
  const flows = allocation && isRoomKnown ? flowsOf(pack, demands!, allocation, serving) : [];
  const perShelter = shelterLoads(serving, allocation);
  const loads = allocation?.plan.loads.reduce((sum, load) => sum + load, 0) ?? 0;
  const left = allocation?.plan.unplaced.reduce((sum, count) => sum + count, 0) ?? 0;
  const needing = ((homes?.total ?? 0) * question.sharePercent) / 100;
  return {
    ...placed,
    residents: homes?.total ?? null,
    shelters: serving.length,
    unknownCapacity,
    full: allocation && isRoomKnown ? perShelter.filter(({ free }) => free === 0).length : null,
    capacity: isRoomKnown
      ? serving.reduce((sum, { capacityPeople }) => sum + (capacityPeople ?? 0), 0)
      : null,
    units: unitRows(pack, homes, sums, flows, isRoomKnown),
    perShelter,
    flows,
    comparison: compare(isRoomKnown ? allocation : null, placed),
    imbalance: allocation && thousandths((loads + left) / allocation.parts - needing),
  };
}

/** Who goes where with capacities kept: most people placed first, least walking second, exact. */
export const allocate = defineAnalysis({
  title: text('避难分配', 'Shelter allocation'),
  pace: 'job',
  params: AllocateParams,
  run(pack, question, progress) {
    const shelters = sheltersFor(pack, question);
    const { serving } = shelters;
    const demands = demandsOf(pack, question);
    const travel = demands && travelTo(pack, demands.population, serving, question);
    const allocation =
      demands && travel && allocateDemands(demands, serving, travel, question, progress);
    const summary = summarise(pack, demands, allocation, serving, question);
    const population = demands && (demands.homes?.population ?? demands.population);
    return {
      summary,
      headlines: allocateHeadlines(summary),
      tables: allocateTables(summary),
      features: {
        flows: { type: 'FeatureCollection', features: flowLines(summary.flows) },
        loads: { type: 'FeatureCollection', features: loadPoints(summary.perShelter) },
      },
      images: demands && allocation ? unplacedImage(demands, allocation) : {},
      provenance: allocateProvenance(pack, question, shelters, population, travel, summary),
    };
  },
});
