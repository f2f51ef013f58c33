import { gapRamp } from '../domain/ramps';
import { text } from '../domain/text';
import { defineLayer } from './define';
import type { Palette, PaletteKey } from './palette';

/** Opacity of the classes of {@link gapRamp} from 1 on: the lowest lets the ground through. */
const opacities = [0.42, 0.78, 0.9, 0.95];

/**
 * Colours of the cells of residents or uncovered residents, class 1 first, as `#rrggbbaa`; class 0 is clear.
 */
export const cellColours = (palette: Palette): string[] =>
  gapRamp.colours.slice(1).map((token, i) => {
    const alpha = Math.round(opacities[i]! * 255).toString(16);
    return palette[token as PaletteKey] + alpha.padStart(2, '0');
  });

/** Residents outside every service radius, as a picture in the classes of people a hectare. */
export const uncovered = defineLayer({
  title: text('未覆盖居民', 'Without shelter'),
  group: 'shelter',
  shows: 'uncovered',
  shown: true,
  selectable: false,
  legend: [],
  ramp: { classes: gapRamp, unit: text('人/公顷', 'people/ha') },
  drawings: () => [
    {
      name: 'cells',
      place: 'gap',
      from: 'uncovered',
      type: 'raster',
      paint: { 'raster-resampling': 'nearest', 'raster-fade-duration': 0 },
    },
  ],
});
