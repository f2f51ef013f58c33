import { text, type Text } from '../domain/text';
import { shown } from '../formats/sheet';
import { isOfficial, readUnitCode } from './unitJoinCodes';
import { isPartOf, likeness, nameForms, sameUnit, unitName, type UnitName } from './unitJoinNames';
import { isUnknown } from './values';

/** A town or village that rows can be joined to. */
export interface Unit {
  code: string;
  name: string;
}

/** What a row says of its unit, as it stands in the cells. */
export interface UnitKey {
  row: number;
  code?: unknown;
  name?: unknown;
}

/**
 * How a row found its unit: by its code, by its name letter for letter (`name`), by a name that is the same after
 * normalisation (`similar`: 大足区龍水鎮 is 龙水镇), or because a person said so (`hand`).
 */
export interface UnitMatch {
  row: number;
  unit: Unit;
  by: 'code' | 'name' | 'similar' | 'hand';
  /** What the row says, where a person paired it. */
  value?: string;
}

/** A row without a unit, and what a person may choose from: the most alike first, `score` 0 to 1. */
interface UnitMiss {
  row: number;
  value: string;
  candidates: { unit: Unit; score: number }[];
  reason: Text;
}

/** A row that could be several units, or whose code and name contradict each other. */
interface UnitDoubt {
  row: number;
  value: string;
  candidates: Unit[];
  reason: Text;
}

export interface UnitJoin {
  matches: UnitMatch[];
  misses: UnitMiss[];
  ambiguous: UnitDoubt[];
}

export interface UnitJoinOptions {
  /** What may stand in front of a name without being part of it: the district's names; the town, for villages. */
  within?: readonly string[];
  /** What a person paired: code of the unit by the value of a miss or doubt, as it was shown. */
  paired?: Readonly<Record<string, string>>;
}

const mostCandidates = 5;
/** Names less alike than this are no candidates. */
const leastLikeness = 0.45;

/**
 * Joins rows to towns or villages by code or name. Exact after normalisation or not at all: what is only alike is listed
 * with candidates for a person, never joined.
 * @param kind `town` leaves the last three figures of a 12-figure code to the village, `village` needs them
 */
export function joinUnits(
  keys: Iterable<UnitKey>,
  units: readonly Unit[],
  kind: 'town' | 'village',
  { within = [], paired = {} }: UnitJoinOptions = {},
): UnitJoin {
  const join: UnitJoin = { matches: [], misses: [], ambiguous: [] };
  const byCode = grouped(units, ({ code }) => readUnitCode(code).code ?? code);
  const named = namesOf(units, within, kind);
  const hand = new Map(Object.entries(paired));
  for (const key of keys) {
    const { row } = key;
    const value = [key.code, key.name]
      .filter((part) => !isUnknown(part))
      .map(shown)
      .join(' ');
    const chosen = units.find(({ code }) => code === hand.get(value));
    if (chosen) {
      join.matches.push({ row, unit: chosen, by: 'hand', value });
      continue;
    }
    const { code, reason } = readUnitCode(isUnknown(key.code) ? codeIn(key.name) : key.code);
    const coded = code === null ? [] : (byCode.get(code) ?? []);
    const isCode = isUnknown(key.code) && codeIn(key.name) !== null;
    const word = isUnknown(key.name) || isCode ? '' : shown(key.name);
    const found = word ? named(word) : { exact: [], alike: [] };
    const byName = found.exact.length ? found.exact : found.alike;
    const doubt = (candidates: readonly Unit[], why: Text) =>
      join.ambiguous.push({ row, value, candidates: [...new Set(candidates)], reason: why });

    if (coded.length > 1) doubt(coded, severalCodes);
    else if (coded.length === 1 && byName.length && !byName.includes(coded[0]!))
      doubt([...coded, ...byName], contradict);
    else if (coded.length === 1) join.matches.push({ row, unit: coded[0]!, by: 'code' });
    else if (byName.length > 1) doubt(byName, severalNames);
    else if (byName.length === 1 && code !== null && !mayBe(code, byName[0]!, kind))
      doubt(byName, contradict);
    else if (byName.length === 1) {
      join.matches.push({ row, unit: byName[0]!, by: found.exact.length ? 'name' : 'similar' });
    } else {
      join.misses.push({
        row,
        value,
        candidates: candidatesOf(units, word, within, code),
        reason: value === '' ? noKey : ((word ? null : reason) ?? noUnit),
      });
    }
  }
  return join;
}

/** A code that stands where the name of a town is asked for: 500111105000 in the column 乡镇. */
const codeIn = (name: unknown): unknown =>
  /^[1-9]\d{8}(?:\d{3})?$/u.test(shown(name).normalize('NFKC').trim()) ? name : null;

const severalCodes = text('几个单位用同一代码', 'several units have this code');
const severalNames = text('几个单位叫这个名字', 'several units bear this name');
const contradict = text('代码和名称指的不是同一单位', 'code and name mean different units');
const noKey = text('没有写单位的代码或名称', 'neither code nor name of a unit is given');
const noUnit = text('没有这个单位', 'there is no such unit');

function grouped<Item>(items: readonly Item[], keyOf: (item: Item) => string): Map<string, Item[]> {
  const groups = new Map<string, Item[]>();
  for (const item of items) {
    const key = keyOf(item);
    groups.set(key, [...(groups.get(key) ?? []), item]);
  }
  return groups;
}

/** Units of a name: those written exactly so, and those that are the same after normalisation. */
function namesOf(
  units: readonly Unit[],
  within: readonly string[],
  kind: 'town' | 'village',
): (word: string) => { exact: readonly Unit[]; alike: readonly Unit[] } {
  const exactly = grouped(units, ({ name }) => name.trim());
  const byStem = grouped(
    units.flatMap((unit) =>
      nameForms(unit.name, within).map((form) => ({ unit, form, parts: unitName(form) })),
    ),
    ({ parts }) => parts.stem,
  );
  const known = new Map<string, readonly Unit[]>();
  const alike = (word: string): readonly Unit[] => {
    for (const form of nameForms(word, within)) {
      const parts = unitName(form);
      const same = (byStem.get(parts.stem) ?? []).filter((entry) => sameUnit(entry.parts, parts));
      // 龙水镇 in other characters is surer than 龙水 with any ending.
      const whole = same.filter((entry) => entry.form === form);
      const sure = whole.length ? whole : same;
      if (sure.length) return [...new Set(sure.map(({ unit }) => unit))];
    }
    if (kind === 'village') return [];
    // A village of a town with the town in front lies in it.
    const forms = nameForms(word, within);
    return units.filter(({ name }) =>
      nameForms(name, within).some((town) => forms.some((form) => isPartOf(form, town))),
    );
  };
  return (word) => {
    if (!known.has(word)) known.set(word, alike(word));
    return { exact: exactly.get(word) ?? [], alike: known.get(word)! };
  };
}

/** Whether a code that is no unit's may still belong to a unit of that name: another numbering, or a part of it. */
function mayBe(code: string, unit: Unit, kind: 'town' | 'village'): boolean {
  const own = readUnitCode(unit.code).code ?? '';
  if (!isOfficial(code) || !isOfficial(own)) return true;
  // A village's code names its town, and a district's code says nothing of the town.
  const figures = kind === 'town' ? 9 : 12;
  const above = code.replace(/(?:000)+$/u, '');
  return code.slice(0, figures) === own.slice(0, figures) || own.startsWith(above);
}

function candidatesOf(
  units: readonly Unit[],
  word: string,
  within: readonly string[],
  code: string | null,
): UnitMiss['candidates'] {
  const forms: UnitName[] = word ? nameForms(word, within).map(unitName) : [];
  return units
    .map((unit) => {
      const own = nameForms(unit.name, within).map(unitName);
      const score = Math.max(
        codeLikeness(code, unit),
        ...forms.flatMap((form) => own.map((name) => likeness(form, name))),
      );
      return { unit, score: Math.round(score * 100) / 100 };
    })
    .filter(({ score }) => score >= leastLikeness)
    .sort((a, b) => b.score - a.score)
    .slice(0, mostCandidates);
}

/** A code of a part of the unit makes it a candidate. */
function codeLikeness(code: string | null, unit: Unit): number {
  const own = readUnitCode(unit.code).code ?? '';
  if (code === null || !isOfficial(code) || !isOfficial(own)) return 0;
  return code.slice(0, 9) === own.slice(0, 9) ? 0.9 : 0;
}
