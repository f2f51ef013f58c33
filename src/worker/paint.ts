import type { Lattice, TerrainGrid } from '../domain/grid';
import { shade } from './relief';
import type { Painted } from './protocol';

const mercator = (latitude: number) => Math.log(Math.tan(Math.PI / 4 + (latitude * Math.PI) / 360));
const latitudeOf = (y: number) => (360 / Math.PI) * (Math.atan(Math.exp(y)) - Math.PI / 4);

/**
 * For each row of an image drawn on a Mercator map, the lattice row that it shows. Without it an image that is even in
 * degrees lies up to 120 m off in the middle of a district 0.9° high.
 */
export function mercatorRows({ north, cellDegrees, rows }: Lattice): Int32Array {
  const top = mercator(north);
  const bottom = mercator(north - rows * cellDegrees);
  return Int32Array.from({ length: rows }, (_, row) => {
    const latitude = latitudeOf(top + ((row + 0.5) / rows) * (bottom - top));
    return Math.min(rows - 1, Math.max(0, Math.floor((north - latitude) / cellDegrees)));
  });
}

/** A CSS colour `#rrggbb` or `#rrggbbaa` as a little-endian RGBA word; anything else is transparent. */
export function rgba(colour: string): number {
  const match = /^#([0-9a-f]{6})([0-9a-f]{2})?$/i.exec(colour);
  if (!match) return 0;
  const rgb = parseInt(match[1]!, 16);
  const alpha = match[2] ? parseInt(match[2], 16) : 255;
  return ((alpha << 24) | ((rgb & 255) << 16) | (rgb & 0xff00) | (rgb >> 16)) >>> 0;
}

/** The corners of a lattice: north-west, north-east, south-east, south-west. */
function cornersOf({ west, north, cellDegrees, columns, rows }: Lattice): Painted['coordinates'] {
  const east = west + columns * cellDegrees;
  const south = north - rows * cellDegrees;
  return [
    [west, north],
    [east, north],
    [east, south],
    [west, south],
  ];
}

async function png(words: Uint32Array, lattice: Lattice): Promise<Painted> {
  const { columns, rows } = lattice;
  const canvas = new OffscreenCanvas(columns, rows);
  const context = canvas.getContext('2d')!;
  const bytes = new Uint8ClampedArray(
    words.buffer as ArrayBuffer,
    words.byteOffset,
    words.length * 4,
  );
  context.putImageData(new ImageData(bytes, columns, rows), 0, 0);
  return {
    png: await canvas.convertToBlob({ type: 'image/png' }),
    coordinates: cornersOf(lattice),
  };
}

/** Cells of a stripe, and of the paler stripe beside it. */
const stripeCells = 2;

/**
 * Paints cells by class; class 0 is transparent, class `i` has `colours[i − 1]`. Two colours with a slash between are
 * diagonal stripes, the second at a slope of one cell in one.
 */
export function paintClasses(
  image: Lattice & { classes: Uint8Array },
  colours: readonly string[],
): Promise<Painted> {
  const words = colours.map((colour) => colour.split('/'));
  const first = [0, ...words.map(([colour]) => rgba(colour!))];
  const second = [0, ...words.map(([colour, other]) => rgba(other ?? colour!))];
  const pixels = new Uint32Array(image.columns * image.rows);
  mercatorRows(image).forEach((source, row) => {
    for (let column = 0; column < image.columns; column++) {
      const stripe = Math.floor((row + column) / stripeCells) % 2 === 0 ? first : second;
      pixels[row * image.columns + column] =
        stripe[image.classes[source * image.columns + column]!] ?? 0;
    }
  });
  return png(pixels, image);
}

/** Paints hill shading: `colours` are the ink of shadows and the light of lit slopes. */
export function paintRelief(terrain: TerrainGrid, colours: readonly string[]): Promise<Painted> {
  const shadow = rgba(colours[0] ?? '#000000') & 0xffffff;
  const light = rgba(colours[1] ?? '#ffffff') & 0xffffff;
  const shades = shade(terrain);
  const words = new Uint32Array(terrain.columns * terrain.rows);
  mercatorRows(terrain).forEach((source, row) => {
    for (let column = 0; column < terrain.columns; column++) {
      const value = shades[source * terrain.columns + column]!;
      const alpha = Math.min(255, Math.abs(value));
      words[row * terrain.columns + column] = ((alpha << 24) | (value < 0 ? shadow : light)) >>> 0;
    }
  });
  return png(words, terrain);
}
