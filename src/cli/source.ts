import { existsSync } from 'node:fs';
import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { Failure } from '../domain/failure';
import { text, type Text } from '../domain/text';
import { openPack, readManifest } from '../pack/open';
import type { ReadFile } from '../pack/pack';
import { openFiles, type Source } from './files';
import { registerOptions } from './options';
import { overlayNames, overlayNotes, withOverlays } from './overlays';
import { noFindings } from './read';
import { otherPackNote, withScenario, type ScenarioFile } from './scenario';
import { valueOf, WrongUse, type Options } from './usage';

/** The project's folder. */
const root = fileURLToPath(new URL('../../', import.meta.url));
const packsFolder = join(root, 'static', 'packs');

/**
 * The pack that the options name, or one made of the files that they name, by the same import as in the app; with the
 * roads, streams and zones of further files on top, and last the edits of a scenario.
 * @param needed files without which the question makes no sense
 * @param log tells what takes longer, and what a reader must know of the data
 */
export async function openSource(
  options: Options,
  needed: readonly string[],
  scenario: ScenarioFile | null,
  log: (line: Text) => void,
): Promise<Source> {
  const source = await openData(options, needed, log);
  const { pack, notes } = await withOverlays(source.pack, options, source);
  if (!scenario) return { ...source, pack, notes };
  for (const line of otherPackNote(scenario, pack)) log(line);
  return { ...source, pack: withScenario(pack, scenario), notes };
}

async function openData(
  options: Options,
  needed: readonly string[],
  log: (line: Text) => void,
): Promise<Source> {
  const named = valueOf(options, 'pack');
  const files = ['residents', 'units', ...Object.keys(registerOptions)];
  const given = files.filter((name) => options[name]);
  if (named !== null) {
    const clash = given[0] ?? (options.streams ? 'streams' : undefined);
    if (clash) {
      throw new WrongUse(
        text(`--pack 和 --${clash} 只能用一个。`, `Give either --pack or --${clash}, not both.`),
      );
    }
    const pack = await openPack(await packReader(named, log));
    for (const line of overlayNotes(options, pack)) log(line);
    return { pack, notes: [], ...noFindings() };
  }
  if (!given.length && !overlayNames.some((name) => options[name])) {
    throw new WrongUse(
      text(
        '要用 --pack 指定数据包，或用 --residents 和 --shelters 指定文件。',
        'Name a pack with --pack, or files with --residents and --shelters.',
      ),
    );
  }
  const lacking = needed.find((name) => !options[name]);
  if (lacking) {
    throw new WrongUse(
      text(`还要用 --${lacking} 指定文件。`, `A file is also needed with --${lacking}.`),
    );
  }
  return openFiles(options);
}

/** Reads the files of a sample pack or of a folder; sample packs that are not there yet are built first. */
async function packReader(named: string, log: (line: Text) => void): Promise<ReadFile> {
  const folder = existsSync(join(named, 'pack.json')) ? named : null;
  if (folder) return folderReader(folder);
  if (!/^[a-z0-9][a-z0-9-]{0,62}$/u.test(named)) {
    throw new Failure(
      text(`文件夹“${named}”里没有 pack.json。`, `The folder “${named}” holds no pack.json.`),
    );
  }
  await ensureSamplePacks(log);
  const sample = join(packsFolder, named);
  if (existsSync(join(sample, 'pack.json'))) return folderReader(sample);
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
    .filter(
      (entry) => entry.isDirectory() && existsSync(join(packsFolder, entry.name, 'pack.json')),
    )
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
