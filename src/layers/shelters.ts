import type { ExpressionSpecification } from 'maplibre-gl';
import { durationOptions, durations } from '../domain/options';
import { text } from '../domain/text';
import { defineLayer } from './define';
import { byZoom, pick, unknown } from './expressions';
import { shelterSizes } from './plates';
import { mark, names, plates } from './points';
import type { SymbolId } from './symbols';

const isLong: ExpressionSpecification = ['==', ['get', 'duration'], 'long'];

/** Shelters by length of stay; never clustered. Those not open are paler. */
export const shelters = defineLayer({
  title: text('应急避难场所', 'Shelters'),
  group: 'shelter',
  shows: 'shelters',
  shown: true,
  selectable: true,
  register: 'shelters',
  columns: [
    ...['name', 'duration', 'space', 'effectiveAreaSquareMetres', 'capacityPeople'],
    ...['capacitySource', 'level', 'status', 'town', 'updated'],
  ],
  symbol: 'shelter-short',
  legend: [
    ...durations.map((value) => ({
      label: durationOptions[value].label,
      symbol: `shelter-${value}` as const,
      where: { property: 'duration', value },
    })),
    {
      label: text('时长未知', 'Length of stay unknown'),
      symbol: 'shelter-unknown',
      where: { property: 'duration', value: null },
    },
    {
      label: text('面积未知，不计入面积', 'Area unknown, not in the sums'),
      symbol: 'unknown',
      where: { property: 'effectiveAreaSquareMetres', value: null },
    },
  ],
  drawings: (context) => [
    ...plates(
      'shelters',
      {
        'icon-image': byZoom(
          shelterSizes,
          (value, plain) => context.image(`shelter-${value}${plain ? '-plain' : ''}` as SymbolId),
          ({ unknown: fallback, ...known }) => pick('duration', known, fallback),
        ),
        // The larger and longer ones lie on top.
        'symbol-sort-key': pick('duration', { long: 3, short: 2, emergency: 1 }, 0),
      },
      ['match', ['coalesce', ['get', 'status'], ''], ['closed', 'planned'], 0.5, 1],
    ),
    mark(context, 'shelters', 'unknown', {
      symbol: 'unknown',
      filter: unknown('effectiveAreaSquareMetres'),
      lookZoom: 12,
    }),
    names(context, 'shelters', 'label', {
      place: 'label-shelters',
      lookZoom: 14,
      filter: ['!', isLong],
    }),
    names(context, 'shelters', 'label-long', {
      place: 'label-long',
      lookZoom: 12,
      filter: isLong,
    }),
  ],
});
