import { describe, expect, test } from 'vitest';
import {
  coordinateForms,
  parseAngle,
  parseCoordinate,
  readCoordinate,
  readPair,
} from '../../src/formats/coordinates';

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

test.each([
  '105°42′36″',
  '105°42\'36"E',
  '105°42′36',
  '１０５°４２′３６″',
  '105-42-36',
  '105—42—36',
  '105:42:36',
  '105.42.36',
  '105 42 36',
  '105度42分36秒',
  '东经105度42分36.0秒',
  '東經105°42′36″',
  'E 105° 42′ 36″',
  '105º42´36"',
])('one cell that can only be 105°42′36″: %s', (typed) => {
  const found = readCoordinate(typed);
  expect(found?.value).toBeCloseTo(105.71, 10);
  expect(found?.angle).toBe(true);
  expect(parseAngle(typed, 'longitude')).toBeCloseTo(105.71, 10);
});

test.each([
  ['105.71', 105.71],
  [' 105.71 ', 105.71],
  ['１０５．７１', 105.71],
  [105.71, 105.71],
  ['-105.71', -105.71],
  ['−105.71', -105.71],
  ['1054236', 1054236],
  ['1054236.5', 1054236.5],
  ['3,286,783.35', 3286783.35],
  ['3286783.35 m', 3286783.35],
  ['35569071.13米', 35569071.13],
])('a bare number stays a number, whatever it may mean: %s', (typed, value) => {
  expect(readCoordinate(typed)).toEqual({ value, angle: false, axis: null });
});

test.each([
  '',
  '无',
  '105°61′',
  'NaN',
  Infinity,
  null,
  undefined,
  true,
  '105°42′36″ 29°42′',
  '1e999',
])('a cell that holds no coordinate: %s', (typed) => {
  expect(readCoordinate(typed)).toBeNull();
});

test.each([
  ['105.71,29.7', [105.71, 29.7]],
  ['29.7,105.71', [105.71, 29.7]],
  ['(29.7， 105.71)', [105.71, 29.7]],
  ['POINT (105.71 29.7)', [105.71, 29.7]],
  ['北纬29°42′，东经105°42′36″', [105.71, 29.7]],
  ['105-42-36, 29-42-00', [105.71, 29.7]],
  ['3286783.35, 569071.13', [3286783.35, 569071.13]],
  ['1054236,294200', [1054236, 294200]],
])('two coordinates in one cell: %s', (typed, [x, y]) => {
  const pair = readPair(typed);
  expect(pair?.[0].value).toBeCloseTo(x!, 9);
  expect(pair?.[1].value).toBeCloseTo(y!, 9);
});

test.each(['105.71', '1 2 3', '龙岗街道', '', null])(
  'one cell without two coordinates: %s',
  (typed) => {
    expect(readPair(typed)).toBeNull();
  },
);

test('1054236 alone may be three things, and all come back', () => {
  expect(coordinateForms(1054236)).toEqual([
    { form: 'dms', degrees: expect.closeTo(105.71, 10) as number },
    { form: 'e4', degrees: 105.4236 },
    { form: 'e5', degrees: 10.54236 },
    { form: 'e6', degrees: 1.054236 },
    { form: 'metres', degrees: null },
  ]);
});

test.each([
  [105.71, ['degrees']],
  [105.4236, ['degrees', 'd.mmss']],
  [105, ['degrees']],
  [105710000, ['e6', 'e7', 'e8', 'metres']],
  [1056136, ['e4', 'e5', 'e6', 'metres']],
  [569071.13, ['metres']],
  [35569071.13, ['metres']],
])('what %d alone can mean', (value, forms) => {
  expect(coordinateForms(value).map(({ form }) => form)).toEqual(forms);
});
