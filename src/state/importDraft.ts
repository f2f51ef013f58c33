import { deleteDraft, readDraft, saveDraft } from '../pack/store';
import type { PackSource } from '../worker/protocol';
import { momentNow, type KeptFile } from './importChoices';
import type { Importing } from './importing.svelte';

/** The decisions change with every click, the files do not: they are kept apart. */
const decisionsKey = 'import';
const filesKey = 'import-files';
/** More than this is not kept beside the packs, bytes. */
const mostBytes = 200_000_000;

/** What a person decided of an import so far. */
export interface Decided {
  name: string;
  into: string | null;
  base: PackSource | null;
  assign: 'area' | 'point';
  /** By the number that a file has in the import; `kept` is `null` for one that was not read yet. */
  files: { number: number; name: string; kept: KeptFile | null }[];
}

interface Files {
  number: number;
  data: readonly File[];
}

/** An import that was not finished. */
export interface Unfinished {
  /** Moment it was kept last, ISO 8601. */
  at: string;
  decided: Omit<Decided, 'files'>;
  files: { data: readonly File[]; kept: KeptFile | null }[];
}

/** What an import has come to, to be kept; reads everything that a person can decide. */
export const decidedOf = ({ files, name, into, base, assign }: Importing): Decided => ({
  ...{ name, into, base, assign },
  files: files.flatMap((file) => {
    const { number, name, restoring, inspected, failure } = file;
    // One that is still being read again keeps what was decided before.
    const kept = restoring ?? (inspected ? file.kept : null);
    return failure && !restoring ? [] : [{ number, name, kept }];
  }),
});

/**
 * Keeps an import on its way; the files only when others were added or taken out.
 * @param numbers of the files that were kept last
 * @returns the numbers of those that are kept now
 * @throws Failure when the storage is full or refused
 */
export async function keepUnfinished(
  importing: Importing,
  decided: Decided,
  numbers: string,
): Promise<string> {
  const now = decided.files.map(({ number }) => number).join(' ');
  const at = momentNow();
  const wanted = new Set(decided.files.map(({ number }) => number));
  const files = importing.files.filter(({ number }) => wanted.has(number));
  if (files.reduce((sum, { bytes }) => sum + bytes, 0) > mostBytes) return numbers;
  if (now !== numbers) {
    const content: Files[] = files.map(({ number, data }) => ({ number, data: [...data] }));
    await saveDraft(filesKey, { kind: 'import', at, content });
  }
  await saveDraft(decisionsKey, { kind: 'import', at, content: structuredClone(decided) });
  return now;
}

/** What is to be said of an import that waits: its files are not read for it. */
export interface Waiting {
  /** Moment it was kept last, ISO 8601. */
  at: string;
  /** Of its files; an import that an earlier version kept does not say. */
  names: (string | undefined)[];
}

/** The import that waits to be finished, without its files; `null` when there is none. */
export async function waitingImport(): Promise<Waiting | null> {
  const kept = await readDraft(decisionsKey);
  const { files } = (kept?.content ?? { files: [] }) as Pick<Decided, 'files'>;
  return kept && files.length ? { at: kept.at, names: files.map(({ name }) => name) } : null;
}

/** The import that was not finished; `null` when there is none. */
export async function readUnfinished(): Promise<Unfinished | null> {
  const [decisions, kept] = [await readDraft(decisionsKey), await readDraft(filesKey)];
  if (!decisions || !kept) return null;
  const { files, ...decided } = decisions.content as Decided;
  const data = new Map((kept.content as Files[]).map((each) => [each.number, each.data]));
  const found = files.flatMap(({ number, kept: of }) => {
    const file = data.get(number);
    return file ? [{ data: file, kept: of }] : [];
  });
  return found.length ? { at: decisions.at, decided, files: found } : null;
}

/** Lets the unfinished import go. */
export async function forgetUnfinished(): Promise<void> {
  await deleteDraft(decisionsKey);
  await deleteDraft(filesKey);
}
