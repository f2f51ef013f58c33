import { hazchemKindOptions } from '../domain/options';
import { text } from '../domain/text';
import { defineLayer } from './define';
import { byZoom, unknown } from './expressions';
import { hazardSize } from './plates';
import { mark, names, plates } from './points';

/** Hazardous-chemical sites; never clustered. */
export const hazchem = defineLayer({
  title: text('危险化学品单位', 'Chemical sites'),
  group: 'hazard',
  shows: 'hazchem',
  shown: true,
  selectable: true,
  register: 'hazchem',
  columns: [
    ...['name', 'kind', 'substances', 'majorHazardGrade', 'safetyDistanceMetres'],
    ...['manager', 'phone', 'town', 'updated'],
  ],
  symbol: 'hazchem',
  legend: [
    ...Object.entries(hazchemKindOptions).map(([value, { label }]) => ({
      label,
      where: { property: 'kind', value },
    })),
    {
      label: text('防护距离未知', 'Safety distance unknown'),
      symbol: 'unknown',
      where: { property: 'safetyDistanceMetres', value: null },
    },
  ],
  drawings: (context) => [
    ...plates('hazchem', {
      'icon-image': byZoom(
        { any: hazardSize },
        (_, plain) => context.image(plain ? 'hazchem-plain' : 'hazchem'),
        ({ any }) => any,
      ),
      'symbol-sort-key': ['coalesce', ['get', 'safetyDistanceMetres'], 0],
    }),
    mark(context, 'hazchem', 'unknown', {
      symbol: 'unknown',
      filter: unknown('safetyDistanceMetres'),
      lookZoom: 14,
    }),
    names(context, 'hazchem', 'label', { place: 'label-shelters', lookZoom: 15 }),
  ],
});
