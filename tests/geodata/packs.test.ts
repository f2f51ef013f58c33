import { area } from '@turf/area';
import type { Feature, FeatureCollection, Position } from 'geojson';
import * as v from 'valibot';
import { describe, expect, it } from 'vitest';
import { makePack, plans, type Files } from '../../geodata/build';
import { ringsOf, within } from '../../geodata/rings';
import { Manifest } from '../../src/domain/manifest';
import { registerIds, registers } from '../../src/domain/registers';
import { readResidents, readTerrain } from '../../src/formats/geotiff';
import type { Area } from '../../src/pack/pack';

type Properties = Record<string, string | number | boolean | string[] | null>;
type Rows = Feature<Area, Properties>[];

const packs = Object.fromEntries(plans.map((plan) => [plan.id, makePack(plan)]));
const bytes = (files: Files, file: string) => files[file]!.slice().buffer;
const rowsOf = (id: string, dataset: string): Rows =>
  (
    JSON.parse(
      new TextDecoder().decode(packs[id]!.files[`${dataset}.geojson`]),
    ) as FeatureCollection<Area, Properties>
  ).features;
const count = (id: string, dataset: string, key: string, value: unknown) =>
  rowsOf(id, dataset).filter(({ properties }) => properties[key] === value).length;
const sum = (rows: Rows, key: string) =>
  rows.reduce((total, { properties }) => total + (properties[key] as number), 0);
const positionsOf = (value: unknown): Position[] =>
  Array.isArray(value) && typeof value[0] === 'number'
    ? [value as Position]
    : (value as unknown[]).flatMap(positionsOf);

/** Area in km² as the issue gives it, census residents, towns, and towns with a known position. */
const facts = {
  dazu: [1435, 834_592, 27, 27],
  jiangbei: [222, 925_800, 12, 1],
  hongqiao: [21.3, 483_130, 9, 1],
  wangcang: [2994, 330_108, 23, 3],
} as const;

/** A sample pack draws no hazard zones of its own: they follow from its sites. */
const sampled = registerIds.filter((id) => id !== 'zones');

describe.each(Object.entries(facts))('%s', (id, [squareKilometres, residents, towns, known]) => {
  const { manifest, files } = packs[id]!;
  const outline = ringsOf(rowsOf(id, 'district')[0]!.geometry);

  it('has an outline of the right area, within 1 %', () => {
    const measured = area(rowsOf(id, 'district')[0]!) / 1e6;
    expect(Math.abs(measured / squareKilometres - 1)).toBeLessThan(0.01);
  });

  it('has the residents of the 2020 census, to the person', async () => {
    const { people } = await readResidents(bytes(files, 'residents.tif'));
    let total = 0;
    for (const each of people) total += each;
    expect(total).toBe(residents);
  });

  it('lists every town: with an area, or as one without a known position', () => {
    expect(rowsOf(id, 'towns')).toHaveLength(known);
    expect(manifest.townsWithoutPosition).toHaveLength(towns - known);
  });

  it('cuts the district into town areas without gap or overlap', () => {
    const parts = rowsOf(id, 'towns').reduce((total, town) => total + area(town), 0);
    expect(parts / area(rowsOf(id, 'district')[0]!)).toBeCloseTo(1, 4);
  });

  it('has a manifest and records that fit the schemas', () => {
    expect(v.is(Manifest, JSON.parse(new TextDecoder().decode(files['pack.json'])))).toBe(true);
    for (const register of sampled)
      for (const { properties } of rowsOf(id, register))
        expect(v.safeParse(registers[register].schema, properties).issues).toBeUndefined();
  });

  it('marks every generated record, and numbers each once', () => {
    for (const register of sampled) {
      if (register === 'towns') continue;
      const rows = rowsOf(id, register);
      expect(rows.every(({ properties }) => properties.synthetic === true)).toBe(true);
      expect(new Set(rows.map(({ properties }) => properties.id)).size).toBe(rows.length);
    }
  });

  it.each(['shelters', 'geohazards', 'reservoirs', 'hazchem', 'streams', 'roads'])(
    'has all %s inside the outline',
    (dataset) => {
      const outside = rowsOf(id, dataset)
        .flatMap(({ geometry }) => positionsOf(geometry.coordinates))
        .filter(([x, y]) => !within(outline, x!, y!));
      expect(outside).toEqual([]);
    },
  );

  it('keeps built-up areas, forests, lakes and towns within the district’s extent', () => {
    const [west, south, east, north] = manifest.extent;
    for (const dataset of ['builtup', 'forests', 'lakes', 'towns'])
      for (const { geometry } of rowsOf(id, dataset))
        for (const [x, y] of positionsOf(geometry.coordinates)) {
          expect(x! >= west && x! <= east).toBe(true);
          expect(y! >= south && y! <= north).toBe(true);
        }
  });

  it('has streams that end no higher than they begin', async () => {
    const terrain = await readTerrain(bytes(files, 'terrain.tif'));
    const heightAt = ([x, y]: Position) =>
      terrain.metres[
        Math.floor((terrain.north - y!) / terrain.cellDegrees) * terrain.columns +
          Math.floor((x! - terrain.west) / terrain.cellDegrees)
      ]!;
    const rising = rowsOf(id, 'streams').filter(({ geometry }) => {
      const line = geometry.coordinates as unknown as Position[];
      return heightAt(line.at(-1)!) > heightAt(line[0]!);
    });
    expect(rising.map(({ geometry }) => geometry.coordinates[0])).toEqual([]);
  });

  it('has forests as large as their records say, within 2 %', () => {
    const wrong = rowsOf(id, 'forests').filter((forest) => {
      const wanted = (forest.properties.areaMu as number) * (10000 / 15);
      return Math.abs(area(forest) / wanted - 1) > 0.02;
    });
    expect(wrong).toEqual([]);
  });

  it('settles nobody beyond the outline', async () => {
    const grid = await readResidents(bytes(files, 'residents.tif'));
    let outside = 0;
    grid.people.forEach((people, cell) => {
      const x = grid.west + ((cell % grid.columns) + 0.5) * grid.cellDegrees;
      const y = grid.north - (Math.floor(cell / grid.columns) + 0.5) * grid.cellDegrees;
      if (people && !within(outline, x, y)) outside += people;
    });
    expect(outside).toBe(0);
  });
});

describe('figures of the plans', () => {
  it('gives Hongqiao 4 fixed shelters of 230,000 m² for 140,000 and 119 emergency ones for 280,000', () => {
    const shelters = rowsOf('hongqiao', 'shelters');
    const fixed = shelters.filter(({ properties }) => properties.class51143 !== 'emergency');
    const emergency = shelters.filter(({ properties }) => properties.class51143 === 'emergency');
    expect(fixed.map(({ properties }) => properties.name)).toEqual([
      '西沽公园',
      '红桥公园',
      '滨河公园',
      '西站南广场',
    ]);
    expect(fixed.every(({ properties }) => properties.approximate === true)).toBe(true);
    expect(sum(fixed, 'effectiveAreaSquareMetres')).toBe(230_000);
    expect(sum(fixed, 'capacityPeople')).toBe(140_000);
    expect(emergency).toHaveLength(119);
    expect(sum(emergency, 'capacityPeople')).toBe(280_000);
    expect(rowsOf('hongqiao', 'hazchem')).toHaveLength(11);
  });

  it('puts Hongqiao’s parks within a kilometre of where they are', () => {
    const real = [
      [117.18, 39.17],
      [117.16, 39.16],
      [117.17, 39.17],
      [117.16, 39.16],
    ] as const;
    rowsOf('hongqiao', 'shelters')
      .slice(0, 4)
      .forEach(({ geometry }, i) => {
        const [x, y] = geometry.coordinates as unknown as [number, number];
        expect(Math.hypot((x - real[i]![0]) * 86_400, (y - real[i]![1]) * 111_000)).toBeLessThan(
          1000,
        );
      });
  });

  it('gives Jiangbei 48 shelters, 51 hazard points, 6 reservoirs, 63,000 亩 of forest and 6 oil depots', () => {
    expect(rowsOf('jiangbei', 'shelters')).toHaveLength(48);
    expect(rowsOf('jiangbei', 'geohazards')).toHaveLength(51);
    expect(rowsOf('jiangbei', 'reservoirs')).toHaveLength(6);
    expect(sum(rowsOf('jiangbei', 'forests'), 'areaMu')).toBe(63_000);
    expect(count('jiangbei', 'hazchem', 'kind', 'oil-depot')).toBe(6);
  });

  it('gives Dazu 5 fixed shelters, 83 hazard points by treatment, 13 forests, 141 chemical units', () => {
    expect(count('dazu', 'shelters', 'level', 'county')).toBe(5);
    expect(rowsOf('dazu', 'geohazards')).toHaveLength(83);
    expect(count('dazu', 'geohazards', 'treatment', 'engineering')).toBe(5);
    expect(count('dazu', 'geohazards', 'treatment', 'relocation')).toBe(32);
    expect(count('dazu', 'geohazards', 'treatment', 'minor')).toBe(46);
    expect(rowsOf('dazu', 'forests')).toHaveLength(13);
    expect(sum(rowsOf('dazu', 'forests'), 'cameras')).toBe(35);
    expect(rowsOf('dazu', 'hazchem')).toHaveLength(141);
    expect(count('dazu', 'reservoirs', 'unsafe', true)).toBe(7);
  });

  it('leaves some shelters without area and capacity, so that unknown is seen', () => {
    expect(count('dazu', 'shelters', 'capacitySource', 'unknown')).toBe(7);
    expect(count('dazu', 'shelters', 'capacityPeople', null)).toBe(7);
  });
});

describe('the build', () => {
  it('gives the same bytes when it is run again', () => {
    const again = makePack(plans.find(({ id }) => id === 'jiangbei')!);
    expect(again.files).toEqual(packs.jiangbei!.files);
  });

  it('stands each dam on its stream’s bed, below the water that it holds', async () => {
    const terrain = await readTerrain(bytes(packs.dazu!.files, 'terrain.tif'));
    const dams = rowsOf('dazu', 'reservoirs');
    const lakes = rowsOf('dazu', 'lakes');
    expect(lakes).toHaveLength(dams.length);
    for (const [i, { properties, geometry }] of dams.entries()) {
      const [x, y] = geometry.coordinates as unknown as [number, number];
      const cell =
        Math.floor((terrain.north - y) / terrain.cellDegrees) * terrain.columns +
        Math.floor((x - terrain.west) / terrain.cellDegrees);
      expect(terrain.metres[cell]!).toBeLessThan(properties.normalLevelMetres as number);
      expect(lakes[i]!.properties.levelMetres).toBe(properties.normalLevelMetres);
    }
  });
});
