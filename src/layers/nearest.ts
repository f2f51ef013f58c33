import * as v from 'valibot';
import { endsOf, NearestParams } from '../analysis/nearestParams';
import { text } from '../domain/text';
import { bandCells, bandLabels } from './bands';
import { cells } from './cells';
import { defineLayer, everyonesLayers } from './define';

const metres = text('m', 'm');
const unreachable = text('到不了任何场所（斜纹）', 'No shelter can be reached (striped)');

/** Residents by the band of distance to their nearest shelter. */
export const nearest = defineLayer({
  title: text('到最近场所的距离', 'Distance to the nearest shelter'),
  group: 'overlay',
  shows: 'nearest',
  shown: true,
  selectable: false,
  unlisted: true,
  replaces: everyonesLayers,
  legend: [],
  cells: (params) => {
    const { bandMetres } = v.parse(NearestParams, params);
    return bandCells(bandLabels(endsOf(bandMetres), metres), unreachable);
  },
  drawings: () => [cells('nearest')],
});
