import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { transformOf } from '../../src/geo/crs';
import { datums } from '../../src/geo/crsDatums';
import { gaussKruger, type Ellipsoid } from '../../src/geo/crsGaussKruger';
import { codeOfZone, zoneOf } from '../../src/geo/crsZones';

/** Beijing, Hainan, the far north-east, Chengdu, Dazu. */
const places = [
  [116.39, 39.9],
  [109.5, 18.2],
  [134.2, 47.5],
  [104.06, 30.67],
  [105.7137, 29.6974],
] as const;

/** Easting and northing of the place, by PROJ 9.1.1 (cs2cs) with the EPSG dataset 10.076. */
const published: [id: string, place: readonly [number, number], metres: [number, number]][] = [
  ['EPSG:4523', places[4], [35569071.13183, 3286783.34982]],
  ['EPSG:4523', places[3], [35409916.38075, 3394765.29342]],
  ['EPSG:4544', places[4], [569071.13183, 3286783.34982]],
  ['EPSG:4544', places[1], [976429.27128, 2018970.37742]],
  ['EPSG:4544', places[0], [1475172.34612, 4481053.15521]],
  ['EPSG:4496', places[4], [18569071.13183, 3286783.34982]],
  ['EPSG:4507', places[3], [409916.38075, 3394765.29342]],
  ['EPSG:4545', places[4], [278707.11882, 3288758.31836]],
  ['EPSG:32648', places[4], [569043.50338, 3285468.63657]],
  ['EPSG:3857', places[4], [11767995.25387, 3464712.43598]],
  ['EPSG:3857', places[2], [14939075.66446, 6024072.11937]],
  ['EPSG:2359', places[4], [35569071.16436, 3286784.8814]],
  ['EPSG:2380', places[3], [409916.33832, 3394766.87546]],
  ['EPSG:2332', places[1], [18976429.49549, 2018971.31747]],
];

describe('coordinate systems of Chinese files', () => {
  test.each(published)('%s of %s is what PROJ says, to 0.1 mm', (id, place, metres) => {
    const transform = transformOf(id)!;
    const found = transform.fromWgs84(...(place as [number, number]))!;
    expect(Math.abs(found[0] - metres[0])).toBeLessThan(1e-4);
    expect(Math.abs(found[1] - metres[1])).toBeLessThan(1e-4);
    const back = transform.toWgs84(...metres)!;
    expect(Math.abs(back[0] - place[0])).toBeLessThan(1e-9);
    expect(Math.abs(back[1] - place[1])).toBeLessThan(1e-9);
  });

  test('degrees of Beijing 54 move as PROJ moves them with the same three parameters', () => {
    // cs2cs +proj=longlat +ellps=krass +towgs84=15.8,-154.4,-82.3 +to +proj=longlat +datum=WGS84
    const [longitude, latitude] = transformOf('EPSG:4214')!.toWgs84(105.7137, 29.6974)!;
    expect(longitude).toBeCloseTo(105.713974929, 8);
    expect(latitude).toBeCloseTo(29.697459426, 8);
  });

  test('an old datum says that it is approximate, and by how much; the others are not', () => {
    expect(transformOf('EPSG:2411')!.approximate?.en).toMatch('tens of metres');
    expect(transformOf('EPSG:2380')!.approximate?.['zh-CN']).toMatch('120 m');
    for (const id of ['EPSG:4490', 'EPSG:4544', 'EPSG:3857', 'GCJ02', 'BD09', 'EPSG:32648'])
      expect(transformOf(id)!.approximate).toBeNull();
  });

  test.each([
    ['EPSG:4490', 'EPSG:4490'],
    ['epsg:102100', 'EPSG:3857'],
    ['EPSG:900913', 'EPSG:3857'],
    ['gcj-02', 'GCJ02'],
    ['BD09ll', 'BD09'],
    ['CGCS2000', 'EPSG:4490'],
    ['WGS 84', 'EPSG:4326'],
    ['EPSG:4544+swapped', 'EPSG:4544+swapped'],
  ])('%s is %s', (id, wanted) => {
    expect(transformOf(id)?.id).toBe(wanted);
  });

  test.each(['EPSG:1', 'EPSG:4999', 'EPSG:32661', 'GCJ03', '', 'EPSG:4326+toString', '__proto__'])(
    'an id that is not known gives nothing: %s',
    (id) => {
      expect(transformOf(id)).toBeNull();
    },
  );

  test('what is no place gives nothing rather than a wrong one', () => {
    expect(transformOf('EPSG:4326')!.toWgs84(569071, 3286783)).toBeNull();
    expect(transformOf('EPSG:4523')!.toWgs84(569071, 3286783)).toBeNull();
    expect(transformOf('EPSG:4544')!.toWgs84(35569071, 3286783)).toBeNull();
    expect(transformOf('EPSG:4544')!.toWgs84(569071, 12_000_000)).toBeNull();
    expect(transformOf('EPSG:3857')!.toWgs84(30_000_000, 0)).toBeNull();
    expect(transformOf('CGCS2000-GK')!.toWgs84(24569071, 3286783)).toBeNull();
  });

  test('every transform undoes itself, across the zones of China', () => {
    const ids = ['GCJ02', 'BD09', 'EPSG:3857', 'EPSG:4214', 'EPSG:4544', 'EPSG:21418'];
    const written = ['CGCS2000-GK', 'EPSG:4326+e6+swapped', 'EPSG:4326+dms', 'EPSG:4326+d.mmss'];
    const place = fc.tuple(
      fc.double({ min: 100.6, max: 109.4, noNaN: true }),
      fc.double({ min: 19, max: 52, noNaN: true }),
    );
    fc.assert(
      fc.property(fc.constantFrom(...ids, ...written), place, (id, [longitude, latitude]) => {
        const transform = transformOf(id)!;
        const back = transform.toWgs84(...transform.fromWgs84(longitude, latitude)!)!;
        // Integers of 1e-6 degrees hold no more than half of that.
        const least = id.includes('e6') ? 6e-7 : 1e-8;
        expect(Math.abs(back[0] - longitude)).toBeLessThan(least);
        expect(Math.abs(back[1] - latitude)).toBeLessThan(least);
      }),
      { numRuns: 300 },
    );
  });
});

test.each([
  ['swapped', 'EPSG:4326+swapped', [29.71, 105.71]],
  ['lost sign', 'EPSG:4326+minus-x', [-105.71, 29.71]],
  ['both signs', 'EPSG:4326+minus-x+minus-y', [-105.71, -29.71]],
  ['1e5', 'EPSG:4326+e5', [10571000, 2971000]],
  ['1e6', 'EPSG:4326+e6', [105710000, 29710000]],
  ['1e6, one row not scaled', 'EPSG:4326+e6', [105.71, 29.71]],
  ['DMS in one', 'EPSG:4326+dms', [1054236, 294236]],
  ['DMS after the point', 'EPSG:4326+d.mmss', [105.4236, 29.4236]],
  ['north first, DMS', 'EPSG:4326+dms+swapped', [294236, 1054236]],
  ['metres, one row in degrees', 'EPSG:4544+mixed', [105.71, 29.71]],
  ['metres, one row in degrees, latitude first', 'EPSG:4544+swapped+mixed', [29.71, 105.71]],
] as const)('modifiers: %s', (_, id, [x, y]) => {
  const [longitude, latitude] = transformOf(id)!.toWgs84(x, y)!;
  expect(longitude).toBeCloseTo(105.71, 9);
  expect(latitude).toBeCloseTo(29.71, 9);
});

test('61 minutes or seconds are no compact degrees, minutes and seconds', () => {
  expect(transformOf('EPSG:4326+dms')!.toWgs84(1056136, 294236)).toBeNull();
  expect(transformOf('EPSG:4326+dms')!.toWgs84(1054261, 294236)).toBeNull();
  expect(transformOf('EPSG:4326+d.mmss')!.toWgs84(105.6136, 29.4236)).toBeNull();
});

test('zone numbers before some eastings only are left out when asked', () => {
  const transform = transformOf('EPSG:4544+unzoned')!;
  expect(transform.toWgs84(35569071.13183, 3286783.34982)![0]).toBeCloseTo(105.7137, 9);
  expect(transform.toWgs84(569071.13183, 3286783.34982)![0]).toBeCloseTo(105.7137, 9);
});

test('metres of two zones in one file: the number before each easting says which', () => {
  const transform = transformOf('CGCS2000-GK')!;
  const of35 = transformOf('EPSG:4523')!.fromWgs84(105.7137, 29.6974)!;
  const of36 = transformOf('EPSG:4524')!.fromWgs84(106.6, 29.5)!;
  const of18 = transformOf('EPSG:4496')!.fromWgs84(105.7137, 29.6974)!;
  expect(transform.toWgs84(...of35)![0]).toBeCloseTo(105.7137, 8);
  expect(transform.toWgs84(...of36)![0]).toBeCloseTo(106.6, 8);
  expect(transform.toWgs84(...of18)![0]).toBeCloseTo(105.7137, 8);
});

test.each([
  [4513, 'cgcs2000', 75, 3, 25],
  [4533, 'cgcs2000', 135, 3, 45],
  [4534, 'cgcs2000', 75, 3, null],
  [4554, 'cgcs2000', 135, 3, null],
  [4491, 'cgcs2000', 75, 6, 13],
  [4512, 'cgcs2000', 135, 6, null],
  [2327, 'xian80', 75, 6, 13],
  [2390, 'xian80', 135, 3, null],
  [2401, 'beijing54', 75, 3, 25],
  [2442, 'beijing54', 135, 3, null],
  [21418, 'beijing54', 105, 6, 18],
  [21463, 'beijing54', 135, 6, null],
  [4656, 'newBeijing', 87, 3, 29],
  [4766, 'newBeijing', 90, 3, 30],
  [4822, 'newBeijing', 135, 3, null],
] as const)(
  'EPSG:%i is %s, meridian %i°, %i° zones, number %s',
  (code, datum, meridian, width, number) => {
    const zone = { datum, meridian, width, number };
    expect(zoneOf(code)).toEqual(zone);
    expect(codeOfZone(zone)).toBe(code);
  },
);

/**
 * Gauss–Krüger the slow way: the length of the meridian by Simpson's rule with 20,000 steps, and the classical series
 * of Hristow in the longitude difference to the eighth power for the northing and the seventh for the easting.
 */
function slowly(ellipsoid: Ellipsoid, away: number, latitude: number): [number, number] {
  const f = 1 / ellipsoid.inverseFlattening;
  const e2 = f * (2 - f);
  const a = ellipsoid.semiMajorMetres;
  const phi = (latitude * Math.PI) / 180;
  const steps = 20_000;
  const radius = (at: number) => (a * (1 - e2)) / (1 - e2 * Math.sin(at) ** 2) ** 1.5;
  let arc = 0;
  for (let i = 0; i < steps; i++) {
    const from = (phi * i) / steps;
    const to = (phi * (i + 1)) / steps;
    arc += ((to - from) / 6) * (radius(from) + 4 * radius((from + to) / 2) + radius(to));
  }
  const prime = a / Math.sqrt(1 - e2 * Math.sin(phi) ** 2);
  const t = Math.tan(phi) ** 2;
  const eta = (e2 / (1 - e2)) * Math.cos(phi) ** 2;
  const l = ((away * Math.PI) / 180) * Math.cos(phi);
  const north =
    (prime * Math.tan(phi) * l ** 2) / 2 +
    ((prime * Math.tan(phi) * l ** 4) / 24) * (5 - t + 9 * eta + 4 * eta ** 2) +
    ((prime * Math.tan(phi) * l ** 6) / 720) * (61 - 58 * t + t ** 2 + 270 * eta - 330 * t * eta);
  const east =
    prime * l +
    ((prime * l ** 3) / 6) * (1 - t + eta) +
    ((prime * l ** 5) / 120) * (5 - 18 * t + t ** 2 + 14 * eta - 58 * t * eta);
  return [500_000 + east, arc + north];
}

test.each(Object.entries(datums))(
  'Gauss–Krüger of %s agrees with the textbook series to 1 mm within its zone',
  (_, { ellipsoid }) => {
    const projection = gaussKruger(ellipsoid, { centralMeridian: 105, falseEasting: 500_000 });
    for (const away of [-1.5, -0.7, 0, 0.4, 1.5]) {
      for (const latitude of [18, 29.7, 41, 53]) {
        const [easting, northing] = projection.forward(105 + away, latitude)!;
        const [east, north] = slowly(ellipsoid, away, latitude);
        expect(Math.abs(easting - east)).toBeLessThan(1e-3);
        expect(Math.abs(northing - north)).toBeLessThan(1e-3);
      }
    }
  },
);
