import sqlFile from 'sql.js/dist/sql-wasm-browser.wasm?url';
import { datasetTitles } from '../domain/datasets';
import { Failure } from '../domain/failure';
import { datasetIds } from '../domain/datasetIds';
import { text } from '../domain/text';
import { headBytes, maxBytes, openFile, type Sheet } from '../formats';
import type { Opened, ReadOptions, ReadProgress } from '../formats/format';
import { openGrid, type GridOptions } from '../formats/grid';
import { useSqlFile } from '../formats/sqlFile';
import { checkUnpackedBeside, unpackedBytes } from '../formats/unpacked';
import { checkArchive, isZip } from '../formats/unzip';
import { isPack } from '../formats/zip';
import { openArchive, type OpenedArchive } from '../pack/archive';
import { sha256 } from '../pack/checksum';
import { guessRegister } from '../pack/import';
import { describe } from './importDescribe';
import type { ImportQuestions, Inspected } from './importProtocol';
import { checkSizes, mostBytesOf } from './importSizes';
import { readFile, readHead, type ReadBytes } from './readFile';

useSqlFile(sqlFile);

const summing = text('计算校验和', 'Computing the checksum');

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
type Held = HeldTable | HeldGrid | HeldPack;

/** The files of one import by number; the worker ends with the import. */
const held = new Map<number, Held>();
/** Bytes of each of them, with the files that belong to it. */
const sizes = new Map<number, number>();
/** What each of them adds once it is unpacked, bytes. */
const unpacked = new Map<number, number>();

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

/** Forgets a file that was taken out of the import. */
export function closeFile(file: number): void {
  held.delete(file);
  sizes.delete(file);
  unpacked.delete(file);
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
  await checkBeforeReading(file, data);
  sizes.set(
    file,
    data.reduce((all, { size }) => all + size, 0),
  );
  try {
    const found = await inspectFiles(file, data, { table, grid, ...how }, progress);
    held.set(file, found.held);
    return found.inspected;
  } catch (error) {
    sizes.delete(file);
    unpacked.delete(file);
    throw error;
  }
}

interface Found {
  inspected: Inspected;
  held: Held;
}
interface How extends ReadOptions {
  table: string | undefined;
  grid: GridOptions | undefined;
}

/** Refuses an archive that would be too much beside the others, before it is unpacked. */
function checkBeforeUnpacking(number: number, first: ReadBytes): void {
  const own = unpackedBytes(first);
  checkUnpackedBeside(
    own,
    [...unpacked].flatMap(([other, size]) => (other === number ? [] : size)),
  );
  unpacked.set(number, own);
}

async function inspectFiles(
  number: number,
  data: readonly File[],
  how: How,
  progress?: ReadProgress,
): Promise<Found> {
  const files: ReadBytes[] = [];
  for (const each of data) files.push(await readFile(each, progress));
  const [first] = files as [ReadBytes];
  checkBeforeUnpacking(number, first);
  const { bytes } = first;
  // The browser's own checksum is computed beside this worker, while the file is read into rows.
  const sum = sha256(bytes, (done) => progress?.(done, bytes.length, summing));
  try {
    return await inspectBytes(files, sum, how, progress);
  } finally {
    // A file that is refused has no use for it, and nobody waits for it.
    await sum.catch(() => null);
  }
}

async function inspectBytes(
  files: readonly ReadBytes[],
  sum: Promise<string>,
  { table, grid, ...how }: How,
  progress?: ReadProgress,
): Promise<Found> {
  const { name, bytes } = files[0]!;
  if (isTiff(bytes)) {
    const info = await openGrid(bytes, grid);
    return {
      inspected: { kind: 'grid', info },
      held: { kind: 'grid', name, sha256: await sum, bytes },
    };
  }
  if (isZip(bytes) && isPack(checkArchive(bytes).map((entry) => entry.name)))
    return inspectPack(bytes);
  const opened = await openFile(files, progress);
  const first = table ?? (await likeliest(opened, name, progress));
  const sheet = await opened.read(first, how);
  if (!sheet.rows.length)
    throw new Failure(
      text(
        `“${name}”里没有可用的行。请检查表头下是否有数据。`,
        `“${name}” has no usable rows. Check that there is data below the head.`,
      ),
    );
  const inspected = describe(name, opened, first, sheet, progress);
  return { inspected, held: { kind: 'table', name, sha256: await sum, opened, sheet } };
}

/** Refuses files by size and kind before more than their beginning is read. */
async function checkBeforeReading(number: number, data: readonly File[]): Promise<void> {
  const [first] = data;
  if (!first) return;
  const head = await readHead(first, headBytes);
  const own = data.map(({ size }) => size);
  const others = [...sizes].flatMap(([other, size]) => (other === number ? [] : size));
  checkSizes(isTiff(head) ? maxBytes : mostBytesOf(head, first.name), own, others);
}

/** Tables that are tried to find the one that is meant. */
const mostTried = 12;

/** The table that most looks like a register: a workbook often begins with a sheet of explanations. */
async function likeliest(opened: Opened, name: string, progress?: ReadProgress): Promise<string> {
  const { tables } = opened;
  if (tables.length === 1) return tables[0]!.id;
  let best = { id: tables[0]!.id, score: -1 };
  for (const { id, title } of tables.slice(0, mostTried)) {
    try {
      const [guess] = guessRegister(
        await opened.read(id, { ...(progress && { progress }) }),
        `${name} ${title}`,
      );
      if (guess && guess.score > best.score) best = { id, score: guess.score };
    } catch (error) {
      // A sheet without a table is no reason to refuse the others.
      if (!(error instanceof Failure)) throw error;
    }
  }
  return best.id;
}

async function inspectPack(bytes: Uint8Array): Promise<Found> {
  const archive = await openArchive(bytes);
  const { manifest, scenarios, history } = archive;
  return {
    inspected: {
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
    },
    held: { kind: 'pack', archive },
  };
}
