import type { Text } from '../domain/text';
import type { ReadProgress } from './format';
import type { Rows, SheetRow } from './sheet';

/** Rows between two calls of progress: some ten milliseconds. */
const between = 2000;

/** The same rows, which tell how far they were gone through. */
export function watchedRows(rows: Rows, what: Text, progress: ReadProgress | undefined): Rows {
  if (!progress) return rows;
  const { length } = rows;
  return {
    length,
    at: (index) => rows.at(index),
    *[Symbol.iterator](): Iterator<SheetRow> {
      let done = 0;
      for (const row of rows) {
        if (done++ % between === 0) progress(done - 1, length, what);
        yield row;
      }
      progress(length, length, what);
    },
  };
}
