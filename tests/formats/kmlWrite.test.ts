import type { Geometry } from 'geojson';
import fc from 'fast-check';
import { DOMParser } from '@xmldom/xmldom';
import { expect, test } from 'vitest';
import type { OutTable } from '../../src/formats/format';
import { kml, kmlWriter } from '../../src/formats/kml';
import { feature } from '../fixtures/formatFiles';

const shelters: OutTable = {
  name: '避难场所',
  columns: [
    { key: 'name', label: '名称', kind: 'text' },
    { key: 'beds', label: '床位', kind: 'integer' },
    { key: 'area', label: '面积（m²）', kind: 'number' },
    { key: 'open', label: '启用', kind: 'boolean' },
    { key: 'checked', label: '核查日期', kind: 'date' },
  ],
  features: [
    feature(
      { type: 'Point', coordinates: [105.571, 30.513] },
      { name: '河东小学 <东>&"西"', beds: 800, area: 1200.5, open: true, checked: '2024-05-01' },
    ),
    feature(null, { name: null, beds: 0, area: null, open: false, checked: null }),
  ],
  provenance: '示例数据 · 应急局 2024-05-01\n由 GCJ-02 转换',
};

async function roundTrip(tables: readonly OutTable[], table = 'all') {
  const bytes = await kmlWriter.write(tables);
  const opened = await kml.open([{ name: 'a.kml', bytes }]);
  const sheet = await opened.read(table);
  return { opened, rows: [...sheet.rows], problems: sheet.problems };
}

test('what was written is read again with its types; unknown stays unknown, 0 stays 0', async () => {
  const { rows, problems } = await roundTrip([shelters]);
  const name = '河东小学 <东>&"西"';
  expect(rows).toEqual([
    {
      row: 1,
      values: {
        name,
        名称: name,
        床位: 800,
        '面积（m²）': 1200.5,
        启用: true,
        核查日期: '2024-05-01',
        folder: '避难场所',
      },
      geometry: { type: 'Point', coordinates: [105.571, 30.513] },
    },
    { row: 2, values: { 床位: 0, 启用: false, folder: '避难场所' }, geometry: null },
  ]);
  expect(problems).toEqual([]);
});

test('several tables are several folders, each with its provenance as description', async () => {
  const roads: OutTable = { ...shelters, name: '道路', provenance: '交通局' };
  const { opened } = await roundTrip([shelters, roads]);
  expect(opened.tables).toEqual([
    { id: 'all', title: '避难场所、道路', rows: 4 },
    { id: 'folder-1', title: '避难场所', rows: 2 },
    { id: 'folder-2', title: '道路', rows: 2 },
  ]);
  const content = new TextDecoder().decode(await kmlWriter.write([shelters, roads]));
  const parsed = new DOMParser().parseFromString(content, 'text/xml');
  const descriptions = Array.from(
    parsed.getElementsByTagName('description'),
    ({ textContent }) => textContent,
  );
  expect(descriptions).toEqual([`${shelters.provenance}\n交通局`, shelters.provenance, '交通局']);
});

test('every kind of geometry comes back as it was', async () => {
  const polygon = [
    [
      [0, 0],
      [9, 0],
      [9, 9],
      [0, 0],
    ],
    [
      [3, 1],
      [5, 1],
      [5, 3],
      [3, 1],
    ],
  ];
  const geometries: Geometry[] = [
    { type: 'Point', coordinates: [1, 2, 300.5] },
    {
      type: 'MultiPoint',
      coordinates: [
        [1, 2],
        [3, 4],
      ],
    },
    {
      type: 'LineString',
      coordinates: [
        [1, 2],
        [3, 4],
      ],
    },
    {
      type: 'MultiLineString',
      coordinates: [
        [
          [1, 2],
          [3, 4],
        ],
        [
          [5, 6],
          [7, 8],
        ],
      ],
    },
    { type: 'Polygon', coordinates: polygon },
    {
      type: 'MultiPolygon',
      coordinates: [
        polygon,
        [
          [
            [20, 0],
            [21, 0],
            [21, 1],
            [20, 0],
          ],
        ],
      ],
    },
    {
      type: 'GeometryCollection',
      geometries: [
        { type: 'Point', coordinates: [1, 2] },
        {
          type: 'LineString',
          coordinates: [
            [1, 2],
            [3, 4],
          ],
        },
      ],
    },
  ];
  const features = geometries.map((geometry) => feature(geometry, { name: 'a' }));
  const { rows, problems } = await roundTrip([{ ...shelters, features }]);
  expect(rows.map(({ geometry }) => geometry)).toEqual(geometries);
  expect(problems).toEqual([]);
});

test('any text in a cell stays the same text, but for characters that XML forbids', async () => {
  const property = fc.asyncProperty(fc.string({ unit: 'binary' }), async (words) => {
    const text = `a${words}z`;
    const { rows } = await roundTrip([{ ...shelters, features: [feature(null, { name: text })] }]);
    const forbidden = new Set(
      '\0\x01\x02\x03\x04\x05\x06\x07\b\v\f\x0e\x0f\x10\x11\x12\x13\x14\x15\x16\x17\x18\x19\x1a\x1b\x1c\x1d\x1e\x1f\ufffe\uffff',
    );
    const allowed = [...text.toWellFormed()]
      .map((sign) => (forbidden.has(sign) ? '\uFFFD' : sign))
      .join('');
    return rows[0]!.values['名称'] === allowed;
  });
  expect(await fc.check(property, { numRuns: 100 })).toMatchObject({ failed: false });
});
