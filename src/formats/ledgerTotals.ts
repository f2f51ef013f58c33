import { text } from '../domain/text';
import { isBlank, wordsOf, type Cell, type CellProblem, type GridRow } from './ledgerGrid';
import { shown } from './sheet';

/** Names of columns that nobody adds up: shares and means, numbers that are names, places, days. */
const notAdded =
  /率|比|均|密度|系数|号|编码|代码|经度|纬度|坐标|高程|水位|年|日期|时间|电话|手机|等级/u;

/** The number of a cell; `undefined` for one that holds something else. */
function numberOf(cell: Cell | undefined): number | undefined {
  if (isBlank(cell)) return 0;
  if (typeof cell === 'number') return cell;
  const words = wordsOf(cell).normalize('NFKC').replaceAll(',', '');
  return typeof cell === 'string' && /^-?\d+(?:\.\d+)?$/u.test(words) ? Number(words) : undefined;
}

/**
 * Whether the total below a table is the sum of its rows: if not, rows are missing, or a number is not what was meant.
 * Only where there is one total for all rows, and only columns in which every cell is a number or blank.
 * @param totals rows of totals, those of parts among them
 */
export function checkTotal(
  totals: readonly GridRow[],
  rows: readonly GridRow[],
  labels: readonly string[],
): CellProblem[] {
  const grand = totals.filter(({ cells }) =>
    cells
      .slice(0, 3)
      .some((cell) => /^(?:合计|总计|共计|total)$/iu.test(wordsOf(cell).replace(/\s/gu, ''))),
  );
  const [total] = grand;
  const last = rows.at(-1);
  if (grand.length !== 1 || !total || !last || last.row > total.row) return [];
  return labels.flatMap((label, column): CellProblem[] => {
    const cell = total.cells[column];
    const stated = numberOf(cell);
    if (stated === undefined || isBlank(cell) || label === '' || notAdded.test(label)) return [];
    let sum = 0;
    let filled = 0;
    for (const { cells } of rows) {
      const number = numberOf(cells[column]);
      if (number === undefined) return [];
      if (!isBlank(cells[column])) filled++;
      sum += number;
    }
    // Totals are often rounded to the last digit that is shown.
    if (!filled || Math.abs(sum - stated) <= Math.max(0.01, Math.abs(stated) * 1e-4)) return [];
    const [added, written] = [sum, stated].map((one) =>
      one.toLocaleString('en-US', { maximumFractionDigits: 4 }),
    );
    return [
      {
        row: total.row,
        column,
        value: shown(wordsOf(cell)),
        level: 'warning',
        reason: text(
          `合计写的是 ${written}，各行之和是 ${added}：可能缺行，或有的数有误`,
          `the total says ${written}, the rows add up to ${added}: rows may be missing, or a number is wrong`,
        ),
      },
    ];
  });
}
