import {
  dayOf,
  type Change,
  type HandEdits,
  type History,
  type Source,
  type Step,
} from '../domain/history';
import type { DatasetId } from '../domain/manifest';
import type { RegisterId } from '../domain/registers';
import type { Text } from '../domain/text';
import { differenceOf, type Difference } from './historyDifference';
import { isSame, type Entry } from './historyRecords';

/** What became of a record. */
export type Outcome = 'new' | 'gone' | 'changed';

/** What became of one record over several steps. */
interface NetChange {
  dataset: RegisterId;
  id: string;
  outcome: Outcome;
  before: Entry | null;
  after: Entry | null;
  /** `null` for a record that is new or gone. */
  difference: Difference | null;
  /** Ids of the steps that touched it, in their order. */
  steps: string[];
}

/** A dataset that was changed as a whole over several steps, by the checksums of its files. */
interface NetFile {
  dataset: DatasetId;
  before: string | null;
  after: string | null;
  steps: string[];
}

/** From where on changes are asked for: a day in China, its steps included, or a step, itself not included. */
export type Since = { day: string } | { step: string };

/** What has changed in all. */
export interface Changes {
  records: NetChange[];
  files: NetFile[];
}

const outcomeOf = ({ before, after }: Pick<Change, 'before' | 'after'>): Outcome =>
  !before ? 'new' : !after ? 'gone' : 'changed';

const difference = ({ before, after }: Pick<Change, 'before' | 'after'>): Difference | null =>
  before && after ? differenceOf(before, after) : null;

function stepsSince({ steps }: History, since: Since): Step[] {
  if ('day' in since) return steps.filter(({ at }) => dayOf(at) >= since.day);
  return steps.slice(steps.findIndex(({ id }) => id === since.step) + 1);
}

/**
 * What has changed since a day or a step, record by record and net: what was changed and changed back is not in it,
 * what was added and then edited is new as it is now.
 * @param since an unknown step stands for the whole history
 */
export function changesSince(history: History, since: Since): Changes {
  const records = new Map<string, Omit<NetChange, 'outcome' | 'difference'>>();
  const files = new Map<DatasetId, NetFile>();
  for (const { id: step, changes, files: whole } of stepsSince(history, since)) {
    for (const { dataset, id, before, after } of changes) {
      const key = `${dataset}/${id}`;
      const { before: first, steps } = records.get(key) ?? { before, steps: [] };
      records.set(key, { dataset, id, before: first, after, steps: [...steps, step] });
    }
    for (const { dataset, before, after } of whole) {
      const { before: first, steps } = files.get(dataset) ?? { before, steps: [] };
      files.set(dataset, { dataset, before: first, after, steps: [...steps, step] });
    }
  }
  return {
    records: [...records.values()]
      .filter(({ before, after }) => !isSame(before, after))
      .map((net) => ({ ...net, outcome: outcomeOf(net), difference: difference(net) })),
    files: [...files.values()].filter(({ before, after }) => before !== after),
  };
}

/** One step in the life of a record. */
interface TrailEntry {
  step: string;
  at: string;
  kind: Step['kind'];
  title: Text;
  source: Source | null;
  /**
   * `file`: the whole dataset was changed, and the record may have been in it; `kept`: the file of the step says something
   * else, and what was edited by hand stayed.
   */
  outcome: Outcome | 'file' | 'kept';
  difference: Difference | null;
  /** Fields edited by hand that stayed, and those that the file took the place of; `geometry` is the place. */
  byHand: Pick<HandEdits, 'kept' | 'overwritten'>;
}

/** Where a record comes from and what was done to it. */
interface Trail {
  /** The file that the record as it is now, or its last ledger values, came from; `null` when no step names one. */
  source: Source | null;
  /** Day of that file. */
  asOf: string | null;
  /** Every step that touched the record, oldest first. */
  entries: TrailEntry[];
}

/** The life of one record: its file, its import and every edit. */
export function recordTrail(history: History, dataset: RegisterId, id: string): Trail {
  const entries = history.steps.flatMap((step): TrailEntry[] => {
    const { id: stepId, at, kind, title, source } = step;
    const isThis = (each: { dataset: string; id: string }) =>
      each.dataset === dataset && each.id === id;
    const { kept = [], overwritten = [] } = step.byHand?.find(isThis) ?? {};
    const base = { step: stepId, at, kind, title, source, byHand: { kept, overwritten } };
    const change = step.changes.find(isThis);
    if (change) return [{ ...base, outcome: outcomeOf(change), difference: difference(change) }];
    if (kept.length) return [{ ...base, outcome: 'kept', difference: null }];
    return step.files.some((file) => file.dataset === dataset)
      ? [{ ...base, outcome: 'file', difference: null }]
      : [];
  });
  const undone = undoneSteps(history);
  const source =
    entries.findLast(
      ({ source: from, step, outcome }) => from && outcome !== 'kept' && !undone.has(step),
    )?.source ?? null;
  return { source, asOf: source?.asOf ?? null, entries };
}

/** Ids of the steps that are taken back; one that is taken back and forth counts as it stands now. */
export function undoneSteps({ steps }: History): Set<string> {
  const undone = new Set<string>();
  // Later steps first: a restore that was itself taken back takes nothing back.
  for (const { id, restores } of steps.toReversed())
    if (restores !== null && !undone.has(id)) undone.add(restores);
  return undone;
}
