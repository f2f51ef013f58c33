import type { Place } from '../geo/metric';
import type { Population } from './population';
import { spreadByGroup, type Spread } from './quantiles';

/** How far residents are from the nearest site. */
export interface Distances {
  meanMetres: number;
  medianMetres: number;
  p95Metres: number;
}

export interface DistancesByUnit {
  everyone: Distances | null;
  /** By town in the order of the pack, then those outside every town. */
  byUnit: (Distances | null)[];
}

export const toDistances = (spread: Spread | null): Distances | null =>
  spread && {
    meanMetres: spread.mean,
    medianMetres: spread.quantiles[0]!,
    p95Metres: spread.quantiles[1]!,
  };

const answers = new WeakMap<Population, Map<string, DistancesByUnit>>();
const kept = 6;

/**
 * Mean, median and 95th percentile of the distance from each resident to the nearest site, weighted by residents. The
 * last few sets of sites are remembered, since they do not depend on radii or areas.
 */
export function distancesTo(population: Population, sites: readonly Place[]): DistancesByUnit {
  const known = answers.get(population) ?? new Map<string, DistancesByUnit>();
  answers.set(population, known);
  const key = sites.map(({ longitude, latitude }) => `${longitude},${latitude}`).join(';');
  const remembered = known.get(key);
  if (remembered) return remembered;
  const { metres } = population.nearest(sites);
  const units = population.byUnit.length - 1;
  const spreads = sites.length
    ? spreadByGroup(metres, population.people, population.unitOf, units, [0.5, 0.95])
    : new Array<null>(units + 2).fill(null);
  const found = spreads.map(toDistances);
  const answer = { everyone: found.at(-1) ?? null, byUnit: found.slice(0, -1) };
  if (known.size >= kept) known.delete(known.keys().next().value!);
  known.set(key, answer);
  return answer;
}
