import type { MultiPolygon, Polygon, Position } from 'geojson';
import { distanceMetres, metresPerDegreeEast, metresPerDegreeNorth } from '../geo/metric';
import { polygonsOf } from '../geo/polygons';

/** An outline under the hand; its rings are closed, the first position again at the end. */
export type Outline = Polygon | MultiPolygon;

/** A corner of an outline: which area, which of its rings (0 is the outer one), which position of it, all from 0. */
export interface Corner {
  part: number;
  ring: number;
  index: number;
}

type Place = readonly [longitude: number, latitude: number];

/** A centimetre on the ground. */
const decimals = 7;
const rounded = (degrees: number) => Number(degrees.toFixed(decimals));

export const isSameCorner = (one: Corner | null, other: Corner | null): boolean =>
  one?.part === other?.part && one?.ring === other?.ring && one?.index === other?.index;

const ringAt = (outline: Outline, { part, ring }: Corner): Position[] | undefined =>
  polygonsOf(outline)[part]?.[ring];

/** Where a corner is, degrees; `null` when the outline has no such corner. */
export function placeOf(outline: Outline, corner: Corner): [number, number] | null {
  const ring = ringAt(outline, corner);
  const at = corner.index < (ring?.length ?? 0) - 1 ? ring?.[corner.index] : undefined;
  return at ? [at[0]!, at[1]!] : null;
}

/** Where the side after a corner has its middle, degrees. */
export function middleAfter(outline: Outline, corner: Corner): [number, number] | null {
  const ring = ringAt(outline, corner);
  const [a, b] = [ring?.[corner.index], ring?.[corner.index + 1]];
  return a && b ? [(a[0]! + b[0]!) / 2, (a[1]! + b[1]!) / 2] : null;
}

/** The outline with one of its rings changed, which is given without the repeated end; every other ring is as it was. */
function withRing(
  outline: Outline,
  { part, ring }: Corner,
  change: (open: readonly Position[]) => Position[],
): Outline {
  const parts = polygonsOf(outline).map((rings, p) =>
    rings.map((positions, r) => {
      if (p !== part || r !== ring) return positions;
      const open = change(positions.slice(0, -1));
      return [...open, open[0]!];
    }),
  );
  return outline.type === 'Polygon'
    ? { ...outline, coordinates: parts[0]! }
    : { ...outline, coordinates: parts };
}

/** The outline with a corner at another place, which is kept to a centimetre; the other corners stay as they are written. */
export const withCornerAt = (outline: Outline, corner: Corner, [x, y]: Place): Outline =>
  withRing(outline, corner, (open) =>
    open.map((at, i) => (i === corner.index ? [rounded(x), rounded(y), ...at.slice(2)] : at)),
  );

/** The outline with a corner moved over the ground, metres to the east and to the north. */
export function withCornerMoved(
  outline: Outline,
  corner: Corner,
  eastMetres: number,
  northMetres: number,
): Outline {
  const place = placeOf(outline, corner);
  if (!place) return outline;
  const [x, y] = place;
  return withCornerAt(outline, corner, [
    x + eastMetres / metresPerDegreeEast(y),
    y + northMetres / metresPerDegreeNorth(y),
  ]);
}

/** The outline with one more corner on the side after another one; it comes next to that one. */
export const withCornerAfter = (outline: Outline, corner: Corner, [x, y]: Place): Outline =>
  withRing(outline, corner, (open) =>
    open.toSpliced(corner.index + 1, 0, [rounded(x), rounded(y)]),
  );

/** The outline without a corner; `null` where the ring has three, which no ring can do without. */
export function withoutCorner(outline: Outline, corner: Corner): Outline | null {
  const ring = ringAt(outline, corner);
  if (!ring || ring.length <= 4 || !placeOf(outline, corner)) return null;
  return withRing(outline, corner, (open) => open.toSpliced(corner.index, 1));
}

/** Every corner of an outline, ring by ring. */
export const cornersOf = (outline: Outline): Corner[] =>
  polygonsOf(outline).flatMap((rings, part) =>
    rings.flatMap((positions, ring) =>
      positions.slice(0, -1).map((_, index) => ({ part, ring, index })),
    ),
  );

/** The corner so many further on, ring after ring, the first after the last. */
export function cornerFrom(outline: Outline, corner: Corner | null, step: number): Corner | null {
  const corners = cornersOf(outline);
  const at = corners.findIndex((each) => isSameCorner(each, corner));
  const next = at < 0 ? (step > 0 ? 0 : -1) : (at + step) % corners.length;
  return corners.at(next) ?? null;
}

/** Length of all rings on the ellipsoid, holes too, metres; a side may be 100 km long. */
export function perimeterMetres(outline: Outline): number {
  let sum = 0;
  for (const ring of polygonsOf(outline).flat())
    for (let i = 1; i < ring.length; i++) {
      const [[ax, ay], [bx, by]] = [ring[i - 1], ring[i]] as [number[], number[]];
      sum += distanceMetres(ax!, ay!, bx!, by!);
    }
  return sum;
}
