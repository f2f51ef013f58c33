import { text } from '../domain/text';
import { cells } from './cells';
import { defineLayer } from './define';

/** Where a scenario covers residents that the other side does not, and the other way round. */
export const difference = defineLayer({
  title: text('覆盖变化', 'Change of coverage'),
  group: 'overlay',
  shows: 'difference',
  shown: true,
  selectable: false,
  unlisted: true,
  replaces: ['uncovered', 'residents', 'clustersUncovered'],
  legend: [],
  cells: () => [
    {
      label: text('新增覆盖（斜纹）', 'Newly covered (striped)'),
      colour: 'cov-4',
      opacity: 0.9,
      hatched: true,
    },
    { label: text('失去覆盖（实色）', 'Newly lost (plain)'), colour: 'gap-3', opacity: 0.9 },
  ],
  drawings: () => [cells('difference')],
});
