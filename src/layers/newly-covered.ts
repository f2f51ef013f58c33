import { gainRamp } from '../domain/ramps';
import { text } from '../domain/text';
import { cells } from './cells';
import { defineLayer } from './define';

/** Residents whom the proposed sites cover for the first time. */
export const newlyCovered = defineLayer({
  title: text('新增覆盖', 'Newly covered'),
  group: 'overlay',
  shows: 'newlyCovered',
  shown: true,
  selectable: false,
  unlisted: true,
  // Beside numbered proposals, numbered clusters would be read as more of them.
  replaces: ['clustersUncovered'],
  legend: [],
  ramp: { classes: gainRamp, unit: text('人/公顷', 'people/ha') },
  cells: () =>
    gainRamp.colours.flatMap((colour) =>
      colour === 'transparent' ? [] : { colour, opacity: 0.9, hatched: true },
    ),
  drawings: () => [cells('newlyCovered')],
});
