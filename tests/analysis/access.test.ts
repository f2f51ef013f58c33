import { Geodesic } from 'geographiclib-geodesic';
import { describe, expect, it } from 'vitest';
import { analyses, type ParamsOf } from '../../src/analysis';
import { accessMethods, type AccessMethod } from '../../src/analysis/accessParams';
import { floatingCatchment, sigmaFor, weigher } from '../../src/analysis/accessWeights';
import { readParams } from '../../src/analysis/params';
import { collectPairs } from '../../src/analysis/travelPairs';
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

const read = (params: ParamsOf<'access'> = {}) => readParams(analyses.access.params, params);
const ask = (pack: Pack, params: ParamsOf<'access'> = {}) =>
  analyses.access.run(pack, read(params));
const summaryOf = (pack: Pack, params?: ParamsOf<'access'>) => ask(pack, params).summary;

/** Karney's geodesic: shares no code and no formula with the project. */
const geodesic = (ax: number, ay: number, bx: number, by: number): number =>
  Geodesic.WGS84.Inverse(ay, ax, by, bx).s12!;

/**
 * A city and two suburbs: 10, 100 and 50 residents; shelters of 100, 15 and 20 places; a suburb reaches its own shelter
 * and that of the city, the city reaches all three.
 */
const city = packOf({
  residents: {
    kind: 'areas',
    areas: [box(106, 29, 106.1, 29.1), box(106.1, 29, 106.2, 29.1), box(106.2, 29, 106.3, 29.1)],
    people: Float64Array.of(10, 100, 50),
  },
  towns: collection([
    townIn(box(106, 29, 106.1, 29.1), 'C'),
    townIn(box(106.1, 29, 106.2, 29.1), 'S1'),
    townIn(box(106.2, 29, 106.3, 29.1), 'S2'),
  ]),
  shelters: collection([
    shelterAt(106.05, 29.05, { id: 'c', capacityPeople: 100, effectiveAreaSquareMetres: 200 }),
    shelterAt(106.15, 29.05, { id: 's1', capacityPeople: 15, effectiveAreaSquareMetres: 30 }),
    shelterAt(106.25, 29.05, { id: 's2', capacityPeople: 20, effectiveAreaSquareMetres: 40 }),
  ]),
});

const pairs = `demand,supply,cost
C,c,100
S1,s1,100
S2,s2,100
S1,c,900
S2,c,900
C,s1,900
C,s2,900
`;

describe('access by an own table, worked out by hand', () => {
  const means = (params: ParamsOf<'access'>) =>
    summaryOf(city, { pairs, catchmentMetres: 1000, ...params }).units.map(({ mean }) => mean!);

  it('is for 2SFCA: ratios 100/160, 15/110, 20/60', () => {
    const [rc, r1, r2] = [100 / 160, 15 / 110, 20 / 60];
    const [c, s1, s2] = means({});
    expect(c).toBeCloseTo(rc + r1 + r2, 12);
    expect(s1).toBeCloseTo(rc + r1, 12);
    expect(s2).toBeCloseTo(rc + r2, 12);
  });

  it('is for step weights 1 and 0.5 with the first zone up to 500 m', () => {
    const [rc, r1, r2] = [100 / (10 + 75), 15 / (100 + 5), 20 / (50 + 5)];
    const [c, s1, s2] = means({
      method: 'e2sfca-step',
      stepMetres: { first: 500, second: 1000 },
      stepWeights: { first: 1, second: 0.5 },
    });
    expect(c).toBeCloseTo(rc + 0.5 * r1 + 0.5 * r2, 12);
    expect(s1).toBeCloseTo(0.5 * rc + r1, 12);
    expect(s2).toBeCloseTo(0.5 * rc + r2, 12);
  });

  it('is for 3SFCA of the same weights: the city chooses 1/2, 1/4, 1/4, a suburb 2/3 and 1/3', () => {
    // w = G·W: city to c ½·1, to s1 and s2 ¼·½; suburb to its own ⅔·1, to c ⅓·½.
    const rc = 100 / (10 / 2 + (100 + 50) / 6);
    const r1 = 15 / ((100 * 2) / 3 + 10 / 8);
    const r2 = 20 / ((50 * 2) / 3 + 10 / 8);
    const [c, s1, s2] = means({
      method: '3sfca',
      stepMetres: { first: 500, second: 1000 },
      stepWeights: { first: 1, second: 0.5 },
    });
    expect(c).toBeCloseTo(rc / 2 + r1 / 8 + r2 / 8, 12);
    expect(s1).toBeCloseTo(rc / 6 + (r1 * 2) / 3, 12);
    expect(s2).toBeCloseTo(rc / 6 + (r2 * 2) / 3, 12);
  });

  it('reads towns by name too, takes the shortest of a repeated pair, and counts what led nowhere', () => {
    const odd = `${pairs}Town S1,c,800\nS9,c,1\nC,x9,1\nC,c,near\nS2,s1,1001\n`;
    const { provenance, summary } = ask(city, { pairs: odd, catchmentMetres: 1000 });
    expect(summary.units[0]!.mean).toBeCloseTo(100 / 160 + 15 / 110 + 20 / 60, 12);
    const notes = provenance.notes.map(({ en }) => en);
    expect(notes).toContain(
      '1 row of the own table left out, naming no town as demand, such as “S9”.',
    );
    expect(notes).toContain(
      '1 row of the own table left out, naming no shelter as supply, such as “x9”.',
    );
    expect(notes.some((note) => note.includes('cost that is no distance'))).toBe(true);
    expect(notes).toContain('1 row repeats a pair; the shortest counts.');
    expect(notes).toContain('1 pairs are beyond the limit of the shelter and do not count.');
  });

  it('refuses a table that lacks a column or has no row for the pack, in one sentence', () => {
    expect(() => ask(city, { pairs: 'demand,supply\nC,c\n' })).toThrow('no column “cost”');
    expect(() => ask(city, { pairs: 'demand,supply,cost\nX,c,5\n' })).toThrow('No row of the own');
    expect(() => ask(city, { pairs: '\n' })).toThrow();
  });

  it('draws no image, for an own table knows no places', () => {
    expect(ask(city, { pairs }).images).toEqual({});
  });
});

describe('weights', () => {
  const of = (params: ParamsOf<'access'>) => weigher(read(params));

  it('of a step count its end into the zone', () => {
    const weigh = of({ method: 'e2sfca-step' });
    expect([500, 500.001, 1000, 1000.001, 1500].map((metres) => weigh(metres, 1500))).toEqual([
      1, 0.68, 0.68, 0.22, 0.22,
    ]);
  });

  it('of 3SFCA are those of Wan, Zou & Sternberg, in zones to 1/6, 1/3, 1/2 and all of the limit', () => {
    const weigh = of({ method: '3sfca' });
    expect([10, 10.5, 20, 30, 30.5, 60].map((minutes) => weigh(minutes, 60))).toEqual([
      0.962, 0.704, 0.704, 0.377, 0.042, 0.042,
    ]);
  });

  it('of the Gaussian fall from 1 to 0.01 at the limit, or as σ says', () => {
    expect(of({ method: 'gaussian' })(0, 1000)).toBe(1);
    expect(of({ method: 'gaussian' })(1000, 1000)).toBeCloseTo(0.01, 12);
    expect(sigmaFor(1000)).toBeCloseTo(329.505, 3);
    expect(of({ method: 'gaussian', sigmaMetres: 500 })(500, 1000)).toBeCloseTo(Math.exp(-0.5), 12);
  });

  it('of the other Gaussian fall from 1 to 0 at the limit', () => {
    const weigh = of({ method: 'gaussian-zero' });
    expect(weigh(0, 1000)).toBe(1);
    expect(weigh(1000, 1000)).toBe(0);
    // (e^-0.125 - e^-0.5) / (1 - e^-0.5)
    expect(weigh(500, 1000)).toBeCloseTo(0.701371, 5);
  });
});

/** The slow method: every place against every shelter by the geodesic, formulas as they are written. */
function slowly(
  places: readonly [longitude: number, latitude: number, people: number][],
  sites: readonly { at: [number, number]; supply: number }[],
  limit: number,
  method: AccessMethod,
) {
  const weightOf = (metres: number): number => {
    if (metres > limit) return 0;
    if (method === '2sfca') return 1;
    if (method === 'gaussian') return Math.exp(-(metres ** 2) / (2 * 300 ** 2));
    const f = (d: number) => Math.exp(-0.5 * (d / limit) ** 2);
    if (method === 'gaussian-zero') return (f(metres) - f(limit)) / (1 - f(limit));
    if (metres <= 300) return 1;
    return metres <= 600 ? 0.5 : 0.1;
  };
  const weights = places.map(([longitude, latitude]) =>
    sites.map(({ at }) => weightOf(geodesic(...at, longitude, latitude))),
  );
  const selected =
    method !== '3sfca'
      ? weights
      : weights.map((row) => {
          const sum = row.reduce((all, weight) => all + weight, 0);
          return row.map((weight) => (sum > 0 ? (weight / sum) * weight : 0));
        });
  const ratios = sites.map(({ supply }, j) => {
    const demand = places.reduce((all, [, , people], i) => all + people * selected[i]![j]!, 0);
    return demand > 0 ? supply / demand : 0;
  });
  return selected.map((row) => row.reduce((all, weight, j) => all + weight * ratios[j]!, 0));
}

describe('access against double loops with the geodesic', () => {
  it.each(accessMethods.flatMap((method) => [31, 32].map((seed) => [method, seed] as const)))(
    '%s agrees in every cell, and in the mean, seed %d',
    (method, seed) => {
      const random = seeded(seed);
      const rows = Array.from({ length: 25 }, () =>
        Array.from({ length: 25 }, () => Math.floor(random() * 5)),
      );
      const sites = Array.from({ length: 7 }, () => ({
        at: [106.5 + random() * 0.025, 29.6 - random() * 0.025] as [number, number],
        supply: Math.floor(random() * 400),
      }));
      const places = rows.flatMap((row, r) =>
        row.flatMap((people, c): [number, number, number][] =>
          people > 0 ? [[106.5 + (c + 0.5) / 1200, 29.6 - (r + 0.5) / 1200, people]] : [],
        ),
      );
      const pack = packOf({
        residents: peopleOn(106.5, 29.6, rows),
        shelters: collection(
          sites.map(({ at, supply }, i) =>
            shelterAt(...at, { id: `s${i}`, capacityPeople: supply }),
          ),
        ),
      });
      const expected = slowly(places, sites, 800, method);
      const { summary, images } = ask(pack, {
        method,
        catchmentMetres: 800,
        sigmaMetres: 300,
        stepMetres: { first: 300, second: 600 },
        stepWeights: { first: 1, second: 0.5, third: 0.1, fourth: 0.1 },
      });
      const people = places.reduce((all, place) => all + place[2], 0);
      const mean = expected.reduce((all, value, i) => all + value * places[i]![2], 0) / people;
      expect(summary.mean! / mean).toBeCloseTo(1, 6);
      const none = expected.reduce((all, value, i) => all + (value > 0 ? 0 : places[i]![2]), 0);
      expect(summary.none).toBe(none);
      const classOf = (value: number) =>
        value > 0 ? 2 + [0.25, 0.5, 0.75, 1].filter((limit) => value >= limit).length : 1;
      const classes = [...images.access!.classes].filter((value) => value > 0);
      expect(classes).toEqual(expected.map(classOf));
    },
  );
});

describe('conservation', () => {
  it.each(accessMethods)(
    '%s shares out exactly what is within reach of anyone, to 1e-9',
    (method) => {
      for (let seed = 1; seed <= 12; seed++) {
        const random = seeded(seed);
        const places = 1 + Math.floor(random() * 200);
        const sites = 1 + Math.floor(random() * 20);
        const people = Float64Array.from({ length: places }, () =>
          random() < 0.2 ? 0 : random() * 1e4,
        );
        const supply = Float64Array.from({ length: sites }, () =>
          random() < 0.2 ? NaN : random() < 0.2 ? 0 : random() * 1e5,
        );
        const limits = Float64Array.from({ length: sites }, () => 100 + random() * 2000);
        const near = Array.from({ length: places * sites }, () => random() * 4000);
        const found = collectPairs(places, (visit) => {
          for (let site = 0; site < sites; site++)
            for (let place = 0; place < places; place++) {
              const metres = near[place * sites + site]!;
              if (metres <= limits[site]!) visit(place, site, metres);
            }
        });
        const { access, shared, inReach, demand } = floatingCatchment(
          people,
          found,
          supply,
          limits,
          weigher(read({ method })),
          method === '3sfca',
        );
        const held = supply.reduce(
          (sum, value, site) => (demand[site]! > 0 && value >= 0 ? sum + value : sum),
          0,
        );
        const given = access.reduce((sum, value, place) => sum + value * people[place]!, 0);
        expect(Math.abs(given - held)).toBeLessThanOrEqual(1e-9 * held);
        expect(Math.abs(shared - inReach)).toBeLessThanOrEqual(1e-9 * inReach);
      }
    },
  );

  it('is said in the headlines and the notes', () => {
    const { headlines, provenance, summary } = ask(city, { pairs, catchmentMetres: 1000 });
    expect(headlines.find(({ id }) => id === 'shared')!.of).toBe(135);
    expect(summary.conservationError).toBeLessThan(1e-9);
    expect(provenance.notes.some(({ en }) => en.startsWith('Conservation:'))).toBe(true);
    expect(
      provenance.notes.some(({ en }) => en.includes('coverage counts each resident once')),
    ).toBe(true);
  });
});

describe('supply', () => {
  const line = packOf({
    residents: peopleAt([106.5, 29.6, 100], [106.52, 29.6, 50], [106.54, 29.6, 25]),
    shelters: collection([
      shelterAt(106.5, 29.6, { id: 'a', capacityPeople: 80, effectiveAreaSquareMetres: 160 }),
      shelterAt(106.52, 29.6, { id: 'b' }),
      shelterAt(106.56, 29.6, { id: 'far', capacityPeople: 40 }),
    ]),
  });

  it('that is unknown takes no part and is counted apart; what nobody reaches is shared with no one', () => {
    expect(summaryOf(line)).toMatchObject({
      mean: 80 / 175,
      none: 25,
      onlyUnknown: 50,
      below: 125,
      belowUnknown: 50,
      shared: 80,
      inReach: 80,
      unreached: 1,
      unreachedSupply: 40,
      unknownSupply: 1,
      perShelter: [
        { id: 'a', supply: 80, residentsInside: 100, demand: 100, ratio: 0.8 },
        { id: 'b', supply: null, residentsInside: 50, demand: null, ratio: null },
        { id: 'far', supply: 40, residentsInside: 0, demand: 0, ratio: null },
      ],
    });
  });

  it('that is unknown leaves open who has too little: 100 of 150 residents reach it alone and are not below', () => {
    const pack = packOf({
      residents: peopleAt([106.5, 29.5, 100], [106.9, 29.9, 50]),
      towns: collection([townIn(box(106.4, 29.4, 106.6, 29.6), '1')]),
      shelters: collection([
        shelterAt(106.5, 29.5, { id: 'unknown' }),
        shelterAt(106.9, 29.9, { id: 'known', capacityPeople: 60 }),
      ]),
    });
    const { summary, headlines, tables, provenance } = ask(pack);
    expect(summary).toMatchObject({ below: 0, belowUnknown: 100, none: 0, onlyUnknown: 100 });
    const headline = (id: string) => headlines.find((one) => one.id === id);
    expect(headline('below')).toMatchObject({ value: 0, caution: false });
    expect(headline('belowUnknown')).toMatchObject({ value: 100, of: 150 });
    expect(tables[0]!.rows[0]).toMatchObject({ code: '1', below: 0, belowUnknown: 100 });
    expect(provenance.notes.map(({ en }) => en).join(' ')).toContain(
      '100 have too little of known supply but reach these',
    );
  });

  it('that is known in part leaves it open too, but not for those who have enough of what is known', () => {
    const both = (capacityPeople: number) =>
      summaryOf(
        packOf({
          residents: peopleAt([106.5, 29.5, 100]),
          shelters: collection([
            shelterAt(106.5, 29.5, { id: 'unknown' }),
            shelterAt(106.501, 29.5, { id: 'known', capacityPeople }),
          ]),
        }),
      );
    expect(both(99)).toMatchObject({ below: 0, belowUnknown: 100, onlyUnknown: 0 });
    expect(both(100)).toMatchObject({ below: 0, belowUnknown: 0, onlyUnknown: 0 });
  });

  it('may be area: exactly 1.5 m² each does not meet what plans ask for', () => {
    const area = (squareMetres: number) =>
      summaryOf(
        packOf({
          residents: peopleAt([106.5, 29.6, 100]),
          shelters: collection([
            shelterAt(106.5, 29.6, { effectiveAreaSquareMetres: squareMetres }),
          ]),
        }),
        { supply: 'area' },
      );
    expect(area(150)).toMatchObject({ mean: 1.5, standard: 1.5, below: 100 });
    expect(area(151)).toMatchObject({ mean: 1.51, below: 0 });
  });

  it('is left out inside the zone of a hazard, and who is named', () => {
    const zoned = { ...line, geohazards: collection([geohazardAt(106.5, 29.6)]) };
    const { summary } = ask(zoned, { leaveOut: ['landslide'] });
    expect(summary.leftOut.map(({ id }) => id)).toEqual(['a']);
    expect(summary.shared).toBe(0);
  });

  it('that is unknown everywhere makes access unknown, not 0', () => {
    const blank = packOf({
      residents: peopleAt([106.5, 29.6, 100]),
      shelters: collection([shelterAt(106.5, 29.6)]),
    });
    expect(summaryOf(blank)).toMatchObject({ mean: null, none: null, below: null, shared: null });
    expect(ask(blank).images).toEqual({});
  });

  it('of 0 everywhere gives nobody anything', () => {
    const nothing = packOf({
      residents: peopleAt([106.5, 29.6, 100]),
      shelters: collection([shelterAt(106.5, 29.6, { capacityPeople: 0 })]),
    });
    expect(summaryOf(nothing)).toMatchObject({
      mean: 0,
      none: 100,
      shared: 0,
      conservationError: 0,
    });
  });
});

describe('hostile questions', () => {
  it.each([0, -5, NaN, 1e7])('refuse a catchment of %d m', (catchmentMetres) => {
    expect(() => ask(city, { catchmentMetres })).toThrow(`${catchmentMetres}`);
  });

  it.each([
    { sigmaMetres: 0 },
    { stepWeights: { first: 2 } },
    { stepMetres: { first: 900, second: 500 } },
    { stepMetres: { first: -1 } },
    { method: '4sfca' as AccessMethod },
  ] satisfies ParamsOf<'access'>[])('refuse %j', (params) => {
    expect(() => ask(city, params)).toThrow('cannot be used');
  });

  it('give everybody nothing without shelters', () => {
    expect(summaryOf({ ...city, shelters: collection([]) }, { assign: 'point' })).toMatchObject({
      mean: 0,
      none: 160,
      shelters: 0,
    });
  });

  it('know nothing without residents, and say so', () => {
    const { summary, provenance } = ask({ ...city, residents: null });
    expect(summary).toMatchObject({ residents: null, mean: null, none: null });
    expect(provenance.notes[0]?.en).toContain('no residents');
  });

  it('do not depend on the order of the file, but for the last bits of a sum', () => {
    const random = seeded(77);
    const places = Array.from({ length: 80 }, (): [number, number, number] => [
      106.5 + random() * 0.02,
      29.6 + random() * 0.02,
      random() * 9,
    ]);
    const shelters = Array.from({ length: 9 }, (_, i) =>
      shelterAt(106.5 + random() * 0.02, 29.6 + random() * 0.02, {
        id: `s${i}`,
        capacityPeople: i * 10,
      }),
    );
    const one = packOf({ residents: peopleAt(...places), shelters: collection(shelters) });
    const other = packOf({
      residents: peopleAt(...shuffled(places, random)),
      shelters: collection(shuffled(shelters, random)),
    });
    for (const method of accessMethods) {
      const [a, b] = [summaryOf(one, { method }), summaryOf(other, { method })];
      expect(b.mean! / a.mean!).toBeCloseTo(1, 12);
      expect(b.median! / a.median!).toBeCloseTo(1, 12);
      a.perShelter.forEach(({ ratio }, i) => {
        const other = b.perShelter[i]!.ratio;
        if (ratio === null || other === null || ratio === 0) expect(other).toBe(ratio);
        else expect(other / ratio).toBeCloseTo(1, 12);
      });
    }
  });
});
