import type { Map, StyleImageMetadata } from 'maplibre-gl';
import { palettes, type Theme } from '../layers/palette';
import type { Picture } from '../layers/picture';
import { symbolIds, symbols, symbolSvg, type SymbolId } from '../layers/symbols';

/** Pixels of the raster for each pixel of the symbol. */
const pixelRatio = 2;

/** Draws SVG text at a size in pixels through an image with a data address, which needs no network. */
async function rasterise(svg: string, width: number, height: number): Promise<ImageData> {
  const image = new Image();
  image.src = `data:image/svg+xml,${encodeURIComponent(svg)}`;
  await image.decode();
  const canvas = document.createElement('canvas');
  canvas.width = Math.round(width);
  canvas.height = Math.round(height);
  const context = canvas.getContext('2d', { willReadFrequently: true });
  if (!context) throw new Error('This browser gives no 2D canvas; symbols cannot be drawn.');
  context.drawImage(image, 0, 0, canvas.width, canvas.height);
  return context.getImageData(0, 0, canvas.width, canvas.height);
}

/** Stretchable parts and content box in pixels of the raster. */
function stretchOf({ stretch }: Picture): Partial<StyleImageMetadata> {
  if (!stretch) return {};
  const scale = ([from, to]: [number, number]): [number, number] => [
    from * pixelRatio,
    to * pixelRatio,
  ];
  const content = stretch.content.map((edge) => edge * pixelRatio);
  return {
    stretchX: stretch.x.map(scale),
    stretchY: stretch.y.map(scale),
    content: content as [number, number, number, number],
  };
}

interface SymbolImage {
  name: string;
  data: ImageData;
  options: Partial<StyleImageMetadata>;
}

async function draw(id: SymbolId, theme: Theme): Promise<SymbolImage> {
  const picture: Picture = symbols[id];
  const svg = symbolSvg(id, palettes[theme], picture.height * pixelRatio);
  const data = await rasterise(svg, picture.width * pixelRatio, picture.height * pixelRatio);
  return { name: `${id}@${theme}`, data, options: { pixelRatio, ...stretchOf(picture) } };
}

/** Symbols drawn together: all of them at once would hold the page while they are rasterised. */
const symbolsAtOnce = 6;

async function drawAll(theme: Theme): Promise<SymbolImage[]> {
  const images: SymbolImage[] = [];
  for (let first = 0; first < symbolIds.length; first += symbolsAtOnce) {
    const some = symbolIds.slice(first, first + symbolsAtOnce);
    images.push(...(await Promise.all(some.map((id) => draw(id, theme)))));
  }
  return images;
}

const drawn: Partial<Record<Theme, Promise<SymbolImage[]>>> = {};

/** Every symbol of a theme as raster, drawn once in a session. */
export const imagesOf = (theme: Theme): Promise<SymbolImage[]> =>
  (drawn[theme] ??= drawAll(theme).catch((error: unknown) => {
    // The next map tries again.
    delete drawn[theme];
    throw error;
  }));

/** Adds the images of a theme that the map has not yet. */
export function addImages(map: Map, images: readonly SymbolImage[]): void {
  for (const { name, data, options } of images) {
    if (!map.hasImage(name)) map.addImage(name, data, options);
  }
}
