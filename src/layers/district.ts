import { text } from '../domain/text';
import { defineLayer, type Drawing } from './define';

/** The district: its ground, its line, and the veil over everything outside it. */
export const district = defineLayer({
  title: text('区界', 'District line'),
  group: 'base',
  shows: 'district',
  shown: true,
  selectable: false,
  legend: [
    {
      label: text('区界（示意）', 'District line (schematic)'),
      swatch: { line: 'map-county-line' },
    },
  ],
  drawings: ({ palette, basemap }) => [
    {
      name: 'land',
      place: 'land',
      from: 'district',
      type: 'fill',
      paint: { 'fill-color': palette['map-land'] },
    },
    ...(basemap
      ? []
      : [
          {
            // Lies over the pictures of the ground, which are rectangles, and cuts them to the district.
            name: 'clip',
            place: 'roads',
            from: 'veil',
            type: 'fill',
            paint: { 'fill-color': palette['map-outside'], 'fill-antialias': false },
          } satisfies Drawing,
        ]),
    {
      name: 'veil',
      place: 'veil',
      from: 'veil',
      type: 'fill',
      paint: { 'fill-color': palette['map-veil'], 'fill-opacity': 0.62, 'fill-antialias': false },
    },
    {
      name: 'band',
      place: 'veil',
      from: 'district',
      type: 'line',
      layout: { 'line-join': 'round' },
      paint: { 'line-color': palette['map-county-band'], 'line-opacity': 0.45, 'line-width': 6 },
    },
    {
      name: 'line',
      place: 'veil',
      from: 'district',
      type: 'line',
      layout: { 'line-join': 'round' },
      paint: {
        'line-color': palette['map-county-line'],
        'line-width': 1.4,
        'line-dasharray': [6.4, 2.2, 1.2, 2.2],
      },
    },
  ],
});
