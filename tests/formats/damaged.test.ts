import fc from 'fast-check';
import { writeArrayBuffer } from 'geotiff';
import type { Feature } from 'geojson';
import { beforeAll, describe, expect, it } from 'vitest';
import { Failure } from '../../src/domain/failure';
import { flatgeobuf, flatgeobufWriter } from '../../src/formats/flatgeobuf';
import type { Format, OutTable } from '../../src/formats/format';
import { geojsonLines } from '../../src/formats/geojsonLines';
import { geopackage, geopackageWriter } from '../../src/formats/geopackage';
import { openGrid, readGrid } from '../../src/formats/grid';
import { topojson } from '../../src/formats/topojson';

/** The numbers of the runs are small, so that the file stays under three seconds; the seed is another every time. */
const runs = { numRuns: 60 };

const geometries: Feature['geometry'][] = [
  { type: 'Point', coordinates: [105.7, 29.7, 300] },
  {
    type: 'Polygon',
    coordinates: [
      [
        [0, 0],
        [4, 0],
        [4, 4],
        [0, 0],
      ],
      [
        [1, 1],
        [2, 1],
        [2, 2],
        [1, 1],
      ],
    ],
  },
  {
    type: 'MultiPolygon',
    coordinates: [
      [
        [
          [179, 0],
          [181, 0],
          [181, 4],
          [179, 0],
        ],
      ],
    ],
  },
  { type: 'GeometryCollection', geometries: [{ type: 'Point', coordinates: [1, 2] }] },
];
const table: OutTable = {
  name: 'shelters',
  columns: [
    { key: 'name', label: '名称', kind: 'text' },
    { key: 'capacity', label: '人数', kind: 'integer' },
  ],
  features: geometries.map((geometry, i) => ({
    type: 'Feature',
    properties: { name: `场所${i}`, capacity: i },
    geometry,
  })),
  provenance: '示例数据',
};
const text = (words: string) => new TextEncoder().encode(words);

const valid: Record<string, { format: Format; bytes: Uint8Array }> = {
  topojson: {
    format: topojson,
    bytes: text(
      '{"type":"Topology","transform":{"scale":[0.1,0.1],"translate":[105,29]},"objects":{"a":{"type":"GeometryCollection","geometries":[{"type":"Polygon","arcs":[[0]],"properties":{"n":1}},{"type":"MultiLineString","arcs":[[0],[-1]]},{"type":"Point","coordinates":[1,2]}]}},"arcs":[[[0,0],[1,0],[0,1],[-1,-1]]]}',
    ),
  },
  geojsonLines: {
    format: geojsonLines,
    bytes: text(
      '{"type":"Feature","id":1,"properties":{"a":"乙"},"geometry":{"type":"Point","coordinates":[105,29]}}\n{"type":"Feature","id":1,"properties":null,"geometry":null}\n',
    ),
  },
};
const grid = new Uint8Array(
  writeArrayBuffer(Float32Array.of(1, 2, 0, 4), {
    width: 2,
    height: 2,
    ModelTiepoint: [0, 0, 0, 560_000, 3_290_000, 0],
    ModelPixelScale: [100, 100, 0],
    GTModelTypeGeoKey: 1,
    GTRasterTypeGeoKey: 1,
    ProjectedCSTypeGeoKey: 4544,
  }),
);

beforeAll(async () => {
  valid.geopackage = { format: geopackage, bytes: await geopackageWriter.write([table]) };
  valid.flatgeobuf = { format: flatgeobuf, bytes: await flatgeobufWriter.write([table]) };
});

/** Reads everything that a file gives; a sentence in both languages is the only other way out. */
async function sentenceOrRows(work: () => Promise<unknown>): Promise<void> {
  try {
    await work();
  } catch (error) {
    if (!(error instanceof Failure)) throw error;
    expect(error.text['zh-CN']).toMatch(/\p{Script=Han}.*[。；]/su);
    expect(error.text.en).toMatch(/[a-z]/u);
  }
}

async function readAll(format: Format, bytes: Uint8Array): Promise<void> {
  const opened = await format.open([{ name: 'a', bytes }]);
  expect(opened.tables.length).toBeGreaterThan(0);
  for (const { id } of opened.tables) {
    const sheet = await opened.read(id);
    expect(sheet.rows.length).toBeGreaterThan(0);
    for (const { geometry } of sheet.rows)
      if (geometry) expect(JSON.stringify(geometry)).not.toMatch(/null|NaN/u);
  }
}

/** A valid file with some bytes changed, and perhaps cut off. */
const damaged = fc.record({
  changes: fc.array(fc.tuple(fc.double({ min: 0, max: 1, noNaN: true }), fc.nat(255)), {
    minLength: 1,
    maxLength: 12,
  }),
  kept: fc.oneof(fc.constant(1), fc.double({ min: 0, max: 1, noNaN: true })),
});
function damage(
  bytes: Uint8Array,
  { changes, kept }: { changes: [number, number][]; kept: number },
) {
  const copy = bytes.slice(0, Math.max(1, Math.ceil(bytes.length * kept)));
  for (const [at, byte] of changes) copy[Math.floor(at * (copy.length - 1))] = byte;
  return copy;
}

describe.each(['geopackage', 'flatgeobuf', 'topojson', 'geojsonLines'])('%s', (name) => {
  it('reads its own valid file whole', async () => {
    const { format, bytes } = valid[name]!;
    await readAll(format, bytes);
  });

  it('gives rows or a sentence for any bytes', async () => {
    const { format, bytes } = valid[name]!;
    await fc.assert(
      fc.asyncProperty(fc.uint8Array({ minLength: 1, maxLength: 300 }), fc.nat(40), (any, head) =>
        sentenceOrRows(() =>
          readAll(format, Uint8Array.from([...bytes.subarray(0, head), ...any])),
        ),
      ),
      runs,
    );
  });

  it('gives rows or a sentence for a damaged file', async () => {
    const { format, bytes } = valid[name]!;
    await fc.assert(
      fc.asyncProperty(damaged, (how) => sentenceOrRows(() => readAll(format, damage(bytes, how)))),
      runs,
    );
  });
});

describe('a grid', () => {
  const readAny = (bytes: Uint8Array) => async () => {
    await sentenceOrRows(() => openGrid(bytes));
    const { grid: found, total } = await readGrid(bytes, {
      meaning: 'count',
      crs: 'EPSG:4544',
      band: 1,
    });
    expect(found.people.every((people) => people >= 0 && Number.isFinite(people))).toBe(true);
    expect(total).toBeGreaterThan(0);
  };

  it('gives residents or a sentence for any bytes and for a damaged file', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.uint8Array({ minLength: 1, maxLength: 300 }),
        damaged,
        async (any, how) => {
          await sentenceOrRows(readAny(any));
          await sentenceOrRows(readAny(damage(grid, how)));
        },
      ),
      runs,
    );
  });
});

it('numbers that the tools would take for keys of every object are only names of columns', async () => {
  const features = [
    {
      type: 'Feature' as const,
      properties: Object.fromEntries([
        ['__proto__', 'x'],
        ['toString', 'y'],
      ]),
      geometry: { type: 'Point' as const, coordinates: [1, 2] },
    },
  ];
  const columns = ['__proto__', 'toString'].map((key) => ({
    key,
    label: key,
    kind: 'text' as const,
  }));
  for (const [format, writer] of [
    [geopackage, geopackageWriter],
    [flatgeobuf, flatgeobufWriter],
  ] as const) {
    const opened = await format.open([
      { name: 'a', bytes: await writer.write([{ ...table, columns, features }]) },
    ]);
    const row = (await opened.read(opened.tables[0]!.id)).rows.at(0)!;
    expect(Object.entries(row.values).filter(([name]) => name !== 'fid')).toEqual([
      ['__proto__', 'x'],
      ['toString', 'y'],
    ]);
  }
});
