import { strFromU8, unzipSync } from 'fflate';
import type { Feature, Geometry } from 'geojson';
import readOther from 'read-excel-file/universal';
import { describe, expect, test } from 'vitest';
import type { OutTable } from '../../src/formats/format';
import { xlsx, xlsxWriter } from '../../src/formats/xlsx';

const point: Geometry = { type: 'Point', coordinates: [105.71, 29.7] };
const feature = (properties: Feature['properties'], geometry: Geometry = point): Feature => ({
  type: 'Feature',
  geometry,
  properties,
});
const shelters: OutTable = {
  name: '避难场所',
  columns: [
    { key: 'name', label: '名称', kind: 'text' },
    { key: 'people', label: '可容纳人数', kind: 'integer' },
    { key: 'area', label: '有效面积 (m²)', kind: 'number' },
    { key: 'updated', label: '更新日期', kind: 'date' },
    { key: 'synthetic', label: '示例', kind: 'boolean' },
  ],
  features: [
    feature({ name: '一中', people: 500, area: 1234.5, updated: '2023-08-01', synthetic: true }),
    feature({ name: '二中', people: null, area: 29.7, updated: null, synthetic: false }),
  ],
  provenance: '来源：双桥街道台账\n坐标由 GCJ-02 换算',
};
const write = (...tables: OutTable[]) => xlsxWriter.write(tables);
const read = async (bytes: Uint8Array, table?: string) => {
  const opened = await xlsx.open([{ name: 'a.xlsx', bytes }]);
  const sheet = await opened.read(table ?? opened.tables[0]!.id);
  return { opened, sheet, rows: Array.from(sheet.rows, ({ values }) => ({ ...values })) };
};
const named = (name: string): OutTable => ({ ...shelters, name });

test('what is written is read back: numbers, days, yes and no, unknown, and the places in degrees', async () => {
  const { sheet, rows } = await read(await write(shelters));
  expect(rows).toEqual([
    {
      名称: '一中',
      可容纳人数: 500,
      '有效面积 (m²)': 1234.5,
      更新日期: '2023-08-01',
      示例: true,
      经度: 105.71,
      纬度: 29.7,
    },
    {
      名称: '二中',
      可容纳人数: '',
      '有效面积 (m²)': 29.7,
      更新日期: '',
      示例: false,
      经度: 105.71,
      纬度: 29.7,
    },
  ]);
  expect([sheet.notes, sheet.problems]).toEqual([[], []]);
});

test('another reader finds the same numbers and days', async () => {
  const bytes = await write(shelters);
  const [first, last] = await readOther(bytes.buffer as ArrayBuffer);
  expect(first!.data[1]).toEqual(['一中', 500, 1234.5, new Date('2023-08-01'), true, 105.71, 29.7]);
  expect(last).toEqual({
    sheet: '说明 About',
    data: [
      ['避难场所', '来源：双桥街道台账'],
      [null, '坐标由 GCJ-02 换算'],
    ],
  });
});

test('words that a spreadsheet would run as a formula stay words, unchanged', async () => {
  const words = ['=1+2', '+86 23 4370', '-', '@SUM(A1)', '\t=1', '＝1', '=HYPERLINK("http://x")'];
  const bytes = await write({
    ...shelters,
    columns: [{ key: 'name', label: '=名称', kind: 'text' }],
    features: words.map((name) => feature({ name })),
  });
  const { rows } = await read(bytes);
  expect(rows.map((row) => row['=名称'])).toEqual(words);
  const parts = unzipSync(bytes);
  const sheets = Object.keys(parts).filter((name) => name.includes('worksheets/sheet'));
  expect(sheets).toHaveLength(2);
  for (const name of sheets) expect(strFromU8(parts[name]!)).not.toMatch(/<f[ >]/u);
});

test('text with characters that XML or a workbook gives a meaning comes back as it was', async () => {
  const words = ['<a & "b">', '_x000D_', 'two\nlines', ' spaced ', '𠮷野', '00123'];
  const bytes = await write({
    ...shelters,
    columns: [{ key: 'name', label: '名称', kind: 'text' }],
    features: words.map((name) => feature({ name: `${name}\u0001` })),
  });
  const { rows } = await read(bytes);
  expect(rows.map((row) => row['名称'])).toEqual(words);
});

describe('names of sheets', () => {
  test('forbidden signs, length, and names that differ in case only', async () => {
    const long = '甲'.repeat(40);
    const names = ['a/b:c', 'A_B_C', long, long, "'x'", '', 'History'];
    const { opened } = await read(await write(...names.map(named)));
    expect(opened.tables.map(({ id }) => id)).toEqual([
      'a_b_c',
      'A_B_C (2)',
      '甲'.repeat(31),
      `${'甲'.repeat(27)} (2)`,
      'x',
      'Sheet',
      'History (2)',
      '说明 About',
    ]);
  });
});

test('areas do not fit into a table: they are written without place, and the last sheet says so', async () => {
  const area: Geometry = {
    type: 'Polygon',
    coordinates: [
      [
        [0, 0],
        [1, 0],
        [1, 1],
        [0, 0],
      ],
    ],
  };
  const bytes = await write({ ...shelters, features: [feature({ name: '甲' }, area)] });
  const { sheet } = await read(bytes);
  expect(sheet.columns).not.toContain('经度');
  const about = await readOther(bytes.buffer as ArrayBuffer);
  expect(about[1]!.data.at(-1)![1]).toContain('1 lines or areas do not fit');
});

test('columns of degrees that a table has already are not added again', async () => {
  const bytes = await write({
    ...shelters,
    columns: [
      { key: 'longitude', label: 'Longitude', kind: 'number' },
      { key: 'latitude', label: 'Latitude', kind: 'number' },
    ],
    features: [feature({ longitude: 105, latitude: 29 })],
  });
  expect((await read(bytes)).sheet.columns).toEqual(['Longitude', 'Latitude']);
});

test('a cell longer than a workbook can hold is refused with its row', async () => {
  const bytes = write({ ...shelters, features: [feature({ name: 'x'.repeat(40_000) })] });
  await expect(bytes).rejects.toThrow('“名称” of row 2 has 40000 characters');
});

test('no table at all still gives a workbook that opens', async () => {
  const bytes = await write();
  expect((await xlsx.open([{ name: 'a.xlsx', bytes }])).tables).toHaveLength(1);
});
