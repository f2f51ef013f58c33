import type { Feature } from 'geojson';
import { Failure } from '../domain/failure';
import type { Source } from '../domain/history';
import type { Manifest } from '../domain/manifest';
import { registerIds, type RegisterId } from '../domain/registers';
import { text, type Text } from '../domain/text';
import type { ReadProgress } from '../formats/format';
import type { Problem } from '../formats/sheet';
import { datasetTitles } from '../domain/datasets';
import type { HandRule } from './handRule';
import { applyStep } from './history';
import { originsOf } from './historyOrigins';
import { isSame, recordsOf } from './historyRecords';
import type { TrailedPack } from './historyStep';
import { tellApart } from './keepTogether';
import { importNote, makePack, type GridPart, type Part, type Target } from './make';
import { rowCounts, type RowCounts } from './rowCounts';
import { compareRegister, type RegisterUpdate, type Way } from './update';
import { updateStep } from './updateStep';

/** One treated file on its way into a pack. */
export interface KeptPart {
  target: Target;
  features: Feature[];
  /** What reading it had to say; counted in the provenance. */
  problems: Problem[];
  /** How many rows that concerns, where the list holds only the first. */
  counts?: RowCounts;
  /** How the coordinates were read. */
  coordinates: Text;
  source: Source;
  /** Fields of the register that the file gives; others stay as they are in the pack. */
  fields: readonly string[];
  way: Way;
  /** Whether records that the file does not have are removed; said each time. */
  removals: boolean;
  /** Records that are left as they are, by their numbers in the comparison. */
  except: readonly string[];
  /** What a person decided of records that could not be told apart: number in the file → in the pack, or `null`. */
  decided: Readonly<Record<string, string | null>>;
  /** What becomes of values that were edited by hand; as {@link usualHandRule} when left out. */
  byHand?: HandRule;
}

/** Residents on a grid on their way into a pack. */
export interface KeptGrid {
  target: 'residents';
  geotiff: ArrayBuffer;
  source: Source;
}

/** The pack that an import begins with when it makes a new one: nothing in it yet. */
export function emptyPack(id: string, name: string): TrailedPack {
  const label = text(name, name);
  const manifest: Manifest = {
    format: 1,
    id,
    name: label,
    fullName: label,
    adcode: null,
    extent: [0, 0, 0, 0],
    asOf: null,
    seat: null,
    synthetic: false,
    mapReviewNumber: null,
    plan: null,
    targets: [],
    townsWithoutPosition: [],
    assign: 'area',
    services: [],
    datasets: {},
  };
  return { manifest, files: new Map(), history: { format: 1, steps: [] }, versions: new Map() };
}

const isRegister = (target: Target): target is RegisterId =>
  registerIds.some((id) => id === target);

/** The records of a register in a pack; none when it has no such register. */
function existing(
  { manifest, files }: Pick<TrailedPack, 'manifest' | 'files'>,
  register: RegisterId,
): Feature[] {
  const file = manifest.datasets[register]?.file;
  return recordsOf(file === undefined ? undefined : files.get(file)).features;
}

/** What a file would change in the register of a pack, before anything is done. */
export function compareWith(
  pack: Pick<TrailedPack, 'manifest' | 'files' | 'history'>,
  register: RegisterId,
  {
    features,
    way,
    fields,
    decided,
    byHand,
  }: Pick<KeptPart, 'features' | 'way' | 'fields' | 'decided' | 'byHand'>,
): RegisterUpdate {
  return compareRegister(register, existing(pack, register), features, {
    way,
    fields,
    decided: new Map(Object.entries(decided)),
    origins: originsOf(pack.history, register),
    ...(byHand && { byHand }),
  });
}

const comparing = text('记录放入数据包', 'Putting the records into the pack');

/** How an import is kept. */
interface KeepHow {
  /** Moment of the import, ISO 8601. */
  at: string;
  assign: Manifest['assign'];
  /** Gives ids for the steps. */
  newId: () => string;
  progress?: ReadProgress | undefined;
}

/**
 * Puts treated files into a pack, each as one step of its history: the records of a register by comparison with what was
 * there before the import, all other datasets as a whole. Files of one register never touch each other's records, and
 * numbers that two of them use are told apart. What changes nothing is no step; where nothing changes at all, the pack itself is given back.
 * @throws Failure when nothing can be used, or a register refuses a record
 */
export async function keepParts(
  base: TrailedPack,
  parts: readonly (KeptPart | KeptGrid)[],
  { at, assign, newId, progress }: KeepHow,
): Promise<TrailedPack> {
  let pack = base;
  for (const register of registerIds) {
    const files = parts.filter((part): part is KeptPart => part.target === register);
    if (!files.length) continue;
    progress?.(0, files.length, comparing);
    // Each with what was there before the import: records of two of its files are two things.
    const updates = files.map((part) => compareWith(base, register, part));
    const told = tellApart(register, existing(base, register), updates, files);
    for (const [i, part] of files.entries()) {
      progress?.(i, files.length, comparing);
      const { update, except, notes } = told[i]!;
      const dataset = pack.manifest.datasets[register] ?? null;
      const source = { ...part.source, notes: [...part.source.notes, ...notes] };
      const origin = { id: newId(), at, source, dataset };
      // What the first file does not have and no other either.
      const step = updateStep(update, { removals: i === 0 && part.removals, except }, origin);
      if (!step.changes.length) continue;
      const about = {
        ...step.about?.[register],
        note: importNote([part.counts ?? rowCounts(part.problems)], part.coordinates),
      };
      pack = await applyStep(pack, { ...step, about: { [register]: about } });
    }
  }
  const whole = parts.filter((part) => !isRegister(part.target));
  for (const target of new Set(whole.map((part) => part.target))) {
    const group = whole.filter((part) => part.target === target);
    pack = await keepWhole(pack, group, { at, assign, id: newId(), progress });
  }
  if (!Object.keys(pack.manifest.datasets).length)
    throw new Failure(
      text('没有一条可用的记录，没有生成数据包。', 'Not one record can be used; no pack was made.'),
    );
  return pack;
}

/** A dataset without numbered records takes the place of the one that was there. */
async function keepWhole(
  pack: TrailedPack,
  group: readonly (KeptPart | KeptGrid)[],
  { at, assign, id, progress }: Omit<KeepHow, 'newId'> & { id: string },
): Promise<TrailedPack> {
  const { target } = group[0]!;
  const made = await makePack({
    ...{ id: pack.manifest.id, name: '', parts: group.map(partOf), assign },
    ...(progress && { progress }),
  });
  const dataset = target as Exclude<Target, RegisterId>;
  const entry = made.manifest.datasets[dataset]!;
  // The same file again is no step, as in a register; counted in another way it is.
  const isKnown = isSame(pack.manifest.datasets[dataset], entry);
  const isCounted = assign === pack.manifest.assign || !group.some(isSpread);
  if (isKnown && isCounted) return pack;
  const name = datasetTitles[dataset];
  const files = group.map(({ source }) => source.file);
  return applyStep(pack, {
    id,
    at,
    kind: pack.manifest.datasets[dataset] ? 'update' : 'import',
    title: isKnown
      ? assignTitle[assign]
      : titleOf(name, files, pack.manifest.datasets[dataset] !== undefined),
    source: joinedSource(group.map(({ source }) => source)),
    changes: [],
    files: [{ dataset, entry, bytes: made.files.get(entry.file)! }],
    ...(dataset === 'residents' && { assign }),
  });
}

/** Residents of areas: those of points and cells stand where they stand, however they are assigned. */
const isSpread = (part: KeptPart | KeptGrid): boolean =>
  part.target === 'residents' &&
  'features' in part &&
  part.features.some(({ geometry }) => geometry.type !== 'Point');

const assignTitle: Readonly<Record<Manifest['assign'], Text>> = {
  area: text('居民改为按面积分摊', 'Spread residents over their areas'),
  point: text('居民改为计在面内一点', 'Count residents at one point of their areas'),
};

const titleOf = (name: Text, files: readonly string[], replaces: boolean): Text =>
  text(
    `${replaces ? '替换' : '导入'}${name['zh-CN']}：${files.join('、')}`,
    `${replaces ? 'Replace' : 'Import'} ${name.en.toLowerCase()}: ${files.join(', ')}`,
  );

/** Several files of one dataset as one source: the first names it, the notes have the others. */
function joinedSource([first, ...others]: readonly Source[]): Source {
  return {
    ...first!,
    rows: others.reduce((sum, { rows }) => sum + rows, first!.rows),
    imported: others.reduce((sum, { imported }) => sum + imported, first!.imported),
    notes: [
      ...first!.notes,
      ...others.flatMap(({ file, sha256, notes }) => [
        text(`另一个文件 ${file}，SHA-256 ${sha256}`, `Another file ${file}, SHA-256 ${sha256}`),
        ...notes,
      ]),
    ],
  };
}

function partOf(part: KeptPart | KeptGrid): Part | GridPart {
  const { file: sourceName, asOf } = part.source;
  if ('geotiff' in part) return { register: 'residents', geotiff: part.geotiff, sourceName, asOf };
  const { target, features, problems, counts, coordinates } = part;
  const told = { problems, ...(counts && { counts }) };
  return { register: target, features, sourceName, asOf, ...told, coordinates };
}
