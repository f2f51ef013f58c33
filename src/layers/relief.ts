import { text } from '../domain/text';
import { defineLayer } from './define';

/** Hill shading, a picture made from the terrain; under a choropleth never above 40 %. */
export const relief = defineLayer({
  title: text('地形晕渲', 'Hill shading'),
  group: 'base',
  shows: 'relief',
  shown: true,
  selectable: false,
  legend: [],
  drawings: ({ palette, choropleth }) => [
    {
      name: 'shade',
      place: 'relief',
      from: 'relief',
      type: 'raster',
      paint: {
        'raster-opacity': Math.min(Number(palette['map-relief']), choropleth ? 0.38 : 1),
        'raster-fade-duration': 0,
      },
    },
  ],
});
