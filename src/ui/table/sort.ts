/** How a table is sorted: by the values of one column, downwards or upwards. */
export interface Sort<Key extends string = string> {
  key: Key;
  down: boolean;
}

/**
 * The order of two known values: numbers by size, everything else by its words as a Chinese reader sorts them, with numbers
 * inside words by size.
 */
function order(a: unknown, b: unknown): number {
  if (typeof a === 'number' && typeof b === 'number') return a - b;
  const words = (value: unknown) => (typeof value === 'string' ? value : JSON.stringify(value));
  return words(a).localeCompare(words(b), 'zh-CN', { numeric: true });
}

/**
 * Rows in the order of one of their values. Unknown values (`null`, or a missing one) come last whichever way the column is
 * sorted; rows of equal value keep their order.
 */
export function sorted<Row>(
  rows: readonly Row[],
  valueOf: (row: Row) => unknown,
  down: boolean,
): Row[] {
  return [...rows].sort((a, b) => {
    const [x, y] = [valueOf(a) ?? null, valueOf(b) ?? null];
    if (x === null || y === null) return x === y ? 0 : x === null ? 1 : -1;
    return down ? -order(x, y) : order(x, y);
  });
}

/** The sort after a press on a column's head: the other way round, or a new column in its own first way. */
export const pressed = <Key extends string>(
  sort: Sort<Key> | null,
  key: Key,
  downFirst: boolean,
): Sort<Key> => ({ key, down: sort?.key === key ? !sort.down : downFirst });

/** What a column's head announces of the sort. */
export const ariaSort = (sort: Sort | null, key: string) =>
  sort?.key === key ? (sort.down ? 'descending' : 'ascending') : 'none';
