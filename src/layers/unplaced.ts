import { gapRamp } from '../domain/ramps';
import { text } from '../domain/text';
import { cells } from './cells';
import { defineLayer, everyonesLayers } from './define';

/** Residents for whom no place is left within reach, in the classes of people a hectare. */
export const unplaced = defineLayer({
  title: text('未安置居民', 'Residents without a place'),
  group: 'overlay',
  shows: 'unplaced',
  shown: true,
  selectable: false,
  unlisted: true,
  replaces: everyonesLayers,
  legend: [],
  ramp: { classes: gapRamp, unit: text('人/公顷', 'people/ha') },
  drawings: () => [cells('unplaced')],
});
