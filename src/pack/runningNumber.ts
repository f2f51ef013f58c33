import { firstRows, shown, type Sheet } from '../formats/sheet';
import { normalName } from './words';

/** Heads of columns that count the rows; a 编号 is one of the register, whatever it looks like. */
const heads = new Set(['序号', '序', '顺序号', '行号', 'no', 'no.', 'serialno', 's/n', 'sn']);

/** Rows that are looked at. */
const lookedAt = 2000;

/**
 * Whether a column only counts the rows of its file, from 1 on, once or for each section: such a number says nothing of
 * the record, and every township has the same.
 */
export function isRunning({ rows }: Pick<Sheet, 'rows'>, column: string): boolean {
  if (!heads.has(normalName(column))) return false;
  let last = 0;
  let numbers = 0;
  for (const { values } of firstRows(rows, lookedAt)) {
    const written = shown(values[column]).normalize('NFKC').trim();
    if (written === '') continue;
    if (!/^0*\d{1,9}(?:\.0)?$/u.test(written)) return false;
    const number = Number(written);
    if (number !== last + 1 && number !== 1) return false;
    last = number;
    numbers++;
  }
  return numbers > 0;
}
