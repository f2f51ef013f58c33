import { text, type Text } from '../domain/text';
import type { Ellipsoid } from './crsGaussKruger';
import { semiMajorMetres } from './metric';

type Degrees = [longitude: number, latitude: number];

/** What degrees of a country's survey mean: an ellipsoid, and how it lies to WGS 84. */
export interface Datum {
  title: Text;
  ellipsoid: Ellipsoid;
  /** Why places of this datum are not exact here, with the size of the error; `null` when they are. */
  approximate: Text | null;
  /** EPSG code of its degrees. */
  degrees: number;
  toWgs84(longitude: number, latitude: number): Degrees;
  fromWgs84(longitude: number, latitude: number): Degrees;
}

const wgs84: Ellipsoid = { semiMajorMetres, inverseFlattening: 298.257223563 };
const krassovsky: Ellipsoid = { semiMajorMetres: 6378245, inverseFlattening: 298.3 };

const same = (longitude: number, latitude: number): Degrees => [longitude, latitude];

const radian = Math.PI / 180;

/** Degrees on one ellipsoid brought to another whose centre lies elsewhere (height 0), by way of geocentric metres. */
function shift(from: Ellipsoid, to: Ellipsoid, metres: readonly [number, number, number]) {
  const squared = ({ inverseFlattening: f }: Ellipsoid) => (2 - 1 / f) / f;
  const [e, target] = [squared(from), squared(to)];
  return (longitude: number, latitude: number): Degrees => {
    const [lambda, phi] = [longitude * radian, latitude * radian];
    const prime = from.semiMajorMetres / Math.sqrt(1 - e * Math.sin(phi) ** 2);
    const x = prime * Math.cos(phi) * Math.cos(lambda) + metres[0];
    const y = prime * Math.cos(phi) * Math.sin(lambda) + metres[1];
    const z = prime * (1 - e) * Math.sin(phi) + metres[2];
    const across = Math.hypot(x, y);
    let sine = Math.sin(phi);
    let found = phi;
    // Each step takes the error down by the squared eccentricity: 1e-13 after five.
    for (let step = 0; step < 6; step++) {
      const bend = to.semiMajorMetres / Math.sqrt(1 - target * sine * sine);
      found = Math.atan2(z + target * bend * sine, across);
      sine = Math.sin(found);
    }
    return [Math.atan2(y, x) / radian, found / radian];
  };
}

/** Beijing 1954 to WGS 84, metres: EPSG transformation 15921, of the Tarim basin, the only one of those far inland. */
const beijingMetres = [15.8, -154.4, -82.3] as const;
const beijing = {
  ellipsoid: krassovsky,
  approximate: text(
    '北京 54 没有公开的当地转换参数，这里用塔里木的平移参数，误差几十米',
    'Beijing 54 has no published local parameters; with those of the Tarim basin the error is tens of metres',
  ),
  toWgs84: shift(krassovsky, wgs84, beijingMetres),
  fromWgs84: shift(wgs84, krassovsky, [-beijingMetres[0], -beijingMetres[1], -beijingMetres[2]]),
};

/**
 * The datums of Chinese surveys and WGS 84. CGCS 2000 and WGS 84 agree to centimetres to decimetres and are taken as
 * one. Xi'an 80 has no public parameters at all: its degrees stand for those of CGCS 2000, off by up to 120 m
 * (sheet corners at 1:50 000 move by 0.8 mm north and 2.4 mm east).
 */
export const datums = {
  wgs84: {
    title: text('WGS 84', 'WGS 84'),
    ellipsoid: wgs84,
    approximate: null,
    degrees: 4326,
    toWgs84: same,
    fromWgs84: same,
  },
  cgcs2000: {
    title: text('CGCS 2000', 'CGCS 2000'),
    ellipsoid: { semiMajorMetres, inverseFlattening: 298.257222101 },
    approximate: null,
    degrees: 4490,
    toWgs84: same,
    fromWgs84: same,
  },
  xian80: {
    title: text('西安 80', 'Xi’an 80'),
    ellipsoid: { semiMajorMetres: 6378140, inverseFlattening: 298.257 },
    approximate: text(
      '西安 80 没有公开的转换参数，按 CGCS 2000 读取，误差可达 120 m',
      'Xi’an 80 has no published parameters; read as CGCS 2000, the error is up to 120 m',
    ),
    degrees: 4610,
    toWgs84: same,
    fromWgs84: same,
  },
  beijing54: { ...beijing, title: text('北京 54', 'Beijing 54'), degrees: 4214 },
  newBeijing: { ...beijing, title: text('新北京 54', 'New Beijing'), degrees: 4555 },
} satisfies Record<string, Datum>;

export type DatumId = keyof typeof datums;
