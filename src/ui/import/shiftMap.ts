import { distanceMetres } from '../../geo/metric';

/** Longitude and latitude, degrees. */
export type Place = readonly [longitude: number, latitude: number];
/** West, south, east, north, degrees. */
export type Frame = readonly [west: number, south: number, east: number, north: number];
export interface Moved {
  before: Place | null;
  after: Place | null;
}

const metresPerDegree = 111_320;
const squeeze = (latitude: number) => Math.max(0.05, Math.cos((latitude * Math.PI) / 180));
const middle = (numbers: number[]): number =>
  numbers.sort((a, b) => a - b)[numbers.length >> 1] ?? NaN;

/** Moves below this are rounding and no shift, metres. */
const stillMetres = 1;
/** Farther apart than this the two readings are on different maps, metres. */
const sameViewMetres = 20_000;

/**
 * How far the places lie from where they would lie as they stand in the file: the median of all, metres. `null` where
 * they do not move, or where what stands in the file are no degrees near by.
 */
export function medianShift(points: readonly Moved[]): number | null {
  const metres = points.flatMap(({ before, after }) =>
    before && after ? [distanceMetres(...before, ...after)] : [],
  );
  const median = middle(metres);
  return median >= stillMetres && median <= sameViewMetres ? median : null;
}

/** The frame around some places, `null` around none. */
function frameOf(places: Iterable<Place>): Frame | null {
  let [west, south, east, north] = [Infinity, Infinity, -Infinity, -Infinity];
  for (const [longitude, latitude] of places) {
    west = Math.min(west, longitude);
    south = Math.min(south, latitude);
    east = Math.max(east, longitude);
    north = Math.max(north, latitude);
  }
  return west <= east ? [west, south, east, north] : null;
}

export const isInFrame = ([west, south, east, north]: Frame, [longitude, latitude]: Place) =>
  longitude >= west && longitude <= east && latitude >= south && latitude <= north;

/** Share of the places that is left out at each side, so that a few lost ones do not make the map a map of the world. */
const lostShare = 0.02;

/** Beyond this many times the district's size the map shows the places alone: the district would be a dot. */
const mostDistricts = 6;

/**
 * What the map shows: the district where most places lie in it, else the places without the farthest few, together with
 * the district where that is near.
 * @param district outlines of the district, none where it is not known
 */
export function overview(
  district: readonly (readonly Place[])[],
  places: readonly Place[],
): Frame | null {
  const known = frameOf(district.flat());
  if (known) {
    const inside = places.filter((place) => isInFrame(known, place)).length;
    if (inside * 2 >= places.length) return widened(known, 0.04);
  }
  if (!places.length) return known && widened(known, 0.04);
  const cut = (axis: 0 | 1): [number, number] => {
    const sorted = places.map((place) => place[axis]).sort((a, b) => a - b);
    const left = Math.floor(sorted.length * lostShare);
    return [sorted[left]!, sorted[sorted.length - 1 - left]!];
  };
  const [[west, east], [south, north]] = [cut(0), cut(1)];
  const all = known && joined(known, [west, south, east, north]);
  const isNear = all && known && all[2] - all[0] <= (known[2] - known[0]) * mostDistricts;
  return widened(isNear ? all : [west, south, east, north], 0.08);
}

const leastDegrees = 0.01;

const joined = (one: Frame, other: Frame): Frame => [
  Math.min(one[0], other[0]),
  Math.min(one[1], other[1]),
  Math.max(one[2], other[2]),
  Math.max(one[3], other[3]),
];

function widened([west, south, east, north]: Frame, by: number): Frame {
  const x = Math.max(leastDegrees, (east - west) * by);
  const y = Math.max(leastDegrees, (north - south) * by);
  return [west - x, south - y, east + x, north + y];
}

/** Places among which the most crowded one is looked for; it is looked at each pair. */
const mostCompared = 400;

/** A square frame of a width in metres around the place that has the most others near it. */
export function closeUp(places: readonly Place[], widthMetres: number): Frame | null {
  const step = Math.max(1, Math.ceil(places.length / mostCompared));
  const some = places.filter((_, i) => i % step === 0);
  const around = ([longitude, latitude]: Place): Frame => {
    const y = widthMetres / 2 / metresPerDegree;
    const x = y / squeeze(latitude);
    return [longitude - x, latitude - y, longitude + x, latitude + y];
  };
  let best: { frame: Frame; near: number } | null = null;
  for (const place of some) {
    const frame = around(place);
    const near = some.filter((other) => isInFrame(frame, other)).length;
    if (!best || near > best.near) best = { frame, near };
  }
  return best && best.frame;
}

/** Pixels of a place in a picture of a width and height that shows the whole frame, degrees shortened as on the ground. */
export function projection(
  [west, south, east, north]: Frame,
  width: number,
  height: number,
): (place: Place) => [x: number, y: number] {
  const across = squeeze((south + north) / 2);
  const scale = Math.min(width / ((east - west) * across), height / (north - south));
  return ([longitude, latitude]) => [
    width / 2 + (longitude - (west + east) / 2) * across * scale,
    height / 2 - (latitude - (south + north) / 2) * scale,
  ];
}

/** Metres that a pixel of {@link projection} stands for. */
export function metresPerPixel([west, south, east, north]: Frame, width: number, height: number) {
  const across = squeeze((south + north) / 2);
  return metresPerDegree / Math.min(width / ((east - west) * across), height / (north - south));
}
