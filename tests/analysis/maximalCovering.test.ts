import { describe, expect, test } from 'vitest';
import { collapse, lazyGreedy, type Covering } from '../../src/analysis/maximalCovering';
import { lagrangeBound } from '../../src/analysis/sitingBound';
import { solveCovering } from '../../src/analysis/sitingExact';
import { loadSolver } from '../../src/analysis/solver';
import { seeded } from '../fixtures/random';

/** A problem from the places of each candidate. */
function coveringOf(sets: number[][], weights: number[]): Covering {
  const offsets = new Uint32Array(sets.length + 1);
  sets.forEach((set, i) => (offsets[i + 1] = offsets[i]! + set.length));
  return { offsets, places: Int32Array.from(sets.flat()), weights: Float64Array.from(weights) };
}

function randomSets(seed: number, candidates: number, places: number) {
  const random = seeded(seed);
  const sets = Array.from({ length: candidates }, () =>
    [...Array(places).keys()].filter(() => random() < 0.25),
  );
  return { sets, weights: Array.from({ length: places }, () => Math.floor(random() * 20)) };
}

const covered = (sets: number[][], weights: number[], sites: readonly number[]): number =>
  [...new Set(sites.flatMap((site) => sets[site]!))].reduce((sum, i) => sum + weights[i]!, 0);

/** The most that any choice of at most `k` sites covers, by trying every one. */
function bestOfAll(sets: number[][], weights: number[], k: number): number {
  const from = (first: number, sites: number[]): number => {
    let best = covered(sets, weights, sites);
    if (sites.length === k) return best;
    for (let site = first; site < sets.length; site++)
      best = Math.max(best, from(site + 1, [...sites, site]));
    return best;
  };
  return from(0, []);
}

/** Greedy as in the books: every gain computed at every step. */
function plainGreedy(sets: number[][], weights: number[], k: number): number[] {
  const sites: number[] = [];
  while (sites.length < k) {
    const now = covered(sets, weights, sites);
    const gains = sets.map((_, site) => covered(sets, weights, [...sites, site]) - now);
    const most = Math.max(0, ...gains);
    if (most === 0) break;
    sites.push(gains.indexOf(most));
  }
  return sites;
}

// Greedy takes the middle first and is left with 6 + 2 = 8 of 10: 0 covers places 0–2, 1 covers 3–5, 2 covers 1–4.
const trap = {
  sets: [
    [0, 1, 2],
    [3, 4, 5],
    [1, 2, 3, 4],
  ],
  weights: [2, 2, 1, 1, 2, 2],
};

test('the site that adds most comes first, and a bound says how good the choice is at least', () => {
  const { sets, weights } = trap;
  const { sites, gains, total, upperBound } = lazyGreedy(coveringOf(sets, weights), 2);
  expect(sites).toEqual([2, 0]);
  expect(gains).toEqual([6, 2]);
  expect(total).toBe(8);
  expect(upperBound).toBe(10);
});

test('equal gains go to the lowest number, whatever is computed first', () => {
  const choice = lazyGreedy(coveringOf([[0], [1, 2], [3], [3]], [1, 2, 3, 5]), 3);
  expect(choice.sites).toEqual([1, 2, 0]);
});

test.each([
  ['no candidates', [], [3], 2],
  ['no residents', [[0], [1]], [0, 0], 2],
  ['no sites', [[0]], [3], 0],
  ['candidates that reach nobody', [[], []], [3], 2],
])('%s: nothing is chosen and nothing can be', (_, sets, weights, k) => {
  const { sites, total, upperBound } = lazyGreedy(coveringOf(sets, weights), k);
  expect([sites, total, upperBound]).toEqual([[], 0, 0]);
});

test('more sites than candidates: those that add somebody, and the bound is met', () => {
  const { sites, total, upperBound } = lazyGreedy(coveringOf([[0], [0], [1]], [3, 4]), 9);
  expect([sites, total, upperBound]).toEqual([[2, 0], 7, 7]);
});

describe.each([...Array(12).keys()])('random problem %i against every choice there is', (seed) => {
  const { sets, weights } = randomSets(seed, 10, 24);
  const covering = coveringOf(sets, weights);
  const k = 1 + (seed % 4);
  const best = bestOfAll(sets, weights, k);

  test('lazy greedy is plain greedy, covers 1 − 1/e of the best, and its bound holds', () => {
    const { sites, gains, total, upperBound } = lazyGreedy(covering, k);
    expect(sites).toEqual(plainGreedy(sets, weights, k));
    expect(total).toBe(covered(sets, weights, sites));
    expect(gains.reduce((sum, gain) => sum + gain, 0)).toBe(total);
    expect(total).toBeGreaterThanOrEqual((1 - 1 / Math.E) * best);
    expect(upperBound).toBeGreaterThanOrEqual(best);
  });

  test('the Lagrangian bound holds for every choice, also with each candidate and with those left out', () => {
    const { total } = lazyGreedy(covering, k);
    const bound = lagrangeBound(covering, k, total, 0);
    expect(bound.upperBound).toBeGreaterThan(best - 1e-6);
    expect(bound.withOthers).toBe(0);
    sets.forEach((set, candidate) => {
      const rest = sets.map((other) => other.filter((place) => !set.includes(place)));
      const bestWith = covered(sets, weights, [candidate]) + bestOfAll(rest, weights, k - 1);
      expect(bound.withCandidate[candidate]).toBeGreaterThan(bestWith - 1e-6);
    });
    const others = Math.max(...sets.slice(6).map((set) => covered([set], weights, [0])));
    const some = coveringOf(sets.slice(0, 6), weights);
    const partial = lagrangeBound(some, k, lazyGreedy(some, k).total, others);
    const withThem = Math.max(partial.upperBound, partial.withOthers);
    expect(withThem).toBeGreaterThan(best - 1e-6);
  });

  test('the exact choice is the best one', async () => {
    const start = lazyGreedy(covering, k).sites;
    const exact = solveCovering(await loadSolver(), covering, k, start, 60);
    expect(exact).toMatchObject({ total: best, isOptimal: true, upperBound: best });
    expect(covered(sets, weights, exact.sites)).toBe(best);
    expect(exact.sites.length).toBeLessThanOrEqual(k);
  });

  test('making places with the same candidates one changes no choice', () => {
    const small = collapse(covering);
    expect(lazyGreedy(small, k)).toEqual(lazyGreedy(covering, k));
    const keys = sets[0]!.length
      ? weights.map((_, place) => sets.map((set) => +set.includes(place)).join(''))
      : [];
    const inhabited = keys.filter((key, place) => weights[place]! > 0 && key.includes('1'));
    expect(small.weights.length).toBe(new Set(inhabited).size);
  });
});

test('the Lagrangian bound proves what the largest gains cannot', () => {
  // Whole neighbourhoods overlap: after any beginning the largest gains add up to people who are counted twice.
  const { sets, weights } = randomSets(7, 30, 60);
  const covering = coveringOf(sets, weights);
  const { total, upperBound } = lazyGreedy(covering, 3);
  expect(lagrangeBound(covering, 3, total, 0).upperBound).toBeLessThan(upperBound);
});

test('a solver without time keeps the choice it was given and does not claim that it is the best', async () => {
  const { sets, weights } = randomSets(1, 30, 60);
  const covering = coveringOf(sets, weights);
  const { sites, total } = lazyGreedy(covering, 4);
  const stopped = solveCovering(await loadSolver(), covering, 4, sites, 0);
  expect([stopped.total, stopped.isOptimal]).toEqual([total, false]);
  expect(stopped.upperBound).toBeGreaterThan(total);
});

test('greedy falls short where the exact choice does not', async () => {
  const covering = coveringOf(trap.sets, trap.weights);
  const exact = solveCovering(await loadSolver(), covering, 2, [2, 0], 60);
  expect(exact).toEqual({
    sites: [0, 1],
    gains: [5, 5],
    total: 10,
    upperBound: 10,
    isOptimal: true,
  });
});

test('gains that are still right are not computed again: far fewer than candidates × sites', () => {
  const sets = Array.from({ length: 2000 }, (_, i) => [i, i + 1, i + 2]);
  const weights = Array.from({ length: 2002 }, (_, i) => (i * 7919) % 101);
  const { sites, evaluations } = lazyGreedy(coveringOf(sets, weights), 50);
  expect(sites.length).toBe(50);
  expect(evaluations).toBeLessThan((2000 * 50) / 20);
});
