import { largestClusters } from '../geo/clusters';
import type { LatticeIndex } from '../geo/lattice';
import type { Pack } from '../pack/pack';
import type { Population } from './population';
import { townOf } from './residentPlaces';
import type { Unreachable, UnreachablePlace } from './walkSummary';

const largestListed = 20;

/** Why each place reaches no shelter: 1 no road is near enough, 2 its road leads to none; 0 it reaches one. */
export type Reasons = Uint8Array;
const reasonIds = ['farFromRoads', 'cutOff'] as const satisfies (keyof Unreachable)[];

/**
 * Where those who reach no shelter live, most people first: cells that hang together where residents have an extent,
 * else single places.
 */
export function unreachablePlaces(
  pack: Pack,
  population: Population,
  people: Float64Array,
  reasons: Reasons,
): UnreachablePlace[] {
  const found = reasonIds.flatMap((why, i) => {
    const chosen = Uint8Array.from(reasons, (reason) => +(reason === i + 1));
    if (!('order' in population.index))
      return clusters(population.index, people, chosen).map((place) => ({ ...place, why }));
    return [...chosen.keys()]
      .filter((place) => chosen[place]! > 0 && people[place]! > 0)
      .map((place) => {
        const [longitude, latitude] = population.position(place);
        return { people: people[place]!, longitude, latitude, place, why };
      });
  });
  return found
    .sort((a, b) => b.people - a.people || a.longitude - b.longitude || a.latitude - b.latitude)
    .slice(0, largestListed)
    .map(({ place, ...rest }, i) => ({
      rank: i + 1,
      ...rest,
      town: townOf(pack, population, place),
    }));
}

function clusters(index: LatticeIndex, people: Float64Array, chosen: Uint8Array) {
  const { lattice, cells } = index;
  return largestClusters({ ...index, people }, chosen, largestListed).map((cluster) => {
    const { longitude, latitude } = cluster;
    const column = Math.floor((longitude - lattice.west) / lattice.cellDegrees);
    const row = Math.floor((lattice.north - latitude) / lattice.cellDegrees);
    // The cluster's position is the centre of one of its cells.
    const place = cells.indexOf(row * lattice.columns + column);
    return { people: cluster.people, longitude, latitude, place };
  });
}
