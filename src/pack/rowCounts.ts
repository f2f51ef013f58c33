import type { Text } from '../domain/text';
import { ProblemLog } from '../formats/problemLog';
import { RowSet } from '../formats/rowSet';
import type { Problem } from '../formats/sheet';
import { countIn } from './rowNotes';

/** Rows of a file that were not imported, and rows that carry a warning. */
export interface RowCounts {
  left: number;
  warned: number;
  /** What a person decided of records that were read, as parts of a sentence. */
  decided?: readonly Text[];
}

/** How many rows the problems of a file concern. */
export function rowCounts(problems: readonly Problem[]): RowCounts {
  const { rows } = ProblemLog.after({ problems: [...problems] });
  return { left: rows.error.size, warned: rows.warning.size };
}

/**
 * The same of a file that was treated: warnings are counted of the rows that are imported in the end, and a row that a
 * warning only says is none, as one of totals, is one that was not imported.
 * @param first first row of the data; what is said of the head above concerns no row
 * @param read rows that became records
 * @param imported those of them that nobody left out
 */
export function treatedCounts(
  { rows: { error, warning } }: ProblemLog,
  first: number,
  read: readonly number[],
  imported: readonly number[],
): RowCounts {
  let left = error.size;
  if (warning.size) {
    const records = new RowSet();
    for (const row of read) records.add(row);
    let found = 0;
    for (let row = 0; found < warning.size; row++) {
      if (!warning.has(row)) continue;
      found++;
      if (row >= first && !error.has(row) && !records.has(row)) left++;
    }
  }
  return { left, warned: countIn(warning, imported) };
}
