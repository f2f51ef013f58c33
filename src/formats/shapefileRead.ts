import { text, type Text } from '../domain/text';
import { findRecords, type Dbf } from './dbfRead';
import type { NamedFile, Opened, ReadOptions, ReadProgress } from './format';
import { checkGeometry } from './geometry';
import { wktCrs } from './prj';
import { checkRows, shown, type Problem, type Rows, type Sheet, type SheetRow } from './sheet';
import { findShapes, type Shapes } from './shp';
import { readShape } from './shpShape';

/** Problems that are listed one by one; a damaged file can have one in every cell. */
const maxProblems = 10_000;

const partOf = (files: readonly NamedFile[], ending: string): Uint8Array | undefined =>
  files.find(({ name }) => name.toLowerCase().endsWith(ending))?.bytes;

/**
 * A Shapefile from its parts: `.shp` with `.dbf`, `.shx`, `.prj`, `.cpg` where they are there. The row of a record is
 * its number in the file, from 1.
 *
 * Read by code of our own since shpjs 6.2 drops areas whose rings run the wrong way, is silent about what is cut off and
 * turns 30 February into 1 March, as tests/formats/libraries.test.ts shows.
 * @throws Failure when the .shp or the .dbf cannot be read as a whole
 */
export function openShapefile(files: readonly NamedFile[]): Promise<Opened> {
  const shapes = findShapes(files[0]!.bytes, partOf(files, '.shx'));
  const dbf = partOf(files, '.dbf');
  const prj = partOf(files, '.prj');
  return opened('shapefile', shapes.starts.length, ({ encoding, progress }) => {
    const table = dbf ? findRecords(dbf, partOf(files, '.cpg'), encoding) : null;
    return sheetOf('shapefile', { shapes, dbf: table, prj }, progress);
  });
}

/**
 * The table of a .dbf without geometry. The row of a record is its number in the file, from 1.
 * @throws Failure when it cannot be read as a whole
 */
export function openDbf(files: readonly NamedFile[]): Promise<Opened> {
  return opened('dbf', null, ({ encoding, progress }) => {
    const dbf = findRecords(files[0]!.bytes, partOf(files, '.cpg'), encoding);
    return sheetOf('dbf', { shapes: null, dbf, prj: undefined }, progress);
  });
}

const opened = (
  format: string,
  rows: number | null,
  read: (options: ReadOptions) => Sheet,
): Promise<Opened> =>
  Promise.resolve({
    format,
    tables: [{ id: 'records', title: '', rows }],
    // An async function, so that a refusal is a rejection.
    read: async (_, options = {}) => Promise.resolve(read(options)),
  });

/** One record with what is wrong with it. */
type ReadRow = (index: number) => { row: SheetRow; problems: Problem[] };

const reading = text('读各条记录', 'Reading the records');
/** Records between two calls of progress. */
const between = 2000;

interface Parts {
  shapes: Shapes | null;
  dbf: Dbf | null;
  prj: Uint8Array | undefined;
}

function sheetOf(format: string, { shapes, dbf, prj }: Parts, progress?: ReadProgress): Sheet {
  const shapeCount = shapes?.starts.length ?? 0;
  const recordCount = dbf?.count ?? 0;
  const count = Math.max(shapeCount, recordCount);
  const kept = Array.from({ length: count }, (_, i) => i).filter(
    (i) => !(dbf && i < recordCount && dbf.isDeleted(i)),
  );
  const notes = [...(shapes?.notes ?? []), ...(dbf?.notes ?? [])];
  if (kept.length < count) {
    notes.push(
      text(
        `${count - kept.length} 条记录在 .dbf 里已标记删除，没有读入`,
        `${count - kept.length} records are marked as deleted in the .dbf and were not read`,
      ),
    );
  }
  checkRows(kept.length);
  const read = reader(shapes, dbf);
  const problems = wholeProblems(shapes, dbf);
  let untold = 0;
  for (const [done, index] of kept.entries()) {
    if (done % between === 0) progress?.(done, kept.length, reading);
    const found = read(index).problems;
    const room = Math.max(0, maxProblems - problems.length);
    problems.push(...found.slice(0, room));
    untold += Math.max(0, found.length - room);
  }
  progress?.(kept.length, kept.length, reading);
  if (untold) {
    notes.push(
      text(
        `问题太多，另有 ${untold} 处没有逐条列出；文件可能已损坏`,
        `${untold} more problems are not listed one by one; the file may be damaged`,
      ),
    );
  }
  if (shapes && !dbf) {
    notes.push(
      text(
        '没有 .dbf，只有图形，没有属性；请把同名的 .dbf 一起选上',
        'there is no .dbf, so shapes come without attributes; choose the .dbf of the same name too',
      ),
    );
  }
  if (shapes?.measured) {
    notes.push(
      text(
        `图形类型是 ${shapes.type}：测量值（M）没有读入`,
        `the shapes are of type ${shapes.type}: measures (M) were not read`,
      ),
    );
  }
  const crs = prj ? wktCrs(prj) : null;
  if (prj && !crs) {
    notes.push(
      text('.prj 里没有坐标系，没有用', 'the .prj names no coordinate system and was not used'),
    );
  }
  return {
    format,
    encoding: dbf?.encoding ?? 'utf-8',
    evidence: dbf?.evidence ?? text('没有文字', 'there is no text'),
    delimiter: null,
    crs,
    columns: dbf?.fields.map(({ name }) => name) ?? [],
    rows: rowsOf(kept, read),
    notes,
    problems: problems.sort((a, b) => a.row - b.row),
  };
}

/** Rows that are read when they are asked for: a million of them would not fit the memory of a tab. */
function rowsOf(kept: readonly number[], read: ReadRow): Rows {
  const at = (index: number) => {
    const record = kept.at(index);
    return record === undefined ? undefined : read(record).row;
  };
  return {
    length: kept.length,
    at,
    *[Symbol.iterator]() {
      for (const record of kept) yield read(record).row;
    },
  };
}

function wholeProblems(shapes: Shapes | null, dbf: Dbf | null): Problem[] {
  const problems: Problem[] = [];
  const add = (row: number, reason: Text) =>
    problems.push({ row, field: null, value: '', level: 'error', reason });
  if (shapes?.cut) add(shapes.starts.length + 1, shapes.cut);
  if (dbf?.cut) add(dbf.count + 1, dbf.cut);
  if (shapes && dbf && shapes.starts.length !== dbf.count) {
    const [shp, table] = [shapes.starts.length, dbf.count];
    problems.push({
      row: Math.min(shp, table) + 1,
      field: null,
      value: `${shp} / ${table}`,
      level: 'warning',
      reason: text(
        `.shp 有 ${shp} 个图形，.dbf 有 ${table} 条记录，从这一条起对不上；两个文件可能不是同一次导出的，请核对`,
        `the .shp has ${shp} shapes, the .dbf ${table} records; from this one on they do not match, and the two may not be of one export`,
      ),
    });
  }
  return problems;
}

function reader(shapes: Shapes | null, dbf: Dbf | null): ReadRow {
  return (index) => {
    const problems: Problem[] = [];
    const add = (field: string | null, value: unknown, level: Problem['level'], reason: Text) =>
      problems.push({ row: index + 1, field, value: shown(value), level, reason });
    const values = Object.create(null) as Record<string, unknown>;
    for (const field of dbf?.fields ?? []) {
      if (index >= dbf!.count) {
        values[field.name] = null;
        continue;
      }
      const { value, fault } = dbf!.cell(index, field);
      values[field.name] = value;
      if (fault) add(field.name, fault.raw, 'warning', fault.reason);
    }
    const row: SheetRow = { row: index + 1, values, geometry: null };
    if (!shapes || index >= shapes.starts.length) return { row, problems };
    const { geometry, reason } = readShape(shapes, index);
    if (reason) add(null, '', geometry ? 'warning' : 'error', reason);
    if (!geometry) return { row, problems };
    const checked = checkGeometry(geometry);
    if (!checked.geometry) add(null, checked.value, 'error', checked.reason);
    else {
      row.geometry = checked.geometry;
      if (checked.closed) {
        add(
          null,
          '',
          'warning',
          text('边界没有闭合，已补上最后一点', 'the ring was open and has been closed'),
        );
      }
    }
    return { row, problems };
  };
}
