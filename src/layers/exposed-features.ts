import { text } from '../domain/text';
import { defineLayer } from './define';

/** Features of other layers inside the exposed areas, ringed. */
export const exposedFeatures = defineLayer({
  title: text('范围内要素', 'Features inside'),
  group: 'overlay',
  shows: 'exposedFeatures',
  shown: true,
  selectable: false,
  unlisted: true,
  legend: [
    {
      label: text('范围内要素（圈出）', 'Features inside (ringed)'),
      swatch: { line: 'ink', shape: 'ring' },
    },
  ],
  drawings: ({ palette }) => [
    {
      name: 'ring',
      place: 'shelters',
      from: 'exposedFeatures',
      type: 'circle',
      filter: ['==', ['geometry-type'], 'Point'],
      paint: {
        'circle-radius': ['interpolate', ['linear'], ['zoom'], 9, 7, 13, 13],
        'circle-opacity': 0,
        'circle-stroke-color': palette.ink,
        'circle-stroke-width': 1.4,
      },
    },
  ],
});
