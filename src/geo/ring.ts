import type { Position } from 'geojson';
import { metresPerDegreeEast, metresPerDegreeNorth, type Disc } from './metric';

/** Closer than this to the edge is on it, degrees: 0.01 mm. */
const closeDegrees = 1e-10;

/**
 * The edge of a disc as a closed ring, anticlockwise from the east, in degrees; alone, without the machinery of unions.
 * Vertices lie on the edge by the metric of the disc itself; a chord runs at most `toleranceMetres` inside it.
 * @param disc radius above 0, well below the distance to a pole
 */
export function discRing(disc: Disc, toleranceMetres = 0.5): Position[] {
  const { longitude, latitude, radiusMetres } = disc;
  const step = 2 * Math.acos(Math.max(0, 1 - toleranceMetres / radiusMetres));
  const corners = Math.max(8, Math.ceil((2 * Math.PI) / step));
  const ring = Array.from({ length: corners }, (_, corner): Position => {
    const angle = (2 * Math.PI * corner) / corners;
    const north = radiusMetres * Math.sin(angle);
    // The metric takes its scale at the middle latitude, which depends on the result: a few rounds settle it.
    let up = north / metresPerDegreeNorth(latitude);
    for (let last = Infinity; Math.abs(up - last) > closeDegrees;) {
      last = up;
      up = north / metresPerDegreeNorth(latitude + last / 2);
    }
    const across = (radiusMetres * Math.cos(angle)) / metresPerDegreeEast(latitude + up / 2);
    return [longitude + across, latitude + up];
  });
  ring.push(ring[0]!);
  return ring;
}
