import { registers } from '../domain/registers';
import { dayOf, type Change, type History } from '../domain/history';
import { sampleWords } from '../domain/sampleParts';
import { text } from '../domain/text';
import { writers } from '../formats/writers';
import { differenceOf, pointOf, type Difference } from '../pack/historyDifference';
import { changesSince as since, recordTrail, type Outcome } from '../pack/historyRead';
import type { Entry as Stored } from '../pack/historyRecords';
import { historyTable } from '../pack/historyTable';
import { maskRecord } from '../pack/mask';
import { readManifest } from '../pack/open';
import { readHistory } from '../pack/store';
import type { EditQuestions, ListedChange, ListedChanges, ListedStep } from './editProtocol';
import { fileName } from './exports';
import { readerOfSource } from './source';

type Ask<Q extends keyof EditQuestions> = EditQuestions[Q]['ask'];
type Answer<Q extends keyof EditQuestions> = Promise<EditQuestions[Q]['answer']>;

/** Records that a list of changes shows; all of them go into the saved history. */
const listedRecords = 300;

export const steps = async ({ pack }: Ask<'steps'>): Answer<'steps'> =>
  listSteps(await readHistory(pack));

/** The steps of a history, the newest first, each with what it did to how many records. */
export function listSteps({ steps: all }: History): ListedStep[] {
  const undone = new Set<string>();
  return all.toReversed().map((step) => {
    const { id, at, kind, title, source, restores, changes, files } = step;
    // A step back that was itself taken back takes nothing back.
    if (restores !== null && !undone.has(id)) undone.add(restores);
    return {
      ...{ id, at, kind, title, source, restores },
      counts: countsOf(changes.map((change) => ({ ...change, ...outcomeOf(change) }))),
      files: files.map(({ dataset }) => dataset),
      undone: undone.has(id),
    };
  });
}

function outcomeOf({ before, after }: Pick<Change, 'before' | 'after'>): {
  outcome: Outcome;
  difference: Difference | null;
} {
  if (!before || !after) return { outcome: before ? 'gone' : 'new', difference: null };
  return { outcome: 'changed', difference: differenceOf(before, after) };
}

function countsOf(
  records: readonly { outcome: Outcome; difference: Difference | null }[],
): ListedStep['counts'] {
  const counts = { new: 0, gone: 0, moved: 0, changed: 0 };
  for (const { outcome, difference } of records) {
    if (outcome !== 'changed') counts[outcome]++;
    else if (difference?.movedMetres !== null || difference.reshaped) counts.moved++;
    else counts.changed++;
  }
  return counts;
}

type Raw = Pick<Change, 'dataset' | 'id' | 'before' | 'after'>;

function listed({ dataset, id, before, after }: Raw): ListedChange {
  const stands = (after ?? before) as Stored;
  const { name } = stands.properties;
  return {
    register: dataset,
    id,
    name: typeof name === 'string' ? name : id,
    ...outcomeOf({ before, after }),
    place: pointOf(stands),
  };
}

const listing = (records: readonly Raw[]): Pick<ListedChanges, 'counts' | 'records'> => ({
  counts: countsOf(records.map(outcomeOf)),
  records: records.slice(0, listedRecords).map(listed),
});

export async function stepChanges({ pack, step }: Ask<'stepChanges'>): Answer<'stepChanges'> {
  const found = (await readHistory(pack)).steps.find(({ id }) => id === step);
  return {
    ...listing(found?.changes ?? []),
    files: found?.files.map(({ dataset }) => dataset) ?? [],
  };
}

export async function changesSince({
  pack,
  since: from,
}: Ask<'changesSince'>): Answer<'changesSince'> {
  const { records, files } = since(await readHistory(pack), from);
  return { ...listing(records), files: files.map(({ dataset }) => dataset) };
}

export const trail = async ({ pack, register, id }: Ask<'trail'>): Answer<'trail'> =>
  recordTrail(await readHistory(pack), register, id);

const endings = { xlsx: '.xlsx', csv: '.csv', json: '.json' } as const;

export async function historyFile({
  pack,
  as,
  revealed,
  locale,
}: Ask<'historyFile'>): Answer<'historyFile'> {
  const history = await readHistory(pack);
  const day = dayOf(history.steps.at(-1)?.at ?? '1970-01-01T00:00:00Z');
  const manifest = await readManifest(readerOfSource({ kind: 'own', id: pack }));
  const title = text('修改记录', 'history')[locale];
  const name = `${fileName(manifest, [title, day], locale)}${endings[as]}`;
  if (as === 'json') {
    const shown = revealed ? history : maskHistory(history);
    const bytes = new TextEncoder().encode(`${JSON.stringify(shown, undefined, 1)}\n`);
    return { name, mime: 'application/json', bytes };
  }
  const table = historyTable(history, { locale, revealed });
  const note = revealed
    ? text('含姓名和电话，注意保管。', 'Contains names and phones; handle with care.')
    : text('姓名和电话已遮盖。', 'Names and phones are masked.');
  const sample = sampleWords(manifest);
  const provenance = [
    `${manifest.fullName[locale]} · ${title}`,
    ...(sample ? [sample[locale]] : []),
    table.provenance,
    note[locale],
  ].join('\n');
  const bytes = new Uint8Array(await writers[as].write([{ ...table, provenance }]));
  return { name, mime: writers[as].mime, bytes };
}

/** A history whose records show no person and no phone. */
export function maskHistory(history: History): History {
  const masked = (dataset: Change['dataset'], entry: Stored | null) =>
    entry && {
      ...entry,
      properties: maskRecord(registers[dataset].fields, entry.properties),
    };
  return {
    ...history,
    steps: history.steps.map((step) => ({
      ...step,
      changes: step.changes.map((change) => ({
        ...change,
        before: masked(change.dataset, change.before),
        after: masked(change.dataset, change.after),
      })),
    })),
  };
}
