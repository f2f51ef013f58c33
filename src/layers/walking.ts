import * as v from 'valibot';
import { walkBandEnds, WalkParams } from '../analysis/walkParams';
import { text } from '../domain/text';
import { bandCells, bandLabels } from './bands';
import { cells } from './cells';
import { defineLayer, everyonesLayers } from './define';

const minutes = text('分钟', 'min');
const unreachable = text('步行到不了（斜纹）', 'Cannot be reached on foot (striped)');

/** Residents by the band of walking time to their nearest shelter. */
export const walking = defineLayer({
  title: text('步行时间', 'Walking time'),
  group: 'overlay',
  shows: 'walking',
  shown: true,
  selectable: false,
  unlisted: true,
  replaces: everyonesLayers,
  legend: [],
  cells: (params) => {
    const { bandMinutes } = v.parse(WalkParams, params);
    return bandCells(bandLabels(walkBandEnds(bandMinutes), minutes), unreachable);
  },
  drawings: () => [cells('walking')],
});
