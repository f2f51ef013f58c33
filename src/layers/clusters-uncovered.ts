import { text } from '../domain/text';
import { defineLayer } from './define';
import { fontStack } from './labels';

/** The largest groups of residents without a shelter, numbered as in the result's list. */
export const clustersUncovered = defineLayer({
  title: text('未覆盖聚集区', 'Uncovered clusters'),
  group: 'shelter',
  shows: 'clusters',
  shown: true,
  selectable: false,
  legend: [{ label: text('编号同结果列表', 'Numbered as in the result'), symbol: 'number' }],
  drawings: ({ palette, image }) => [
    {
      name: 'number',
      place: 'clusters',
      from: 'clusters',
      type: 'symbol',
      filter: ['==', ['geometry-type'], 'Point'],
      layout: {
        'text-field': ['to-string', ['coalesce', ['get', 'rank'], '']],
        'text-font': fontStack(palette, 'bold'),
        'text-size': 11,
        'icon-image': image('number'),
        'icon-text-fit': 'both',
        'icon-allow-overlap': true,
        'text-allow-overlap': true,
      },
      paint: { 'text-color': palette.ink },
    },
  ],
});
