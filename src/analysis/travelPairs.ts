import { columnLongitude, discRuns, rowLatitude, runCapacity } from '../geo/lattice';
import { distanceMetres, type Disc } from '../geo/metric';
import { eachInside } from '../geo/points';
import type { PlaceIndex } from './population';

/** Pairs of place and site by place; within a place the sites ascend. */
export interface Pairs {
  /** The pairs of place i are [offsets[i], offsets[i + 1]). */
  offsets: Uint32Array;
  site: Int32Array;
  /** Length of the path, metres. */
  metres: Float64Array;
}

/**
 * Puts pairs that come site by site into the order of places.
 * @param each calls back with every pair, site by site, the same each time it is called
 */
export function collectPairs(
  places: number,
  each: (visit: (place: number, site: number, metres: number) => void) => void,
): Pairs {
  const offsets = new Uint32Array(places + 1);
  each((place) => offsets[place + 1]!++);
  for (let place = 0; place < places; place++) offsets[place + 1]! += offsets[place]!;
  const size = offsets[places]!;
  const site = new Int32Array(size);
  const metres = new Float64Array(size);
  const next = offsets.slice(0, places);
  each((place, from, distance) => {
    const at = next[place]!++;
    site[at] = from;
    metres[at] = distance;
  });
  return { offsets, site, metres };
}

/** All pairs of place and disc with the place inside, edge included, and the exact distance from the middle. */
export function pairsInside(index: PlaceIndex, discs: readonly Disc[]): Pairs {
  if ('order' in index) {
    const { longitudes, latitudes } = index;
    return collectPairs(longitudes.length, (visit) =>
      discs.forEach((disc, site) =>
        eachInside(index, disc, (place) =>
          visit(
            place,
            site,
            distanceMetres(disc.longitude, disc.latitude, longitudes[place]!, latitudes[place]!),
          ),
        ),
      ),
    );
  }
  const { lattice, cells } = index;
  const widest = discs.reduce((radius, disc) => Math.max(radius, disc.radiusMetres), 0);
  const runs = new Int32Array(runCapacity(index, widest));
  return collectPairs(cells.length, (visit) =>
    discs.forEach((disc, site) => {
      const { longitude, latitude } = disc;
      const written = discRuns(index, disc, runs);
      for (let at = 0; at < written; at += 2) {
        const first = runs[at]!;
        const row = Math.floor(cells[first]! / lattice.columns);
        const north = rowLatitude(lattice, row);
        for (let place = first; place < runs[at + 1]!; place++) {
          const east = columnLongitude(lattice, cells[place]! - row * lattice.columns);
          visit(place, site, distanceMetres(longitude, latitude, east, north));
        }
      }
    }),
  );
}
