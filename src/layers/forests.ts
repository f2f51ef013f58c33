import { fireDangerOptions } from '../domain/options';
import { text } from '../domain/text';
import { defineLayer } from './define';
import { fontStack, ink, nameIn, upright } from './labels';
import { symbolScale } from './expressions';

/** Forest areas: ground, pattern of trees and outline; those known by a point only as a tree. */
export const forests = defineLayer({
  title: text('林区', 'Forest areas'),
  group: 'hazard',
  shows: 'forests',
  shown: true,
  selectable: true,
  register: 'forests',
  columns: ['name', 'areaMu', 'fireDanger', 'species', 'cameras', 'forestChief', 'town', 'updated'],
  symbol: 'forest',
  legend: [
    {
      label: text('林区（示意范围）', 'Forest area (schematic)'),
      swatch: { fill: 'map-forest', line: 'forest', pattern: 'pattern-forest' },
    },
    ...([5, 4, 3, 2, 1] as const).map((grade) => ({
      label: fireDangerOptions[grade].label,
      where: { property: 'fireDanger', value: grade },
    })),
  ],
  drawings: ({ palette, locale, image, has }) => [
    {
      name: 'ground',
      place: 'forest',
      from: 'forests',
      hit: 'record',
      type: 'fill',
      filter: ['==', ['geometry-type'], 'Polygon'],
      paint: { 'fill-color': palette['map-forest'] },
    },
    {
      name: 'trees',
      place: 'forest',
      from: 'forests',
      type: 'fill',
      filter: ['==', ['geometry-type'], 'Polygon'],
      paint: { 'fill-pattern': image('pattern-forest') },
    },
    {
      name: 'line',
      place: 'forest',
      from: 'forests',
      type: 'line',
      filter: ['==', ['geometry-type'], 'Polygon'],
      paint: { 'line-color': palette.forest, 'line-opacity': 0.55, 'line-width': 1 },
    },
    {
      name: 'tree',
      place: 'reservoirs',
      from: 'forests',
      hit: 'record',
      type: 'symbol',
      filter: ['==', ['geometry-type'], 'Point'],
      layout: {
        'icon-image': image('forest'),
        'icon-size': symbolScale,
        'icon-allow-overlap': true,
      },
    },
    {
      name: 'label',
      place: 'label-forests',
      from: has('forestAnchors') ? 'forestAnchors' : 'forests',
      type: 'symbol',
      minzoom: 10,
      layout: {
        ...upright,
        'text-field': nameIn(locale),
        'text-font': fontStack(palette, 'medium'),
        'text-size': 12,
        'text-letter-spacing': locale === 'en' ? 0.05 : 0.3,
      },
      paint: ink(palette, 'forest'),
    },
  ],
});
