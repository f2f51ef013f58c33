import { describe, expect, test } from 'vitest';
import { contains } from '../../src/geo/polygons';
import { joinUnits, type Unit, type UnitJoinOptions, type UnitKey } from '../../src/pack/unitJoin';
import { readUnitCode } from '../../src/pack/unitJoinCodes';
import { unitName } from '../../src/pack/unitJoinNames';
import { placeByUnits } from '../../src/pack/unitJoinPlace';
import { normalWord } from '../../src/pack/words';
import { box } from '../fixtures/pack';

const towns: Unit[] = [
  { code: '500111001', name: '龙岗街道' },
  { code: '500111004', name: '双路街道' },
  { code: '500111100', name: '龙水镇' },
  { code: '500111104', name: '宝顶镇' },
  { code: '500111108', name: '邮亭镇' },
  { code: '500111110', name: '回龙镇' },
  { code: '500111203', name: '后坪苗族土家族乡' },
];
const within = ['大足区', '重庆市大足区'];

const join = (keys: UnitKey[], options: UnitJoinOptions = { within }, units = towns) =>
  joinUnits(keys, units, 'town', options);
/** What one key finds: the unit with how, or what stands in the way. */
function one(key: Omit<UnitKey, 'row'>, options?: UnitJoinOptions, units?: Unit[]) {
  const { matches, misses, ambiguous } = join([{ row: 2, ...key }], options, units);
  const [match, miss, doubt] = [matches[0], misses[0], ambiguous[0]];
  if (match) return `${match.unit.name} by ${match.by}`;
  if (doubt) return `${doubt.reason.en}: ${doubt.candidates.map(({ name }) => name).join()}`;
  return `${miss!.reason.en}: ${miss!.candidates.map(({ unit, score }) => `${unit.name} ${score}`).join()}`;
}

describe('names', () => {
  test.each([
    ['龙水镇', '龙水镇 by name'],
    ['龍水鎮', '龙水镇 by similar'],
    [' 龙　水 镇 ', '龙水镇 by similar'],
    ['龙水', '龙水镇 by similar'],
    ['龙水镇人民政府', '龙水镇 by similar'],
    ['大足区龙水镇', '龙水镇 by similar'],
    ['重庆市大足区龍水鎮', '龙水镇 by similar'],
    ['龙岗街道办事处', '龙岗街道 by similar'],
    ['龙岗街道办', '龙岗街道 by similar'],
    ['龙岗办事处', '龙岗街道 by similar'],
    ['雙路街道', '双路街道 by similar'],
    ['寶頂鎮', '宝顶镇 by similar'],
    ['郵亭镇', '邮亭镇 by similar'],
    ['囘龙镇', '回龙镇 by similar'],
    ['迴龍鎮', '回龙镇 by similar'],
    ['後坪乡', '后坪苗族土家族乡 by similar'],
    ['后坪民族乡', '后坪苗族土家族乡 by similar'],
  ])('%s', (name, found) => {
    expect(one({ name })).toBe(found);
  });

  test.each([
    ['another district', '荣昌区龙水镇', 'there is no such unit: 龙水镇 0.6'],
    [
      'another kind of unit: it may have become a town',
      '龙水乡',
      'there is no such unit: 龙水镇 0.95,龙岗街道 0.48',
    ],
    [
      'one other character, however alike',
      '龙冈街道',
      'there is no such unit: 龙岗街道 0.5,龙水镇 0.48',
    ],
    ['nothing alike', '高升镇', 'there is no such unit: '],
    ['only an ending', '街道', 'there is no such unit: '],
    ['nothing', '', 'neither code nor name of a unit is given: '],
    ['a word for unknown', '不详', 'neither code nor name of a unit is given: '],
  ])('%s is never joined', (_, name, found) => {
    expect(one({ name })).toBe(found);
  });

  test('a name without ending that two units bear is left to a person', () => {
    const units = [...towns, { code: '500111005', name: '龙水街道' }];
    expect(one({ name: '龙水' }, {}, units)).toBe('several units bear this name: 龙水镇,龙水街道');
    expect(one({ name: '龙水镇' }, {}, units)).toBe('龙水镇 by name');
  });

  test('the stem of a name is never empty, and 社区 is no 区 to be cut off', () => {
    expect(unitName('镇')).toEqual({ stem: '镇', ending: null });
    expect(unitName('社区')).toEqual({ stem: '社区', ending: null });
    expect(unitName('城关镇街道')).toEqual({ stem: '城关镇', ending: 'street' });
  });
});

describe('codes', () => {
  test.each<[unknown, string]>([
    ['500111100', '龙水镇 by code'],
    ['500111100000', '龙水镇 by code'],
    [500111100, '龙水镇 by code'],
    [500111100000, '龙水镇 by code'],
    ["'500111100000", '龙水镇 by code'],
    ['500111-100', '龙水镇 by code'],
    ['500111100.0', '龙水镇 by code'],
    ['５００１１１１００', '龙水镇 by code'],
    ['500111100203', 'there is no such unit: 龙水镇 0.9'],
    ['500111', 'there is no such unit: '],
    ['500111999', 'there is no such unit: '],
    ['龙水', 'no code of a unit (6, 9 or 12 figures): '],
    [1.5, 'no code of a unit (6, 9 or 12 figures): '],
  ])('%s', (code, found) => {
    expect(one({ code })).toBe(found);
  });

  test.each(['5.00111E+11', '5.00111e11', "'5.001111E+11", '5E+11'])(
    '%s lost its last figures and is refused, although 500111 can be read',
    (code) => {
      expect(one({ code })).toBe(
        'a spreadsheet turned the code into scientific notation and its last figures are lost; make the column text and export it again: ',
      );
      expect(one({ code, name: '龙水镇' })).toBe('龙水镇 by name');
    },
  );

  test('code and name that contradict each other are left to a person', () => {
    expect(one({ code: '500111100', name: '双路街道' })).toBe(
      'code and name mean different units: 龙水镇,双路街道',
    );
    expect(one({ code: '500111999', name: '双路街道' })).toBe(
      'code and name mean different units: 双路街道',
    );
  });

  test.each([
    ['the number of the row', '17'],
    ['a village of the town', '500111100203'],
    ['the district', '500111'],
  ])('a code that is %s does not speak against the name', (_, code) => {
    expect(one({ code, name: '龙水镇' })).toBe('龙水镇 by name');
  });

  test('two units of one code are left to a person', () => {
    const units = [...towns, { code: '500111100000', name: '龙水新区' }];
    expect(one({ code: '500111100' }, {}, units)).toBe(
      'several units have this code: 龙水镇,龙水新区',
    );
  });

  test('codes of own making are compared as they are', () => {
    expect(readUnitCode('A-07')).toEqual({ code: 'a07', reason: null });
    expect(one({ code: 'a07' }, {}, [{ code: 'A-07', name: '甲' }])).toBe('甲 by code');
    expect(one({ code: '50011110' })).toBe('there is no such unit: ');
  });
});

describe('villages', () => {
  const villages: Unit[] = [
    { code: '500111100201', name: '桥亭村村委会' },
    { code: '500111100202', name: '新华村' },
    { code: '500111104202', name: '新华村' },
    { code: '500111100001', name: '西湖社区居民委员会' },
  ];
  const village = (key: Omit<UnitKey, 'row'>, options: UnitJoinOptions = {}) => {
    const { matches, misses, ambiguous } = joinUnits(
      [{ row: 2, ...key }],
      villages,
      'village',
      options,
    );
    return matches[0]?.unit.code ?? ambiguous[0]?.reason.en ?? misses[0]?.reason.en;
  };

  test.each([
    ['桥亭村', '500111100201'],
    ['橋亭邨', '500111100201'],
    ['桥亭村民委员会', '500111100201'],
    ['桥亭村村民委员会', '500111100201'],
    ['西湖社区', '500111100001'],
    ['西湖居委会', '500111100001'],
    ['西湖村', 'there is no such unit'],
    ['新华村', 'several units bear this name'],
  ])('%s', (name, found) => {
    expect(village({ name })).toBe(found);
  });

  test('the town in front of the name, and the code that tells two of one name apart', () => {
    expect(village({ name: '龙水镇桥亭村' }, { within: ['龙水镇'] })).toBe('500111100201');
    expect(village({ name: '新华村', code: '500111104202' })).toBe('500111104202');
  });
});

test('what a person paired is joined by hand, and misses keep their rows', () => {
  const keys = [
    { row: 2, name: '龙水镇' },
    { row: 3, name: '老龙水' },
    { row: 5, name: '老城' },
  ];
  const { matches, misses } = join(keys, { within, paired: { 老龙水: '500111100' } });
  expect(matches).toEqual([
    { row: 2, unit: towns[2], by: 'name' },
    { row: 3, unit: towns[2], by: 'hand', value: '老龙水' },
  ]);
  expect(misses).toMatchObject([{ row: 5, value: '老城' }]);
});

describe('places', () => {
  const outlines = [
    { type: 'Feature' as const, geometry: box(105, 29, 105.1, 29.1), properties: towns[0]! },
    { type: 'Feature' as const, geometry: box(105.1, 29, 105.2, 29.1), properties: towns[2]! },
  ];
  const { matches } = join([
    { row: 2, name: '龙岗街道' },
    { row: 3, name: '龙水镇' },
    { row: 4, name: '龙水镇' },
    { row: 5, name: '宝顶镇' },
  ]);

  test('residents get the outline of their town; two rows of one town and a town without outline are told', () => {
    const { places, shared, refused } = placeByUnits('residents', matches, outlines);
    expect(places.get(3)).toEqual({ geometry: outlines[1]!.geometry, approximate: false });
    expect(shared).toEqual([{ unit: towns[2], rows: [3, 4] }]);
    expect(refused).toEqual([
      {
        row: 5,
        reason: {
          'zh-CN': '“宝顶镇”没有边界，不能定位',
          en: '“宝顶镇” has no outline and gives no place',
        },
      },
    ]);
  });

  test('shelters get no place of their town unless it is asked for, and then it is approximate', () => {
    expect(placeByUnits('shelters', matches, outlines).places.size).toBe(0);
    expect(placeByUnits('shelters', matches, outlines).refused[0]!.reason.en).toBe(
      'only “龙岗街道” is known, no position; choose “place by town” to use a point inside it instead',
    );
    const { places } = placeByUnits('shelters', matches, outlines, { approximate: true });
    const place = places.get(2)!;
    expect(place).toMatchObject({ geometry: { type: 'Point' }, approximate: true });
    expect(
      contains(outlines[0]!.geometry, ...(place.geometry.coordinates as [number, number])),
    ).toBe(true);
  });
});

test('traditional and variant characters of real names of places', () => {
  const names = {
    臺北縣: '台北县',
    峯頂邨: '峰顶村',
    雲嶺鄉: '云岭乡',
    龍潭壩: '龙潭坝',
    鐵爐灣: '铁炉湾',
    蓮花巖: '莲花岩',
    銅鑼峽: '铜锣峡',
    磨盤溝: '磨盘沟',
    觀音橋: '观音桥',
    萬盛經濟開發區: '万盛经济开发区',
    黃葛埡: '黄葛垭',
    榮昌縣廣順場: '荣昌县广顺场',
  };
  for (const [written, plain] of Object.entries(names)) {
    expect(normalWord(written)).toBe(plain);
    expect(normalWord(plain)).toBe(plain);
  }
  // Different words in simplified Chinese too.
  expect(normalWord('龙冈')).not.toBe(normalWord('龙岗'));
  expect(normalWord('沙湾')).not.toBe(normalWord('沙塆'));
});
