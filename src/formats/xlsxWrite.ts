import type { Feature } from 'geojson';
import writeBook, {
  type Feature as Plugin,
  type SheetData,
  type Sheet,
} from 'write-excel-file/universal';
import { Failure } from '../domain/failure';
import { text } from '../domain/text';
import type { OutTable } from './format';
import { outColumns, shapeOf, type OutField } from './outFields';
import { aboutSheet } from './xlsx';

/** Most rows of a sheet and most characters of a cell, as Excel sets them. */
const mostRows = 1_048_576;
const mostCharacters = 32_767;

/**
 * Tables as a workbook: head in bold and kept in view, numbers as numbers, days as days, and text as text, so that a
 * word which begins with = + - @ is never run as a formula. Points stand in two columns of degrees, unless there are
 * such columns already; other geometry does not fit into a table and is left out, which the last sheet says.
 * @throws Failure when a table has more rows, or a cell more characters, than a workbook can hold
 */
export async function writeWorkbook(tables: readonly OutTable[]): Promise<Uint8Array> {
  const names = new Set<string>();
  const sheets = tables.map((table) => writeSheet(table, sheetName(table.name, names)));
  sheets.push(about(tables, sheets, sheetName(aboutSheet, names)));
  const file = await writeBook(sheets, { features: [ownFormats] }).toBlob();
  return new Uint8Array(await file.arrayBuffer());
}

/**
 * Numbers of formats below 164 belong to Excel (ECMA-376, 18.8.30). write-excel-file counts its own from 100 on, where GDAL
 * and thus QGIS does not look for one and shows days as 45413.
 */
const ownFormats: Plugin<Blob> = {
  files: {
    transform: {
      'xl/styles.xml': {
        transform: (content) =>
          content.replace(/numFmtId="(1\d\d)"/gu, (_, id) => `numFmtId="${Number(id) + 64}"`),
      },
    },
  },
};

function writeSheet(table: OutTable, name: string): Sheet<Blob> {
  if (table.features.length >= mostRows) {
    const rows = table.features.length.toLocaleString('en-US');
    throw new Failure(
      text(
        `“${table.name}”有 ${rows} 行，Excel 最多 ${mostRows - 1} 行；请改存 CSV 或 GeoPackage。`,
        `“${table.name}” has ${rows} rows, Excel holds ${mostRows - 1}; save it as CSV or GeoPackage.`,
      ),
    );
  }
  const fields = fieldsOf(table);
  const data: SheetData = [
    fields.map((field) => ({ type: String, value: cleanText(field.name), fontWeight: 'bold' })),
    ...table.features.map((feature, i) => fields.map((field) => cellOf(field, feature, i + 2))),
  ];
  const columns = fields.map(({ name: label }, column) => ({
    width: widthOf([label, ...data.slice(1, 200).map((row) => shownValue(row[column]))]),
  }));
  return { sheet: name, data, columns, stickyRowsCount: 1 };
}

/** The columns of a table, then longitude and latitude where its features are points. */
function fieldsOf(table: OutTable): OutField[] {
  const has = (pattern: RegExp) =>
    table.columns.some(({ key, label }) => pattern.test(key) || pattern.test(label));
  const fields = outColumns(table);
  const points = table.features.some((feature) => shapeOf(feature)?.type === 'Point');
  if (!points || (has(/^(?:longitude|lon|lng|经度)/iu) && has(/^(?:latitude|lat|纬度)/iu)))
    return fields;
  const chinese = table.columns.some(({ label }) => /\p{Script=Han}/u.test(label));
  const place = (index: 0 | 1, name: string): OutField => ({
    name,
    kind: 'number',
    value: (feature) => {
      const shape = shapeOf(feature);
      return shape?.type === 'Point' ? (shape.coordinates[index] ?? null) : null;
    },
  });
  return [
    ...fields,
    place(0, chinese ? '经度' : 'Longitude'),
    place(1, chinese ? '纬度' : 'Latitude'),
  ];
}

function cellOf(field: OutField, feature: Feature, row: number): SheetData[number][number] {
  const { kind, name } = field;
  const found = field.value(feature);
  if (found === null || found === '') return null;
  if (typeof found === 'number') return { type: Number, value: found };
  if (typeof found === 'boolean') return { type: Boolean, value: found };
  // Days before 1900 do not exist in a workbook, and those up to 1 March 1900 are counted in two ways.
  if (kind === 'date' && found > '1900-03-01')
    return { type: Date, value: new Date(`${found}T00:00:00Z`), format: 'yyyy-mm-dd' };
  if (found.length > mostCharacters) {
    throw new Failure(
      text(
        `第 ${row} 行“${name}”有 ${found.length} 字，Excel 一格最多 ${mostCharacters} 字；请改存 CSV 或 GeoPackage。`,
        `“${name}” of row ${row} has ${found.length} characters, a cell in Excel holds ${mostCharacters}; save as CSV or GeoPackage.`,
      ),
    );
  }
  return { type: String, value: cleanText(found) };
}

/** Characters that XML cannot hold. */
// eslint-disable-next-line no-control-regex -- these very characters are meant
const unwritable = /[\u0000-\u0008\u000b\u000c\u000e-\u001f\ufffe\uffff]/gu;

/** A character as the cells of a workbook escape it (ECMA-376, ST_Xstring). */
const escaped = (character: string) =>
  `_x${character.charCodeAt(0).toString(16).toUpperCase().padStart(4, '0')}_`;

/** Text without characters that a workbook cannot hold, and without what would read as an escape of one. */
function cleanText(words: string): string {
  const clean = words.replace(unwritable, '').replace(/_(?=x[0-9a-f]{4}_)/giu, '_x005F_');
  // The library lists texts in an object, in which it finds what every object has: `constructor` would be lost.
  return clean in {} ? escaped(clean) + clean.slice(1) : clean;
}

function shownValue(cell: SheetData[number][number]): string {
  const value = cell && typeof cell === 'object' && 'value' in cell ? cell.value : null;
  if (value instanceof Date) return '2025-12-31';
  return typeof value === 'string' || typeof value === 'number' ? String(value) : '';
}

/** Width of a column in characters; a Chinese one takes two. */
function widthOf(cells: readonly string[]): number {
  const longest = cells.reduce((most, cell) => {
    const size = [...cell.slice(0, 60)].reduce((sum, one) => sum + (one > '\u2e80' ? 2 : 1), 0);
    return Math.max(most, size);
  }, 0);
  return Math.min(Math.max(longest + 2, 8), 50);
}

/** A name that Excel takes: up to 31 characters, none of []:*?/\, no apostrophe at an end, used once whatever the case. */
function sheetName(wanted: string, taken: Set<string>): string {
  const plain =
    wanted
      .replace(unwritable, '')
      .replace(/[[\]:*?/\\]/gu, '_')
      .replace(/^'+|'+$/gu, '')
      .trim() || 'Sheet';
  let name = cut(plain, 31);
  // Excel keeps the name History for itself.
  for (
    let number = 2;
    taken.has(name.toLowerCase()) || name.toLowerCase() === 'history';
    number++
  ) {
    const suffix = ` (${number})`;
    name = cut(plain, 31 - suffix.length) + suffix;
  }
  taken.add(name.toLowerCase());
  return name;
}

/** The first characters, counted as UTF-16 as Excel does, with none cut in half. */
const cut = (words: string, most: number) => {
  const first = words.slice(0, most);
  return /[\ud800-\udbff]$/u.test(first) ? first.slice(0, -1) : first;
};

function about(
  tables: readonly OutTable[],
  sheets: readonly Sheet<Blob>[],
  name: string,
): Sheet<Blob> {
  const line = (...cells: string[]) =>
    cells.map((value) => ({ type: String, value: cleanText(value), wrap: true }));
  const data = tables.flatMap((table, i) => {
    const others = table.features.filter((feature) => {
      const type = shapeOf(feature)?.type;
      return type !== undefined && type !== 'Point';
    }).length;
    const left = others
      ? [
          `${others} 条的线或面放不进表格，没有写出；要图形请存 GeoJSON 或 GeoPackage。 / ${others} lines or areas do not fit into a table and were left out; save GeoJSON or GeoPackage for them.`,
        ]
      : [];
    const [first = '', ...rest] = [...table.provenance.split('\n'), ...left].filter((one) =>
      one.trim(),
    );
    return [line(sheets[i]?.sheet ?? '', first), ...rest.map((one) => line('', one))];
  });
  return {
    sheet: name,
    data: data.length ? data : [line('')],
    columns: [{ width: 24 }, { width: 90 }],
  };
}
