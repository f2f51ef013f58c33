import type { Feature } from 'geojson';
import { Failure } from '../domain/failure';
import type {
  Change,
  FileChange,
  Figures,
  HandEdits,
  History,
  Source,
  Step,
} from '../domain/history';
import type { Dataset, DatasetId, Manifest } from '../domain/manifest';
import { registerIds, type RegisterId } from '../domain/registers';
import { text, type Text } from '../domain/text';
import { sha256 } from './checksum';
import { isEmptyExtent } from './extent';
import {
  bytesOf,
  changeRecords,
  idOf,
  isSame,
  nameRecord,
  recordsOf,
  type Proposed,
} from './historyRecords';
import type { MadePack } from './make';
import { mergePack } from './merge';

/** A pack with its review trail. */
export interface TrailedPack extends MadePack {
  history: History;
  /** Former files by SHA-256, which steps that changed a file as a whole are taken back with. */
  versions: Map<string, Uint8Array>;
}

/** What the manifest says of a dataset and a step may set. */
export type About = Pick<Dataset, 'source' | 'licence' | 'asOf' | 'edited' | 'schematic' | 'note'>;

/** A dataset to be put in place of another, or `null` for both to take it out. */
export interface ProposedFile {
  dataset: DatasetId;
  /** As `makePack` makes it. */
  entry: Dataset | null;
  bytes: Uint8Array | null;
}

/** A step to be made. */
export interface Proposal {
  /** New in the history. */
  id: string;
  /** Moment as ISO 8601 with its zone. */
  at: string;
  kind: Step['kind'];
  title: Text;
  source: Source | null;
  changes: readonly Proposed[];
  files?: readonly ProposedFile[];
  /** What is said of changed registers from now on; what is left out stays as it is. */
  about?: Partial<Record<RegisterId, Partial<About>>>;
  /** How residents given per area are placed from now on. */
  assign?: Manifest['assign'];
  /** What becomes of values that were edited by hand. */
  byHand?: readonly HandEdits[];
}

/** Above this number of changed records a register is kept as a whole file instead of record by record. */
export const mostChanges = 20_000;

/** What makes a step of a proposal, or of another step the other way round. */
export interface Plan extends Omit<Proposal, 'about'> {
  restores: string | null;
  /** What the manifest says of a register from now on; `null` takes it out if it holds nothing any more. */
  entryOf(register: RegisterId, features: readonly Feature[]): Dataset | null;
  /** What follows from the datasets, where it is known already. */
  figures: Figures | null;
}

/** Makes the step that a plan describes. @throws Failure as {@link checkStanding} and the registers do */
export async function perform(pack: TrailedPack, plan: Plan): Promise<TrailedPack> {
  const { manifest, history } = pack;
  const { id, at, kind, title, source, restores } = plan;
  if (history.steps.some((step) => step.id === id))
    throw new Error(`The history has a step ${id} already.`);
  const versions = new Map(pack.versions);
  const keep = (entry: Dataset | undefined) => {
    const bytes = entry && pack.files.get(entry.file);
    if (bytes) versions.set(entry.sha256, bytes);
  };
  const made: ProposedFile[] = [];
  const changes: Change[] = [];
  const files: FileChange[] = [];
  for (const register of registerIds) {
    const some = plan.changes.filter(({ dataset }) => dataset === register);
    if (!some.length) continue;
    const old = manifest.datasets[register];
    const { features, members } = recordsOf(old && pack.files.get(old.file));
    checkStanding(register, features, some);
    const changed = changeRecords(register, features, some);
    const entry = plan.entryOf(register, changed.features);
    const bytes = bytesOf({ features: changed.features, members });
    const { length: count } = changed.features;
    const next = entry && { ...entry, count, sha256: await sha256(bytes) };
    made.push({ dataset: register, entry: next, bytes: next && bytes });
    if (some.length <= mostChanges) changes.push(...changed.changes);
    else {
      files.push({ dataset: register, before: old?.sha256 ?? null, after: next?.sha256 ?? null });
      keep(old);
    }
  }
  for (const file of plan.files ?? []) {
    const old = manifest.datasets[file.dataset];
    const [before, after] = [old?.sha256 ?? null, file.entry?.sha256 ?? null];
    // The same residents, counted in another way, are another state of the pack.
    const isReassigned =
      file.dataset === 'residents' && (plan.assign ?? manifest.assign) !== manifest.assign;
    if (before === after && isSame(old ?? null, file.entry) && !isReassigned) continue;
    made.push(file);
    files.push({ dataset: file.dataset, before, after });
    keep(old);
  }
  if (!made.length)
    throw new Failure(
      text('没有可改的内容，数据包不变。', 'There is nothing to change; the pack stays as it is.'),
    );
  const next = await withDatasets(pack, made, plan);
  const entries = made.map(({ dataset, entry }) => ({
    dataset,
    before: manifest.datasets[dataset] ?? null,
    after: entry,
  }));
  const step: Step = {
    ...{ id, at, kind, title, source, restores, changes, files, entries },
    pack: { before: figuresOf(manifest), after: figuresOf(next.manifest) },
    ...(plan.byHand?.length && { byHand: [...plan.byHand] }),
  };
  return { ...next, history: { ...history, steps: [...history.steps, step] }, versions };
}

/** The pack with datasets changed, its extent and day made anew. */
async function withDatasets(
  pack: TrailedPack,
  made: readonly ProposedFile[],
  { assign = pack.manifest.assign, figures }: Plan,
): Promise<MadePack> {
  const datasets = { ...pack.manifest.datasets };
  const added: Manifest['datasets'] = {};
  const files = new Map<string, Uint8Array>();
  for (const { dataset, entry, bytes } of made) {
    delete datasets[dataset];
    if (!entry || !bytes) continue;
    added[dataset] = entry;
    files.set(entry.file, bytes);
  }
  const manifest = { ...pack.manifest, datasets, assign };
  const read = (file: string) => Promise.resolve(new Uint8Array(pack.files.get(file)!).buffer);
  const merged = await mergePack(manifest, read, {
    manifest: { ...manifest, datasets: added },
    files,
  });
  // Without a single position there is nothing to show but where the pack was.
  const extent = isEmptyExtent(merged.manifest.extent)
    ? pack.manifest.extent
    : merged.manifest.extent;
  // Where no dataset has another day, the pack has none: an edit makes nothing older or newer.
  const asOf = isSame(daysOf(pack.manifest), daysOf(merged.manifest))
    ? pack.manifest.asOf
    : merged.manifest.asOf;
  return { manifest: { ...merged.manifest, extent, asOf, ...figures }, files: merged.files };
}

/** The days that are known, by dataset: one without a day, drawn by hand, says nothing of how old the others are. */
const daysOf = ({ datasets }: Manifest) =>
  Object.fromEntries(
    Object.entries(datasets).flatMap(([id, { asOf }]) => (asOf === null ? [] : [[id, asOf]])),
  );

const figuresOf = ({ extent, asOf, synthetic, assign }: Manifest): Figures => ({
  ...{ extent, asOf, synthetic, assign },
});

function checkStanding(
  register: RegisterId,
  features: readonly Feature[],
  changes: readonly Proposed[],
): void {
  const standing = new Map(features.map((feature) => [idOf(register, feature), feature]));
  const seen = new Set<string>();
  for (const { id, before } of changes) {
    const name = nameRecord(register, id);
    if (seen.has(id))
      throw new Failure(
        text(
          `${name['zh-CN']}在同一步里改了两次；请合成一次。`,
          `${name.en} is changed twice in one step; make it one change.`,
        ),
      );
    seen.add(id);
    if (before && !isSame(before, standing.get(id)))
      throw new Failure(
        text(
          `${name['zh-CN']}已经不是修改时看到的样子；请重新打开这条记录再改。`,
          `${name.en} is no longer as it was when the change was made; open it again and change it.`,
        ),
      );
  }
}
