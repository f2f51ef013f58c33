import { Failure } from '../domain/failure';
import type { RegisterId } from '../domain/registers';
import { text } from '../domain/text';
import { metresBetween } from './historyDifference';
import { idOf, type Entry } from './historyRecords';
import { nearFinder, standingPairs } from './updateStanding';
import { normalWord } from './words';

/** What tells that two records are one: the register's number, name and nearness, or a person. */
export type Key = 'number' | 'name' | 'person';

/** A record of the pack and the one of the file that is the same thing. */
interface Match {
  before: Entry;
  after: Entry;
  key: Key;
}

/** A record of the file that could be one of the pack; a person decides. */
export interface Doubt {
  after: Entry;
  /** The nearest first, ten at most. */
  candidates: { before: Entry; metres: number }[];
  /**
   * `several`: more than one of this name is near; `far`: the only one of this name is far away; `renamed`: at the same
   * place under another name; `number`: the same number, with another name at another place.
   */
  reason: Reason;
}
export type Reason = 'several' | 'far' | 'renamed' | 'number';

export interface Matches {
  matches: Match[];
  doubts: Doubt[];
  /** Of the file, without one of the pack. */
  fresh: Entry[];
  /** Of the pack, without one of the file. */
  gone: Entry[];
  /** Whether the numbers of the file are those of the pack; rows that are just counted are not. */
  numbersHold: boolean;
}

interface MatchOptions {
  /** Records of one name within this distance can be the same, metres. */
  nearMetres: number;
  /** Whether the file has numbers of its own; those that reading gave to its rows say nothing. */
  numbered: boolean;
  /** What a person decided: number in the file → number in the pack, or `null` for a record of its own. */
  decided: ReadonlyMap<string, string | null>;
}

/** Numbers hold when this share of those in both are the same thing by name or place. */
const holdingShare = 0.8;
/** Two names at less than this from each other may be one thing that was renamed, metres. */
const samePlaceMetres = 20;
const mostCandidates = 10;

const nameOf = ({ properties }: Entry): string =>
  typeof properties.name === 'string' ? normalWord(properties.name) : '';

function group<Item>(items: Iterable<Item>, keyOf: (item: Item) => string): Map<string, Item[]> {
  const groups = new Map<string, Item[]>();
  for (const item of items) {
    const key = keyOf(item);
    const found = groups.get(key);
    if (found) found.push(item);
    else groups.set(key, [item]);
  }
  return groups;
}

/**
 * Finds for each record of a file the one of the pack that is the same thing: by a person's decision, by its name at the
 * very place, by the register's number where the numbers hold, else by name and nearness. What could be and is not sure is a doubt, never a guess.
 */
export function matchRecords(
  register: RegisterId,
  before: readonly Entry[],
  after: readonly Entry[],
  { nearMetres, numbered, decided }: MatchOptions,
): Matches {
  const matches: Match[] = [];
  const doubts: Doubt[] = [];
  const fresh: Entry[] = [];
  const left = new Map(before.map((entry) => [idOf(register, entry), entry]));
  const open = new Map(after.map((entry) => [idOf(register, entry), entry]));
  const match = (was: Entry, is: Entry, key: Key) => {
    matches.push({ before: was, after: is, key });
    left.delete(idOf(register, was));
    open.delete(idOf(register, is));
  };
  const doubt = (is: Entry, candidates: Doubt['candidates'], reason: Doubt['reason']) => {
    doubts.push({ after: is, candidates, reason });
    open.delete(idOf(register, is));
  };

  checkDecided(decided);
  for (const [id, partner] of decided) {
    const [is, was] = [open.get(id), partner === null ? undefined : left.get(partner)];
    if (is && was) match(was, is, 'person');
    else if (is && partner === null) {
      fresh.push(is);
      open.delete(id);
    }
  }

  const names = group([...left.values()], nameOf);
  const common = [...open].flatMap(([id, is]) => {
    const was = left.get(id);
    return was ? [{ was, is }] : [];
  });
  const standing = standingPairs(register, names, group([...open.values()], nameOf), nearMetres);
  for (const [is, was] of standing)
    match(was, is, numbered && idOf(register, was) === idOf(register, is) ? 'number' : 'name');

  const elsewhere = new Set(standing.values());
  const agreeing = common.filter(({ was, is }) => {
    // What stands somewhere else under its name is not this one, however alike.
    if (standing.has(is) || elsewhere.has(was)) return standing.get(is) === was;
    const metres = metresBetween(was, is);
    if (metres <= samePlaceMetres) return true;
    // A name that many records have, such as 滑坡, says nothing about which of them it is.
    const own = names.get(nameOf(was))!.length === 1;
    return nameOf(was) === nameOf(is) && (own || metres <= nearMetres);
  });
  const numbersHold =
    numbered && common.length > 0 && agreeing.length >= holdingShare * common.length;
  if (numbersHold)
    for (const { was, is } of agreeing) if (!standing.has(is)) match(was, is, 'number');

  const goneNames = group([...left.values()], nameOf);
  for (const [name, named] of group([...open.values()], nameOf)) {
    const others = goneNames.get(name);
    if (others) matchNamed(named, others, nearMetres, { match, doubt });
  }

  for (const [id, is] of open) {
    const was = left.get(id);
    if (numbersHold && was) doubt(is, [{ before: was, metres: metresBetween(was, is) }], 'number');
  }
  const places = nearFinder([...left.values()]);
  const arrivals = nearFinder([...open.values()]);
  for (const is of [...open.values()]) {
    const [candidate, second] = places(is, samePlaceMetres);
    if (candidate && !second && arrivals(candidate.before, samePlaceMetres).length === 1)
      doubt(is, [candidate], 'renamed');
  }
  const doubtful = new Set(
    doubts.flatMap(({ candidates }) => candidates.map((candidate) => candidate.before)),
  );
  return {
    matches,
    doubts,
    fresh: [...fresh, ...open.values()],
    gone: [...left.values()].filter((entry) => !doubtful.has(entry)),
    numbersHold,
  };
}

/**
 * One record of the pack is one of the file.
 * @throws Failure where a person said that two records are the same one
 */
function checkDecided(decided: ReadonlyMap<string, string | null>): void {
  const taken = new Map<string, string>();
  for (const [id, partner] of decided) {
    if (partner === null) continue;
    const other = taken.get(partner);
    if (other !== undefined)
      throw new Failure(
        text(
          `文件里的“${other}”和“${id}”都指定为数据包里的“${partner}”，只能有一条是它；请改其中一条。`,
          `“${other}” and “${id}” of the file are both said to be “${partner}” of the pack; only one can be. Change one of them.`,
        ),
      );
    taken.set(partner, id);
  }
}

interface Outcome {
  match: (was: Entry, is: Entry, key: Key) => void;
  doubt: (is: Entry, candidates: Doubt['candidates'], reason: Doubt['reason']) => void;
}

/** Pairs records of one name: those that are each other's only one near by; of the others nothing is sure. */
function matchNamed(
  after: readonly Entry[],
  before: readonly Entry[],
  nearMetres: number,
  { match, doubt }: Outcome,
): void {
  const [was, is] = [before[0]!, after[0]!];
  if (before.length === 1 && after.length === 1) {
    const metres = metresBetween(was, is);
    if (metres <= nearMetres) match(was, is, 'name');
    else doubt(is, [{ before: was, metres }], 'far');
    return;
  }
  // First those that stand where they stood, then the rest.
  const [standing, arriving] = [new Set(before), new Set(after)];
  for (const within of [Math.min(1, nearMetres), nearMetres]) {
    const [toBefore, toAfter] = [nearFinder([...standing]), nearFinder([...arriving])];
    for (const each of [...arriving]) {
      const [candidate, second] = toBefore(each, within);
      if (!candidate || second || toAfter(candidate.before, within).length > 1) continue;
      match(candidate.before, each, 'name');
      standing.delete(candidate.before);
      arriving.delete(each);
    }
  }
  const near = nearFinder([...standing]);
  for (const each of arriving) {
    const candidates = near(each, nearMetres);
    if (candidates.length) doubt(each, candidates.slice(0, mostCandidates), 'several');
  }
}
