import { text } from '../domain/text';
import { defineLayer } from './define';
import { fontStack } from './labels';

/** Proposed sites in scenario ink, numbered in the order in which they help most. */
export const newSites = defineLayer({
  title: text('建议新址', 'Proposed sites'),
  group: 'overlay',
  shows: 'newSites',
  shown: true,
  selectable: false,
  unlisted: true,
  legend: [
    {
      label: text('建议新址，编号为次序', 'Proposed site, numbered in order'),
      symbol: 'scenario-tag',
    },
  ],
  drawings: ({ palette, image }) => [
    {
      name: 'tag',
      place: 'selection',
      from: 'newSites',
      type: 'symbol',
      filter: ['==', ['geometry-type'], 'Point'],
      layout: {
        'text-field': ['to-string', ['coalesce', ['get', 'rank'], '']],
        'text-font': fontStack(palette, 'bold'),
        'text-size': 12,
        'icon-image': image('scenario-tag'),
        'icon-text-fit': 'both',
        'icon-allow-overlap': true,
        'text-allow-overlap': true,
        // The first one lies on top.
        'symbol-sort-key': ['-', ['coalesce', ['get', 'rank'], 0]],
      },
      paint: { 'text-color': palette['on-scenario'] },
    },
  ],
});
