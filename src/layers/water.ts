import { text } from '../domain/text';
import { defineLayer } from './define';
import { fontStack, ink, nameIn, upright } from './labels';

/** Streams, wider with their order, and standing water. */
export const water = defineLayer({
  title: text('水系', 'Water'),
  group: 'base',
  shows: 'streams',
  shown: true,
  selectable: false,
  legend: [
    {
      label: text('河流、水面', 'Streams and lakes'),
      swatch: { fill: 'map-water', line: 'map-water-edge' },
    },
  ],
  drawings: ({ palette, locale }) => [
    {
      name: 'streams',
      place: 'water',
      from: 'streams',
      type: 'line',
      layout: { 'line-join': 'round', 'line-cap': 'round' },
      paint: {
        'line-color': palette['map-water-edge'],
        'line-width': [
          'interpolate',
          ['linear'],
          ['zoom'],
          8,
          ['interpolate', ['linear'], ['coalesce', ['get', 'order'], 1], 1, 0.4, 5, 2],
          13,
          ['interpolate', ['linear'], ['coalesce', ['get', 'order'], 1], 1, 1.3, 5, 5.5],
        ],
      },
    },
    {
      name: 'lakes',
      place: 'water',
      from: 'lakes',
      type: 'fill',
      paint: { 'fill-color': palette['map-water'] },
    },
    {
      name: 'shores',
      place: 'water',
      from: 'lakes',
      type: 'line',
      paint: { 'line-color': palette['map-water-edge'], 'line-width': 0.9 },
    },
    {
      name: 'label',
      place: 'label-rivers',
      from: 'streams',
      type: 'symbol',
      minzoom: 10,
      layout: {
        ...upright,
        'symbol-placement': 'line',
        'symbol-spacing': 420,
        'text-field': nameIn(locale),
        'text-font': fontStack(palette, 'water'),
        'text-size': 12.5,
        'text-letter-spacing': 0.04,
      },
      paint: ink(palette, 'map-water-text', 2.4),
    },
  ],
});
