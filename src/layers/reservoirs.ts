import { reservoirSizeOptions, reservoirSizes } from '../domain/options';
import { text } from '../domain/text';
import { defineLayer } from './define';
import { byZoom, pick, unknown } from './expressions';
import { reservoirMarks, type ReservoirMark } from './plates';
import { cluster, mark, names, plates } from './points';

const marks: ReservoirMark[] = ['large', 'middle', 'small'];

/** Reservoirs, sized by their class; clustered at small scales. */
export const reservoirs = defineLayer({
  title: text('水库', 'Reservoirs'),
  group: 'hazard',
  shows: 'reservoirs',
  shown: true,
  selectable: true,
  register: 'reservoirs',
  columns: [
    ...['name', 'size', 'capacityCubicMetres', 'damType', 'damHeightMetres', 'unsafe'],
    ...['administrativePerson', 'town', 'updated'],
  ],
  symbol: 'reservoir-middle',
  legend: [
    ...reservoirSizes.map((value) => ({
      label: reservoirSizeOptions[value].label,
      symbol: `reservoir-${reservoirMarks[value]}` as const,
      where: { property: 'size', value },
    })),
    {
      label: text('规模未知', 'Size unknown'),
      symbol: 'unknown',
      where: { property: 'size', value: null },
    },
    { label: text('病险水库', 'Unsafe dam'), where: { property: 'unsafe', value: true } },
  ],
  clustered: true,
  drawings: (context) => [
    ...plates('reservoirs', {
      'icon-image': byZoom(
        { large: 19, middle: 15, small: 11.5 } satisfies Record<ReservoirMark, number>,
        (value, plain) => context.image(`reservoir-${value}${plain ? '-plain' : ''}` as const),
        (images) =>
          pick(
            'size',
            Object.fromEntries(reservoirSizes.map((size) => [size, images[reservoirMarks[size]]])),
            images.small,
          ),
      ),
    }),
    mark(context, 'reservoirs', 'unknown', {
      symbol: 'unknown',
      filter: unknown('capacityCubicMetres'),
      lookZoom: 12,
    }),
    ...marks.map((name, i) =>
      names(context, 'reservoirs', `label-${name}`, {
        place: 'label-reservoirs',
        lookZoom: 12 + i,
        filter: ['==', pick('size', reservoirMarks, 'small'), name],
        water: true,
        sizePixels: 12,
      }),
    ),
    cluster(context, 'reservoirs', 'reservoir-middle'),
  ],
});
