import type { Feature, Geometry, Position } from 'geojson';
import { readFile } from 'node:fs/promises';
import { isDeepStrictEqual } from 'node:util';
import { beforeAll, describe, expect, test } from 'vitest';
import type { Field } from '../../src/domain/field';
import { registerIds, registers, type RegisterId } from '../../src/domain/registers';
import { openFile } from '../../src/formats';
import type { OutColumn, OutTable } from '../../src/formats/format';
import type { Sheet } from '../../src/formats/sheet';
import { writers, type WriterId } from '../../src/formats/writers';

const folder = new URL('../../static/packs/dazu/', import.meta.url);
const ids = Object.keys(writers) as WriterId[];
/** A sample pack draws no hazard zones of its own. */
const sampled = registerIds.filter((id) => id !== 'zones');

const kinds: Partial<Record<Field['kind'], OutColumn['kind']>> = {
  number: 'number',
  integer: 'integer',
  boolean: 'boolean',
  date: 'date',
};
const tables = new Map<RegisterId, OutTable>();
beforeAll(async () => {
  for (const register of sampled) {
    const content = await readFile(new URL(`${register}.geojson`, folder), 'utf8');
    const { features } = JSON.parse(content) as { features: Feature[] };
    const fields: [string, Field][] = Object.entries(registers[register].fields);
    tables.set(register, {
      name: register,
      columns: fields.map(([key, { kind }]) => {
        const isGrade = features.some(({ properties }) => typeof properties![key] === 'number');
        return { key, label: key, kind: kinds[kind] ?? (isGrade ? 'integer' : 'text') };
      }),
      features: features.slice(0, 60),
      provenance: '示例数据\n重庆市大足区，2025-12-31',
    });
  }
});

async function readBack(id: WriterId, out: OutTable): Promise<Sheet> {
  const name = `a${writers[id].ending}`;
  const opened = await openFile([{ name, bytes: await writers[id].write([out]) }]);
  return opened.read(opened.tables[0]!.id);
}

const blank = [null, undefined, ''] as unknown[];

/** The texts that a value may stand as where cells are text, or there are no lists. */
function textsOf(value: unknown): unknown[] {
  if (Array.isArray(value) || (typeof value === 'object' && value !== null)) {
    const json = JSON.stringify(value);
    return Array.isArray(value) ? [json, value.join('；'), ...(value.length ? [] : blank)] : [json];
  }
  return [String(value)];
}

function isSameValue(id: WriterId, wanted: unknown, got: unknown): boolean {
  if (blank.includes(wanted)) return blank.includes(got);
  if (typeof wanted === 'object')
    return id === 'geojson' ? isDeepStrictEqual(got, wanted) : textsOf(wanted).includes(got);
  if (id === 'csv') return textsOf(wanted).includes(got);
  // A sheet keeps 15 digits, as every spreadsheet shows them.
  if (id === 'xlsx' && typeof wanted === 'number' && !Number.isInteger(wanted))
    return got === Number(wanted.toPrecision(15));
  return got === wanted;
}

const positionsOf = (part: unknown): Position[] =>
  Array.isArray(part)
    ? typeof part[0] === 'number'
      ? [part as Position]
      : part.flatMap(positionsOf)
    : [];
const placesOf = (geometry: Geometry | null): Position[] =>
  geometry && 'coordinates' in geometry ? positionsOf(geometry.coordinates) : [];

const isSamePlace = (found: Geometry | null, wanted: Geometry): boolean => {
  const [a, b] = [placesOf(found), placesOf(wanted)];
  return (
    found?.type.replace('Multi', '') === wanted.type.replace('Multi', '') &&
    a.length === b.length &&
    a.every(([x, y], i) => Math.hypot(x! - b[i]![0]!, y! - b[i]![1]!) <= 1e-9)
  );
};

describe.each(sampled)('%s of the sample pack', (register) => {
  test.each(ids)('come back from %s with every value and position', async (id) => {
    const { columns, features, ...about } = tables.get(register)!;
    const { rows, columns: names } = await readBack(id, { ...about, columns, features });
    expect(rows.length).toBe(features.length);
    const lost = features.flatMap(({ properties, geometry }, i) => {
      const { values, geometry: found } = rows.at(i)!;
      // The last two columns where cells are all there is.
      const place = names.slice(-2).map((name) => Number(values[name]));
      const isFlat = id === 'csv' || id === 'xlsx';
      const shape: Geometry = { type: 'Point', coordinates: place };
      const isThere = isFlat
        ? geometry.type !== 'Point' || isSamePlace(shape, geometry)
        : isSamePlace(found, geometry);
      return [
        ...columns
          .filter(({ key }) => !isSameValue(id, properties![key], values[key]))
          .map(({ key }) => [i, key, properties![key] as unknown, values[key]]),
        ...(isThere ? [] : [[i, geometry, found, place]]),
      ];
    });
    expect(lost).toEqual([]);
  });
});

describe('hard values', () => {
  const hard: [string, OutColumn['kind'], unknown][] = [
    ['line breaks', 'text', '一行\n二行'],
    ['quotes', 'text', '他说"好"，\'行\''],
    ['separators', 'text', 'a,b;c\td'],
    ['formula', 'text', '=1+1'],
    ['at sign', 'text', '@SUM(A1)'],
    ['minus', 'text', '-5'],
    ['leading zero', 'text', '0071'],
    ['long number', 'text', '500111001000123456'],
    ['like a date', 'text', '2025-01-02'],
    ['like a boolean', 'text', 'true'],
    ['spaces', 'text', 'a  b'],
    ['tags', 'text', '<b>&amp;</b>'],
    ['beyond 16 bits', 'text', '𠮷野家🏫'],
    ['escape of XLSX', 'text', '_x000D_'],
    ['apostrophe', 'text', "'abc"],
    ['third', 'number', 1 / 3],
    ['tiny', 'number', 5e-324],
    ['huge', 'number', 1.7976931348623157e308],
    ['negative', 'number', -0.1],
    ['whole', 'integer', 9007199254740991],
    ['yes', 'boolean', true],
    ['no', 'boolean', false],
    ['day', 'date', '2024-02-29'],
    ['nothing', 'text', null],
    ['no number', 'number', null],
  ];
  const out: OutTable = {
    name: '难写的值',
    columns: hard.map(([key, kind]) => ({ key, label: key, kind })),
    features: [
      {
        type: 'Feature',
        geometry: { type: 'Point', coordinates: [105.123456789012, -29.987654321098] },
        properties: Object.fromEntries(hard.map(([key, , value]) => [key, value])),
      },
      { type: 'Feature', geometry: { type: 'Point', coordinates: [1e-9, 0] }, properties: {} },
    ],
    provenance: '示例数据',
  };

  test.each(ids)('come back from %s as they were', async (id) => {
    const { rows } = await readBack(id, out);
    const { values } = rows.at(0)!;
    // In a CSV an apostrophe stands in front of what a spreadsheet would run.
    const written = (value: unknown) =>
      id === 'csv' && typeof value === 'string' && /^[=@-]/u.test(value) ? `'${value}` : value;
    const lost = hard.filter(([key, , value]) => !isSameValue(id, written(value), values[key]));
    expect(lost.map(([key, , value]) => [key, value, values[key]])).toEqual([]);
  });

  test.each(['geojson', 'kml', 'geopackage', 'flatgeobuf'] as const)(
    'positions come back from %s to a ten-thousandth of a millimetre, also near zero',
    async (id) => {
      const { rows } = await readBack(id, out);
      out.features.forEach(({ geometry }, i) =>
        expect(isSamePlace(rows.at(i)!.geometry, geometry)).toBe(true),
      );
    },
  );

  test.each(ids)(
    'a column called as what every object has is empty where nothing stands: %s',
    async (id) => {
      const columns = ['constructor', 'toString'].map((key) => ({
        key,
        label: key,
        kind: 'number' as const,
      }));
      const features = [{ constructor: 1, toString: 2 }, {}].map((properties): Feature => ({
        ...{ type: 'Feature', geometry: { type: 'Point', coordinates: [105, 29] }, properties },
      }));
      const { rows } = await readBack(id, { ...out, columns, features });
      const cells = [0, 1].map((i) => columns.map(({ key }) => rows.at(i)!.values[key] ?? ''));
      expect(cells.map((row) => row.map(String))).toEqual([
        ['1', '2'],
        ['', ''],
      ]);
      if (id !== 'csv') expect(cells[0]).toEqual([1, 2]);
    },
  );
});

test('a CSV has no rounding noise of a conversion in its coordinates', async () => {
  const geometry = {
    type: 'Point' as const,
    coordinates: [105.98635799999998, 29.682824000000178],
  };
  const features: Feature[] = [{ type: 'Feature', geometry, properties: { name: 'A' } }];
  const columns = [{ key: 'name', label: 'name', kind: 'text' as const }];
  const bytes = await writers.csv.write([{ name: 'a', columns, features, provenance: 'x' }]);
  expect(new TextDecoder().decode(bytes)).toContain('A,105.986358,29.682824,x');
});

// A layer without records came back as one record that nobody had entered.
test('a CSV of no records is read as none, and still says where it comes from', async () => {
  const columns = ['名称', '地址'].map((key) => ({ key, label: key, kind: 'text' as const }));
  const provenance = '示例数据, 2025\ny';
  const bytes = await writers.csv.write([{ name: 'a', columns, features: [], provenance }]);
  expect(new TextDecoder().decode(bytes)).toBe('名称,地址\r\n"# 示例数据, 2025 | y"\r\n');
  const opened = await openFile([{ name: 'a.csv', bytes }]);
  await expect(opened.read(opened.tables[0]!.id)).rejects.toThrow(
    'The file holds no row of data, only a header.',
  );
});

test('a CSV that has longitude and latitude gets no second columns of these names', async () => {
  const columns = ['name', 'longitude', 'latitude'].map((key) => ({
    ...{ key, label: key },
    kind: 'text' as const,
  }));
  const feature = (longitude: string, latitude: string, coordinates: number[] | null): Feature => ({
    type: 'Feature',
    geometry: (coordinates && { type: 'Point', coordinates }) as never,
    properties: { name: 'A', longitude, latitude },
  });
  const features = [feature('105.70', '29.5', [105.7, 29.5]), feature('far', '?', null)];
  const bytes = await writers.csv.write([{ name: 'a', columns, features, provenance: 'x\ny' }]);
  expect(new TextDecoder().decode(bytes)).toBe(
    'name,longitude,latitude,数据说明 About\r\nA,105.7,29.5,x | y\r\nA,far,?,\r\n',
  );
});
