import { expect, test } from 'vitest';
import { flatgeobuf, flatgeobufWriter } from '../../src/formats/flatgeobuf';
import { geopackage, geopackageWriter } from '../../src/formats/geopackage';
import { xlsx, xlsxWriter } from '../../src/formats/xlsx';

test.each([
  ['a workbook', xlsx, xlsxWriter, 'Reading the sheet'],
  ['a FlatGeobuf', flatgeobuf, flatgeobufWriter, 'Reading the records'],
  ['a GeoPackage', geopackage, geopackageWriter, 'Reading the records'],
] as const)(
  'progress of reading %s goes from row to row up to its end',
  async (_, format, writer, what) => {
    const keys = Array.from({ length: 12 }, (_, i) => `c${i}`);
    const columns = keys.map((key) => ({ key, label: key, kind: 'number' as const }));
    const features = Array.from({ length: 5000 }, (_, i) => ({
      type: 'Feature' as const,
      geometry: { type: 'Point' as const, coordinates: [105 + i / 1e5, 29] },
      properties: Object.fromEntries(keys.map((key) => [key, i * 7919])),
    }));
    const written = await writer.write([{ name: 'a', columns, features, provenance: 'test' }]);
    const opened = await format.open([{ name: `a${writer.ending}`, bytes: written }]);
    const steps: [done: number, total: number][] = [];
    await opened.read(opened.tables[0]!.id, {
      progress: (done, total, { en }) => en === what && steps.push([done, total]),
    });
    expect(steps.length).toBeGreaterThan(1);
    const done = steps.map(([each]) => each);
    expect(done).toEqual([...done].sort((a, b) => a - b));
    expect(done.at(-1)).toBe(steps.at(-1)![1]);
  },
);
