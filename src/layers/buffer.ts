import type { ExpressionSpecification } from 'maplibre-gl';
import { text } from '../domain/text';
import { defineLayer, type DrawingContext } from './define';

/** Edge of a buffer in the colour of the layer it was drawn round; ink when the answer does not say. */
const edge = ({ palette }: DrawingContext): ExpressionSpecification =>
  [
    'match',
    ['coalesce', ['get', 'layer'], ''],
    ...['shelters', palette.shelter, 'geohazards', palette.geohazard],
    ...['reservoirs', palette.reservoir, 'forests', palette.forest, 'hazchem', palette.hazchem],
    palette['ink-2'],
  ] as unknown as ExpressionSpecification;

/** Areas of a buffer answer. */
export const buffer = defineLayer({
  title: text('缓冲区', 'Buffer'),
  group: 'hazard',
  shows: 'buffer',
  shown: true,
  selectable: false,
  legend: [
    {
      label: text('缓冲范围', 'Buffer area'),
      swatch: { fill: 'ink-2', fillOpacity: 0.12, line: 'ink-2' },
    },
    { label: text('范围内要素（圈出）', 'Features inside (ringed)') },
  ],
  drawings: (context) => [
    {
      name: 'area',
      place: 'service',
      from: 'buffer',
      type: 'fill',
      paint: { 'fill-color': edge(context), 'fill-opacity': 0.14, 'fill-antialias': false },
    },
    {
      name: 'line',
      place: 'service',
      from: 'buffer',
      type: 'line',
      layout: { 'line-join': 'round' },
      paint: { 'line-color': edge(context), 'line-width': 1.8 },
    },
    {
      name: 'inside',
      place: 'shelters',
      from: 'bufferInside',
      type: 'circle',
      paint: {
        'circle-radius': ['interpolate', ['linear'], ['zoom'], 9, 7, 13, 13],
        'circle-opacity': 0,
        'circle-stroke-color': context.palette.ink,
        'circle-stroke-width': 1.4,
      },
    },
  ],
});
