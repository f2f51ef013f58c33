import type { ExpressionSpecification } from 'maplibre-gl';
import { text } from '../domain/text';
import { defineLayer } from './define';

/** Width of a line in pixels by people, growing with the root so that small flows stay visible. */
const widthOf = (more: number): ExpressionSpecification => [
  'interpolate',
  ['linear'],
  ['sqrt', ['coalesce', ['get', 'people'], 0]],
  ...[0, 0.6 + more, 20, 1 + more, 100, 4 + more, 250, 9 + more],
];

/** Who goes where: a line from each place to the shelter its residents are given, wider for more people. */
export const flows = defineLayer({
  title: text('疏散去向', 'Who goes where'),
  group: 'overlay',
  shows: 'flows',
  shown: true,
  selectable: false,
  unlisted: true,
  legend: [
    {
      label: text('居民去向，线宽为人数', 'Residents to their shelter, wider for more'),
      swatch: { line: 'm2-5', shape: 'line' },
    },
  ],
  drawings: ({ palette }) => [
    {
      name: 'case',
      place: 'rings',
      from: 'flows',
      type: 'line',
      layout: { 'line-cap': 'round' },
      paint: { 'line-color': palette['map-halo'], 'line-width': widthOf(1.6), 'line-opacity': 0.5 },
    },
    {
      name: 'line',
      place: 'rings',
      from: 'flows',
      type: 'line',
      layout: { 'line-cap': 'round', 'line-sort-key': ['coalesce', ['get', 'people'], 0] },
      paint: { 'line-color': palette['m2-5'], 'line-width': widthOf(0), 'line-opacity': 0.72 },
    },
  ],
});
