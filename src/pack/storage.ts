import { openDB, type DBSchema, type IDBPDatabase, type IDBPTransaction } from 'idb';
import { Failure } from '../domain/failure';
import type { History } from '../domain/history';
import type { Manifest } from '../domain/manifest';
import type { Scenario } from '../domain/scenario';
import { text } from '../domain/text';

/**
 * Work on a pack that is not finished: what a person has decided of an import, or a record being edited, so that a tab
 * that is killed loses nothing.
 */
export interface Draft {
  kind: 'import' | 'edit';
  /** Moment it was kept, ISO 8601 with its zone. */
  at: string;
  /** Anything that can be cloned; files as `File` or bytes. */
  content: unknown;
}

/** Bytes that can be kept. */
export type Bytes = Uint8Array<ArrayBuffer>;

/** What the browser keeps: packs and all that belongs to one. */
export interface Store extends DBSchema {
  packs: { key: string; value: Manifest };
  files: { key: [pack: string, file: string]; value: Bytes };
  /** The scenarios of each pack, samples too. */
  scenarios: { key: string; value: Scenario[] };
  /** The steps of each pack's history by their place, so that one more step is one more entry. */
  steps: { key: [pack: string, place: number]; value: History['steps'][number] };
  versions: { key: [pack: string, sha256: string]; value: Bytes };
  drafts: { key: string; value: Draft };
}

/** The browser closes a database at times of its own; it is opened anew for each use, which takes a millisecond. */
export async function use<Result>(
  work: (db: IDBPDatabase<Store>) => Promise<Result>,
): Promise<Result> {
  let db: IDBPDatabase<Store> | undefined;
  try {
    db = await openDB<Store>('yingtu', 3, {
      upgrade(fresh, from) {
        if (from < 1) {
          fresh.createObjectStore('packs', { keyPath: 'id' });
          fresh.createObjectStore('files');
        }
        if (from < 2) fresh.createObjectStore('scenarios');
        if (from < 3) {
          fresh.createObjectStore('steps');
          fresh.createObjectStore('versions');
          fresh.createObjectStore('drafts');
        }
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
  if (cause instanceof DOMException && cause.name === 'VersionError')
    return new Failure(
      text(
        '另一个窗口里的应图版本更新，已更新了存储；请重新载入这一页，数据都在。',
        'A newer Yingtu in another window has updated the storage; load this page again, all data are there.',
      ),
      { cause },
    );
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

/** All stores, in which a change is made as a whole. */
export const packStores = ['packs', 'files', 'scenarios', 'steps', 'versions', 'drafts'] as const;
export type Change = IDBPTransaction<Store, typeof packStores, 'readwrite'>;

/**
 * All of a change or nothing.
 * @throws Failure when the storage is full or refused; what was there stays
 */
export const change = (work: (change: Change) => Promise<void>): Promise<void> =>
  use(async (db) => {
    const all = db.transaction(packStores, 'readwrite');
    // What cannot be stored throws at once and would leave the rest in force, so the whole change is undone.
    const stopped = work(all).catch((cause: unknown) => {
      abort(all);
      throw cause;
    });
    // A full disk ends the transaction: a request then only says that it was ended, the transaction says why.
    const causes = (await Promise.allSettled([stopped, all.done]))
      .filter((result) => result.status === 'rejected')
      .map(({ reason }) => reason as unknown);
    if (causes.length) throw causes.find(isFull) ?? causes[0];
  });

function abort(all: { abort(): void }): void {
  try {
    all.abort();
  } catch {
    // It had already ended by itself, which is what was wanted.
  }
}
