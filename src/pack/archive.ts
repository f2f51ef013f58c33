import { zipSync, type Zippable } from 'fflate';
import * as v from 'valibot';
import { Failure } from '../domain/failure';
import { History } from '../domain/history';
import { Manifest } from '../domain/manifest';
import { Scenario } from '../domain/scenario';
import { text } from '../domain/text';
import { parseJson } from '../formats/json';
import { isZip, unzip } from '../formats/unzip';
import { withoutKeys } from './archiveKeys';
import { sha256 } from './checksum';
import type { MadePack } from './make';
import { openPack } from './open';
import type { ReadFile } from './pack';

/** What travels with a pack beside its datasets. */
interface ArchiveExtras {
  history?: History;
  scenarios?: readonly Scenario[];
  /** Former files by SHA-256; without them steps that changed a whole file cannot be taken back elsewhere. */
  versions?: ReadonlyMap<string, Uint8Array>;
}

/** A pack as it came out of an archive. */
export interface OpenedArchive extends MadePack {
  /** `null` when the archive has none. */
  history: History | null;
  scenarios: Scenario[];
  versions: Map<string, Uint8Array>;
}

const names = { manifest: 'pack.json', history: 'history.json', scenarios: 'scenarios.json' };
const versionFolder = 'versions/';

const Collection = v.object({
  type: v.literal('FeatureCollection'),
  features: v.array(v.looseObject({ geometry: v.looseObject({ type: v.string() }) })),
});

/** GeoTIFFs are stored: packing again what is packed costs seconds and saves little. */
const isPacked = (name: string) => name.endsWith('.tif') || name.startsWith(versionFolder);

/** The earliest moment that a ZIP can state, the same in every zone: equal packs give equal bytes. */
const noMoment = new Date(1980, 0, 1);

/**
 * A whole pack as one `.zip`, see {@link packEntries}. The same pack gives the same bytes.
 * @throws Failure as {@link packEntries}
 */
export async function packArchive(
  read: ReadFile,
  manifest: Manifest,
  extras: ArchiveExtras = {},
): Promise<Uint8Array> {
  const files = await packEntries(read, manifest, extras);
  const entries: Zippable = {};
  for (const name of [...files.keys()].sort())
    entries[name] = [files.get(name)!, { level: isPacked(name) ? 0 : 6, mtime: noMoment }];
  return zipSync(entries);
}

/**
 * A whole pack as files by name, for an archive or a folder: `pack.json`, its datasets, `history.json`,
 * `scenarios.json`, former files in `versions/`. Keys and tokens in addresses are taken out.
 * @param read reads the datasets that the manifest names
 * @throws Failure when a dataset is missing or is not the one that the manifest states
 */
export async function packEntries(
  read: ReadFile,
  manifest: Manifest,
  { history, scenarios = [], versions = new Map() }: ArchiveExtras = {},
): Promise<Map<string, Uint8Array>> {
  const files = new Map<string, Uint8Array>();
  // Parsing leaves out whatever a manifest should not hold.
  files.set(names.manifest, json(withoutKeys(v.parse(Manifest, manifest))));
  for (const { file, sha256: expected } of Object.values(manifest.datasets)) {
    const bytes = new Uint8Array(await read(file));
    if ((await sha256(bytes)) !== expected) throw unlike(file);
    files.set(file, bytes);
  }
  if (history?.steps.length) {
    const steps = history.steps.map(({ title, source, ...rest }) => ({
      ...rest,
      ...withoutKeys({ title, source }),
      entries: withoutKeys(rest.entries),
    }));
    files.set(names.history, json({ ...history, steps }));
  }
  if (scenarios.length) files.set(names.scenarios, json(scenarios));
  for (const [checksum, bytes] of versions) files.set(versionFolder + checksum, bytes);
  return files;
}

const json = (value: unknown) =>
  new TextEncoder().encode(`${JSON.stringify(value, undefined, 1)}\n`);

/**
 * The pack in an archive, see {@link openEntries}; one folder round all is no matter.
 * @throws Failure when it is no archive, or as {@link openEntries}
 */
export async function openArchive(bytes: Uint8Array): Promise<OpenedArchive> {
  if (!isZip(bytes))
    throw new Failure(
      text('这不是数据包：数据包是 .zip 文件。', 'This is no pack: a pack is a .zip file.'),
    );
  return openEntries(withoutFolder(unzip(bytes, (name) => !isLitter(name))));
}

/**
 * The pack that files by name make, checked from end to end: every file is one that its manifest names, has its
 * checksum, and every record, step and scenario is as its schema asks.
 * @throws Failure that names the file which is missing, foreign or damaged
 */
export async function openEntries(found: ReadonlyMap<string, Uint8Array>): Promise<OpenedArchive> {
  const packed = found.get(names.manifest);
  if (!packed)
    throw new Failure(
      text(
        '压缩包里没有 pack.json，不是数据包；如果是数据文件，请作为数据导入。',
        'The archive holds no pack.json and is no pack; if it holds data, import it as data.',
      ),
    );
  const manifest = parse(Manifest, names.manifest, packed);
  const files = new Map<string, Uint8Array>();
  for (const { file, sha256: expected } of Object.values(manifest.datasets)) {
    const content = found.get(file);
    if (!content)
      throw new Failure(
        text(
          `数据包缺少文件 ${file}；请重新打包或重新取得。`,
          `The pack lacks the file ${file}; pack it or get it again.`,
        ),
      );
    if ((await sha256(content)) !== expected) throw unlike(file);
    files.set(file, content);
  }
  const versions = await versionsOf(found);
  const known = new Set([...Object.values(names), ...files.keys()]);
  const foreign = [...found.keys()].find(
    (name) => !known.has(name) && !name.startsWith(versionFolder),
  );
  if (foreign !== undefined)
    throw new Failure(
      text(
        `数据包里有不属于它的文件“${foreign}”；请从压缩包里删去，或重新取得数据包。`,
        `The pack holds a file that does not belong to it: “${foreign}”. Take it out of the archive, or get the pack again.`,
      ),
    );
  const history = found.get(names.history);
  const scenarios = found.get(names.scenarios);
  // Surfaces of water and built-up areas are only drawn, and opening a pack does not read them.
  for (const id of ['lakes', 'builtup'] as const) {
    const file = manifest.datasets[id]?.file;
    if (file) parse(Collection, file, files.get(file)!);
  }
  await openPack((file) =>
    Promise.resolve(new Uint8Array(file === names.manifest ? packed : files.get(file)!).buffer),
  );
  return {
    manifest,
    files,
    history: history ? parse(History, names.history, history) : null,
    scenarios: scenarios ? parse(v.array(Scenario), names.scenarios, scenarios) : [],
    versions,
  };
}

/** What systems leave in archives by themselves. */
const isLitter = (name: string) => /(?:^|\/)(?:__MACOSX\/.*|\.DS_Store|Thumbs\.db)$/u.test(name);

/** Whoever unpacks a pack and packs it again often packs its folder: one folder round all is no matter. */
function withoutFolder(files: Map<string, Uint8Array>): Map<string, Uint8Array> {
  const folder = /^[^/]+\//u.exec(files.keys().next().value ?? '')?.[0];
  if (!folder || files.has(names.manifest)) return files;
  if (![...files.keys()].every((name) => name.startsWith(folder))) return files;
  return new Map([...files].map(([name, bytes]) => [name.slice(folder.length), bytes]));
}

async function versionsOf(
  found: ReadonlyMap<string, Uint8Array>,
): Promise<Map<string, Uint8Array>> {
  const versions = new Map<string, Uint8Array>();
  for (const [name, bytes] of found) {
    if (!name.startsWith(versionFolder)) continue;
    const checksum = name.slice(versionFolder.length);
    if ((await sha256(bytes)) !== checksum) throw unlike(name);
    versions.set(checksum, bytes);
  }
  return versions;
}

function parse<Output>(
  schema: v.GenericSchema<unknown, Output>,
  file: string,
  bytes: Uint8Array,
): Output {
  let input: unknown;
  try {
    input = parseJson(new TextDecoder('utf-8', { fatal: true }).decode(bytes));
  } catch (cause) {
    if (cause instanceof Failure) throw damaged(file, cause.text['zh-CN'], cause.text.en, cause);
    throw damaged(file, '不是 UTF-8 文字', 'it is no text in UTF-8', cause);
  }
  const result = v.safeParse(schema, input);
  if (result.success) return result.output;
  const [issue] = result.issues;
  const why = `${v.getDotPath(issue) ?? ''}: ${issue.message}`;
  throw damaged(file, why, why);
}

const damaged = (file: string, zh: string, en: string, cause?: unknown) =>
  new Failure(
    text(
      `数据包的文件 ${file} 有误（${zh}）；请重新取得这个数据包。`,
      `The pack's file ${file} is damaged (${en}); get the pack again.`,
    ),
    { cause },
  );

const unlike = (file: string) =>
  damaged(file, '校验和（SHA-256）不符', 'its checksum, SHA-256, does not match');
