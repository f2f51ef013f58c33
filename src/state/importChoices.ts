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
  'reading' | 'columns' | 'coordinates' | 'rows' | 'comparison' | 'meaning' | 'gridCrs';

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

/** The repairs to carry out, with more of them or without some. */
export function withMends(
  { mends = [] }: Decisions,
  keys: readonly string[],
  carryOut: boolean,
): string[] {
  const chosen = new Set(mends === 'all' ? [] : mends);
  for (const key of keys) {
    if (carryOut) chosen.add(key);
    else chosen.delete(key);
  }
  return [...chosen];
}

/** This moment, ISO 8601 with its zone. */
export const momentNow = (): string => new Date().toISOString();
