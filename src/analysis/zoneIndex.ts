import type { Position } from 'geojson';
import {
  distanceMetres,
  metresPerDegreeEast,
  metresPerDegreeNorth,
  reachDegrees,
  wrapDegrees,
} from '../geo/metric';

/** A segment and how far round it something reaches; a point is a segment of no length. */
export interface Reaching {
  from: Position;
  to: Position;
  metres: number;
}

/**
 * Distance from a place to a segment that is straight in longitude and latitude, metres. The foot is found in the local
 * plane of the place, and its distance is measured by {@link distanceMetres}: within 1 mm for segments up to 5 km.
 */
export function segmentDistanceMetres(
  longitude: number,
  latitude: number,
  from: Position,
  to: Position,
): number {
  const plain = ([east, north]: Position): [number, number] => {
    const middle = (latitude + north!) / 2;
    return [
      wrapDegrees(east! - longitude) * metresPerDegreeEast(middle),
      (north! - latitude) * metresPerDegreeNorth(middle),
    ];
  };
  const [ax, ay] = plain(from);
  const [bx, by] = plain(to);
  const dx = bx - ax;
  const dy = by - ay;
  const square = dx * dx + dy * dy;
  const along = square > 0 ? Math.max(0, Math.min(1, -(ax * dx + ay * dy) / square)) : 0;
  return distanceMetres(
    longitude,
    latitude,
    from[0]! + along * wrapDegrees(to[0]! - from[0]!),
    from[1]! + along * (to[1]! - from[1]!),
  );
}

/** A segment that would lie in more cells than this is checked against every place instead. */
const mostCells = 400;
const smallestCellDegrees = 0.01;

/**
 * Makes a function that tells whether a place lies in the reach of any of some segments, edge included. Segments are
 * registered in the cells of a coarse grid in degrees that goes round the globe, so a place asks only its neighbours.
 */
export function reachFinder(
  items: readonly Reaching[],
): (longitude: number, latitude: number) => boolean {
  const farthest = items.reduce((most, { metres }) => Math.max(most, metres), 0);
  const reach = reachDegrees(farthest);
  const columns = Math.floor(360 / Math.max(smallestCellDegrees, reach));
  const cellDegrees = 360 / columns;
  const columnOf = (longitude: number) => Math.floor((longitude + 180) / cellDegrees);
  const rowOf = (latitude: number) => Math.floor((latitude + 90) / cellDegrees);
  const around = (column: number) => ((column % columns) + columns) % columns;
  const cells = new Map<number, Reaching[]>();
  const everywhere: Reaching[] = [];
  for (const item of items) {
    const { from, to } = item;
    const end = from[0]! + wrapDegrees(to[0]! - from[0]!);
    const left = columnOf(Math.min(from[0]!, end));
    const right = columnOf(Math.max(from[0]!, end));
    const bottom = rowOf(Math.min(from[1]!, to[1]!));
    const top = rowOf(Math.max(from[1]!, to[1]!));
    const size = (right - left + 1) * (top - bottom + 1);
    if (!(size <= mostCells)) {
      everywhere.push(item);
      continue;
    }
    for (let row = bottom; row <= top; row++) {
      for (let column = left; column <= right; column++) {
        const cell = row * columns + around(column);
        const here = cells.get(cell);
        if (here) here.push(item);
        else cells.set(cell, [item]);
      }
    }
  }
  return (longitude, latitude) => {
    const reaches = ({ from, to, metres }: Reaching) =>
      segmentDistanceMetres(longitude, latitude, from, to) <= metres;
    if (everywhere.some(reaches)) return true;
    if (cells.size === 0) return false;
    const polar = Math.min(89.9, Math.abs(latitude) + reach);
    const across = (farthest / metresPerDegreeEast(polar)) * 1.001;
    const left = columnOf(longitude - across);
    const right = Math.min(columnOf(longitude + across), left + columns - 1);
    for (let row = rowOf(latitude - reach); row <= rowOf(latitude + reach); row++) {
      for (let column = left; column <= right; column++) {
        if (cells.get(row * columns + around(column))?.some(reaches)) return true;
      }
    }
    return false;
  };
}
