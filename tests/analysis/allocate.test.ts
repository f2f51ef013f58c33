import { describe, expect, test } from 'vitest';
import { allocate } from '../../src/analysis/allocate';
import { readParams } from '../../src/analysis/params';
import { distanceMetres } from '../../src/geo/metric';
import type { Pack } from '../../src/pack/pack';
import { box, collection, packOf, peopleAt, peopleOn, shelterAt, townIn } from '../fixtures/pack';
import { seeded, shuffled } from '../fixtures/random';

const ask = (pack: Pack, question: object = {}) =>
  allocate.run(pack, readParams(allocate.params, question));

/** One degree of longitude at 29.5° N is 96.9 km: 0.001° is 97 m. Emergency shelters reach 500 m. */
const west = shelterAt(106.5, 29.5, { id: 'w', name: 'West', capacityPeople: 100 });
const east = shelterAt(106.508, 29.5, { id: 'e', name: 'East', capacityPeople: 100 });

const twoTowns = collection([
  townIn(box(106.49, 29.49, 106.5035, 29.51), '1'),
  townIn(box(106.5035, 29.49, 106.6, 29.51), '2'),
]);

/** 80 people reach West alone, 60 both (closer to West), 30 nothing. */
const middle = packOf({
  residents: peopleAt([106.4995, 29.5, 80], [106.5039, 29.5, 60], [106.55, 29.5, 30]),
  towns: twoTowns,
  shelters: collection([west, east]),
});

describe('an allocation', () => {
  test('sends those with a choice farther so that all in reach find room', () => {
    const { summary } = ask(middle);
    expect(summary).toMatchObject({
      residents: 170,
      demand: 170,
      placed: 140,
      outOfReach: 30,
      noRoom: 0,
      roomUnknown: 0,
      full: 1,
      imbalance: 0,
    });
    expect(summary.perShelter.map(({ id, load, free }) => [id, load, free])).toEqual([
      ['e', 40, 60],
      ['w', 100, 0],
    ]);
  });

  test('says what everybody to the nearest would do: overload, which is no shortage', () => {
    const { summary } = ask(middle);
    expect(
      summary.perShelter.map(({ id, nearestOnly, overload }) => [id, nearestOnly, overload]),
    ).toEqual([
      ['e', 0, 0],
      ['w', 140, 40],
    ]);
    expect(
      summary.comparison.map(({ plan, placed, fewer, overload }) => [
        plan,
        placed,
        fewer,
        overload,
      ]),
    ).toEqual([
      ['exact', 140, 0, 0],
      ['greedy', 140, 0, 0],
      ['nearest', 100, 40, 40],
    ]);
  });

  test('places those whom greedy leaves out, and calls only the rest a shortage', () => {
    // Those in the middle are closer to West than the others who reach West alone: greedy gives them the places.
    const pack = packOf({
      residents: peopleAt([106.496, 29.5, 80], [106.5035, 29.5, 90], [106.4955, 29.5, 50]),
      towns: twoTowns,
      shelters: collection([west, east]),
    });
    const { summary } = ask(pack);
    expect(summary).toMatchObject({ placed: 190, noRoom: 30, outOfReach: 0 });
    expect(summary.comparison[1]).toMatchObject({ plan: 'greedy', placed: 100, fewer: 90 });
  });

  test('sums placed and not placed by town', () => {
    const { summary } = ask(middle);
    expect(
      summary.units.map(({ code, demand, placed, outOfReach, noRoom }) => [
        code,
        demand,
        placed,
        outOfReach,
        noRoom,
      ]),
    ).toEqual([
      ['1', 80, 80, 0, 0],
      ['2', 90, 60, 30, 0],
    ]);
  });

  test('lists who goes where, with lines from the middle of those who go', () => {
    const { summary, features } = ask(middle);
    expect(summary.flows.map(({ code, shelterId, people }) => [code, shelterId, people])).toEqual([
      ['1', 'w', 80],
      ['2', 'e', 40],
      ['2', 'w', 20],
    ]);
    const line = features.flows.features[1]!;
    expect(line.geometry).toEqual({
      type: 'LineString',
      coordinates: [
        [106.5039, 29.5],
        [106.508, 29.5],
      ],
    });
    expect(line.properties!.metres).toBeCloseTo(distanceMetres(106.5039, 29.5, 106.508, 29.5), 6);
    expect(
      features.loads.features.map(({ properties }) => properties!.loadShare as number),
    ).toEqual([0.4, 1]);
  });

  test('counts only the share of residents who need a shelter, fractions of people included', () => {
    const { summary } = ask(middle, { sharePercent: 15 });
    expect(summary.demand).toBeCloseTo(25.5, 4);
    expect(summary.placed).toBeCloseTo(21, 4);
    expect(summary.outOfReach).toBeCloseTo(4.5, 4);
    expect(summary.imbalance).toBe(0);
  });

  test('walks no farther than the detour allows', () => {
    // 440 m in a straight line is 572 m of way.
    const pack = packOf({
      residents: peopleAt([106.49546, 29.5, 10]),
      shelters: collection([west]),
    });
    expect(ask(pack).summary.placed).toBe(10);
    expect(ask(pack, { by: 'detour' }).summary.outOfReach).toBe(10);
    expect(ask(pack, { by: 'detour', minutes: 10 }).summary.meanMetres).toBeCloseTo(572, 0);
  });

  test('does not depend on the order of shelters', () => {
    const pack = { ...middle, shelters: collection([east, west]) };
    expect(ask(pack).summary).toEqual(ask(middle).summary);
  });
});

describe('shelters of unknown capacity', () => {
  const open = shelterAt(106.5039, 29.501, { id: 'u', name: 'Unknown' });
  const pack = packOf({
    residents: peopleAt([106.4995, 29.5, 130], [106.5039, 29.5, 60], [106.5042, 29.5, 7]),
    shelters: collection([
      { ...west, properties: { ...west.properties, capacityPeople: 100 } },
      open,
    ]),
  });

  test('take nobody, and those who might go there are no shortage but counted apart', () => {
    const { summary, headlines } = ask(pack);
    expect(summary).toMatchObject({ placed: 100, noRoom: 0, roomUnknown: 97, unknownCapacity: 1 });
    expect(headlines.map(({ id }) => id)).toContain('roomUnknown');
  });

  test('take any number if one says so', () => {
    const { summary } = ask(pack, { capacity: 'unlimited' });
    expect(summary).toMatchObject({ placed: 197, noRoom: 0, roomUnknown: 0 });
  });

  test('what closest pairs first would lose is said to be no shortage, and which figures are', () => {
    const { headlines } = ask(pack);
    const of = (id: string) => headlines.find((each) => each.id === id)!;
    expect(of('greedyFewer').note?.en).toMatch(/not a shortage: that is .in reach, but no room/);
    expect(of('overload').label.en).toContain('all in reach');
  });

  test('leave the answer unknown where there is no other', () => {
    const { summary, headlines, provenance } = ask({ ...pack, shelters: collection([open]) });
    expect(summary).toMatchObject({ placed: null, noRoom: null, full: null });
    expect(headlines.find(({ id }) => id === 'placed')!.value).toBeNull();
    expect(provenance.notes.map((note) => note.en).join()).toContain('capacity of every shelter');
  });
});

describe('what is sent together', () => {
  test('a whole town goes from the populated place at its middle, and is split where room runs out', () => {
    const pack = packOf({
      residents: peopleAt([106.498, 29.5, 60], [106.499, 29.5, 90], [106.4999, 29.5, 60]),
      towns: twoTowns,
      shelters: collection([west]),
    });
    const { summary } = ask(pack, { unit: 'town' });
    expect(summary).toMatchObject({ demand: 210, placed: 100, noRoom: 110 });
    expect(summary.flows).toHaveLength(1);
    expect(summary.flows[0]).toMatchObject({ longitude: 106.499, people: 100 });
  });

  test('residents of areas are spread, or placed whole at their representative points', () => {
    const areas = [box(106.495, 29.499, 106.505, 29.501)];
    const pack = packOf({
      residents: { kind: 'areas', areas, people: Float64Array.of(90) },
      shelters: collection([west]),
    });
    const whole = ask(pack, { unit: 'area' });
    expect(whole.summary).toMatchObject({ demand: 90, placed: 90 });
    expect(whole.images).toEqual({});
    const spread = ask(pack);
    expect(spread.summary.imbalance).toBe(0);
    // Some fifty thousand sub-cells of a fraction of a person each: rounding must not add up.
    expect(spread.summary.placed).toBeCloseTo(90, 5);
    expect(Object.keys(spread.images)).toEqual(['unplaced']);
  });
});

test('the image shows those without a place, in classes of people per hectare', () => {
  // 3-arc-second cells are 0.75 ha: 110 people over 50 places leave 60, 81 a hectare, class 4; 3 left 4 a hectare, 1.
  const pack = packOf({
    residents: peopleOn(106.5, 29.5, [[110, 53]]),
    shelters: collection([
      shelterAt(106.5, 29.4996, { id: 'a', capacityPeople: 50 }),
      shelterAt(106.5019, 29.4996, { id: 'b', capacityPeople: 50 }),
    ]),
  });
  const { images, summary } = ask(pack);
  expect(summary).toMatchObject({ placed: 100, noRoom: 63 });
  expect([...images.unplaced!.classes]).toEqual([4, 1]);
});

describe('hostile packs', () => {
  const people = peopleAt([106.4995, 29.5, 80]);

  test('without shelters leave everybody out of reach', () => {
    expect(ask(packOf({ residents: people })).summary).toMatchObject({
      placed: 0,
      outOfReach: 80,
      noRoom: 0,
    });
  });

  test('without room leave everybody in reach without a place', () => {
    const full = shelterAt(106.5, 29.5, { capacityPeople: 0 });
    const { summary } = ask(packOf({ residents: people, shelters: collection([full]) }));
    expect(summary).toMatchObject({ placed: 0, outOfReach: 0, noRoom: 80, full: 1 });
  });

  test('without residents give nothing but unknown figures, and say so', () => {
    const { summary, provenance } = ask(packOf({ shelters: collection([west]) }));
    expect(summary).toMatchObject({ demand: null, placed: null, noRoom: null, residents: null });
    expect(provenance.notes[0]!.en).toContain('no residents');
  });

  test('with everybody at one place and the largest radius are answered', () => {
    const pack = packOf({
      residents: peopleAt(
        ...Array.from({ length: 300 }, (): [number, number, number] => [106.5, 29.5, 1]),
      ),
      shelters: collection([west, east]),
    });
    const { summary } = ask(pack, { radiusMetres: { emergency: 50_000 } });
    expect(summary).toMatchObject({ placed: 200, noRoom: 100 });
  });

  test('with too many pairs of place and shelter are refused with a sentence', () => {
    const pack = packOf({
      towns: collection([townIn(box(105.9, 29.7, 106.3, 30), '1')]),
      residents: peopleOn(
        106,
        30,
        Array.from({ length: 300 }, () => new Array<number>(300).fill(1)),
      ),
      shelters: collection(
        Array.from({ length: 80 }, (_, i) =>
          shelterAt(106.1, 29.9, { id: `${i}`, capacityPeople: 9 }),
        ),
      ),
    });
    expect(() => ask(pack, { radiusMetres: { emergency: 50_000 } })).toThrow('7,200,000 pairs');
    expect(ask(pack, { radiusMetres: { emergency: 50_000 }, unit: 'town' }).summary.placed).toBe(
      720,
    );
  });
});

test('placed and not placed add up for random packs, and no shelter takes more than it can', () => {
  const random = seeded(3);
  for (let run = 0; run < 5; run++) {
    const shelters = Array.from({ length: 12 }, (_, i) =>
      shelterAt(106.5 + random() * 0.02, 29.5 + random() * 0.02, {
        id: `${i}`,
        capacityPeople: random() < 0.2 ? null : Math.floor(random() * 300),
      }),
    );
    const pack = packOf({
      residents: peopleOn(
        106.5,
        29.52,
        Array.from({ length: 24 }, () =>
          Array.from({ length: 24 }, () => Math.floor(random() * 9)),
        ),
      ),
      towns: collection([townIn(box(106.5, 29.5, 106.51, 29.52), '1')]),
      shelters: collection(shelters),
    });
    const { summary } = ask(pack, { sharePercent: 90 });
    const { placed, noRoom, outOfReach, roomUnknown, demand } = summary;
    expect(placed! + noRoom! + outOfReach! + roomUnknown!).toBeCloseTo(demand!, 6);
    const add = (values: (number | null)[]) =>
      values.reduce<number>((sum, value) => sum + value!, 0);
    expect(add(summary.perShelter.map(({ load }) => load))).toBeCloseTo(placed!, 6);
    expect(add(summary.flows.map((flow) => flow.people))).toBeCloseTo(placed!, 6);
    expect(add(summary.units.map((unit) => unit.placed))).toBeCloseTo(placed!, 6);
    for (const { load, capacityPeople } of summary.perShelter)
      expect(load).toBeLessThanOrEqual(capacityPeople ?? 0);
    const again = ask(
      { ...pack, shelters: collection(shuffled(shelters, random)) },
      { sharePercent: 90 },
    );
    expect(again.summary.comparison).toEqual(summary.comparison);
  }
});
