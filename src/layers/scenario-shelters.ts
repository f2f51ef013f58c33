import type { ExpressionSpecification } from 'maplibre-gl';
import { text } from '../domain/text';
import { defineLayer } from './define';
import { pick, symbolScale, zoomOf } from './expressions';
import { fontStack, nameIn } from './labels';

/** What a scenario does to a shelter, in a word each. */
const changes = {
  added: text('新增', 'new'),
  moved: text('移动', 'moved'),
  resized: text('扩缩', 'resized'),
  reclassed: text('改类', 'reclassed'),
  opened: text('启用', 'opened'),
  closed: text('停用', 'closed'),
} as const;
const plan = text('方案', 'Plan');

/** Shelters that a scenario changes: an ink overprint, dashed, with an inverted label. */
export const scenarioShelters = defineLayer({
  title: text('方案中的场所', 'Shelters of the scenario'),
  group: 'overlay',
  shows: 'scenarioShelters',
  shown: true,
  selectable: false,
  unlisted: true,
  legend: [
    { label: text('方案改动的场所', 'Shelter changed by the scenario'), symbol: 'scenario-frame' },
  ],
  drawings: ({ palette, locale, image }) => [
    {
      name: 'frame',
      place: 'selection',
      from: 'scenarioShelters',
      type: 'symbol',
      filter: ['==', ['geometry-type'], 'Point'],
      layout: {
        'icon-image': image('scenario-frame'),
        'icon-size': symbolScale,
        'icon-allow-overlap': true,
        'icon-ignore-placement': true,
      },
    },
    {
      name: 'closed',
      place: 'selection',
      from: 'scenarioShelters',
      type: 'symbol',
      filter: ['==', ['get', 'change'], 'closed'],
      layout: {
        'icon-image': image('cut'),
        'icon-size': symbolScale,
        'icon-allow-overlap': true,
        'icon-ignore-placement': true,
      },
    },
    {
      name: 'label',
      place: 'selection',
      from: 'scenarioShelters',
      type: 'symbol',
      minzoom: zoomOf(11),
      filter: ['==', ['geometry-type'], 'Point'],
      layout: {
        'text-field': [
          'concat',
          `${plan[locale]} · `,
          pick(
            'change',
            Object.fromEntries(Object.entries(changes).map(([id, word]) => [id, word[locale]])),
            '',
          ),
          ' ',
          nameIn(locale),
        ] as ExpressionSpecification,
        'text-font': fontStack(palette, 'medium'),
        'text-size': 11,
        'text-offset': [0, 2.3],
        'text-max-width': 40,
        'icon-image': image('scenario-tag'),
        'icon-text-fit': 'both',
        'text-optional': true,
      },
      paint: { 'text-color': palette['on-scenario'] },
    },
  ],
});
