import css from '../tokens.css?raw';

/** Themes a map can be drawn in; `dark` and `print` lie over the light values. */
export const themes = ['light', 'dark', 'print'] as const;
export type Theme = (typeof themes)[number];

/** Tokens that maps, symbols and legends use. Every one must stand in tokens.css. */
const paletteKeys = [
  ...['surface-0', 'surface-1', 'ink', 'ink-2', 'accent', 'on-accent'],
  ...['risk-1', 'risk-2', 'risk-3', 'risk-4', 'risk-edge', 'risk-none'],
  ...['on-risk-1', 'on-risk-2', 'on-risk-3', 'on-risk-4'],
  ...['shelter', 'geohazard', 'reservoir', 'forest', 'forest-fill', 'hazchem'],
  ...['on-layer', 'plate-edge', 'scenario', 'on-scenario', 'unknown'],
  ...['cov-1', 'cov-2', 'cov-3', 'cov-4', 'cov-5'],
  ...['m2-1', 'm2-2', 'm2-3', 'm2-4', 'm2-5'],
  ...['gap-1', 'gap-2', 'gap-3', 'gap-4'],
  ...['map-land', 'map-outside', 'map-veil', 'map-built', 'map-forest'],
  ...['map-water', 'map-water-edge', 'map-water-text'],
  ...['map-road', 'map-road-case', 'map-motorway'],
  ...['map-town-line', 'map-county-line', 'map-county-band'],
  ...['map-text', 'map-text-2', 'map-halo'],
  ...['map-relief', 'service-fill', 'service-line', 'font-ui', 'font-water'],
] as const;
export type PaletteKey = (typeof paletteKeys)[number];

/** The value of every token of one theme, as written in tokens.css. */
export type Palette = Readonly<Record<PaletteKey, string>>;

/** The sheet without comments and media queries, which are the browser's business, and with one kind of quotes. */
const plain = css
  .replace(/\/\*[\s\S]*?\*\//g, '')
  .replace(/@[^{]+\{(?:[^{}]*\{[^{}]*\})*[^{}]*\}/g, '')
  .replace(/"/g, "'");

/** The custom properties set in the rules with this selector. */
function declarations(selector: string): Record<string, string> {
  const found: Record<string, string> = {};
  for (const [, head, body] of plain.matchAll(/([^{}]+)\{([^{}]*)\}/g)) {
    if (head?.trim() !== selector) continue;
    for (const [, name, value] of (body ?? '').matchAll(/--([\w-]+):\s*([^;]+);/g)) {
      if (name && value) found[name] = value.trim().replace(/\s+/g, ' ');
    }
  }
  return found;
}

function paletteOf(overrides: string | null): Palette {
  const over = overrides ? declarations(overrides) : {};
  if (overrides && Object.keys(over).length === 0) {
    throw new Error(`tokens.css has no rule ${overrides}; add it.`);
  }
  const values = { ...declarations(':root'), ...over };
  return Object.fromEntries(
    paletteKeys.map((key) => {
      const value = values[key];
      if (value === undefined) throw new Error(`tokens.css has no --${key}; add it.`);
      return [key, value];
    }),
  ) as Record<PaletteKey, string>;
}

/** Colours, opacities and fonts of each theme, read once from tokens.css, their only source. */
export const palettes: Readonly<Record<Theme, Palette>> = {
  light: paletteOf(null),
  dark: paletteOf("[data-theme='dark']"),
  print: paletteOf("[data-theme='print']"),
};

/** `var(--token)` for every token: symbols drawn with it in the page follow the theme by themselves. */
export const cssPalette = Object.fromEntries(
  paletteKeys.map((key) => [key, `var(--${key})`]),
) as Record<PaletteKey, string>;

/** Families of a font token as MapLibre's `text-font` wants them, first choice first. */
export function families(palette: Palette, key: 'font-ui' | 'font-water'): string[] {
  return palette[key].split(',').map((family) => family.trim().replace(/^["']|["']$/g, ''));
}
