import { describe, expect, test } from 'vitest';
import { readResidents } from '../../src/formats/geotiff';
import { openGrid, readGrid } from '../../src/formats/grid';
import { openImage } from '../../src/formats/gridImage';
import { metresPerDegreeEast, metresPerDegreeNorth } from '../../src/geo/metric';
import { fixture } from '../fixtures/formatFiles';

/** Grids that GDAL 3.6 wrote, beside what it says of their cells itself; see tests/fixtures/gdalGrids.sh. */
const bytesOf = (name: string) => fixture(`gdal/${name}.tif`);

interface GdalCell {
  x: number;
  y: number;
  value: number;
  longitude: number;
  latitude: number;
}

/** Row by row from the north west. */
const cellsOf = (name: string): GdalCell[] =>
  new TextDecoder()
    .decode(fixture(`gdal/${name}.cells`))
    .trim()
    .split('\n')
    .map((line) => {
      const [x, y, value, longitude, latitude] = line.split(' ').map(Number);
      return { x: x!, y: y!, value: value!, longitude: longitude!, latitude: latitude! };
    });

/** Where the residents are on average, degrees. */
function middleOf(cells: readonly GdalCell[]): [number, number] {
  const total = cells.reduce((sum, { value }) => sum + value, 0);
  const mean = (of: (cell: GdalCell) => number) =>
    cells.reduce((sum, cell) => sum + cell.value * of(cell), 0) / total;
  return [mean(({ longitude }) => longitude), mean(({ latitude }) => latitude)];
}

const grids = [
  ['degrees-lzw-uint16', 'degrees', 'EPSG:4326', 1e-9],
  ['degrees-point-float32', 'degrees', 'EPSG:4326', 1e-9],
  ['mercator-tiled-float32', 'mercator', 'EPSG:3857', 1e-6],
  ['zone-zstd-uint16', 'zone', 'EPSG:4547', 1e-6],
  ['zone-point-big', 'zone', 'EPSG:4547', 1e-6],
  ['zone-lerc-float32', 'zone', 'EPSG:4547', 1e-6],
  ['albers-lzw-float32', 'albers', '+proj=aea', 1e-6],
] as const;

describe.each(grids)('%s', (name, expected, system, tolerance) => {
  const cells = cellsOf(expected);
  const noData = expected === 'albers' ? -9999 : 65535;
  const inhabited = cells.filter(({ value }) => value > 0 && value !== noData);
  const people = inhabited.reduce((sum, { value }) => sum + value, 0);

  test('has the system, the cells and the residents that GDAL finds', async () => {
    const info = await openGrid(bytesOf(name));
    expect(info.crs!.definition).toContain(system);
    expect(info.noData).toBe(noData);
    expect(info.columns * info.rows).toBe(cells.length);
    expect(info.tally).toMatchObject({
      sum: people,
      filled: inhabited.length,
      zero: cells.filter(({ value }) => value === 0).length,
      missing: cells.filter(({ value }) => value === noData).length,
    });
  });

  test('has each value in its place, whatever the layout and whether a pixel is a point', async () => {
    const image = await openImage(bytesOf(name));
    const values: number[] = [];
    for await (const block of image.blocks(1)) values.push(...Array.from(block.values));
    expect(values).toEqual(cells.map(({ value }) => value));
    cells.forEach(({ x, y }, i) => {
      const column = i % image.columns;
      const [ourX, ourY] = image.corner(column + 0.5, Math.floor(i / image.columns) + 0.5);
      expect(Math.abs(ourX - x)).toBeLessThan(tolerance);
      expect(Math.abs(ourY - y)).toBeLessThan(tolerance);
    });
  });

  test('keeps the residents in all, and their middle to 2 of 100 metres, in degrees exactly', async () => {
    const { grid, total } = await readGrid(bytesOf(name), { meaning: 'count' });
    expect(total).toBeCloseTo(people, 6);
    const ours = [...grid.people].map((value, i) => ({
      x: 0,
      y: 0,
      value,
      longitude: grid.west + ((i % grid.columns) + 0.5) * grid.cellDegrees,
      latitude: grid.north - (Math.floor(i / grid.columns) + 0.5) * grid.cellDegrees,
    }));
    // Another lattice gives a sixteenth of a cell to the one that its middle is in.
    const metres = expected === 'degrees' ? 0.001 : 2;
    const [wanted, got] = [middleOf(inhabited), middleOf(ours)];
    expect(Math.abs(got[0] - wanted[0]) * metresPerDegreeEast(wanted[1])).toBeLessThan(metres);
    expect(Math.abs(got[1] - wanted[1]) * metresPerDegreeNorth(wanted[1])).toBeLessThan(metres);
  });
});

test('our own reader of prepared grids places pixels that are points half a cell further out', async () => {
  const [area, point] = await Promise.all(
    ['degrees-lzw-uint16', 'degrees-point-float32'].map((name) =>
      readResidents(bytesOf(name).slice().buffer),
    ),
  );
  expect(point!.west).toBeCloseTo(area!.west, 9);
  expect(point!.north).toBeCloseTo(area!.north, 9);
  expect([...point!.people]).toEqual([...area!.people]);
});
