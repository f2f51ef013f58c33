import { text } from '../domain/text';
import { defineLayer } from './define';

/** Service areas that the proposed sites would have. */
export const newService = defineLayer({
  title: text('新址服务范围', 'Service areas of proposed sites'),
  group: 'overlay',
  shows: 'newService',
  shown: true,
  selectable: false,
  unlisted: true,
  legend: [
    {
      label: text('新址服务范围', 'Inside the radius of a proposed site'),
      swatch: { fill: 'scenario', fillOpacity: 0.06, line: 'scenario', dashed: true },
    },
  ],
  drawings: ({ palette }) => [
    {
      name: 'area',
      place: 'service',
      from: 'newService',
      type: 'fill',
      paint: { 'fill-color': palette.scenario, 'fill-opacity': 0.06, 'fill-antialias': false },
    },
    {
      name: 'line',
      place: 'rings',
      from: 'newService',
      type: 'line',
      layout: { 'line-join': 'round' },
      paint: { 'line-color': palette.scenario, 'line-width': 1.6, 'line-dasharray': [3, 2] },
    },
  ],
});
