import { fromArrayBuffer, writeArrayBuffer } from 'geotiff';
import { describe, expect, it } from 'vitest';
import type { CountedGrid } from '../../src/domain/grid';
import {
  readResidents,
  readTerrain,
  writeResidents,
  writeTerrain,
} from '../../src/formats/geotiff';

const lattice = { west: 105.5, north: 29.75, cellDegrees: 1 / 1200, columns: 3, rows: 2 };
const grid: CountedGrid = { ...lattice, people: Uint16Array.of(0, 1, 2, 300, 40_000, 65_535) };

/** A file of 2 × 1 cells with other tags than ours. */
const odd = (values: number[] | Int16Array | Float32Array | Uint16Array, tags: object) =>
  writeArrayBuffer(values, {
    width: 2,
    height: 1,
    ModelTiepoint: [0, 0, 0, 105, 30, 0],
    ModelPixelScale: [0.001, 0.001, 0],
    GTModelTypeGeoKey: 2,
    GTRasterTypeGeoKey: 1,
    GeographicTypeGeoKey: 4326,
    ...tags,
  });

describe('residents as GeoTIFF', () => {
  it('come back as they were written, values and lattice', async () => {
    const back = await readResidents(writeResidents(grid));
    expect([...back.people]).toEqual([0, 1, 2, 300, 40_000, 65_535]);
    expect(back).toMatchObject({ columns: 3, rows: 2 });
    expect(back.west).toBeCloseTo(105.5, 12);
    expect(back.north).toBeCloseTo(29.75, 12);
    expect(back.cellDegrees).toBeCloseTo(1 / 1200, 15);
  });

  it('keep counts above 65,535 when they are given as 32-bit numbers', async () => {
    const people = Uint32Array.of(0, 0, 0, 0, 0, 70_000);
    expect((await readResidents(writeResidents({ ...lattice, people }))).people[5]).toBe(70_000);
  });

  it('say EPSG:4326 and pixel-is-area, so that other programs place them right', async () => {
    const image = await (await fromArrayBuffer(writeResidents(grid))).getImage();
    expect(image.getGeoKeys()).toMatchObject({
      GTModelTypeGeoKey: 2,
      GTRasterTypeGeoKey: 1,
      GeographicTypeGeoKey: 4326,
      GeogCitationGeoKey: 'WGS 84',
    });
    const [west, south, east, north] = image.getBoundingBox();
    expect(west).toBeCloseTo(105.5, 9);
    expect(south).toBeCloseTo(29.75 - 2 / 1200, 9);
    expect(east).toBeCloseTo(105.5 + 3 / 1200, 9);
    expect(north).toBeCloseTo(29.75, 9);
  });

  it('carry no tag without a value, which QGIS would warn about', () => {
    const view = new DataView(writeResidents(grid));
    const counts = new Map<number, number>();
    for (let i = 0; i < view.getUint16(8); i++)
      counts.set(view.getUint16(10 + 12 * i), view.getUint32(14 + 12 * i));
    expect(counts.has(338)).toBe(false);
    expect([...counts.values()].every((count) => count > 0)).toBe(true);
  });

  it('are refused when the grid does not have one value a cell', () => {
    expect(() => writeResidents({ ...grid, rows: 3 })).toThrow('3 × 3 cells but 6 values');
  });

  it('are refused from a projected raster', async () => {
    const file = odd(Uint16Array.of(1, 2), {
      GTModelTypeGeoKey: 1,
      GeographicTypeGeoKey: undefined,
      ProjectedCSTypeGeoKey: 32648,
    });
    await expect(readResidents(file)).rejects.toThrow('EPSG:32648: convert it to EPSG:4326');
  });

  it('are refused from cells that are not square', async () => {
    const file = odd(Uint16Array.of(1, 2), { ModelPixelScale: [0.001, 0.002, 0] });
    await expect(readResidents(file)).rejects.toThrow('resample it to square cells');
  });

  it('are refused when a count is negative, with the cell and the value', async () => {
    const file = odd(Float32Array.of(4, -3), {});
    await expect(readResidents(file)).rejects.toThrow('row 1, column 2 holds -3 residents');
  });

  it('count a no-data cell as empty', async () => {
    const file = odd(Float32Array.of(4, -9999), { GDAL_NODATA: '-9999' });
    expect([...(await readResidents(file)).people]).toEqual([4, 0]);
  });

  it('are refused from a file that is no GeoTIFF', async () => {
    await expect(readResidents(new TextEncoder().encode('no raster').buffer)).rejects.toThrow(
      'no readable GeoTIFF (9 bytes)',
    );
  });

  it('move by half a cell when the file gives the centre of its first cell', async () => {
    const back = await readResidents(odd(Uint16Array.of(1, 2), { GTRasterTypeGeoKey: 2 }));
    expect(back.west).toBeCloseTo(105 - 0.0005, 9);
    expect(back.north).toBeCloseTo(30 + 0.0005, 9);
  });
});

describe('terrain as GeoTIFF', () => {
  it('comes back as it was written, unknown cells as NaN', async () => {
    const metres = Float32Array.of(268.5, 300, Number.NaN, -2, 0, 934);
    const back = await readTerrain(writeTerrain({ ...lattice, metres }));
    expect([...back.metres]).toEqual([268.5, 300, Number.NaN, -2, 0, 934]);
  });
});
