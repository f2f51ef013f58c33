import { describe, expect, it } from 'vitest';
import { topojson } from '../../src/formats/topojson';

const open = (value: unknown) =>
  topojson.open([{ name: 'a.json', bytes: new TextEncoder().encode(JSON.stringify(value)) }]);
const geometriesOf = async (value: unknown, table = '1') =>
  [...(await (await open(value)).read(table)).rows].map(({ geometry }) => geometry);

/** The example of the TopoJSON specification, chapter 1.1, in its quantised form. */
const example = {
  type: 'Topology',
  transform: {
    scale: [0.0005000500050005, 0.00010001000100010001],
    translate: [100, 0],
  },
  objects: {
    example: {
      type: 'GeometryCollection',
      geometries: [
        { type: 'Point', properties: { prop0: 'value0' }, coordinates: [4000, 5000] },
        {
          type: 'LineString',
          properties: { prop0: 'value0', prop1: 0 },
          arcs: [0],
        },
        { type: 'Polygon', id: 7, properties: { prop0: 'value0' }, arcs: [[1]] },
      ],
    },
    single: { type: 'MultiLineString', arcs: [[0], [~0]] },
  },
  arcs: [
    [
      [4000, 0],
      [1999, 9999],
      [2000, -9999],
      [2000, 9999],
    ],
    [
      [0, 0],
      [0, 9999],
      [2000, 0],
      [0, -9999],
      [-2000, 0],
    ],
  ],
};
const rounded = (value: unknown): unknown =>
  JSON.parse(JSON.stringify(value), (_, each: unknown) =>
    typeof each === 'number' ? Math.round(each * 100) / 100 : each,
  );

describe('TopoJSON', () => {
  it('gives each object as a table, with the positions of the quantised arcs', async () => {
    const opened = await open(example);
    expect(opened.tables).toEqual([
      { id: '1', title: 'example', rows: 3 },
      { id: '2', title: 'single', rows: 1 },
    ]);
    const sheet = await opened.read('1');
    // The same specification gives these three as GeoJSON, to two decimals.
    expect(rounded([...sheet.rows].map(({ geometry }) => geometry))).toEqual([
      { type: 'Point', coordinates: [102, 0.5] },
      {
        type: 'LineString',
        coordinates: [
          [102, 0],
          [103, 1],
          [104, 0],
          [105, 1],
        ],
      },
      {
        type: 'Polygon',
        coordinates: [
          [
            [100, 0],
            [100, 1],
            [101, 1],
            [101, 0],
            [100, 0],
          ],
        ],
      },
    ]);
    expect({ ...sheet.rows.at(2)!.values }).toEqual({ id: 7, prop0: 'value0' });
    expect(sheet.columns).toEqual(['prop0', 'prop1', 'id']);
    expect(sheet.problems).toEqual([]);
  });

  it('runs an arc backwards for a negative number', async () => {
    const [lines] = (await geometriesOf(example, '2')) as { coordinates: unknown[][] }[];
    expect(lines!.coordinates[1]).toEqual([...lines!.coordinates[0]!].reverse());
  });

  it('says which arc is missing or broken, row by row, and reads the others', async () => {
    const opened = await open({
      type: 'Topology',
      objects: {
        a: {
          type: 'GeometryCollection',
          geometries: [
            { type: 'LineString', arcs: [9] },
            { type: 'LineString', arcs: [-3] },
            { type: 'Polygon', arcs: [[1]] },
            { type: 'Polygon', arcs: 'none' },
            { type: 'Circle' },
            { type: 'Point', coordinates: ['1', 2] },
            'nothing',
            { type: null, properties: { name: '未定' } },
            { type: 'LineString', arcs: [0] },
          ],
        },
      },
      arcs: [
        [
          [-179.9, 2],
          [179.9, 4],
        ],
        [[1, null]],
      ],
    });
    const sheet = await opened.read('1');
    expect(sheet.problems.map(({ row, reason }) => [row, reason.en])).toEqual([
      [1, 'there is no arc number 9; the file has 2 arcs'],
      [2, 'there is no arc number -3; the file has 2 arcs'],
      [3, 'the coordinates of arc 1 (counted from 0) are broken'],
      [4, 'there are neither coordinates nor arcs'],
      [5, 'this type of geometry is not known'],
      [6, 'the position is not a pair of numbers'],
      [7, 'this is no TopoJSON geometry'],
    ]);
    expect(sheet.rows.at(8)!.geometry).toEqual({
      type: 'LineString',
      coordinates: [
        [-179.9, 2],
        [179.9, 4],
      ],
    });
  });

  it('does not fill the memory when one arc is used over and over', async () => {
    const sheet = await (
      await open({
        type: 'Topology',
        objects: { a: { type: 'MultiLineString', arcs: Array(30_000).fill([0]) } },
        arcs: [Array(1_000).fill([1, 1])],
      })
    ).read('1');
    expect(sheet.problems[0]!.reason.en).toContain('exceed 20,000,000 positions');
  });

  it('refuses a broken transform and files that are no topology', async () => {
    const refused = (value: unknown) => expect(async () => open(value)).rejects;
    await refused({ ...example, transform: { scale: [1], translate: [0, 0] } }).toThrow(
      'The transform “{"scale":[1],"translate":[0,0]}” of the TopoJSON is broken',
    );
    await refused({ type: 'FeatureCollection', features: [] }).toThrow('no TopoJSON');
    await refused({ type: 'Topology', objects: {} }).toThrow('no objects');
  });

  it('is recognised in a .json file', () => {
    const head = (words: string) => new TextEncoder().encode(words);
    expect(topojson.recognises(head('{"type":"Topology",'), 'a.json')).toBe(true);
    expect(topojson.recognises(head('{"type":"FeatureCollection",'), 'a.json')).toBe(false);
  });
});
