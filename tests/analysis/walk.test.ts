import type { Feature, LineString, Position } from 'geojson';
import { describe, expect, test } from 'vitest';
import { readParams } from '../../src/analysis/params';
import { walk } from '../../src/analysis/walk';
import { distanceMetres } from '../../src/geo/metric';
import { applyScenario } from '../../src/pack/scenario';
import { box, collection, packOf, peopleAt, peopleOn, shelterAt, townIn } from '../fixtures/pack';

const road = (coordinates: Position[], properties = {}): Feature<LineString> => ({
  type: 'Feature',
  properties,
  geometry: { type: 'LineString', coordinates },
});

/** About 970 m of street, a lane that leads nowhere, and people beside both and beside neither. */
const pack = packOf({
  residents: peopleAt(
    [106.509, 29.5, 10],
    [106.505, 29.5, 20],
    [106.5, 29.5, 30],
    [106.5, 29.52, 5],
    [106.5, 29.6, 7],
  ),
  towns: collection([
    townIn(box(106.4, 29.4, 106.6, 29.51), '1'),
    townIn(box(106.4, 29.51, 106.6, 29.7), '2'),
  ]),
  shelters: collection([shelterAt(106.51, 29.5)]),
  roads: collection([
    road([
      [106.5, 29.5],
      [106.505, 29.5],
      [106.51, 29.5],
    ]),
    road([
      [106.499, 29.52],
      [106.501, 29.52],
    ]),
  ]),
});
const ask = (own: object = {}, from = pack) => walk.run(from, readParams(walk.params, own));

describe('walking time', () => {
  test('counts residents by band, within the limit, and who reaches no shelter and why', () => {
    const { summary } = ask({ minutes: 10 });
    expect(summary.bands.map(({ people }) => people)).toEqual([10, 20, 30, 0, 0]);
    expect(summary).toMatchObject({ way: 'walk', isInsteadOfRoads: false, withinLimit: 30 });
    expect(summary.unreachable).toEqual({ farFromRoads: 7, cutOff: 5 });
    const minutes = (longitude: number) => distanceMetres(longitude, 29.5, 106.51, 29.5) / 72;
    expect(summary.minutes!.median).toBeCloseTo(minutes(106.505), 4);
    const mean = (10 * minutes(106.509) + 20 * minutes(106.505) + 30 * minutes(106.5)) / 60;
    expect(summary.minutes!.mean).toBeCloseTo(mean, 4);
  });

  test('counts every resident once: bands and unreachable add up, in all and by town', () => {
    const { summary } = ask();
    const add = (bands: number[], none: { farFromRoads: number; cutOff: number }) =>
      bands.reduce((sum, people) => sum + people, 0) + none.farFromRoads + none.cutOff;
    expect(
      add(
        summary.bands.map(({ people }) => people),
        summary.unreachable!,
      ),
    ).toBe(72);
    expect(summary.units.map((unit) => add(unit.bands!, unit.unreachable!))).toEqual([60, 12]);
    expect(summary.units.map((unit) => unit.withinLimit)).toEqual([60, 0]);
  });

  test('lists where those live who reach no shelter', () => {
    expect(ask().summary.unreachablePlaces).toMatchObject([
      { rank: 1, people: 7, why: 'farFromRoads', town: 'Town 2', latitude: 29.6 },
      { rank: 2, people: 5, why: 'cutOff', town: 'Town 2', latitude: 29.52 },
    ]);
  });

  test('the frail need longer', () => {
    const frail = ask({ walker: 'frail' }).summary.minutes!;
    expect(frail.median).toBeCloseTo(1.5 * ask().summary.minutes!.median, 6);
  });

  test('draws each band of road once: from the shelter 360 m, 360 m more, and the rest', () => {
    const { features } = ask({ bandMinutes: { first: 5, second: 10, third: 15, fourth: null } });
    const lines = features.walkRoads.features as Feature<LineString>[];
    const lengths = lines.map(({ geometry: { coordinates } }) =>
      coordinates
        .slice(1)
        .reduce((sum, end, i) => sum + distanceMetres(...at(coordinates[i]!), ...at(end)), 0),
    );
    expect(lines.map(({ properties }) => properties!.minutes as number)).toEqual([15, 10, 5]);
    expect(lengths[2]).toBeCloseTo(360, 1);
    expect(lengths[1]).toBeCloseTo(360, 1);
    expect(lengths[0]).toBeCloseTo(distanceMetres(106.5, 29.5, 106.51, 29.5) - 720, 1);
  });

  test('paints cells by band, then beyond, then unreachable', () => {
    const grid = packOf({
      ...pack,
      residents: peopleOn(106.4996, 29.5004, [[1, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 2]]),
    });
    const paint = (from: typeof pack) =>
      [
        ...ask({ bandMinutes: { first: 5, second: 10, third: null, fourth: null } }, from).images
          .walking!.classes,
      ].filter((value) => value > 0);
    expect(paint(grid)).toEqual([3, 1]);
    const away = packOf({ ...grid, shelters: collection([shelterAt(106.5, 29.52)]) });
    expect(paint(away)).toEqual([4, 4]);
  });

  test('without roads takes the straight line × the factor and says so in the first figure', () => {
    const bare = packOf({ ...pack, roads: collection([]) });
    const { summary, headlines, provenance, features } = ask({}, bare);
    expect(summary).toMatchObject({ way: 'detour', isInsteadOfRoads: true, offRoad: null });
    expect(headlines[0]).toMatchObject({ caution: true });
    expect(headlines[0]!.note!.en).toContain('unverified');
    expect(provenance.notes.some(({ en }) => en.includes('taken instead'))).toBe(true);
    expect(features.walkRoads.features).toEqual([]);
    const straight = distanceMetres(106.505, 29.5, 106.51, 29.5);
    expect(ask({ minutes: (straight * 1.3) / 72 + 0.01 }, bare).summary.withinLimit).toBe(30);
  });

  test('without shelters everyone on a road is cut off, and without residents nothing is known', () => {
    const none = packOf({ ...pack, shelters: collection([]) });
    expect(ask({}, none).summary).toMatchObject({
      withinLimit: 0,
      minutes: null,
      unreachable: { farFromRoads: 7, cutOff: 65 },
    });
    expect(ask({}, { ...pack, residents: null }).summary).toMatchObject({
      residents: null,
      withinLimit: null,
      unreachable: null,
    });
  });

  test('refuses bands that do not ascend', () => {
    expect(() => readParams(walk.params, { bandMinutes: { first: 20 } })).toThrow('first < second');
  });
});

const at = ([longitude, latitude]: Position): [number, number] => [longitude!, latitude!];

describe('words', () => {
  test('figures of time are of those who reach a shelter, and say so; who reaches none is beyond', () => {
    const { headlines, tables } = ask({
      bandMinutes: { first: 2, second: 8, third: null, fourth: null },
    });
    const of = (id: string) => headlines.find((each) => each.id === id)!;
    for (const id of ['median', 'mean'])
      expect(of(id).label.en).toContain('of those who reach one');
    // 30 walk longer than 5 minutes, 12 reach none.
    expect(of('beyond')).toMatchObject({
      value: 30 + 12,
      of: 72,
      label: { 'zh-CN': '步行 8 分钟到不了的居民' },
    });
    const bands = tables.find(({ id }) => id === 'bands')!.rows;
    expect(bands.reduce((sum, { people }) => sum + (people as number), 0)).toBe(72);
  });

  test('a scenario with a cut that no road is near is refused in its own words', () => {
    const edit = { kind: 'cut', longitude: 107, latitude: 30 } as const;
    expect(() => ask({}, applyScenario(pack, [edit]))).toThrow('107.00000, 30.00000');
  });
});
