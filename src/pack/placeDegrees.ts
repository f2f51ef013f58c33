import type { Transform } from '../geo/crs';

/** No datum or web map of China moves a place so far, degrees. */
const mostMovedDegrees = 1;

/**
 * Whether two numbers are degrees, in either order, that a transform would take for something else, such as metres: it
 * reads 105.72, 29.7 as a place in the sea 30 m from the equator. True metres so close to where a zone begins lie outside
 * China, and so do whole numbers of millionths so small.
 */
export function isDegreesAsMetres(x: number, y: number, transform: Transform): boolean {
  const [a, b] = [Math.abs(x), Math.abs(y)];
  if (a > 180 || b > 180 || (a > 90 && b > 90) || (x === 0 && y === 0)) return false;
  const place = transform.toWgs84(x, y);
  if (!place) return false;
  const [east, north] = place.map(Math.abs) as [number, number];
  const isNear = (first: number, second: number) =>
    Math.abs(first - east) <= mostMovedDegrees && Math.abs(second - north) <= mostMovedDegrees;
  return !isNear(a, b) && !isNear(b, a);
}
