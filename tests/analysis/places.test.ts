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
