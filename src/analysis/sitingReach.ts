import { Failure } from '../domain/failure';
import { text } from '../domain/text';
import { latticePeopleInside } from '../geo/lattice';
import { pointPeopleInside } from '../geo/points';
import type { Pack } from '../pack/pack';
import type { Covering } from './maximalCovering';
import type { Population } from './population';
import type { Candidate } from './sitingCandidates';
import type { SitingQuestion } from './sitingParams';
import { travelTo } from './travel';

/** Candidates that can be considered at once. */
export const mostCandidates = 5000;
/** Pairs of candidate and place that are kept at once: 240 MB. */
const mostPairs = 60_000_000;
/** Pairs that are computed in one go: 48 MB. */
const pairsAtOnce = 4_000_000;

/** The candidates that reach anybody who is still without, at most {@link mostCandidates}, in their order. */
export interface Promising {
  candidates: Candidate[];
  /** How many reach nobody. */
  useless: number;
  /** How many were left out because others reach more. */
  surplus: number;
  /** The most people that one of those could reach. */
  surplusPeople: number;
}

/**
 * Leaves out candidates that reach nobody even by a straight line, and, of too many, those that reach fewest. No way
 * is shorter than the straight line, so nothing that reaches somebody is called useless.
 * @param people those still without, by place
 */
export function promisingOf(
  population: Population,
  candidates: readonly Candidate[],
  limits: Float64Array,
  people: Float64Array,
): Promising {
  const discs = candidates.map(({ longitude, latitude }, i) => ({
    longitude,
    latitude,
    radiusMetres: limits[i]!,
  }));
  const { index } = population;
  let potential: Float64Array;
  if ('order' in index) potential = pointPeopleInside({ ...index, people }, discs);
  else {
    const sums = new Float64Array(people.length + 1);
    people.forEach((count, place) => (sums[place + 1] = sums[place]! + count));
    potential = latticePeopleInside({ ...index, people, sums }, discs);
  }
  const useful = [...candidates.keys()].filter((i) => potential[i]! > 0);
  const ranked = useful.toSorted((a, b) => potential[b]! - potential[a]! || a - b);
  const kept = ranked.slice(0, mostCandidates).sort((a, b) => a - b);
  const surplus = ranked.slice(mostCandidates);
  return {
    candidates: kept.map((i) => candidates[i]!),
    useless: candidates.length - useful.length,
    surplus: surplus.length,
    surplusPeople: surplus.length > 0 ? potential[surplus[0]!]! : 0,
  };
}

/** Who lives within reach of each candidate. */
export interface Reach {
  /** The places that are still without, with people as given. */
  covering: Covering;
  /** Everybody within reach of each candidate, also those who are not without. */
  residents: Float64Array;
}

/**
 * Pairs of candidates and places within reach, candidate by candidate.
 * @param people those still without, by place; 0 leaves the place out of the lists
 * @throws Failure when there are too many pairs to keep
 */
export function reachOf(
  pack: Pack,
  population: Population,
  candidates: readonly Candidate[],
  question: SitingQuestion,
  people: Float64Array,
  progress: (done: number) => void,
): Reach {
  const residents = new Float64Array(candidates.length);
  const offsets = new Uint32Array(candidates.length + 1);
  const lists: Int32Array[] = [];
  let kept = 0;
  let seen = 0;
  let size = 16;
  for (let first = 0; first < candidates.length; first += size) {
    if (first > 0) size = Math.max(1, Math.min(1000, Math.floor(pairsAtOnce / (seen / first + 1))));
    const some = candidates.slice(first, first + size);
    const travel = travelTo(pack, population, some, question);
    const { offsets: starts, site } = travel.pairs(travel.limits(some));
    const counts = new Uint32Array(some.length + 1);
    for (let place = 0; place < people.length; place++) {
      for (let at = starts[place]!; at < starts[place + 1]!; at++) {
        residents[first + site[at]!]! += population.people[place]!;
        if (people[place]! > 0) counts[site[at]! + 1]!++;
      }
    }
    for (let i = 0; i < some.length; i++) {
      counts[i + 1]! += counts[i]!;
      offsets[first + i + 1] = kept + counts[i + 1]!;
    }
    const list = new Int32Array(counts[some.length]!);
    for (let place = 0; place < people.length; place++) {
      if (!(people[place]! > 0)) continue;
      for (let at = starts[place]!; at < starts[place + 1]!; at++)
        list[counts[site[at]!]!++] = place;
    }
    lists.push(list);
    seen += site.length;
    kept += list.length;
    if (kept > mostPairs) throw tooMany(first + some.length, candidates.length);
    progress(Math.min(candidates.length, first + size));
  }
  const places = new Int32Array(kept);
  let at = 0;
  for (const list of lists) {
    places.set(list, at);
    at += list.length;
  }
  return { covering: { offsets, places, weights: people }, residents };
}

const tooMany = (done: number, of: number): Failure =>
  new Failure(
    text(
      `候选地点与居民的组合超过 ${mostPairs} 对（${of} 处候选中只算到第 ${done} 处）；请加大候选间距或减小服务半径。`,
      `There are more than ${mostPairs} pairs of candidates and residents (at candidate ${done} of ${of}); widen the spacing of candidates or use a smaller radius.`,
    ),
  );
