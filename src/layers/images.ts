import { gapRamp } from '../domain/ramps';
import type { Text } from '../domain/text';
import type { ImageKey } from './define';
import type { Palette, PaletteKey } from './palette';

/** How a class of a picture of cells is painted. */
export interface CellStyle {
  colour: PaletteKey;
  /** How far the ground is covered, 0 to 1. */
  opacity: number;
  /** Drawn as diagonal stripes of cells, so that it is told from a plain class without its colour. */
  hatched?: boolean;
}

/** A class with its meaning as the legend has it; without one the layer's ramp explains it. */
export interface CellClass extends CellStyle {
  label?: Text;
}

/** The lowest class of residents lets the ground through. */
const opacities = [0.42, 0.78, 0.9, 0.95];

/** Residents, or residents without something, in the classes of people a hectare. */
export const gapCells: readonly CellStyle[] = gapRamp.colours
  .slice(1)
  .map((token, i) => ({ colour: token as PaletteKey, opacity: opacities[i]! }));

/** How much of a striped class's colour its paler stripes have; the rest is land, so that nothing below shows through. */
const palerStripe = 0.3;

const channels = (colour: string) => [1, 3, 5].map((at) => parseInt(colour.slice(at, at + 2), 16));

/** A colour mixed into the land, both as `#rrggbb`. */
function paler(colour: string, land: string): string {
  const ground = channels(land);
  const mixed = channels(colour).map((value, i) =>
    Math.round(value * palerStripe + ground[i]! * (1 - palerStripe)),
  );
  return `#${mixed.map((value) => value.toString(16).padStart(2, '0')).join('')}`;
}

const byte = (share: number) =>
  Math.round(share * 255)
    .toString(16)
    .padStart(2, '0');

/**
 * Colours that cells are painted in, class 1 first: `#rrggbbaa`, or two of them with a slash between for a class in
 * diagonal stripes.
 */
export const cellColours = (styles: readonly CellStyle[], palette: Palette): string[] =>
  styles.map(({ colour, opacity, hatched }) => {
    const full = palette[colour] + byte(opacity);
    return hatched
      ? `${full}/${paler(palette[colour], palette['map-land'])}${byte(opacity)}`
      : full;
  });

/** Ink of shadows and light of lit slopes, by ground. */
const reliefColours = { light: ['#2b3a42', '#ffffff'], dark: ['#000000', '#8fa3ad'] } as const;

/** Colours of the pictures that every pack has; those of results are given by their layers. */
export const imageColours = (key: ImageKey, palette: Palette, dark: boolean): string[] =>
  key === 'relief' ? [...reliefColours[dark ? 'dark' : 'light']] : cellColours(gapCells, palette);
