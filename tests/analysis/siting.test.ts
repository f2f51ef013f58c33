import { describe, expect, test, vi } from 'vitest';
import { coverage } from '../../src/analysis/coverage';
import { lazyGreedy } from '../../src/analysis/maximalCovering';
import { readParams } from '../../src/analysis/params';
import { siting } from '../../src/analysis/siting';
import { greedyArea } from '../../src/analysis/sitingArea';
import type { Facility } from '../../src/domain/facility';
import { distanceMetres } from '../../src/geo/metric';
import type { Pack } from '../../src/pack/pack';
import { workloadOf } from '../bench/workload';
import {
  box,
  collection,
  facilityAt,
  geohazardAt,
  hazchemAt,
  packOf,
  peopleAt,
  peopleOn,
  reservoirAt,
  shelterAt,
  townIn,
} from '../fixtures/pack';
import { seeded } from '../fixtures/random';

const ask = (pack: Pack, question: object = {}) =>
  siting.run(pack, readParams(siting.params, question));

/** Four villages far apart, one with a shelter: 400, 300, 200 and 100 people. */
const villages: [number, number, number][] = [
  [106.5, 29.5, 400],
  [106.6, 29.5, 300],
  [106.7, 29.5, 200],
  [106.8, 29.5, 100],
];
const country = packOf({
  residents: peopleAt(...villages),
  towns: collection([
    townIn(box(106.4, 29.4, 106.65, 29.6), 'west'),
    townIn(box(106.65, 29.4, 106.9, 29.6), 'east'),
  ]),
  shelters: collection([shelterAt(106.5, 29.5, { effectiveAreaSquareMetres: 1000 })]),
});
const places = villages.map(([longitude, latitude]) => [longitude, latitude]);

test('new shelters go where most people are without one, largest gain first', async () => {
  const { summary, tables, charts, features } = await ask(country, {
    candidates: 'points',
    places,
    sites: 2,
  });
  expect(summary).toMatchObject({ residents: 1000, before: 400, after: 900, added: 500 });
  expect(summary).toMatchObject({ isOptimal: true, shareOfBest: 1, upperBound: 500 });
  expect(tables[0]!.rows).toMatchObject([
    { rank: 1, gain: 300, cumulative: 300, share: 0.7, longitude: 106.6, town: 'Town west' },
    { rank: 2, gain: 200, cumulative: 500, share: 0.9, longitude: 106.7, town: 'Town east' },
  ]);
  expect(tables[1]!.rows).toMatchObject([
    { code: 'west', residents: 700, before: 400, after: 700, added: 300 },
    { code: 'east', residents: 300, before: 0, after: 200, added: 200 },
  ]);
  expect(charts?.[0]?.lines[0]?.points).toEqual([
    [0, 0.4],
    [1, 0.7],
    [2, 0.9],
  ]);
  expect(features.newSites.features).toHaveLength(2);
  expect(features.newService.features[0]!.properties).toEqual({ radiusMetres: 1000, sites: 2 });
});

test('a site holds what a shelter added to a scenario needs, and coverage then says the same', async () => {
  const { summary } = await ask(country, { candidates: 'points', places, newClass: 'medium' });
  const [site] = summary.sites;
  expect(site).toMatchObject({ duration: 'long', class51143: 'fixed-medium', radiusMetres: 1500 });
  const built = summary.sites.map((one) =>
    shelterAt(one.longitude, one.latitude, {
      duration: one.duration,
      class51143: one.class51143,
      effectiveAreaSquareMetres: one.effectiveAreaSquareMetres,
    }),
  );
  const after = { ...country, shelters: collection([...country.shelters.features, ...built]) };
  const { summary: covered } = coverage.run(after, readParams(coverage.params, {}));
  expect(covered.covered).toBe(summary.after);
});

test('who already has a shelter in reach is no gain', async () => {
  const { summary } = await ask(country, { candidates: 'points', places: [[106.5, 29.5]] });
  expect(summary).toMatchObject({ found: 1, considered: 0, excluded: { useless: 1 }, sites: [] });
});

test('planned and closed shelters are candidates with their own number, class and area', async () => {
  const pack = packOf({
    ...country,
    shelters: collection([
      shelterAt(106.6, 29.5, { id: 'p', status: 'planned', effectiveAreaSquareMetres: 900 }),
      shelterAt(106.7, 29.5, { id: 'c', status: 'closed', duration: 'long' }),
      shelterAt(106.8, 29.5, { id: 'o' }),
    ]),
  });
  const { summary } = await ask(pack, { candidates: 'planned' });
  expect(summary.sites).toMatchObject([
    { id: 'p', radiusMetres: 500, effectiveAreaSquareMetres: 900, gain: 300 },
    { id: 'c', radiusMetres: 2500, effectiveAreaSquareMetres: 2000, gain: 200 },
  ]);
});

test('schools and squares of the pack are candidates with their own area; kinds not asked for are none', async () => {
  const at = (
    longitude: number,
    id: string,
    kind: Facility['kind'],
    areaSquareMetres: number | null,
  ) => facilityAt(longitude, 29.5, { id, name: `设施${id}`, kind, areaSquareMetres });
  const pack = packOf({
    residents: peopleAt([106.5, 29.5, 100], [106.6, 29.5, 70], [106.7, 29.5, 50]),
    facilities: collection([
      at(106.5, 'c', 'hospital', 9000),
      at(106.6, 'a', 'school', 6000),
      at(106.7, 'b', 'square', null),
    ]),
  });
  const { summary } = await ask(pack, { candidates: 'facilities', insideDistrictOnly: false });
  expect(summary.sites.map(({ name, areaSource }) => [name, areaSource])).toEqual([
    ['设施a', 'register'],
    ['设施b', 'assumed'],
  ]);
  expect(summary.added).toBe(120);
});

describe('a planned shelter of unknown area', () => {
  const pack = packOf({
    residents: peopleAt([106.5, 29.5, 100], [106.7, 29.5, 10]),
    shelters: collection([
      shelterAt(106.5, 29.5, { id: 'unknown', status: 'planned' }),
      shelterAt(106.7, 29.5, { id: 'known', status: 'planned', effectiveAreaSquareMetres: 900 }),
    ]),
  });
  const question = { candidates: 'planned', goal: 'area', sites: 2, insideDistrictOnly: false };

  test('is marked in its row, counted, and said in notes and the first figure, where it was silent', async () => {
    const { summary, tables, headlines, provenance } = await ask(pack, question);
    expect(summary.assumedAreas).toBe(1);
    expect(tables[0]!.rows).toMatchObject([
      { id: 'unknown', effectiveAreaSquareMetres: 2000, areaSource: 'assumed' },
      { id: 'known', effectiveAreaSquareMetres: 900, areaSource: 'register' },
    ]);
    expect(headlines[0]!.note!.en).toBe(
      '2 new sites (1 of unknown area, assumed); of those without now',
    );
    expect(provenance.notes.map(({ en }) => en)).toContain(
      'The effective area of 1 candidate of the register is unknown and taken as 2,000 m²; chosen of them: 1. Adding one to a scenario enters this area with it.',
    );
  });

  test('keeps a registered capacity and its source', async () => {
    const { summary } = await ask(
      packOf({
        ...pack,
        shelters: collection([
          shelterAt(106.5, 29.5, {
            status: 'planned',
            capacityPeople: 70,
            capacitySource: 'ledger',
          }),
        ]),
      }),
      question,
    );
    expect(summary.sites).toMatchObject([
      { areaSource: 'assumed', capacityPeople: 70, capacitySource: 'ledger' },
    ]);
  });

  test('is no matter for places without a register: their area is asked for', async () => {
    const { summary, headlines } = await ask(pack, {
      candidates: 'points',
      places: [[106.5, 29.5]],
    });
    expect(summary).toMatchObject({ assumedAreas: 0, sites: [{ areaSource: 'asked' }] });
    expect(headlines[0]!.note!.en).toBe('1 new site; of those without now');
  });
});

test('residents up to standard in a town of 30 m are 1,000 and 5,000 of theirs, where 500 % of a town were', async () => {
  const tiny = box(106.2503, 29.2503, 106.2506, 29.2506);
  const wide = {
    type: 'Polygon' as const,
    coordinates: [...box(106, 29, 106.5, 29.5).coordinates, [...tiny.coordinates[0]!].reverse()],
  };
  const pack = packOf({
    residents: { kind: 'areas', areas: [wide, tiny], people: Float64Array.of(1000, 5000) },
    towns: collection([townIn(wide, 'A'), townIn(tiny, 'B')]),
    shelters: collection([shelterAt(106.25, 29.25, { duration: 'long' })]),
  });
  const { before, units } = (await ask(pack, { sites: 1, candidates: 'points', places: [] }))
    .summary;
  expect(units[1]).toMatchObject({ code: 'B', residents: 5000, beforeShare: 1 });
  expect(units[0]!.beforeShare).toBeLessThan(0.1);
  expect(before).toBeCloseTo(units[0]!.before! + units[1]!.before!, 6);
});

describe('nothing is built in danger', () => {
  // A step of 0.001° of longitude is 97 m here.
  const own = (dangers: Partial<Pack>, question: object = {}) =>
    ask(packOf({ residents: peopleAt([106.5, 29.5, 10]), ...dangers }), {
      candidates: 'points',
      places: [[106.5, 29.5]],
      ...question,
    });
  const danger = {
    flood: {
      streams: collection([
        {
          type: 'Feature' as const,
          properties: {},
          geometry: {
            type: 'LineString' as const,
            coordinates: [
              [106.5004, 29.4],
              [106.5004, 29.6],
            ],
          },
        },
      ]),
    },
    landslide: { geohazards: collection([geohazardAt(106.501, 29.5)]) },
    'dam-break': { reservoirs: collection([reservoirAt(106.504, 29.5)]) },
    chemical: { hazchem: collection([hazchemAt(106.502, 29.5, { safetyDistanceMetres: 300 })]) },
  };
  test.each(Object.entries(danger))('%s', async (hazard, dangers) => {
    const { summary, tables } = await own(dangers);
    expect(summary).toMatchObject({ found: 1, considered: 0, excluded: { [hazard]: 1 } });
    expect(tables[2]!.rows).toEqual([{ reason: hazard, candidates: 1 }]);
    expect((await own(dangers, { excludeHazards: [] })).summary.added).toBe(10);
  });

  test('within 30 m of a fuel station, even when no safety distance was entered', async () => {
    const near = { hazchem: collection([hazchemAt(106.5003, 29.5)]) };
    const far = { hazchem: collection([hazchemAt(106.5004, 29.5)]) };
    expect((await own(near)).summary.excluded).toEqual({ fire: 1 });
    expect((await own(far)).summary.added).toBe(10);
    expect((await own(near, { fireSourceMetres: 0 })).summary.added).toBe(10);
  });

  test('outside the district, unless asked', async () => {
    const outside = { district: collection([townIn(box(106, 29, 106.4, 29.4), '1')]) };
    expect((await own(outside)).summary.excluded).toEqual({ district: 1 });
    expect((await own(outside, { insideDistrictOnly: false })).summary.added).toBe(10);
  });
});

test('a square of the grid gives its most central cell that is allowed', async () => {
  const people = Array.from({ length: 6 }, () => new Array<number>(6).fill(1));
  // 6 × 6 cells of about 80 × 93 m in one square; the site on its middle forbids the four innermost cells.
  const middle = [106.5 + 3 / 1200, 29.5 - 3 / 1200] as const;
  const pack = packOf({
    residents: peopleOn(106.5, 29.5, people),
    geohazards: collection([geohazardAt(...middle)]),
  });
  const { summary } = await ask(pack, { spacingMetres: 600 });
  expect(summary).toMatchObject({ found: 1, considered: 1, excluded: {}, added: 36 });
  const [site] = summary.sites;
  const metres = distanceMetres(site!.longitude, site!.latitude, ...middle);
  expect(metres).toBeGreaterThan(100);
  expect(metres).toBeLessThan(140);
});

describe('the goal of enough area in reach', () => {
  test('a new shelter counts for those whose share of all shelters in reach it lifts above the standard', async () => {
    // 1,000 m² for 400 people is 2.5 m² each, above 1.5; 420 m² are enough for 200 or 100 people, not for 300.
    const { summary } = await ask(country, {
      goal: 'area',
      candidates: 'points',
      places,
      newAreaSquareMetres: 420,
      sites: 3,
    });
    expect(summary).toMatchObject({ before: 400, after: 700, added: 300 });
    expect(summary.sites.map(({ gain }) => gain)).toEqual([200, 100]);
  });

  test('exactly the standard is not above it, as the plans ask', async () => {
    const question = { goal: 'area', candidates: 'points', places: [[106.6, 29.5]] };
    const at = async (newAreaSquareMetres: number) =>
      (await ask(country, { ...question, newAreaSquareMetres })).summary.added;
    expect(await at(450)).toBe(0);
    expect(await at(451)).toBe(300);
  });

  test('two sites that help only together are both taken', () => {
    const chosen = greedyArea(
      {
        covering: {
          offsets: Uint32Array.of(0, 1, 2),
          places: Int32Array.of(0, 0),
          weights: Float64Array.of(50),
        },
        supply: Float64Array.of(1, 1),
        need: Float64Array.of(1.5),
        others: 0,
      },
      2,
      () => undefined,
    );
    expect(chosen).toMatchObject({ sites: [0, 1], gains: [0, 50], total: 50 });
  });

  test.each([...Array(8).keys()])('its upper bound holds against every choice, seed %i', (seed) => {
    const random = seeded(seed);
    const sets = Array.from({ length: 9 }, () =>
      [...Array(15).keys()].filter(() => random() < 0.35),
    );
    const offsets = new Uint32Array(10);
    sets.forEach((set, i) => (offsets[i + 1] = offsets[i]! + set.length));
    const weights = Float64Array.from({ length: 15 }, () => Math.floor(random() * 30));
    const supply = Float64Array.from(sets, () => random());
    const need = Float64Array.from(weights, () => random());
    const covering = { offsets, places: Int32Array.from(sets.flat()), weights };
    const { sites, total, upperBound } = greedyArea(
      { covering, supply, need, others: 0 },
      3,
      () => undefined,
    );
    const lifted = (chosen: number[]) =>
      weights.reduce((sum, people, place) => {
        const has = chosen.reduce((m, c) => m + (sets[c]!.includes(place) ? supply[c]! : 0), 0);
        return sum + (has > need[place]! ? people : 0);
      }, 0);
    const all = sets.flatMap((_, a) =>
      sets.flatMap((_, b) => sets.map((_, c) => lifted([...new Set([a, b, c])]))),
    );
    expect(lifted(sites)).toBe(total);
    expect(upperBound).toBeGreaterThanOrEqual(Math.max(...all));
  });
});

describe('nothing to answer from', () => {
  test('no residents: unknown, not 0', async () => {
    const { summary, headlines } = await ask(packOf({ shelters: country.shelters }));
    expect(summary).toMatchObject({ residents: null, before: null, after: null, sites: [] });
    expect(headlines?.map(({ value }) => value)).toEqual([null, null, null, 0]);
  });

  test.each([
    ['no own places', { candidates: 'points' }, '没有给出自选地点'],
    ['no planned shelters', { candidates: 'planned' }, '台账中没有'],
    ['more sites than help', { candidates: 'points', places, sites: 50 }, '只选出 3 处'],
  ])('%s: said in a note', async (_, question, words) => {
    const { provenance } = await ask(country, question);
    expect(provenance.notes.map((note) => note['zh-CN']).join()).toContain(words);
  });

  test('towns of which nobody knows how many live there stay unknown', async () => {
    const towns = country.towns;
    const [west, east] = towns.features.map(({ geometry }) => geometry);
    const { summary } = await ask(
      packOf({
        towns,
        residents: {
          kind: 'areas',
          areas: [west!],
          people: Float64Array.of(500),
          unknown: [east!],
        },
      }),
      { sites: 1, candidates: 'points', places: [[106.5, 29.5]] },
    );
    expect(summary.units).toMatchObject([
      { code: 'west', residents: 500, before: 0 },
      { code: 'east', residents: null, before: null, after: null, added: null },
    ]);
  });

  test('roads are needed to walk: one sentence, no guess', async () => {
    await expect(ask(country, { by: 'walk' })).rejects.toThrow('roads');
  });
});

test('a detour shortens the reach: 1,000 m of path at a factor of 2 are 500 m', async () => {
  const pack = packOf({ residents: peopleAt([106.5, 29.5, 7], [106.508, 29.5, 5]) });
  const question = { candidates: 'points', places: [[106.5, 29.5]], sites: 1 };
  expect((await ask(pack, question)).summary.added).toBe(12);
  const { summary, features } = await ask(pack, { ...question, by: 'detour', detourFactor: 2 });
  expect(summary.added).toBe(7);
  expect(features.newService.features[0]!.properties).toEqual({ radiusMetres: 500, sites: 1 });
});

test('a district of 20,000 cells: newly covered residents are those on the map, in the towns, and by brute force', async () => {
  const { lattice, people, longitudes, latitudes, counts, discs } = workloadOf({
    cells: 20_000,
    shelters: 170,
  });
  const shelters = discs.map(({ longitude, latitude, radiusMetres }, i) =>
    shelterAt(longitude, latitude, {
      id: `${i}`,
      duration: radiusMetres > 1000 ? 'long' : radiusMetres > 500 ? 'short' : 'emergency',
    }),
  );
  const pack = packOf({
    residents: { kind: 'grid', grid: { ...lattice, people } },
    shelters: collection(shelters),
  });
  const progress = vi.fn();
  const answer = await siting.run(
    pack,
    readParams(siting.params, { sites: 10, exact: 'greedy' }),
    progress,
  );
  const { sites, added, upperBound } = answer.summary;
  const open = shelters.map(({ geometry: { coordinates }, properties: { duration } }) => ({
    longitude: coordinates[0]!,
    latitude: coordinates[1]!,
    radiusMetres: duration === 'long' ? 2500 : duration === 'short' ? 1000 : 500,
  }));
  const isIn = (list: typeof open, i: number) =>
    list.some(
      ({ longitude, latitude, radiusMetres }) =>
        Math.abs(latitude - latitudes[i]!) < 0.03 &&
        distanceMetres(longitude, latitude, longitudes[i]!, latitudes[i]!) <= radiusMetres,
    );
  let slowly = 0;
  counts.forEach((count, i) => {
    if (isIn(sites, i) && !isIn(open, i)) slowly += count;
  });
  expect(added).toBe(slowly);
  expect(sites).toHaveLength(10);
  expect(upperBound).toBeGreaterThanOrEqual(added);
  const { classes } = answer.images.newlyCovered!;
  const onMap = classes.reduce((sum, kind, cell) => sum + (kind > 0 ? people[cell]! : 0), 0);
  expect(onMap).toBe(added);
  expect(progress).toHaveBeenCalled();
});

test('the order of rows changes nothing', async () => {
  const mixed = packOf({
    ...country,
    residents: peopleAt(...[...villages].reverse()),
    shelters: collection([...country.shelters.features].reverse()),
  });
  const question = { candidates: 'grid', sites: 3 };
  expect((await ask(mixed, question)).summary).toEqual((await ask(country, question)).summary);
});

test('gains are computed for far fewer than candidates × sites on 4,000 cells of a district', () => {
  const { longitudes, latitudes, counts } = workloadOf({ cells: 20_000, shelters: 170 });
  const candidates = [...Array(400).keys()].map((i) => i * 10);
  const some = [...Array(4000).keys()];
  const sets = candidates.map((c) =>
    some.filter(
      (i) =>
        Math.abs(latitudes[i]! - latitudes[c]!) < 0.01 &&
        distanceMetres(longitudes[c]!, latitudes[c]!, longitudes[i]!, latitudes[i]!) <= 1000,
    ),
  );
  const offsets = new Uint32Array(401);
  sets.forEach((set, i) => (offsets[i + 1] = offsets[i]! + set.length));
  const covering = {
    offsets,
    places: Int32Array.from(sets.flat()),
    weights: counts.subarray(0, 4000),
  };
  const { sites, evaluations } = lazyGreedy(covering, 30);
  expect(sites).toHaveLength(30);
  expect(evaluations).toBeLessThan((400 * 30) / 5);
});

test.each([...Array(6).keys()])(
  'the answer is the best of all pairs of own places, seed %i',
  async (seed) => {
    const random = seeded(seed);
    const near = (): [number, number] => [106.5 + random() * 0.05, 29.5 + random() * 0.05];
    const homes = Array.from({ length: 80 }, (): [number, number, number] => [
      ...near(),
      Math.floor(random() * 50),
    ]);
    const own = Array.from({ length: 14 }, near);
    const reached = (...chosen: [number, number][]) =>
      homes.reduce(
        (sum, [longitude, latitude, count]) =>
          chosen.some((place) => distanceMetres(...place, longitude, latitude) <= 1000)
            ? sum + count
            : sum,
        0,
      );
    const best = Math.max(...own.flatMap((a) => own.map((b) => reached(a, b))));
    const { summary } = await ask(packOf({ residents: peopleAt(...homes) }), {
      candidates: 'points',
      places: own,
      sites: 2,
    });
    expect(summary).toMatchObject({ added: best, isOptimal: true, upperBound: best });
  },
);

test('of too many candidates the least promising are left out, said, and inside the bound', async () => {
  const side = 74;
  const people = Array.from({ length: side }, (_, row) =>
    Array.from({ length: side }, (_, column) => 1 + ((row * 31 + column * 17) % 7)),
  );
  const { summary, headlines, provenance } = await ask(
    packOf({ residents: peopleOn(106.5, 29.5, people) }),
    { newClass: 'emergency', spacingMetres: 50, sites: 2, exact: 'greedy' },
  );
  expect(provenance.notes[0]?.en).toContain('476 candidates above the limit not compared');
  const proof = headlines?.find(({ id }) => id === 'shareOfBest')?.note;
  expect(proof?.en).toMatch(/the 476 (above the limit were not|not compared)/);
  expect(headlines?.find(({ id }) => id === 'considered')).toMatchObject({ caution: true });
  expect(summary).toMatchObject({ found: 5476, considered: 5000, excluded: { surplus: 476 } });
  expect(summary.upperBound).toBeGreaterThanOrEqual(summary.added);
  expect(provenance.notes.map((note) => note.en).join()).toContain('at most 5,000 are');
});
