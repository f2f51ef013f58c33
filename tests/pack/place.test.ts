import type { Geometry } from 'geojson';
import { describe, expect, test } from 'vitest';
import type { SheetRow } from '../../src/formats/sheet';
import { transformOf } from '../../src/geo/crs';
import { placeOf, type Needs } from '../../src/pack/place';

const rowOf = (values: Record<string, unknown>, geometry: Geometry | null = null): SheetRow => ({
  row: 2,
  values,
  geometry,
});
const columns = { longitude: 'X', latitude: 'Y' };
const zone35 = transformOf('EPSG:4523+swapped')!;

function pointOf(
  row: SheetRow,
  mapping: Record<string, string>,
  id: string,
): [string, string] | string {
  const place = placeOf(row, mapping, 'point', transformOf(id));
  if (place.geometry?.type !== 'Point') return place.geometry ? 'no point' : place.reason.en;
  const [x, y] = place.geometry.coordinates as [number, number];
  return [x.toFixed(7), y.toFixed(7)];
}

describe('the place of a row through a chosen system', () => {
  const dazu: [string, string] = ['105.7137000', '29.6974000'];
  test.each([
    ['metres, X to the north', 'EPSG:4523+swapped', 3286783.34982, 35569071.13183],
    ['metres as text', 'EPSG:4523+swapped', '3286783.34982', '35,569,071.13183'],
    ['metres without the zone', 'EPSG:4544+swapped', 3286783.34982, '569071.13183'],
    ['Web Mercator', 'EPSG:3857', 11767995.25387, 3464712.43598],
    ['integers', 'EPSG:4326+e6', '105713700', 29697400],
    ['compact degrees, minutes, seconds', 'EPSG:4326+dms', '1054249.32', '294150.64'],
    ['an angle as text stays an angle', 'EPSG:4326+dms', '105°42′49.32″', '29-41-50.64'],
    ['degrees, latitude first', 'EPSG:4326+swapped', '29.6974', '105.7137'],
  ])('%s', (_, id, x, y) => {
    expect(pointOf(rowOf({ X: x, Y: y }), columns, id)).toEqual(dazu);
  });

  test('both in one column', () => {
    const mapping = { position: '坐标' };
    const metres = rowOf({ 坐标: 'X=3286783.34982,Y=35569071.13183' });
    expect(pointOf(metres, mapping, 'EPSG:4523+swapped')).toEqual(dazu);
    const turned = rowOf({ 坐标: 'Y=35569071.13183 X=3286783.34982' });
    expect(pointOf(turned, mapping, 'EPSG:4523+swapped')).toEqual(dazu);
    const one = rowOf({ 坐标: '3286783.34982' });
    expect(pointOf(one, mapping, 'EPSG:4523')).toBe('no two coordinates; not imported');
    const plain = rowOf({ 坐标: '3286783.34982,35569071.13183' });
    expect(pointOf(plain, mapping, 'EPSG:4523+swapped')).toEqual(dazu);
    expect(pointOf(rowOf({ 坐标: '29.6974，105.7137' }), mapping, 'EPSG:4326')).toEqual(dazu);
  });

  test.each([
    [{ X: 'abc', Y: 35569071 }, 'X', 'abc', 'no number of a coordinate; not imported'],
    [{ X: 3286783, Y: '？' }, 'X, Y', '3286783, ？', 'no position; not imported'],
    [
      { X: 3286783, Y: 569071 },
      'X, Y',
      '3286783, 569071',
      'no place when read as CGCS 2000 Gauss–Krüger, 3° zone 35, north (or latitude) first; not imported',
    ],
  ])(
    'a row that cannot be read names the column, the value and the system: %o',
    (values, field, value, reason) => {
      expect(placeOf(rowOf(values), columns, 'point', zone35)).toMatchObject({
        geometry: null,
        field,
        value,
        reason: { en: reason },
      });
    },
  );

  test('the checks of degrees come after it: swapped, and 0, 0', () => {
    expect(pointOf(rowOf({ X: 29.7, Y: 105.7 }), columns, 'EPSG:4326')).toMatch(
      'no place when read as',
    );
    expect(pointOf(rowOf({ X: 29.7, Y: 80 }), columns, 'EPSG:4326')).toMatch('look swapped');
    expect(pointOf(rowOf({ X: 0, Y: 0 }), columns, 'EPSG:4326')).toMatch(
      'stands for an empty value',
    );
  });

  test.each([
    ['EPSG:4544', 105.72, 29.7],
    ['EPSG:4544', '105.72', '29.7'],
    ['EPSG:4544+swapped', 29.7, 105.72],
    ['EPSG:3857', 105.72, 29.7],
    ['EPSG:32648', '105°43′12″', '29°42′'],
  ])('degrees are no metres of %s and give no place in the sea', (id, x, y) => {
    const said = pointOf(rowOf({ X: x, Y: y }), columns, id);
    expect(said).toBe(
      `degrees, no coordinates of ${transformOf(id)!.title.en}; not imported; choose degrees, or make two files of it`,
    );
    expect(placeOf(rowOf({ X: x, Y: y }), columns, 'point', transformOf(id))).toMatchObject({
      ...{ geometry: null, field: 'X, Y', value: `${x}, ${y}` },
    });
  });

  test('shapes in degrees are no metres either; a reading that takes both takes them', () => {
    const point: Geometry = { type: 'Point', coordinates: [105.72, 29.7] };
    expect(placeOf(rowOf({}, point), {}, 'point', transformOf('EPSG:4544'))).toMatchObject({
      geometry: null,
      value: '105.72, 29.7',
    });
    for (const id of ['EPSG:4544+mixed', 'EPSG:4326+e6', 'EPSG:4326+dms', 'GCJ02', 'BD09'])
      expect(placeOf(rowOf({}, point), {}, 'point', transformOf(id)).geometry?.type).toBe('Point');
  });

  test('geometry is brought to degrees position by position', () => {
    const [a, b] = [
      [35569071.13183, 3286783.34982, 412],
      [35409916.38075, 3394765.29342, 420],
    ];
    const line: Geometry = { type: 'LineString', coordinates: [a, b] };
    const place = placeOf(rowOf({}, line), {}, 'line', transformOf('EPSG:4523'));
    const [from, to] = (place.geometry as { coordinates: number[][] }).coordinates;
    expect(from!.map((value) => value.toFixed(7))).toEqual([
      '105.7137000',
      '29.6974000',
      '412.0000000',
    ]);
    expect(to![0]).toBeCloseTo(104.06, 7);
    const broken: Geometry = { type: 'LineString', coordinates: [a, [1, 2]] };
    expect(placeOf(rowOf({}, broken), {}, 'line', transformOf('EPSG:4523'))).toMatchObject({
      geometry: null,
      value: '1, 2',
    });
  });
});

const square: Geometry = {
  type: 'Polygon',
  coordinates: [
    [
      [105, 29],
      [106, 29],
      [106, 30],
      [105, 29],
    ],
  ],
};
const line: Geometry = {
  type: 'LineString',
  coordinates: [
    [105, 29],
    [106, 30],
  ],
};
const lines: Geometry = {
  type: 'MultiLineString',
  coordinates: [
    [
      [105, 29],
      [106, 30],
    ],
  ],
};
const point: Geometry = { type: 'Point', coordinates: [105, 29] };

test.each<[Needs, Geometry, string | null]>([
  ['point', point, 'Point'],
  ['point', square, 'Point'],
  ['point', line, null],
  ['area', square, 'Polygon'],
  ['area', point, null],
  ['area', line, null],
  ['point-or-area', square, 'Polygon'],
  ['line', line, 'LineString'],
  ['line', lines, 'MultiLineString'],
  ['line', square, null],
  ['line', point, null],
  ['line-or-area', line, 'LineString'],
  ['line-or-area', square, 'Polygon'],
  ['line-or-area', point, null],
])('%s of a %o gives %s', (needs, geometry, type) => {
  expect(placeOf(rowOf({}, geometry), {}, needs).geometry?.type ?? null).toBe(type);
});

test('a geometry in metres that is taken for degrees is refused, whatever its type', () => {
  const metres: Geometry = {
    type: 'Polygon',
    coordinates: [
      [
        [569071, 3286783],
        [569171, 3286783],
        [569171, 3286883],
        [569071, 3286783],
      ],
    ],
  };
  expect(placeOf(rowOf({}, metres), {}, 'area')).toMatchObject({
    geometry: null,
    value: '569071, 3286783',
    reason: { en: expect.stringContaining('projected coordinates in metres') as string },
  });
});

test('a row without geometry has no line', () => {
  expect(placeOf(rowOf({ X: 105, Y: 29 }), columns, 'line').geometry).toBeNull();
});

describe('coordinates as people paste them', () => {
  const degreesOf = (X: string, Y: string, id: string | null = null) => {
    const place = placeOf(rowOf({ X, Y }), columns, 'point', id ? transformOf(id) : null);
    return place.geometry?.type === 'Point' ? place.geometry.coordinates : place;
  };

  test.each([null, 'EPSG:4326'])(
    'characters that nobody sees make no difference (through %s)',
    (id) => {
      expect(degreesOf('\u200b105.71\ufeff', '29.7\u200e', id)).toEqual([105.71, 29.7]);
    },
  );

  test.each([null, 'EPSG:4326'])(
    'a decimal comma is named and never guessed at (through %s)',
    (id) => {
      expect(degreesOf('105,7137', '29,6974', id)).toMatchObject({
        geometry: null,
        field: 'X',
        value: '105,7137',
        reason: {
          'zh-CN': '“105,7137”用逗号作小数点，没有导入；请改成 105.7137',
          en: '“105,7137” has a decimal comma; not imported. Write 105.7137',
        },
      });
    },
  );
});

test('Latin letters stand apart in Chinese sentences', () => {
  const metres = rowOf({ X: 1, Y: 2e9 });
  const place = placeOf(metres, columns, 'point', transformOf('EPSG:4523'));
  expect('reason' in place && place.reason['zh-CN']).toMatch(
    /^按 CGCS ?2000 .*读不出位置，没有导入$/u,
  );
});
