import type { History, Step } from '../domain/history';
import type { RegisterId } from '../domain/registers';
import { isSame, type Entry } from './historyRecords';
import { undoneSteps } from './historyRead';

/** Stands for the place among the fields of a record. */
export const placeField = 'geometry';

/** Which step gave the values of one record, of the steps that are still in force. */
interface RecordOrigin {
  /** The step that the record came with; `null` where the history does not reach back so far. */
  came: Step | null;
  /** Fields that a later step gave, `geometry` among them. */
  later: Map<string, Step>;
}

/** Where the values of a register come from, by the number of their record. */
export type Origins = ReadonlyMap<string, RecordOrigin>;

const isBlank = (value: unknown): boolean =>
  value === null || value === undefined || (Array.isArray(value) && value.length === 0);

/** Fields that only say something about others and are never edited by themselves. */
const marks: ReadonlySet<string> = new Set(['assumed', 'synthetic', 'approximate', 'schematic']);

/**
 * Where the values of a register come from: for each record and field the last step that gave it. Steps that were taken
 * back count as never made; a step that changed the whole file leaves all origins before it unknown.
 */
export function originsOf(history: History, register: RegisterId): Origins {
  const undone = undoneSteps(history);
  const origins = new Map<string, RecordOrigin>();
  for (const step of history.steps) {
    // A step back gives no value of its own: the one of before is in force again.
    if (undone.has(step.id) || step.restores !== null) continue;
    if (step.files.some(({ dataset }) => dataset === register)) origins.clear();
    for (const { dataset, id, before, after } of step.changes) {
      if (dataset !== register) continue;
      if (!after) origins.delete(id);
      else if (!before) origins.set(id, { came: step, later: new Map() });
      else changeOrigin(origins, id, { before, after, step });
    }
  }
  return origins;
}

function changeOrigin(
  origins: Map<string, RecordOrigin>,
  id: string,
  { before, after, step }: { before: Entry; after: Entry; step: Step },
): void {
  const origin = origins.get(id) ?? { came: null, later: new Map<string, Step>() };
  origins.set(id, origin);
  const [was, is] = [before.properties, after.properties];
  for (const field of new Set([...Object.keys(was), ...Object.keys(is)]))
    if (!isSame(was[field] ?? null, is[field] ?? null)) origin.later.set(field, step);
  if (!isSame(before.geometry, after.geometry)) origin.later.set(placeField, step);
}

/** The step that gave a value; `null` where the history does not say. */
export function originOf(origins: Origins, id: string, field: string): Step | null {
  const origin = origins.get(id);
  return origin ? (origin.later.get(field) ?? origin.came) : null;
}

const isByHand = (step: Step | null | undefined): boolean =>
  step?.kind === 'edit' || step?.kind === 'mend';

/**
 * The fields of a record that a person gave by hand and no file has given since, `geometry` for its place. Blanks count
 * only where somebody emptied them.
 */
export function fieldsByHand(origins: Origins, id: string, entry: Entry): ReadonlySet<string> {
  const origin = origins.get(id);
  const found = new Set<string>();
  if (!origin) return found;
  for (const field of [...Object.keys(entry.properties), placeField]) {
    if (marks.has(field)) continue;
    const later = origin.later.get(field);
    const given = field === placeField || !isBlank(entry.properties[field]);
    if (later ? isByHand(later) : given && isByHand(origin.came)) found.add(field);
  }
  return found;
}
