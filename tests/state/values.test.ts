import { expect, test } from 'vitest';
import { changedIn, same, valueAt, withValue } from '../../src/state/values';

test('a dotted key goes into an object, and what was given stays as it was', () => {
  const params = { scheme: 'own', zoneMetres: { flood: 50, landslide: 100 } };
  const changed = withValue(params, 'zoneMetres.flood', 80);
  expect(changed).toEqual({ scheme: 'own', zoneMetres: { flood: 80, landslide: 100 } });
  expect(params.zoneMetres.flood).toBe(50);
  expect(valueAt(changed, 'zoneMetres.flood')).toBe(80);
});

test('a key that leads nowhere has no value, and can be given one', () => {
  expect(valueAt({ a: 1 }, 'b.c')).toBeUndefined();
  expect(valueAt({ a: 1 }, 'a.c')).toBeUndefined();
  expect(withValue({}, 'b.c', 2)).toEqual({ b: { c: 2 } });
});

test('lists and objects are equal by what they hold', () => {
  expect(same({ areas: [[1, 2]], by: 'walk' }, { by: 'walk', areas: [[1, 2]] })).toBe(true);
  expect(same({ areas: [[1, 2]] }, { areas: [[1, 3]] })).toBe(false);
});

test('a parameter that one side lacks makes a difference unless it is undefined', () => {
  expect(same({ a: 1 }, { a: 1, b: 2 })).toBe(false);
  expect(same({ a: null }, { a: 0 })).toBe(false);
});

test('only what differs from the defaults is changed', () => {
  expect(changedIn({ a: 1, b: [1], c: null }, { a: 1, b: [], c: null })).toEqual({ b: [1] });
});
