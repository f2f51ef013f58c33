import { text, type Text } from '../domain/text';
import { isBlank, type CsvLine, type QuoteFault } from './csvIndex';
import type { ProblemLog } from './problemLog';
import { checkColumns, shown, type Problem } from './sheet';

const problem = (row: number, field: string | null, value: string, reason: Text): Problem => ({
  row,
  field,
  value: shown(value),
  level: 'warning',
  reason,
});

const quoteReason = (code: QuoteFault) =>
  code === 'MissingQuotes'
    ? text(
        '引号没有收尾，其后的行都并进了这一格；请检查',
        'a quotation mark is never closed, so all that follows became one cell; check it',
      )
    : text(
        '引号的写法不合规，请核对这一行',
        'quotation marks are not written as CSV asks; check this row',
      );

/** What is wrong with the quotation marks of a row. */
export const quoteProblems = ({ row, faults }: CsvLine): Problem[] =>
  faults.map((code) => problem(row, null, '', quoteReason(code)));

/** Names of the columns, each used once; empty cells at the end of the header are no columns. */
export function columnsOf(cells: readonly string[], row: number, log: ProblemLog): string[] {
  const last = cells.findLastIndex((cell) => cell.trim() !== '');
  checkColumns(last + 1);
  const taken = new Set<string>();
  return cells.slice(0, last + 1).map((cell, i) => {
    const name = cell.trim() || `列 ${i + 1}`;
    if (!taken.has(name)) {
      taken.add(name);
      return name;
    }
    let number = 2;
    while (taken.has(`${name} (${number})`)) number++;
    const renamed = `${name} (${number})`;
    taken.add(renamed);
    log.add(
      problem(
        row,
        name,
        cell,
        text(
          `列名重复，第 ${i + 1} 列改称“${renamed}”`,
          `the name is used twice; column ${i + 1} is now “${renamed}”`,
        ),
      ),
    );
    return renamed;
  });
}

/** What is wrong with a row that has fewer or more cells than the head. */
export function widthProblems(
  cells: readonly string[],
  row: number,
  columns: readonly string[],
): Problem[] {
  const problems: Problem[] = [];
  if (cells.length < columns.length) {
    problems.push(
      problem(
        row,
        null,
        cells.join(' | '),
        text(
          `只有 ${cells.length} 格，表头有 ${columns.length} 格；缺的按未知`,
          `${cells.length} cells where the header has ${columns.length}; the missing ones are unknown`,
        ),
      ),
    );
  }
  const extra = cells.slice(columns.length);
  if (!isBlank(extra)) {
    problems.push(
      problem(
        row,
        null,
        extra.join(' | '),
        text(
          `比表头多 ${extra.length} 格，多出的没有读入`,
          `${extra.length} cells more than the header; they were not read`,
        ),
      ),
    );
  }
  return problems;
}

/** Cells with characters that could not be read, now or when the file was made: a name is then not what was meant. */
export const damagedCells = (
  cells: readonly string[],
  row: number,
  columns: readonly string[],
): Problem[] =>
  cells.flatMap((words, i) =>
    words.includes('\uFFFD')
      ? problem(
          row,
          columns[i] ?? null,
          words,
          text(
            '有读不出的字符，显示为 �；请对照原件改正',
            'holds unreadable characters, shown as �; correct them from the original',
          ),
        )
      : [],
  );
