import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { analyses, type ParamsOf } from '../../src/analysis';
import { readParams } from '../../src/analysis/params';
import { indexLattice, latticeDepth } from '../../src/geo/lattice';
import { nearestOfLattice } from '../../src/geo/nearest';
import type { Pack, Residents } from '../../src/pack/pack';
import { seeded } from '../fixtures/random';
import { box, collection, packOf, peopleAt, peopleOn, shelterAt, townIn } from '../fixtures/pack';

const side = 24;
/** Few runs with a fixed seed: the same cases every day, and a file that stays quick. */
const runs = { numRuns: 25, seed: 20_251_231 };

const longitude = fc.double({ min: 106.495, max: 106.525, noNaN: true });
const latitude = fc.double({ min: 29.475, max: 29.505, noNaN: true });
const count = fc.integer({ min: 0, max: 60 });
const durations = ['emergency', 'short', 'long', null] as const;

/** A grid from a seed: drawing every cell by itself would take longer than asking about it. */
const onGrid = fc.nat().map((seed) => {
  const random = seeded(seed);
  const row = () => Array.from({ length: side }, () => Math.max(0, Math.floor(random() * 90) - 30));
  return peopleOn(106.5, 29.5, Array.from({ length: side }, row));
});
const atPoints = fc
  .array(fc.tuple(longitude, latitude, count), { minLength: 1, maxLength: 120 })
  .map((places) => peopleAt(...places));
const residents: fc.Arbitrary<Residents> = fc.oneof(onGrid, atPoints);
const shelter = fc.record({
  longitude,
  latitude,
  duration: fc.constantFrom(...durations),
  effectiveAreaSquareMetres: fc.option(fc.integer({ min: 1, max: 5000 })),
});
const shelters = fc.array(shelter, { minLength: 1, maxLength: 12 });

const featuresOf = (
  records: readonly (typeof shelter extends fc.Arbitrary<infer S> ? S : never)[],
) =>
  records.map(({ longitude: x, latitude: y, ...rest }, i) =>
    shelterAt(x, y, { id: `s${i}`, ...rest }),
  );

const towns = collection([
  townIn(box(106.49, 29.47, 106.51, 29.51), '1'),
  townIn(box(106.51, 29.47, 106.53, 29.51), '2'),
]);
const summaryOf = (pack: Pack, params: ParamsOf<'coverage'> = {}) =>
  analyses.coverage.run(pack, readParams(analyses.coverage.params, params)).summary;
const totalOf = (people: Residents): number => {
  if (people.kind === 'areas') throw new Error('These residents are not at places.');
  const counts = Array.from(people.kind === 'grid' ? people.grid.people : people.people);
  return counts.reduce((sum, n) => sum + n, 0);
};

/** Sums of distances are rounded in the order of the residents: everything else is equal to the bit. */
const rounded = (value: unknown): unknown =>
  JSON.parse(
    JSON.stringify(value, (_, part: unknown) =>
      typeof part === 'number' ? Number(part.toPrecision(12)) : part,
    ),
  );

describe('whatever the residents and shelters', () => {
  it('each resident is counted once: covered and uncovered are everybody, and so are the towns', () => {
    fc.assert(
      fc.property(residents, shelters, (people, records) => {
        const total = totalOf(people);
        fc.pre(total > 0);
        const pack = packOf({
          residents: people,
          towns,
          shelters: collection(featuresOf(records)),
        });
        const summary = summaryOf(pack);
        expect(summary.residents).toBe(total);
        expect(summary.covered! + summary.uncovered!).toBe(total);
        expect(summary.covered).toBeLessThanOrEqual(total);
      }),
      runs,
    );
  });

  it('another shelter never lowers coverage', () => {
    fc.assert(
      fc.property(residents, shelters, shelter, (people, records, another) => {
        const withShelters = (all: typeof records) =>
          summaryOf(packOf({ residents: people, shelters: collection(featuresOf(all)) })).covered;
        expect(withShelters([...records, another])!).toBeGreaterThanOrEqual(withShelters(records)!);
      }),
      runs,
    );
  });

  it('a larger radius never lowers coverage', () => {
    fc.assert(
      fc.property(residents, shelters, fc.integer({ min: 10, max: 5000 }), (people, records, r) => {
        const pack = packOf({ residents: people, shelters: collection(featuresOf(records)) });
        const within = (metres: number) =>
          summaryOf(pack, {
            radiusMetres: {
              emergency: metres,
              short: metres,
              medium: metres,
              long: metres,
              unknown: metres,
            },
          }).covered!;
        expect(within(r + 50)).toBeGreaterThanOrEqual(within(r));
      }),
      runs,
    );
  });

  it('the order of shelters and of residents at points does not matter', () => {
    const inOrder = fc.array(fc.tuple(longitude, latitude, count), { minLength: 2, maxLength: 90 });
    fc.assert(
      fc.property(inOrder, shelters, (places, records) => {
        const features = featuresOf(records);
        const forwards = packOf({
          residents: peopleAt(...places),
          towns,
          shelters: collection(features),
        });
        const backwards = packOf({
          residents: peopleAt(...places.toReversed()),
          towns,
          shelters: collection(features.toReversed()),
        });
        expect(rounded(summaryOf(backwards))).toEqual(rounded(summaryOf(forwards)));
      }),
      runs,
    );
  });

  it('a cell is reached by a disc exactly when its nearest disc of that radius is near enough', () => {
    fc.assert(
      fc.property(onGrid, shelters, fc.integer({ min: 10, max: 3000 }), (people, records, r) => {
        if (people.kind !== 'grid') return;
        const index = indexLattice(people.grid, Float64Array.from(people.grid.people));
        const discs = records.map((place) => ({ ...place, radiusMetres: r }));
        const depth = latticeDepth(index, discs);
        const { metres } = nearestOfLattice(index, discs);
        expect([...depth].map((n) => n > 0)).toEqual([...metres].map((d) => d <= r));
      }),
      runs,
    );
  });
});
