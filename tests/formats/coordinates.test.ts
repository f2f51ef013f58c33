import { describe, expect, test } from 'vitest';
import { parseAngle, parseCoordinate } from '../../src/formats/coordinates';

describe('a position that a person typed', () => {
  test.each([
    '105.71, 29.70',
    '29.70 105.71',
    '１０５．７１，２９．７０',
    '105°42′36″E 29°42′N',
    "29°42'N, 105°42'36\"E",
    'E105°42′36″ N29°42′',
    '105-42-36, 29-42-00',
    '东经105度42分36秒 北纬29度42分',
    '東經105度42分36秒，北緯29度42分',
    '经度:105.71 纬度:29.70',
    '(29.7, 105.71)',
    '105.71° 29.7°',
  ])('%s', (typed) => {
    const { longitude, latitude } = parseCoordinate(typed);
    expect(longitude).toBeCloseTo(105.71, 9);
    expect(latitude).toBeCloseTo(29.7, 9);
  });

  test('west and south are negative', () => {
    expect(parseCoordinate('58°30′W 34°36′S')).toMatchObject({ longitude: -58.5, latitude: -34.6 });
  });

  test.each([
    ['29.7, 45.3', 'It is not clear which is the longitude: write E and N after the numbers.'],
    ['105.7E 106E', 'Both numbers are longitudes, or both latitudes; check them.'],
    ['105°72′ 29°', 'Minutes and seconds must be below 60.'],
    ['200E 29N', '200, 29 is outside the world: longitude -180 to 180, latitude -90 to 90.'],
    [
      '龙岗街道',
      '“龙岗街道” is no pair of coordinates; for example 105.71, 29.70 or 105°42′36″E 29°42′N.',
    ],
    ['', '“” is no pair of coordinates; for example 105.71, 29.70 or 105°42′36″E 29°42′N.'],
    [
      '1 2 3',
      '“1 2 3” is no pair of coordinates; for example 105.71, 29.70 or 105°42′36″E 29°42′N.',
    ],
  ])('what is no position, or could be two, is none: %s', (typed, reason) => {
    expect(parseCoordinate(typed).reason?.en).toBe(reason);
  });
});

test.each([
  ['105°42′36″', 'longitude', 105.71],
  ['29-42', 'latitude', 29.7],
  ['29.7N', 'latitude', 29.7],
  ['29.7N', 'longitude', null],
  ['abc', 'longitude', null],
  ['105.7, 29.7', 'longitude', null],
] as const)('one angle: %s as %s', (typed, axis, degrees) => {
  const found = parseAngle(typed, axis);
  if (degrees === null) expect(found).toBeNull();
  else expect(found).toBeCloseTo(degrees, 9);
});
