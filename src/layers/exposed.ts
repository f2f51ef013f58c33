import { text } from '../domain/text';
import { defineLayer } from './define';

/** The areas whose residents and features are counted. */
export const exposed = defineLayer({
  title: text('受影响范围', 'Exposed areas'),
  group: 'overlay',
  shows: 'exposed',
  shown: true,
  selectable: false,
  unlisted: true,
  legend: [
    {
      label: text('受影响范围（斜纹）', 'Exposed area (striped)'),
      swatch: { fill: 'ink-2', fillOpacity: 0.1, line: 'ink', pattern: 'pattern-below' },
    },
  ],
  drawings: ({ palette, image }) => [
    {
      name: 'area',
      place: 'service',
      from: 'exposed',
      type: 'fill',
      paint: { 'fill-color': palette['ink-2'], 'fill-opacity': 0.1, 'fill-antialias': false },
    },
    {
      name: 'stripes',
      place: 'service',
      from: 'exposed',
      type: 'fill',
      paint: { 'fill-pattern': image('pattern-below') },
    },
    {
      name: 'line',
      place: 'rings',
      from: 'exposed',
      type: 'line',
      layout: { 'line-join': 'round' },
      paint: {
        'line-color': palette.ink,
        'line-width': ['interpolate', ['linear'], ['zoom'], 9, 0.4, 11, 0.8, 14, 1.8],
      },
    },
  ],
});
