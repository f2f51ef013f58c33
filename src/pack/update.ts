import type { Feature } from 'geojson';
import { Failure } from '../domain/failure';
import { registers, type RegisterId } from '../domain/registers';
import { text } from '../domain/text';
import { mixedFieldsOf } from './classCells';
import { differenceOf, type Difference } from './historyDifference';
import { idOf, isSame, keyOf, nameRecord, type Entry } from './historyRecords';
import { freeNumber } from './join';
import { matchRecords, type Doubt, type Key } from './updateMatch';

/**
 * How a file goes into a register that is there. `append`: only what is not there yet; `update`: also what is there and
 * has changed; `replace`: the file is the whole register, its blanks empty what was known.
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
}

/** A record of the pack, and how it stands after the update. */
export interface Pair {
  before: Entry;
  after: Entry;
  /** The record of the file, as it stands there. */
  incoming: Entry;
  /** What tells that they are one. */
  key: Key;
  difference: Difference;
  /** Fields that the file leaves blank or only assumes, and the pack knows: they stay; `geometry` is the place. */
  kept: string[];
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
  /** At another place, or of another shape; fields may have changed too. */
  moved: Pair[];
  /** Where they were, with other values. */
  changed: Pair[];
  /** As they were. */
  same: Pair[];
  /** What a person has to decide; an update leaves them as they are. */
  doubts: Doubt[];
}

/** Moves below this are rounding: six decimals of a degree are 0.1 m. */
const stillMetres = 0.2;

/** Fields that an import makes out of others when the file does not give them. */
const derived: Readonly<Record<string, readonly string[]>> = {
  capacitySource: ['capacityPeople'],
  riskGrade: ['threatenedPeople', 'threatenedPropertyTenThousandYuan'],
  size: ['capacityCubicMetres'],
};

/** Columns that only an import knows, and the field that they fill. */
const onlyInFiles: Readonly<Record<string, readonly string[]>> = { space: ['indoor', 'outdoor'] };

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
  const { way, nearMetres = 1000, decided = new Map<string, string | null>() } = options;
  checkNumbers(register, before);
  checkNumbers(register, after);
  const found = matchRecords(register, before as Entry[], after as Entry[], {
    nearMetres,
    decided,
  });
  const pairs = found.matches.map(({ before: was, after: is, key }): Pair => {
    const taken = takenOver(register, was, is, options);
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
    new: withOwnNumbers(register, found.fresh, before),
    gone: found.gone,
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

const isBlank = (value: unknown) =>
  value === null || value === undefined || (Array.isArray(value) && value.length === 0);
const assumedIn = ({ properties }: Entry): string[] =>
  Array.isArray(properties.assumed) ? (properties.assumed as string[]) : [];

/** The record as it stands after the update: what the file says, on top of what it does not. */
function takenOver(
  register: RegisterId,
  before: Entry,
  after: Entry,
  { way, fields }: CompareOptions,
): Pick<Pair, 'after' | 'kept'> {
  const inFile = (field: string) => fields?.includes(field) === true;
  const says = (field: string) => !isBlank(after.properties[field]);
  const renewed = (field: string) =>
    inFile(field) &&
    (way === 'replace' || says(field)) &&
    !isSame(before.properties[field], after.properties[field]);
  const classes = mixedFieldsOf(register);
  // A value that follows from another one was not read from a cell of classes.
  const split = (field: string) =>
    classes.includes(field) && classes.some(inFile) && derived[field]?.some(says) !== true;
  const given = (field: string) =>
    !fields ||
    inFile(field) ||
    (says(field) &&
      (derived[field]?.some(renewed) === true ||
        onlyInFiles[field]?.some(inFile) === true ||
        split(field)));
  const [assumedBefore, assumedAfter] = [assumedIn(before), assumedIn(after)];
  const points = before.geometry.type === 'Point' && after.geometry.type === 'Point';
  const still = points && (differenceOf(before, after).movedMetres ?? 0) < stillMetres;
  // A point that stands for a whole town says nothing against a place that is known.
  const isVague =
    !still &&
    way !== 'replace' &&
    after.properties.approximate === true &&
    before.properties.approximate !== true;
  const key = keyOf(register);
  const properties: Record<string, unknown> = { ...before.properties };
  const kept: string[] = isVague ? ['geometry'] : [];
  const taken = new Set<string>();
  for (const field of Object.keys(registers[register].fields)) {
    if (field === key || field === 'assumed' || !given(field)) continue;
    if (field === 'approximate' && isVague) continue;
    const [was, is] = [before.properties[field], after.properties[field]];
    const guessed = assumedAfter.includes(field) && !assumedBefore.includes(field);
    if (way !== 'replace' && !isBlank(was) && (isBlank(is) || guessed)) {
      if (!isSame(was, is)) kept.push(field);
      continue;
    }
    if (is === undefined) continue;
    taken.add(field);
    properties[field] = is;
  }
  if ('assumed' in before.properties || 'assumed' in after.properties) {
    const assumed = [
      ...assumedBefore.filter((field) => !taken.has(field)),
      ...assumedAfter.filter((field) => taken.has(field)),
    ];
    // The same names in another order are no change.
    const sameNames = isSame([...assumed].sort(), [...assumedBefore].sort());
    properties.assumed = sameNames ? before.properties.assumed : assumed;
  }
  const stays = still || isVague;
  // How well a place is known belongs to the place.
  if (!stays && 'approximate' in after.properties)
    properties.approximate = after.properties.approximate;
  const geometry = stays ? before.geometry : after.geometry;
  return { after: { ...before, geometry, properties }, kept };
}

/** New records with numbers that none of the pack has. */
function withOwnNumbers(
  register: RegisterId,
  fresh: readonly Entry[],
  before: readonly Feature[],
): Entry[] {
  const used = new Set([...before, ...fresh].map((feature) => idOf(register, feature)));
  const taken = new Set(before.map((feature) => idOf(register, feature)));
  return fresh.map((entry) => {
    const from = idOf(register, entry);
    if (!taken.has(from)) return entry;
    const to = freeNumber(from, (id) => used.has(id));
    used.add(to);
    return { ...entry, properties: { ...entry.properties, [keyOf(register)]: to } };
  });
}
