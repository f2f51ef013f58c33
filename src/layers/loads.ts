import type { ExpressionSpecification } from 'maplibre-gl';
import { text } from '../domain/text';
import { defineLayer } from './define';
import { zoomOf } from './expressions';
import { fontStack } from './labels';

/** Assigned people over places; a shelter of unknown capacity has none. */
const share: ExpressionSpecification = ['coalesce', ['get', 'loadShare'], 0];
/** Width of the ring in pixels: from a hair when empty to 5 when full, smaller when far out. */
const widthAt = (scale: number): ExpressionSpecification => [
  'interpolate',
  ['linear'],
  share,
  0,
  0,
  0.05,
  scale,
  1,
  5 * scale,
];
/** People too many if everybody went to the nearest. */
const overload: ExpressionSpecification = ['coalesce', ['get', 'overload'], 0];
const isOver: ExpressionSpecification = ['>=', overload, 1];

/** How full each shelter is: a ring, wider the fuller; where too many would come of themselves, it says how many. */
export const loads = defineLayer({
  title: text('场所负荷', 'Load of shelters'),
  group: 'overlay',
  shows: 'loads',
  shown: true,
  selectable: false,
  unlisted: true,
  legend: [
    {
      label: text('环越宽越满', 'The wider the fuller'),
      swatch: { line: 'm2-5', shape: 'ring' },
    },
    {
      label: text('! +人数：人人就近时超员', '! +number: too many if all went to the nearest'),
    },
  ],
  drawings: ({ palette }) => [
    {
      name: 'ring',
      place: 'shelters',
      from: 'loads',
      type: 'circle',
      paint: {
        'circle-radius': ['interpolate', ['linear'], ['zoom'], zoomOf(10), 8, zoomOf(14), 17],
        'circle-opacity': 0,
        'circle-stroke-color': palette['m2-5'],
        'circle-stroke-width': [
          'interpolate',
          ['linear'],
          ['zoom'],
          ...[zoomOf(10), widthAt(0.5), zoomOf(14), widthAt(1)],
        ] as ExpressionSpecification,
      },
    },
    {
      name: 'over',
      place: 'label-shelters',
      from: 'loads',
      type: 'symbol',
      minzoom: zoomOf(11.5),
      filter: isOver,
      layout: {
        'text-field': ['concat', '! +', ['number-format', overload, { 'max-fraction-digits': 0 }]],
        'text-font': fontStack(palette, 'bold'),
        'text-size': 11,
        'text-offset': [0, 1.9],
        'symbol-sort-key': ['-', overload],
      },
      paint: {
        'text-color': palette.ink,
        'text-halo-color': palette['map-halo'],
        'text-halo-width': 2,
      },
    },
  ],
});
