import type { ExpressionSpecification, SymbolLayerSpecification } from 'maplibre-gl';
import type { Locale } from '../domain/text';
import { families, type Palette, type PaletteKey } from './palette';

type Layout = NonNullable<SymbolLayerSpecification['layout']>;
type Paint = NonNullable<SymbolLayerSpecification['paint']>;

/**
 * Font stack for `text-font`. There is no glyphs URL: MapLibre draws text from the device's own fonts, takes the stack
 * as a CSS family list and reads weight and slant from its first name, so that one is made for it.
 */
export function fontStack(palette: Palette, kind: 'semibold' | 'medium' | 'bold' | 'water') {
  const stack = families(palette, kind === 'water' ? 'font-water' : 'font-ui');
  const style = kind === 'water' ? 'Italic' : kind;
  return [`${stack[0]} ${style}`, ...stack];
}

/** The name of a record in the language of the page where it has one. */
export const nameIn = (locale: Locale): ExpressionSpecification =>
  locale === 'en'
    ? ['coalesce', ['get', 'name_en'], ['get', 'name'], '']
    : ['coalesce', ['get', 'name'], ''];

/** Positions tried beside a symbol, `ems` from its middle: above, below, right, left, then further out. */
export function around(ems: number): Layout['text-variable-anchor-offset'] {
  const far = ems * 1.9;
  return [
    ...['bottom', [0, -ems], 'top', [0, ems], 'left', [ems, 0], 'right', [-ems, 0]],
    ...['bottom', [0, -far], 'top', [0, far], 'left', [far, 0], 'right', [-far, 0]],
  ] as Layout['text-variable-anchor-offset'];
}

/** Horizontal text that is never broken and never turned. */
export const upright = {
  'text-max-width': 40,
  'text-padding': 3,
  'text-rotation-alignment': 'viewport',
  'text-justify': 'auto',
} as const satisfies Layout;

/** Ink with its halo; a halo of 3 px is 1.5 px on each side. */
export function ink(palette: Palette, key: PaletteKey = 'map-text', haloPixels = 3): Paint {
  return {
    'text-color': palette[key],
    'text-halo-color': palette['map-halo'],
    'text-halo-width': haloPixels / 2,
    'text-halo-blur': 0.25,
  };
}
