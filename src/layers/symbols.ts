import { marks, patterns } from './marks';
import type { Palette } from './palette';
import type { Picture } from './picture';
import { facilityPlates, geohazardPlates, shelterPlates, sitePlates } from './plates';

/** Every symbol of the product by id: plates, marks and patterns. */
export const symbols = {
  ...shelterPlates,
  ...geohazardPlates,
  ...sitePlates,
  ...facilityPlates,
  ...marks,
  ...patterns,
};
export type SymbolId = keyof typeof symbols;
export const symbolIds = Object.keys(symbols) as SymbolId[];

/**
 * A symbol as SVG text in a theme's colours; with `cssPalette` it follows the page's theme by itself. Holds nothing
 * from data, so the page may insert it as markup.
 * @param heightPixels height of the picture; the symbol's own when left out
 */
export function symbolSvg(id: SymbolId, palette: Palette, heightPixels?: number): string {
  const { width, height, view, body }: Picture = symbols[id];
  const scale = (heightPixels ?? height) / height;
  const box = view ? `0 0 ${view} ${view}` : `0 0 ${width} ${height}`;
  return (
    `<svg xmlns="http://www.w3.org/2000/svg" width="${width * scale}" height="${height * scale}"` +
    ` viewBox="${box}" aria-hidden="true">${body(palette)}</svg>`
  );
}
