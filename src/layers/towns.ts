import type { ExpressionSpecification, SymbolLayerSpecification } from 'maplibre-gl';
import { areaPerResidentRamp, coverageRamp } from '../domain/ramps';
import { squareMetresPerResidentTarget } from '../domain/scheme';
import { text } from '../domain/text';
import {
  defineLayer,
  type Choropleth,
  type Drawing,
  type DrawingContext,
  type Layer,
  type LegendEntry,
} from './define';
import { ramp, zoomOf } from './expressions';
import { fontStack, ink, nameIn, upright } from './labels';

const choroplethRamps = {
  coverage: coverageRamp,
  squareMetres: areaPerResidentRamp,
} as const;

const hatched: LegendEntry = {
  label: text('未知', 'Unknown'),
  swatch: { fill: 'map-land', pattern: 'pattern-unknown' },
};

/** Legends of the coloured towns: what is coloured, its classes, and the hatches that lie over them. */
export const choroplethLegends: Readonly<
  Record<Choropleth['ramp'], Pick<Layer, 'title' | 'legend'> & Required<Pick<Layer, 'ramp'>>>
> = {
  coverage: {
    title: text('半径内居民占比', 'Residents inside a radius'),
    ramp: { classes: choroplethRamps.coverage, unit: text('%', '%') },
    legend: [hatched],
  },
  squareMetres: {
    title: text('人均避难面积', 'Shelter area per resident'),
    ramp: { classes: choroplethRamps.squareMetres, unit: text('m²/人', 'm² per resident') },
    legend: [
      {
        label: text(
          `低于标准 ${squareMetresPerResidentTarget} m²/人`,
          `Below the standard of ${squareMetresPerResidentTarget} m² per resident`,
        ),
        swatch: { fill: 'm2-2', pattern: 'pattern-below' },
      },
      hatched,
    ],
  },
};

/** The figure of each town as an expression on its code; -1 stands for unknown. */
function figure({ byTown }: Choropleth): ExpressionSpecification {
  const known = byTown.filter((town) => town.value !== null);
  if (known.length === 0) return ['to-number', -1];
  return [
    'match',
    ['to-string', ['get', 'code']],
    ...known.flatMap(({ code, value }) => [code, value]),
    -1,
  ] as unknown as ExpressionSpecification;
}

function choroplethDrawings({ palette, choropleth, image }: DrawingContext): Drawing[] {
  if (!choropleth) return [];
  const value = figure(choropleth);
  const unknown: ExpressionSpecification = ['<', value, 0];
  const hatch = (name: string, filter: ExpressionSpecification, pattern: string): Drawing => ({
    name,
    place: 'choropleth',
    from: 'towns',
    type: 'fill',
    filter,
    paint: { 'fill-pattern': pattern },
  });
  return [
    {
      name: 'choropleth',
      place: 'choropleth',
      from: 'towns',
      type: 'fill',
      paint: {
        'fill-color': [
          'case',
          unknown,
          palette['map-land'],
          ramp(value, choroplethRamps[choropleth.ramp], palette),
        ],
        // Close up the ground below counts for more than the class of the town.
        'fill-opacity': ['interpolate', ['linear'], ['zoom'], 10.5, 0.92, 13, 0.5],
      },
    },
    hatch('unknown', unknown, image('pattern-unknown')),
    ...(choropleth.ramp === 'squareMetres'
      ? [
          hatch(
            'below',
            ['all', ['>=', value, 0], ['<', value, squareMetresPerResidentTarget]],
            image('pattern-below'),
          ),
        ]
      : []),
  ];
}

/** Where a town's name may stand: on its seat, then in rings of eight directions round it, `ems` away. */
const positions = [
  ...['center', [0, 0]],
  ...[0.9, 1.8].flatMap((ems) => [
    ...['bottom', [0, -ems], 'top', [0, ems], 'left', [ems, 0], 'right', [-ems, 0]],
    ...['bottom-left', [ems, -ems], 'top-left', [ems, ems]],
    ...['bottom-right', [-ems, -ems], 'top-right', [-ems, ems]],
  ]),
] as NonNullable<SymbolLayerSpecification['layout']>['text-variable-anchor-offset'];

const isStreet: ExpressionSpecification = ['in', '街道', ['coalesce', ['get', 'name'], '']];

/** Towns and streets: areas to pick, lines, names, and the ground of a choropleth. */
export const towns = defineLayer({
  title: text('乡镇街道界', 'Towns'),
  group: 'base',
  shows: 'towns',
  shown: true,
  selectable: true,
  register: 'towns',
  columns: ['name', 'code', 'residents', 'schematic'],
  legend: [
    {
      label: text('乡镇街道界（示意）', 'Town line (schematic)'),
      swatch: { line: 'map-town-line', dashed: true },
    },
  ],
  drawings: (context) => {
    const { palette, locale, has } = context;
    const anchored = has('townAnchors');
    const label = (name: 'towns' | 'streets'): Drawing => ({
      name: `label-${name}`,
      place: `label-${name}`,
      from: anchored ? 'townAnchors' : 'towns',
      type: 'symbol',
      filter: name === 'streets' ? isStreet : ['!', isStreet],
      layout: {
        ...upright,
        'text-field': nameIn(locale),
        'text-font': fontStack(palette, 'semibold'),
        'text-size':
          name === 'streets'
            ? ['interpolate', ['linear'], ['zoom'], 8.5, 12.5, zoomOf(12), 16]
            : ['interpolate', ['linear'], ['zoom'], 8.5, 11.5, zoomOf(12), 13.5],
        'text-padding': 2,
        // Where every position is taken, a town keeps its name over what lies there.
        'text-overlap': ['step', ['zoom'], 'never', 8.5, 'always'],
        'text-variable-anchor-offset': positions,
      },
      paint: ink(palette),
    });
    return [
      {
        // Drawn clear where the district gives the ground: it is there to be picked.
        name: 'area',
        place: 'choropleth',
        from: 'towns',
        hit: 'record',
        type: 'fill',
        paint: { 'fill-color': palette['map-land'], 'fill-opacity': has('district') ? 0 : 1 },
      },
      ...choroplethDrawings(context),
      {
        name: 'line',
        place: 'town-lines',
        from: 'towns',
        type: 'line',
        layout: { 'line-join': 'round' },
        paint: {
          'line-color': palette['map-town-line'],
          'line-width': context.choropleth ? 1 : 0.8,
          'line-dasharray': [7.5, 2.5, 1.8, 2.5],
        },
      },
      label('towns'),
      label('streets'),
    ];
  },
});
