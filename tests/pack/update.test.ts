import type { Feature, Point } from 'geojson';
import { describe, expect, test } from 'vitest';
import { emptyHistory, type Source } from '../../src/domain/history';
import type { Shelter } from '../../src/domain/shelter';
import { applyStep, revertStep } from '../../src/pack/history';
import { recordsOf } from '../../src/pack/historyRecords';
import { makePack } from '../../src/pack/make';
import { compareRegister, type CompareOptions } from '../../src/pack/update';
import { updateStep } from '../../src/pack/updateStep';
import { box, forestIn, geohazardAt, reservoirAt, shelterAt } from '../fixtures/pack';

/** 0.009° of latitude are 997.6 m here, 0.0001° are 11.1 m. */
const shelter = (id: string, name: string, latitude: number, rest: Partial<Shelter> = {}) =>
  shelterAt(106.1, latitude, { id, name, ...rest });
const compare = (before: Feature[], after: Feature[], options: Partial<CompareOptions> = {}) =>
  compareRegister('shelters', before, after, { way: 'update', ...options });
type Compared = ReturnType<typeof compare>;
/** Who is in which list, by number. */
const lists = ({ new: fresh, gone, moved, changed, same, doubts }: Compared) => {
  const id = (feature: Feature) => feature.properties!.id as string;
  return {
    new: fresh.map(id),
    gone: gone.map(id),
    moved: moved.map(({ before }) => id(before)),
    changed: changed.map(({ before }) => id(before)),
    same: same.map(({ before }) => id(before)),
    doubts: doubts.map(({ after, candidates, reason }) => [
      id(after),
      candidates.map(({ before }) => id(before)),
      reason,
    ]),
  };
};
const none = { new: [], gone: [], moved: [], changed: [], same: [], doubts: [] };

// A renamed record was taken for the one that had its row before, and the page said “matched by number”.
test('numbers that reading gave to the rows of a file without any tell nothing', () => {
  const before = [
    shelter('1', '一中', 29.5),
    shelter('2', '二中', 29.51),
    shelter('3', '三中', 29.52),
    shelter('4', '四中', 29.53),
    shelter('5', '五中', 29.54),
  ];
  const after = [...before.slice(0, 4), shelter('5', '人民广场', 29.54)];
  const fields = ['name', 'longitude', 'latitude'];
  const made = compare(before, after, { fields });
  expect(lists(made)).toEqual({
    ...none,
    ...{ same: ['1', '2', '3', '4'], doubts: [['5', ['5'], 'renamed']] },
  });
  expect(made.key).toBe('name');
  const given = compare(before, after, { fields: ['id', ...fields] });
  expect([given.key, lists(given).changed]).toEqual(['number', ['5']]);
});

// The second one went in as new, although a person had said which one it is.
test('two records of a file are not said to be one and the same', () => {
  const decided = new Map([
    ['F1', 'S1'],
    ['F2', 'S1'],
  ]);
  const after = [shelter('F1', '广场', 29.6), shelter('F2', '东门', 29.7)];
  expect(() => compare([shelter('S1', '一中', 29.5)], after, { decided })).toThrow(
    '“F1” and “F2” of the file are both said to be “S1” of the pack',
  );
});

describe('by the numbers of the register', () => {
  test('a file shows what is new, gone, moved by how far, changed and same', () => {
    const before = [
      shelter('S1', '一中', 29.5),
      shelter('S2', '二中', 29.51),
      shelter('S3', '三中', 29.52, { capacityPeople: 100 }),
      shelter('S4', '四中', 29.53),
    ];
    const after = [
      shelter('S1', '一中', 29.5),
      shelter('S2', '二中', 29.519),
      shelter('S3', '三中', 29.52, { capacityPeople: 300 }),
      shelter('S5', '五中', 29.6),
    ];
    const update = compare(before, after);
    expect(lists(update)).toEqual({
      ...none,
      ...{ new: ['S5'], gone: ['S4'], moved: ['S2'], changed: ['S3'], same: ['S1'] },
    });
    expect(update.key).toBe('number');
    expect(update.moved[0]!.difference.movedMetres).toBeCloseTo(997.6, 0);
    expect(update.changed[0]!.difference.fields).toEqual([
      { field: 'capacityPeople', before: 100, after: 300 },
    ]);
  });

  test('a thing that keeps its number and name may move far, a thing that keeps number and place may be renamed', () => {
    const before = [1, 2, 3, 4, 5].map((i) => shelter(`S${i}`, `学校${i}`, 29.5 + i / 100));
    const after = [...before];
    after[0] = shelter('S1', '学校1', 29.9);
    after[1] = shelter('S2', '新名字', 29.52);
    expect(lists(compare(before, after))).toEqual({
      ...none,
      ...{ moved: ['S1'], changed: ['S2'], same: ['S3', 'S4', 'S5'] },
    });
  });

  test('a number that stands for something else now is a doubt', () => {
    const before = [1, 2, 3, 4, 5].map((i) => shelter(`S${i}`, `学校${i}`, 29.5 + i / 100));
    const after = [shelter('S1', '广场', 29.9), ...before.slice(1)];
    expect(lists(compare(before, after))).toEqual({
      ...none,
      ...{ same: ['S2', 'S3', 'S4', 'S5'], doubts: [['S1', ['S1'], 'number']] },
    });
  });

  test('rounding of coordinates is no move', () => {
    const update = compare([shelter('S1', '一中', 29.5000004)], [shelter('S1', '一中', 29.5)]);
    expect(lists(update)).toEqual({ ...none, same: ['S1'] });
    expect(update.same[0]!.after.geometry).toEqual({
      type: 'Point',
      coordinates: [106.1, 29.5000004],
    });
  });
});

describe('by name and nearness, where numbers only count the rows', () => {
  test('a row put in at the top shifts every number and nothing else', () => {
    const before = ['甲', '乙', '丙'].map((name, i) => shelter(`${i + 2}`, name, 29.5 + i / 100));
    const after = ['新', '甲', '乙', '丙'].map((name, i) =>
      shelter(`${i + 2}`, name, 29.49 + i / 100),
    );
    const update = compare(before, after);
    expect(lists(update)).toEqual({ ...none, new: ['2-2'], same: ['2', '3', '4'] });
    expect(update.key).toBe('name');
  });

  test('one generic name for all is no sign that numbers hold', () => {
    const at = (id: string, latitude: number) => geohazardAt(106.1, latitude, { id, name: '滑坡' });
    const before = [at('2', 29.5), at('3', 29.6), at('4', 29.7)];
    const after = [at('2', 29.4), at('3', 29.5), at('4', 29.6), at('5', 29.7)];
    const { same, new: fresh } = compareRegister('geohazards', before, after, { way: 'update' });
    expect(same.map((pair) => [pair.before.properties.id, pair.after.properties.id])).toEqual([
      ['2', '2'],
      ['3', '3'],
      ['4', '4'],
    ]);
    expect(fresh.map(({ geometry }) => geometry)).toEqual([
      { type: 'Point', coordinates: [106.1, 29.4] },
    ]);
  });

  test('traditional characters, width and spaces make no difference', () => {
    const update = compare(
      [shelter('a', '第１ 避難場所', 29.5)],
      [shelter('b', '第1避难场所', 29.5)],
    );
    expect(lists(update)).toEqual({ ...none, changed: ['a'] });
    expect(update.changed[0]!.after.properties).toMatchObject({ id: 'a', name: '第1避难场所' });
  });

  test.each([
    [
      'two of one name near by',
      ['广场', 29.5],
      [
        ['a', '广场', 29.502],
        ['b', '广场', 29.498],
      ],
      'several',
    ],
    ['the only one of the name 11 km away', ['广场', 29.5], [['a', '广场', 29.6]], 'far'],
    ['another name at the same place', ['体育场', 29.5], [['a', '广场', 29.5]], 'renamed'],
  ] as const)('%s is a doubt, decided by a person', (_, [name, latitude], others, reason) => {
    const before = others.map(([id, called, at]) => shelter(id, called, at));
    const after = [shelter('x', name, latitude)];
    const ids = before.map(({ properties }) => properties.id);
    expect(lists(compare(before, after)).doubts).toEqual([
      ['x', expect.arrayContaining(ids), reason],
    ]);
    expect(lists(compare(before, after)).gone).toEqual([]);
    const one = lists(compare(before, after, { decided: new Map([['x', 'a']]) }));
    expect([...one.moved, ...one.changed]).toEqual(['a']);
    const own = lists(compare(before, after, { decided: new Map([['x', null]]) }));
    expect([own.new, own.gone]).toEqual([['x'], ids]);
  });
});

describe('one name at the very place', () => {
  const at = (id: string, name: string, longitude: number, latitude: number) =>
    geohazardAt(longitude, latitude, { id, name });
  // The ledger of the second town moved 滑坡 1 of the first by 656 m, and 1-2 counted as gone.
  test('comes before the number: the ledger of one town of two changes nothing', () => {
    const before = [
      at('1', '滑坡', 105.7, 29.7),
      at('2', '老鹰岩危岩', 105.72, 29.71),
      at('3', '李家湾滑坡', 105.73, 29.72),
      at('1-2', '滑坡', 105.705, 29.704),
      at('2-2', '滑坡', 105.8, 29.8),
      at('3-2', '王家沟泥石流', 105.81, 29.82),
      at('4', '滑坡', 105.82, 29.83),
    ];
    const after = [
      at('1', '滑坡', 105.705, 29.704),
      at('2', '滑坡', 105.8, 29.8),
      at('3', '王家沟泥石流', 105.81, 29.82),
      at('4', '滑坡', 105.82, 29.83),
    ];
    expect(lists(compareRegister('geohazards', before, after, { way: 'update' }))).toEqual({
      ...none,
      ...{ same: ['4', '1-2', '2-2', '3-2'], gone: ['1', '2', '3'] },
    });
  });

  test('two of it at one point are told apart by their numbers', () => {
    const two = [at('5', '滑坡', 105.7, 29.7), at('6', '滑坡', 105.7, 29.7)];
    const { same } = compareRegister('geohazards', two, [...two].reverse(), { way: 'update' });
    expect(
      same.map(({ before, incoming }) => [before.properties.id, incoming.properties.id]),
    ).toEqual([
      ['6', '6'],
      ['5', '5'],
    ]);
  });

  test('a number beside another name some hundred metres off is a doubt', () => {
    const before = [1, 2, 3, 4, 5].map((i) => shelter(`S${i}`, `学校${i}`, 29.5 + i / 100));
    const after = [shelter('S1', '广场', 29.515), ...before.slice(1)];
    expect(lists(compare(before, after)).doubts).toEqual([['S1', ['S1'], 'number']]);
  });
});

describe('what the file does not say', () => {
  const known = shelter('S1', '一中', 29.5, {
    ...{ phone: '13812342471', status: 'closed', capacityPeople: 100, capacitySource: 'measured' },
  });

  test('stays: columns that it has not, cells that are blank, and values that are only assumed', () => {
    const file = shelter('S1', '一中', 29.5, {
      ...{ phone: null, status: 'open', assumed: ['status'], capacityPeople: 200 },
      ...{ capacitySource: 'ledger', manager: '李某' },
    });
    const fields = ['name', 'phone', 'status', 'capacityPeople'];
    const { changed } = compare([known], [file], { fields });
    expect(changed[0]!.kept).toEqual(['phone', 'status']);
    // Where the capacity comes from belongs to the capacity.
    expect(changed[0]!.difference.fields).toEqual([
      { field: 'capacityPeople', before: 100, after: 200 },
      { field: 'capacitySource', before: 'measured', after: 'ledger' },
    ]);
    const unchanged = shelter('S1', '一中', 29.5, {
      status: 'closed',
      capacityPeople: 100,
      capacitySource: 'ledger',
    });
    expect(lists(compare([known], [unchanged], { fields }))).toEqual({ ...none, same: ['S1'] });
  });

  test('a point that only stands for the town moves nothing that is known exactly', () => {
    const file = shelter('S1', '一中', 29.509, { approximate: true, capacityPeople: 150 });
    const fields = ['id', 'name', 'town', 'capacityPeople'];
    const { moved, changed } = compare([known], [file], { fields });
    expect(moved).toEqual([]);
    expect(changed[0]!.kept).toEqual(['geometry']);
    expect(changed[0]!.after).toMatchObject({
      geometry: { coordinates: [106.1, 29.5] },
      properties: { approximate: false, capacityPeople: 150 },
    });
    // A vague place may give way to another, and to an exact one.
    const vague = shelter('S1', '一中', 29.5, { approximate: true });
    expect(lists(compare([vague], [file])).moved).toEqual(['S1']);
    const exact = compare([vague], [shelter('S1', '一中', 29.501)], { fields }).moved[0]!;
    expect(exact.after.properties.approximate).toBe(false);
  });

  test('a size that follows from the volume is not read from a cell of classes', () => {
    const at = (size: 'medium' | 'small-1', damType: 'earth' | null) => {
      const one = reservoirAt(106.1, 29.5);
      return { ...one, properties: { ...one.properties, size, damType, capacityCubicMetres: 5e6 } };
    };
    const fields = ['name', 'damType', 'capacityCubicMetres'];
    const { changed } = compareRegister(
      'reservoirs',
      [at('medium', null)],
      [at('small-1', 'earth')],
      { way: 'update', fields },
    );
    expect(changed[0]!.difference.fields.map(({ field }) => field)).toEqual(['damType']);
  });

  test('is emptied when the file replaces the register, which the comparison shows', () => {
    const file = shelter('S1', '一中', 29.5);
    const { changed } = compare([known], [file], { way: 'replace' });
    expect(changed[0]!.difference.fields.map(({ field }) => field)).toEqual([
      ...['capacityPeople', 'capacitySource', 'phone', 'status'],
    ]);
  });
});

test('an area with other edges is moved by its representative point and reshaped', () => {
  const { moved } = compareRegister(
    'forests',
    [forestIn(box(106, 29, 106.1, 29.1))],
    [forestIn(box(106, 29, 106.1, 29.118))],
    { way: 'update' },
  );
  expect(moved[0]!.difference.reshaped).toBe(true);
  expect(moved[0]!.difference.movedMetres).toBeCloseTo(997.6, 0);
});

describe('as one step', () => {
  const before = [
    shelter('S1', '一中', 29.5),
    shelter('S2', '二中', 29.51),
    shelter('S3', '三中', 29.52, { capacityPeople: 100 }),
    shelter('S4', '四中', 29.53),
  ];
  const after = [
    before[0]!,
    shelter('S2', '二中', 29.519),
    shelter('S3', '三中', 29.52, { capacityPeople: 300 }),
    shelter('S5', '五中', 29.6),
  ];
  const source: Source = {
    ...{ file: '2026.xlsx', sha256: 'c'.repeat(64), format: 'xlsx', encoding: null, crs: null },
    ...{ rows: 4, imported: 4, asOf: '2026-03-31', notes: [] },
  };
  const start = async () => ({
    ...(await makePack({
      id: 'own-1',
      name: '试验',
      parts: [
        {
          register: 'shelters',
          features: before,
          sourceName: '2025.xlsx',
          asOf: '2025-06-30',
          problems: [],
        },
      ],
    })),
    history: emptyHistory(),
    versions: new Map<string, Uint8Array>(),
  });
  const apply = async (way: CompareOptions['way'], chosen: Parameters<typeof updateStep>[1]) => {
    const pack = await start();
    const dataset = pack.manifest.datasets.shelters!;
    const origin = { id: '1', at: '2026-05-01T08:00:00Z', source, dataset };
    return applyStep(pack, updateStep(compare(before, after, { way }), chosen, origin));
  };
  const result = async (...args: Parameters<typeof apply>) => {
    const { files, manifest } = await apply(...args);
    const features = recordsOf(files.get('shelters.geojson')).features as Feature<Point, Shelter>[];
    const { asOf, source: from } = manifest.datasets.shelters!;
    return {
      ids: features.map(({ properties }) => properties.id),
      latitudes: features.map(({ geometry }) => geometry.coordinates[1]),
      capacity: features[2]!.properties.capacityPeople,
      asOf,
      from: from.en,
    };
  };

  test('appending takes only what is new', async () => {
    expect(await result('append', { removals: true })).toEqual({
      ids: ['S1', 'S2', 'S3', 'S4', 'S5'],
      latitudes: [29.5, 29.51, 29.52, 29.53, 29.6],
      capacity: 100,
      asOf: '2025-06-30',
      from: 'Imported file 2025.xlsx; updated from 2026.xlsx',
    });
  });

  test('updating removes nothing unless it is chosen', async () => {
    expect(await result('update', { removals: false })).toEqual({
      ids: ['S1', 'S2', 'S3', 'S4', 'S5'],
      latitudes: [29.5, 29.519, 29.52, 29.53, 29.6],
      capacity: 300,
      asOf: '2025-06-30',
      from: 'Imported file 2025.xlsx; updated from 2026.xlsx',
    });
    expect(await result('update', { removals: true })).toMatchObject({
      ids: ['S1', 'S2', 'S3', 'S5'],
      asOf: '2026-03-31',
      from: 'Imported file 2026.xlsx',
    });
  });

  test('what is left out stays, and the whole step can be taken back', async () => {
    const chosen = { removals: true, except: new Set(['S2', 'S4']) };
    expect(await result('update', chosen)).toMatchObject({
      ids: ['S1', 'S2', 'S3', 'S4', 'S5'],
      latitudes: [29.5, 29.51, 29.52, 29.53, 29.6],
    });
    const pack = await apply('update', { removals: true });
    expect(pack.history.steps[0]!.title).toEqual({
      'zh-CN': '更新应急避难场所：新增 1、修改 1、移动 1、移除 1',
      en: 'Update shelters: 1 new, 1 changed, 1 moved, 1 removed',
    });
    const back = await revertStep(pack, '1', { id: '2', at: '2026-05-02T08:00:00Z' });
    const { manifest, files } = await start();
    expect([back.manifest, back.files]).toEqual([manifest, files]);
  });

  test('doubts are left alone and counted in the notes', () => {
    const update = compare([shelter('a', '广场', 29.5)], [shelter('x', '广场', 29.6)]);
    const step = updateStep(
      update,
      { removals: true },
      {
        ...{ id: '1', at: '2026-05-01T08:00:00Z', source, dataset: null },
      },
    );
    expect(step.changes).toEqual([]);
    expect(step.source!.notes.map(({ en }) => en)).toEqual([
      '1 record could not be told apart and was left alone',
    ]);
    // The history said that it was used.
    expect(step.source!.imported).toBe(0);
  });
});
