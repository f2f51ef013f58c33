import { halfWidthDegrees, semiMajorMetres, squaredEccentricity, wrapDegrees } from './metric';
import type { Disc, Place } from './metric';

const radian = Math.PI / 180;
const eccentricity = Math.sqrt(squaredEccentricity);

/** A circle of the plane, metres near its origin. */
export interface Circle {
  x: number;
  y: number;
  radius: number;
}

/**
 * A conformal plane about a place: latitudes become conformal latitudes (Snyder 1987, eq. 3-1), and the sphere is
 * projected stereographically, so that a disc of the ellipsoid becomes a circle: its edge lies within 0.1 mm of the
 * circle at 2.5 km, 10 mm at 20 km and 0.15 m at 50 km (measured up to 35° of latitude and 300 km from the origin;
 * up to ten times that at 60°).
 */
export class Plane {
  readonly #longitude: number;
  readonly #sine: number;
  readonly #cosine: number;

  constructor(origin: Place) {
    const latitude = conformal(origin.latitude * radian);
    this.#longitude = origin.longitude;
    this.#sine = Math.sin(latitude);
    this.#cosine = Math.cos(latitude);
  }

  forward(longitude: number, latitude: number): [x: number, y: number] {
    const turn = wrapDegrees(longitude - this.#longitude) * radian;
    const chi = conformal(latitude * radian);
    const sine = Math.sin(chi);
    const cosine = Math.cos(chi);
    const inward = cosine * Math.cos(turn);
    const scale = (2 * semiMajorMetres) / (1 + this.#sine * sine + this.#cosine * inward);
    return [scale * cosine * Math.sin(turn), scale * (this.#cosine * sine - this.#sine * inward)];
  }

  /** Longitudes run on past ±180 rather than jump, so that a ring across the antimeridian stays whole. */
  inverse(x: number, y: number): [longitude: number, latitude: number] {
    const square = (x * x + y * y) / (4 * semiMajorMetres * semiMajorMetres);
    const sideways = 1 / (semiMajorMetres * (1 + square));
    const along = (1 - square) / (1 + square);
    const sine = along * this.#sine + y * sideways * this.#cosine;
    const turn = Math.atan2(x * sideways, this.#cosine * along - y * this.#sine * sideways);
    return [this.#longitude + turn / radian, geodetic(sine) / radian];
  }

  /** The circle that a disc becomes: through its northernmost point and its two points on its own parallel. */
  circle(disc: Disc): Circle {
    const { longitude, latitude, radiusMetres } = disc;
    const half = halfWidthDegrees(disc, latitude);
    const [ax, ay] = this.forward(longitude - half, latitude);
    const [bx, by] = this.forward(longitude + half, latitude);
    const [cx, cy] = this.forward(longitude, northEnd(latitude, radiusMetres));
    const abx = bx - ax;
    const aby = by - ay;
    const acx = cx - ax;
    const acy = cy - ay;
    const twice = 2 * (abx * acy - aby * acx);
    const ab = abx * abx + aby * aby;
    const ac = acx * acx + acy * acy;
    const x = (acy * ab - aby * ac) / twice;
    const y = (abx * ac - acx * ab) / twice;
    return { x: ax + x, y: ay + y, radius: Math.sqrt(x * x + y * y) };
  }
}

/** Latitude of a disc's northernmost point, by fixed-point steps on the metric. */
function northEnd(latitude: number, radiusMetres: number): number {
  let reach = radiusMetres / 111_000;
  for (let step = 0; step < 4; step++) {
    const sine = Math.sin((latitude + reach / 2) * radian);
    const w = 1 - squaredEccentricity * sine * sine;
    reach =
      (radiusMetres * w * Math.sqrt(w)) / (radian * semiMajorMetres * (1 - squaredEccentricity));
  }
  return latitude + reach;
}

function conformal(latitude: number): number {
  const sine = eccentricity * Math.sin(latitude);
  return (
    2 *
      Math.atan(
        Math.tan(Math.PI / 4 + latitude / 2) * ((1 - sine) / (1 + sine)) ** (eccentricity / 2),
      ) -
    Math.PI / 2
  );
}

const e2 = squaredEccentricity;
const e4 = e2 * e2;
const e6 = e4 * e2;
const e8 = e4 * e4;
const series = [
  e2 / 2 + (5 * e4) / 24 + e6 / 12 + (13 * e8) / 360,
  (7 * e4) / 48 + (29 * e6) / 240 + (811 * e8) / 11520,
  (7 * e6) / 120 + (81 * e8) / 1120,
  (4279 * e8) / 161280,
] as const;

/** The latitude whose conformal latitude has this sine: Snyder 1987, eq. 3-5; terms left out are below 0.1 mm. */
function geodetic(sineOfChi: number): number {
  const bounded = Math.max(-1, Math.min(1, sineOfChi));
  const sine = 2 * bounded * Math.sqrt(1 - bounded * bounded);
  const cosine = 1 - 2 * bounded * bounded;
  const fourth = 2 * sine * cosine;
  const sixth = sine * (3 - 4 * sine * sine);
  const eighth = 2 * fourth * (1 - 2 * sine * sine);
  return (
    Math.asin(bounded) +
    series[0] * sine +
    series[1] * fourth +
    series[2] * sixth +
    series[3] * eighth
  );
}
