import * as v from 'valibot';
import { describe, expect, test } from 'vitest';
import { coverage } from '../../src/analysis/coverage';
import { CoverageParams } from '../../src/analysis/coverageParams';
import { LiveCoverage } from '../../src/analysis/live';
import type { Edit } from '../../src/domain/scenario';
import type { Pack, Residents } from '../../src/pack/pack';
import { applyScenario } from '../../src/pack/scenario';
import { box, collection, packOf, peopleAt, shelterAt, townIn } from '../fixtures/pack';
import { seeded } from '../fixtures/random';

const question = v.parse(CoverageParams, {});
const random = seeded(20);
const between = (min: number, max: number) => min + random() * (max - min);

const towns = collection([
  townIn(box(106.5, 29.4, 106.55, 29.5), '1'),
  townIn(box(106.55, 29.4, 106.6, 29.5), '2'),
]);

const grid: Residents = {
  kind: 'grid',
  grid: {
    west: 106.49,
    north: 29.51,
    cellDegrees: 1 / 1200,
    columns: 140,
    rows: 140,
    people: Uint16Array.from({ length: 140 * 140 }, () =>
      random() < 0.6 ? 0 : Math.floor(between(1, 90)),
    ),
  },
};
const points = peopleAt(
  ...Array.from({ length: 3000 }, (): [number, number, number] => [
    between(106.49, 106.61),
    between(29.39, 29.51),
    Math.floor(between(1, 900)),
  ]),
);

const shelters = collection(
  Array.from({ length: 30 }, (_, i) =>
    shelterAt(between(106.5, 106.6), between(29.4, 29.5), {
      id: `s${i}`,
      duration: (['emergency', 'short', 'long', null] as const)[i % 4]!,
      effectiveAreaSquareMetres: i % 5 ? 100 * i : null,
    }),
  ),
);

const packWith = (residents: Residents) => packOf({ residents, towns, shelters });

/** A scenario of many steps, as a person who tries things out would leave behind. */
function steps(count: number): Edit[] {
  const ids = shelters.features.map(({ properties }) => properties.id);
  const anyone = () => ids[Math.floor(random() * ids.length)]!;
  const place = () => ({ longitude: between(106.48, 106.62), latitude: between(29.38, 29.52) });
  const kinds: (() => Edit)[] = [
    () => ({ kind: 'move', id: anyone(), ...place() }),
    () => ({ kind: 'status', id: anyone(), status: random() < 0.5 ? 'closed' : 'open' }),
    () => ({ kind: 'reclass', id: anyone(), duration: 'long', class51143: null }),
    () => ({
      kind: 'resize',
      id: anyone(),
      effectiveAreaSquareMetres: Math.floor(between(10, 5000)),
      capacityPeople: null,
    }),
    () => {
      const id = `new${ids.length}`;
      ids.push(id);
      return {
        kind: 'add',
        id,
        name: id,
        ...place(),
        duration: 'short',
        class51143: null,
        effectiveAreaSquareMetres: 500,
        capacityPeople: null,
      };
    },
  ];
  return Array.from({ length: count }, () => kinds[Math.floor(random() * kinds.length)]!());
}

function fresh(pack: Pack) {
  const { summary, images } = coverage.run(pack, question);
  return { summary, image: images.uncovered };
}

describe.each([
  ['a grid', grid],
  ['points', points],
])('live coverage of residents on %s', (_, residents) => {
  test('equals a fresh run to the bit after every step of a scenario', () => {
    const pack = packWith(residents);
    const edits = steps(60);
    let live: LiveCoverage | null = null;
    for (let step = 0; step <= edits.length; step++) {
      const variant = applyScenario(pack, edits.slice(0, step));
      live = LiveCoverage.of(variant, question, live);
      const figures = live!.update(variant);
      const { summary, image } = fresh(variant);
      expect(figures.residents).toBe(summary.residents);
      expect(figures.covered).toBe(summary.covered);
      expect(summary.units.map((unit, i) => ({ ...unit, ...figures.units[i] }))).toEqual(
        summary.units,
      );
      expect({ ...summary, ...figures.totals }).toEqual(summary);
      if (residents.kind === 'grid') expect(live!.image).toEqual(image);
      for (const [id, inside] of Object.entries(figures.insideChanged)) {
        expect(summary.perShelter.find((shelter) => shelter.id === id)?.residentsInside).toBe(
          inside,
        );
      }
    }
  });

  test('looks at the places of the moved shelter alone', () => {
    const pack = packWith(residents);
    const live = LiveCoverage.of(pack, question, null)!;
    live.update(pack);
    const id = 's0';
    const moved = applyScenario(pack, [{ kind: 'move', id, longitude: 106.52, latitude: 29.45 }]);
    const before = live.update(moved);
    expect(Object.keys(before.insideChanged)).toEqual([id]);
    // Two discs of 500 m hold about 2 × 98 cells of 3 arc-seconds.
    expect(before.touched).toBeGreaterThan(0);
    expect(before.touched).toBeLessThan(250);
    expect(live.update(moved)).toMatchObject({ touched: 0, changedRows: [0, 0] });
  });
});

test('residents scaled to fractions stay within a billionth of a fresh run', () => {
  const pack = packWith(grid);
  const scaled: Edit = { kind: 'residents', factor: 1.1, town: null };
  const edits = steps(200);
  let live: LiveCoverage | null = null;
  for (let step = 0; step <= edits.length; step++) {
    const variant = applyScenario(pack, [scaled, ...edits.slice(0, step)]);
    live = LiveCoverage.of(variant, question, live);
    live!.update(variant);
  }
  const variant = applyScenario(pack, [scaled, ...edits]);
  const { summary } = fresh(variant);
  const { covered } = live!.update(variant);
  expect(Math.abs(covered! - summary.covered!)).toBeLessThan(1e-9 * summary.residents!);
});

test('other residents, or another question, start anew', () => {
  const pack = packWith(grid);
  const live = LiveCoverage.of(pack, question, null);
  const halved = applyScenario(pack, [{ kind: 'residents', factor: 0.5, town: '1' }]);
  expect(LiveCoverage.of(pack, question, live)).toBe(live);
  expect(LiveCoverage.of(halved, question, live)).not.toBe(live);
  expect(LiveCoverage.of(pack, { ...question, scheme: 'own' }, live)).not.toBe(live);
});

test('residents spread over areas, and ways on roads, have no live coverage', () => {
  const areas = packOf({
    residents: {
      kind: 'areas',
      areas: [box(106.5, 29.4, 106.55, 29.5)],
      people: Float64Array.of(10),
    },
  });
  expect(LiveCoverage.of(areas, question, null)).toBeNull();
  expect(LiveCoverage.of(packWith(grid), { ...question, by: 'walk' }, null)).toBeNull();
});
