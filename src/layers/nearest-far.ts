import { text } from '../domain/text';
import { defineLayer } from './define';

/** The residents who are farthest from any shelter, each with a line to the nearest. */
export const nearestFar = defineLayer({
  title: text('最远的居民', 'Farthest residents'),
  group: 'overlay',
  shows: 'nearestFar',
  shown: true,
  selectable: false,
  unlisted: true,
  legend: [
    {
      label: text('离场所最远的居民', 'Residents farthest from a shelter'),
      swatch: { fill: 'surface-1', line: 'gap-4', shape: 'ring' },
    },
  ],
  drawings: ({ palette }) => [
    {
      name: 'line',
      place: 'rings',
      from: 'nearestFar',
      type: 'line',
      filter: ['==', ['geometry-type'], 'LineString'],
      paint: { 'line-color': palette['gap-4'], 'line-width': 1.4, 'line-dasharray': [2, 2] },
    },
    {
      name: 'mark',
      place: 'clusters',
      from: 'nearestFar',
      type: 'circle',
      filter: ['==', ['geometry-type'], 'Point'],
      paint: {
        'circle-radius': 6,
        'circle-color': palette['surface-1'],
        'circle-stroke-color': palette['gap-4'],
        'circle-stroke-width': 2.2,
      },
    },
  ],
});
