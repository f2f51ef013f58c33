import type { Text } from '../domain/text';
import { ProblemLog } from '../formats/problemLog';
import type { Problem } from '../formats/sheet';

/** Rows of a file that were not imported, and rows that carry a warning. */
export interface RowCounts {
  left: number;
  warned: number;
  /** What a person decided of records that were read, as parts of a sentence. */
  decided?: readonly Text[];
}

/** How many rows the problems of a file concern. */
export function rowCounts(problems: readonly Problem[] | ProblemLog): RowCounts {
  const { rows } =
    problems instanceof ProblemLog ? problems : ProblemLog.after({ problems: [...problems] });
  return { left: rows.error.size, warned: rows.warning.size };
}
