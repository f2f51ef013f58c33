import * as v from 'valibot';
import { describe, expect, test } from 'vitest';
import { registers } from '../../../src/domain/registers';
import { box } from '../../fixtures/pack';
import { context, found, point, record, soundIds, townOf } from './register';

test.each(soundIds)('nothing is said of a sound record of %s, which its schema accepts', (id) => {
  expect(v.is(registers[id].schema, record(id).properties)).toBe(true);
  expect(found(id, [record(id)])).toEqual([]);
});

describe('missing values', () => {
  test('each is named with what follows from it', () => {
    expect(
      found('shelters', [
        record('shelters', { capacityPeople: null, duration: null, updated: null }),
      ]),
    ).toEqual([
      [
        'missing',
        'warning',
        2,
        'capacityPeople',
        '',
        '缺“可容纳人数”，按未知计，不参与人均和容量计算',
        null,
      ],
      ['missing', 'warning', 2, 'duration', '', '缺“避难时长”，不能按类别选服务半径', null],
      ['missing', 'notice', 2, 'updated', '', '缺“更新日期”，不知道是哪年的数据', null],
    ]);
  });

  test('either class of a shelter is enough', () => {
    expect(
      found('shelters', [record('shelters', { duration: null, class51143: 'central' })]),
    ).toEqual([]);
  });

  test('a column that five records lack is one finding', () => {
    const places = [105.01, 105.02, 105.03, 105.04, 105.05];
    const features = places.map((longitude, i) =>
      record(
        'shelters',
        { id: `S${i}`, name: `第${'一二三四五'[i]!}小学`, updated: null },
        point(longitude, 29.05),
      ),
    );
    expect(found('shelters', features)).toEqual([
      ['missing', 'notice', null, 'updated', '', '5 条都没有“更新日期”；请补这一列', null],
    ]);
  });

  test('a grade that follows from people and property is filled in with a click', () => {
    expect(found('geohazards', [record('geohazards', { riskGrade: null })])).toEqual([
      [
        'missing',
        'warning',
        2,
        'riskGrade',
        '',
        '缺“险情等级”，不能分级',
        '按威胁人口和财产填险情等级',
      ],
    ]);
  });

  test('a site that threatens nobody any more needs no grade and no monitor', () => {
    const closed = { status: 'closed', riskGrade: null, threatenedPeople: null, monitor: null };
    expect(found('geohazards', [record('geohazards', closed)])).toEqual([]);
  });
});

describe('outside the district', () => {
  test('with how far: 0.01° of longitude at 29.05° N are 974 m, 0.0005° are 50 m and within the error', () => {
    const features = [
      record('shelters', { town: '龙水镇' }, point(105.21, 29.05)),
      record('shelters', { id: 'S2', name: '龙水中学', town: '龙水镇' }, point(105.2005, 29.05)),
      record('shelters', { id: 'S3', name: '第三中学' }),
      record('shelters', { id: 'S4', name: '第四中学' }, point(105.06, 29.05)),
    ];
    expect(found('shelters', features).filter(([check]) => check === 'district')).toEqual([
      [
        'district',
        'warning',
        2,
        null,
        '105.21, 29.05',
        '在行政区外，离界 970\u2009m；请核对坐标',
        null,
      ],
      [
        'district',
        'notice',
        3,
        null,
        '105.2005, 29.05',
        '在行政区界外 50\u2009m，在边界误差之内',
        null,
      ],
    ]);
  });

  test('a file that lies elsewhere as a whole has the wrong coordinates', () => {
    const features = [106.5, 106.6, 106.7].map((longitude, i) =>
      record(
        'hazchem',
        { id: `H${i}`, name: `加油站${'甲乙丙'[i]!}`, town: null },
        point(longitude, 29.05),
      ),
    );
    expect(found('hazchem', features)).toEqual([
      [
        'district',
        'error',
        null,
        null,
        '3 / 3',
        '多数记录在行政区外，坐标系可能不对；请先核对坐标系，再看各条',
        null,
      ],
      ...[106.5, 106.6, 106.7].map((longitude, i) => [
        'district',
        'error',
        i + 2,
        null,
        `${longitude}, 29.05`,
        '在行政区外，离界 100 km 以上；请核对坐标',
        null,
      ]),
    ]);
  });

  test('an area by its share outside: a quarter of this one', () => {
    const outline = box(105.17, 29.02, 105.21, 29.06);
    expect(found('forests', [record('forests', { town: '龙水镇' }, outline)])).toEqual([
      ['district', 'warning', 2, null, '25.0%', '面积的 25.0% 在行政区外', null],
    ]);
  });
});

describe('the town', () => {
  const town = (values: Record<string, unknown>, more = {}) =>
    found('shelters', [record('shelters', values)], more);

  test('another one than the position is in, with how far, and the repair', () => {
    expect(town({ town: '龙水镇' })).toEqual([
      [
        'town',
        'warning',
        2,
        'town',
        '龙水镇',
        '位置在“龙岗街道”，离“龙水镇”4.9\u2009km；镇街或坐标有一个不对',
        '镇街改为“龙岗街道”',
      ],
    ]);
  });

  test('a sketched outline proves nothing: a notice without repair', () => {
    const towns = [
      townOf('500111001', '龙岗街道', box(105, 29, 105.1, 29.1), true),
      townOf('500111100', '龙水镇', box(105.1, 29, 105.2, 29.1), true),
    ];
    expect(town({ town: '龙水镇' }, { towns })).toEqual([
      [
        'town',
        'notice',
        2,
        'town',
        '龙水镇',
        '位置在“龙岗街道”，离“龙水镇”4.9\u2009km；镇街或坐标有一个不对（镇街边界为示意，仅供参考）',
        null,
      ],
    ]);
  });

  test('so close to the edge the outline may be wrong', () => {
    const [[, , , , , reason, mend]] = found('shelters', [
      record('shelters', { town: '龙水镇' }, point(105.0995, 29.05)),
    ]) as [unknown[]];
    expect([reason, mend]).toEqual([
      '位置在“龙岗街道”，离“龙水镇”50\u2009m；镇街或坐标有一个不对（在边界误差之内）',
      null,
    ]);
  });

  test('written in another way', () => {
    expect(town({ town: '大足區龍崗街道辦事處' })).toEqual([
      [
        'town',
        'notice',
        2,
        'town',
        '大足區龍崗街道辦事處',
        '镇街表里写作“龙岗街道”',
        '镇街改为“龙岗街道”',
      ],
    ]);
  });

  test('not known, with those alike', () => {
    expect(town({ town: '龙冈镇' })).toEqual([
      [
        'town',
        'warning',
        2,
        'town',
        '龙冈镇',
        '镇街表里没有这个名称，相近的有龙水镇、龙岗街道；位置在“龙岗街道”',
        '镇街改为“龙岗街道”',
      ],
    ]);
  });

  test('not given', () => {
    expect(town({ town: null })).toEqual([
      ['town', 'notice', 2, 'town', '', '没有写镇街；位置在“龙岗街道”', '镇街填为“龙岗街道”'],
    ]);
  });

  test('a town without outline is known by its name, and where it is nobody can say', () => {
    const townsWithoutOutline = [{ code: '500111200', name: '高升镇' }];
    expect(town({ town: '高升镇' }, { townsWithoutOutline })).toEqual([]);
  });
});

describe('duplicates', () => {
  test('one that says nothing new can be removed', () => {
    const later = record('shelters', { id: 'S2', note: null }, point(105.05001, 29.05));
    expect(found('shelters', [record('shelters', { note: '操场' }), later])).toEqual([
      [
        'duplicate',
        'warning',
        3,
        'name',
        '龙岗中学',
        '与第 2 行“龙岗中学”名称相同、位置相同，相距 0\u2009m',
        '删去这一条（内容都在第 2 行“龙岗中学”里）',
      ],
    ]);
  });

  test('one that says something else stays, and what differs is named', () => {
    const later = record('shelters', { id: 'S2', name: '龍崗中學', capacityPeople: 1500 });
    expect(found('shelters', [record('shelters'), later])).toEqual([
      [
        'duplicate',
        'warning',
        3,
        'name',
        '龍崗中學',
        '与第 2 行“龙岗中学”名称相同、位置相同，相距 0\u2009m；不同的有：可容纳人数',
        null,
      ],
    ]);
  });

  test('the same number, the same place alone, the same name far away', () => {
    const features = [
      record('shelters'),
      record('shelters', { name: '体育馆' }, point(105.06, 29.05)),
      record('shelters', { id: 'S3', name: '操场' }),
      record('shelters', { id: 'S4' }, point(105.09, 29.05)),
    ];
    expect(found('shelters', features)).toEqual([
      ['duplicate', 'error', 3, 'id', 'S1', '与第 2 行“龙岗中学”编号相同，相距 970\u2009m', null],
      ['duplicate', 'notice', 4, null, '', '与第 2 行“龙岗中学”位置相同，相距 0\u2009m', null],
      [
        'duplicate',
        'notice',
        5,
        'name',
        '龙岗中学',
        '与第 2 行“龙岗中学”名称相同，相距 3.9\u2009km',
        null,
      ],
    ]);
  });

  test('10 m apart is one place by default and 11 m are not; 0 m leaves only the very same position', () => {
    // 1e-4° of latitude are 11.08 m at 29°.
    const at = (degrees: number, metres?: number) =>
      found(
        'shelters',
        [
          record('shelters'),
          record('shelters', { id: 'S2', name: '操场' }, point(105.05, 29.05 + degrees)),
        ],
        metres === undefined ? {} : { parameters: { samePlaceMetres: metres } },
      ).length;
    expect([at(0.9e-4), at(1e-4), at(1e-9, 0), at(0, 0)]).toEqual([1, 0, 0, 1]);
  });
});

describe('impossible values', () => {
  const impossible = (
    dataset: 'shelters' | 'geohazards' | 'reservoirs',
    values: Record<string, unknown>,
    more = {},
  ) => found(dataset, [record(dataset, values)], more).map((finding) => finding.slice(0, 6));

  test('people on the area: 5 a square metre may be, more not', () => {
    expect(impossible('shelters', { capacityPeople: 25000 })).toEqual([]);
    expect(impossible('shelters', { capacityPeople: 25001 })).toEqual([
      [
        'impossible',
        'error',
        2,
        'capacityPeople',
        '25001',
        '5,000 m² 按每平方米 5 人最多容 25,000 人；容量或面积有误，或单位不对',
      ],
    ]);
    expect(
      impossible(
        'shelters',
        { capacityPeople: 25001 },
        { parameters: { peoplePerSquareMetre: 6 } },
      ),
    ).toEqual([]);
  });

  test('0 where 0 cannot be', () => {
    expect(impossible('shelters', { capacityPeople: 0, effectiveAreaSquareMetres: 0 })).toEqual([
      ['impossible', 'error', 2, 'capacityPeople', '0', '为 0，像是没有填；不知道就留空'],
      [
        'impossible',
        'error',
        2,
        'effectiveAreaSquareMetres',
        '0',
        '为 0，像是没有填；不知道就留空',
      ],
    ]);
  });

  test('below nothing, and beyond what the field allows', () => {
    expect(impossible('reservoirs', { damHeightMetres: -21 })).toEqual([
      ['impossible', 'error', 2, 'damHeightMetres', '-21', '不能是负数'],
    ]);
    expect(impossible('reservoirs', { damHeightMetres: 2100 })).toEqual([
      ['impossible', 'error', 2, 'damHeightMetres', '2100', '应在 0 至 400 之间'],
    ]);
  });

  test('an outdoor site smaller than what is used of it; floors may add up to more', () => {
    expect(impossible('shelters', { landAreaSquareMetres: 4000 })).toEqual([
      [
        'impossible',
        'warning',
        2,
        'effectiveAreaSquareMetres',
        '5000',
        '室外场所的有效面积 5,000 m² 大于占地面积 4,000 m²',
      ],
    ]);
    expect(impossible('shelters', { landAreaSquareMetres: 4000, space: 'indoor' })).toEqual([]);
  });

  test('more households than people', () => {
    expect(impossible('geohazards', { threatenedHouseholds: 40, threatenedPeople: 12 })).toEqual([
      [
        'impossible',
        'error',
        2,
        'threatenedHouseholds',
        '40',
        '威胁 40 户却只有 12 人；户数和人数可能填反',
      ],
    ]);
  });
});

describe('contradictions', () => {
  test('a size that is not that of the storage; 1 million m³ belong to small 1', () => {
    expect(
      found('reservoirs', [record('reservoirs', { capacityCubicMetres: 1e6, size: 'small-2' })]),
    ).toEqual([
      [
        'contradiction',
        'warning',
        2,
        'size',
        '小（2）型',
        '写的是小（2）型，总库容 1,000,000 m³ 应为小（1）型',
        '规模改为小（1）型',
      ],
    ]);
  });

  test('a storage whose unit went lost: the size is not touched', () => {
    expect(found('reservoirs', [record('reservoirs', { capacityCubicMetres: 850 })])).toEqual([
      [
        'contradiction',
        'error',
        2,
        'capacityCubicMetres',
        '850',
        '写的是小（1）型，总库容 850 m³ 应为山塘；若单位是万 m³ 则相符，请核对库容的单位',
        null,
      ],
    ]);
  });

  test('a grade that is not that of the people', () => {
    expect(found('geohazards', [record('geohazards', { threatenedPeople: 120 })])).toEqual([
      [
        'contradiction',
        'warning',
        2,
        'riskGrade',
        '小型 Ⅳ',
        '写的是小型 Ⅳ，威胁 120 人、财产 300 万元应为中型 Ⅲ',
        '险情等级改为中型 Ⅲ',
      ],
    ]);
  });

  test('with property unknown people alone say how grave it is at least', () => {
    const unknown = { threatenedPeople: 600, threatenedPropertyTenThousandYuan: null };
    const contradictions = (riskGrade: number) =>
      found('geohazards', [record('geohazards', { ...unknown, riskGrade })]).filter(
        ([check]) => check === 'contradiction',
      );
    expect(contradictions(3)).toEqual([
      [
        'contradiction',
        'warning',
        2,
        'riskGrade',
        '中型 Ⅲ',
        '写的是中型 Ⅲ，威胁 600 人至少应为大型 Ⅱ',
        null,
      ],
    ]);
    expect([contradictions(2), contradictions(1)]).toEqual([[], []]);
  });
});

test('water levels ascend; only the dead level must lie below the next, and unknown ones are passed over', () => {
  const levels = (
    dead: number | null,
    limit: number | null,
    normal: number | null,
    design: number | null,
    check: number | null,
  ) =>
    found('reservoirs', [
      record('reservoirs', {
        deadLevelMetres: dead,
        floodLimitLevelMetres: limit,
        normalLevelMetres: normal,
        designFloodLevelMetres: design,
        checkFloodLevelMetres: check,
      }),
    ]).flatMap(([check, , , field, , reason]) => (check === 'levels' ? [[field, reason]] : []));
  expect(levels(285, 300, 300, 300, 300)).toEqual([]);
  expect(levels(285, 301, 300, 299, null)).toEqual([
    ['normalLevelMetres', '正常蓄水位 300 m 低于汛限水位 301 m'],
    ['designFloodLevelMetres', '设计洪水位 299 m 低于正常蓄水位 300 m'],
  ]);
  expect(levels(285, null, null, null, 285)).toEqual([
    ['checkFloodLevelMetres', '校核洪水位 285 m 不高于死水位 285 m'],
  ]);
});

test('dates: three years to the day are fine, a day more is stale, tomorrow cannot be', () => {
  const dates = (updated: string, parameters = {}) =>
    found('shelters', [record('shelters', { updated })], { parameters }).map(
      ([, level, , , value, reason]) => [level, value, reason],
    );
  expect(dates('2023-03-01')).toEqual([]);
  expect(dates('2023-02-28')).toEqual([
    ['warning', '2023-02-28', '早于 2023-03-01，已超过 3 年；请核实'],
  ]);
  expect(dates('2023-02-28', { staleYears: 10 })).toEqual([]);
  expect(dates('2026-03-01')).toEqual([]);
  expect(dates('2026-03-02')).toEqual([['error', '2026-03-02', '晚于今天 2026-03-01']]);
  expect(dates('1899-12-30')).toEqual([
    ['warning', '1899-12-30', '是空单元格变成的日期，不是真的更新日期'],
  ]);
});

test('persons and phones that are not given stand in one finding a record', () => {
  expect(
    found('reservoirs', [
      record('reservoirs', { technicalPerson: null, technicalPhone: null, patrolPerson: ' ' }),
      record('reservoirs', { id: 'R2', name: '跃进水库', patrolPhone: null }, point(105.02, 29.02)),
    ]),
  ).toEqual([
    [
      'responsible',
      'warning',
      2,
      'technicalPerson',
      '',
      '没有写技术责任人、巡查责任人、技术责任人电话',
      null,
    ],
    ['responsible', 'notice', 3, 'patrolPhone', '', '没有写巡查责任人电话', null],
  ]);
  expect(
    found('geohazards', [record('geohazards', { geologist: null })]).map(
      ([, , , , , reason]) => reason,
    ),
  ).toEqual(['没有写驻守地质队员']);
  expect(found('shelters', [record('shelters', { manager: null, status: 'closed' })])).toEqual([]);
});

test('phones: those that cannot be, and those written in another way', () => {
  const phones = (phone: string) =>
    found('shelters', [record('shelters', { phone })]).map(([, level, , , , reason, mend]) => [
      level,
      reason,
      mend,
    ]);
  expect(phones('1381234247')).toEqual([['error', '手机号只有 10 位，应为 11 位', '改为未知']]);
  expect(phones('13812342471、1391234')).toEqual([
    ['error', '第 2 个号码：7 位数字，不是电话号码', null],
  ]);
  expect(phones('13800138000')).toEqual([['warning', '像是占位的号码', null]]);
  expect(phones('43721234')).toEqual([['notice', '没有区号，手机拨不通', null]]);
  expect(phones('同上')).toEqual([['warning', '没有号码', '改为未知']]);
  expect(phones('138 1234-2471')).toEqual([['notice', '写法与通常不同', '统一号码的写法']]);
  expect(phones('陈建国 138 1234 2471')).toEqual([]);
  expect(phones('未知')).toEqual([]);
});

test('outlines: a bow-tie is parted, two that cross beyond telling are left to a person', () => {
  const forest = (coordinates: number[][][]) =>
    found('forests', [record('forests', {}, { type: 'Polygon', coordinates })]).filter(
      ([check]) => check === 'ring',
    );
  const bowTie = [
    [105.02, 29.02],
    [105.04, 29.04],
    [105.04, 29.02],
    [105.02, 29.04],
    [105.02, 29.02],
  ];
  expect(forest([bowTie])).toEqual([
    [
      'ring',
      'warning',
      2,
      null,
      'Polygon',
      '边线相交或重叠 1 处',
      '修复边界：在相交处分成 2 个面（50.0%、50.0%）；如果是顶点次序写错，请改画',
    ],
  ]);
  const outer = [
    [105.02, 29.02],
    [105.04, 29.02],
    [105.04, 29.04],
    [105.02, 29.04],
    [105.02, 29.02],
  ];
  const away = [
    [105.05, 29.02],
    [105.05, 29.03],
    [105.06, 29.03],
    [105.06, 29.02],
    [105.05, 29.02],
  ];
  expect(forest([outer, away])).toEqual([
    [
      'ring',
      'warning',
      2,
      null,
      'Polygon',
      '洞在外环之外，或几个面重叠 1 处；不能判断本意，请改画',
      null,
    ],
  ]);
});

test('records of a pack have no rows, and neither towns nor a district are needed', () => {
  const { today } = context;
  expect(
    found('shelters', [record('shelters', { capacityPeople: 0 }, point(10, 50))], {
      district: [],
      towns: [],
      today,
      rowOf: () => null,
    }),
  ).toEqual([
    [
      'impossible',
      'error',
      null,
      'capacityPeople',
      '0',
      '为 0，像是没有填；不知道就留空',
      '改为未知',
    ],
  ]);
});
