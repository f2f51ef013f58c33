import { fromArrayBuffer, type GeoTIFFImage } from 'geotiff';
import { Failure } from '../domain/failure';
import { plural, text } from '../domain/text';
import { limitDeflate } from './gridDeflate';

/** Most cells of a grid: 5,000 × 5,000, which is 500 km at 100 m. */
const mostCells = 25_000_000;
/** Cells that are decoded at a time. */
const blockCells = 2_000_000;

/** A GeoTIFF that is open, with what is needed to place its cells. */
export interface GridImage {
  columns: number;
  rows: number;
  /** Bands. */
  samples: number;
  /** As the file says it; `null` when it says nothing. */
  noData: number | null;
  /** Coordinates of a corner of the lattice: (0, 0) is the outer corner of the first cell. */
  corner(column: number, row: number): [x: number, y: number];
  /** From one corner to the next one along a row and down a column, in the file's coordinates. */
  across: readonly [x: number, y: number];
  down: readonly [x: number, y: number];
  keys: Readonly<Record<string, unknown>>;
  /** The values of a band, some rows at a time, from the first on. */
  blocks(band: number): AsyncGenerator<{ firstRow: number; values: ArrayLike<number> }>;
}

/**
 * Opens the first image of a GeoTIFF, in tiles or strips, with any compression that geotiff.js decodes.
 * @throws Failure when it is no GeoTIFF, a coloured picture, too large, or says not where it lies
 */
export async function openImage(bytes: Uint8Array): Promise<GridImage> {
  limitDeflate();
  const image = await guard(async () => {
    const copy = bytes.slice().buffer;
    return (await fromArrayBuffer(copy)).getImage(0);
  });
  return guard(() => describeImage(image));
}

async function describeImage(image: GeoTIFFImage): Promise<GridImage> {
  const columns = image.getWidth();
  const rows = image.getHeight();
  if (!(columns * rows <= mostCells)) {
    throw new Failure(
      text(
        `栅格有 ${columns} × ${rows} 格，最多 ${mostCells.toLocaleString('en-US')} 格；请先裁到本地范围。`,
        `The grid has ${columns} × ${rows} cells, the most is ${mostCells.toLocaleString('en-US')}; cut it to the district first.`,
      ),
    );
  }
  const blockSize = image.getTileWidth() * image.getTileHeight();
  if (!(columns * rows > 0) || !(blockSize > 0 && blockSize <= 4 * mostCells)) {
    throw new Error(`${columns} × ${rows} cells in blocks of ${blockSize}`);
  }
  const photometric = Number(await image.fileDirectory.loadValue('PhotometricInterpretation'));
  if (photometric > 1 && photometric < 9) {
    throw new Failure(
      text(
        '这是彩色图片（如卫星图、截图），不是数值栅格；请选一个波段存人数或密度的 GeoTIFF。',
        'This is a coloured picture such as a satellite image, no grid of numbers; choose a GeoTIFF with counts or densities.',
      ),
    );
  }
  const keys = (image.getGeoKeys() ?? {}) as Record<string, unknown>;
  const place = await placeOf(image, keys.GTRasterTypeGeoKey === 2 ? 0.5 : 0);
  const samples = image.getSamplesPerPixel();
  return {
    columns,
    rows,
    samples,
    noData: image.getGDALNoData(),
    ...place,
    keys,
    async *blocks(band) {
      const high = image.getTileHeight();
      const height = high * Math.max(1, Math.floor(blockCells / columns / high));
      for (let firstRow = 0; firstRow < rows; firstRow += height) {
        const window = [0, firstRow, columns, Math.min(rows, firstRow + height)];
        const [values] = await guard(() => image.readRasters({ samples: [band - 1], window }));
        yield { firstRow, values: values as unknown as ArrayLike<number> };
      }
    },
  };
}

/**
 * Where the lattice lies: one tie point and a scale, or a matrix (OGC 19-008r4, clause 7.4), which may be turned.
 * @param shift part of a cell by which the tie point lies inside: a half when it is the centre of a cell
 */
async function placeOf(
  image: GeoTIFFImage,
  shift: number,
): Promise<Pick<GridImage, 'corner' | 'across' | 'down'>> {
  const load = async (tag: 'ModelTiepoint' | 'ModelPixelScale' | 'ModelTransformation') => {
    const value: unknown = image.fileDirectory.hasTag(tag)
      ? await image.fileDirectory.loadValue(tag)
      : null;
    return value ? Array.from(value as ArrayLike<number>) : null;
  };
  const scale = await load('ModelPixelScale');
  const tie = await load('ModelTiepoint');
  const matrix = await load('ModelTransformation');
  const [a, b, c, d, e, f] =
    scale && tie
      ? [scale[0]!, 0, tie[3]! - tie[0]! * scale[0]!, 0, -scale[1]!, tie[4]! + tie[1]! * scale[1]!]
      : matrix
        ? [matrix[0]!, matrix[1]!, matrix[3]!, matrix[4]!, matrix[5]!, matrix[7]!]
        : [];
  const area = a! * e! - b! * d!;
  if (![a, b, c, d, e, f].every(Number.isFinite) || !Number.isFinite(area) || area === 0) {
    throw new Failure(
      text(
        '这个 TIFF 没有写明自己在什么位置（没有地理参考）；请导出为带地理参考的 GeoTIFF。',
        'This TIFF does not say where it lies; export it as a GeoTIFF with its georeference.',
      ),
    );
  }
  return {
    corner: (column, row) => [
      a! * (column - shift) + b! * (row - shift) + c!,
      d! * (column - shift) + e! * (row - shift) + f!,
    ],
    across: [a!, d!],
    down: [b!, e!],
  };
}

/** Whatever the library throws becomes a sentence. */
async function guard<Result>(work: () => Result | Promise<Result>): Promise<Result> {
  try {
    return await work();
  } catch (cause) {
    if (cause instanceof Failure) throw cause;
    const reason = cause instanceof Error ? cause.message : String(cause);
    throw new Failure(
      text(
        `GeoTIFF 读不下去：它已损坏、没有传完，或用了不支持的写法（${reason}）。`,
        `The GeoTIFF cannot be read; it is damaged, cut off or of an unsupported kind (${reason}).`,
      ),
      { cause },
    );
  }
}

/**
 * The number of the band, from 1.
 * @throws Failure when there are several and none was chosen, or it is not there
 */
export function bandOf({ samples }: GridImage, wanted: number | undefined): number {
  if (wanted === undefined && samples > 1) {
    throw new Failure(
      text(
        `栅格有 ${samples} 个波段，请选一个（1 至 ${samples}）。`,
        `The grid has ${plural(samples, 'band')}; choose one (1 to ${samples}).`,
      ),
    );
  }
  const band = wanted ?? 1;
  if (!Number.isInteger(band) || band < 1 || band > samples) {
    throw new Failure(
      text(
        `栅格没有第 ${band} 波段，只有 1 至 ${samples}。`,
        `The grid has no band ${band}, only 1 to ${samples}.`,
      ),
    );
  }
  return band;
}
