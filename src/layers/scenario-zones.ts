import { text } from '../domain/text';
import { defineLayer } from './define';
import { families } from './palette';

/** Hazard zones that a scenario draws. */
export const scenarioZones = defineLayer({
  title: text('方案中的危险区', 'Hazard zones of the scenario'),
  group: 'overlay',
  shows: 'scenarioZones',
  shown: true,
  selectable: false,
  unlisted: true,
  legend: [
    {
      label: text('方案：危险区', 'Scenario: hazard zone'),
      swatch: {
        fill: 'scenario',
        fillOpacity: 0.08,
        line: 'scenario',
        dashed: true,
        pattern: 'pattern-below',
      },
    },
  ],
  drawings: ({ palette, image }) => [
    {
      name: 'area',
      place: 'service',
      from: 'scenarioZones',
      type: 'fill',
      paint: { 'fill-pattern': image('pattern-below') },
    },
    {
      name: 'line',
      place: 'rings',
      from: 'scenarioZones',
      type: 'line',
      layout: { 'line-join': 'round' },
      paint: { 'line-color': palette.scenario, 'line-width': 1.8, 'line-dasharray': [3, 2] },
    },
    {
      name: 'label',
      place: 'label-selected',
      from: 'scenarioZones',
      type: 'symbol',
      layout: {
        'text-field': ['coalesce', ['get', 'name'], ''],
        'text-font': families(palette, 'font-ui'),
        'text-size': 12,
      },
      paint: {
        'text-color': palette.scenario,
        'text-halo-color': palette['map-halo'],
        'text-halo-width': 1.5,
      },
    },
  ],
});
