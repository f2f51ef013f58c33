import type { Feature } from 'geojson';
import { Failure } from '../domain/failure';
import type { RegisterId } from '../domain/registers';
import { text } from '../domain/text';
import { usualHandRule, type HandRule } from './handRule';
import { differenceOf, type Difference } from './historyDifference';
import { fieldsByHand, type Origins } from './historyOrigins';
import { idOf, keyOf, nameRecord, type Entry } from './historyRecords';
import { freeNumber } from './join';
import { matchRecords, type Doubt, type Key } from './updateMatch';
import { takeOver } from './updateTaken';
import type { Taken } from './updateTaking';

/**
 * How a file goes into a register that is there. `append`: only what is not there yet; `update`: also what is there and
 * has changed; `replace`: the file is the whole register, what it does not give becomes unknown. What becomes of each
 * value says {@link takeOver}.
 */
export type Way = 'append' | 'update' | 'replace';

export interface CompareOptions {
  way: Way;
  /** Fields that the file gives; all others stay as they are in the pack. Every field when left out. */
  fields?: readonly string[];
  /** Records of one name within this distance can be the same, metres. */
  nearMetres?: number;
  /** What a person decided: number in the file → number in the pack, or `null` for a record of its own. */
  decided?: ReadonlyMap<string, string | null>;
  /** Where the values of the pack come from; nothing counts as edited by hand when left out. */
  origins?: Origins;
  byHand?: HandRule;
}

/** A record of the pack, and how it stands after the update. */
export interface Pair extends Taken {
  before: Entry;
  /** The record of the file, as it stands there. */
  incoming: Entry;
  /** What tells that they are one. */
  key: Key;
  difference: Difference;
}

/** What a file would change in a register; each record is in one list only. */
export interface RegisterUpdate {
  register: RegisterId;
  way: Way;
  /** What most records were found by; `null` when none was. */
  key: Key | null;
  /** Records with numbers of their own in the pack. */
  new: Entry[];
  gone: Entry[];
  /** Numbers of those that are gone and were added or edited by hand. */
  goneByHand: ReadonlySet<string>;
  /** At another place, or of another shape; fields may have changed too. */
  moved: Pair[];
  /** Where they were, with other values. */
  changed: Pair[];
  /** As they were. */
  same: Pair[];
  /** What a person has to decide; an update leaves them as they are. */
  doubts: Doubt[];
}

/**
 * Compares a register with a file of the same register: new, gone, moved by how many metres (distance on the
 * ellipsoid), changed field by field, same, and what a person must decide. Records found by name keep the number that
 * they have in the pack, so that scenarios and the history still know them. Moves below 0.2 m count as none.
 * @param before records of the pack
 * @param after records of the file, as the import reads them
 * @throws Failure when two records of one side have the same number
 */
export function compareRegister(
  register: RegisterId,
  before: readonly Feature[],
  after: readonly Feature[],
  options: CompareOptions,
): RegisterUpdate {
  const { way, fields, nearMetres = 1000, decided = new Map<string, string | null>() } = options;
  const { origins = new Map() as Origins, byHand: { rule, others } = usualHandRule(way) } = options;
  checkNumbers(register, before);
  checkNumbers(register, after);
  const numbered = !fields || fields.includes(keyOf(register));
  const found = matchRecords(register, before as Entry[], after as Entry[], {
    nearMetres,
    numbered,
    decided,
  });
  const pairs = found.matches.map(({ before: was, after: is, key }): Pair => {
    const id = idOf(register, was);
    const taken = takeOver(register, was, is, {
      ...{ way, fields, origins, byHand: fieldsByHand(origins, id, was) },
      overwrite: (rule === 'overwrite') !== others.includes(id),
    });
    return { before: was, incoming: is, key, ...taken, difference: differenceOf(was, taken.after) };
  });
  const lists = { moved: [] as Pair[], changed: [] as Pair[], same: [] as Pair[] };
  for (const pair of pairs) {
    const { movedMetres, reshaped, fields } = pair.difference;
    const list = movedMetres !== null || reshaped ? 'moved' : fields.length ? 'changed' : 'same';
    lists[list].push(pair);
  }
  const keys: readonly Key[] = ['number', 'name', 'person'];
  const counts = keys.map((key) => pairs.filter((pair) => pair.key === key).length);
  const most = Math.max(...counts);
  return {
    register,
    way,
    key: most ? keys[counts.indexOf(most)]! : null,
    new: withOwnNumbers(register, found.fresh, before, numbered),
    gone: found.gone,
    goneByHand: new Set(
      found.gone.flatMap((entry) => {
        const id = idOf(register, entry);
        return fieldsByHand(origins, id, entry).size ? [id] : [];
      }),
    ),
    ...lists,
    doubts: found.doubts,
  };
}

function checkNumbers(register: RegisterId, features: readonly Feature[]): void {
  const seen = new Set<string>();
  for (const feature of features) {
    const id = idOf(register, feature);
    const name = nameRecord(register, id);
    if (seen.has(id))
      throw new Failure(
        text(
          `${name['zh-CN']}的编号出现两次，没法对比；请先改正。`,
          `The number of ${name.en} stands twice, so nothing can be compared; mend it first.`,
        ),
      );
    seen.add(id);
  }
}

/** New records with numbers that none of the pack has. */
function withOwnNumbers(
  register: RegisterId,
  fresh: readonly Entry[],
  before: readonly Feature[],
  numbered: boolean,
): Entry[] {
  const used = new Set([...before, ...fresh].map((feature) => idOf(register, feature)));
  const taken = new Set(before.map((feature) => idOf(register, feature)));
  return fresh.map((entry) => {
    const from = idOf(register, entry);
    if (!taken.has(from)) return entry;
    const to = numbered ? freeNumber(from, (id) => used.has(id)) : nextNumber(used);
    used.add(to);
    return { ...entry, properties: { ...entry.properties, [keyOf(register)]: to } };
  });
}

/** The number behind the greatest one, for a record whose file gave it none. */
function nextNumber(used: ReadonlySet<string>): string {
  let most = 0;
  for (const id of used) if (/^\d{1,9}$/u.test(id)) most = Math.max(most, Number(id));
  return String(most + 1);
}
