import { describe, expect, it } from 'vitest';
import { analyses, type ParamsOf } from '../../src/analysis';
import { readParams } from '../../src/analysis/params';
import { areaSquareMetres } from '../../src/geo/polygons';
import { sha256 } from '../../src/pack/checksum';
import { openPack } from '../../src/pack/open';
import type { Pack } from '../../src/pack/pack';
import { box, collection, hazchemAt, packOf, peopleAt, shelterAt, townIn } from '../fixtures/pack';

const coverageOf = (pack: Pack, params: ParamsOf<'coverage'> = {}) =>
  analyses.coverage.run(pack, readParams(analyses.coverage.params, params));
const bufferOf = (pack: Pack, params: ParamsOf<'buffer'> = {}) =>
  analyses.buffer.run(pack, readParams(analyses.buffer.params, params));

/** 甲 has 1,000 residents, of 乙 nobody knows; each has a shelter of 1,500 m². */
const west = box(106.4, 29.5, 106.5, 29.6);
const east = box(106.5, 29.5, 106.6, 29.6);
const halfKnown = packOf({
  residents: { kind: 'areas', areas: [west], people: Float64Array.of(1000), unknown: [east] },
  towns: collection([townIn(west, '甲', 1000), townIn(east, '乙')]),
  shelters: collection([
    shelterAt(106.45, 29.55, { id: 'a', effectiveAreaSquareMetres: 1500 }),
    shelterAt(106.55, 29.55, { id: 'b', effectiveAreaSquareMetres: 1500 }),
  ]),
  hazchem: collection([hazchemAt(106.55, 29.55, { safetyDistanceMetres: 500 })]),
});

describe.each(['area', 'point'] as const)('a town of unknown residents, placed by %s', (assign) => {
  const { summary, tables, provenance } = coverageOf(halfKnown, { assign });

  it('has no figure for people, where it had 0', () => {
    expect(summary.units.map(({ code, residents }) => [code, residents])).toEqual([
      ['甲', 1000],
      ['乙', null],
    ]);
    expect(summary.units[1]).toMatchObject({
      covered: null,
      coveredShare: null,
      uncovered: null,
      squareMetresPerResident: null,
      medianDistanceMetres: null,
      effectiveAreaSquareMetres: 1500,
    });
    expect(tables[0]!.rows[1]).toMatchObject({ residents: null, covered: null, uncovered: null });
  });

  it('leaves the district without an area per resident, where 3,000 m² over 1,000 met the target', () => {
    expect(summary).toMatchObject({
      residents: 1000,
      unitsWithoutResidents: 1,
      effectiveAreaSquareMetres: 3000,
      squareMetresPerResident: null,
      meetsTarget: null,
      shortfallSquareMetres: null,
      placesPerResident: null,
      housedShare: null,
    });
    expect(summary.units[0]!.squareMetresPerResident).toBe(1.5);
  });

  it('leaves nobody knowing how many live round its shelter, where it said 0', () => {
    const inside = summary.perShelter.map(({ id, residentsInside }) => [id, residentsInside]);
    expect(inside[0]![1]).toBeGreaterThan(0);
    expect(inside[1]).toEqual(['b', null]);
  });

  it('is counted in the notes', () => {
    expect(provenance.notes.map((note) => note['zh-CN'])).toContain(
      '1 个镇街人口未知：人数和覆盖率只计人口已知的镇街，不给出全区的人均数值；伸入这些镇街的范围，其内的居民数为未知。',
    );
  });
});

it('a pack opened without residents of its own takes those of its towns, the unknown ones apart', async () => {
  const towns = JSON.stringify(halfKnown.towns);
  const dataset = {
    file: 'towns.geojson',
    count: 2,
    source: { 'zh-CN': '甲', en: 'A' },
    licence: 'CC0',
    asOf: null,
    sha256: await sha256(new TextEncoder().encode(towns)),
    synthetic: false,
    schematic: false,
    note: null,
  };
  const files: Record<string, string> = {
    'pack.json': JSON.stringify({ ...halfKnown.manifest, datasets: { towns: dataset } }),
    'towns.geojson': towns,
  };
  const opened = await openPack((file) =>
    Promise.resolve(new TextEncoder().encode(files[file]).buffer),
  );
  expect(opened.residents).toEqual({
    kind: 'areas',
    areas: [west],
    people: Float64Array.of(1000),
    unknown: [east],
  });
  expect(coverageOf(opened).summary).toMatchObject({ residents: 1000, unitsWithoutResidents: 1 });
});

it('a buffer in a town of unknown residents holds nobody knows how many', () => {
  const { summary, provenance } = bufferOf(halfKnown);
  expect(summary.towns).toEqual([
    { code: '甲', name: 'Town 甲', residents: 1000, residentsInside: 0 },
    { code: '乙', name: 'Town 乙', residents: null, residentsInside: null },
  ]);
  expect(summary).toMatchObject({ residentsInside: null, residentsInsideShare: null });
  expect(provenance.notes.some((note) => note.en.startsWith('The residents of 1 town are'))).toBe(
    true,
  );
});

it('a place 300 m from a town of unknown residents does not know who lives within 500 m', () => {
  const place = { longitude: 106.4969, latitude: 29.55 };
  const { residentsWithin } = analyses.point.run(
    halfKnown,
    readParams(analyses.point.params, place),
  ).summary;
  expect(residentsWithin.map(({ residents }) => residents)).toEqual([null, null]);
  const far = { longitude: 106.48, latitude: 29.55 };
  const { summary } = analyses.point.run(halfKnown, readParams(analyses.point.params, far));
  expect(summary.residentsWithin[0]!.residents).toBeCloseTo(
    (1000 * Math.PI * 500 ** 2) / areaSquareMetres(west),
    1,
  );
});

describe('a pack without residents', () => {
  const pack = packOf({ ...halfKnown, residents: null });

  it('has no covered residents, where it had 0', () => {
    const { summary } = coverageOf(pack);
    expect(summary).toMatchObject({
      residents: null,
      covered: null,
      uncovered: null,
      unitsWithoutResidents: 2,
      meetsTarget: null,
    });
    expect(summary.byClass[0]).toMatchObject({ reached: null, reachedShare: null });
    expect(summary.perShelter.map((shelter) => shelter.residentsInside)).toEqual([null, null]);
    expect(summary.units.map((unit) => unit.residents)).toEqual([null, null]);
  });

  it('has no residents inside a buffer, where it had 0', () => {
    const { summary } = bufferOf(pack);
    expect(summary).toMatchObject({
      residents: null,
      residentsInside: null,
      residentsInsideShare: null,
    });
    expect(summary.towns[0]).toMatchObject({ residents: null, residentsInside: null });
  });
});

describe('the target of more than 1.5 m² a resident', () => {
  const withArea = (effectiveAreaSquareMetres: number) =>
    coverageOf(
      packOf({
        residents: peopleAt([106.5, 29.6, 10_000]),
        shelters: collection([shelterAt(106.5, 29.6, { effectiveAreaSquareMetres })]),
      }),
    ).summary;

  it.each([
    [15_000, 1.5, false, 0],
    [15_001, 1.5001, true, 0],
    [14_999, 1.4999, false, 1],
  ])('%d m² for 10,000 residents are %d each: met is %s', (area, each, isMet, missing) => {
    expect(withArea(area)).toMatchObject({
      squareMetresPerResident: each,
      meetsTarget: isMet,
      shortfallSquareMetres: missing,
    });
  });
});
