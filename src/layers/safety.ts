import { text } from '../domain/text';
import { defineLayer } from './define';

/** Entered external safety distances: one dashed ring a site, never dissolved. */
export const safety = defineLayer({
  title: text('外部安全防护距离', 'Safety distances'),
  group: 'hazard',
  shows: 'safety',
  shown: true,
  selectable: false,
  legend: [
    {
      label: text('防护距离（录入）', 'Safety distance (entered)'),
      swatch: { fill: 'hazchem', fillOpacity: 0.1, line: 'hazchem', dashed: true },
    },
  ],
  drawings: ({ palette }) => [
    {
      name: 'area',
      place: 'rings',
      from: 'safety',
      type: 'fill',
      paint: { 'fill-color': palette.hazchem, 'fill-opacity': 0.08, 'fill-antialias': false },
    },
    {
      name: 'line',
      place: 'rings',
      from: 'safety',
      type: 'line',
      paint: { 'line-color': palette.hazchem, 'line-width': 1.3, 'line-dasharray': [3.1, 1.9] },
    },
  ],
});
