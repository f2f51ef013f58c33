import { deserialize } from 'flatgeobuf/lib/mjs/geojson.js';
import type { Feature } from 'geojson';
import { parseDbf, parseShp } from 'shpjs';
import { describe, expect, test } from 'vitest';
import { flatgeobufWriter } from '../../src/formats/flatgeobuf';
import { feature, readTable } from '../fixtures/formatFiles';
import { dbfOf, partsShape, shpOf } from '../fixtures/shapes';

/**
 * Why these formats are read by code of our own: what the libraries for them get wrong, beside what we read. A test that
 * fails because a library has been mended is the sign to take it.
 */

const square = (x: number) => [
  [x, 0],
  [x, 4],
  [x + 4, 4],
  [x + 4, 0],
  [x, 0],
];

describe('shpjs', () => {
  test('drops an area whose ring runs the wrong way round among others', async () => {
    const shp = shpOf(5, partsShape(5, [square(0).toReversed(), square(10)]));
    expect(parseShp(shp)).toMatchObject([{ type: 'Polygon', coordinates: [square(10)] }]);
    const { rows } = await readTable('a.shp', shp);
    expect(rows.at(0)!.geometry).toMatchObject({
      type: 'MultiPolygon',
      coordinates: { length: 2 },
    });
  });

  test('says nothing of shapes that are cut off', async () => {
    const shape = partsShape(5, [square(0)]);
    const cut = shpOf(5, shape, shape).slice(0, 300);
    expect(parseShp(cut)).toHaveLength(1);
    const { problems } = await readTable('a.shp', cut);
    expect(problems).toMatchObject([{ level: 'error' }]);
  });

  test('makes 1 March of 30 February, and a letter of a binary number', async () => {
    const dbf = dbfOf(
      [
        ['day', 'D', 8],
        ['count', 'I', 4],
      ],
      [['20240230', [66, 0, 0, 0]]],
    );
    const [row] = parseDbf(dbf);
    expect(new Date(row!.day as Date).toISOString()).toMatch(/^2024-03-01/u);
    expect(row!.count).toBe('B');
    const { rows, problems } = await readTable('a.dbf', dbf);
    expect(rows.at(0)!.values).toEqual({ day: null, count: 66 });
    expect(problems).toMatchObject([{ row: 1, field: 'day', value: '20240230' }]);
  });
});

describe('flatgeobuf', () => {
  test('throws its own error at a feature without a geometry, and gives none of the file', async () => {
    const bytes = await flatgeobufWriter.write([
      {
        name: 'a',
        columns: [{ key: 'name', label: 'name', kind: 'text' }],
        features: [feature(null, { name: 'unknown place' })],
        provenance: '',
      },
    ]);
    const theirs = async () => {
      const found: Feature[] = [];
      for await (const feature of deserialize(bytes)) found.push(feature);
      return found;
    };
    await expect(theirs()).rejects.toThrow(TypeError);
    const { rows } = await readTable('a.fgb', bytes);
    expect([...rows]).toEqual([{ row: 1, values: { name: 'unknown place' }, geometry: null }]);
  });
});
