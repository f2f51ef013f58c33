import { Geodesic } from 'geographiclib-geodesic';
import { describe, expect, it } from 'vitest';
import { analyses, type ParamsOf } from '../../src/analysis';
import { highestApart } from '../../src/analysis/farthest';
import { readParams } from '../../src/analysis/params';
import { populationOf } from '../../src/analysis/population';
import type { Pack } from '../../src/pack/pack';
import {
  box,
  collection,
  geohazardAt,
  packOf,
  peopleAt,
  peopleOn,
  shelterAt,
  townIn,
} from '../fixtures/pack';
import { seeded, shuffled } from '../fixtures/random';

const ask = (pack: Pack, params: ParamsOf<'nearest'> = {}) =>
  analyses.nearest.run(pack, readParams(analyses.nearest.params, params));
const summaryOf = (pack: Pack, params?: ParamsOf<'nearest'>) => ask(pack, params).summary;

/** Karney's geodesic: shares no code and no formula with the project. */
const geodesic = (ax: number, ay: number, bx: number, by: number): number =>
  Geodesic.WGS84.Inverse(ay, ax, by, bx).s12!;

/** Two shelters 2.2 km apart on a meridian; 0.01° of latitude are 1,108.5 m. */
const pack = packOf({
  residents: peopleAt(
    [106.5, 29.6, 100],
    [106.5, 29.604, 40],
    [106.5, 29.612, 50],
    [106.5, 29.66, 10],
  ),
  towns: collection([
    townIn(box(106.4, 29.5, 106.6, 29.61), '1'),
    townIn(box(106.4, 29.61, 106.6, 29.65), '2'),
  ]),
  shelters: collection([
    shelterAt(106.5, 29.6, { id: 'south', name: 'South', capacityPeople: 100 }),
    shelterAt(106.5, 29.62, { id: 'north', name: 'North' }),
  ]),
});

describe('the nearest shelter', () => {
  it('is found for everyone: 140 go south, 60 go north, and distances are weighted by residents', () => {
    const { summary } = ask(pack);
    expect(summary.residents).toBe(200);
    expect(summary.distance?.medianMetres).toBe(0);
    expect(summary.distance?.p95Metres).toBeCloseTo(887, 0);
    expect(summary.distance?.meanMetres).toBeCloseTo(
      (40 * 443.4 + 50 * 886.8 + 10 * 4434.2) / 200,
      0,
    );
    expect(summary.farthestMetres).toBeCloseTo(geodesic(106.5, 29.66, 106.5, 29.62), 4);
    expect(summary.perShelter.map(({ id, residents, load, over }) => [id, residents, load, over]))
      // Nobody knows how many the northern one holds, so nobody knows whether it overflows.
      .toEqual([
        ['north', 60, null, null],
        ['south', 140, 1.4, 40],
      ]);
    expect(summary.overCapacity).toBe(40);
    expect(summary.unknownCapacity).toBe(1);
  });

  it('is reported by town, and outside every town', () => {
    expect(
      summaryOf(pack).units.map(({ name, residents, bands }) => [name, residents, bands]),
    ).toEqual([
      ['Town 1', 140, [140, 0, 0, 0, 0, 0]],
      ['Town 2', 50, [0, 50, 0, 0, 0, 0]],
      ['各镇街之外', 10, [0, 0, 0, 0, 10, 0]],
    ]);
  });

  it('counts an end of a band into the band, and skips bands that are not used', () => {
    const metres = summaryOf(pack).perShelter[1]!.farthestMetres!;
    const bandsAt = (second: number) =>
      summaryOf(pack, {
        bandMetres: { first: 100, second, third: null, fourth: null, fifth: null },
      }).bands.map(({ toMetres, people }) => [toMetres, people]);
    expect(bandsAt(metres)).toEqual([
      [100, 100],
      [metres, 40],
      [null, 60],
    ]);
    expect(bandsAt(metres - 1e-6)[1]).toEqual([metres - 1e-6, 0]);
  });

  it('is no farther than its own limit for 140 residents', () => {
    expect(summaryOf(pack).withinLimit).toBe(140);
    expect(summaryOf(pack, { radiusMetres: { emergency: 900 } }).withinLimit).toBe(190);
  });

  it('is measured by the detour too', () => {
    const straight = summaryOf(pack).farthestMetres!;
    expect(summaryOf(pack, { by: 'detour', detourFactor: 1.5 }).farthestMetres).toBeCloseTo(
      straight * 1.5,
      6,
    );
  });

  it('is another one when the nearest lies in a zone that is left out', () => {
    const zoned = { ...pack, geohazards: collection([geohazardAt(106.5, 29.6)]) };
    const { summary, provenance } = ask(zoned, { leaveOut: ['landslide'] });
    expect(summary.perShelter.map(({ id, residents }) => [id, residents])).toEqual([
      ['north', 200],
    ]);
    expect(summary.leftOut.map(({ id }) => id)).toEqual(['south']);
    expect(provenance.notes.map(({ en }) => en)).toContain(
      '1 inside a zone of landslide were left out: South.',
    );
  });
});

describe('the nearest shelter against a loop with the geodesic', () => {
  it.each([7, 8, 9])('agrees for every cell, seed %d', (seed) => {
    const random = seeded(seed);
    const rows = Array.from({ length: 24 }, () =>
      Array.from({ length: 24 }, () => Math.floor(random() * 6)),
    );
    const shelters = Array.from({ length: 9 }, (_, i) =>
      shelterAt(106.5 + random() * 0.02, 29.6 - random() * 0.02, { id: `s${i}` }),
    );
    const random24 = packOf({
      residents: peopleOn(106.5, 29.6, rows),
      shelters: collection(shelters),
    });
    const expected = new Map(shelters.map(({ properties }) => [properties.id, 0]));
    let sum = 0;
    let farthest = 0;
    rows.forEach((row, r) =>
      row.forEach((people, c) => {
        if (people === 0) return;
        const distances = shelters.map(({ geometry }) =>
          geodesic(
            ...(geometry.coordinates as [number, number]),
            106.5 + (c + 0.5) / 1200,
            29.6 - (r + 0.5) / 1200,
          ),
        );
        const least = Math.min(...distances);
        const id = shelters[distances.indexOf(least)]!.properties.id;
        expected.set(id, expected.get(id)! + people);
        sum += people * least;
        farthest = Math.max(farthest, least);
      }),
    );
    const { summary, images } = ask(random24);
    expect(new Map(summary.perShelter.map(({ id, residents }) => [id, residents]))).toEqual(
      expected,
    );
    expect(summary.distance!.meanMetres).toBeCloseTo(sum / summary.residents!, 4);
    expect(summary.farthestMetres).toBeCloseTo(farthest, 4);
    const counted = summary.bands.reduce((all, { people }) => all + people, 0);
    expect(counted + summary.unreachable!).toBe(summary.residents);
    const populated = rows.flat().map((people) => people > 0);
    expect(Array.from(images.nearest!.classes, (value) => value > 0)).toEqual(populated);
  });

  it('does not depend on the order of the file', () => {
    const random = seeded(12);
    const places = Array.from({ length: 60 }, (): [number, number, number] => [
      106.5 + random() * 0.05,
      29.6 + random() * 0.05,
      1 + Math.floor(random() * 9),
    ]);
    const shelters = Array.from({ length: 8 }, (_, i) =>
      shelterAt(106.5 + random() * 0.05, 29.6 + random() * 0.05, { id: `s${i}` }),
    );
    const towns = collection([townIn(box(106.5, 29.6, 106.52, 29.65), '1')]);
    const one = packOf({ residents: peopleAt(...places), shelters: collection(shelters), towns });
    const other = packOf({
      residents: peopleAt(...shuffled(places, random)),
      shelters: collection(shuffled(shelters, random)),
      towns,
    });
    const plain = ({ farthest, units, bands }: ReturnType<typeof summaryOf>) => ({
      farthest,
      bands,
      counts: units.map((unit) => [unit.bands, unit.distance?.medianMetres]),
    });
    expect(plain(summaryOf(other))).toEqual(plain(summaryOf(one)));
  });
});

describe('residents given by area', () => {
  it('add up to the register in every town, though sub-cells are cut by their centres', () => {
    const areas = [box(106.5, 29.6, 106.5137, 29.6111), box(106.5137, 29.6, 106.53, 29.6111)];
    const towns = collection(areas.map((area, i) => townIn(area, `${i}`)));
    const spread = packOf({
      residents: { kind: 'areas', areas, people: Float64Array.of(1234, 567) },
      towns,
      shelters: collection([shelterAt(106.51, 29.605)]),
    });
    const { units, perShelter } = summaryOf(spread);
    const sums = units.map(({ bands }) => bands!.reduce((sum, people) => sum + people, 0));
    expect(sums[0]).toBeCloseTo(1234, 8);
    expect(sums[1]).toBeCloseTo(567, 8);
    expect(perShelter[0]!.residents).toBeCloseTo(1801, 8);
  });

  it('are unknown where nobody knows them', () => {
    const areas = [box(106.5, 29.6, 106.51, 29.61), box(106.51, 29.6, 106.52, 29.61)];
    const half = packOf({
      residents: {
        kind: 'areas',
        areas: [areas[0]!],
        people: Float64Array.of(100),
        unknown: [areas[1]!],
      },
      towns: collection(areas.map((area, i) => townIn(area, `${i}`))),
      shelters: collection([shelterAt(106.505, 29.605)]),
    });
    const { units, unitsWithoutResidents } = summaryOf(half);
    expect(unitsWithoutResidents).toBe(1);
    expect(units[1]).toMatchObject({ residents: null, bands: null, distance: null });
  });
});

describe('what is shown', () => {
  it('flies to the farthest places, no two within a kilometre', () => {
    const { features, tables } = ask(pack);
    const far = features.nearestFar.features;
    expect(
      far.map(({ properties }) => [properties?.rank as number, properties?.people as number]),
    ).toEqual([
      [1, 10],
      [2, 50],
      // The 40 live 887 m from the 50 and belong to the same place.
      [3, 100],
    ]);
    expect(far[0]!.geometry.coordinates).toEqual([106.5, 29.66]);
    expect(tables.find(({ id }) => id === 'farthest')!.rows[0]).toMatchObject({
      town: null,
      shelter: 'North',
      longitude: 106.5,
      latitude: 29.66,
    });
  });

  it('draws the cumulative share from those at the door to everyone', () => {
    const { charts } = ask(pack);
    const { points } = charts[0]!.lines[0]!;
    expect(points).toHaveLength(60);
    expect(points[0]).toEqual([0, 0.5]);
    expect(points.at(-1)![0]).toBeCloseTo(4434, 0);
    expect(points.at(-1)![1]).toBe(1);
    expect(points.every(([, share], i) => i === 0 || share >= points[i - 1]![1])).toBe(true);
  });

  it('takes the highest of thousands of places without sorting them all', () => {
    const random = seeded(5);
    const rows = Array.from({ length: 80 }, () =>
      Array.from({ length: 80 }, () => Math.floor(random() * 2)),
    );
    const population = populationOf(packOf({ residents: peopleOn(106.5, 29.6, rows) }), 'area')!;
    const values = population.people.map(() => random() * 1000);
    const chosen = highestApart(population, population.people, values, 4, 2000);
    const order = Array.from(values.keys()).sort((a, b) => values[b]! - values[a]!);
    const slow: number[] = [];
    for (const place of order) {
      const near = slow.some(
        (other) => geodesic(...population.position(other), ...population.position(place)) < 2000,
      );
      if (!near && slow.length < 4) slow.push(place);
    }
    expect(chosen).toEqual(slow);
  });
});

describe('hostile questions', () => {
  it.each([0, -5, NaN, 1e7])('refuse a band that ends at %d', (first) => {
    expect(() => ask(pack, { bandMetres: { first } })).toThrow(`${first}`);
  });

  it.each([
    { first: 600, second: 500 },
    { first: null, second: null, third: null, fourth: null, fifth: null },
  ])('refuse bands %j that do not ascend', (bandMetres) => {
    expect(() => ask(pack, { bandMetres })).toThrow('first < second');
  });

  it('find everyone unreachable without shelters, and no distance', () => {
    const { summary, charts, headlines } = ask({ ...pack, shelters: collection([]) });
    expect(summary).toMatchObject({
      unreachable: 200,
      distance: null,
      farthestMetres: null,
      withinLimit: 0,
      farthest: [],
    });
    expect(charts).toEqual([]);
    expect(headlines.find(({ id }) => id === 'unreachable')).toMatchObject({
      value: 200,
      caution: true,
    });
  });

  it('say of whom distances are where not everybody reaches a shelter, and count the others as beyond', () => {
    const lane = (...coordinates: [number, number][]) => ({
      type: 'Feature' as const,
      properties: {},
      geometry: { type: 'LineString' as const, coordinates },
    });
    const walled = packOf({
      residents: peopleAt([106.5, 29.5, 60], [106.5, 29.6, 40]),
      shelters: collection([shelterAt(106.501, 29.5, { id: 'a', capacityPeople: 50 })]),
      roads: collection([lane([106.5, 29.5], [106.501, 29.5])]),
    });
    const { headlines, tables } = ask(walled, { by: 'walk' });
    const of = (id: string) => headlines.find((each) => each.id === id)!;
    expect(of('median').label.en).toBe('Median distance to the nearest, of those who reach one');
    expect(of('beyond')).toMatchObject({ value: 40, of: 100 });
    expect(of('overCapacity').note?.en).toContain('whatever the service radius');
    const bands = tables.find(({ id }) => id === 'bands')!.rows;
    expect(bands.at(-1)).toMatchObject({ band: 'Reach no shelter', people: 40, share: 0.4 });
    // By straight line everybody is in the figures, and nothing has to be said.
    expect(ask(walled).headlines[0]!.label.en).toBe('Median distance to the nearest');
  });

  it('find nobody without residents, and say so', () => {
    const { summary, provenance } = ask({ ...pack, residents: null });
    expect(summary).toMatchObject({ residents: null, unreachable: null, distance: null });
    expect(provenance.notes[0]?.en).toContain('no residents');
  });

  it('find residents at one point, and at no distance', () => {
    const one = packOf({
      residents: peopleAt([106.5, 29.6, 5], [106.5, 29.6, 6]),
      shelters: collection([shelterAt(106.5, 29.6, { capacityPeople: 0 })]),
    });
    expect(summaryOf(one)).toMatchObject({
      farthestMetres: 0,
      distance: { meanMetres: 0, p95Metres: 0 },
      perShelter: [{ residents: 11, load: null, over: 11 }],
    });
    expect(ask(one).charts[0]!.lines[0]!.points.at(-1)![1]).toBe(1);
  });

  it('find the nearest across the antimeridian', () => {
    const fiji = packOf({
      residents: peopleAt([179.99, -16, 10], [-179.99, -16, 20]),
      shelters: collection([shelterAt(-179.995, -16)]),
    });
    expect(summaryOf(fiji).farthestMetres).toBeCloseTo(geodesic(179.99, -16, -179.995, -16), 3);
  });
});
