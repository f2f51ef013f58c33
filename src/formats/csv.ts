import { text } from '../domain/text';
import { openTable } from './csvRead';
import type { Format, ReadOptions } from './format';
import { maxStreamedBytes, type Sheet, type SheetRow } from './sheet';

/** A table as text, separated by comma, tab or semicolon; quoted cells may hold line breaks. */
export const csv: Format = {
  title: text('CSV 表格', 'CSV table'),
  endings: ['.csv', '.tsv', '.txt'],
  maxBytes: maxStreamedBytes,
  recognises: () => true,
  open: ([file]) => {
    const { bytes } = file!;
    const tables = [{ id: 'table', title: '', rows: null }];
    return Promise.resolve({
      format: 'csv',
      tables,
      // An async function, so that a refusal is a rejection.
      read: async (_, options) => Promise.resolve(openTable(bytes, options)),
    });
  },
};

/**
 * The table of a CSV file, from its bytes, with all rows in memory: for small ones.
 * @throws Failure when it holds no row of data, or its character set is not recognised
 */
export function readTable(bytes: Uint8Array, options?: ReadOptions): Sheet & { rows: SheetRow[] } {
  const sheet = openTable(bytes, options);
  return { ...sheet, rows: [...sheet.rows] };
}

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
