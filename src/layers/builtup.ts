import { text } from '../domain/text';
import { defineLayer } from './define';

/** Built-up ground; under a choropleth at 45 %, so that the class colour speaks. */
export const builtup = defineLayer({
  title: text('建成区', 'Built-up'),
  group: 'base',
  shows: 'builtup',
  shown: true,
  selectable: false,
  legend: [{ label: text('建成区', 'Built-up'), swatch: { fill: 'map-built' } }],
  drawings: ({ palette, choropleth }) => [
    {
      name: 'area',
      place: 'built-up',
      from: 'builtup',
      type: 'fill',
      paint: { 'fill-color': palette['map-built'], 'fill-opacity': choropleth ? 0.45 : 1 },
    },
  ],
});
