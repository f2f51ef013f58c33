import { gapRamp } from '../domain/ramps';
import { text } from '../domain/text';
import { defineLayer } from './define';

/** Residents of each cell of the grid, as a picture in the classes of people a hectare. */
export const residents = defineLayer({
  title: text('居民分布', 'Residents'),
  group: 'base',
  shows: 'residents',
  shown: false,
  selectable: false,
  legend: [],
  ramp: { classes: gapRamp, unit: text('人/公顷', 'people/ha') },
  drawings: () => [
    {
      name: 'cells',
      place: 'gap',
      from: 'residents',
      type: 'raster',
      paint: { 'raster-resampling': 'nearest', 'raster-fade-duration': 0 },
    },
  ],
});
