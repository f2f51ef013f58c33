import fc from 'fast-check';
import type { Feature, Polygon, Position } from 'geojson';
import { describe, expect, test } from 'vitest';
import type { DatasetId, Manifest } from '../../src/domain/manifest';
import { writeResidents } from '../../src/formats/geotiff';
import { toGeoJson } from '../../src/formats/geojson';
import { sha256 } from '../../src/pack/checksum';
import { recordsOf } from '../../src/pack/historyRecords';
import type { MadePack } from '../../src/pack/make';
import { openPack } from '../../src/pack/open';
import { publicEdition, type PublicEditionOptions } from '../../src/pack/publicEdition';
import { decimalsFor, precisionMeaning, roundGeometry } from '../../src/pack/publicEditionShape';
import { doubtsIn } from '../../src/pack/publicEditionDoubts';
import { namesIn } from '../../src/pack/publicEditionNames';
import { makeScrubber, phonesIn } from '../../src/pack/publicEditionText';
import { ringFaults } from '../../src/pack/ringFaults';
import { box, forestIn, geohazardAt, packOf, shelterAt, townIn } from '../fixtures/pack';

async function packWith(
  datasets: Partial<Record<DatasetId, readonly object[] | Uint8Array>>,
  manifest: Partial<Manifest> = {},
): Promise<MadePack> {
  const files = new Map<string, Uint8Array>();
  const listed: Manifest['datasets'] = {};
  for (const [id, content] of Object.entries(datasets)) {
    const grid = content instanceof Uint8Array;
    const bytes = grid ? content : new TextEncoder().encode(toGeoJson(content as Feature[]));
    const file = `${id}.${grid ? 'tif' : 'geojson'}`;
    files.set(file, bytes);
    listed[id as DatasetId] = {
      ...{ file, count: grid ? 1 : content.length, licence: 'CC0', asOf: '2025-06-30' },
      ...{ source: { 'zh-CN': '台账', en: 'Ledger' }, sha256: await sha256(bytes) },
      ...{ synthetic: false, schematic: false, note: null },
    };
  }
  return { manifest: { ...packOf().manifest, ...manifest, datasets: listed }, files };
}
const edition = (pack: MadePack, options: Partial<PublicEditionOptions> = {}) =>
  publicEdition(pack, { precision: { decimals: 3 }, day: '2026-05-01', ...options });
const featuresOf = ({ files }: MadePack, id: string) =>
  recordsOf(files.get(`${id}.geojson`)).features;
/** Every byte of a pack as text. */
const bytesOf = ({ manifest, files }: MadePack) =>
  [
    JSON.stringify(manifest),
    ...[...files.values()].map((bytes) => Buffer.from(bytes).toString()),
  ].join('\n');
const line = (properties: object, extra: object = {}) => ({
  ...{ type: 'Feature', properties, ...extra },
  geometry: {
    type: 'LineString',
    coordinates: [
      [106, 29],
      [106.1, 29.1],
    ],
  },
});

describe('no person and no phone is left', () => {
  const people = ['陈建国', '欧阳修文', '李明', '阿卜杜·热合曼', 'Wang Wei', '赵六'];
  const phones = ['13812342471', '67281234', '43721234', '15912345678', '18600001111'];

  const hostile = async () => {
    const grid = writeResidents({
      ...{ west: 106, north: 29.1, cellDegrees: 1 / 1200, columns: 1, rows: 1 },
      people: Uint32Array.of(7),
    });
    const tail = Buffer.from('陈建国 13812342471');
    return packWith(
      {
        residents: Buffer.concat([Buffer.from(grid), tail]),
        towns: [townIn(box(106, 29, 107, 30), '陈建国13812342471', 700)],
        shelters: [
          shelterAt(106.123456, 29.5, {
            ...{ id: '13812342471', name: '李明小学（陈 建 国）', manager: '校长陈建国、欧阳修文' },
            phone: '138 1234 2471（陈建国），023-67281234',
            note: '找陈建国老师，１３８‑1234‑2471；一三八一二三四二四七一；67281234；阿卜杜热合曼',
            address: '29.512345, 106.123456 旁，李 明家，wangwei@office.example',
            facilities: ['陈建国保管的发电机', 'Wang  Wei (office)'],
          }),
          shelterAt(106.2, 29.5, {
            id: 'b',
            manager: '李明',
            phone: '0830-43721234',
            town: '李明镇',
          }),
        ],
        geohazards: [
          geohazardAt(106.3, 29.5, {
            ...{ monitor: '阿卜杜·热合曼', monitorPhone: '15912345678', geologist: 'Wang Wei' },
            ...{ evacuationPlace: '李明家院坝', note: '联系 WANG WEI 或 159-1234-5678' },
            areaLead: '赵六（副镇长）',
            threatenedPeople: 13812342471,
          }),
        ],
        roads: [
          line(
            { name: '陈建国路', 负责人: '陈建国', phone: 13812342471, layer: 13812342471 },
            { id: '陈建国', bbox: [0, 0, 1, 1], foreign: '13812342471' },
          ),
        ],
        lakes: [
          {
            type: 'Feature',
            geometry: box(106, 29, 106.1, 29.1),
            properties: { name: '赵六水库 18600001111', 赵六: true },
          },
        ],
      },
      {
        id: 'own-13812342471',
        name: { 'zh-CN': '陈建国的数据', en: 'Data of Wang Wei' },
        plan: '李明，13812342471',
        townsWithoutPosition: [{ code: '1', name: '欧阳修文村' }],
        targets: [
          {
            ...{ id: '赵六', op: '=', value: 1, unit: '赵六', year: null, status: 'target' },
            label: { 'zh-CN': '问赵六 18600001111', en: 'ask 18600001111' },
          },
        ],
      },
    );
  };

  test('in the bytes of a hostile pack, which still opens', async () => {
    const pack = await hostile();
    const source = { 'zh-CN': '陈建国 13812342471.xlsx', en: 'Wang Wei +86 138-1234-2471.xlsx' };
    Object.assign(pack.manifest.datasets.shelters!, { source, note: source, licence: '李明' });
    const shown = await edition(pack);
    const bytes = bytesOf(shown);
    for (const name of people) expect(bytes).not.toMatch(new RegExp(name, 'iu'));
    // Digits alone, so that dashes and spaces hide nothing.
    const digits = bytes.normalize('NFKC').replace(/[^\d"]/gu, '');
    for (const phone of phones) {
      expect(bytes).not.toContain(phone);
      expect(digits).not.toContain(phone);
    }
    for (const trace of ['热合曼', '一三八', '106.1234', '29.5123', 'wangwei', 'foreign', '2471'])
      expect(bytes).not.toContain(trace);
    const opened = await openPack((file) =>
      Promise.resolve(
        new Uint8Array(
          file === 'pack.json'
            ? Buffer.from(JSON.stringify(shown.manifest))
            : shown.files.get(file)!,
        ).buffer,
      ),
    );
    expect(opened.residents).toMatchObject({ kind: 'grid', grid: { people: Uint32Array.of(7) } });
    expect(opened.geohazards.features[0]!.properties.threatenedPeople).toBeNull();
    expect(shown.report).toMatchObject({ emptied: 8, renumbered: 2 });
    expect(shown.report.texts).toContainEqual({
      ...{ dataset: 'shelters', record: '**', field: 'note' },
    });
  });

  test('nor of two managers, one with a title, and the edition says what it cannot tell', async () => {
    const shown = await edition(
      await packWith({
        shelters: [
          shelterAt(106, 29, { id: 'a', manager: '王小明 李小红', note: '王小明负责' }),
          shelterAt(106.1, 29, { id: 'b', manager: '村主任张大山', note: '找张大山拿钥匙' }),
        ],
      }),
    );
    expect(
      featuresOf(shown, 'shelters').map(({ properties }) => [
        properties!.manager as unknown,
        properties!.note as unknown,
      ]),
    ).toEqual([
      [null, '**负责'],
      [null, '找**拿钥匙'],
    ]);
    expect(shown.report.texts.map(({ record, field }) => [record, field])).toEqual([
      ['a', 'note'],
      ['b', 'note'],
    ]);
    expect(shown.manifest.datasets.shelters!.note!['zh-CN']).toContain(
      '只在文字里出现的姓名无法辨认，可能仍在',
    );
  });

  test('nor of a dataset that is left out itself', async () => {
    const pack = await packWith({
      shelters: [shelterAt(106, 29, { manager: '陈建国' })],
      geohazards: [geohazardAt(106, 29, { note: '由陈建国监测' })],
    });
    const shown = await edition(pack, { leaveOut: ['shelters'] });
    expect([...shown.files.keys()]).toEqual(['geohazards.geojson']);
    expect(shown.report.leftOut).toEqual(['shelters']);
    expect(featuresOf(shown, 'geohazards')[0]!.properties!.note).toBe('由**监测');
  });

  test.each([
    ['校长陈建国、欧阳修文（副镇长）', ['陈建国', '欧阳修文']],
    ['李明老师 13812342471', ['李明']],
    ['暂无', []],
    ['村委会', []],
    ['旺苍县水利局', []],
    ['Wang Wei', ['wang wei']],
  ])('names in “%s”', (words, names) => {
    expect(namesIn(words)).toEqual(names);
  });

  test.each([
    ['王小明 李小红', '王小明负责', '**负责'],
    ['王小明/李小红', '或李小红', '或**'],
    ['王小明，李小红', '或李小红', '或**'],
    ['王小明李小红', '或李小红', '或**'],
    ['王 小 明', '找王小明', '找**'],
    ['欧阳 文静', '找欧阳文静', '找**'],
    ['欧阳文心', '找欧阳文心', '找**'],
    ['村主任张大山', '找张大山拿钥匙', '找**拿钥匙'],
    ['副镇长张大山', '找张大山拿钥匙', '找**拿钥匙'],
    ['网格员张大山', '找张大山拿钥匙', '找**拿钥匙'],
    ['党委委员张大山', '找张大山拿钥匙', '找**拿钥匙'],
    ['双桥街道张大山', '找张大山拿钥匙', '找**拿钥匙'],
    ['双桥街道办事处主任张山', '找张山拿钥匙', '找**拿钥匙'],
    ['高升镇石桥村村支书张大山（党员）', '张大山', '**'],
    ['张大山书记李小红主任', '李小红在', '**在'],
    ['张大山高升镇', '找张大山', '找**'],
    ['防汛值守岗位王小明等人', '找王小明', '找**'],
    ['李国会', '找李国会', '找**'],
    ['李建村', '找李建村', '找**'],
    ['王所长', '找王所长', '找**'],
  ])('the manager “%s” is taken out of “%s”', (manager, note, left) => {
    const scrub = makeScrubber({
      names: new Set(namesIn(manager, ['高升镇'])),
      phones: new Set(phonesIn(manager)),
    });
    expect(scrub(note)).toBe(left);
  });

  test.each([
    '高升镇',
    '石桥村',
    '双桥街道',
    '石桥村委会',
    '石桥村村民委员会',
    '监测责任人',
    '村主任',
    '林业局',
    '高坪小学',
    '社区干部',
  ])('the office or place “%s” in a field for persons is no name', (words) => {
    expect(namesIn(words, ['高升镇', '石桥村'])).toEqual([]);
  });

  test('ordinary words and figures stay', () => {
    const scrub = makeScrubber({
      names: new Set(namesIn('Li Na、李明')),
      phones: new Set(phonesIn('023-67281234')),
    });
    for (const words of [
      '2025-05-20 更新，可容纳 1200 人',
      'Limit: 12.5 m',
      '明年检查',
      '110、12350',
    ])
      expect(scrub(words)).toBe(words);
    expect(scrub('call li na')).toBe('call **');
    expect(scrub('QQ 234567890，微信：wang_wei88')).toBe('QQ **，微信：**');
    expect(scrub('面积 1200 67281234')).toBe('面积 1200 **');
    expect(scrub('身份证 510821199001011234')).toBe('身份证 **');
  });
});

describe('positions', () => {
  test('say in metres what the decimals mean at a latitude', () => {
    // One minute of latitude at 45° is a nautical mile, 1852.2 m; of longitude at 60° about half of one.
    const at45 = precisionMeaning(3, 45);
    expect(at45.northMetres).toBeCloseTo(1852.2 * 0.06, 0);
    expect(precisionMeaning(3, 60).eastMetres).toBeCloseTo(55.8, 0);
    expect(at45.mostShiftMetres).toBeCloseTo(Math.hypot(at45.northMetres, at45.eastMetres) / 2, 9);
    expect([decimalsFor(50, 30), decimalsFor(100, 30), decimalsFor(1000, 30)]).toEqual([3, 2, 1]);
  });

  test('are rounded everywhere, and the edition says so', async () => {
    const pack = await packWith(
      {
        shelters: [shelterAt(106.123456, 29.654321, { id: 'a' })],
        towns: [
          {
            ...townIn(box(106.00004, 29, 106.5, 29.5), '1'),
            properties: { ...townIn(box(0, 0, 1, 1), '1').properties, seat: [106.12345, 29.12345] },
          },
        ],
      },
      { seat: [106.12345, 29.12345], extent: [106, 29, 107, 30] },
    );
    const shown = await edition(pack);
    expect(featuresOf(shown, 'shelters')[0]!.geometry).toEqual({
      type: 'Point',
      coordinates: [106.123, 29.654],
    });
    expect(featuresOf(shown, 'towns')[0]!.properties!.seat).toEqual([106.123, 29.123]);
    const { manifest } = shown;
    expect(manifest).toMatchObject({
      id: 'sample-public',
      name: { 'zh-CN': '样例（公开版）' },
      seat: [106.123, 29.123],
      extent: [106, 29, 106.5, 29.5],
    });
    expect(manifest.datasets.shelters!.note!.en).toBe(
      'Public edition, 2026-05-01: positions rounded to 3 decimals, about 110 m north–south by 97 m east–west, off by 74 m at most; fields for persons and phones emptied, their names and phones taken out of all texts; names that stand in a text only cannot be told and may remain.',
    );
    expect(featuresOf(shown, 'shelters')[0]!.properties!.approximate).toBe(false);
    const coarse = await edition(pack, { precision: { metres: 500 } });
    expect(coarse.report.precision.decimals).toBe(2);
    expect(featuresOf(coarse, 'shelters')[0]!.properties!.approximate).toBe(true);
  });

  test('of residents that fall together are put together, no one is lost; shelters stay apart', async () => {
    const people = (longitude: number, count: number) => ({
      ...shelterAt(longitude, 29),
      properties: { people: count, name: '陈家' },
    });
    const shown = await edition(
      await packWith({
        residents: [people(106.0001, 3), people(106.0002, 4), people(106.01, 5)],
        shelters: [shelterAt(106.0001, 29, { id: 'a' }), shelterAt(106.0002, 29, { id: 'b' })],
      }),
    );
    expect(featuresOf(shown, 'residents').map(({ properties }) => properties)).toEqual([
      { people: 7 },
      { people: 5 },
    ]);
    expect(featuresOf(shown, 'shelters')).toHaveLength(2);
  });

  test('of areas that collapse are listed', async () => {
    const shown = await edition(
      await packWith({
        lakes: [
          {
            type: 'Feature',
            geometry: box(106, 29, 106.0001, 29.0001),
            properties: { name: '塘' },
          },
          { type: 'Feature', geometry: box(106, 29, 106.1, 29.1), properties: { name: '湖' } },
        ],
      }),
    );
    expect(shown.report.collapsed).toEqual([
      { dataset: 'lakes', record: '塘', parts: 1, gone: true },
    ]);
    expect(featuresOf(shown, 'lakes').map(({ properties }) => properties!.name as string)).toEqual([
      '湖',
    ]);
  });

  test('of areas whose records count are kept by a point or by their cell, and listed', async () => {
    const tiny = box(106.0011, 29.0011, 106.0012, 29.0012);
    const shown = await edition(
      await packWith({ forests: [forestIn(tiny)], towns: [townIn(tiny, '1', 70)] }),
    );
    expect(featuresOf(shown, 'forests')[0]!.geometry).toEqual({
      type: 'Point',
      coordinates: [106.001, 29.001],
    });
    expect(featuresOf(shown, 'towns')[0]!.geometry).toEqual(box(106.001, 29.001, 106.002, 29.002));
    expect(shown.report.collapsed.map(({ dataset, gone }) => [dataset, gone])).toEqual([
      ['forests', false],
      ['towns', false],
    ]);
  });

  test('of any area stay valid, on the grid of the precision', () => {
    const corners = fc.array(fc.tuple(fc.nat(4000), fc.nat(4000)), { minLength: 3, maxLength: 14 });
    fc.assert(
      fc.property(corners, fc.constantFrom(2, 3), (list, decimals) => {
        // Sorted by direction from the middle, so that the ring does not cross itself.
        const ring = list
          .map(([x, y]) => [x - 2000.5, y - 2000.3] as [number, number])
          .sort((a, b) => Math.atan2(a[1], a[0]) - Math.atan2(b[1], b[0]))
          .map(([x, y]): Position => [106 + x / 100000, 29 + y / 100000]);
        const area: Polygon = { type: 'Polygon', coordinates: [[...ring, ring[0]!]] };
        const { geometry } = roundGeometry(area, decimals);
        if (!geometry) return;
        const rounded = geometry as Polygon;
        expect(Object.values(ringFaults(rounded)).every((count) => count === 0)).toBe(true);
        for (const degrees of rounded.coordinates.flat(3))
          expect(degrees).toBe(Number(degrees.toFixed(decimals)));
      }),
      { numRuns: 300 },
    );
  });

  test.each([[{ decimals: 7 }], [{ decimals: 1.5 }], [{ metres: 0 }]])(
    'a precision of %j is refused',
    async (precision) => {
      await expect(edition(await packWith({}), { precision })).rejects.toThrow('cannot be used');
    },
  );

  test('nothing left is said', async () => {
    const pack = await packWith({ shelters: [shelterAt(106, 29)] });
    await expect(edition(pack, { leaveOut: ['shelters'] })).rejects.toThrow('Nothing is left');
  });
});

describe('names that stand in no field for persons', () => {
  test.each([
    ['王小明水利局', ['王小明']],
    ['王明水务所', ['王明']],
    ['欧阳文静区应急管理局', ['欧阳文静']],
    // Towns and their offices begin with surnames too.
    ['白沙镇政府', []],
    ['高升镇人民政府', []],
  ])('a person who runs straight into an office is told from it: %s', (words, names) => {
    expect(namesIn(words)).toEqual(names);
  });

  test.each([
    ['由王小明负责巡查', ['王小明']],
    ['张大山家屋后有裂缝', ['张大山']],
    ['联系人：李四', ['李四']],
    ['门卫赵大勇', ['赵大勇']],
    ['副站长陈志强', ['陈志强']],
    ['赵伟华看门', ['赵伟华']],
    ['找王书记拿钥匙', ['王书记']],
    ['王小明水利局', ['王小明']],
    ['王小明', ['王小明']],
    ['Mr. Li Ming keeps the key', ['Mr. Li Ming']],
    ['高升镇书记', []],
    ['由镇政府负责', []],
    ['李家湾滑坡，坡脚有民房', []],
    ['周围居民 12 户', []],
  ])('a remark is marked for a person to decide: %s', (words, doubts) => {
    expect(doubtsIn(words, true)).toEqual(doubts);
  });

  test('are listed with their place, of the pack too, and go when a person says so', async () => {
    const pack = await packWith(
      { shelters: [shelterAt(106, 29, { id: 'S1', note: '由王小明负责' })] },
      { plan: '李四同志提供', targets: [] },
    );
    const { report } = await edition(pack);
    expect(report.doubts).toEqual([
      { dataset: 'shelters', record: 'S1', field: 'note', words: '王小明' },
      { dataset: 'pack', record: '', field: 'plan', words: '李四' },
    ]);
    const removed = await edition(pack, { remove: ['王小明', '李四'] });
    expect(bytesOf(removed)).not.toMatch(/王小明|李四/u);
    expect(removed.report.doubts).toEqual([]);
    expect(removed.report.texts).toEqual([
      { dataset: 'shelters', record: 'S1', field: 'note' },
      { dataset: 'pack', record: '', field: 'plan' },
    ]);
    await expect(edition(pack, { remove: ['王'] })).rejects.toThrow('“王” is too short');
  });
});
