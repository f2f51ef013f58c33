import sqlFile from 'sql.js/dist/sql-wasm-browser.wasm?url';
import { datasetTitles } from '../domain/datasets';
import { Failure } from '../domain/failure';
import { datasetIds } from '../domain/manifest';
import { text } from '../domain/text';
import { checkSize, formats, maxBytes, openFile, type Sheet } from '../formats';
import type { NamedFile, Opened, ReadOptions, ReadProgress } from '../formats/format';
import { openGrid } from '../formats/grid';
import { firstRows } from '../formats/sheet';
import { useSqlFile } from '../formats/sqlFile';
import { checkArchive, isZip } from '../formats/unzip';
import { watchedRows } from '../formats/watchedRows';
import { isPack } from '../formats/zip';
import { openArchive, type OpenedArchive } from '../pack/archive';
import { sha256 } from '../pack/checksum';
import { guessRegister, matchColumns, targets } from '../pack/import';
import type { ImportQuestions, Inspected, InspectedTable } from './importProtocol';

useSqlFile(sqlFile);

/** A file of the import as it was read. */
export interface HeldTable {
  kind: 'table';
  name: string;
  sha256: string;
  opened: Opened;
  sheet: Sheet;
}
interface HeldGrid {
  kind: 'grid';
  name: string;
  sha256: string;
  bytes: Uint8Array<ArrayBuffer>;
}
interface HeldPack {
  kind: 'pack';
  archive: OpenedArchive;
}

/** The files of one import by number; the worker ends with the import. */
const held = new Map<number, HeldTable | HeldGrid | HeldPack>();

const notOpen = (file: number) => new Error(`Import file ${file} is not open.`);

export function tableOf(file: number): HeldTable {
  const found = held.get(file);
  if (found?.kind !== 'table') throw notOpen(file);
  return found;
}

export function gridOf(file: number): HeldGrid {
  const found = held.get(file);
  if (found?.kind !== 'grid') throw notOpen(file);
  return found;
}

export function packOf(file: number): OpenedArchive {
  const found = held.get(file);
  if (found?.kind !== 'pack') throw notOpen(file);
  return found.archive;
}

const isTiff = ([a, b, c, d]: Uint8Array) =>
  (a === 0x49 && b === 0x49 && (c === 0x2a || c === 0x2b) && d === 0) ||
  (a === 0x4d && b === 0x4d && c === 0 && (d === 0x2a || d === 0x2b));

/** Recognises a file and reads what can be told of it without a person; a table of it when one is named. */
export async function inspect(
  { file, data, table, options, grid }: ImportQuestions['inspect']['ask'],
  progress?: ReadProgress,
): Promise<Inspected> {
  const how: ReadOptions = { ...options, ...(progress && { progress }) };
  const before = held.get(file);
  if (grid && before?.kind === 'grid')
    return { kind: 'grid', info: await openGrid(before.bytes, grid) };
  if (table !== undefined && before?.kind === 'table') {
    const sheet = await before.opened.read(table, how);
    held.set(file, { ...before, sheet });
    return describe(before.name, before.opened, table, sheet, progress);
  }
  // Refused by its size before a byte of it is read.
  for (const { size } of data) checkSize(size);
  const files = await Promise.all(
    data.map(async (each): Promise<NamedFile> => ({
      name: each.name,
      bytes: new Uint8Array(await each.arrayBuffer()),
    })),
  );
  const [{ name, bytes } = { name: '', bytes: new Uint8Array() }] = files;
  const sum = await sha256(bytes);
  if (isTiff(bytes)) {
    checkSize(bytes.length, maxBytes);
    const info = await openGrid(bytes, grid);
    held.set(file, { kind: 'grid', name, sha256: sum, bytes: new Uint8Array(bytes) });
    return { kind: 'grid', info };
  }
  if (isZip(bytes) && isPack(checkArchive(bytes).map((entry) => entry.name)))
    return inspectPack(file, bytes);
  const opened = await openFile(files);
  const first = table ?? (await likeliest(opened, name));
  const sheet = await opened.read(first, how);
  if (!sheet.rows.length)
    throw new Failure(
      text(
        `“${name}”里没有可用的行。请检查表头下是否有数据。`,
        `“${name}” has no usable rows. Check that there is data below the head.`,
      ),
    );
  held.set(file, { kind: 'table', name, sha256: sum, opened, sheet });
  return describe(name, opened, first, sheet, progress);
}

/** Tables that are tried to find the one that is meant. */
const mostTried = 12;

/** The table that most looks like a register: a workbook often begins with a sheet of explanations. */
async function likeliest(opened: Opened, name: string): Promise<string> {
  const { tables } = opened;
  if (tables.length === 1) return tables[0]!.id;
  let best = { id: tables[0]!.id, score: -1 };
  for (const { id, title } of tables.slice(0, mostTried)) {
    try {
      const [guess] = guessRegister(await opened.read(id), `${name} ${title}`);
      if (guess && guess.score > best.score) best = { id, score: guess.score };
    } catch (error) {
      // A sheet without a table is no reason to refuse the others.
      if (!(error instanceof Failure)) throw error;
    }
  }
  return best.id;
}

async function inspectPack(file: number, bytes: Uint8Array): Promise<Inspected> {
  const archive = await openArchive(bytes);
  held.set(file, { kind: 'pack', archive });
  const { manifest, scenarios, history } = archive;
  return {
    kind: 'pack',
    name: manifest.fullName,
    id: manifest.id,
    asOf: manifest.asOf,
    datasets: datasetIds.flatMap((id) => {
      const dataset = manifest.datasets[id];
      return dataset ? { id, title: datasetTitles[id], count: dataset.count } : [];
    }),
    scenarios: scenarios.length,
    steps: history?.steps.length ?? 0,
  };
}

const sample = (sheet: Sheet, column: string): string => {
  const row = firstRows(sheet.rows, 1000).find(({ values }) => {
    const value = values[column];
    return value !== null && value !== undefined && value !== '';
  });
  const value = row?.values[column];
  const words = typeof value === 'string' ? value : JSON.stringify(value ?? '');
  return words.length > 40 ? `${words.slice(0, 40)}…` : words;
};

const looking = text('查看图形', 'Looking at the shapes');

function geometriesOf(sheet: Sheet, progress?: ReadProgress): Record<string, number> {
  const counts: Record<string, number> = {};
  // A table of cells has no shapes, and may have millions of rows.
  if (sheet.delimiter !== null) return counts;
  for (const { geometry } of watchedRows(sheet.rows, looking, progress))
    if (geometry) counts[geometry.type] = (counts[geometry.type] ?? 0) + 1;
  return counts;
}

function describe(
  name: string,
  opened: Opened,
  table: string,
  sheet: Sheet,
  progress?: ReadProgress,
): InspectedTable {
  const title = opened.tables.find(({ id }) => id === table)?.title ?? '';
  const [guess] = guessRegister(sheet, `${name} ${title}`);
  const format = Object.entries(formats).find(([id]) => id === sheet.format)?.[1];
  return {
    kind: 'table',
    format: sheet.format,
    formatTitle: format?.title ?? text(sheet.format, sheet.format),
    tables: opened.tables,
    table,
    encoding: sheet.encoding,
    evidence: sheet.evidence,
    delimiter: sheet.delimiter,
    crs: sheet.crs,
    notes: sheet.notes,
    rows: sheet.rows.length,
    geometries: geometriesOf(sheet, progress),
    columns: sheet.columns.map((column) => ({ name: column, sample: sample(sheet, column) })),
    target: guess?.target ?? 'shelters',
    certain: (guess?.score ?? 0) > 0,
    mappings: Object.fromEntries(
      targets.map((target) => [target, matchColumns(target, sheet.columns)]),
    ) as InspectedTable['mappings'],
  };
}
