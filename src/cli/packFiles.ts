import { existsSync, statSync } from 'node:fs';
import { mkdir, readdir, readFile, rename, rm, writeFile } from 'node:fs/promises';
import { basename, dirname, join, resolve } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { Failure } from '../domain/failure';
import type { Scenario } from '../domain/scenario';
import { text, type Text } from '../domain/text';
import { openArchive, openEntries, packArchive, packEntries } from '../pack/archive';
import type { TrailedPack } from '../pack/historyStep';
import type { MadePack } from '../pack/make';
import { readManifest } from '../pack/open';
import type { ReadFile } from '../pack/pack';
import { aboutFile, bytesOf } from './read';
import { WrongUse } from './usage';

/** The project's folder. */
export const root = fileURLToPath(new URL('../../', import.meta.url));
const packsFolder = join(root, 'static', 'packs');

/** A pack with its history and its scenarios. */
export interface WholePack extends TrailedPack {
  scenarios: readonly Scenario[];
}

const isFolder = (path: string) => existsSync(path) && statSync(path).isDirectory();
const isZipName = (path: string) => /\.zip$/iu.test(path);
const holdsPack = (folder: string) => existsSync(join(folder, 'pack.json'));

/**
 * Reads the files of a pack: of a folder with a `pack.json`, of a `.zip`, or of a sample pack by its id; sample packs
 * that are not there yet are built first.
 * @throws Failure when there is no such pack
 */
export async function packReader(named: string, log: (line: Text) => void): Promise<ReadFile> {
  if (isZipName(named)) return memoryReader(await readZip(named));
  return folderReader(await packFolder(named, log));
}

/** Reads the files of a pack that is in memory. */
export const memoryReader =
  ({ manifest, files }: MadePack): ReadFile =>
  (file) => {
    const bytes =
      file === 'pack.json' ? new TextEncoder().encode(JSON.stringify(manifest)) : files.get(file);
    return bytes ? Promise.resolve(new Uint8Array(bytes).buffer) : Promise.reject(new Error(file));
  };

/**
 * A whole pack, checked from end to end, wherever it lies; see {@link packReader}.
 * @throws Failure that names the file which is missing or damaged
 */
export async function readPack(named: string, log: (line: Text) => void): Promise<WholePack> {
  if (isZipName(named)) return readZip(named);
  const folder = await packFolder(named, log);
  const found = await folderEntries(folder);
  const { history, ...pack } = await openEntries(found);
  return { ...pack, history: history ?? { format: 1, steps: [] } };
}

async function readZip(path: string): Promise<WholePack> {
  const bytes = await bytesOf(path);
  const { history, ...pack } = await openArchive(bytes).catch((cause: unknown) => {
    throw aboutFile(path, cause);
  });
  return { ...pack, history: history ?? { format: 1, steps: [] } };
}

/** The files of a folder that belong to a pack; whatever else lies there is not looked at. */
async function folderEntries(folder: string): Promise<Map<string, Uint8Array>> {
  const read = folderReader(folder);
  const manifest = await readManifest(read);
  const names = Object.values(manifest.datasets).map(({ file }) => file);
  const versions = join(folder, 'versions');
  const kept = isFolder(versions) ? await readdir(versions) : [];
  const wanted = [
    'pack.json',
    'history.json',
    'scenarios.json',
    ...names,
    ...kept.filter((name) => /^[0-9a-f]{64}$/u.test(name)).map((name) => `versions/${name}`),
  ];
  const found = new Map<string, Uint8Array>();
  for (const name of wanted)
    if (existsSync(join(folder, name))) found.set(name, new Uint8Array(await read(name)));
  return found;
}

/** What a pack is written to, and whether one is there already. */
export interface PackPlace {
  path: string;
  isZip: boolean;
  exists: boolean;
}

/**
 * The place that a pack is to be written to.
 * @throws WrongUse when something else lies there
 */
export async function packPlace(path: string): Promise<PackPlace> {
  const isZip = isZipName(path);
  if (isZip) return { path, isZip, exists: existsSync(path) };
  if (!existsSync(path)) return { path, isZip, exists: false };
  if (isFolder(path)) {
    if (holdsPack(path)) return { path, isZip, exists: true };
    if ((await readdir(path)).length === 0) return { path, isZip, exists: false };
  }
  throw new WrongUse(
    text(
      `“${path}”已有别的内容，不是数据包；请另起一个名字。`,
      `“${path}” holds something else and is no pack; choose another name.`,
    ),
  );
}

/**
 * Writes a pack, in place of the one that is there: everything is on the disk before anything is replaced, `pack.json`
 * last, so that a full disk leaves the former pack.
 * @throws Failure when it cannot be written
 */
export async function writePack({ path, isZip }: PackPlace, pack: WholePack): Promise<void> {
  const { manifest, history, versions, scenarios } = pack;
  const read = memoryReader(pack);
  const extras = { history, versions, scenarios };
  const entries = isZip
    ? new Map([[basename(path), await packArchive(read, manifest, extras)]])
    : await packEntries(read, manifest, extras);
  await writeAll(isZip ? dirname(resolve(path)) : path, entries);
  if (!isZip) await removeLeft(path, new Set(entries.keys()));
}

/**
 * Writes files into a folder, which is made: all of them beside what is there, then each in its place.
 * @throws Failure that names the file which cannot be written
 */
export async function writeAll(
  folder: string,
  entries: ReadonlyMap<string, Uint8Array>,
): Promise<void> {
  const names = [...entries.keys()].sort(
    (a, b) => Number(a === 'pack.json') - Number(b === 'pack.json'),
  );
  const part = (name: string) => `${join(folder, name)}.part`;
  let current = folder;
  try {
    for (const name of names) {
      current = join(folder, name);
      await mkdir(dirname(current), { recursive: true });
      await writeFile(part(name), entries.get(name)!);
    }
    for (const name of names) await rename(part(name), (current = join(folder, name)));
  } catch (cause) {
    for (const name of names) await rm(part(name), { force: true });
    const reason = cause instanceof Error ? cause.message : String(cause);
    throw new Failure(
      text(`写不了“${current}”（${reason}）。`, `“${current}” cannot be written (${reason}).`),
      { cause },
    );
  }
}

/** Takes away what the pack held before and holds no more; never what is not its own. */
async function removeLeft(folder: string, kept: ReadonlySet<string>): Promise<void> {
  const versions = join(folder, 'versions');
  const own = [
    ...['history.json', 'scenarios.json'],
    ...(isFolder(versions) ? await readdir(versions) : [])
      .filter((name) => /^[0-9a-f]{64}$/u.test(name))
      .map((name) => `versions/${name}`),
  ];
  for (const name of own) if (!kept.has(name)) await rm(join(folder, name), { force: true });
}

/** The folder of a pack: the one that is named, or that of the sample pack of this id. */
async function packFolder(named: string, log: (line: Text) => void): Promise<string> {
  if (holdsPack(named)) return named;
  if (!/^[a-z0-9][a-z0-9-]{0,62}$/u.test(named)) {
    throw new Failure(
      isFolder(named)
        ? text(`文件夹“${named}”里没有 pack.json。`, `The folder “${named}” holds no pack.json.`)
        : text(`没有文件夹“${named}”。`, `There is no folder “${named}”.`),
    );
  }
  await ensureSamplePacks(log);
  const sample = join(packsFolder, named);
  if (holdsPack(sample)) return sample;
  const known = await sampleIds();
  throw new WrongUse(
    text(
      `没有数据包“${named}”；现有：${known.join('、')}。`,
      `There is no pack “${named}”; there are ${known.join(', ')}.`,
    ),
  );
}

const folderReader =
  (folder: string): ReadFile =>
  async (file) => {
    const bytes = await readFile(join(folder, file));
    return new Uint8Array(bytes).buffer;
  };

async function sampleIds(): Promise<string[]> {
  if (!existsSync(packsFolder)) return [];
  const entries = await readdir(packsFolder, { withFileTypes: true });
  return entries
    .filter((entry) => entry.isDirectory() && holdsPack(join(packsFolder, entry.name)))
    .map(({ name }) => name)
    .sort();
}

/** Sample packs are no part of the repository: they are built the first time that they are asked for. */
async function ensureSamplePacks(log: (line: Text) => void): Promise<void> {
  if ((await sampleIds()).length) return;
  log(
    text(
      '正在生成示例数据包，约需一分钟……',
      'Building the sample packs; this takes about a minute …',
    ),
  );
  const builder = (await import(pathToFileURL(join(root, 'geodata', 'build.ts')).href)) as {
    buildPacks: (folder: string, log: (line: string) => void) => Promise<void>;
  };
  await builder.buildPacks(packsFolder, (line) => log(text(line, line)));
}

/** The manifests of the sample packs, by id. */
export async function samplePacks(log: (line: Text) => void) {
  await ensureSamplePacks(log);
  const ids = await sampleIds();
  return Promise.all(ids.map((id) => readManifest(folderReader(join(packsFolder, id)))));
}
