import { registerIds } from '../domain/registers';
import type { ReadOptions } from '../formats/format';
import type { Meaning } from '../formats/gridCells';
import type { Mapping } from '../pack/import';
import type { Target } from '../pack/make';
import type { Decisions } from '../pack/treat';
import type { Entering } from '../worker/importProtocol';

/** How a file goes in unless a person says otherwise: what is there already is updated, nothing is removed. */
export const usualEntering: Entering = { way: 'update', removals: false, except: [], decided: {} };

/** What a file waits for before it can be imported. */
export type Wait =
  | 'reading'
  | 'stopped'
  | 'columns'
  | 'coordinates'
  | 'rows'
  | 'findings'
  | 'comparison'
  | 'meaning'
  | 'gridCrs';

/** What a person decided of a file: enough to come to the same point again. */
export interface KeptFile {
  table: string | null;
  options: ReadOptions;
  target: Target;
  mapping: Mapping;
  decisions: Decisions;
  confirmed: boolean;
  entering: Entering;
  asOf: string;
  meaning: Meaning | null;
  gridCrs: string;
  band: number;
}

/** Whether a target has records that can be compared one by one. */
export const isRegister = (target: Target): boolean => registerIds.some((id) => id === target);

/** A column gives one field; one that is chosen again leaves the field it had. */
export function withColumn(mapping: Mapping, column: string, field: string | null): Mapping {
  const next = Object.fromEntries(
    Object.entries(mapping).map(([key, value]) => [key, value === column ? null : value]),
  );
  return field ? { ...next, [field]: column } : next;
}

/**
 * The decisions that still hold when fields have other columns: words of a class were those of the column before, and a
 * field that a column gives is no sum.
 */
export function decisionsOfColumns(
  decisions: Decisions,
  before: Mapping,
  after: Mapping,
): Decisions {
  const { classes = {}, sums = {}, ...rest } = decisions;
  const isSame = (field: string) => (before[field] ?? null) === (after[field] ?? null);
  const only = <Value>(all: Readonly<Record<string, Value>>, holds: (field: string) => boolean) =>
    Object.fromEntries(Object.entries(all).filter(([field]) => holds(field)));
  return { ...rest, classes: only(classes, isSame), sums: only(sums, (field) => !after[field]) };
}

/** What can be decided of a finding: mended, left out with its record, or kept as it is. */
export type FindingChoice = 'mends' | 'leftOut' | 'accepted';

/** The findings of one choice, with more of them or without some; one finding has one choice at most. */
export function withFindings(
  decisions: Decisions,
  choice: FindingChoice,
  keys: readonly string[],
  isChosen: boolean,
): Pick<Decisions, FindingChoice> {
  const some = new Set(keys);
  const without = (list: string | readonly string[] | undefined) =>
    typeof list === 'string' || !list ? [] : list.filter((key) => !some.has(key));
  const next = {
    mends: without(decisions.mends),
    leftOut: without(decisions.leftOut),
    accepted: without(decisions.accepted),
  };
  return isChosen ? { ...next, [choice]: [...next[choice], ...some] } : next;
}

/** What a word of a class column means; `null` keeps it unknown, `undefined` takes the decision back. */
export function withClass(
  { classes = {} }: Decisions,
  field: string,
  word: string,
  value: string | null | undefined,
): NonNullable<Decisions['classes']> {
  const rest = Object.entries(classes[field] ?? {}).filter(([key]) => key !== word);
  const words = value === undefined ? rest : [...rest, [word, value] as const];
  return { ...classes, [field]: Object.fromEntries(words) };
}

/** The columns that are added for a field; `null` adds them for none. */
export function withSum(
  { sums = {} }: Decisions,
  columns: readonly string[],
  field: string | null,
): NonNullable<Decisions['sums']> {
  const rest = Object.entries(sums).filter(([key, parts]) => {
    const isSame = parts.length === columns.length && parts.every((part) => columns.includes(part));
    return key !== field && !isSame;
  });
  return Object.fromEntries(field === null ? rest : [...rest, [field, [...columns]]]);
}

/** This moment, ISO 8601 with its zone. */
export const momentNow = (): string => new Date().toISOString();
