import { Failure } from '../domain/failure';
import { text, type Text } from '../domain/text';
import { CellFault, type Cell, type Grid, type GridRow, type Merge } from './ledgerGrid';
import { checkColumns } from './sheet';
import { collectText, unescapeText, type Book, type BookSheet } from './xlsxBook';
import { serialDate, serialTime } from './xlsxStyles';
import { isSet, walkPart } from './xlsxXml';
import type { Attributes } from './xml';

/** A sheet as it is laid out, and what a reader must know of it. */
export interface SheetGrid extends Required<Grid> {
  /** Letters of columns that are hidden, and hidden rows that hold something. */
  hiddenColumns: string[];
  hiddenRows: number;
  /** Cells whose value is the stored result of a formula. */
  formulas: number;
}

/** Size of a sheet, ECMA-376: rows and columns beyond it do not exist. */
const mostRows = 1_048_576;
const mostColumns = 16_384;
/** More cells than a register of a district has; what stays within a gigabyte. */
const mostCells = 20_000_000;
/** Merged areas that are looked at. */
const mostMerges = 200_000;

/**
 * The cells of a sheet with their values, not their looks: dates by the format of the cell, formulas by their stored
 * result, errors as faults.
 * @throws Failure when the sheet is broken or larger than what is read
 */
export function readGrid(
  { part, bytes }: BookSheet,
  book: Book,
  tick?: (done: number) => void,
): SheetGrid {
  const rows: GridRow[] = [];
  const merges: Merge[] = [];
  const hidden: string[] = [];
  const found = { hiddenRows: 0, formulas: 0, cells: 0, width: 0, sorted: true };
  const collect = collectText();
  let row: { row: number; cells: (Cell | undefined)[]; hidden: boolean } | null = null;
  let lastRow = 0;
  let column = -1;
  let cell: RawCell | null = null;
  let inside: 'v' | 'f' | null = null;

  walkPart(
    part,
    bytes,
    {
      open(name, attributes) {
        collect.open(name);
        if (name === 'row') {
          const given = Number(attributes.r ?? lastRow + 1);
          const number =
            Number.isInteger(given) && given >= 1 && given <= mostRows ? given : lastRow + 1;
          row = { row: number, cells: [], hidden: isSet(attributes, 'hidden') };
          lastRow = number;
          column = -1;
        } else if (name === 'c' && row) {
          const at = positionOf(attributes.r ?? '');
          column = at ? at.column : column + 1;
          const style = Number(attributes.s ?? 0);
          cell = { type: attributes.t ?? 'n', style, value: null, formula: false };
          collect.clear();
        } else if (name === 'v' && cell) {
          inside = 'v';
          cell.value = '';
        } else if (name === 'f' && cell) {
          inside = 'f';
          cell.formula = true;
        } else if (name === 'mergeCell' && merges.length < mostMerges) {
          const area = areaOf(attributes.ref ?? '');
          if (area) merges.push(area);
        } else if (name === 'col' && isSet(attributes, 'hidden')) {
          hidden.push(lettersBetween(attributes));
        }
      },
      words(content) {
        if (inside === 'v' && cell) cell.value += content;
        else if (cell) collect.words(content);
      },
      close(name) {
        collect.close(name);
        if (name === 'v' || name === 'f') inside = null;
        else if (name === 'c' && cell && row) {
          const value = valueOf(cell, collect.text(), book);
          if (cell.formula && !(value instanceof CellFault)) found.formulas++;
          if (value !== null && value !== '') {
            if (column >= mostColumns || ++found.cells > mostCells) throw tooMany();
            found.width = Math.max(found.width, column + 1);
            checkColumns(found.width);
            row.cells[column] = value;
          }
          cell = null;
        } else if (name === 'row' && row) {
          if (row.cells.length) {
            if (row.hidden) found.hiddenRows++;
            if (row.row <= (rows.at(-1)?.row ?? 0)) found.sorted = false;
            rows.push({ row: row.row, cells: row.cells });
          }
          row = null;
        }
      },
    },
    tick,
  );
  if (!found.sorted) rows.sort((a, b) => a.row - b.row);
  return {
    rows,
    merges,
    hiddenColumns: hidden.filter(Boolean),
    hiddenRows: found.hiddenRows,
    formulas: found.formulas,
  };
}

interface RawCell {
  type: string;
  style: number;
  /** Words of `v`; `null` when there is none. */
  value: string | null;
  formula: boolean;
}

const fault = (shows: string, reason: Text) => new CellFault(shows, reason);

function valueOf({ type, style, value, formula }: RawCell, inline: string, book: Book): Cell {
  if (formula && (value === null || (value === '' && type !== 'str'))) {
    return fault(
      '=…',
      text(
        '公式没有存下结果，按未知；请用 Excel 打开、重算后保存',
        'the formula has no stored result; kept as unknown. Open it in Excel, let it calculate and save it',
      ),
    );
  }
  if (type === 'inlineStr') return inline;
  if (value === null) return null;
  const words = type === 'str' ? unescapeText(value) : value.trim();
  if (words === '') return null;
  switch (type) {
    case 's':
      return (
        book.strings[/^\d+$/u.test(words) ? Number(words) : -1] ??
        fault(
          words,
          text(
            '文件缺这一格的文字，按未知',
            'the file lacks the words of this cell; kept as unknown',
          ),
        )
      );
    case 'b':
      return words === '1' || words === 'true';
    case 'e':
      return fault(
        words,
        text(
          `单元格是错误值 ${words}，按未知；请在原表里改正`,
          `the cell is the error ${words}; kept as unknown. Correct it in the original`,
        ),
      );
    case 'd':
      return words.replace(/T00:00(?::00(?:\.0+)?)?Z?$/u, '').replace('T', ' ');
    case 'str':
      return words;
    default:
      return numberOf(words, style, book);
  }
}

function numberOf(words: string, style: number, { styles, from1904 }: Book): Cell {
  const exact = /^[+-]?(?:\d+\.?\d*|\.\d+)(?:e[+-]?\d+)?$/iu.test(words)
    ? Number(words)
    : Number.NaN;
  if (!Number.isFinite(exact)) {
    return fault(words, text('不是数字，按未知', 'this is no number; kept as unknown'));
  }
  // Spreadsheets keep and show 15 digits; what is stored behind them is noise, as in 29.700000000000003.
  const value = Number.isInteger(exact) ? exact : Number(exact.toPrecision(15));
  const kind = styles[style] ?? { kind: 'number' };
  switch (kind.kind) {
    case 'date':
      return (
        serialDate(value, from1904, kind.month) ??
        fault(words, text('不是能显示的日期，按未知', 'no date that can be shown; kept as unknown'))
      );
    case 'time':
      return serialTime(value) ?? value;
    case 'unit':
      return `${value}${kind.unit}`;
    case 'number':
      return value;
  }
}

function positionOf(reference: string): { row: number; column: number } | null {
  const [, letters = '', digits = ''] = /^\$?([A-Z]{1,3})\$?(\d{1,7})$/iu.exec(reference) ?? [];
  if (!letters) return null;
  const column = [...letters.toUpperCase()].reduce(
    (sum, one) => sum * 26 + one.charCodeAt(0) - 64,
    0,
  );
  return { row: Number(digits), column: column - 1 };
}

function areaOf(reference: string): Merge | null {
  const [first = '', second = first] = reference.split(':');
  const [a, b] = [positionOf(first), positionOf(second)];
  if (!a || !b || a.row < 1 || b.row > mostRows || b.column >= mostColumns) return null;
  return a.row <= b.row && a.column <= b.column
    ? { top: a.row, bottom: b.row, left: a.column, right: b.column }
    : null;
}

function letters(column: number): string {
  let words = '';
  for (let rest = column; rest > 0; rest = Math.floor((rest - 1) / 26))
    words = String.fromCharCode(65 + ((rest - 1) % 26)) + words;
  return words;
}

function lettersBetween({ min, max }: Attributes): string {
  const [first, last] = [Number(min), Number(max)];
  if (!first || !last || first > mostColumns) return '';
  return first === last
    ? letters(first)
    : `${letters(first)}–${letters(Math.min(last, mostColumns))}`;
}

const tooMany = () =>
  new Failure(
    text(
      `工作表的单元格超过 ${mostCells / 1e4} 万个，或超出表格的范围；请先拆分。`,
      `The sheet has more than ${mostCells / 1e6} million cells, or cells beyond its bounds; split it first.`,
    ),
  );
