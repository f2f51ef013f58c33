import type { Feature, LineString } from 'geojson';
import * as v from 'valibot';
import { describe, expect, test } from 'vitest';
import { coverage } from '../../src/analysis/coverage';
import { readParams } from '../../src/analysis/params';
import { populationOf } from '../../src/analysis/population';
import { travelTo } from '../../src/analysis/travel';
import { travelEntries, type TravelQuestion } from '../../src/analysis/travelParams';
import { distanceMetres, type Place } from '../../src/geo/metric';
import type { Pack, Residents } from '../../src/pack/pack';
import { box, collection, packOf, peopleAt, peopleOn, shelterAt, townIn } from '../fixtures/pack';
import { seeded } from '../fixtures/random';

const road = (coordinates: number[][], properties = {}): Feature<LineString> => ({
  type: 'Feature',
  properties,
  geometry: { type: 'LineString', coordinates },
});

const ask = (own: Partial<TravelQuestion> = {}): TravelQuestion =>
  v.parse(v.strictObject(travelEntries), own);

function travel(pack: Pack, sites: Place[], own: Partial<TravelQuestion> = {}) {
  const population = populationOf(pack, 'area')!;
  return { population, travel: travelTo(pack, population, sites, ask(own)) };
}

const random = seeded(3);
const sites: Place[] = Array.from({ length: 7 }, () => ({
  longitude: 106.5 + random() * 0.03,
  latitude: 29.5 - random() * 0.03,
}));
const limits = sites.map((_, i) => 300 + 200 * i);

const kinds: Record<string, Residents> = {
  'cells of a grid': peopleOn(
    106.5,
    29.5,
    Array.from({ length: 30 }, () => Array.from({ length: 30 }, () => Math.floor(random() * 3))),
  ),
  'points in any order': peopleAt(
    ...Array.from({ length: 300 }, (): [number, number, number] => [
      106.5 + random() * 0.03,
      29.5 - random() * 0.03,
      1 + random(),
    ]),
  ),
  'areas spread over sub-cells': {
    kind: 'areas',
    areas: [box(106.5, 29.47, 106.515, 29.5), box(106.515, 29.47, 106.53, 29.5)],
    people: Float64Array.from([100, 300]),
  },
};

describe.each(Object.entries(kinds))('pairs of places and sites: %s', (_, residents) => {
  test.each([
    ['straight', 1],
    ['detour', 1.3],
  ] as const)('%s are all those within the limit, as a double loop finds them', (by, factor) => {
    const { population, travel: asked } = travel(packOf({ residents }), sites, { by });
    const { offsets, site, metres } = asked.pairs(limits);
    const nearest = asked.nearest();
    const wrong: number[] = [];
    let count = 0;
    for (let place = 0; place < population.people.length; place++) {
      const [longitude, latitude] = population.position(place);
      const ways = sites.map(
        (one) => factor * distanceMetres(one.longitude, one.latitude, longitude, latitude),
      );
      const own = ways.flatMap((way, i) => (way <= limits[i]! ? [i] : []));
      const at = offsets[place]!;
      const found = [...site.subarray(at, offsets[place + 1])];
      const isWrong =
        found.join() !== own.join() ||
        own.some((i, k) => Math.abs(metres[at + k]! - ways[i]!) > 1e-6) ||
        Math.abs(nearest.metres[place]! - Math.min(...ways)) > 1e-6;
      if (isWrong) wrong.push(place);
      count += own.length;
    }
    expect(wrong).toEqual([]);
    expect(count).toBeGreaterThan(100);
  });
});

test('without sites nobody is near any, and there are no pairs', () => {
  for (const by of ['straight', 'detour'] as const) {
    const { travel: asked } = travel(packOf({ residents: peopleAt([106.5, 29.5, 1]) }), [], { by });
    expect([...asked.pairs([]).offsets]).toEqual([0, 0]);
    expect([asked.nearest().site[0], asked.nearest().metres[0]]).toEqual([-1, NaN]);
  }
});

/** A street from west to east, a house 100 m north of its west end, another 2 km from any road. */
const street = road([
  [106.5, 29.5],
  [106.51, 29.5],
]);
const far: [number, number, number] = [106.5, 29.52, 7];
const houses = peopleAt([106.5, 29.5009, 10], far);
const eastEnd: Place = { longitude: 106.51, latitude: 29.5 };

describe('walking', () => {
  const pack = packOf({ residents: houses, roads: collection([street]) });

  test('is the leg to the road and the way along it; who is too far from a road reaches nothing', () => {
    const { population, travel: asked } = travel(pack, [eastEnd], { by: 'walk' });
    const { site, metres } = asked.nearest();
    const home = population.people.indexOf(10);
    const expected =
      distanceMetres(106.5, 29.5009, 106.5, 29.5) + distanceMetres(106.5, 29.5, 106.51, 29.5);
    expect(metres[home]).toBeCloseTo(expected, 3);
    expect([site[1 - home], metres[1 - home]]).toEqual([-1, NaN]);
    expect(asked.notes.some(({ en }) => en.startsWith('7 residents are farther than 500 m'))).toBe(
      true,
    );
    const { offsets } = asked.pairs([expected - 1]);
    expect(offsets.at(-1)).toBe(0);
    expect(asked.pairs([expected + 1]).offsets.at(-1)).toBe(1);
  });

  test('is refused with a sentence where there is no road, or none that can be walked', () => {
    const by = 'walk';
    expect(() => travel(packOf({ residents: houses }), [eastEnd], { by })).toThrow('no roads');
    const closed = collection([{ ...street, properties: { class: 'motorway' } }]);
    expect(() => travel(packOf({ residents: houses, roads: closed }), [], { by })).toThrow(
      "None of the pack's 1 roads can be walked",
    );
  });

  test('says which roads and shelters it could not use', () => {
    const roads = collection([
      street,
      road(
        [
          [106.6, 29.5],
          [106.61, 29.5],
        ],
        { class: 'motorway' },
      ),
      road(
        [
          [106.6, 29.6],
          [106.61, 29.6],
        ],
        { blocked: true },
      ),
    ]);
    const away: Place = { longitude: 106.5, latitude: 29.6 };
    const { travel: asked } = travel({ ...pack, roads }, [eastEnd, away], { by: 'walk' });
    const notes = asked.notes.map(({ en }) => en).join('\n');
    expect(notes).toContain('1 motorway or road');
    expect(notes).toContain('1 blocked');
    expect(notes).toContain('1 shelter is farther than 500 m');
  });
});

test('the limit is the radius of each shelter, or the minutes at the walker’s speed, never for straight lines', () => {
  const pack = packOf({ residents: houses });
  const serving = [{ radiusMetres: 500 }, { radiusMetres: 1000 }] as never;
  const of = (own: Partial<TravelQuestion>) => [
    ...travel(pack, [], { by: 'detour', ...own }).travel.limits(serving),
  ];
  expect(of({})).toEqual([500, 1000]);
  expect(of({ minutes: 10 })).toEqual([720, 720]);
  expect(of({ minutes: 10, walker: 'frail' })).toEqual([480, 480]);
  expect(of({ minutes: 10, by: 'straight' })).toEqual([500, 1000]);
});

describe('coverage by another way than the straight line', () => {
  const pack = packOf({
    residents: peopleOn(106.4995, 29.5005, [[10, 0, 0, 0, 0, 0, 20, 0, 0, 0, 0, 30]]),
    towns: collection([townIn(box(106.4, 29.4, 106.6, 29.6), '1')]),
    shelters: collection([shelterAt(106.51, 29.5)]),
    roads: collection([street]),
  });
  const covered = (own: object) => coverage.run(pack, readParams(coverage.params, own));

  test('counts those whose way is within the limit, and says how', () => {
    expect(covered({}).summary.covered).toBe(50);
    const walked = covered({ by: 'walk', minutes: 5 });
    expect(walked.summary).toMatchObject({ covered: 30, uncovered: 30, residents: 60 });
    expect(walked.summary.units[0]).toMatchObject({ covered: 30, residents: 60 });
    expect(walked.summary.perShelter[0]).toMatchObject({ residentsInside: 30, radiusMetres: 360 });
    expect(covered({ by: 'walk', minutes: 15 }).summary.covered).toBe(60);
    expect(walked.features.service.features).toHaveLength(1);
    expect(walked.provenance.datasets.map(({ id }) => id)).toContain('roads');
    expect(walked.provenance.method.en).toContain('on foot');
    const median = ({ tables }: typeof walked) =>
      tables[0]!.columns.find(({ key }) => key === 'medianDistanceMetres')!.label.en;
    expect(median(walked)).toBe('Median way of those who reach one');
    expect(median(covered({}))).toBe('Median distance');
    expect([walked.summary.way, covered({}).summary.way]).toEqual(['walk', 'straight']);
  });

  test('a detour factor of 1 is the straight line, a larger one covers no more', () => {
    const straight = covered({}).summary;
    expect(covered({ by: 'detour', detourFactor: 1 }).summary).toEqual({
      ...straight,
      way: 'detour',
    });
    const longer = covered({ by: 'detour', detourFactor: 3 }).summary;
    expect(longer.covered).toBe(30);
    expect(longer.distance!.meanMetres).toBeCloseTo(3 * straight.distance!.meanMetres, 6);
  });
});
