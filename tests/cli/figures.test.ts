import { expect, test } from 'vitest';
import { readParams } from '../../src/analysis/params';
import { point } from '../../src/analysis/point';
import { ownFigures } from '../../src/cli/figures';
import { box, collection, packOf, shelterAt } from '../fixtures/pack';

const pack = packOf({
  district: collection([
    { type: 'Feature', properties: {}, geometry: box(106.4, 29.4, 106.6, 29.6) },
  ]),
  shelters: collection([shelterAt(106.5, 29.5)]),
});
const said = (longitude: number, latitude: number) =>
  ownFigures.point!(
    point.run(pack, readParams(point.params, { longitude, latitude })).summary,
    'en',
  );

test('a place outside the district says so, and what the data do not reach is unknown, not none', () => {
  const outside = said(0, 0);
  expect(outside).toContain('the place lies outside the district');
  expect(outside).toMatch(/Hazards within 2 km +unknown/);
  const inside = said(106.5, 29.5);
  expect(inside).not.toContain('outside the district');
  expect(inside).toMatch(/Hazards within 2 km +none/);
});
