import {
  differenceD,
  FillRule,
  inflatePathsD,
  intersectD,
  JoinType,
  EndType,
  unionD,
  type PathsD,
} from 'clipper2-ts';
import type { MultiPolygon, Polygon, Position } from 'geojson';

export type Ring = Position[];

/** Decimals of a degree that clipping keeps: 1e-7 degrees is 1 cm. */
const decimals = 7;

const toPath = (ring: Ring) => ring.map(([x, y]) => ({ x: x!, y: y! }));
const close = (ring: Ring): Ring => [...ring, ring[0]!];

/** Six decimals, about 0.1 m: what every file of a pack is written with. */
export const rounded = (degrees: number) => Math.round(degrees * 1e6) / 1e6;

/** Twice the signed area of a ring, closed or not: positive when it turns left. */
export function turning(ring: Ring): number {
  let sum = 0;
  for (let i = 0, j = ring.length - 1; i < ring.length; j = i++)
    sum += ring[j]![0]! * ring[i]![1]! - ring[i]![0]! * ring[j]![1]!;
  return sum;
}

/** Whether a place is inside a set of rings by the even-odd rule. */
export function within(rings: readonly Ring[], x: number, y: number): boolean {
  let inside = false;
  for (const ring of rings)
    for (let i = 0, j = ring.length - 1; i < ring.length; j = i++) {
      const [xi, yi] = ring[i] as [number, number];
      const [xj, yj] = ring[j] as [number, number];
      if (yi > y !== yj > y && x < ((xj - xi) * (y - yi)) / (yj - yi) + xi) inside = !inside;
    }
  return inside;
}

/** All rings of an area. */
export const ringsOf = (area: Polygon | MultiPolygon): Ring[] =>
  area.type === 'Polygon' ? area.coordinates : area.coordinates.flat();

/** Outer rings (turning left) with the holes (turning right) that lie in them. */
function nest(paths: PathsD): Ring[][] {
  const rings = paths
    .map((path) => path.map(({ x, y }): Position => [rounded(x), rounded(y)]))
    .map((ring) =>
      ring.filter((p, i) => i === 0 || p[0] !== ring[i - 1]![0] || p[1] !== ring[i - 1]![1]),
    )
    .filter((ring) => ring.length > 2 && turning(ring) !== 0);
  const outer = rings.filter((ring) => turning(ring) > 0).sort((a, b) => turning(b) - turning(a));
  const polygons = outer.map((ring) => [close(ring)]);
  for (const hole of rings.filter((ring) => turning(ring) < 0)) {
    const [x, y] = hole[0] as [number, number];
    // The smallest outer ring that holds it: they are sorted by area, largest first.
    const home = outer.findLastIndex((ring) => within([ring], x, y));
    if (home >= 0) polygons[home]!.push(close(hole));
  }
  return polygons;
}

/** The parts of an area as one geometry; `null` when nothing is left. */
function geometryOf(polygons: Ring[][]): Polygon | MultiPolygon | null {
  if (!polygons.length) return null;
  return polygons.length === 1
    ? { type: 'Polygon', coordinates: polygons[0]! }
    : { type: 'MultiPolygon', coordinates: polygons };
}

const operations = {
  union: (a: PathsD, b: PathsD) => unionD(a, b, FillRule.NonZero, decimals),
  intersect: (a: PathsD, b: PathsD) => intersectD(a, b, FillRule.NonZero, decimals),
  difference: (a: PathsD, b: PathsD) => differenceD(a, b, FillRule.NonZero, decimals),
};

/** Polygons that result from combining two sets of rings in degrees, rounded to six decimals. */
export function combineParts(
  operation: keyof typeof operations,
  a: readonly Ring[],
  b: readonly Ring[] = [],
): Ring[][] {
  return nest(operations[operation](a.map(toPath), b.map(toPath)));
}

/**
 * Combines two sets of rings in degrees (non-zero rule); the result is rounded to six decimals.
 * @throws Error when nothing is left
 */
export function combine(
  operation: keyof typeof operations,
  a: readonly Ring[],
  b: readonly Ring[] = [],
): Polygon | MultiPolygon {
  const geometry = geometryOf(combineParts(operation, a, b));
  if (!geometry) throw new Error(`The ${operation} of ${a.length} and ${b.length} rings is empty.`);
  return geometry;
}

/** Rings round a line, `half` degrees of latitude to each side; `stretch` is 1 / cos(latitude). */
export function widen(line: Ring, half: number, stretch: number): Ring[] {
  const scaled = line.map(([x, y]) => ({ x: x! / stretch, y: y! }));
  return inflatePathsD([scaled], half, JoinType.Round, EndType.Round, 2, 8).map((path) =>
    path.map(({ x, y }): Position => [x * stretch, y]),
  );
}
