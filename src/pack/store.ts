import { openDB, type DBSchema, type IDBPDatabase } from 'idb';
import { Failure } from '../domain/failure';
import type { Manifest } from '../domain/manifest';
import type { Scenario } from '../domain/scenario';
import { text } from '../domain/text';
import type { MadePack } from './make';
import type { ReadFile } from './pack';

interface Store extends DBSchema {
  packs: { key: string; value: Manifest };
  files: { key: [pack: string, file: string]; value: Uint8Array<ArrayBuffer> };
  /** The scenarios of each pack, samples too. */
  scenarios: { key: string; value: Scenario[] };
}

/** The browser closes a database at times of its own; it is opened anew for each use, which takes a millisecond. */
async function use<Result>(work: (db: IDBPDatabase<Store>) => Promise<Result>): Promise<Result> {
  let db: IDBPDatabase<Store> | undefined;
  try {
    db = await openDB<Store>('yingtu', 2, {
      upgrade(fresh, from) {
        if (from < 1) {
          fresh.createObjectStore('packs', { keyPath: 'id' });
          fresh.createObjectStore('files');
        }
        fresh.createObjectStore('scenarios');
      },
    });
    return await work(db);
  } catch (cause) {
    if (cause instanceof Failure) throw cause;
    throw storageFailure(cause);
  } finally {
    db?.close();
  }
}

const isFull = (cause: unknown) =>
  cause instanceof DOMException && cause.name === 'QuotaExceededError';

/** What went wrong with the browser's storage, as a sentence; exported for its test. */
export function storageFailure(cause: unknown): Failure {
  const why = cause instanceof Error ? cause.message : String(cause);
  return new Failure(
    isFull(cause)
      ? text(
          '浏览器的存储空间已满，没有保存，原有数据不变；请删去不用的数据包，或腾出磁盘空间。',
          'The browser has no room left; nothing was saved and what was there stays. Delete packs that are not needed, or free disk space.',
        )
      : text(
          `浏览器没有让保存数据（${why}），原有数据不变；隐私窗口里通常不能保存。`,
          `The browser refused to keep the data (${why}); what was there stays. Private windows often cannot keep data.`,
        ),
    { cause },
  );
}

/** An id for a new own pack, which no sample pack has. */
export const newPackId = (): string =>
  `own-${Array.from(crypto.getRandomValues(new Uint8Array(4)), (byte) => byte.toString(16).padStart(2, '0')).join('')}`;

/** Whether a pack is one of the user's own, kept in the browser. */
export const isOwnPack = (id: string): boolean => id.startsWith('own-');

/**
 * Keeps a pack in the browser, in place of one with the same id: all of it or nothing.
 * @throws Failure when the storage is full or refused; the last good state stays
 */
export const savePack = ({ manifest, files }: MadePack): Promise<void> =>
  use(async (db) => {
    const change = db.transaction(['packs', 'files'], 'readwrite');
    const work = async () => {
      const kept = change.objectStore('files');
      await kept.delete(filesOf(manifest.id));
      await change.objectStore('packs').put(manifest);
      for (const [file, bytes] of files) await kept.put(new Uint8Array(bytes), [manifest.id, file]);
    };
    // What cannot be stored throws at once and would leave the deletion in force, so the whole change is undone.
    const stopped = work().catch((cause: unknown) => {
      abort(change);
      throw cause;
    });
    // A full disk ends the transaction: a request then only says that it was ended, the transaction says why.
    const causes = (await Promise.allSettled([stopped, change.done]))
      .filter((result) => result.status === 'rejected')
      .map(({ reason }) => reason as unknown);
    if (causes.length) throw causes.find(isFull) ?? causes[0];
  });

function abort(change: { abort(): void }): void {
  try {
    change.abort();
  } catch {
    // It had already ended by itself, which is what was wanted.
  }
}

/** The manifests of the own packs, by id. */
export const listPacks = (): Promise<Manifest[]> => use((db) => db.getAll('packs'));

/** The scenarios of a pack as they were kept last. */
export const readScenarios = (pack: string): Promise<Scenario[]> =>
  use(async (db) => (await db.get('scenarios', pack)) ?? []);

/**
 * Keeps the scenarios of a pack in the browser.
 * @throws Failure when the storage is full or refused; those kept before stay
 */
export const saveScenarios = (pack: string, scenarios: readonly Scenario[]): Promise<void> =>
  use(async (db) => void (await db.put('scenarios', [...scenarios], pack)));

/** Deletes an own pack with its scenarios; one that is not there is no error. */
export const deletePack = (id: string): Promise<void> =>
  use(async (db) => {
    const change = db.transaction(['packs', 'files', 'scenarios'], 'readwrite');
    await Promise.all([
      change.objectStore('packs').delete(id),
      change.objectStore('scenarios').delete(id),
      change.objectStore('files').delete(filesOf(id)),
      change.done,
    ]);
  });

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

/** All files of one pack: their keys lie between its id alone and its id with something greater than any text. */
const filesOf = (id: string) => IDBKeyRange.bound([id], [id, []]);
