import type { ExpressionSpecification } from 'maplibre-gl';
import { text } from '../domain/text';
import { defineLayer, type Drawing, type DrawingContext, type Selection } from './define';
import { symbolScale } from './expressions';
import { around, fontStack, ink, nameIn, upright } from './labels';

const isSelected = ({ register, id }: Selection): ExpressionSpecification => [
  '==',
  ['to-string', ['get', register === 'towns' ? 'code' : 'id']],
  id,
];

function areaLines({ palette }: DrawingContext, selection: Selection): Drawing[] {
  const common = {
    place: 'selection',
    from: selection.register,
    type: 'line',
    filter: ['all', isSelected(selection), ['==', ['geometry-type'], 'Polygon']] as never,
    layout: { 'line-join': 'round' },
  } as const;
  return [
    {
      ...common,
      name: 'halo',
      paint: { 'line-color': palette['map-halo'], 'line-width': 5.5 },
    },
    {
      ...common,
      name: 'line',
      paint: { 'line-color': palette.accent, 'line-width': 2.6 },
    },
  ];
}

function framed({ palette, locale, image }: DrawingContext, selection: Selection): Drawing[] {
  const common = {
    from: selection.register,
    single: true,
    type: 'symbol',
    filter: ['all', isSelected(selection), ['==', ['geometry-type'], 'Point']] as never,
  } as const;
  return [
    {
      ...common,
      name: 'frame',
      place: 'selection',
      layout: {
        'icon-image': image('selection-frame'),
        'icon-size': symbolScale,
        'icon-allow-overlap': true,
        'icon-ignore-placement': true,
      },
    },
    {
      ...common,
      name: 'label',
      place: 'label-selected',
      layout: {
        ...upright,
        'text-field': nameIn(locale),
        'text-font': fontStack(palette, 'semibold'),
        'text-size': 12,
        'text-variable-anchor-offset': around(1.6),
      },
      paint: ink(palette),
    },
  ];
}

/** The selected record: a frame round its symbol, a line round its area, and its name. */
export const selection = defineLayer({
  title: text('选中', 'Selection'),
  group: 'base',
  shows: 'asked',
  shown: true,
  selectable: false,
  unlisted: true,
  legend: [{ label: text('选中', 'Selected'), symbol: 'selection-frame' }],
  drawings: (context) => {
    const { selection } = context;
    if (!selection) return [];
    if (selection.register === 'towns' || selection.register === 'zones')
      return areaLines(context, selection);
    const framing = framed(context, selection);
    return selection.register === 'forests'
      ? [...areaLines(context, selection), ...framing]
      : framing;
  },
});
