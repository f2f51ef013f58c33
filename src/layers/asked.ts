import { text } from '../domain/text';
import { defineLayer } from './define';

/** The place that was asked about. */
export const asked = defineLayer({
  title: text('所问地点', 'Place asked about'),
  group: 'base',
  shows: 'asked',
  shown: true,
  selectable: false,
  unlisted: true,
  legend: [{ label: text('所问地点', 'Place asked about'), symbol: 'asked' }],
  drawings: ({ image }) => [
    {
      name: 'mark',
      place: 'selection',
      from: 'asked',
      type: 'symbol',
      filter: ['==', ['geometry-type'], 'Point'],
      layout: {
        'icon-image': image('asked'),
        'icon-allow-overlap': true,
        'icon-ignore-placement': true,
      },
    },
  ],
});
