import type { Position } from 'geojson';
import { boundsOf, crossings, polygonsOf, type Area } from './polygons';

const bands = 512;

/** `crossings` of one area for many parallels: only the edges of the band that a parallel lies in are looked at. */
export function crossingsOf(area: Area): (latitude: number) => number[] {
  const [, south, , north] = boundsOf(area);
  const bandOf = (latitude: number) =>
    Math.max(0, Math.min(bands - 1, Math.floor(((latitude - south) / (north - south)) * bands)));
  const edges = Array.from({ length: bands }, (): Position[][] => []);
  for (const ring of polygonsOf(area).flat()) {
    for (let i = 1; i < ring.length; i++) {
      const [a, b] = [ring[i - 1]!, ring[i]!];
      const last = bandOf(Math.max(a[1]!, b[1]!));
      for (let band = bandOf(Math.min(a[1]!, b[1]!)); band <= last; band++)
        edges[band]!.push([a, b]);
    }
  }
  return (latitude) =>
    crossings({ type: 'Polygon', coordinates: edges[bandOf(latitude)]! }, latitude);
}

/**
 * `contains` of one area for many places, fast where places of one parallel follow one another, as those of a lattice
 * do.
 */
export function holderOf(area: Area): (longitude: number, latitude: number) => boolean {
  const [, south, , north] = boundsOf(area);
  if (!(north > south)) return () => false;
  const find = crossingsOf(area);
  let parallel = NaN;
  let found: number[] = [];
  return (longitude, latitude) => {
    if (latitude < south || latitude > north) return false;
    if (latitude !== parallel) {
      found = find(latitude);
      parallel = latitude;
    }
    let odd = false;
    for (const crossing of found) {
      if (crossing > longitude) odd = !odd;
    }
    return odd;
  };
}
