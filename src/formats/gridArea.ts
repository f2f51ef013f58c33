import { semiMajorMetres, squaredEccentricity } from '../geo/metric';

const eccentricity = Math.sqrt(squaredEccentricity);
const radian = Math.PI / 180;

/**
 * The cylinder of equal area on the WGS 84 ellipsoid: its `y` in metres for a latitude in degrees. Snyder, Map
 * Projections (USGS PP 1395, 1987), equations 3-12 and 10-15 with the standard parallel 0.
 */
function equalAreaMetres(latitude: number): number {
  const sine = Math.sin(latitude * radian);
  const turn = eccentricity * sine;
  const q =
    (1 - squaredEccentricity) *
    (sine / (1 - turn * turn) - Math.log((1 - turn) / (1 + turn)) / (2 * eccentricity));
  return (semiMajorMetres * q) / 2;
}

/**
 * Areas of a row of cells by the corners above and below it, longitude and latitude in turn, degrees; square
 * kilometres. Exact for cells along meridians and parallels; the sides of others are taken as straight on the cylinder
 * of equal area, which is within 1e-4 of the area for cells up to 10 km at latitudes up to 60°.
 */
export function cellSquareKilometres(above: Float64Array, below: Float64Array): Float64Array {
  const areas = new Float64Array(above.length / 2 - 1);
  const top = heights(above);
  const bottom = heights(below);
  for (let i = 0; i < areas.length; i++) {
    const at = 2 * i;
    // Half the product of the diagonals, each from corner to corner: whole coordinates would lose digits.
    const east = below[at + 2]! - above[at]!;
    const north = bottom[i + 1]! - top[i]!;
    const otherEast = below[at]! - above[at + 2]!;
    const otherNorth = bottom[i]! - top[i + 1]!;
    const product = (east * otherNorth - otherEast * north) * semiMajorMetres * radian;
    areas[i] = Math.abs(product) / 2 / 1e6;
  }
  return areas;
}

const heights = (corners: Float64Array): Float64Array =>
  Float64Array.from({ length: corners.length / 2 }, (_, i) => equalAreaMetres(corners[2 * i + 1]!));
