import { expect, test } from 'vitest';
import { flatgeobuf, flatgeobufWriter } from '../../src/formats/flatgeobuf';
import { geopackage, geopackageWriter } from '../../src/formats/geopackage';
import { kml } from '../../src/formats/kml';
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

test('progress of opening KML goes from piece to piece up to its end', async () => {
  const placemark = `<Placemark><name>${'场'.repeat(1000)}</name></Placemark>`;
  const content = `<kml><Document>${placemark.repeat(3000)}</Document></kml>`;
  const steps: number[] = [];
  const file = { name: 'a.kml', bytes: new TextEncoder().encode(content) };
  await kml.open([file], (done, total) => steps.push(done / total));
  expect(steps.length).toBeGreaterThan(2);
  expect(steps).toEqual([...steps].sort((a, b) => a - b));
  expect(steps.at(-1)).toBe(1);
});
