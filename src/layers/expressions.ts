import type { ExpressionSpecification } from 'maplibre-gl';
import type { Classes } from '../domain/classes';
import type { Palette, PaletteKey } from './palette';

/**
 * Zoom of look rules (tiles of 256 px, as on its reference plan at 28 m a pixel) to MapLibre's (512 px): one less.
 */
export const zoomOf = (lookZoom: number) => lookZoom - 1;

/** Scale of a symbol by zoom: ¾ up to z 10, 1 at z 12, 1¼ from z 14 on. */
const scaleStops = [
  [zoomOf(10), 0.75],
  [zoomOf(12), 1],
  [zoomOf(14), 1.25],
] as const;

/** Below this many pixels a plate is drawn without its glyph. */
const smallestWithGlyph = 14;

export const symbolScale: ExpressionSpecification = [
  'interpolate',
  ['linear'],
  ['zoom'],
  ...scaleStops.flat(),
];

/** The zoom from which a plate of this nominal size is large enough for its glyph. */
export function glyphZoom(sizePixels: number): number {
  const wanted = smallestWithGlyph / sizePixels;
  const [low, middle, high] = scaleStops;
  if (wanted <= low[1]) return 0;
  const [from, to] = wanted <= middle[1] ? [low, middle] : [middle, high];
  return from[0] + ((wanted - from[1]) / (to[1] - from[1])) * (to[0] - from[0]);
}

/** Plain plates at small sizes, plates with their glyph above: the size of each property value decides where. */
export function byZoom<Value extends string>(
  sizes: Readonly<Record<Value, number>>,
  image: (value: Value, plain: boolean) => string,
  match: (images: Record<Value, string>) => ExpressionSpecification | string,
): ExpressionSpecification {
  const values = Object.keys(sizes) as Value[];
  const at = (zoom: number) =>
    match(
      Object.fromEntries(
        values.map((value) => [value, image(value, zoom < glyphZoom(sizes[value]))]),
      ) as Record<Value, string>,
    );
  const changes = [...new Set(values.map((value) => glyphZoom(sizes[value])))]
    .filter((zoom) => zoom > 0)
    .sort((a, b) => a - b);
  return ['step', ['zoom'], at(0), ...changes.flatMap((zoom) => [zoom, at(zoom)])];
}

/** Picks a value by an option of the record; anything else, `null` too, gets the fallback. */
export function pick(
  key: string,
  values: Readonly<Record<string, string | number>>,
  fallback: string | number,
): ExpressionSpecification {
  return [
    'match',
    ['to-string', ['get', key]],
    ...Object.entries(values).flat(),
    fallback,
  ] as unknown as ExpressionSpecification;
}

/** Colours a number by its class, as the legend does: a value on a break belongs to the class above it. */
export function ramp(
  input: ExpressionSpecification,
  { breaks, colours }: Classes,
  palette: Palette,
): ExpressionSpecification {
  const colour = (i: number) => rampColour(colours[i]!, palette);
  return ['step', input, colour(0), ...breaks.flatMap((limit, i) => [limit, colour(i + 1)])];
}

/** A class's colour; `transparent` is no token but stands for itself. */
export const rampColour = (token: string, palette: Palette) =>
  token === 'transparent' ? 'rgba(0,0,0,0)' : palette[token as PaletteKey];

/** Whether a property is unknown: `null` or absent. */
export const unknown = (key: string): ExpressionSpecification => ['==', ['get', key], null];
