import type { ExpressionSpecification } from 'maplibre-gl';
import * as v from 'valibot';
import { walkBandEnds, WalkParams } from '../analysis/walkParams';
import { text } from '../domain/text';
import { bandColour } from './bands';
import { defineLayer, type DrawingContext } from './define';

/** Roads in the colour of their band, the same as the residents' beside them. */
function colours({ palette, params }: DrawingContext): ExpressionSpecification {
  const read = v.safeParse(WalkParams, params);
  const ends = read.success ? walkBandEnds(read.output.bandMinutes) : [];
  const band = (i: number) => palette[bandColour(i, ends.length)];
  return ['step', ['get', 'band'], band(0), ...ends.flatMap((_, i) => [i + 1, band(i)])];
}

/** Roads from which a shelter is reached in time, by band; a case keeps them apart from the residents below. */
export const walkRoads = defineLayer({
  title: text('按时间分段的道路', 'Roads by walking time'),
  group: 'overlay',
  shows: 'walkRoads',
  shown: true,
  selectable: false,
  unlisted: true,
  legend: [
    {
      label: text('道路，颜色同步行时间', 'Roads, coloured as the walking time'),
      swatch: { line: 'cov-4', shape: 'line' },
    },
  ],
  drawings: (context) => [
    {
      name: 'case',
      place: 'service',
      from: 'walkRoads',
      type: 'line',
      layout: { 'line-cap': 'round', 'line-join': 'round' },
      paint: {
        'line-color': context.palette['map-halo'],
        'line-width': ['interpolate', ['linear'], ['zoom'], 10, 2.4, 14, 7],
      },
    },
    {
      name: 'line',
      place: 'service',
      from: 'walkRoads',
      type: 'line',
      layout: { 'line-cap': 'round', 'line-join': 'round' },
      paint: {
        'line-color': colours(context),
        'line-width': ['interpolate', ['linear'], ['zoom'], 10, 1.4, 14, 4.6],
      },
    },
  ],
});
