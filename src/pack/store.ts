import type { IDBPObjectStore } from 'idb';
import { Failure } from '../domain/failure';
import type { History, Step } from '../domain/history';
import type { Manifest } from '../domain/manifest';
import type { Scenario } from '../domain/scenario';
import { text } from '../domain/text';
import type { ReadProgress } from '../formats/format';
import type { MadePack } from './make';
import type { ReadFile } from './pack';
import { mergeScenarios, type MergedScenarios } from './scenarioMerge';
import {
  change,
  type packStores,
  use,
  type Bytes,
  type Change,
  type Draft,
  type Store,
} from './storage';
import { checkNotOpenElsewhere, tellWindows } from './windows';

export { storageFailure, type Draft } from './storage';
export { hearWindows, holdOpen } from './windows';

const keeping = text('存入浏览器', 'Keeping in the browser');

/**
 * Bytes as they are kept: a view of others is copied, since all that it is a part of would be kept with it; large files
 * are not copied without need.
 */
const ownBytes = (bytes: Uint8Array): Bytes =>
  bytes.buffer instanceof ArrayBuffer && bytes.byteLength === bytes.buffer.byteLength
    ? (bytes as Bytes)
    : new Uint8Array(bytes);

/** What is kept beside the files of a pack. */
interface KeptBeside {
  /** Former files by SHA-256, for stepping back; those kept before that are not among them are let go. */
  versions?: ReadonlyMap<string, Uint8Array>;
  scenarios?: readonly Scenario[];
  progress?: ReadProgress | undefined;
  /** Whether it goes on from a pack that is there: then one that was deleted meanwhile is not brought back. */
  goesOn?: boolean;
}

/**
 * Keeps a pack in the browser, in place of one with the same id: all of it or nothing. Services are settings of the pack
 * and no part of its history: those that are kept stay as they are now, whatever step is made or taken back.
 * @param history what is left out stays as it is kept, and so do versions and scenarios
 * @throws Failure when the storage is full or refused, or another window has made a step or deleted the pack meanwhile;
 *   the last good state stays
 */
export async function savePack(
  { manifest, files }: MadePack,
  history?: History,
  { versions, scenarios, progress, goesOn = false }: KeptBeside = {},
): Promise<void> {
  await change(async (all) => {
    const { id } = manifest;
    const packs = all.objectStore('packs');
    const before = await packs.get(id);
    if (goesOn && !before) throw deleted;
    const kept = all.objectStore('files');
    await kept.delete(allOf(id));
    const services = before?.services ?? manifest.services;
    await packs.put({ ...manifest, services });
    let done = 0;
    for (const [file, bytes] of files) {
      progress?.(done++, files.size, keeping);
      await kept.put(ownBytes(bytes), [id, file]);
    }
    if (history) await putSteps(all.objectStore('steps'), id, history);
    if (versions) await putVersions(all, id, versions);
    if (scenarios) await all.objectStore('scenarios').put([...scenarios], id);
    progress?.(files.size, files.size, keeping);
  });
  tellWindows(manifest.id);
}

const deleted = new Failure(
  text(
    '这个数据包已在另一个窗口里删除，没有保存，也没有恢复它；这里填写和决定的都还在。',
    'This pack was deleted in another window, so nothing was kept and it was not brought back; what you entered and decided here is still there.',
  ),
);

/**
 * A history only grows: what is kept already is not written again.
 * @throws Failure when it does not go on from what is kept: then another window made a step, which would be lost
 */
async function putSteps(
  store: IDBPObjectStore<Store, typeof packStores, 'steps', 'readwrite'>,
  pack: string,
  { steps }: History,
): Promise<void> {
  const count = await store.count(allOf(pack));
  const last = count ? await store.get([pack, count - 1]) : undefined;
  if (last !== undefined && steps[count - 1]?.id !== last.id)
    throw new Failure(
      text(
        '另一个窗口刚改过这个数据包，这一步没有保存，那边的修改都在；请重新载入这一页再做。',
        'Another window has just changed this pack, so this step was not kept; what was done there stays. Load this page again and repeat it.',
      ),
    );
  for (let place = count; place < steps.length; place++)
    await store.put(steps[place]!, [pack, place]);
}

async function putVersions(
  all: Change,
  pack: string,
  versions: ReadonlyMap<string, Uint8Array>,
): Promise<void> {
  const store = all.objectStore('versions');
  const there = new Set((await store.getAllKeys(allOf(pack))).map(([, sha256]) => sha256));
  for (const sha256 of there) if (!versions.has(sha256)) await store.delete([pack, sha256]);
  for (const [sha256, bytes] of versions)
    if (!there.has(sha256)) await store.put(ownBytes(bytes), [pack, sha256]);
}

/** The manifest of an own pack as it is kept now; `null` when there is none any more. */
export const keptManifest = (id: string): Promise<Manifest | null> =>
  use(async (db) => (await db.get('packs', id)) ?? null);

/** The manifests of the own packs, by id. */
export const listPacks = (): Promise<Manifest[]> => use((db) => db.getAll('packs'));

/** The scenarios of a pack as they were kept last. */
export const readScenarios = (pack: string): Promise<Scenario[]> =>
  use(async (db) => (await db.get('scenarios', pack)) ?? []);

/**
 * Keeps the scenarios of a pack in the browser, together with what another window has kept of them meanwhile.
 * @param base what this window last read or kept
 * @returns what is kept now, see {@link mergeScenarios}
 * @throws Failure when the storage is full or refused; those kept before stay
 */
export const saveScenarios = (
  pack: string,
  scenarios: readonly Scenario[],
  base: readonly Scenario[] = [],
): Promise<MergedScenarios> =>
  use(async (db) => {
    const all = db.transaction('scenarios', 'readwrite');
    const merged = mergeScenarios(base, scenarios, (await all.store.get(pack)) ?? []);
    const [put, done] = [all.store.put(merged.list, pack), all.done];
    // A full disk ends the transaction, which says why; the request only says that it was ended.
    const results = await Promise.allSettled([done, put]);
    for (const result of results) if (result.status === 'rejected') throw result.reason;
    return merged;
  });

/** The history of a pack as it was kept last; an empty one if it has none. */
export const readHistory = (pack: string): Promise<History> =>
  use(async (db) => ({ format: 1, steps: await db.getAll('steps', allOf(pack)) }));

/** The last step of a pack: what its state is known by. `null` when it has none, or is not there any more. */
export const lastStepOf = (pack: string): Promise<Step | null> =>
  use(async (db) => {
    const count = await db.count('steps', allOf(pack));
    return count ? ((await db.get('steps', [pack, count - 1])) ?? null) : null;
  });

/** The former files of a pack by SHA-256, for stepping back. */
export const readVersions = (pack: string): Promise<Map<string, Bytes>> =>
  use(async (db) => {
    const keys = await db.getAllKeys('versions', allOf(pack));
    const files = await db.getAll('versions', allOf(pack));
    return new Map(keys.map(([, sha256], i) => [sha256, files[i]!]));
  });

/**
 * Keeps unfinished work on a pack, in place of what was kept before.
 * @throws Failure when the storage is full or refused; the draft kept before stays
 */
export const saveDraft = (pack: string, draft: Draft): Promise<void> =>
  use(async (db) => void (await db.put('drafts', draft, pack)));

/** The unfinished work on a pack; `null` when there is none. */
export const readDraft = (pack: string): Promise<Draft | null> =>
  use(async (db) => (await db.get('drafts', pack)) ?? null);

/** Lets the unfinished work on a pack go; none is no error. */
export const deleteDraft = (pack: string): Promise<void> =>
  use(async (db) => db.delete('drafts', pack));

/**
 * Deletes an own pack with all that is kept beside it; one that is not there is no error.
 * @throws Failure when another window has it open
 */
export async function deletePack(id: string): Promise<void> {
  await checkNotOpenElsewhere(id);
  await change(async (all) => {
    for (const store of ['packs', 'scenarios', 'drafts'] as const)
      await all.objectStore(store).delete(id);
    for (const store of ['files', 'steps', 'versions'] as const)
      await all.objectStore(store).delete(allOf(id));
  });
  tellWindows(id);
}

/** Reads the files of an own pack, `pack.json` among them. */
export const readerOf =
  (id: string): ReadFile =>
  (file) =>
    use(async (db) => {
      if (file === 'pack.json') {
        const manifest = await db.get('packs', id);
        if (manifest) return new TextEncoder().encode(JSON.stringify(manifest)).buffer;
      }
      const bytes = await db.get('files', [id, file]);
      if (bytes) return bytes.buffer;
      throw new Failure(
        text(
          `浏览器里没有数据包“${id}”的文件 ${file}；可能已被删除，请重新导入。`,
          `The browser does not hold the file ${file} of the pack “${id}”; it may have been deleted, import it again.`,
        ),
      );
    });

/** All that is kept under one pack: keys lie between its id alone and its id with something greater than any text. */
const allOf = (id: string) => IDBKeyRange.bound([id], [id, []]);
