import fc from 'fast-check';
import type { Feature } from 'geojson';
import { afterEach, describe, expect, test } from 'vitest';
import { Failure } from '../../src/domain/failure';
import { shelterFields } from '../../src/domain/shelter';
import { openFile } from '../../src/formats';
import type { OutTable } from '../../src/formats/format';
import { writers, type WriterId } from '../../src/formats/writers';
import { noGround } from '../../src/pack/ground';
import type { TrailedPack } from '../../src/pack/historyStep';
import { matchColumns, targets } from '../../src/pack/import';
import { keptPart } from '../../src/pack/importSource';
import { emptyPack, keepParts } from '../../src/pack/keepImport';
import type { Target } from '../../src/pack/make';
import { maskRecord } from '../../src/pack/mask';
import { openPack } from '../../src/pack/open';
import { treat } from '../../src/pack/treat';

afterEach(() => {
  expect(Object.keys(Object.prototype)).toEqual([]);
});

let n = 0;
const how = { at: '2026-04-04T08:00:00Z', assign: 'area' as const, newId: () => `step-${++n}` };
const entering = { way: 'update', removals: false, except: [], decided: {} } as const;
const bytesOf = (words: string) => new TextEncoder().encode(words);

/** A file all the way in: recognised, read, treated with every repair, put into a new pack. */
async function into(target: Target, name: string, bytes: Uint8Array): Promise<TrailedPack> {
  const opened = await openFile([{ name, bytes }]);
  const sheet = await opened.read(opened.tables[0]!.id);
  const mapping = matchColumns(target, sheet.columns);
  const treated = await treat(target, sheet, mapping, noGround, '2026-04-04', {
    crs: 'EPSG:4326',
    mends: 'all',
  });
  const file = { file: name, sha256: 'a'.repeat(64), sheet, asOf: null };
  const part = keptPart(file, target, mapping, treated, entering);
  return keepParts(emptyPack('own-1', '试验'), [part], how);
}
/** The pack opened as the app opens it, checksums and schemas included. */
const opened = ({ manifest, files }: TrailedPack) =>
  openPack((file) =>
    Promise.resolve(
      Uint8Array.from(file === 'pack.json' ? bytesOf(JSON.stringify(manifest)) : files.get(file)!)
        .buffer,
    ),
  );

const hard = [
  '<script>alert("x")</script>',
  '=HYPERLINK("http://a","b")',
  '__proto__',
  'constructor',
  'a"b\'c',
  '一行\n二行',
  '-5+3',
  '\u202egnp.exe',
  '𠮷野家🏫',
  '${7*7}{{7*7}}%s%n',
  '../../etc/passwd',
];
const table: OutTable = {
  name: '避难场所',
  columns: ['编号', '名称', '备注', '详细地址'].map((key) => ({ key, label: key, kind: 'text' })),
  features: hard.map((words, i): Feature => ({
    type: 'Feature',
    geometry: { type: 'Point', coordinates: [105.7 + i / 100, 29.7] },
    properties: { 编号: `n${i}`, 名称: words, 备注: words, 详细地址: words },
  })),
  provenance: '示例数据',
};
const ids = Object.keys(writers) as WriterId[];

describe('hostile words in every field', () => {
  test.each(ids)('from %s into a pack, opened, and out again in every format', async (id) => {
    const bytes = await writers[id].write([table]);
    const pack = await opened(await into('shelters', `a${writers[id].ending}`, bytes));
    const { features } = pack.shelters;
    expect(features.map(({ properties: { name } }) => name)).toEqual(hard);
    expect(features.map(({ properties: { note } }) => note)).toEqual(hard);
    const again: OutTable = {
      ...table,
      features: features.map((feature) => ({
        ...feature,
        properties: maskRecord(shelterFields, feature.properties),
      })),
      columns: ['id', 'name', 'note'].map((key) => ({ key, label: key, kind: 'text' })),
    };
    for (const other of ids) {
      const name = `b${writers[other].ending}`;
      const file = await openFile([{ name, bytes: await writers[other].write([again]) }]);
      const { rows } = await file.read(file.tables[0]!.id);
      const read = [...rows].slice(0, hard.length).map(({ values }) => values.name);
      expect(read).toEqual(
        // A CSV shields a spreadsheet with an apostrophe, which the import takes away again.
        hard.map((words) => (other === 'csv' && /^[=-]/u.test(words) ? `'${words}` : words)),
      );
    }
  });
});

describe('whatever the cells, a pack comes out that can be opened, or a sentence', () => {
  const cell = fc.oneof(
    fc.constantFrom(
      '',
      '0',
      '-1',
      '1e999',
      'NaN',
      '105.7',
      '29.7',
      '1,234',
      '12万',
      '３０００',
      '2025-02-30',
    ),
    fc.constantFrom('未知', '是', '大型', '室内', '500111001', '13812342471', 'null', 'undefined'),
    fc.constantFrom(...hard.filter((words) => !words.includes('\n'))),
    fc.string({ maxLength: 12 }),
  );
  const heads: Record<string, string[]> = {
    shelters: ['编号', '名称', '有效面积', '容纳人数', '避难时长', '状态', '更新日期', '联系电话'],
    geohazards: ['编号', '名称', '灾害类型', '险情等级', '威胁人口', '威胁财产（万元）', '状态'],
    reservoirs: ['编号', '名称', '总库容（万m³）', '规模', '病险', '汛限水位', '坝型'],
    hazchem: ['编号', '名称', '危险化学品', '重大危险源等级', '状态', '电话'],
    facilities: ['编号', '名称', '类型', '面积', '人数'],
    residents: ['常住人口'],
  };
  const quoted = (words: string) => `"${words.replaceAll('"', '""')}"`;

  test.each(Object.keys(heads))('%s', async (target) => {
    const columns = heads[target]!;
    const row = fc.tuple(
      fc.array(cell, { minLength: columns.length, maxLength: columns.length }),
      fc.oneof(fc.constantFrom('105.7', '105.8', ''), cell),
      fc.oneof(fc.constantFrom('29.7', '29.8', ''), cell),
    );
    await fc.assert(
      fc.asyncProperty(fc.array(row, { minLength: 1, maxLength: 6 }), async (rows) => {
        const lines = rows.map(([cells, x, y]) => [...cells, x, y].map(quoted).join(','));
        const content = [[...columns, '经度', '纬度'].join(','), ...lines].join('\r\n');
        try {
          const pack = await into(target as Target, 'a.csv', bytesOf(content));
          const { residents, ...registers } = await opened(pack);
          const count = pack.manifest.datasets[target as Target]!.count;
          expect(count).toBeLessThanOrEqual(rows.length);
          const json = JSON.stringify([registers, pack.history]);
          expect(json).not.toMatch(/\[native code\]|\[object /u);
          if (residents?.kind === 'points')
            expect(residents.people.every((p) => p >= 0)).toBe(true);
        } catch (error) {
          if (!(error instanceof Failure)) throw error;
          expect(error.text['zh-CN']).toMatch(/\p{Script=Han}.*。$/su);
        }
      }),
      { numRuns: 40, seed: 20260404 },
    );
  });

  test('any GeoJSON features as any target', async () => {
    const number = fc.oneof(
      fc.double({ min: -200, max: 200 }),
      fc.constantFrom(0, 1e9, 105.7, 29.7, null, 'x'),
    );
    const position = fc.tuple(number, number);
    const line = fc.array(position, { maxLength: 5 });
    const coordinates = fc.oneof(position, line, fc.array(line, { maxLength: 3 }));
    const type = fc.constantFrom(
      ...['Point', 'MultiPoint', 'LineString', 'MultiLineString', 'Polygon', 'MultiPolygon'],
      ...['GeometryCollection', 'Circle', '__proto__'],
    );
    const feature = fc.record({
      type: fc.constantFrom('Feature', 'Feature', 'Feature', 'Thing'),
      id: fc.option(fc.oneof(fc.nat(3), fc.constantFrom('1', '__proto__'))),
      geometry: fc.option(fc.record({ type, coordinates, geometries: fc.constant([]) })),
      properties: fc.option(
        fc.dictionary(
          fc.constantFrom('name', 'population', 'code', '__proto__', 'x'),
          fc.jsonValue({ maxDepth: 2 }),
        ),
      ),
    });
    await fc.assert(
      fc.asyncProperty(
        fc.array(feature, { minLength: 1, maxLength: 5 }),
        fc.constantFrom(...targets),
        async (features, target) => {
          const content = JSON.stringify({ type: 'FeatureCollection', features });
          try {
            await opened(await into(target, 'a.geojson', bytesOf(content)));
          } catch (error) {
            if (!(error instanceof Failure)) throw error;
            expect(error.text.en).toMatch(/[a-z]{2}.* /u);
          }
        },
      ),
      { numRuns: 200, seed: 20260404 },
    );
  });
});
