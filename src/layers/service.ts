import { text } from '../domain/text';
import { defineLayer } from './define';

/** Service areas of the shelters that count, dissolved to one tint and one outline. */
export const service = defineLayer({
  title: text('服务范围', 'Service areas'),
  group: 'shelter',
  shows: 'service',
  shown: true,
  selectable: false,
  legend: [
    {
      label: text('服务半径内', 'Inside a service radius'),
      swatch: { fill: 'shelter', fillOpacity: 0.22, line: 'shelter' },
    },
  ],
  drawings: ({ palette }) => [
    {
      name: 'area',
      place: 'service',
      from: 'service',
      type: 'fill',
      paint: {
        'fill-color': palette.shelter,
        'fill-opacity': Number(palette['service-fill']),
        'fill-antialias': false,
      },
    },
    {
      name: 'line',
      place: 'service',
      from: 'service',
      type: 'line',
      layout: { 'line-join': 'round' },
      paint: {
        'line-color': palette.shelter,
        'line-opacity': Number(palette['service-line']),
        'line-width': 1.4,
      },
    },
  ],
});
