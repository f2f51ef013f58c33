import { fromArrayBuffer, writeArrayBuffer } from 'geotiff';
import type { CountedGrid, Lattice, TerrainGrid } from '../domain/grid';

/** Value that stands for "unknown" in a terrain file; `NaN` inside the app. */
const terrainNoData = -9999;
/** Cells whose sides differ by less than this share count as square. */
const squareTolerance = 1e-6;
/** A raster larger than this is refused: a district has about a million cells. */
const mostCells = 60_000_000;

/**
 * Residents as a GeoTIFF: one band of whole people, EPSG:4326, pixel is area, uncompressed.
 * @throws RangeError when the number of values is not rows × columns
 */
export function writeResidents(grid: CountedGrid): ArrayBuffer {
  return write(grid, grid.people);
}

/**
 * Terrain as a GeoTIFF: one band of metres as 32-bit floats, EPSG:4326, pixel is area; unknown cells hold -9999.
 * @throws RangeError when the number of values is not rows × columns
 */
export function writeTerrain(grid: TerrainGrid): ArrayBuffer {
  const metres = grid.metres.map((value) => (Number.isNaN(value) ? terrainNoData : value));
  return write(grid, metres, { GDAL_NODATA: `${terrainNoData}` });
}

/**
 * Residents from the first band of a GeoTIFF in EPSG:4326, or EPSG:4490 (CGCS 2000, the same to a few centimetres), with
 * square cells.
 * Cells marked as no-data count as empty, because a population raster says so where nobody lives.
 * @throws Error with a sentence when the file is no GeoTIFF, is in another system, has cells that are not square, or
 *   holds a negative or broken count
 */
export async function readResidents(buffer: ArrayBuffer): Promise<CountedGrid> {
  const { lattice, values, noData } = await read(buffer);
  const people = new Uint32Array(values.length);
  for (let i = 0; i < values.length; i++) {
    const value = values[i]!;
    if (value === noData || Number.isNaN(value)) continue;
    if (value < 0 || !Number.isInteger(value) || value > 0xffffffff)
      throw new Error(
        `Cell ${place(lattice, i)} holds ${value} residents: a count is a whole number from 0 on.`,
      );
    people[i] = value;
  }
  return { ...lattice, people: values instanceof Uint16Array ? Uint16Array.from(people) : people };
}

/**
 * Terrain from the first band of a GeoTIFF in EPSG:4326 or 4490 with square cells; no-data cells become `NaN`.
 * @throws Error with a sentence when the file is no GeoTIFF, is in another system or has cells that are not square
 */
export async function readTerrain(buffer: ArrayBuffer): Promise<TerrainGrid> {
  const { lattice, values, noData } = await read(buffer);
  return {
    ...lattice,
    metres: Float32Array.from(values, (value) => (value === noData ? Number.NaN : value)),
  };
}

function place({ columns }: Lattice, index: number): string {
  return `row ${Math.floor(index / columns) + 1}, column ${(index % columns) + 1}`;
}

function write(
  { west, north, cellDegrees, columns, rows }: Lattice,
  values: Uint16Array | Uint32Array | Float32Array,
  extra: Record<string, string> = {},
): ArrayBuffer {
  if (values.length !== columns * rows)
    throw new RangeError(
      `The grid has ${columns} × ${rows} cells but ${values.length} values; give one value a cell.`,
    );
  const metadata = {
    width: columns,
    height: rows,
    // One tie of pixel (0, 0), its upper left corner, to the ground; with pixel-is-area this is the lattice's corner.
    ModelTiepoint: [0, 0, 0, west, north, 0],
    ModelPixelScale: [cellDegrees, cellDegrees, 0],
    GTModelTypeGeoKey: 2,
    GTRasterTypeGeoKey: 1,
    GeographicTypeGeoKey: 4326,
    GeogCitationGeoKey: 'WGS 84',
    ...extra,
  };
  // The writer would add an ExtraSamples tag without a value, which other readers complain about. It leaves the tag
  // out when the name is there but not enumerable.
  Object.defineProperty(metadata, 'ExtraSamples', { value: 0, enumerable: false });
  return writeArrayBuffer(values, metadata);
}

/** The keys that say where a raster lies. */
interface GeoKeys {
  ProjectedCSTypeGeoKey?: number;
  GeographicTypeGeoKey?: number;
  GTRasterTypeGeoKey?: number;
}

async function read(buffer: ArrayBuffer) {
  const image = await open(buffer);
  const columns = image.getWidth();
  const rows = image.getHeight();
  if (columns * rows > mostCells)
    throw new Error(
      `The raster has ${columns} × ${rows} cells, more than ${mostCells}: cut it to the district first.`,
    );
  const keys = image.getGeoKeys() as GeoKeys | null;
  const system = keys?.ProjectedCSTypeGeoKey ?? keys?.GeographicTypeGeoKey ?? null;
  if (keys?.ProjectedCSTypeGeoKey || (system !== 4326 && system !== 4490))
    throw new Error(
      `The raster is in ${system === null ? 'no stated coordinate system' : `EPSG:${system}`}: convert it to EPSG:4326 (WGS 84 degrees).`,
    );
  const [west, north] = image.getOrigin() as [number, number, number];
  const [width, height] = image.getResolution() as [number, number, number];
  const side = Math.abs(width);
  if (!(side > 0) || Math.abs(side - Math.abs(height)) > side * squareTolerance)
    throw new Error(
      `The raster's cells are ${width} × ${Math.abs(height)} degrees: resample it to square cells.`,
    );
  const bands = await image.readRasters({ samples: [0] });
  const values = bands[0] as Uint16Array | Uint32Array | Float32Array;
  const lattice: Lattice = {
    // Files written as pixel-is-point give the centre of the first cell.
    west: keys?.GTRasterTypeGeoKey === 2 ? west - side / 2 : west,
    north: keys?.GTRasterTypeGeoKey === 2 ? north + side / 2 : north,
    cellDegrees: side,
    columns,
    rows,
  };
  return { lattice, values, noData: image.getGDALNoData() };
}

async function open(buffer: ArrayBuffer) {
  try {
    return await (await fromArrayBuffer(buffer)).getImage(0);
  } catch (cause) {
    throw new Error(
      `The file is no readable GeoTIFF (${buffer.byteLength} bytes): ${cause instanceof Error ? cause.message : String(cause)}`,
      { cause },
    );
  }
}
