import { text } from '../domain/text';
import { defineLayer } from './define';

/** Areas merged into one. */
export const union = defineLayer({
  title: text('合并范围', 'Merged area'),
  group: 'overlay',
  shows: 'union',
  shown: true,
  selectable: false,
  unlisted: true,
  legend: [
    {
      label: text('合并后的范围', 'Merged area'),
      swatch: { fill: 'ink-2', fillOpacity: 0.12, line: 'ink-2' },
    },
  ],
  drawings: ({ palette }) => [
    {
      name: 'area',
      place: 'service',
      from: 'union',
      type: 'fill',
      paint: { 'fill-color': palette['ink-2'], 'fill-opacity': 0.12, 'fill-antialias': false },
    },
    {
      name: 'line',
      place: 'rings',
      from: 'union',
      type: 'line',
      layout: { 'line-join': 'round' },
      paint: {
        'line-color': palette['ink-2'],
        'line-width': ['interpolate', ['linear'], ['zoom'], 9, 0.4, 11, 0.8, 14, 1.8],
      },
    },
  ],
});
