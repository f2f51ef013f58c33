import type { Feature } from 'geojson';
import { datasetTitles } from '../domain/datasets';
import { Failure } from '../domain/failure';
import { dayOf, type Change, type History, type Step } from '../domain/history';
import type { Dataset, DatasetId } from '../domain/manifest';
import { registers, type RegisterId } from '../domain/registers';
import { text, type Text } from '../domain/text';
import { idOf, isSame, nameRecord, recordsOf } from './historyRecords';
import { perform, type ProposedFile, type Proposal, type TrailedPack } from './historyStep';

/**
 * A pack with one more step: files, counts, checksums, extent, day and history. Nothing is changed that does not stand
 * in the step.
 * @throws Failure when a record is not as the step takes it to be, is refused by its register, or nothing changes
 */
export const applyStep = (pack: TrailedPack, proposal: Proposal): Promise<TrailedPack> =>
  perform(pack, {
    ...proposal,
    restores: null,
    figures: null,
    entryOf: (register, features) =>
      entryFor(register, features, pack.manifest.datasets[register], proposal),
  });

/**
 * A pack with a step taken back, also one in the middle of the history as long as nothing later stands on it. This is a
 * step of its own, so that it can be taken back too.
 * @param by id and moment of the new step
 * @throws Failure that names the record and the later step which is in the way, or the file that is not kept
 */
export async function revertStep(
  pack: TrailedPack,
  id: string,
  by: Pick<Proposal, 'id' | 'at'>,
): Promise<TrailedPack> {
  const { manifest, history, versions } = pack;
  const step = history.steps.find((each) => each.id === id);
  if (!step)
    throw new Failure(text(`历史里没有步骤“${id}”。`, `There is no step “${id}” in the history.`));
  checkUntouched(pack, step);
  const files = step.files.map(({ dataset, before, after }): ProposedFile => {
    if ((manifest.datasets[dataset]?.sha256 ?? null) !== after) throw inTheWay(pack, step, dataset);
    const bytes = before === null ? null : versions.get(before);
    if (bytes === undefined)
      throw new Failure(
        text(
          `“${step.title['zh-CN']}”不能退回：${datasetTitles[dataset]['zh-CN']}原来的文件没有保存。`,
          `“${step.title.en}” cannot be stepped back: the former file of ${datasetTitles[dataset].en.toLowerCase()} is not kept.`,
        ),
      );
    const entry = step.entries.find((each) => each.dataset === dataset)?.before ?? null;
    return { dataset, entry, bytes };
  });
  const { before, after } = step.pack;
  return perform(pack, {
    ...by,
    kind: 'restore',
    title: text(`退回：${step.title['zh-CN']}`, `Stepped back: ${step.title.en}`),
    source: null,
    restores: step.id,
    files,
    changes: step.changes.map((change) => ({
      ...change,
      before: change.after,
      after: change.before,
    })),
    assign: before.assign !== after.assign ? before.assign : manifest.assign,
    figures: lastEffective(history) === step ? before : null,
    entryOf: (register, features) => {
      const entry = step.entries.find(({ dataset }) => dataset === register);
      return earlierEntry(manifest.datasets[register], entry, features);
    },
  });
}

function entryFor(
  register: RegisterId,
  features: readonly Feature[],
  old: Dataset | undefined,
  { about, source, kind, at }: Proposal,
): Dataset {
  const isEdit = kind === 'edit' || kind === 'mend';
  const marked = 'synthetic' in registers[register].fields;
  const from = text(
    source ? `导入的文件 ${source.file}` : '手工录入',
    source ? `Imported file ${source.file}` : 'Entered by hand',
  );
  const { edited, ...entry }: Dataset = {
    file: `${register}.geojson`,
    source: from,
    licence: '自有数据，许可未填 / own data, licence not stated',
    asOf: source?.asOf ?? null,
    schematic: features.some(({ properties }) => properties?.schematic === true),
    note: null,
    ...old,
    ...about?.[register],
    ...(isEdit && { edited: dayOf(at) }),
    count: features.length,
    sha256: '',
    synthetic:
      features.some(({ properties }) => properties?.synthetic === true) ||
      (!marked && old?.synthetic === true),
  };
  return edited === undefined ? entry : { ...entry, edited };
}

/** What the manifest said before a step, but for what later steps have said. */
function earlierEntry(
  now: Dataset | undefined,
  change: Step['entries'][number] | undefined,
  features: readonly Feature[],
): Dataset | null {
  const before = change?.before ?? null;
  if (!now || !before) return features.length || !change ? (now ?? before) : before;
  const after: Partial<Dataset> = change?.after ?? {};
  const kept = Object.entries(now).filter(
    ([key, value]) => !isSame(value, after[key as keyof Dataset]),
  );
  const marked = (mark: 'synthetic' | 'schematic') =>
    before[mark] || features.some(({ properties }) => properties?.[mark] === true);
  return {
    ...before,
    ...Object.fromEntries(kept),
    synthetic: marked('synthetic'),
    schematic: marked('schematic'),
  };
}

/** The last step that is still in force: a step and the one right after it that takes it back cancel out. */
function lastEffective({ steps }: History): Step | undefined {
  const standing: Step[] = [];
  for (const step of steps) {
    if (step.restores !== null && standing.at(-1)?.id === step.restores) standing.pop();
    else standing.push(step);
  }
  return standing.at(-1);
}

/** Whether the records of a step are as it left them, so that it can be taken back by itself. */
function checkUntouched(pack: TrailedPack, step: Step): void {
  for (const register of new Set(step.changes.map(({ dataset }) => dataset))) {
    const old = pack.manifest.datasets[register];
    const { features } = recordsOf(old && pack.files.get(old.file));
    const standing = new Map(features.map((feature) => [idOf(register, feature), feature]));
    const moved = step.changes.find(
      ({ dataset, id, after }) => dataset === register && !isSame(standing.get(id) ?? null, after),
    );
    if (moved) throw inTheWay(pack, step, register, moved);
  }
}

/** Names what stands on a step: the last later one that touched the same record, or changed its file as a whole. */
function inTheWay(
  { history }: TrailedPack,
  step: Step,
  dataset: DatasetId,
  change?: Change,
): Failure {
  const later = history.steps
    .slice(history.steps.indexOf(step) + 1)
    .findLast(
      ({ changes, files }) =>
        files.some((file) => file.dataset === dataset) ||
        changes.some((each) => each.dataset === dataset && (!change || each.id === change.id)),
    );
  const what: Text = change
    ? nameRecord(change.dataset, change.id)
    : text(
        datasetTitles[dataset]['zh-CN'],
        `the dataset ${datasetTitles[dataset].en.toLowerCase()}`,
      );
  const { title } = step;
  return new Failure(
    later
      ? text(
          `“${title['zh-CN']}”不能单独退回：${what['zh-CN']}后来又被“${later.title['zh-CN']}”（${dayOf(later.at)}）改过，请先退回那一步。`,
          `“${title.en}” cannot be stepped back by itself: ${what.en} was changed later by “${later.title.en}” (${dayOf(later.at)}); step that one back first.`,
        )
      : text(
          `“${title['zh-CN']}”不能退回：${what['zh-CN']}已在历史之外被改过。`,
          `“${title.en}” cannot be stepped back: ${what.en} was changed outside of the history.`,
        ),
  );
}
