import * as v from 'valibot';
import { describe, expect, test } from 'vitest';
import { compare } from '../../src/analysis/compare';
import { CompareParams } from '../../src/analysis/compareParams';
import { coverage } from '../../src/analysis/coverage';
import { CoverageParams } from '../../src/analysis/coverageParams';
import type { Edit } from '../../src/domain/scenario';
import type { Pack } from '../../src/pack/pack';
import { applyScenario } from '../../src/pack/scenario';
import { distanceMetres } from '../../src/geo/metric';
import { box, collection, packOf, peopleAt, peopleOn, shelterAt, townIn } from '../fixtures/pack';

const params = (before: Edit[], after: Edit[], more = {}) =>
  v.parse(CompareParams, { before, after, ...more });

/** Two villages 3 km apart, a shelter of 500 m in the first. */
const villages = packOf({
  residents: peopleAt([106.5, 29.5, 100], [106.53, 29.5, 40]),
  towns: collection([
    townIn(box(106.49, 29.4, 106.515, 29.6), '1'),
    townIn(box(106.515, 29.4, 106.6, 29.6), '2'),
  ]),
  shelters: collection([shelterAt(106.5, 29.5, { id: 'a', effectiveAreaSquareMetres: 280 })]),
});
const toSecond: Edit = { kind: 'move', id: 'a', longitude: 106.53, latitude: 29.5 };

test('a shelter moved to another village is a gain there and a loss here', () => {
  const { summary, headlines } = compare.run(villages, params([], [toSecond]));
  expect(summary).toMatchObject({
    newlyCovered: 40,
    newlyLost: 100,
    before: { covered: 100, coveredShare: 100 / 140 },
    after: { covered: 40 },
    units: [
      { code: '1', newlyCovered: 0, newlyLost: 100, sheltersBefore: 1, sheltersAfter: 0 },
      { code: '2', newlyCovered: 40, newlyLost: 0, sheltersBefore: 0, sheltersAfter: 1 },
    ],
  });
  expect(headlines?.find(({ id }) => id === 'newlyLost')).toMatchObject({
    value: 100,
    caution: true,
  });
});

test('nothing against itself changes nothing', () => {
  expect(compare.run(villages, params([toSecond], [toSecond])).summary).toMatchObject({
    newlyCovered: 0,
    newlyLost: 0,
  });
});

test('more residents are no newly covered residents: both sides are held against the later ones', () => {
  const doubled: Edit = { kind: 'residents', factor: 2, town: null };
  expect(compare.run(villages, params([], [doubled])).summary).toMatchObject({
    newlyCovered: 0,
    newlyLost: 0,
    before: { covered: 100 },
    after: { covered: 200 },
  });
  expect(compare.run(villages, params([], [doubled, toSecond])).summary).toMatchObject({
    newlyCovered: 80,
    newlyLost: 200,
  });
});

describe('on a grid', () => {
  const rows = Array.from({ length: 40 }, (_, row) =>
    Array.from({ length: 40 }, (_, column) => (row * 7 + column * 3) % 11),
  );
  const grid = packOf({
    residents: peopleOn(106.5, 29.5, rows),
    shelters: collection([shelterAt(106.51, 29.49, { id: 'a' })]),
  });
  const moved: Edit = { kind: 'move', id: 'a', longitude: 106.516, latitude: 29.487 };

  test('the image and the figures are those of a loop over every cell', () => {
    const { summary, images } = compare.run(grid, params([], [moved]));
    const expected = { gained: 0, lost: 0, classes: new Uint8Array(1600) };
    rows.flat().forEach((people, cell) => {
      const longitude = 106.5 + ((cell % 40) + 0.5) / 1200;
      const latitude = 29.5 - (Math.floor(cell / 40) + 0.5) / 1200;
      const was = distanceMetres(106.51, 29.49, longitude, latitude) <= 500;
      const is = distanceMetres(106.516, 29.487, longitude, latitude) <= 500;
      if (people === 0 || was === is) return;
      expected.classes[cell] = is ? 1 : 2;
      expected[is ? 'gained' : 'lost'] += people;
    });
    expect(summary).toMatchObject({ newlyCovered: expected.gained, newlyLost: expected.lost });
    expect(images.difference?.classes).toEqual(expected.classes);
  });

  test('gain less loss is the difference of the two coverages', () => {
    const { summary } = compare.run(grid, params([], [moved]));
    const covered = (pack: Pack) =>
      coverage.run(pack, v.parse(CoverageParams, {})).summary.covered!;
    expect(summary.newlyCovered! - summary.newlyLost!).toBe(
      covered(applyScenario(grid, [moved])) - covered(grid),
    );
  });
});

test('without residents there is no gain to speak of', () => {
  expect(compare.run(packOf(), params([], [])).summary).toMatchObject({
    newlyCovered: null,
    newlyLost: null,
  });
});

test('a cut that no road is near is said of its own side, and fails nothing that does not walk', () => {
  const stray: Edit = { kind: 'cut', longitude: 107, latitude: 30 };
  const { summary, provenance } = compare.run(villages, params([stray], [toSecond]));
  expect(summary.newlyCovered).toBe(40);
  const [first] = provenance.notes;
  expect(first?.en).toMatch(/^Before: A cut of the scenario could not be applied/);
});
