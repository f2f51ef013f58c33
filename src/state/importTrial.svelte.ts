import { reasonOf } from '../domain/failure';
import type { ReadOptions } from '../formats/format';
import { Stale } from '../worker/client';
import type { PackSource } from '../worker/protocol';
import { isRegister, type KeptFile } from './importChoices';
import type { ImportFile } from './importFile.svelte';
import { toOpen, type ImportWorker } from './importWorker';

/** How a file is read: which of its tables, how, and what was decided of it before. */
export interface Reading {
  table?: string | undefined;
  options?: ReadOptions;
  kept?: KeptFile;
}

/** What files are judged by and go into. */
export interface Goal {
  readonly against: PackSource | null;
  readonly into: string | null;
  readonly today: string;
  /** The files of the same register that come before a file: what repeats their records is found. */
  beside(file: ImportFile): ImportFile[];
}

/** What a trial depends on of the files before it. */
export const besideKey = (beside: readonly ImportFile[]): string =>
  JSON.stringify(
    beside.map(({ part: { file, mapping, decisions } }) => [file, mapping, decisions]),
  );

/**
 * Reads a file.
 * @returns whether it holds a table that was read
 */
export async function inspectFile(worker: ImportWorker, file: ImportFile, reading: Reading) {
  const { table, options = {}, kept } = reading;
  file.reading = true;
  file.refusal = null;
  file.progress = null;
  const ask = {
    ...{ file: file.number, data: [...file.data], options },
    ...(table !== undefined && { table }),
    ...(kept?.gridCrs && { grid: { crs: kept.gridCrs, band: kept.band } }),
  };
  try {
    file.inspected = await worker.ask([file.toOpen], 'inspect', ask, file.show);
    file.failure = null;
    file.options = options;
    return file.table !== null;
  } catch (error) {
    // What a person asked of a file that could be read before is no reason to lose it.
    if (error instanceof Stale) return false;
    if (file.inspected) file.refusal = reasonOf(error);
    else file.failure = reasonOf(error);
    return false;
  } finally {
    file.reading = false;
    file.progress = null;
  }
}

/** Looks at a grid in another band or coordinate system; where that fails, the ones before stay. */
export async function describeGrid(
  worker: ImportWorker,
  file: ImportFile,
  crs: string,
  band: number,
) {
  file.refusal = null;
  file.trying = true;
  try {
    const grid = { band, ...(crs && { crs }) };
    const ask = { file: file.number, data: [...file.data], grid };
    file.inspected = await worker.ask([file.toOpen], 'inspect', ask, file.show);
    Object.assign(file, { gridCrs: crs, band });
  } catch (error) {
    if (!(error instanceof Stale)) file.refusal = reasonOf(error);
  } finally {
    file.trying = false;
    file.progress = null;
  }
}

/** Tries a file with the newest choices; those that are made meanwhile are tried together when it is done. */
export function tryFile(worker: ImportWorker, file: ImportFile, goal: Goal): Promise<void> {
  file.isOutdated = true;
  file.trial ??= tryUntilNewest(worker, file, goal);
  return file.trial;
}

async function tryUntilNewest(worker: ImportWorker, file: ImportFile, goal: Goal) {
  file.trying = true;
  file.stopped = false;
  while (file.isOutdated) await tryOnce(worker, file, goal);
  file.trying = false;
  file.trial = null;
  file.progress = null;
}

async function tryOnce(worker: ImportWorker, file: ImportFile, goal: Goal) {
  const { against, today } = goal;
  const part = file.part;
  const before = goal.beside(file);
  const [open, beside] = [toOpen([...before, file]), before.map((each) => each.part)];
  file.besideKey = besideKey(before);
  file.isOutdated = false;
  file.progress = null;
  try {
    const tried = await worker.ask(open, 'attempt', { part, against, today, beside }, file.show);
    if (file.isOutdated) return;
    file.tried = tried;
    file.failure = null;
    file.refusal = null;
    const { target, mapping, decisions } = part;
    file.accepted = { target, mapping, decisions, confirmed: file.confirmed };
    await compareFile(worker, file, goal);
  } catch (error) {
    if (error instanceof Stale) {
      file.isOutdated = false;
      // As before the choice whose trial was stopped; where there was none, it waits to be tried again.
      if (file.tried && file.accepted) Object.assign(file, file.accepted);
      else file.stopped = true;
    } else if (!file.isOutdated) refuse(file, error);
  }
}

function refuse(file: ImportFile, error: unknown) {
  if (file.tried && file.accepted) {
    file.refusal = reasonOf(error);
    file.decisions = file.accepted.decisions;
  } else file.failure = reasonOf(error);
}

/** Compares a file with the register of the pack that it goes into. */
export async function compareFile(worker: ImportWorker, file: ImportFile, goal: Goal) {
  const { into, against, today } = goal;
  file.compared = null;
  if (into === null || !isRegister(file.target) || file.waitsFor === 'columns') return;
  const part = file.part;
  try {
    const before = goal.beside(file);
    const ask = { part, against, into, today, beside: before.map((each) => each.part) };
    const open = toOpen([...before, file]);
    const compared = await worker.ask(open, 'compare', ask, file.show);
    const { way, decided, byHand } = part.entering;
    const now = file.entering;
    if (now.way === way && now.decided === decided && now.byHand === byHand)
      file.compared = compared;
  } catch (error) {
    if (!(error instanceof Stale)) file.refusal = reasonOf(error);
  }
}
