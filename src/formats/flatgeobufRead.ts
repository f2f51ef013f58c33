import { Failure } from '../domain/failure';
import { text } from '../domain/text';
import { FlatTable } from './flatTable';
import { geometryOf } from './flatgeobufGeometry';
import { columnsOf, valuesOf, type FlatColumn } from './flatgeobufValues';
import type { Opened, ReadProgress } from './format';
import { addProblem, addRow, gathering } from './gather';
import { checkColumns, checkRows, type Sheet, type SheetCrs } from './sheet';
import { BrokenGeometry } from './wkb';

/** What the header says of the table. */
interface Header {
  title: string;
  geometryType: number;
  columns: FlatColumn[];
  /** 0 when the file does not say. */
  count: number;
  crs: SheetCrs | null;
  /** Byte at which the first feature begins. */
  start: number;
}

/**
 * The table of a FlatGeobuf file, version 3 (flatgeobuf.org, header.fbs and feature.fbs).
 *
 * Not with the package flatgeobuf 4.5: one feature without a geometry, such as a shelter whose place is unknown, makes it
 * throw a TypeError for the whole file (tests/formats/libraries.test.ts), and its tables are read without regard to the
 * end of the file, on which damage is told here.
 * @throws Failure when it is of another version, damaged or cut off
 */
export function openFlatgeobuf(bytes: Uint8Array): Promise<Opened> {
  const header = guard(() => headerOf(bytes));
  return Promise.resolve({
    format: 'flatgeobuf',
    tables: [{ id: 'features', title: header.title, rows: header.count || null }],
    // An async function, so that a refusal is a rejection.
    read: async (_, options) =>
      Promise.resolve(guard(() => readRows(bytes, header, options?.progress))),
  });
}

/** The only errors of the reading itself are those of places beyond the end of the file. */
function guard<Result>(work: () => Result): Result {
  try {
    return work();
  } catch (cause) {
    if (!(cause instanceof RangeError)) throw cause;
    throw new Failure(
      text(
        'FlatGeobuf 文件的头部损坏或不完整；请重新导出。',
        'The header of the FlatGeobuf file is damaged or cut off; export it again.',
      ),
      { cause },
    );
  }
}

const magicBytes = 8;

function headerOf(bytes: Uint8Array): Header {
  const version = bytes[3];
  if (String.fromCharCode(...bytes.subarray(0, 3)) !== 'fgb' || version !== 3) {
    throw new Failure(
      text(
        `不是第 3 版的 FlatGeobuf 文件（读到 ${version ?? '空'}），或文件已损坏；请重新导出。`,
        `This is no FlatGeobuf file of version 3 (found ${version ?? 'nothing'}), or it is damaged; export it again.`,
      ),
    );
  }
  const view = part(bytes, magicBytes);
  const table = FlatTable.root(view);
  const count = table.long(8);
  const nodeSize = table.short(9, 16);
  const title = table.text(11) ?? '';
  const columns = columnsOf(table, 7);
  return {
    title: title || (table.text(0) ?? ''),
    geometryType: table.byte(2),
    columns,
    count,
    crs: crsOf(table.table(10)),
    start: magicBytes + view.byteLength + indexBytes(count, nodeSize, bytes.length),
  };
}

/** A buffer with its size in front; what lies behind the file in memory is none of it. */
function part(bytes: Uint8Array, at: number): DataView {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const size = 4 + view.getUint32(at, true);
  if (at + size > bytes.length) throw new RangeError(`${size} bytes reach beyond the file.`);
  return new DataView(bytes.buffer, bytes.byteOffset + at, size);
}

/** Size of the packed Hilbert R-tree before the features: 40 bytes a node, levels of `nodeSize` until one is left. */
function indexBytes(count: number, nodeSize: number, most: number): number {
  if (nodeSize === 0 || count === 0) return 0;
  if (count * 40 > most) throw new RangeError(`The index of ${count} features exceeds the file.`);
  let nodes = count;
  for (let level = count; level > 1; nodes += level)
    level = Math.ceil(level / Math.max(2, nodeSize));
  return (count === 1 ? 2 : nodes) * 40;
}

function crsOf(crs: FlatTable | null): SheetCrs | null {
  if (!crs) return null;
  const code = crs.int(1);
  const wkt = crs.text(4);
  const organisation = crs.text(0) ?? 'EPSG';
  const definition = organisation.toUpperCase() === 'EPSG' && code > 0 ? `EPSG:${code}` : wkt;
  if (!definition) return null;
  return {
    definition,
    name: (crs.text(2) ?? '') || definition.slice(0, 80),
    evidence: text('文件头', 'the header of the file'),
  };
}

const reading = text('读各条记录', 'Reading the records');
/** Records between two calls of progress. */
const between = 2000;

function readRows(bytes: Uint8Array, header: Header, progress?: ReadProgress): Sheet {
  const gathered = gathering(header.columns.map(({ name }) => name));
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  let at = header.start;
  let row = 0;
  while (at < bytes.length && (header.count === 0 || row < header.count)) {
    const size = at + 4 <= bytes.length ? view.getUint32(at, true) : 0;
    if (size === 0 || at + 4 + size > bytes.length) break;
    checkRows(++row);
    if (row % between === 1) progress?.(at, bytes.length, reading);
    const entries: (readonly [string, unknown])[] = [];
    try {
      const feature = FlatTable.root(part(bytes, at));
      const own = columnsOf(feature, 2);
      for (const entry of valuesOf(feature.vector(1, 1), own.length ? own : header.columns))
        entries.push(entry);
      addRow(gathered, row, entries, geometryOf(feature.table(0), header.geometryType, size));
    } catch (error) {
      const broken = error instanceof BrokenGeometry;
      if (!broken && !(error instanceof RangeError)) throw error;
      addRow(gathered, row, entries, null);
      addProblem(
        gathered,
        row,
        '',
        broken ? error.reason : text('这一行的数据损坏', 'the data of this row are damaged'),
      );
    }
    at += 4 + size;
  }
  if (row < header.count || (header.count === 0 && at < bytes.length))
    refuseRest(row, header.count);
  progress?.(bytes.length, bytes.length, reading);
  checkRows(row);
  checkColumns(gathered.columns.size);
  return {
    format: 'flatgeobuf',
    encoding: 'utf-8',
    evidence: text('FlatGeobuf 规定 UTF-8', 'FlatGeobuf is UTF-8 by its specification'),
    delimiter: null,
    crs: header.crs,
    columns: [...gathered.columns],
    rows: gathered.rows,
    notes: [],
    problems: gathered.problems,
  };
}

function refuseRest(row: number, count: number): never {
  const of = count ? text(`（共 ${count} 行）`, ` of ${count}`) : text('', '');
  throw new Failure(
    text(
      `文件在第 ${row} 行之后就断了${of['zh-CN']}，没有传完或已损坏；请重新导出。`,
      `The file breaks off after row ${row}${of.en}; it is cut off or damaged; export it again.`,
    ),
  );
}
