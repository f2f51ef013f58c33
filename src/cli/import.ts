import * as v from 'valibot';
import { dayOf } from '../domain/history';
import { Day } from '../domain/record';
import { text } from '../domain/text';
import type { NamedFile } from '../formats/format';
import { checkUnpackedBeside, unpackedBytes } from '../formats/unpacked';
import { keptGrid } from '../pack/keepGrid';
import type { KeptGrid } from '../pack/keepImport';
import type { Terminal } from './dataCommands';
import { saysWhy } from './importAmbiguity';
import { changesSheet } from './importChanges';
import { checkClasses } from './importDecided';
import { crsOf } from './importCrs';
import { reportPath, saveReport } from './importFindings';
import { meaningOf } from './importGrid';
import { groundOf, keepInPack } from './importPack';
import { pathsOf, readNamed, type ReadGridFile, type ReadTable } from './importRead';
import { failureJson, importJson } from './importJson';
import { importReport, type ImportResult } from './importReport';
import { treatTable, type TreatedTable } from './importTreat';
import { checkForFile, checkPairs, checkUsed } from './importUsed';
import { destinationOf, outTables, writeTables } from './importWrite';
import { packPlace, readPack } from './packFiles';
import { filesOf, inFile } from './read';
import { valueOf, WrongUse, type Options } from './usage';

/**
 * `yingtu import`: does what the import page does, with options where the page asks.
 * @returns exit code 0
 * @throws Ambiguity when something could be meant in several ways; nothing has been written then
 */
export async function runImport(options: Options, terminal: Terminal): Promise<number> {
  try {
    const result = await importFiles(options, terminal);
    terminal.say(
      options.json ? importJson(result, terminal.locale) : importReport(result, terminal.locale),
    );
    return 0;
  } catch (cause) {
    if (options.json && saysWhy(cause)) terminal.say(failureJson(cause));
    throw cause;
  }
}

async function importFiles(options: Options, { locale, note }: Terminal): Promise<ImportResult> {
  const paths = pathsOf(options, 'import');
  const isTrial = options['dry-run'] === true;
  const isOpen = isTrial && valueOf(options, 'to') === null;
  const { path, writer } = isOpen ? { path: '', writer: null } : destinationOf(options, true);
  reportPath(options);
  if (writer) checkForFile(options);
  const asOf = asOfDay(options);
  const crs = await crsOf(options);
  const at = new Date().toISOString();
  const today = dayOf(at);

  const place = writer || isOpen ? null : await packPlace(path);
  const there = place?.exists ? await readPack(path, note) : null;
  const named = valueOf(options, 'against');
  const against = named === null ? there : await readPack(named, note);
  // A trial that names no destination is compared with the pack that it is judged by.
  const before = isOpen ? against : there;
  const ground = await groundOf(against);

  const read: (ReadTable | ReadGridFile)[] = [];
  const unpacked: number[] = [];
  for (const group of await filesOf(paths)) {
    const [file] = group;
    const own = file ? inFile(file.name, () => besideOthers(file, unpacked)) : 0;
    read.push(...(await readNamed(group, options)));
    unpacked.push(own);
  }
  if (writer && read.some(({ kind }) => kind === 'grid')) throw gridsNeedPack;
  const tables: TreatedTable[] = [];
  const grids: KeptGrid[] = [];
  for (const each of read) {
    if (each.kind === 'table')
      tables.push(await treatTable(each, options, crs, ground, today, tables));
    else grids.push(await keptGrid({ ...each, ...(await meaningOf(each, options, crs)), asOf }));
  }
  checkClasses(tables, options);
  checkPairs(tables, options);
  checkUsed(options, { grids, before });

  const base = before === null ? against : null;
  const into = { place: isTrial ? null : place, before, base };
  const kept =
    place || before ? await keepInPack(tables, grids, into, options, { at, asOf }) : null;
  if (writer && !isTrial)
    await writeTables({ path, writer }, outTables(tables, { writer, asOf, locale }));
  const found = tables.map(({ read: { file }, treated }) => ({
    name: file,
    ...treated,
    decided: treated,
  }));
  await saveReport(options, found, { today, locale, changes: changesSheet(kept, locale) });
  return { tables, grids, kept, to: path, base, isTrial };
}

/**
 * What a file adds to the memory once it is unpacked, bytes.
 * @throws Failure when that is too much beside the files before
 */
function besideOthers(file: NamedFile, before: readonly number[]): number {
  const own = unpackedBytes(file);
  checkUnpackedBeside(own, before);
  return own;
}

const gridsNeedPack = new WrongUse(
  text(
    '人口栅格只能导入数据包；请用 --to 指定文件夹或 .zip。',
    'A grid of residents can only go into a pack; name a folder or .zip with --to.',
  ),
);

/** @throws WrongUse when `--as-of` is no day */
function asOfDay(options: Options): string | null {
  const typed = valueOf(options, 'as-of');
  if (typed === null || v.safeParse(Day, typed).success) return typed;
  throw new WrongUse(
    text(
      `--as-of 要写成 2026-05-01 这样的日期，而不是“${typed}”。`,
      `--as-of needs a day such as 2026-05-01, not “${typed}”.`,
    ),
  );
}
