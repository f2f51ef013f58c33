import { text } from '../domain/text';
import { defineLayer } from './define';

/** Where a scenario cuts roads. */
export const scenarioCuts = defineLayer({
  title: text('方案中断的道路', 'Roads cut by the scenario'),
  group: 'overlay',
  shows: 'scenarioCuts',
  shown: true,
  selectable: false,
  unlisted: true,
  legend: [{ label: text('方案：道路中断', 'Scenario: road cut'), symbol: 'cut' }],
  drawings: ({ image }) => [
    {
      name: 'mark',
      place: 'selection',
      from: 'scenarioCuts',
      type: 'symbol',
      layout: {
        'icon-image': image('cut'),
        'icon-allow-overlap': true,
        'icon-ignore-placement': true,
      },
    },
  ],
});
