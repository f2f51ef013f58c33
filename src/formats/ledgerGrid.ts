import type { Text } from '../domain/text';

/** A cell that says something which cannot be taken as it stands: an error of a formula, a date that is none. */
export class CellFault {
  constructor(
    /** What the cell shows. */
    readonly shows: string,
    readonly reason: Text,
  ) {}
}

/** What a cell holds; nothing is `null` or blank text. Dates are ISO 8601 text. */
export type Cell = string | number | boolean | null | CellFault;

/** One row of a grid; trailing cells may be left out. */
export interface GridRow {
  /** As a person sees it in the file, from 1. */
  row: number;
  cells: readonly (Cell | undefined)[];
}

/** Cells that are shown as one; the first holds the value. */
export interface Merge {
  /** Row numbers as a person sees them. */
  top: number;
  bottom: number;
  /** Columns from 0. */
  left: number;
  right: number;
}

/** A table as a person laid it out. */
export interface Grid {
  /** Ascending by `row`; rows without content may be left out. */
  rows: readonly GridRow[];
  merges?: readonly Merge[];
}

/** Something about one cell. */
export interface CellProblem {
  row: number;
  /** From 0. */
  column: number;
  value: string;
  level: 'warning';
  reason: Text;
}

/** Whether a cell holds nothing. */
export const isBlank = (cell: Cell | undefined): boolean =>
  cell === null || cell === undefined || (typeof cell === 'string' && cell.trim() === '');

/** Characters of a cell that are looked at to tell what it is. */
const lookedAt = 500;

/** A cell as one line of words, the first of them; empty for nothing. */
export const wordsOf = (cell: Cell | undefined): string =>
  isBlank(cell)
    ? ''
    : String(cell instanceof CellFault ? cell.shows : cell)
        .slice(0, lookedAt)
        .replace(/\s+/gu, ' ')
        .trim();
