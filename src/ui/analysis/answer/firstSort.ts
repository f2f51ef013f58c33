import type { Table } from '../../../analysis/define';
import type { Sort } from '../../table/sort';

/** What towns and shelters are put in order of, worst first; the first of these that a table has. */
const worst = [
  ...['none', 'noRoom', 'residentsInside', 'added', 'over', 'overload'],
  ...['p95Metres', 'mean', 'farthestMinutes'],
];

/**
 * The order in which a table is first shown: towns and shelters that need attention on top. `null` keeps the rows as
 * they come, which is an order of the analysis' own.
 */
export function firstSort({ id, columns }: Table): Sort | null {
  if (id !== 'towns' && id !== 'shelters') return null;
  const has = (key: string) => columns.some((column) => column.key === key);
  // The fewer places for each, the worse.
  if (id === 'shelters' && has('ratio')) return { key: 'ratio', down: false };
  const key = worst.find(has);
  return key === undefined ? null : { key, down: true };
}
