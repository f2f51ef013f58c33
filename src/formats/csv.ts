import Papa from 'papaparse';
import { Failure } from '../domain/failure';
import { text, type Text } from '../domain/text';
import { decode } from './encoding';
import type { Format, ReadOptions } from './format';
import { checkColumns, checkRows, shown, type Problem, type Sheet, type SheetRow } from './sheet';

/** What separates cells, in the order in which they win when the file gives no reason to prefer one. */
const delimiters = [',', '\t', ';'] as const;

/** A table as text, separated by comma, tab or semicolon; quoted cells may hold line breaks. */
export const csv: Format = {
  title: text('CSV 表格', 'CSV table'),
  endings: ['.csv', '.tsv', '.txt'],
  recognises: () => true,
  open: ([file]) => {
    const { bytes } = file!;
    const tables = [{ id: 'table', title: '', rows: null }];
    return Promise.resolve({
      format: 'csv',
      tables,
      // An async function, so that a refusal is a rejection.
      read: async (_, options) => Promise.resolve(readTable(bytes, options)),
    });
  },
};

/**
 * The table of a CSV file, from its bytes.
 * @throws Failure when it holds no row of data, or its character set is not recognised
 */
export function readTable(
  bytes: Uint8Array,
  { encoding: decided }: ReadOptions = {},
): Sheet & { rows: SheetRow[] } {
  const { text: content, encoding, evidence } = decode(bytes, decided);
  const delimiter = delimiterOf(content);
  const { data, errors } = Papa.parse<string[]>(content, { delimiter, skipEmptyLines: false });
  // Spreadsheets count blank lines as rows, so they are counted here and only then left out.
  const lines = data
    .map((cells, i) => ({ cells, row: i + 1 }))
    .filter(({ cells }) => !isBlank(cells));
  const [header, ...body] = lines;
  if (!header) {
    throw new Failure(
      text('文件里没有文字，只有空行。', 'The file holds no text, only blank lines.'),
    );
  }
  checkRows(body.length);
  const problems: Problem[] = [];
  const columns = columnsOf(header.cells, header.row, problems);
  for (const { row, code } of unique(errors)) {
    problems.push(problem((row ?? 0) + 1, null, '', quoteReason(code)));
  }
  const rows = body.map(({ cells, row }) => readRow(cells, row, columns, problems));
  for (const { cells, row } of lines) problems.push(...damagedCells(cells, row, columns));
  problems.sort((a, b) => a.row - b.row);
  return {
    format: 'csv',
    encoding,
    evidence,
    delimiter,
    crs: null,
    columns,
    rows,
    notes: [],
    problems,
  };
}

const isBlank = (cells: string[]) => cells.every((cell) => cell.trim() === '');

const problem = (row: number, field: string | null, value: string, reason: Text): Problem => ({
  row,
  field,
  value: shown(value),
  level: 'warning',
  reason,
});

const quoteReason = (code: string) =>
  code === 'MissingQuotes'
    ? text(
        '引号没有收尾，其后的行都并进了这一格；请检查',
        'a quotation mark is never closed, so all that follows became one cell; check it',
      )
    : text(
        '引号的写法不合规，请核对这一行',
        'quotation marks are not written as CSV asks; check this row',
      );

/** One error a row and kind: an open quotation mark is reported at every cell it swallows. */
function unique(errors: Papa.ParseError[]): Papa.ParseError[] {
  const seen = new Set<string>();
  return errors.filter(({ row, code }) => {
    const key = `${row} ${code}`;
    return !seen.has(key) && seen.add(key);
  });
}

/** The separator under which most of the first rows have as many cells as the header, and more than one. */
function delimiterOf(content: string): string {
  const scores = delimiters.map((delimiter) => {
    const { data } = Papa.parse<string[]>(content.slice(0, 200_000), { delimiter, preview: 50 });
    const full = data.filter((cells) => !isBlank(cells));
    const width = full[0]?.length ?? 0;
    const even = full.filter((cells) => cells.length === width).length / full.length;
    return { delimiter, score: width > 1 ? even * Math.min(width, 3) : 0 };
  });
  return scores.reduce((best, next) => (next.score > best.score ? next : best)).delimiter;
}

/** Names of the columns, each used once; empty cells at the end of the header are no columns. */
function columnsOf(cells: string[], row: number, problems: Problem[]): string[] {
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
    problems.push(
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

function readRow(cells: string[], row: number, columns: string[], problems: Problem[]): SheetRow {
  const values = Object.create(null) as Record<string, unknown>;
  columns.forEach((name, i) => (values[name] = cells[i] ?? ''));
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
  return { row, values, geometry: null };
}

/** Cells with characters that could not be read, now or when the file was made: a name is then not what was meant. */
const damagedCells = (cells: string[], row: number, columns: string[]): Problem[] =>
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

/** A column of an exported table. */
export interface CsvColumn {
  key: string;
  label: string;
}
export type CsvValue = string | number | boolean | null | undefined;

/**
 * CSV text in UTF-8 with byte order mark, lines ended by CR LF, as spreadsheets expect it. Unknown (`null`) is an
 * empty cell. Text that a spreadsheet would run as a formula (first character = + - @, tab or carriage return, also
 * full-width) gets an apostrophe in front; numbers are left alone.
 * @param columns key and heading of each column, in order
 */
export function toCsv(
  columns: readonly CsvColumn[],
  rows: readonly Readonly<Record<string, CsvValue>>[],
): string {
  const lines = [
    columns.map(({ label }) => cell(label)),
    ...rows.map((row) => columns.map(({ key }) => cell(row[key]))),
  ];
  return `\uFEFF${lines.map((cells) => cells.join(',')).join('\r\n')}\r\n`;
}

function cell(value: CsvValue): string {
  if (value === null || value === undefined) return '';
  if (typeof value === 'number') return Number.isFinite(value) ? String(value) : '';
  const words = String(value);
  const safe = /^[=+\-@\t\r＝＋－＠]/u.test(words) ? `'${words}` : words;
  return /[",;\t\r\n]/u.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe;
}
