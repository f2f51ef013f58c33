import { gapRamp } from '../domain/ramps';
import { text } from '../domain/text';
import { defineLayer } from './define';

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
