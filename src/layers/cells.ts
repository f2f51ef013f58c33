import type { Drawing, ImageKey } from './define';

/** A picture of cells, each as sharp as it is in the data. */
export const cells = (from: ImageKey): Drawing => ({
  name: 'cells',
  place: 'gap',
  from,
  type: 'raster',
  paint: { 'raster-resampling': 'nearest', 'raster-fade-duration': 0 },
});
