import type { Geometry } from 'geojson';
import { Failure } from '../domain/failure';
import { text, type Text } from '../domain/text';
import type { ProblemLog } from './problemLog';

/** Something a reader must know about one row of a file. */
export interface Problem {
  /** Row as a person sees it in the file: the header of a table is row 1; in GeoJSON the number of the feature. */
  row: number;
  /** Column or field it is about; `null` when it is the whole row. */
  field: string | null;
  /** The offending value as it stands in the file. */
  value: string;
  /** `error`: the row is not used; `warning`: the row is used, with this value unknown or changed as said. */
  level: 'error' | 'warning';
  reason: Text;
}

/** One record of a file before anything is read into it. */
export interface SheetRow {
  row: number;
  /** Own keys only, on an object without prototype, so that a column called `__proto__` is just a column. */
  values: Record<string, unknown>;
  /**
   * Positions as they stand in the file, in whatever coordinates it has: finite numbers, closed rings; `null` if there
   * is none that can be used.
   */
  geometry: Geometry | null;
}

/** The rows of a table in their order: an array, or one that parses a row when it is asked for. */
export type Rows = Iterable<SheetRow> & {
  readonly length: number;
  at(index: number): SheetRow | undefined;
};

/** The coordinate system that a file names. */
export interface SheetCrs {
  /** `EPSG:4326`, WKT or a proj string. */
  definition: string;
  name: string;
  /** Where the file says so. */
  evidence: Text;
}

/** A file read into rows: what every format gives. */
export interface Sheet {
  format: string;
  /** Name of the character set, for example `utf-8`, `gb18030`. */
  encoding: string;
  /** Why that character set: what was seen in the bytes. */
  evidence: Text;
  /** What separates the cells of a table; `null` for formats that are no tables. */
  delimiter: string | null;
  /** `null` when the file says nothing of its coordinates. */
  crs: SheetCrs | null;
  columns: string[];
  rows: Rows;
  /** What was set aside or taken for granted for the whole table: rows of a title, 合计, a head of two rows. */
  notes: Text[];
  problems: Problem[];
  /** All problems counted, where the list has only the first of them. */
  log?: ProblemLog;
}

/** The first rows of a table. */
export function firstRows(rows: Rows, most: number): SheetRow[] {
  const first: SheetRow[] = [];
  for (const row of rows) {
    if (first.length === most) break;
    first.push(row);
  }
  return first;
}

/** Largest file of a format that is read as a whole: what a browser tab holds with ease. */
export const maxBytes = 100_000_000;
/** Largest file of a format whose rows stay bytes until they are asked for. */
export const maxStreamedBytes = 250_000_000;
/** Most rows that are read from one file, and from one whose rows stay bytes. */
const mostRows = 1_000_000;
export const mostStreamedRows = 3_000_000;
/** Most columns that are read from one file. */
const maxColumns = 1_000;

/**
 * Refuses a file by its size alone, before it is read into memory.
 * @param bytes size of the file
 * @param most largest size; that of the largest of all formats where the format is not known yet
 * @throws Failure when it is empty or above `most`
 */
export function checkSize(bytes: number, most = maxStreamedBytes): void {
  if (bytes === 0) {
    throw new Failure(text('文件是空的，请另选一个。', 'The file is empty; choose another one.'));
  }
  if (bytes > most) {
    const size = Math.ceil(bytes / 1e6).toLocaleString('en-US');
    const [zh, en] =
      most < maxStreamedBytes && bytes <= maxStreamedBytes
        ? ['，或另存为 CSV', ', or save it as CSV']
        : ['', ''];
    throw new Failure(
      text(
        `文件有 ${size} MB，最多 ${most / 1e6} MB；请先按镇街或图层拆分${zh}。`,
        `The file has ${size} MB, the most is ${most / 1e6} MB; split it by town or layer first${en}.`,
      ),
    );
  }
}

/** @throws Failure when there are more than `most` rows or none at all */
export function checkRows(rows: number, most = mostRows): void {
  if (rows === 0) {
    throw new Failure(
      text('文件里没有一行数据，只有表头。', 'The file holds no row of data, only a header.'),
    );
  }
  if (rows > most) {
    throw new Failure(
      text(
        `文件有 ${rows.toLocaleString('en-US')} 行，最多 ${most.toLocaleString('en-US')} 行；请先拆分。`,
        `The file has ${rows.toLocaleString('en-US')} rows, the most is ${most.toLocaleString('en-US')}; split it first.`,
      ),
    );
  }
}

/** @throws Failure when there are more than {@link maxColumns} columns */
export function checkColumns(columns: number): void {
  if (columns > maxColumns) {
    throw new Failure(
      text(
        `文件有 ${columns.toLocaleString('en-US')} 列，最多 ${maxColumns.toLocaleString('en-US')} 列；这不像一张台账。`,
        `The file has ${columns.toLocaleString('en-US')} columns, the most is ${maxColumns.toLocaleString('en-US')}; this is no register.`,
      ),
    );
  }
}

/** A value as it is shown in a problem: short, on one line. */
export function shown(value: unknown): string {
  const words =
    typeof value === 'string' ? value : value === undefined ? '' : (JSON.stringify(value) ?? '');
  const line = words.replace(/\s+/gu, ' ').trim();
  return line.length > 80 ? `${line.slice(0, 79)}…` : line;
}
