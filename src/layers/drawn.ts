import { text } from '../domain/text';
import { defineLayer } from './define';

/** Areas and places that a form holds, before and while they are asked about. */
export const drawn = defineLayer({
  title: text('所选范围和地点', 'Chosen areas and places'),
  group: 'overlay',
  shows: 'drawn',
  shown: true,
  selectable: false,
  unlisted: true,
  legend: [
    {
      label: text('所选范围或地点', 'Chosen area or place'),
      swatch: { fill: 'accent', fillOpacity: 0.08, line: 'accent', dashed: true },
    },
  ],
  drawings: ({ palette }) => [
    {
      name: 'area',
      place: 'service',
      from: 'drawn',
      type: 'fill',
      filter: ['==', ['geometry-type'], 'Polygon'],
      paint: { 'fill-color': palette.accent, 'fill-opacity': 0.08, 'fill-antialias': false },
    },
    {
      name: 'line',
      place: 'rings',
      from: 'drawn',
      type: 'line',
      filter: ['==', ['geometry-type'], 'Polygon'],
      paint: { 'line-color': palette.accent, 'line-width': 1.8, 'line-dasharray': [3, 2] },
    },
    {
      name: 'place',
      place: 'clusters',
      from: 'drawn',
      type: 'circle',
      filter: ['==', ['geometry-type'], 'Point'],
      paint: {
        'circle-radius': 5,
        'circle-color': palette['surface-1'],
        'circle-stroke-color': palette.accent,
        'circle-stroke-width': 2,
      },
    },
  ],
});
