import type { Covering } from './maximalCovering';
import type { Population } from './population';
import type { Serving } from './serving';
import type { SitingQuestion } from './sitingParams';
import type { Travel } from './travel';

/** How residents stand today. */
export interface Standing {
  /** 1 for places within reach of a shelter, or above the standard; else 0. */
  isMet: Uint8Array;
  /** m² per resident that each place lacks; empty when the goal is not area. */
  need: Float64Array;
}

/**
 * Who is within reach of a shelter; or, when the goal is area, who has more than the standard in reach: each shelter's
 * area is divided among all residents within its reach, and a resident has the sum over the shelters in reach
 * (two-step floating catchment, every distance within reach counting alike). Unknown areas add nothing.
 */
export function standingOf(
  population: Population,
  serving: readonly Serving[],
  travel: Travel,
  question: SitingQuestion,
): Standing {
  const { people } = population;
  const isMet = new Uint8Array(people.length);
  const { offsets, site } = travel.pairs(travel.limits(serving));
  if (question.goal === 'covered') {
    for (let place = 0; place < people.length; place++)
      isMet[place] = +(offsets[place + 1]! > offsets[place]!);
    return { isMet, need: new Float64Array(0) };
  }
  const demand = new Float64Array(serving.length);
  for (let place = 0; place < people.length; place++)
    for (let at = offsets[place]!; at < offsets[place + 1]!; at++)
      demand[site[at]!]! += people[place]!;
  const supply = serving.map(({ effectiveAreaSquareMetres }, i) =>
    demand[i]! > 0 ? (effectiveAreaSquareMetres ?? 0) / demand[i]! : 0,
  );
  const need = new Float64Array(people.length);
  for (let place = 0; place < people.length; place++) {
    let has = 0;
    for (let at = offsets[place]!; at < offsets[place + 1]!; at++) has += supply[site[at]!]!;
    isMet[place] = +(has > question.standardSquareMetres);
    need[place] = Math.max(0, question.standardSquareMetres - has);
  }
  return { isMet, need };
}

/** The places as they stand with some sites. */
export function metWith(
  { offsets, places }: Covering,
  sites: readonly number[],
  { isMet, need }: Standing,
  supply: Float64Array | null,
): Uint8Array {
  const isMetAfter = isMet.slice();
  const added = new Float64Array(supply ? isMet.length : 0);
  for (const site of sites) {
    for (let at = offsets[site]!; at < offsets[site + 1]!; at++) {
      const place = places[at]!;
      if (supply) added[place]! += supply[site]!;
      isMetAfter[place] = +(!supply || added[place]! > need[place]!) | isMetAfter[place]!;
    }
  }
  return isMetAfter;
}

/** People at the places that are still without, 0 elsewhere. */
export const without = ({ people }: Population, { isMet }: Standing): Float64Array =>
  people.map((count, place) => (isMet[place] ? 0 : count));
