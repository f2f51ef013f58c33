import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { Problem } from '../../src/formats';
import { sheetOf } from '../fixtures/sheet';
import {
  guessRegister,
  importFields,
  matchColumns,
  readRecords,
  targets,
} from '../../src/pack/import';
import type { Target } from '../../src/pack/make';
import { columnFactor } from '../../src/pack/quantity';

const read = (target: Target, content: string, name?: string) => {
  const sheet = sheetOf(content, name);
  return readRecords(target, sheet, matchColumns(target, sheet.columns));
};
/** Properties of the one record of a list with a name and a place. */
const record = (target: Target, head: string, cells: string) => {
  const { features, problems } = read(
    target,
    `名称,经度,纬度,${head}\n一中,105.71,29.7,${cells}\n`,
  );
  return { ...features[0]?.properties, problems: problems.map(brief) };
};
const brief = ({ row, field, value, level, reason }: Problem) => [
  row,
  field,
  value,
  level,
  reason.en,
];
const geojson = (geometry: unknown, properties: unknown) =>
  JSON.stringify({
    type: 'FeatureCollection',
    features: [{ type: 'Feature', geometry, properties }],
  });
const square = {
  type: 'Polygon',
  coordinates: [
    [
      [105, 29],
      [106, 29],
      [106, 30],
      [105, 30],
      [105, 29],
    ],
  ],
};

describe('columns are matched by the names that registers use', () => {
  test('simplified and traditional Chinese and English, with units and spaces', () => {
    const columns = [
      '序號',
      '避難收容處所名稱',
      '經度',
      'Latitude',
      '有效面积（㎡）',
      ' 可 容纳人数',
      'remark',
      '村里',
    ];
    const found = Object.entries(matchColumns('shelters', columns)).filter(([, column]) => column);
    expect(Object.fromEntries(found)).toEqual({
      id: '序號',
      name: '避難收容處所名稱',
      longitude: '經度',
      latitude: 'Latitude',
      effectiveAreaSquareMetres: '有效面积（㎡）',
      capacityPeople: ' 可 容纳人数',
      note: 'remark',
    });
  });

  test.each([
    ['lon', 'lat'],
    ['lng', 'lat'],
    ['X坐标', 'Y坐标'],
    ['x', 'y'],
    ['经度（°）', '纬度（°）'],
    ['LONGITUDE', 'LATITUDE'],
  ])('%s and %s are the position', (longitude, latitude) => {
    expect(matchColumns('hazchem', [latitude, longitude])).toMatchObject({ longitude, latitude });
  });

  test('a column goes to one field only, and a label is surer than an alias', () => {
    expect(matchColumns('shelters', ['占地面积', '面积'])).toMatchObject({
      landAreaSquareMetres: '占地面积',
    });
    const used = Object.values(matchColumns('geohazards', ['电话', '类型', '状态'])).filter(
      Boolean,
    );
    expect(used).toEqual([...new Set(used)]);
  });

  test.each(['面积', '面积（㎡）', 'area'])(
    'a bare %s may be the site or the effective area: a person chooses',
    (column) => {
      expect(Object.values(matchColumns('shelters', [column])).filter(Boolean)).toEqual([]);
      expect(
        read('shelters', `名称,经度,纬度,${column}\n甲,105,29,3000\n`).assumed.at(-1)?.en,
      ).toBe(`columns that match no field and were not read: ${column}`);
    },
  );

  test('every field that can be imported is found by its own labels', () => {
    for (const target of targets) {
      for (const [key, { label }] of Object.entries(importFields(target))) {
        expect(matchColumns(target, [label['zh-CN']])[key], `${target} ${key}`).toBe(
          label['zh-CN'],
        );
      }
    }
  });
});

describe('what a file is', () => {
  test.each([
    ['名称,经度,纬度,灾害类型,威胁人口\n白岩滑坡,105,29,滑坡,30', 'geohazards'],
    ['水库名称,经度,纬度,总库容,坝型\n龙水湖,105,29,100,土坝', 'reservoirs'],
    ['name,lon,lat,capacity,有效面积\nA,105,29,100,200', 'shelters'],
    ['企业名称,经度,纬度,危险化学品,重大危险源\nA,105,29,氯,一级', 'hazchem'],
    ['林区名称,经度,纬度,树种,火险等级\nA,105,29,马尾松,四级', 'forests'],
    ['lon,lat,population\n105,29,12', 'residents'],
  ])('%s', (content, target) => {
    expect(guessRegister(sheetOf(content))[0]?.target).toBe(target);
  });

  test('areas with names and a count are towns', () => {
    const sheet = sheetOf(geojson(square, { name: '龙岗街道', population: 71270 }), 'a.geojson');
    expect(guessRegister(sheet)[0]).toMatchObject({
      target: 'towns',
      matched: ['name', 'population'],
    });
  });
});

describe('values', () => {
  test.each([
    ['有效面积', '"3,000"', 3000],
    ['有效面积', '３０００', 3000],
    ['有效面积', '3000㎡', 3000],
    ['有效面积', '3000 m2', 3000],
    ['有效面积', '3e3平米', 3000],
    ['有效面积（万㎡）', '0.3', 3000],
    ['有效面积', '0.3万平方米', 3000],
    ['有效面积(公顷)', '1.23', 12300],
    ['有效面积（亩）', '15', 10000],
    ['有效面积', '未知', null],
    ['有效面积', '—', null],
    ['有效面积', '', null],
  ])('a number as registers write it: %s %s', (head, cell, square) => {
    expect(record('shelters', head, cell)).toMatchObject({
      effectiveAreaSquareMetres: square,
      problems: [],
    });
  });

  test.each([
    ['有效面积', '3000 sqft', 'the unit “sqft” is not known; kept as unknown'],
    ['有效面积', '-5', 'must be within 0 to 100,000,000; kept as unknown'],
    ['有效面积', '200-300', 'this is no number; kept as unknown'],
    ['容纳人数', '12.5', 'a whole number is needed; kept as unknown'],
    ['空间类型', '地下', 'this is no class of the field; kept as unknown'],
    [
      '更新日期',
      '8/1/2008',
      'no date that can be told for certain (as 2025-12-31); kept as unknown',
    ],
    [
      '更新日期',
      '2025-02-30',
      'no date that can be told for certain (as 2025-12-31); kept as unknown',
    ],
  ])(
    'an optional value that cannot be read is unknown and listed, the row is kept: %s %s',
    (head, cell, reason) => {
      const found = record('shelters', head, cell);
      expect(found).toMatchObject({ name: '一中', problems: [[2, head, cell, 'warning', reason]] });
      expect(found).toMatchObject({
        effectiveAreaSquareMetres: null,
        capacityPeople: null,
        space: null,
        updated: null,
      });
    },
  );

  test.each([
    ['reservoirs', '总库容（×10⁴m³）', '1200', 'capacityCubicMetres', 12_000_000],
    ['reservoirs', '总库容(10^4 m³)', '1200', 'capacityCubicMetres', 12_000_000],
    ['reservoirs', '总库容（m³×10⁴）', '1200', 'capacityCubicMetres', 12_000_000],
    ['reservoirs', '总库容（百万立方米）', '12', 'capacityCubicMetres', 12_000_000],
    ['reservoirs', '总库容（千m³）', '12', 'capacityCubicMetres', 12_000],
    ['reservoirs', '总库容（单位：万m³）', '12', 'capacityCubicMetres', 120_000],
    ['reservoirs', '总库容（万m³）（2020年）', '12', 'capacityCubicMetres', 120_000],
    ['reservoirs', '总库容（m³，校核）', '12', 'capacityCubicMetres', 12],
    ['reservoirs', '总库容', '1.2×10⁴m³', 'capacityCubicMetres', 12_000],
    ['reservoirs', '总库容（×10⁸m³）', '3000m³', 'capacityCubicMetres', 3000],
    ['shelters', '有效面积（千㎡）', '12', 'effectiveAreaSquareMetres', 12_000],
    ['shelters', '有效面积（1,000 m²）', '12', 'effectiveAreaSquareMetres', 12_000],
    ['shelters', '有效面积 (2)', '12', 'effectiveAreaSquareMetres', 12],
    ['shelters', '容纳人数（2020年）', '300', 'capacityPeople', 300],
    ['shelters', '容纳人数（千人）', '3', 'capacityPeople', 3000],
    ['geohazards', '威胁财产（百万元）', '3', 'threatenedPropertyTenThousandYuan', 300],
    ['geohazards', '威胁财产 (10,000 yuan)', '3', 'threatenedPropertyTenThousandYuan', 3],
  ] as const)('a unit with a multiplier: %s %s %s', (target, head, cell, key, value) => {
    expect(record(target, `"${head}"`, cell)).toMatchObject({ [key]: value, problems: [] });
  });

  test.each([
    ['总库容（×104m³）', 'whose exponent is no longer raised: 10⁴ or 104?'],
    ['总库容（担）', 'that is not known'],
    ['总库容（m³）（万m³）', 'given twice'],
    ['总库容（m³/万m³）', 'left open'],
  ])('bare numbers of a column with a unit %s %s are unknown, row by row', (head) => {
    expect(record('reservoirs', head, '1200')).toMatchObject({
      capacityCubicMetres: null,
      size: null,
      problems: [
        [
          2,
          head,
          '1200',
          'warning',
          'the unit in the brackets of the column is not known; kept as unknown. Rewrite it, as (m²) or (万m³)',
        ],
      ],
    });
  });

  test.each([
    ['总库容/万m³', 12_000_000],
    ['总库容万立方米', 12_000_000],
    ['总库容_10⁴m³', 12_000_000],
    ['总库容 m3', 1200],
    ['库容总量', 1200],
  ])('a unit at the end of a name that a person chose counts too: %s', (column, cubicMetres) => {
    const sheet = sheetOf(`名称,经度,纬度,${column}\n湖,105,29,1200\n`);
    const mapping = { ...matchColumns('reservoirs', sheet.columns), capacityCubicMetres: column };
    const { features } = readRecords('reservoirs', sheet, mapping);
    expect(features[0]?.properties?.capacityCubicMetres).toBe(cubicMetres);
  });

  test('a unit in Latin letters is a word of its own: alpha does not end with ha', () => {
    const { effectiveAreaSquareMetres: field } = importFields('shelters');
    expect([columnFactor(field!, 'alpha'), columnFactor(field!, 'area_ha')]).toEqual([1, 1e4]);
  });

  test('a raised figure is never read as a further digit: 10⁴ is not 104', () => {
    expect(record('shelters', '容纳人数', '10⁴')).toMatchObject({ capacityPeople: null });
  });

  test('the unit that an export writes into the head of a column is always known', () => {
    for (const target of targets) {
      for (const [key, field] of Object.entries(importFields(target))) {
        if (!field.unit?.en) continue;
        for (const unit of Object.values(field.unit))
          expect(columnFactor(field, `x (${unit})`), `${target} ${key} ${unit}`).toBe(1);
      }
    }
  });

  test('classes by label, alias, code or full-width form', () => {
    for (const word of ['小（2）型', '小(2)型', '小二型', 'small-2', 'Small 2']) {
      expect(record('reservoirs', '规模', word)).toMatchObject({ size: 'small-2' });
    }
    expect(record('geohazards', '险情等级', '大型')).toMatchObject({ riskGrade: 2 });
  });

  test('dates that end with the year need evidence in their column: 7/25 can only be July', () => {
    const head = '名称,经度,纬度,更新日期\n';
    const { features, problems, assumed } = read(
      'shelters',
      `${head}甲,105,29,8/1/2008 0:00\n乙,105,29,7/25/2009\n丙,105,29,2010年3月4日\n`,
    );
    expect(features.map(({ properties }) => properties?.updated as string)).toEqual([
      '2008-08-01',
      '2009-07-25',
      '2010-03-04',
    ]);
    expect(problems).toEqual([]);
    expect(assumed.at(-1)?.en).toBe('dates of column “更新日期” are read as month/day/year');
    const both = read('shelters', `${head}甲,105,29,7/25/2009\n乙,105,29,25/7/2009\n`);
    expect(both.problems.map(({ row }) => row)).toEqual([2, 3]);
  });

  test('yes and no', () => {
    expect(record('reservoirs', '病险', '是')).toMatchObject({ unsafe: true });
    expect(record('reservoirs', '病险', '无')).toMatchObject({ unsafe: false });
    expect(record('reservoirs', '病险', '')).toMatchObject({ unsafe: null });
  });

  test('substances with their tonnes; a comma inside a name divides nothing', () => {
    expect(record('hazchem', '危险化学品', '"氯 20t、汽油200吨；1,2-二氯乙烷,氨"')).toMatchObject({
      substances: [
        { name: '氯', quantityTonnes: 20 },
        { name: '汽油', quantityTonnes: 200 },
        { name: '1,2-二氯乙烷', quantityTonnes: null },
        { name: '氨', quantityTonnes: null },
      ],
    });
  });

  test('two yes-or-no columns say the space of a shelter', () => {
    expect(record('shelters', '室內,室外', '是,否')).toMatchObject({
      space: 'indoor',
      problems: [],
    });
    expect(record('shelters', '室內,室外', '是,是')).toMatchObject({ space: 'both', problems: [] });
    expect(record('shelters', '室內,室外', '否,否')).toMatchObject({
      space: null,
      problems: [[2, '室內', '否', 'warning', 'neither indoor nor outdoor; the space is unknown']],
    });
  });

  test('what the file does not say is assumed and named', () => {
    expect(record('shelters', '备注', '')).toMatchObject({
      status: 'open',
      assumed: ['status'],
      id: '1',
      synthetic: false,
    });
    expect(record('shelters', '状态', '启用')).toMatchObject({ status: 'open', assumed: [] });
  });

  test.each([
    ['容纳人数', '300', 'ledger'],
    ['容纳人数', '', 'unknown'],
    ['容纳人数,容量来源', '300,实测', 'measured'],
    ['容纳人数,容量来源', '300,台账登记', 'ledger'],
    ['容纳人数,容量来源', '300,', 'ledger'],
    ['容纳人数,容量来源', '300,未知', 'unknown'],
    ['容纳人数,容量来源', '300,听说', 'unknown'],
  ])('a capacity without a source is what the ledger says: %s %s', (head, cells, source) => {
    expect(record('shelters', head, cells)).toMatchObject({ capacitySource: source });
  });

  test('a shelter whose status is not understood does not count as open', () => {
    expect(record('shelters', '状态', '待评估')).toMatchObject({
      status: 'closed',
      problems: [[2, '状态', '待评估', 'warning', 'this status is not known; taken as closed']],
    });
  });

  test('是否核销 tells the status of a hazard site', () => {
    expect(record('geohazards', '是否核销', '是')).toMatchObject({
      status: 'closed',
      problems: [],
    });
    expect(record('geohazards', '是否核销', '否')).toMatchObject({
      status: 'active',
      problems: [],
    });
  });

  test('grades that follow from other values by rule are filled in', () => {
    const threat = '威胁人口,威胁财产（万元）';
    expect(record('geohazards', threat, '500,100')).toMatchObject({ riskGrade: 2 });
    expect(record('geohazards', threat, '500,')).toMatchObject({ riskGrade: null });
    expect(record('geohazards', threat, '1000,')).toMatchObject({ riskGrade: 1 });
    expect(record('reservoirs', '总库容（万m³）', '20')).toMatchObject({
      capacityCubicMetres: 200000,
      size: 'small-2',
    });
  });

  test('sample data that comes back from an export stays sample data', () => {
    expect(record('shelters', '示例数据', '是')).toMatchObject({ synthetic: true });
  });
});

describe('places', () => {
  test.each([
    ['', '', 'no position; not imported'],
    ['0', '0', '0, 0 stands for an empty value and is no place; not imported'],
    ['29.7', '105.7', 'longitude and latitude look swapped'],
    ['45.1', '82.4', 'longitude and latitude look swapped; not imported'],
    [
      '35545612',
      '3284561',
      'looks like projected coordinates in metres; longitude and latitude in degrees are needed',
    ],
    [
      '1e9',
      '29',
      'outside the world: longitude must be within -180 to 180, latitude within -90 to 90',
    ],
    ['一百零五', '29', 'no number of degrees; not imported'],
    ['NaN', '29', 'no position; not imported'],
  ])(
    'a row without a usable place is listed and left out: %s, %s',
    (longitude, latitude, reason) => {
      const { features, problems } = read(
        'shelters',
        `名称,经度,纬度\n甲,105,29\n乙,${longitude},${latitude}\n`,
      );
      expect(features.map(({ properties }) => properties?.name as string)).toEqual(['甲']);
      expect(problems.map((problem) => [problem.row, problem.level, problem.reason.en])).toEqual([
        [3, 'error', reason],
      ]);
    },
  );

  test('degrees, minutes and seconds, or both in one column', () => {
    const [one] = read('shelters', '名称,经度,纬度\n甲,105°42′36″,29-42\n').features;
    const [two] = read('shelters', '名称,坐标\n甲,"29.7N 105.71E"\n').features;
    expect(one?.geometry).toEqual({ type: 'Point', coordinates: [105.71000000000001, 29.7] });
    expect(two?.geometry).toEqual({ type: 'Point', coordinates: [105.71, 29.7] });
  });

  test('an area where a point is needed stands at a point inside, and that is said', () => {
    const { features, assumed } = read('shelters', geojson(square, { name: '公园' }), 'a.geojson');
    expect(features[0]?.geometry).toEqual({ type: 'Point', coordinates: [105.5, 29.5] });
    expect(assumed.map(({ en }) => en)).toContain(
      '1 records are areas and stand at a point inside',
    );
  });

  test('a point where an outline is needed is left out', () => {
    const { features, problems } = read(
      'towns',
      geojson({ type: 'Point', coordinates: [105, 29] }, { name: '镇' }),
      'a.geojson',
    );
    expect([features.length, problems[0]?.reason.en]).toEqual([
      0,
      'a point where an outline is needed; not imported',
    ]);
  });

  test('points far from all others are kept and listed', () => {
    const near = Array.from({ length: 30 }, (_, i) => `甲${i},${105 + i / 1000},29`);
    const { features, problems } = read(
      'shelters',
      ['名称,经度,纬度', ...near, '乙,108,29'].join('\n'),
    );
    expect(features).toHaveLength(31);
    expect(problems.map(({ row, level }) => [row, level])).toEqual([[32, 'warning']]);
    expect(problems[0]?.reason.en).toMatch(/^about 29\d km from the middle of all others/);
  });
});

describe('rows', () => {
  test('a record without a name is listed and left out', () => {
    const { features, problems } = read('shelters', '名称,经度,纬度\n,105,29\n');
    expect([features.length, problems.map(brief)]).toEqual([
      0,
      [[2, '名称', '', 'error', '“Name” is missing; not imported']],
    ]);
  });

  test('a number used twice gets a suffix and is listed', () => {
    const { features, problems } = read(
      'shelters',
      '编号,名称,经度,纬度\nA,甲,105,29\nA,乙,105,29\nA,丙,105,29\n',
    );
    expect(features.map(({ properties }) => properties?.id as string)).toEqual(['A', 'A-2', 'A-3']);
    expect(problems.map(brief)).toEqual([
      [3, '编号', 'A', 'warning', 'the number “A” is used twice; now “A-2”'],
      [4, '编号', 'A', 'warning', 'the number “A” is used twice; now “A-3”'],
    ]);
  });

  test('what was taken for granted is said: the system, units that a column does not name, columns left out', () => {
    const { assumed } = read('shelters', '名称,经度,纬度,有效面积,校长\n甲,105,29,3000,陈\n');
    expect(assumed.map(({ en }) => en)).toEqual([
      'coordinates are taken as WGS 84 / CGCS2000 degrees, without conversion',
      'column “有效面积” names no unit; read as m²',
      'columns that match no field and were not read: 校长',
    ]);
  });

  test('residents need a count: a row without one is listed, not counted as nobody', () => {
    const { features, problems } = read(
      'residents',
      'lon,lat,population\n105,29,12.5\n105,29,\n105,29,many\n',
    );
    expect(features.map(({ properties }) => properties)).toEqual([{ people: 12.5 }]);
    expect(problems.map(({ row, level }) => [row, level])).toEqual([
      [3, 'error'],
      [4, 'error'],
    ]);
  });

  test('a town whose count cannot be read is a town with unknown residents', () => {
    const { features, problems } = read(
      'towns',
      geojson(square, { name: '镇', population: '若干' }),
      'a.geojson',
    );
    expect(features[0]?.properties).toEqual({
      code: '1',
      name: '镇',
      residents: null,
      schematic: false,
      seat: null,
    });
    expect(problems).toMatchObject([
      { row: 1, field: 'population', value: '若干', level: 'warning' },
    ]);
  });
});

test('every row of any table ends up as a record or as a problem', () => {
  const cell = fc.oneof(
    fc.string({ maxLength: 12 }),
    fc.constantFrom('', '105.7', '29.7', '未知', '1e9', '是', '滑坡', '3,000', '2024-05-01'),
  );
  const names = [
    'name',
    'lon',
    'lat',
    'id',
    'status',
    '有效面积',
    '室內',
    '室外',
    '更新日期',
    '危险化学品',
    '灾害类型',
    'population',
  ];
  const table = fc.record({
    target: fc.constantFrom(...targets),
    rows: fc.array(fc.array(cell, { minLength: names.length, maxLength: names.length }), {
      maxLength: 5,
    }),
  });
  const property = fc.property(table, ({ target, rows }) => {
    const sheet = {
      ...sheetOf('a,b\n1,2'),
      columns: names,
      rows: rows.map((cells, i) => ({
        row: i + 2,
        values: Object.fromEntries(names.map((name, k) => [name, cells[k]])),
        geometry: null,
      })),
    };
    const { features, problems } = readRecords(target, sheet, matchColumns(target, names));
    const left = new Set(problems.filter(({ level }) => level === 'error').map(({ row }) => row));
    return features.length + left.size === rows.length;
  });
  expect(() => void fc.assert(property)).not.toThrow();
});

describe('datasets without a register', () => {
  const line = [
    [105, 29],
    [105.01, 29],
  ];
  const features = (...entries: [properties: unknown, type: string, coordinates: unknown][]) =>
    JSON.stringify({
      type: 'FeatureCollection',
      features: entries.map(([properties, type, coordinates]) => ({
        type: 'Feature',
        properties,
        geometry: { type, coordinates },
      })),
    });
  const known = (properties: unknown) =>
    Object.fromEntries(
      Object.entries(properties as object).filter(([, value]) => value !== null && value !== false),
    );

  test('roads: class, one way and blocked are brought to the words that walking reads', () => {
    const { features: roads, problems } = read(
      'roads',
      features(
        [{ name: 'A', highway: 'trunk', oneway: 'yes', blocked: '是' }, 'LineString', line],
        [{ oneway: -1, blocked: 'no', foot: 'no' }, 'MultiLineString', [line]],
        [{ oneway: 'sometimes', blocked: '施工' }, 'LineString', line],
        [{}, 'Point', line[0]],
      ),
      'roads.geojson',
    );
    expect(roads.map(({ properties }) => known(properties))).toEqual([
      { name: 'A', class: 'main', oneway: 'yes', blocked: true },
      { oneway: 'reverse', foot: 'no' },
      {},
    ]);
    expect(problems.map(({ row, level, field }) => [row, level, field])).toEqual([
      [3, 'warning', 'oneway'],
      [3, 'warning', 'blocked'],
      [4, 'error', null],
    ]);
  });

  test('zones name their hazard by id or title in either language; others are not read', () => {
    const { features: zones, problems } = read(
      'zones',
      features(
        [{ hazard: 'dam-break', name: '龙水湖' }, 'Polygon', square.coordinates],
        [{ hazard: '洪水', id: 'z' }, 'MultiPolygon', [square.coordinates]],
        [{ hazard: 'fire' }, 'Polygon', square.coordinates],
        [{ hazard: 'flood' }, 'LineString', line],
      ),
      'zones.geojson',
    );
    expect(zones.map(({ properties }) => properties)).toEqual([
      { id: '1', name: '龙水湖', hazard: 'dam-break' },
      { id: 'z', name: '洪水 2', hazard: 'flood' },
    ]);
    expect(problems.map(({ row, value, level }) => [row, value, level])).toEqual([
      [3, 'fire', 'error'],
      [4, 'LineString', 'error'],
    ]);
  });

  test.each([
    ['roads', 'export.geojson', { highway: 'primary' }, 'LineString', line],
    ['streams', '水系.geojson', { name: '濑溪河' }, 'LineString', line],
    ['zones', 'zones.geojson', { hazard: 'flood' }, 'Polygon', square.coordinates],
    ['district', '大足区界.geojson', { name: '大足区' }, 'Polygon', square.coordinates],
  ] as const)('a file of %s is recognised', (target, name, properties, type, coordinates) => {
    const sheet = sheetOf(features([properties, type, coordinates]), name);
    expect(guessRegister(sheet, name)[0]?.target).toBe(target);
  });
});
