import type { Polygon } from 'geojson';
import { describe, expect, test } from 'vitest';
import { text } from '../../src/domain/text';
import type { Sheet } from '../../src/formats/sheet';
import { transformOf } from '../../src/geo/crs';
import { distanceMetres } from '../../src/geo/metric';
import { contains } from '../../src/geo/polygons';
import {
  beforeAfter,
  judgeCoordinates,
  rawPlaces,
  type Declared,
  type Judgement,
  type Known,
  type RawPlace,
} from '../../src/pack/evidence';
import { borderVotes, coinChance } from '../../src/pack/evidenceCompare';
import { groundOf } from '../../src/pack/evidenceKnown';
import { townKey } from '../../src/pack/evidencePlaces';

/** Numbers between 0 and 1 that are the same in every run (mulberry32). */
function seeded(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let t = Math.imul(state ^ (state >>> 15), 1 | state);
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t;
    return ((t ^ (t >>> 14)) >>> 0) / 4294967296;
  };
}

const box = (west: number, south: number, east: number, north: number): Polygon => ({
  type: 'Polygon',
  coordinates: [
    [
      [west, south],
      [east, south],
      [east, north],
      [west, north],
      [west, south],
    ],
  ],
});

/** A district like Dazu of nine towns of 18 km by 17 km. */
const townNames = [
  ...['龙岗街道', '棠香街道', '智凤街道', '宝顶镇', '中敖镇'],
  ...['三驱镇', '高升镇', '季家镇', '回龙镇'],
];
const towns = townNames.map((name, i) => {
  const west = 105.46 + 0.19 * (i % 3);
  const south = 29.38 + 0.16 * Math.floor(i / 3);
  const area = box(west, south, west + 0.19, south + 0.16);
  return { name, code: `50011100${i + 1}`, area, west, south };
});
const district = [box(105.46, 29.38, 106.03, 29.86)];

interface Truth {
  place: [number, number];
  town: string;
  name: string;
}

/** Places in the towns, a fifth of them not farther than 500 m from a border, as valleys and roads have it. */
function truths(count: number, seed = 1): Truth[] {
  const random = seeded(seed);
  return Array.from({ length: count }, (_, i) => {
    const { name, west, south } = towns[Math.floor(random() * 9)]!;
    const inwards = i % 5 === 0 ? 0.004 * random() : 0.002 + 0.186 * random();
    const across = i % 2 === 0 ? inwards : 0.19 - inwards;
    return {
      place: [west + across, south + 0.001 + 0.158 * random()],
      town: name,
      name: `${name}第${i}避难点`,
    };
  });
}

/** As a register of a system has it: metres to the centimetre, degrees to six decimals. */
function written(id: string, all: readonly Truth[], withNames = true): RawPlace[] {
  const transform = transformOf(id)!;
  return all.map(({ place, town, name }, i) => {
    const [x, y] = transform.fromWgs84(...place)!;
    const digits = Math.abs(x) > 180 ? 2 : /mmss/u.test(id) ? 7 : 6;
    const round = (value: number) => Number(value.toFixed(digits));
    return { row: i + 2, x: round(x), y: round(y), town, name: withNames ? name : null };
  });
}

const nothing: Known = { district: [], towns: [], places: [] };
const onlyDistrict: Known = { ...nothing, district };
const withTowns: Known = { ...nothing, district, towns };
/** Every twentieth place is known already, off by up to 10 m. */
const withNames = (all: readonly Truth[]): Known => ({
  district,
  towns,
  places: all
    .filter((_, i) => i % 20 === 0)
    .map(({ place: [x, y], name }, i) => ({
      position: [x + 0.0001 * ((i % 3) - 1), y] as const,
      name,
    })),
});

const chosenId = ({ chosen }: Judgement) => chosen?.transform.id ?? null;
const say = ({ why }: Judgement) => why['zh-CN'];

describe('the right reading comes first, and certain where things of the same name agree', () => {
  const all = truths(200);
  test.each([
    ['EPSG:4326'],
    ['GCJ02'],
    ['BD09'],
    ['EPSG:4544'],
    ['EPSG:4544+swapped'],
    ['EPSG:4523'],
    ['EPSG:4523+swapped'],
    ['EPSG:4496'],
    ['EPSG:4496+swapped'],
    ['EPSG:4545'],
    ['EPSG:4543+swapped'],
    ['EPSG:2422+swapped', 'EPSG:2432+swapped'],
    ['EPSG:2411+swapped'],
    ['EPSG:21418'],
    ['EPSG:3857'],
    ['EPSG:32648'],
    ['EPSG:4326+swapped'],
    ['GCJ02+swapped'],
    ['EPSG:4326+minus-x'],
    ['EPSG:4326+minus-x+minus-y'],
    ['EPSG:4326+dms'],
    ['EPSG:4326+dms+swapped'],
    ['EPSG:4326+d.mmss'],
    ['EPSG:4326+e5'],
    ['EPSG:4326+e6'],
    ['GCJ02+e6'],
    ['BD09+e5+swapped'],
  ])('%s', (id, instead = id) => {
    const places = written(instead, all);
    const judged = judgeCoordinates(places, withNames(all), null);
    expect(judged.ranked[0]!.transform.id).toBe(instead);
    expect(judged.decision).toBe('certain');
    expect(chosenId(judged)).toBe(instead);
    expect(judged.chosen!.named!.places).toBe(10);
    expect(judged.chosen!.named!.medianMetres).toBeLessThan(12);
    expect(say(judged)).toContain(`200 个不同位置按“${transformOf(instead)!.title['zh-CN']}”读取`);
    expect(say(judged)).toContain('与 10 处同名地点相距');
    const [first] = judged.points;
    expect(first!.after![0]).toBeCloseTo(all[0]!.place[0], 4);
    expect(first!.after![1]).toBeCloseTo(all[0]!.place[1], 4);
  });
});

describe('a shift of 500 m', () => {
  const all = truths(400, 7);

  test.each(['EPSG:4326', 'GCJ02', 'BD09'])(
    'is told by the borders of the named towns, without anything known besides: %s',
    (id) => {
      const judged = judgeCoordinates(written(id, all), withTowns, null);
      expect([judged.decision, chosenId(judged)]).toEqual(['certain', id]);
      expect(judged.chosen!.town!.share).toBeGreaterThan(0.99);
      expect(say(judged)).toContain('在所填镇街内');
    },
  );

  test.each(['EPSG:4326', 'GCJ02', 'BD09'])(
    'is not told by the district alone: a person decides, and reads by how much it matters: %s',
    (id) => {
      const inner = all.filter(
        ({ place: [x, y] }) => x > 105.48 && x < 106 && y > 29.4 && y < 29.84,
      );
      const judged = judgeCoordinates(written(id, inner), onlyDistrict, null);
      expect(judged.decision).toBe('weak');
      expect(say(judged)).toMatch(/分不清.*（相差约 \d+ m）/u);
      expect(judged.ranked.slice(0, 3).map(({ transform }) => transform.id)).toContain(id);
    },
  );

  test('is not told by things without names far away, but by those at the very spots', () => {
    const inner = truths(300, 3);
    const places = written('GCJ02', inner, false).map((place) => ({ ...place, town: null }));
    const spots = inner.map(({ place }) => ({ position: place, name: null }));
    const elsewhere = truths(300, 99).map(({ place }) => ({ position: place, name: null }));
    const ground = { ...nothing, district: [box(105.3, 29.2, 106.2, 30)] };
    const at = judgeCoordinates(places, { ...ground, places: spots }, null);
    expect([at.decision, chosenId(at)]).toEqual(['certain', 'GCJ02']);
    const away = judgeCoordinates(places, { ...ground, places: elsewhere }, null);
    expect(away.decision).toBe('weak');
  });
});

describe('sketches of towns are no outline', () => {
  const sketches = towns.map((town) => ({ ...town, schematic: true }));
  // Along the western edge of the sketches: as GCJ-02 they would lie outside.
  const edge: RawPlace[] = Array.from({ length: 40 }, (_, i) => ({
    ...{ row: i + 2, x: 105.4605 + 0.0003 * (i % 4), y: 29.39 + 0.0117 * i },
    ...{ town: null, name: null },
  }));

  test('a person decides, where borders would have been certain', () => {
    const real = judgeCoordinates(edge, { ...nothing, towns }, null);
    expect([real.decision, chosenId(real)]).toEqual(['certain', 'EPSG:4326']);
    const judged = judgeCoordinates(edge, { ...nothing, towns: sketches }, null);
    expect(judged.decision).toBe('weak');
    expect(judged.chosen!.district).toBeNull();
    expect(judged.ranked.map(({ transform }) => transform.id)).toContain('GCJ02');
    expect(say(judged)).toContain('镇街边界是示意的');
    const mixed = judgeCoordinates(
      edge,
      { ...nothing, towns: [...towns.slice(0, 8), sketches[8]!] },
      null,
    );
    expect([mixed.decision, mixed.chosen!.district]).toEqual(['weak', null]);
  });

  test('metres that nothing rivals are weak too; what a file says holds, but not far away', () => {
    const ground = { ...nothing, towns: sketches };
    const mercator = judgeCoordinates(written('EPSG:3857', truths(60)), ground, null);
    expect([mercator.decision, chosenId(mercator)]).toEqual(['weak', 'EPSG:3857']);
    const declared: Declared = {
      transform: transformOf('EPSG:4326')!,
      evidence: text('.prj', '.prj'),
    };
    expect(judgeCoordinates(edge, ground, declared).decision).toBe('certain');
    const far = edge.map((place) => ({ ...place, x: place.x + 10 }));
    const judged = judgeCoordinates(far, ground, declared);
    expect(judged.decision).toBe('weak');
    expect(say(judged)).toContain('100 km 以上');
  });
});

test('degrees in a file that says metres are against what it says', () => {
  const declared: Declared = { transform: transformOf('EPSG:4544')!, evidence: text('prj', 'prj') };
  const judged = judgeCoordinates(written('EPSG:4326', truths(60)), nothing, declared);
  expect(judged.decision).not.toBe('certain');
  expect(judged.ranked[0]!.transform.id).toBe('EPSG:4326');
});

describe('metres', () => {
  const all = truths(200, 5);

  test('of today’s and the old systems cannot be told apart without things of the same name', () => {
    const judged = judgeCoordinates(written('EPSG:4523+swapped', all), withTowns, null);
    expect([judged.decision, chosenId(judged)]).toEqual(['weak', 'EPSG:4523+swapped']);
    expect(say(judged)).toContain('西安 80');
  });

  test('of two zones, told by the number of each row', () => {
    const places = written('EPSG:4523', all.slice(0, 100)).concat(
      written('EPSG:4524', all.slice(100)).map((place) => ({ ...place, row: place.row + 100 })),
    );
    const judged = judgeCoordinates(places, withNames(all), null);
    expect([judged.decision, chosenId(judged)]).toEqual(['certain', 'CGCS2000-GK']);
  });

  test('with the number of the zone before half of the eastings', () => {
    const places = written('EPSG:4523', all.slice(0, 100)).concat(
      written('EPSG:4544', all.slice(100)),
    );
    const judged = judgeCoordinates(places, withNames(all), null);
    expect(chosenId(judged)).toBe('EPSG:4544+unzoned');
  });

  test.each(['', '+swapped'])(
    'without zone and without a district none is proposed%s, and those where people live come first, not Xinjiang',
    (axes) => {
      const judged = judgeCoordinates(written(`EPSG:4544${axes}`, all), nothing, null);
      expect([judged.decision, judged.chosen]).toEqual(['none', null]);
      expect(judged.ranked.length).toBeGreaterThan(5);
      // Places at 108.7°, 111.7°, 105.7°, 114.7°: from the middle outwards, the true one among the first.
      expect(judged.ranked.slice(0, 4).map(({ transform: { id } }) => id)).toEqual(
        ['EPSG:4545', 'EPSG:4546', 'EPSG:4544', 'EPSG:4547'].map((id) => id + axes),
      );
      // 135° lies across the border where people live, 75° in the mountains.
      expect(judged.ranked.at(-1)!.transform.id).toBe(`EPSG:4534${axes}`);
      expect(say(judged)).toBe(
        '200 个不同位置是不带带号的高斯–克吕格米制坐标，每条中央经线都读得通，各差几百千米；不知道是哪个区县就定不了位，请用数据包对照或指定中央经线，列出的次序不是依据。没有区界、镇街或已有地点可以对照。',
      );
    },
  );

  test('without zone but with the district the meridian is told as before', () => {
    const judged = judgeCoordinates(written('EPSG:4544', all), withNames(all), null);
    expect([judged.decision, chosenId(judged)]).toEqual(['certain', 'EPSG:4544']);
  });
});

describe('integers without anything to compare with', () => {
  test.each([4, 6, 7, 8, 9])(
    'degrees scaled by 1e%i lie where they lie, with three places as with many',
    (power) => {
      const three = truths(3, 9);
      const places = written('EPSG:4326', three).map((place) => ({
        ...place,
        x: Math.round(place.x * 10 ** power),
        y: Math.round(place.y * 10 ** power),
      }));
      const judged = judgeCoordinates(places, nothing, null);
      expect(judged.ranked[0]!.transform.id).toBe(`EPSG:4326+e${power}`);
      expect(judged.points[0]!.after![0]).toBeCloseTo(written('EPSG:4326', three)[0]!.x, 3);
      // A person confirms it: three places and nothing known are no evidence.
      expect(judged.decision).not.toBe('certain');
    },
  );

  test('a longitude scaled ten times as much as its latitude is a place in the sea, and not proposed', () => {
    const places = written('EPSG:4326', truths(3, 9)).map((place) => ({
      ...place,
      x: Math.round(place.x * 1e6),
      y: Math.round(place.y * 1e5),
    }));
    const judged = judgeCoordinates(places, nothing, null);
    expect([judged.decision, judged.chosen]).toEqual(['none', null]);
  });
});

describe('mixed formats in one column', () => {
  const all = truths(200, 11);

  test('metres and degrees: each row is read as it is written, and the sentence counts them', () => {
    const places = written('EPSG:4544', all.slice(0, 120)).concat(
      written('EPSG:4326', all.slice(120)),
    );
    const judged = judgeCoordinates(places, withNames(all), null);
    expect(chosenId(judged)).toBe('EPSG:4544+mixed');
    expect(judged.chosen!.district).toBe(1);
    expect(say(judged)).toContain('其中 80 个位置写成度，按度读取。');
  });

  test('degrees, minutes and seconds in one number among decimal degrees', () => {
    const places = written('EPSG:4326+dms', all.slice(0, 60)).concat(
      written('EPSG:4326', all.slice(60)),
    );
    const judged = judgeCoordinates(places, withNames(all), null);
    expect([judged.decision, chosenId(judged)]).toEqual(['certain', 'EPSG:4326+dms']);
    expect(say(judged)).toContain('其中 140 个位置写成度');
  });

  test('angles as text in every spelling, in the columns of a sheet', () => {
    const spellings = (value: number): string[] => {
      const seconds = Math.round(value * 3600);
      const [d, m, s] = [Math.floor(seconds / 3600), Math.floor(seconds / 60) % 60, seconds % 60];
      return [`${d}°${m}′${s}″`, `${d}-${m}-${s}`, `${d}度${m}分${s}秒`, `${d}:${m}:${s}`];
    };
    const judged = judgeCoordinates(
      rawPlaces(
        sheetOf(
          all.map(({ place: [x, y], town, name }, i) => ({
            经度: spellings(x)[i % 4],
            纬度: spellings(y)[(i + 1) % 4],
            乡镇: town,
            名称: name,
          })),
        ),
        { longitude: '经度', latitude: '纬度', name: '名称' },
      ),
      withNames(all),
      null,
    );
    expect([judged.decision, chosenId(judged)]).toEqual(['certain', 'EPSG:4326']);
    // A second of arc is 31 m.
    expect(judged.chosen!.named!.medianMetres).toBeLessThan(25);
  });
});

function sheetOf(values: Record<string, unknown>[]): Sheet {
  return {
    format: 'csv',
    encoding: 'utf-8',
    evidence: text('', ''),
    delimiter: ',',
    crs: null,
    notes: [],
    columns: Object.keys(values[0] ?? {}),
    rows: values.map((cells, i) => ({ row: i + 2, values: cells, geometry: null })),
    problems: [],
  };
}

describe('what a file says of itself', () => {
  const all = truths(100, 13);
  const declared = (id: string): Declared => ({
    transform: transformOf(id)!,
    evidence: text('.prj', '.prj'),
  });

  test('wins where the places do not speak against it, even without a district', () => {
    for (const known of [withTowns, nothing]) {
      const judged = judgeCoordinates(written('EPSG:2359', all), known, declared('EPSG:2359'));
      expect([judged.decision, chosenId(judged)]).toEqual(['certain', 'EPSG:2359']);
      expect(say(judged)).toContain('文件写明坐标系（.prj）');
      expect(say(judged)).toContain('误差可达 120 m');
    }
  });

  test.each([
    ['GCJ02', 'EPSG:4326'],
    ['EPSG:4326', 'GCJ02'],
    ['EPSG:4544', 'EPSG:4545'],
    ['EPSG:4544+swapped', 'EPSG:4544'],
    ['EPSG:4523', 'EPSG:4326'],
  ])('is weak where they do: %s that calls itself %s', (truth, said) => {
    const judged = judgeCoordinates(written(truth, all), withNames(all), declared(said));
    expect([judged.decision, chosenId(judged)]).toEqual(['weak', truth]);
    expect(say(judged)).toContain('两者矛盾。');
  });

  test('is weak when its places lie outside the district altogether', () => {
    const away = all.map((truth) => ({
      ...truth,
      place: [truth.place[0] + 2, truth.place[1]] as [number, number],
    }));
    const judged = judgeCoordinates(
      written('EPSG:4326', away),
      onlyDistrict,
      declared('EPSG:4326'),
    );
    expect([judged.decision, chosenId(judged)]).toEqual(['weak', 'EPSG:4326']);
    expect(say(judged)).toContain('在区内 0.0');
  });
});

describe('bad registers', () => {
  const all = truths(300, 17);

  test('2 % wrong rows change nothing', () => {
    const random = seeded(5);
    const places = written('GCJ02', all).map((place, i) =>
      i % 50 === 0 ? { ...place, x: 100 * random(), y: 60 * random() } : place,
    );
    const judged = judgeCoordinates(places, withNames(all), null);
    expect([judged.decision, chosenId(judged)]).toEqual(['certain', 'GCJ02']);
    expect(judged.chosen!.district).toBeCloseTo(0.98, 3);
  });

  test('one row is no evidence', () => {
    const judged = judgeCoordinates(written('EPSG:4326', all.slice(0, 1)), withTowns, null);
    expect(judged.decision).toBe('weak');
    expect(judged.why.en).toContain('Only 1 different place, too few to judge by');
  });

  test('a hundred rows at one spot are one witness', () => {
    const one = written('EPSG:4326', all.slice(0, 1))[0]!;
    const judged = judgeCoordinates(
      Array.from({ length: 100 }, () => one),
      withTowns,
      null,
    );
    expect([judged.decision, judged.places]).toEqual(['weak', 1]);
  });

  test('all rows at 0, 0 are no places', () => {
    const zeros = all.map((_, row) => ({ row, x: 0, y: 0, town: null, name: null }));
    const judged = judgeCoordinates(zeros, withTowns, null);
    expect([judged.decision, judged.chosen, judged.places]).toEqual(['none', null, 0]);
    expect(say(judged)).toContain('另有 300 行是 0, 0，没有计入。');
  });

  test('no rows at all', () => {
    const judged = judgeCoordinates([], withTowns, null);
    expect([judged.decision, judged.points]).toEqual(['none', []]);
  });

  test('the register of another district: nothing is proposed', () => {
    const away = all.map((truth) => ({
      ...truth,
      place: [truth.place[0] + 2, truth.place[1] + 1] as [number, number],
    }));
    const judged = judgeCoordinates(written('EPSG:4326', away), withTowns, null);
    expect([judged.decision, judged.chosen]).toEqual(['none', null]);
    expect(say(judged)).toContain('没有一种读法使多数位置落在区内');
  });

  test('no known district: degrees are weak, and it says that there is nothing to compare with', () => {
    const judged = judgeCoordinates(written('EPSG:4326', all), nothing, null);
    expect([judged.decision, chosenId(judged)]).toEqual(['weak', 'EPSG:4326']);
    expect(say(judged)).toContain('没有区界、镇街或已有地点可以对照');
  });

  test('numbers that are no coordinates', () => {
    const places = all.map((_, row) => ({
      row,
      x: 1e12 + row,
      y: -5e11 - row,
      town: null,
      name: null,
    }));
    expect(judgeCoordinates(places, withTowns, null).decision).toBe('none');
  });

  test('more rows than are weighed: 2,000 of 10,000, and 3,000 points for the map', () => {
    const many = truths(10_000, 19);
    const judged = judgeCoordinates(written('GCJ02', many), withTowns, null);
    expect(chosenId(judged)).toBe('GCJ02');
    expect([judged.places, judged.points.length]).toEqual([2000, 3000]);
  });
});

test('the points of the small map: degrees as they stand, metres only afterwards', () => {
  const [degrees, metres] = [
    { row: 2, x: 105.7, y: 29.7, town: null, name: null },
    { row: 3, x: 569071.13183, y: 3286783.34982, town: null, name: null },
  ];
  expect(beforeAfter([degrees], transformOf('EPSG:4326')!)).toEqual([
    { row: 2, before: [105.7, 29.7], after: [105.7, 29.7] },
  ]);
  const [point] = beforeAfter([metres], transformOf('EPSG:4544')!);
  expect(point!.before).toBeNull();
  expect(point!.after![0]).toBeCloseTo(105.7137, 8);
});

describe('the places of a sheet', () => {
  test('columns, a pair in one column, geometries; rows without any are left out', () => {
    const two = sheetOf([
      { X: '3286783.35', Y: '35569071.13', 所在乡镇: '龙岗', 名称: '甲' },
      { X: '', Y: '1', 所在乡镇: '', 名称: '乙' },
      { X: 3286783, Y: 35569071, 所在乡镇: 500111001, 名称: null },
    ]);
    expect(rawPlaces(two, { longitude: 'X', latitude: 'Y', name: '名称' })).toEqual([
      { row: 2, x: 3286783.35, y: 35569071.13, town: '龙岗', name: '甲' },
      { row: 4, x: 3286783, y: 35569071, town: '500111001', name: null },
    ]);
    const one = sheetOf([{ 坐标: '29°42′N, 105°42′36″E' }, { 坐标: '无' }]);
    const [pair, ...rest] = rawPlaces(one, { position: '坐标' });
    expect([pair!.x.toFixed(6), pair!.y.toFixed(6), rest.length]).toEqual([
      '105.710000',
      '29.700000',
      0,
    ]);
    const shapes: Sheet = {
      ...sheetOf([]),
      rows: [
        {
          row: 1,
          values: {},
          geometry: {
            type: 'LineString',
            coordinates: [
              [0, 10],
              [4, 20],
            ],
          },
        },
      ],
    };
    expect(rawPlaces(shapes, {})).toEqual([{ row: 1, x: 2, y: 15, town: null, name: null }]);
  });

  test.each([
    ['龙岗街道', '龙岗'],
    ['龍崗街道辦事處', '龙岗'],
    ['龙岗街道办事处', '龙岗'],
    ['宝顶镇人民政府', '宝顶'],
    ['寶頂鎮', '宝顶'],
    ['漫滩土家族乡', '漫滩'],
    ['下乡', '下乡'],
  ])('a town is known by its name without rank: %s', (said, key) => {
    expect(townKey(said)).toBe(key);
  });

  test.each([
    '龙岗',
    '龍崗街道',
    '500111001',
    '500111-001',
    '500111001000',
    '重庆市大足区龙岗街道北山路2号',
  ])('a row names its town as %s', (said) => {
    const places = written(
      'EPSG:4326',
      truths(60, 23).filter(({ town }) => town === '龙岗街道'),
    );
    const judged = judgeCoordinates(
      places.map((place) => ({ ...place, town: said })),
      withTowns,
      null,
    );
    expect(judged.ranked[0]!.town).toEqual({ share: 1, places: places.length });
  });
});

test('a fair coin falls on one side ten times running once in 1,024 times, eight of ten or more 56 times', () => {
  expect(coinChance(10, 10) * 1024).toBeCloseTo(1, 9);
  expect(coinChance(8, 10) * 1024).toBeCloseTo(56, 9);
  expect(coinChance(0, 0)).toBe(1);
  expect(coinChance(2500, 5000)).toBeGreaterThan(0.5);
});

test('only rows that two readings see differently have a vote', () => {
  const rows = (inTown: number[], inDistrict: number[]) =>
    ({ inTown: Int8Array.from(inTown), inDistrict: Int8Array.from(inDistrict) }) as Parameters<
      typeof borderVotes
    >[0];
  expect(borderVotes(rows([1, 1, 0, -1], [1, 1, 1, 1]), rows([1, 0, 1, -1], [1, 1, 1, 0]))).toEqual(
    {
      forA: 2,
      forB: 1,
    },
  );
});

test('the quick test of being inside is that of every other map question, holes and corners too', () => {
  const ring = (radius: number, corners: number, squash: number) =>
    Array.from({ length: corners + 1 }, (_, i) => {
      const turn = (2 * Math.PI * (i % corners)) / corners;
      const reach = radius * (1 + 0.3 * Math.sin(5 * turn));
      return [105.7 + reach * Math.cos(turn), 29.6 + squash * reach * Math.sin(turn)];
    });
  const area: Polygon = { type: 'Polygon', coordinates: [ring(0.2, 97, 0.9), ring(0.07, 12, 1)] };
  const ground = groundOf({ ...nothing, district: [area] });
  const random = seeded(31);
  const differ: [number, number][] = [];
  let inside = 0;
  const around: [number, number][] = Array.from({ length: 3000 }, () => [
    105.4 + 0.6 * random(),
    29.3 + 0.6 * random(),
  ]);
  for (const [x, y] of [...around, ...(area.coordinates.flat() as [number, number][])]) {
    const holds = contains(area, x, y);
    if (ground.inDistrict!(x, y) !== holds) differ.push([x, y]);
    inside += Number(holds);
  }
  expect(differ).toEqual([]);
  expect(inside).toBeGreaterThan(300);
});

test('the nearest known place is the nearest of all, up to 3 km', () => {
  const random = seeded(37);
  const some = Array.from({ length: 300 }, (): [number, number] => [
    105.5 + 0.3 * random(),
    29.5 + 0.3 * random(),
  ]);
  const ground = groundOf({
    ...nothing,
    places: some.map((position) => ({ position, name: null })),
  });
  for (let i = 0; i < 300; i++) {
    const [x, y] = [105.4 + 0.5 * random(), 29.4 + 0.5 * random()];
    const slow = Math.min(3000, ...some.map(([a, b]) => distanceMetres(x, y, a, b)));
    expect(ground.nearest!(x, y)).toBe(slow);
  }
});

describe('degrees among degrees, minutes and seconds without signs', () => {
  /** Every fifth row is written 1054236, the others as angles: only those few tell the readings apart. */
  const all = truths(20, 5);
  const whole = ({ place: [x, y], ...rest }: Truth): Truth => ({
    ...rest,
    place: [Math.round(x * 3600) / 3600, Math.round(y * 3600) / 3600],
  });
  const compact = (degrees: number) => {
    const seconds = Math.round(degrees * 3600);
    return (
      Math.floor(seconds / 3600) * 10_000 + (Math.floor(seconds / 60) % 60) * 100 + (seconds % 60)
    );
  };
  const places = written('EPSG:4326', all.map(whole)).map((place, i) =>
    i % 5 ? place : { ...place, x: compact(place.x), y: compact(place.y) },
  );

  test('are told though few rows differ: these lie in their towns by one reading, and tens of kilometres away by the other', () => {
    const spots = all.map((each) => ({ position: whole(each).place, name: null }));
    const judged = judgeCoordinates(places, { ...withTowns, places: spots }, null);
    expect([judged.decision, chosenId(judged)]).toEqual(['certain', 'EPSG:4326+dms']);
  });

  test('what cannot be told apart is never said to be 0 m away, and no long title is repeated', () => {
    const few = [...places.slice(0, 1), ...places.slice(1, 5), ...places.slice(6, 9)];
    const judged = judgeCoordinates(few, onlyDistrict, null);
    expect(judged.decision).toBe('weak');
    const words = judged.why['zh-CN'];
    expect(words).not.toContain('相差约 0.0');
    const title = judged.chosen!.transform.title['zh-CN'];
    expect(words.split(title)).toHaveLength(2);
  });
});
