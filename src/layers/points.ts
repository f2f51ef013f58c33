import type { ExpressionSpecification, SymbolLayerSpecification } from 'maplibre-gl';
import type { RegisterId } from '../domain/registers';
import type { Drawing, DrawingContext, Place } from './define';
import { symbolScale, zoomOf } from './expressions';
import { around, fontStack, ink, nameIn, upright } from './labels';
import type { SymbolId } from './symbols';

type PointRegister = Exclude<RegisterId, 'towns' | 'forests' | 'zones'>;
type Filter = SymbolLayerSpecification['filter'];

/** Leaves out the pills of a clustered source. */
const notCluster: ExpressionSpecification = ['!', ['has', 'point_count']];
const all = (...filters: (Filter | undefined)[]) =>
  ['all', ...filters.filter((filter) => filter !== undefined)] as Filter;

/**
 * The plates of a register and, on top of the lesser labels, the same plates unseen: MapLibre places the topmost
 * first, so names keep off symbols although the symbols lie below them.
 */
export function plates(
  from: PointRegister,
  icon: SymbolLayerSpecification['layout'],
  opacity: ExpressionSpecification | number = 1,
): Drawing[] {
  const layout = {
    ...icon,
    'icon-size': symbolScale,
    'icon-allow-overlap': true,
    'icon-padding': 0,
  };
  const filter = notCluster as Filter;
  return [
    {
      name: 'plate',
      place: from,
      from,
      hit: 'record',
      type: 'symbol',
      filter,
      layout: { ...layout, 'icon-ignore-placement': true },
      paint: { 'icon-opacity': opacity },
    },
    {
      name: 'clear',
      place: 'clear',
      from,
      type: 'symbol',
      // Further out plates are too many and too small to be kept clear.
      minzoom: zoomOf(11),
      filter,
      layout,
      paint: { 'icon-opacity': 0 },
    },
  ];
}

/** A small image at the upper right of the plate, from a zoom of look on. */
export function mark(
  { image }: DrawingContext,
  from: PointRegister,
  name: string,
  which: { symbol: SymbolId; filter: Filter; lookZoom: number; offset?: [number, number] },
): Drawing {
  return {
    name,
    place: from,
    from,
    type: 'symbol',
    minzoom: zoomOf(which.lookZoom),
    filter: all(notCluster, which.filter),
    layout: {
      'icon-image': image(which.symbol),
      'icon-offset': which.offset ?? [10, -9],
      'icon-size': ['interpolate', ['linear'], ['zoom'], zoomOf(12), 0.9, zoomOf(14), 1.15],
      'icon-allow-overlap': true,
      'icon-ignore-placement': true,
    },
  };
}

/** Names of records beside their plates, from a zoom of look on. */
export function names(
  { palette, locale, selection }: DrawingContext,
  from: PointRegister,
  name: string,
  which: {
    place: Place;
    lookZoom: number;
    filter?: Filter;
    water?: boolean;
    sizePixels?: number;
  },
): Drawing {
  // The selected one has its name drawn apart.
  const others: Filter =
    selection?.register === from ? ['!=', ['to-string', ['get', 'id']], selection.id] : undefined;
  return {
    name,
    place: which.place,
    from,
    type: 'symbol',
    minzoom: zoomOf(which.lookZoom),
    filter: all(notCluster, which.filter, others),
    layout: {
      ...upright,
      'text-field': nameIn(locale),
      'text-font': fontStack(palette, which.water ? 'water' : 'medium'),
      'text-size': which.sizePixels ?? 11.5,
      'text-letter-spacing': which.water ? 0.04 : 0,
      'text-variable-anchor-offset': around(1.05),
    },
    paint: which.water ? ink(palette, 'map-water-text', 2.4) : ink(palette),
  };
}

/** A cluster: a pill with the layer's plate, the count, and the numeral of a red or orange member. */
export function cluster(
  { palette, image }: DrawingContext,
  from: 'geohazards' | 'reservoirs',
  symbol: SymbolId,
): Drawing {
  const worst = (grade: 1 | 2) => [
    ['==', ['get', 'worst'], grade],
    ['image', image(`risk-${grade}`)],
  ];
  return {
    name: 'cluster',
    place: 'clusters',
    from,
    hit: 'cluster',
    type: 'symbol',
    filter: ['has', 'point_count'],
    layout: {
      'text-field': [
        'format',
        ['image', image(symbol)],
        { 'vertical-align': 'center' },
        ['concat', ' ', ['to-string', ['get', 'point_count']]],
        { 'vertical-align': 'center' },
        ['case', ['<=', ['get', 'worst'], 2], ' ', ''],
        {},
        ['case', ...worst(1), ...worst(2), ['image', '']],
        { 'vertical-align': 'center' },
      ] as unknown as ExpressionSpecification,
      'text-font': fontStack(palette, 'bold'),
      'text-size': 12,
      'text-max-width': 40,
      'icon-image': image(`pill-${from}`),
      'icon-text-fit': 'both',
      'icon-allow-overlap': true,
      'text-allow-overlap': true,
      'symbol-sort-key': ['-', ['get', 'point_count']],
    },
    paint: { 'text-color': palette.ink },
  };
}
