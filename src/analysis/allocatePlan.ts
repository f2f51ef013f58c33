import { Failure } from '../domain/failure';
import { plain } from '../domain/numbers';
import { text } from '../domain/text';
import { latticeDepth } from '../geo/lattice';
import { pointDepth } from '../geo/points';
import type { Demands } from './allocateDemands';
import type { AllocateQuestion } from './allocateParams';
import type { Progress } from './define';
import { greedyRule, nearestRule, type Rule } from './greedy';
import type { Serving } from './serving';
import { solveTransport, type Plan, type Transport } from './transport';
import type { Travel } from './travel';

/** Distances enter the plan as whole centimetres, so that sums are exact. */
export const unitsPerMetre = 100;
/** Parts of a person that are told apart where residents are not whole. */
export const partsPerPerson = 2 ** 20;
/** More pairs of place and shelter than this would need too much memory. */
const mostPairs = 6_000_000;

/** A plan in parts of people, with all that is needed to read it. */
export interface Allocation {
  /** Units of the plan in one person: 1, or {@link partsPerPerson} where people are not whole. */
  parts: number;
  problem: Transport & { people: Float64Array; site: Int32Array; offsets: Uint32Array };
  /** Metres of each arc of the problem. */
  metres: Float64Array;
  plan: Plan;
  nearest: Rule;
  greedy: Rule;
  /** Of each demand: 0 no shelter in reach, 1 all in reach have a known capacity, 2 one of unknown capacity is. */
  reach: Uint8Array;
}

/**
 * Never fewer pairs than the travel will give, since no way is shorter than the straight line.
 * @throws Failure when they are too many to hold
 */
function refuseTooMany(
  { population }: Demands,
  serving: readonly Serving[],
  limits: Float64Array,
  question: AllocateQuestion,
): void {
  const factor = question.by === 'detour' ? question.detourFactor : 1;
  const discs = serving.map(({ longitude, latitude }, i) => ({
    longitude,
    latitude,
    radiusMetres: limits[i]! / factor,
  }));
  const { index } = population;
  const depth = 'order' in index ? pointDepth(index, discs) : latticeDepth(index, discs);
  let pairs = 0;
  for (const count of depth) pairs += count;
  if (pairs <= mostPairs) return;
  throw new Failure(
    text(
      `居民位置与场所的组合有 ${plain(pairs)} 对，超过上限 ${plain(mostPairs)}；请减小服务半径或时限，或按村社区、镇街分配。`,
      `There are ${plain(pairs)} pairs of place and shelter, more than ${plain(mostPairs)}; take smaller radii or times, or allocate by area or by town.`,
    ),
  );
}

/**
 * People of each demand as whole numbers: people themselves, or parts of them where not all are whole. What rounding
 * adds or takes at a place is made good at the next of the same town, so that it never adds up.
 */
function inParts({ residents, townOf }: Demands, share: number) {
  const needing = residents.map((living) => living * share);
  if (needing.every(Number.isInteger)) return { parts: 1, people: needing };
  const carried = new Map<number, number>();
  const people = needing.map((count, demand) => {
    if (count === 0) return 0;
    const exact = count * partsPerPerson + (carried.get(townOf[demand]!) ?? 0);
    const whole = Math.max(0, Math.round(exact));
    carried.set(townOf[demand]!, exact - whole);
    return whole;
  });
  return { parts: partsPerPerson, people };
}

/**
 * Sends residents to the shelters in reach: the exact plan, and beside it what two simple rules give with the same
 * shelters and the same limits.
 * @throws Failure when there are too many pairs of place and shelter
 */
export function allocateDemands(
  demands: Demands,
  serving: readonly Serving[],
  travel: Travel,
  question: AllocateQuestion,
  progress: Progress = () => undefined,
): Allocation {
  const limits = travel.limits(serving);
  const { length } = serving;
  progress(0, length, text('计算路程', 'Measuring ways'));
  refuseTooMany(demands, serving, limits, question);
  const pairs = travel.pairs(limits);
  const takesNone = serving.map(
    ({ capacityPeople }) => capacityPeople === null && question.capacity === 'none',
  );
  const { parts, people } = inParts(demands, question.sharePercent / 100);
  const reach = new Uint8Array(people.length);
  const offsets = new Uint32Array(people.length + 1);
  let arcs = 0;
  for (const site of pairs.site) if (!takesNone[site]) arcs++;
  const site = new Int32Array(arcs);
  const metres = new Float64Array(arcs);
  let at = 0;
  for (let demand = 0; demand < people.length; demand++) {
    for (let pair = pairs.offsets[demand]!; pair < pairs.offsets[demand + 1]!; pair++) {
      const to = pairs.site[pair]!;
      if (takesNone[to]) {
        reach[demand] = 2;
        continue;
      }
      if (reach[demand] === 0) reach[demand] = 1;
      site[at] = to;
      metres[at++] = pairs.metres[pair]!;
    }
    offsets[demand + 1] = at;
  }
  const problem = {
    people,
    capacities: Float64Array.from(serving, ({ capacityPeople }) =>
      capacityPeople !== null
        ? capacityPeople * parts
        : question.capacity === 'none'
          ? 0
          : Infinity,
    ),
    offsets,
    site,
    cost: Int32Array.from(metres, (d) => Math.round(d * unitsPerMetre)),
  };
  const plan = solveTransport(problem, (settled) =>
    progress(settled, length, text('求最优分配：场所', 'Best plan: shelters')),
  );
  progress(length, length, text('与简单规则比较', 'Comparing with simple rules'));
  return {
    parts,
    problem,
    metres,
    plan,
    nearest: nearestRule(problem),
    greedy: greedyRule(problem),
    reach,
  };
}
