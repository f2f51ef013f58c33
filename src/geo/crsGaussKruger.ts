const radian = Math.PI / 180;

/** An ellipsoid: semi-major axis in metres and reciprocal of the flattening. */
export interface Ellipsoid {
  semiMajorMetres: number;
  inverseFlattening: number;
}

/** A transverse Mercator projection; Gauss–Krüger has the scale 1, UTM 0.9996. */
export interface Meridian {
  centralMeridian: number;
  falseEasting: number;
  falseNorthing?: number;
  scale?: number;
}

/** A projection between degrees on its ellipsoid and metres, easting first; `null` where it has no place. */
export interface Projection {
  forward(longitude: number, latitude: number): [easting: number, northing: number] | null;
  inverse(easting: number, northing: number): [longitude: number, latitude: number] | null;
}

/** Farther from the central meridian nobody uses a transverse Mercator projection, metres and degrees. */
const mostMetres = 2_500_000;
const mostDegrees = 25;

/** The sum of factor k times sin 2kζ with ζ = north + i · east, real and imaginary, by Clenshaw's rule. */
function sineSum(
  factors: readonly number[],
  north: number,
  east: number,
): [real: number, imaginary: number] {
  const [sine, cosine] = [Math.sin(2 * north), Math.cos(2 * north)];
  const [sinh, cosh] = [Math.sinh(2 * east), Math.cosh(2 * east)];
  const real = 2 * cosine * cosh;
  const imaginary = -2 * sine * sinh;
  let [a, b, lastA, lastB] = [0, 0, 0, 0];
  for (let k = factors.length - 1; k >= 0; k--) {
    const nextA = real * a - imaginary * b - lastA + factors[k]!;
    const nextB = real * b + imaginary * a - lastB;
    lastA = a;
    lastB = b;
    a = nextA;
    b = nextB;
  }
  return [sine * cosh * a - cosine * sinh * b, sine * cosh * b + cosine * sinh * a];
}

/**
 * Transverse Mercator (Gauss–Krüger, UTM) of an ellipsoid by Krüger's series in the third flattening to the fourth
 * order (Karney 2011, eq. 7–18 and 35–36): within 1 µm of the exact projection up to 25° from the central meridian.
 */
export function gaussKruger(ellipsoid: Ellipsoid, meridian: Meridian): Projection {
  const { centralMeridian, falseEasting, falseNorthing = 0, scale = 1 } = meridian;
  const flattening = 1 / ellipsoid.inverseFlattening;
  const n = flattening / (2 - flattening);
  const n2 = n * n;
  const n3 = n2 * n;
  const n4 = n3 * n;
  const eccentricity = Math.sqrt(flattening * (2 - flattening));
  const radius = scale * (ellipsoid.semiMajorMetres / (1 + n)) * (1 + n2 / 4 + n4 / 64);
  const ahead = [
    n / 2 - (2 * n2) / 3 + (5 * n3) / 16 + (41 * n4) / 180,
    (13 * n2) / 48 - (3 * n3) / 5 + (557 * n4) / 1440,
    (61 * n3) / 240 - (103 * n4) / 140,
    (49561 * n4) / 161280,
  ];
  const back = [
    n / 2 - (2 * n2) / 3 + (37 * n3) / 96 - n4 / 360,
    n2 / 48 + n3 / 15 - (437 * n4) / 1440,
    (17 * n3) / 480 - (37 * n4) / 840,
    (4397 * n4) / 161280,
  ];

  /** Tangent of the conformal latitude, from that of the latitude. */
  const conformal = (tangent: number): number => {
    const bent = Math.sinh(
      eccentricity * Math.atanh((eccentricity * tangent) / Math.hypot(1, tangent)),
    );
    return tangent * Math.hypot(1, bent) - bent * Math.hypot(1, tangent);
  };

  return {
    forward(longitude, latitude) {
      const away = (longitude - centralMeridian) * radian;
      if (!(Math.abs(away) <= mostDegrees * radian) || !(Math.abs(latitude) < 90)) return null;
      const tangent = conformal(Math.tan(latitude * radian));
      const north = Math.atan2(tangent, Math.cos(away));
      const east = Math.asinh(Math.sin(away) / Math.hypot(tangent, Math.cos(away)));
      const [y, x] = sineSum(ahead, north, east);
      return [falseEasting + radius * (east + x), falseNorthing + radius * (north + y)];
    },
    inverse(easting, northing) {
      const x = (easting - falseEasting) / radius;
      const y = (northing - falseNorthing) / radius;
      if (!(Math.abs(easting - falseEasting) <= mostMetres) || !(Math.abs(y) < Math.PI / 2))
        return null;
      const [up, aside] = sineSum(back, y, x);
      const north = y - up;
      const east = x - aside;
      const wanted = Math.sin(north) / Math.hypot(Math.sinh(east), Math.cos(north));
      let tangent = wanted;
      // Newton: three steps reach the last digit (Karney 2011, eq. 19–21).
      for (let step = 0; step < 4; step++) {
        const found = conformal(tangent);
        tangent +=
          ((wanted - found) / Math.hypot(1, found)) *
          ((1 + (1 - eccentricity ** 2) * tangent * tangent) /
            ((1 - eccentricity ** 2) * Math.hypot(1, tangent)));
      }
      return [
        centralMeridian + Math.atan2(Math.sinh(east), Math.cos(north)) / radian,
        Math.atan(tangent) / radian,
      ];
    },
  };
}
