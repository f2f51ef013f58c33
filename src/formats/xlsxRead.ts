import { Failure } from '../domain/failure';
import { text, type Text } from '../domain/text';
import type { Opened, ReadOptions, ReadProgress } from './format';
import { tidy } from './ledger';
import type { Sheet } from './sheet';
import { isZip } from './unzip';
import { openBook, type Book, type BookSheet } from './xlsxBook';
import { readGrid, type SheetGrid } from './xlsxSheet';

const reading = text('读工作表', 'Reading the sheet');

/** Bytes of XML that are read when a workbook is opened, so that the rows of its sheets can be told. */
const countedBytes = 8_000_000;

/**
 * Opens a workbook.
 * @throws Failure when it is a workbook of the old kind, protected by a password, no workbook, or broken
 */
export function openWorkbook(bytes: Uint8Array, progress?: ReadProgress): Opened {
  if (!isZip(bytes)) throw oldKind(bytes);
  const book = openBook(bytes, progress);
  let left = countedBytes;
  const tables = book.sheets.map((sheet) => {
    left -= sheet.bytes.length;
    return {
      id: sheet.name,
      title: sheet.hidden ? `${sheet.name}（隐藏）` : sheet.name,
      rows: left >= 0 ? countRows(sheet, book) : null,
    };
  });
  return {
    format: 'xlsx',
    tables,
    // An async function, so that a refusal is a rejection.
    read: async (table, options) => {
      const sheet = book.sheets.find(({ name }) => name === table);
      if (!sheet) {
        throw new Failure(
          text(
            `没有名为“${table}”的工作表；有：${book.sheets.map(({ name }) => name).join('、')}。`,
            `There is no sheet “${table}”; there are ${book.sheets.map(({ name }) => name).join(', ')}.`,
          ),
        );
      }
      return Promise.resolve(readTable(sheet, book, options));
    },
  };
}

/** Rows of data of a sheet; 0 when there is no table in it. */
function countRows(sheet: BookSheet, book: Book): number {
  try {
    return tidy(readGrid(sheet, book)).rows.length;
  } catch (cause) {
    // A broken sheet must not hide the sound ones; reading it says what is wrong.
    if (cause instanceof Failure) return 0;
    throw cause;
  }
}

function readTable(sheet: BookSheet, book: Book, { headRows, progress }: ReadOptions = {}): Sheet {
  const grid = readGrid(sheet, book, (done) => progress?.(done, sheet.bytes.length, reading));
  const { columns, rows, notes, problems } = tidy(grid, headRows);
  return {
    format: 'xlsx',
    encoding: 'utf-8',
    evidence: text('工作簿按规范存文字', 'workbooks store text as the standard says'),
    delimiter: null,
    crs: null,
    columns,
    rows,
    notes: [...sheetNotes(sheet, grid), ...notes],
    problems,
  };
}

function sheetNotes({ hidden }: BookSheet, grid: SheetGrid): Text[] {
  const { hiddenColumns, hiddenRows, formulas } = grid;
  const notes: Text[] = [];
  if (hidden) notes.push(text('这张工作表是隐藏的', 'this sheet is hidden'));
  if (hiddenColumns.length) {
    const list = hiddenColumns.join('、');
    notes.push(
      text(
        `隐藏的列也读入了：${list}`,
        `hidden columns were read too: ${hiddenColumns.join(', ')}`,
      ),
    );
  }
  if (hiddenRows) {
    notes.push(
      text(
        `${hiddenRows} 行被隐藏或筛掉，也读入了`,
        `${hiddenRows} rows are hidden or filtered out and were read too`,
      ),
    );
  }
  if (formulas) {
    notes.push(
      text(
        `${formulas} 格是公式，取文件里存下的结果`,
        `${formulas} cells are formulas; the results stored in the file were taken`,
      ),
    );
  }
  return notes;
}

/** Whether the name stands in the bytes as a directory of the old container writes it, two bytes a character. */
function holdsName(bytes: Uint8Array, name: string): boolean {
  const wanted = [...name].flatMap((one) => [one.charCodeAt(0), 0]);
  const last = Math.min(bytes.length - wanted.length, 2_000_000);
  for (let i = 0; i <= last; i++) {
    if (wanted.every((byte, k) => bytes[i + k] === byte)) return true;
  }
  return false;
}

function oldKind(bytes: Uint8Array): Failure {
  return holdsName(bytes, 'EncryptedPackage')
    ? new Failure(
        text(
          '工作簿有打开密码，不能读；请在 Excel 里取消密码后另存为 .xlsx。',
          'The workbook is protected by a password and cannot be read; remove it in Excel and save as .xlsx.',
        ),
      )
    : new Failure(
        text(
          '这是旧版 Excel 或 WPS 文件（.xls、.et），不能直接读；请打开后另存为 .xlsx。',
          'This is an old Excel or WPS file (.xls, .et), which cannot be read here; open it and save it as .xlsx.',
        ),
      );
}
