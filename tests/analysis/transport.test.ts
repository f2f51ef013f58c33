import loadHighs from 'highs';
import { describe, expect, test } from 'vitest';
import { greedyRule, nearestRule } from '../../src/analysis/greedy';
import { solveTransport, type Plan, type Transport } from '../../src/analysis/transport';
import { seeded } from '../fixtures/random';

/** A problem from rows of `[people, { site: cost }]`. */
function problemOf(capacities: number[], demands: [number, Record<number, number>][]): Transport {
  const offsets = [0];
  const site: number[] = [];
  const cost: number[] = [];
  for (const [, reach] of demands) {
    for (const [s, c] of Object.entries(reach)) {
      site.push(Number(s));
      cost.push(c);
    }
    offsets.push(site.length);
  }
  return { people: demands.map(([people]) => people), capacities, offsets, site, cost };
}

interface Shape {
  demands: number;
  sites: number;
  /** Total room as a part of all people. */
  room: number;
  /** Likelihood that a demand reaches a site. */
  reach: number;
  /** Costs are whole numbers below this; a small one makes many ties. */
  dearest: number;
}

function randomProblem({ demands, sites, room, reach, dearest }: Shape, seed: number): Transport {
  const random = seeded(seed);
  const people = Array.from({ length: demands }, () => Math.floor(random() * 20));
  const each = (people.reduce((sum, count) => sum + count, 0) * room) / sites;
  const capacities = Array.from({ length: sites }, () =>
    random() < 0.1 ? 0 : Math.floor(each * 2 * random()),
  );
  return problemOf(
    capacities,
    people.map((count) => [
      count,
      Object.fromEntries(
        capacities.flatMap((_, s) =>
          random() < reach ? [[s, Math.floor(random() * dearest)] as const] : [],
        ),
      ),
    ]),
  );
}

/**
 * Complementary slackness, the proof of an optimal plan: whoever is placed is where cost plus price is least and not
 * above the penalty, whoever is not finds nothing below it, and only a full site has a price.
 */
function expectProof(problem: Transport, plan: Plan) {
  const { people, capacities, offsets, site, cost } = problem;
  const { flow, unplaced, loads, prices, penalty } = plan;
  const broken: string[] = [];
  const sums = new Float64Array(capacities.length);
  for (let demand = 0; demand < people.length; demand++) {
    let least = penalty;
    let sum = unplaced[demand]!;
    for (let arc = offsets[demand]!; arc < offsets[demand + 1]!; arc++)
      least = Math.min(least, cost[arc]! + prices[site[arc]!]!);
    for (let arc = offsets[demand]!; arc < offsets[demand + 1]!; arc++) {
      const count = flow[arc]!;
      sum += count;
      sums[site[arc]!]! += count;
      if (count < 0 || !Number.isInteger(count)) broken.push(`flow ${count}`);
      if (count > 0 && cost[arc]! + prices[site[arc]!]! !== least) broken.push(`arc ${arc}`);
    }
    if (unplaced[demand]! > 0 && least !== penalty) broken.push(`unplaced ${demand}`);
    if (sum !== people[demand]) broken.push(`sum ${demand}`);
  }
  for (let s = 0; s < capacities.length; s++) {
    if (sums[s] !== loads[s] || sums[s]! > capacities[s]!) broken.push(`load ${s}`);
    if (prices[s]! < 0 || (prices[s]! > 0 && sums[s]! < capacities[s]!)) broken.push(`price ${s}`);
  }
  expect(broken).toEqual([]);
  // A chain of moves passes every site at most once, so that it never pays to leave somebody out to save metres.
  const dearest = Array.from(cost).reduce((most, c) => Math.max(most, c), 0);
  expect(penalty).toBeGreaterThan(dearest * (capacities.length + 1));
}

/** Placed people and total cost of the best plan by HiGHS, as a linear programme that rewards every person placed. */
async function byHighs({ people, capacities, offsets, site, cost }: Transport) {
  const highs = await loadHighs();
  const reward = 1 + Array.from(cost).reduce((most, c) => Math.max(most, c), 0) * 50;
  const rows: string[] = [];
  const terms: string[] = [];
  const bySite = Array.from(capacities, (): string[] => []);
  for (let demand = 0; demand < people.length; demand++) {
    const own: string[] = [];
    for (let arc = offsets[demand]!; arc < offsets[demand + 1]!; arc++) {
      own.push(`x${arc}`);
      terms.push(`- ${reward - cost[arc]!} x${arc}`);
      bySite[site[arc]!]!.push(`x${arc}`);
    }
    if (own.length > 0) rows.push(`d${demand}: ${own.join(' + ')} <= ${people[demand]!}`);
  }
  bySite.forEach((own, s) => {
    if (own.length > 0) rows.push(`s${s}: ${own.join(' + ')} <= ${capacities[s]!}`);
  });
  if (terms.length === 0) return { placed: 0, cost: 0 };
  const programme = `Minimize\n o: ${terms.join(' ')}\nSubject To\n ${rows.join('\n ')}\nEnd`;
  const answer = highs.solve(programme, { output_flag: false });
  expect(answer.Status).toBe('Optimal');
  let [placed, total] = [0, 0];
  for (const [name, { Primal }] of Object.entries(answer.Columns) as [
    string,
    { Primal: number },
  ][]) {
    placed += Primal;
    total += Primal * cost[Number(name.slice(1))]!;
  }
  return { placed: Math.round(placed), cost: Math.round(total) };
}

describe('the exact plan', () => {
  test('sends the flexible away to make room for those with no choice, where greedy leaves them out', () => {
    // Ten people beside the only site that the other ten can reach, and could go elsewhere.
    const problem = problemOf(
      [10, 10],
      [
        [10, { 0: 100, 1: 900 }],
        [10, { 0: 500 }],
      ],
    );
    const plan = solveTransport(problem);
    expect([...plan.flow]).toEqual([0, 10, 10]);
    expect(plan.placed).toBe(20);
    expect(plan.cost).toBe(10 * 900 + 10 * 500);
    expect(greedyRule(problem).placed).toBe(10);
    expect(nearestRule(problem)).toMatchObject({ placed: 10, sent: 20, cost: 6000 });
    expect([...nearestRule(problem).loads]).toEqual([20, 0]);
  });

  test('splits a demand over two sites', () => {
    const plan = solveTransport(problemOf([4, 9], [[10, { 0: 5, 1: 7 }]]));
    expect([...plan.flow]).toEqual([4, 6]);
    expect(plan.cost).toBe(4 * 5 + 6 * 7);
  });

  test('closes a site that those without a choice fill, and then the one that this leaves others bound to', () => {
    // Five at site 0 live nearer than the second demand, whose only other site is then too small for both.
    const problem = problemOf(
      [5, 4],
      [
        [6, { 0: 100 }],
        [3, { 0: 200, 1: 300 }],
        [3, { 1: 50 }],
      ],
    );
    const plan = solveTransport(problem);
    expect([...plan.flow]).toEqual([5, 0, 1, 3]);
    expect([...plan.unplaced]).toEqual([1, 2, 0]);
    expectProof(problem, plan);
  });

  test('with too little room leaves out those with the longest way', () => {
    const plan = solveTransport(
      problemOf(
        [5],
        [
          [4, { 0: 10 }],
          [4, { 0: 30 }],
          [4, { 0: 20 }],
        ],
      ),
    );
    expect([...plan.unplaced]).toEqual([0, 4, 3]);
    expect(plan.placed).toBe(5);
  });

  test('moves along a chain of sites to the one with room', () => {
    const plan = solveTransport(
      problemOf(
        [1, 1, 1],
        [
          [1, { 0: 1, 1: 9 }],
          [1, { 0: 2 }],
          [1, { 1: 1, 2: 9 }],
        ],
      ),
    );
    expect([...plan.loads]).toEqual([1, 1, 1]);
    expect(plan.cost).toBe(9 + 2 + 9);
  });

  test('has no trouble with nobody, no sites, no arcs, no room and no limit', () => {
    expect(solveTransport(problemOf([], [])).placed).toBe(0);
    expect(solveTransport(problemOf([5], [])).placed).toBe(0);
    expect([...solveTransport(problemOf([5], [[3, {}]])).unplaced]).toEqual([3]);
    expect([...solveTransport(problemOf([0, 0], [[3, { 0: 1, 1: 1 }]])).unplaced]).toEqual([3]);
    expect(solveTransport(problemOf([Infinity], [[3, { 0: 2 }]])).cost).toBe(6);
    expect(solveTransport(problemOf([5], [[0, { 0: 2 }]])).placed).toBe(0);
  });
});

const shapes: Record<string, Shape> = {
  scarce: { demands: 25, sites: 6, room: 0.5, reach: 0.4, dearest: 1000 },
  ample: { demands: 25, sites: 6, room: 2, reach: 0.5, dearest: 1000 },
  'just enough': { demands: 30, sites: 5, room: 1, reach: 0.6, dearest: 1000 },
  'full of ties': { demands: 30, sites: 6, room: 0.9, reach: 0.6, dearest: 3 },
  'of one cost': { demands: 20, sites: 5, room: 0.8, reach: 0.5, dearest: 1 },
  'with many out of reach': { demands: 30, sites: 8, room: 0.7, reach: 0.1, dearest: 500 },
};

describe.each(Object.entries(shapes))('random plans, %s', (_, shape) => {
  test.each([1, 2, 3, 4])('place and cost what HiGHS says, with a proof (%i)', async (seed) => {
    const problem = randomProblem(shape, seed);
    const plan = solveTransport(problem);
    expectProof(problem, plan);
    expect({ placed: plan.placed, cost: plan.cost }).toEqual(await byHighs(problem));
  });
});

test('a middle-sized plan places and costs what HiGHS says, and more than greedy', async () => {
  const shape = { demands: 1500, sites: 40, room: 0.8, reach: 0.1, dearest: 100_000 };
  const problem = randomProblem(shape, 11);
  const plan = solveTransport(problem);
  expectProof(problem, plan);
  expect({ placed: plan.placed, cost: plan.cost }).toEqual(await byHighs(problem));
  expect(greedyRule(problem).placed).toBeLessThan(plan.placed);
});

test('a larger plan carries its own proof, room scarce or ample', () => {
  for (const room of [0.6, 0.95, 1.5]) {
    const shape = { demands: 4000, sites: 60, room, reach: 0.15, dearest: 1_000_000 };
    const problem = randomProblem(shape, 5);
    expectProof(problem, solveTransport(problem));
  }
});

test('a plan of few sites with many people each, whose moves come from heaps, carries its own proof', () => {
  for (const room of [0.7, 1.2]) {
    const problem = randomProblem(
      { demands: 5000, sites: 6, room, reach: 0.9, dearest: 100_000 },
      9,
    );
    expectProof(problem, solveTransport(problem));
  }
});

test('the order of demands changes neither how many are placed nor the cost', () => {
  const demands: [number, Record<number, number>][] = [
    [7, { 0: 3, 1: 4 }],
    [5, { 1: 2, 2: 8 }],
    [9, { 0: 1 }],
    [2, { 2: 5, 0: 5 }],
  ];
  const [there, back] = [demands, [...demands].reverse()].map((list) =>
    solveTransport(problemOf([8, 4, 6], list)),
  );
  expect([back!.placed, back!.cost]).toEqual([there!.placed, there!.cost]);
});
