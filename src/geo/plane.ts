import { semiMajorMetres, squaredEccentricity, wrapDegrees } from './metric';
import type { Disc, Place } from './metric';

const radian = Math.PI / 180;
const eccentricity = Math.sqrt(squaredEccentricity);
const acrossMetres = 2 * semiMajorMetres;

/** A circle of the plane, metres near its origin. */
interface Circle {
  x: number;
  y: number;
  radius: number;
}

/** Numbers that {@link Plane.expand} writes for one place. */
export const expansionLength = 13;

/**
 * A conformal plane about a place: latitudes become conformal latitudes (Snyder 1987, eq. 3-1), and the sphere is
 * projected stereographically, so that a disc of the ellipsoid becomes a circle: its edge lies within 0.1 mm of the
 * circle at 2.5 km, 10 mm at 20 km and 0.15 m at 50 km (measured up to 35° of latitude and 300 km from the origin;
 * up to ten times that at 60°).
 *
 * Written with ζ = exp(isometric latitude + i · longitude), of which the projection is the fraction
 * (ζ − ζ₀) / (1 + ζ₀ζ), with ζ₀ that of the origin: no more than one sine and cosine for each position.
 */
export class Plane {
  readonly #longitude: number;
  readonly #origin: number;

  constructor(origin: Place) {
    this.#longitude = origin.longitude;
    this.#origin = isometricPower(Math.sin(origin.latitude * radian));
  }

  forward(longitude: number, latitude: number): [x: number, y: number] {
    const turn = wrapDegrees(longitude - this.#longitude) * radian;
    const power = isometricPower(Math.sin(latitude * radian));
    return this.#project(power * Math.cos(turn), power * Math.sin(turn));
  }

  #project(real: number, imaginary: number): [x: number, y: number] {
    const origin = this.#origin;
    const a = real - origin;
    const c = 1 + origin * real;
    const d = origin * imaginary;
    const scale = acrossMetres / (c * c + d * d);
    return [scale * (imaginary * c - a * d), scale * (a * c + imaginary * d)];
  }

  /** Longitudes run on past ±180 rather than jump, so that a ring across the antimeridian stays whole. */
  inverse(x: number, y: number): [longitude: number, latitude: number] {
    const [real, imaginary] = this.#power(x, y);
    const square = real * real + imaginary * imaginary;
    const turn = Math.atan2(imaginary, real);
    return [this.#longitude + turn / radian, geodetic((square - 1) / (square + 1)) / radian];
  }

  /** ζ of a position of the plane. */
  #power(x: number, y: number): [real: number, imaginary: number] {
    const north = y / acrossMetres;
    const east = x / acrossMetres;
    const a = this.#origin + north;
    const c = 1 - this.#origin * north;
    const d = -this.#origin * east;
    const scale = 1 / (c * c + d * d);
    return [(a * c + east * d) * scale, (east * c - a * d) * scale];
  }

  /** The circle that a disc becomes: through its northernmost point and its two points on its own parallel. */
  circle({ longitude, latitude, radiusMetres }: Disc): Circle {
    const turn = wrapDegrees(longitude - this.#longitude) * radian;
    const cosine = Math.cos(turn);
    const sine = Math.sin(turn);
    const up = Math.sin(latitude * radian);
    const w = 1 - squaredEccentricity * up * up;
    const half = (radiusMetres * Math.sqrt(w)) / (semiMajorMetres * Math.sqrt(1 - up * up));
    const cosineHalf = Math.cos(half);
    const sineHalf = Math.sin(half);
    const power = isometricPower(up);
    const [ax, ay] = this.#project(
      power * (cosine * cosineHalf + sine * sineHalf),
      power * (sine * cosineHalf - cosine * sineHalf),
    );
    const [bx, by] = this.#project(
      power * (cosine * cosineHalf - sine * sineHalf),
      power * (sine * cosineHalf + cosine * sineHalf),
    );
    const end = isometricPower(Math.sin(northEnd(latitude * radian, up, radiusMetres)));
    const [cx, cy] = this.#project(end * cosine, end * sine);
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

  /**
   * Writes the way back near a place as power series of the third degree, for many positions: within 1 µm at 2.5 km,
   * 0.2 mm at 20 km and 10 mm at 50 km up to 54° of latitude. In this order: x and y of the place in metres; its
   * longitude and latitude in degrees; the derivatives of isometric latitude + i · longitude by north + i · east over
   * 1!, 2! and 3!, each real and imaginary, radians for metres; those of latitude by isometric latitude, the same way.
   */
  expand({ longitude, latitude }: Place, into: Float64Array, at: number): void {
    const turn = wrapDegrees(longitude - this.#longitude);
    const up = Math.sin(latitude * radian);
    const power = isometricPower(up);
    const [x, y] = this.#project(power * Math.cos(turn * radian), power * Math.sin(turn * radian));
    const north = y / acrossMetres;
    const east = x / acrossMetres;
    const origin = this.#origin;
    // The logarithm of (ζ₀ + u) / (1 − ζ₀u): its derivatives are those of the two logarithms.
    const [p, q] = reciprocal(origin + north, east);
    const [c, d] = reciprocal(1 - origin * north, -origin * east);
    const [r, s] = [origin * c, origin * d];
    const [p2, q2, r2, s2] = [p * p - q * q, 2 * p * q, r * r - s * s, 2 * r * s];
    const scale = 1 / acrossMetres;
    const square = 1 - up * up;
    const k = (Math.sqrt(square) * (1 - e2 * up * up)) / (1 - e2);
    const first = (up * (e2 * (up * up - 2 * square) - 1)) / (1 - e2);
    const second = (Math.sqrt(square) * (e2 * (7 * up * up - 2 * square) - 1)) / (1 - e2);
    into[at] = x;
    into[at + 1] = y;
    into[at + 2] = this.#longitude + turn;
    into[at + 3] = latitude;
    into[at + 4] = (p + r) * scale;
    into[at + 5] = (q + s) * scale;
    into[at + 6] = ((r2 - p2) * scale * scale) / 2;
    into[at + 7] = ((s2 - q2) * scale * scale) / 2;
    into[at + 8] = ((p2 * p - q2 * q + r2 * r - s2 * s) * scale * scale * scale) / 3;
    into[at + 9] = ((p2 * q + q2 * p + r2 * s + s2 * r) * scale * scale * scale) / 3;
    into[at + 10] = k;
    into[at + 11] = (first * k) / 2;
    into[at + 12] = ((second * k + first * first) * k) / 6;
  }
}

const reciprocal = (real: number, imaginary: number): [real: number, imaginary: number] => {
  const square = real * real + imaginary * imaginary;
  return [real / square, -imaginary / square];
};

/** Latitude of a disc's northernmost point in radians, by fixed-point steps on the metric. */
function northEnd(latitude: number, up: number, radiusMetres: number): number {
  let sine = up;
  let reach = 0;
  for (let step = 0; step < 3; step++) {
    const w = 1 - squaredEccentricity * sine * sine;
    reach = (radiusMetres * w * Math.sqrt(w)) / (semiMajorMetres * (1 - squaredEccentricity));
    if (step < 2) sine = Math.sin(latitude + reach / 2);
  }
  return latitude + reach;
}

/** The exponential of the isometric latitude, from the sine of the latitude: (1 + s)/(1 − s) less the ellipsoid's part. */
function isometricPower(sine: number): number {
  const x = eccentricity * sine;
  const square = x * x;
  // The inverse hyperbolic tangent of x ≤ 0.082 to its thirteenth power, 1e-16 of it.
  const area =
    x *
    (1 +
      square *
        (1 / 3 +
          square *
            (1 / 5 + square * (1 / 7 + square * (1 / 9 + square * (1 / 11 + square / 13))))));
  return Math.sqrt((1 + sine) / (1 - sine)) * Math.exp(-eccentricity * area);
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
