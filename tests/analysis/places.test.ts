import type { Polygon } from 'geojson';
import { describe, expect, it } from 'vitest';
import { analyses, type ParamsOf } from '../../src/analysis';
import { readParams } from '../../src/analysis/params';
import { indexAreas } from '../../src/geo/areas';
import { cutByUnits } from '../../src/geo/pieces';
import { contains, rasterise } from '../../src/geo/polygons';
import type { Pack } from '../../src/pack/pack';
import { box, collection, packOf, peopleAt, shelterAt, townIn } from '../fixtures/pack';
import { seeded } from '../fixtures/random';

const ask = (pack: Pack, params: ParamsOf<'coverage'> = {}) =>
  analyses.coverage.run(pack, readParams(analyses.coverage.params, params));

describe('a square of 1,000 residents over four towns', () => {
  const square = box(106.4, 29.5, 106.5, 29.6);
  const pack = packOf({
    residents: { kind: 'areas', areas: [square], people: Float64Array.of(1000) },
    towns: collection([
      townIn(box(106.3, 29.4, 106.45, 29.55), 'sw'),
      townIn(box(106.45, 29.4, 106.6, 29.55), 'se'),
      townIn(box(106.3, 29.55, 106.45, 29.7), 'nw'),
      townIn(box(106.45, 29.55, 106.6, 29.7), 'ne'),
      townIn(box(106.6, 29.4, 106.7, 29.7), 'empty'),
    ]),
    shelters: collection([shelterAt(106.475, 29.575, { duration: 'long' })]),
  });

  it('gives each town its part, where one town had everybody', () => {
    const { summary, provenance } = ask(pack);
    const parts = summary.units.map(({ code, residents }) => [code, Math.round(residents!)]);
    expect(parts).toEqual([
      ['sw', 250],
      ['se', 250],
      ['nw', 250],
      ['ne', 250],
      ['empty', 0],
    ]);
    expect(summary.residents).toBe(1000);
    expect(provenance.method.en).toContain('cut along their outlines');
  });

  it('covers residents in the town where the shelter stands, and the parts add up', () => {
    const { units, covered } = ask(pack, { radiusMetres: { long: 2000 } }).summary;
    expect(units.filter((unit) => unit.covered! > 0).map((unit) => unit.code)).toEqual(['ne']);
    expect(units.reduce((sum, unit) => sum + unit.covered!, 0)).toBeCloseTo(covered!, 9);
  });

  it('knows no distance for a town where nobody lives', () => {
    expect(ask(pack).summary.units[4]).toMatchObject({ code: 'empty', medianDistanceMetres: null });
  });

  it('goes whole to the town of its representative point when placed there', () => {
    const { units } = ask(pack, { assign: 'point' }).summary;
    expect(units.map((unit) => unit.residents).sort()).toEqual([0, 0, 0, 0, 1000]);
  });
});

it('an area that reaches beyond every town leaves that part outside', () => {
  const area = box(106.4, 29.5, 106.5, 29.6);
  const { unitOf, shareOf } = cutByUnits([area], indexAreas([area]), [
    box(106.4, 29.5, 106.425, 29.6),
    box(106.41, 29.5, 106.45, 29.6),
  ]);
  expect(Array.from(unitOf)).toEqual([0, 1, -1]);
  expect(shareOf[0]).toBeCloseTo(0.25, 9);
  expect(shareOf[1]).toBeCloseTo(0.25, 9);
  expect(shareOf[2]).toBeCloseTo(0.5, 9);
});

it('cut areas add up town by town to what a random point falls in, holes and slanted edges too', () => {
  const random = seeded(51);
  const star = (x: number, y: number): Polygon => {
    const ring = Array.from({ length: 40 }, (_, i) => {
      const reach = 0.02 + random() * 0.03;
      const angle = (2 * Math.PI * i) / 40;
      return [x + reach * Math.cos(angle), y + reach * Math.sin(angle)];
    });
    return { type: 'Polygon', coordinates: [[...ring, ring[0]!]] };
  };
  const towns = [star(106.44, 29.5), star(106.5, 29.52), star(106.47, 29.46)];
  const area: Polygon = {
    type: 'Polygon',
    coordinates: [
      ...box(106.4, 29.44, 106.52, 29.55).coordinates,
      [...box(106.45, 29.48, 106.48, 29.51).coordinates[0]!].reverse(),
    ],
  };
  const { unitOf, shareOf } = cutByUnits([area], indexAreas([area]), towns);
  const counts = [0, 0, 0, 0];
  let inside = 0;
  while (inside < 200_000) {
    const [x, y] = [106.4 + random() * 0.12, 29.44 + random() * 0.11];
    if (!contains(area, x, y)) continue;
    inside++;
    const town = towns.findIndex((each) => contains(each, x, y));
    counts[town < 0 ? 3 : town]!++;
  }
  expect(Array.from(unitOf)).toEqual([0, 1, 2, -1]);
  shareOf.forEach((share, piece) => {
    expect(Math.abs(share - counts[piece]! / inside)).toBeLessThan(0.005);
  });
});

describe('residents of a piece narrower than a sub-cell', () => {
  type Place = { code: string; people: number };
  /** Residents by town of every analysis that measures from places, each town under its code. */
  async function countedBy(pack: Pack) {
    const question = { radiusMetres: { long: 50_000 } };
    const nearest = analyses.nearest.run(pack, readParams(analyses.nearest.params, question));
    const walk = analyses.walk.run(pack, readParams(analyses.walk.params, question));
    const access = analyses.access.run(pack, readParams(analyses.access.params, question));
    const allocate = analyses.allocate.run(
      pack,
      readParams(analyses.allocate.params, { ...question, unit: 'cell' }),
    );
    const town = analyses.allocate.run(
      pack,
      readParams(analyses.allocate.params, { ...question, unit: 'town' }),
    );
    const siting = await analyses.siting.run(
      pack,
      readParams(analyses.siting.params, { ...question, sites: 1 }),
    );
    const sum = (counts: readonly number[] | null) => counts!.reduce((all, part) => all + part, 0);
    const places: Record<string, Place[]> = {
      nearest: nearest.summary.units.map(({ code, bands, unreachable }) => ({
        code,
        people: sum(bands) + unreachable!,
      })),
      walk: walk.summary.units.map(({ code, bands, unreachable }) => ({
        code,
        people: sum(bands) + sum(Object.values(unreachable!)),
      })),
      allocate: allocate.summary.units.map(({ code, demand }) => ({ code, people: demand! })),
      'allocate by town': town.summary.units.map(({ code, demand }) => ({ code, people: demand! })),
      siting: siting.summary.units.map(({ code, before }) => ({ code, people: before! })),
    };
    const rounded = Object.entries(places).map(([name, units]) => [
      name,
      Object.fromEntries(units.map(({ code, people }) => [code, Math.round(people * 1e4) / 1e4])),
    ]);
    return {
      ...(Object.fromEntries(rounded) as Record<string, Record<string, number>>),
      access: access.summary.perShelter[0]!.residentsInside,
      imbalance: [allocate.summary.imbalance, town.summary.imbalance],
    };
  }

  it('count in every analysis: villages reach 30 m past the town, 599 of whose people were lost', async () => {
    const town = box(106, 29, 106.5, 29.5);
    const villages = [box(106, 29, 106.25, 29.5), box(106.25, 29, 106.5003, 29.5)];
    const pack = packOf({
      residents: { kind: 'areas', areas: villages, people: Float64Array.of(10_000, 500_000) },
      towns: collection([townIn(town, '1')]),
      shelters: collection([shelterAt(106.25, 29.25, { duration: 'long', capacityPeople: 1e6 })]),
    });
    const past = (500_000 * 0.0003) / 0.2503;
    const byTown = {
      '1': Math.round((510_000 - past) * 1e4) / 1e4,
      '': Math.round(past * 1e4) / 1e4,
    };
    const counted = await countedBy(pack);
    expect(counted).toMatchObject({
      nearest: byTown,
      walk: byTown,
      allocate: byTown,
      'allocate by town': byTown,
      siting: byTown,
      imbalance: [0, 0],
    });
    expect(counted.access).toBeCloseTo(510_000, 4);
  });

  it('count in a town of 30 m inside one of 50 km: 5,000 of 6,000 were lost', async () => {
    const tiny = box(106.2503, 29.2503, 106.2506, 29.2506);
    const wide: Polygon = {
      type: 'Polygon',
      coordinates: [...box(106, 29, 106.5, 29.5).coordinates, [...tiny.coordinates[0]!].reverse()],
    };
    const pack = packOf({
      residents: { kind: 'areas', areas: [wide, tiny], people: Float64Array.of(1000, 5000) },
      towns: collection([townIn(wide, 'A'), townIn(tiny, 'B')]),
      shelters: collection([shelterAt(106.25, 29.25, { duration: 'long', capacityPeople: 1e5 })]),
    });
    const byTown = { A: 1000, B: 5000 };
    expect(await countedBy(pack)).toMatchObject({
      nearest: byTown,
      walk: byTown,
      allocate: byTown,
      'allocate by town': byTown,
      siting: byTown,
      access: expect.closeTo(6000, 4) as number,
      imbalance: [0, 0],
    });
    const { units } = ask(pack).summary;
    expect(units[1]!.medianDistanceMetres).toBeLessThan(150);
  });

  it('lie along a strip in as many cells as its area amounts to, not at its middle', () => {
    const strip = box(106.5, 29, 106.5003, 29.5);
    const pack = packOf({
      residents: {
        kind: 'areas',
        areas: [box(106, 29, 106.5003, 29.5)],
        people: Float64Array.of(500_000),
      },
      towns: collection([townIn(box(106, 29, 106.5, 29.5), '1'), townIn(strip, '2')]),
      shelters: collection([shelterAt(106.5, 29)]),
    });
    const { distance } = analyses.nearest.run(pack, readParams(analyses.nearest.params, {})).summary
      .units[1]!;
    // The strip is 55.4 km long: half of its people live farther than 27.7 km, a twentieth than 52.7 km.
    expect(distance!.medianMetres / 1000).toBeCloseTo(27.7, 0);
    expect(distance!.p95Metres / 1000).toBeCloseTo(52.7, 0);
  });

  it('count at one spot too: each of three towns without extent has its own', () => {
    const areas = [0, 1e-7, 2e-7].map((east) => box(106.5 + east, 29.5, 106.5 + east + 1e-7, 29.5));
    const pack = packOf({
      residents: { kind: 'areas', areas, people: Float64Array.of(1, 2, 3) },
      towns: collection(areas.map((area, i) => townIn(area, `${i}`))),
      shelters: collection([shelterAt(106.5, 29.5, { capacityPeople: 6 })]),
    });
    const { units } = analyses.allocate.run(pack, readParams(analyses.allocate.params, {})).summary;
    expect(units.map(({ demand }) => demand)).toEqual([1, 2, 3]);
  });

  it('count where towns overlap wholly: the second has half of the cells, the first the others', () => {
    const twin = () => box(106.5, 29.5, 106.51, 29.51);
    const areas = [twin(), twin()];
    const pack = packOf({
      residents: { kind: 'areas', areas, people: Float64Array.of(100, 200) },
      towns: collection(areas.map((area, i) => townIn(area, `${i}`))),
      shelters: collection([shelterAt(106.505, 29.505)]),
    });
    const { bands, units } = analyses.nearest.run(
      pack,
      readParams(analyses.nearest.params, {}),
    ).summary;
    expect(bands.reduce((sum, { people }) => sum + people, 0)).toBeCloseTo(300, 6);
    const counted = units.map((unit) => unit.bands!.reduce((sum, people) => sum + people, 0));
    expect(counted[0]).toBeCloseTo(100, 6);
    expect(counted[1]).toBeCloseTo(200, 6);
  });
});

describe('33,000 towns', () => {
  const tiny = (i: number) =>
    box(
      106 + (i % 200) / 1000,
      29 + Math.floor(i / 200) / 1000,
      106 + (i % 200) / 1000 + 5e-4,
      29 + Math.floor(i / 200) / 1000 + 5e-4,
    );
  const areas = Array.from({ length: 33_000 }, (_, i) => tiny(i));

  it('keep their number past 32,767, where it became negative', () => {
    const lattice = { west: 106.199, north: 29.1645, cellDegrees: 5e-4, columns: 1, rows: 1 };
    expect(Array.from(rasterise(areas, lattice))).toEqual([32_999]);
  });

  it('give residents in the last one to it', () => {
    const pack = packOf({
      residents: peopleAt([106.19925, 29.16425, 7]),
      towns: collection(areas.map((area, i) => townIn(area, `${i}`))),
    });
    const { units } = ask(pack).summary;
    expect(units.filter((unit) => unit.residents! > 0).map((unit) => unit.code)).toEqual(['32999']);
  });
});

describe('residents on both sides of ±180°', () => {
  const areas = [box(179.9, -17, 179.95, -16.95), box(-179.95, -17, -179.9, -16.95)];
  const pack = packOf({
    residents: { kind: 'areas', areas, people: Float64Array.of(100, 100) },
    shelters: collection([shelterAt(179.925, -16.975)]),
  });

  it('are refused with a sentence when spread over areas, where distances were 39,469 km', () => {
    expect(() => ask(pack)).toThrow(
      'The polygons of residents or towns reach from longitude -179.95° to 179.95°, across ±180°',
    );
  });

  it('are 0 and 16 km from the shelter at their representative points', () => {
    const { distance } = ask(pack, { assign: 'point' }).summary;
    expect(distance!.medianMetres).toBeCloseTo(0, 6);
    expect(distance!.p95Metres).toBeCloseTo(15_973, -1);
  });
});
