import { basename } from 'node:path';
import type { Step } from '../domain/history';
import { newId } from '../domain/newId';
import { registerIds, type RegisterId } from '../domain/registers';
import { plural, text, type Text } from '../domain/text';
import { groundOfPack, noGround, type Ground } from '../pack/ground';
import { idOf } from '../pack/historyRecords';
import { keptPart, type Entering } from '../pack/importSource';
import {
  compareWith,
  emptyPack,
  keepParts,
  type KeptGrid,
  type KeptPart,
} from '../pack/keepImport';
import { openPack } from '../pack/open';
import { newPackId } from '../pack/packId';
import { packOnGround } from '../pack/packOnGround';
import { missingRecords, type GoneRecord } from '../pack/updateListing';
import { Ambiguity, doubtIn } from './importAmbiguity';
import { pairsOf } from './importPairs';
import type { TreatedTable } from './importTreat';
import { checkSame } from './importUsed';
import { memoryReader, writePack, type PackPlace, type WholePack } from './packFiles';
import { valueOf, wordOf, type Options } from './usage';

/** What a pack knows that files are judged by. */
export const groundOf = async (pack: WholePack | null): Promise<Ground> =>
  pack ? groundOfPack(await openPack(memoryReader(pack))) : noGround;

/** What an import changed in one dataset; `replaced` is a dataset that has no numbered records. */
export interface Changes {
  new: number;
  changed: number;
  removed: number;
  replaced: boolean;
}

/** The pack after an import and what was done to it. */
export interface KeptImport {
  pack: WholePack;
  steps: readonly Step[];
  changes: Record<string, Changes>;
  /** Records of the pack that the files do not have, whether they are removed or stay. */
  missing: readonly GoneRecord[];
  /** Whether the pack was made by this import. */
  isNew: boolean;
  /** What the steps left alone, beside what reading the files had to say. */
  notes: readonly Text[];
}

/** What an import is put into: the pack that is there, or a new one. */
export interface Into {
  /** `null` for a trial: everything is worked out and nothing written. */
  place: PackPlace | null;
  before: WholePack | null;
  /** A pack whose ground a new one begins with. */
  base: WholePack | null;
}

/**
 * Puts treated files into a pack and writes it, each file as one step of its history; a pack that would not change is
 * left alone.
 * @param at moment of the import, ISO 8601 with its zone
 * @throws Ambiguity when records of a file cannot be told apart from several of the pack
 */
export async function keepInPack(
  tables: readonly TreatedTable[],
  grids: readonly KeptGrid[],
  { place, before, base }: Into,
  options: Options,
  { at, asOf }: { at: string; asOf: string | null },
): Promise<KeptImport> {
  const path = place?.path ?? valueOf(options, 'to') ?? 'trial';
  const name = valueOf(options, 'name') ?? basename(path).replace(/\.zip$/iu, '');
  const start: WholePack = before ?? { ...(await newPack(name, base)), scenarios: [] };
  const entering = enteringOf(options);
  const parts = tables.map(({ read: { file, sha256 }, sheet, target, mapping, treated }) =>
    keptPart({ file, sha256, sheet, asOf }, target, mapping, treated, entering),
  );
  checkSame(start, parts, options);
  if (options['leave-doubts'] !== true) for (const part of parts) checkDoubts(start, part);
  const kept = await keepParts(start, [...parts, ...grids], {
    at,
    assign: wordOf(options, 'assign', ['area', 'point'] as const) ?? start.manifest.assign,
    newId: () => newId(16),
  });
  const pack = { ...kept, scenarios: start.scenarios };
  const steps = kept.history.steps.slice(start.history.steps.length);
  if (steps.length && place) await writePack(place, pack);
  const told = new Set(
    [...parts, ...grids].flatMap(({ source }) => source.notes.map(({ en }) => en)),
  );
  const notes = steps
    .flatMap(({ source }) => source?.notes ?? [])
    .filter(({ en }) => !told.has(en));
  const missing = missingRecords(start, parts);
  return { pack, steps, changes: changesOf(steps), missing, isNew: before === null, notes };
}

/** How records meet those of the pack, by the options. */
function enteringOf(options: Options): Entering {
  const edited = wordOf(options, 'edited', ['keep', 'file'] as const);
  return {
    way: wordOf(options, 'way', ['append', 'update', 'replace'] as const) ?? 'update',
    removals: options['remove-missing'] === true,
    except: [],
    decided: Object.fromEntries(
      [...pairsOf(options, 'same')].map(([own, other]) => [own, other === 'new' ? null : other]),
    ),
    ...(edited && { byHand: { rule: edited === 'keep' ? 'keep' : 'overwrite', others: [] } }),
  };
}

const newPack = (name: string, base: WholePack | null) =>
  base ? packOnGround(newPackId(), name, memoryReader(base)) : emptyPack(newPackId(), name);

function checkDoubts(pack: WholePack, part: KeptPart): void {
  const register = part.target as RegisterId;
  if (!registerIds.includes(register)) return;
  const { doubts } = compareWith(pack, register, part);
  const [first] = doubts;
  if (!first) return;
  const choices = doubts.flatMap(({ after, candidates }) => {
    const own = idOf(register, after);
    return [
      ...candidates.map(({ before, metres }) => {
        const [name, far] = [String(before.properties.name), Math.round(metres)];
        return {
          value: `${own}=${idOf(register, before)}`,
          meaning: text(`${name}，相距 ${far} m`, `${name}, ${far} m away`),
        };
      }),
      { value: `${own}=new`, meaning: text('新记录', 'a record of its own') },
    ];
  });
  const which = `${idOf(register, first.after)} ${String(first.after.properties.name)}`;
  const reason = text(
    `${doubts.length} 条记录分不清是数据包里的哪一条，如“${which}”`,
    `it cannot be told which record of the pack ${plural(doubts.length, 'record')} of the file is, such as “${which}”`,
  );
  const more = text(
    '或用 --leave-doubts 不动这些记录。',
    'Or leave these records alone with --leave-doubts.',
  );
  throw new Ambiguity(doubtIn(part.source.file, reason), '--same', choices, more);
}

function changesOf(steps: readonly Step[]): Record<string, Changes> {
  const changes: Record<string, Changes> = {};
  const of = (dataset: string) =>
    (changes[dataset] ??= { new: 0, changed: 0, removed: 0, replaced: false });
  for (const step of steps) {
    for (const { dataset, before, after } of step.changes)
      of(dataset)[before === null ? 'new' : after === null ? 'removed' : 'changed']++;
    for (const { dataset } of step.files) of(dataset).replaced = true;
  }
  return changes;
}

/** What an import changed in a dataset, in words. */
export const changesText = ({ new: added, changed, removed, replaced }: Changes): Text =>
  replaced
    ? text('整个替换', 'taken over as a whole')
    : text(
        `新增 ${added} 条，修改 ${changed} 条，删去 ${removed} 条`,
        `${added} new, ${changed} changed, ${removed} removed`,
      );
