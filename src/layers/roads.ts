import type { ExpressionSpecification } from 'maplibre-gl';
import { text } from '../domain/text';
import { defineLayer, type Drawing, type DrawingContext } from './define';
import { fontStack } from './labels';

/** Widths of casing and fill at z 11 and z 14, pixels, by class of road; anything else counts as a lane. */
const widths: Record<'motorway' | 'main' | 'street', [number, number, number, number]> = {
  motorway: [4.4, 2.8, 9, 6.6],
  main: [3.2, 1.9, 7.6, 5.6],
  street: [1.7, 0.8, 4.6, 3.2],
};
const classes = Object.keys(widths) as (keyof typeof widths)[];

function width(part: 0 | 1): ExpressionSpecification {
  const at = (index: number) => [
    'match',
    ['coalesce', ['get', 'class'], ''],
    ...classes.flatMap((name) => [name, widths[name][index]!]),
    widths.street[index]! * 0.9,
  ];
  return [
    ...['interpolate', ['exponential', 1.3], ['zoom']],
    ...[8.5, ['*', 0.45, at(part)], 11, at(part), 14, at(part + 2)],
  ] as unknown as ExpressionSpecification;
}

/** Wider classes are drawn over narrower ones. */
const rank = [
  'match',
  ['coalesce', ['get', 'class'], ''],
  ...classes.toReversed().flatMap((name, i) => [name, i + 1]),
  0,
] as unknown as ExpressionSpecification;

const isMotorway: ExpressionSpecification = ['==', ['get', 'class'], 'motorway'];

function lines({ palette }: DrawingContext): Drawing[] {
  const layout = { 'line-join': 'round', 'line-cap': 'round', 'line-sort-key': rank } as const;
  const common = { place: 'roads', from: 'roads', type: 'line', layout } as const;
  return [
    {
      ...common,
      name: 'casing',
      paint: { 'line-color': palette['map-road-case'], 'line-width': width(0) },
    },
    {
      ...common,
      name: 'fill',
      paint: {
        'line-color': ['case', isMotorway, palette['map-motorway'], palette['map-road']],
        'line-width': width(1),
      },
    },
    {
      ...common,
      name: 'median',
      filter: isMotorway,
      minzoom: 9.5,
      paint: {
        'line-color': palette['map-road'],
        'line-width': ['interpolate', ['linear'], ['zoom'], 11, 0.8, 14, 1.6],
      },
    },
  ];
}

/** Roads by class, casing and fill; never red, yellow or blue. */
export const roads = defineLayer({
  title: text('道路', 'Roads'),
  group: 'base',
  shows: 'roads',
  shown: true,
  selectable: false,
  legend: [{ label: text('道路', 'Road'), swatch: { fill: 'map-road', line: 'map-road-case' } }],
  drawings: (context) => [
    ...lines(context),
    {
      name: 'shield',
      place: 'label-roads',
      from: 'roads',
      type: 'symbol',
      filter: ['!=', ['coalesce', ['get', 'ref'], ''], ''],
      layout: {
        'symbol-placement': 'line',
        'symbol-spacing': 380,
        'text-field': ['coalesce', ['get', 'ref'], ''],
        'text-font': fontStack(context.palette, 'semibold'),
        'text-size': 10,
        'text-rotation-alignment': 'viewport',
        'icon-rotation-alignment': 'viewport',
        'icon-image': context.image('shield'),
        'icon-text-fit': 'both',
      },
      paint: { 'text-color': context.palette['map-halo'] },
    },
  ],
});
