import type { Database, SqlValue, Statement } from 'sql.js';
import { Failure } from '../domain/failure';
import { plural, text, type Text } from '../domain/text';
import type { Opened, ReadProgress, TableRef } from './format';
import { addProblem, addRow, gathering } from './gather';
import { readGeometry } from './geopackageGeometry';
import { crsOf, geometryColumnOf } from './geopackageMeta';
import { checkColumns, checkRows, type Sheet } from './sheet';
import { hasOwnLog, plainTables, quoted, rowsOf, withDatabase } from './sqlRead';
import { BrokenGeometry } from './wkb';

/** Rows are counted up to here; a damaged index can make a table look endless. */
const mostCounted = 1_000_001;

/** A table that `gpkg_contents` lists. */
interface Content {
  name: string;
  title: string;
  rows: number;
}

/**
 * The tables of features and of attributes of a GeoPackage, in the order of `gpkg_contents`. Views and virtual tables
 * are left out: reading them would run what somebody else wrote.
 * @throws Failure when it is no SQLite file, damaged, encrypted, no GeoPackage, or one without such tables
 */
export async function openGeopackage(bytes: Uint8Array): Promise<Opened> {
  const { contents, notes } = await withDatabase(bytes, listContents);
  if (hasOwnLog(bytes)) {
    notes.push(
      text(
        '文件另有未合并的改动日志（-wal），其中的改动没有读；请在 QGIS 里关闭图层后再导出',
        'the file keeps changes in a log of its own (-wal), which was not read; close the layer in QGIS and export it again if something is missing',
      ),
    );
  }
  return {
    format: 'geopackage',
    tables: contents.map(({ name, title, rows }): TableRef => ({
      id: name,
      title,
      rows: rows < mostCounted ? rows : null,
    })),
    read: (table, options) =>
      withDatabase(bytes, (database) => {
        const content = contents.find(({ name }) => name === table);
        if (!content) {
          throw new Failure(
            text(`文件里没有“${table}”这张表。`, `The file has no table “${table}”.`),
          );
        }
        const sheet = readContent(database, content, options?.progress);
        return { ...sheet, notes: [...notes, ...sheet.notes] };
      }),
  };
}

function listContents(database: Database): { contents: Content[]; notes: Text[] } {
  const tables = plainTables(database);
  if (!tables.has('gpkg_contents')) {
    throw new Failure(
      text(
        '这是 SQLite 数据库，但不是 GeoPackage（没有 gpkg_contents 表）；请用 QGIS 等另存为 GeoPackage。',
        'This is an SQLite database but no GeoPackage (it has no table gpkg_contents); save it as GeoPackage first.',
      ),
    );
  }
  const listed = rowsOf(
    database,
    'SELECT table_name, data_type, identifier FROM gpkg_contents NOT INDEXED LIMIT 10000',
  ).map(([name, kind, identifier]) => ({
    name: String(name),
    kind: String(kind),
    title: String(identifier ?? ''),
  }));
  const wanted = listed.filter(({ kind }) => ['features', 'attributes', 'aspatial'].includes(kind));
  const readable = wanted.filter(({ name }) => tables.has(name.toLowerCase()));
  const missing = wanted.filter((each) => !readable.includes(each)).map(({ name }) => name);
  if (readable.length === 0) {
    const kinds = [...new Set(listed.map(({ kind }) => kind))].slice(0, 5).join('、') || '—';
    throw new Failure(
      missing.length
        ? text(
            `文件里只有视图或缺失的表（${missing[0]}），没有可读的表；请把视图另存为图层。`,
            `The file holds only views or missing tables (${missing[0]}); save the view as a layer first.`,
          )
        : text(
            `文件里没有要素表或属性表（只有：${kinds}）。`,
            `The file holds no table of features or attributes (only: ${kinds}).`,
          ),
    );
  }
  const contents = readable.map(({ name, title }) => ({
    name,
    title: title || name,
    rows: Number(
      rowsOf(
        database,
        `SELECT count(*) FROM (SELECT 1 FROM ${quoted(name)} NOT INDEXED LIMIT ${mostCounted})`,
      )[0]?.[0] ?? 0,
    ),
  }));
  const notes = missing.map((name) =>
    text(
      `“${name}”是视图、虚拟表或已不存在，没有读`,
      `“${name}” is a view, a virtual table or gone, and was not read`,
    ),
  );
  return { contents, notes };
}

interface Column {
  name: string;
  boolean: boolean;
}

const reading = text('读各条记录', 'Reading the records');
/** Records between two calls of progress. */
const between = 2000;

function readContent(
  database: Database,
  { name, rows: counted }: Content,
  progress?: ReadProgress,
): Sheet {
  checkRows(counted);
  const geometryColumn = geometryColumnOf(database, name);
  const columns = rowsOf(database, `PRAGMA table_info(${quoted(name)})`).map(
    ([, column, type]): Column => ({
      name: String(column),
      boolean: /^bool/iu.test(String(type)),
    }),
  );
  checkColumns(columns.length);
  const at = columns.findIndex(
    (column) => column.name.toLowerCase() === geometryColumn?.name.toLowerCase(),
  );
  const others = columns.filter((_, i) => i !== at);
  const gathered = gathering(others.map((column) => column.name));
  const seen = { blobs: new Set<string>(), otherCrs: new Map<number, number>() };
  const list = columns.map((column) => quoted(column.name)).join(', ');
  // NOT INDEXED: in the order of the table, as other programs show it.
  const statement = database.prepare(`SELECT ${list} FROM ${quoted(name)} NOT INDEXED`);
  try {
    for (let row = 1; statement.step(); row++) {
      checkRows(row);
      if (row % between === 1) progress?.(row - 1, counted, reading);
      const cells = exactCells(statement);
      const entries = columns.flatMap((column, i) =>
        i === at ? [] : [[column.name, valueOf(cells[i] ?? null, column, seen.blobs)] as const],
      );
      const read = at < 0 ? null : geometryOf(cells[at] ?? null);
      addRow(gathered, row, entries, read instanceof BrokenGeometry ? null : read?.geometry);
      if (read instanceof BrokenGeometry) addProblem(gathered, row, '', read.reason);
      else if (read && geometryColumn && read.srsId !== geometryColumn.srsId)
        seen.otherCrs.set(read.srsId, (seen.otherCrs.get(read.srsId) ?? 0) + 1);
    }
  } finally {
    statement.free();
  }
  progress?.(counted, counted, reading);
  const { definition, notes } = geometryColumn
    ? crsOf(database, geometryColumn.srsId)
    : { definition: null, notes: [] };
  for (const [srsId, count] of seen.otherCrs) {
    notes.push(
      text(
        `${count} 行的图形自称坐标系 ${srsId}，图层是 ${geometryColumn!.srsId}；按图层的读`,
        `${plural(count, 'geometry', 'geometries')} with the coordinate system ${srsId} where the layer has ${geometryColumn!.srsId}; the layer’s was taken`,
      ),
    );
  }
  for (const column of seen.blobs) {
    notes.push(
      text(
        `“${column}”列有二进制内容（如照片），没有读`,
        `the column “${column}” holds binary content such as photos, which was not read`,
      ),
    );
  }
  return {
    format: 'geopackage',
    encoding: 'utf-8',
    evidence: text('GeoPackage 的文字由 SQLite 按 UTF-8 存取', 'GeoPackage keeps text as UTF-8'),
    delimiter: null,
    crs: definition,
    columns: [...gathered.columns],
    rows: gathered.rows,
    notes,
    problems: gathered.problems,
  };
}

type Cell = SqlValue | bigint;

/** The cells of the current row; whole numbers come as bigint, because those above 2^53 would lose digits. */
function exactCells(statement: Statement): Cell[] {
  // The option is documented but missing in the types.
  const exact = statement as unknown as {
    get(params: null, options: { useBigInt: boolean }): Cell[];
  };
  return exact.get(null, { useBigInt: true });
}

/** Codes longer than a number can hold are kept as text, digit by digit. */
function valueOf(cell: Cell, column: Column, blobs: Set<string>): unknown {
  if (cell instanceof Uint8Array) {
    blobs.add(column.name);
    return null;
  }
  if (typeof cell !== 'bigint') return cell;
  if (column.boolean && (cell === 0n || cell === 1n)) return cell === 1n;
  const number = Number(cell);
  return Number.isSafeInteger(number) ? number : String(cell);
}

function geometryOf(cell: Cell): ReturnType<typeof readGeometry> | BrokenGeometry | null {
  if (cell === null) return null;
  try {
    if (cell instanceof Uint8Array) return readGeometry(cell);
  } catch (error) {
    if (error instanceof BrokenGeometry) return error;
    throw error;
  }
  return new BrokenGeometry(
    text('图形列里不是图形数据', 'the geometry column holds something else than a geometry'),
  );
}
