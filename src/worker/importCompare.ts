import type { Feature } from 'geojson';
import type { Field } from '../domain/field';
import { registerIds, registers, type RegisterId } from '../domain/registers';
import { text, type Text } from '../domain/text';
import { metresBetween } from '../pack/historyDifference';
import { placeField } from '../pack/historyOrigins';
import { idOf } from '../pack/historyRecords';
import { fieldsGiven } from '../pack/importSource';
import { compareWith } from '../pack/keepImport';
import type { Pair, RegisterUpdate } from '../pack/update';
import type { Compared, ComparedRecord } from './compareProtocol';
import type { ImportQuestions } from './importProtocol';
import { treated } from './importTreated';
import { stateOf, trailedPack } from './importKeep';

/** Records that each list of a comparison shows. */
const listedRecords = 200;

const words = (value: unknown): string =>
  value === null || value === undefined
    ? ''
    : typeof value === 'string' || typeof value === 'number'
      ? String(value)
      : JSON.stringify(value);

/** What a file would change in the register that it goes into. */
export async function compare({
  part,
  against,
  into,
  today,
  beside,
}: ImportQuestions['compare']['ask']): Promise<Compared> {
  const register = registerIds.find((id) => id === part.target);
  if (!register) throw new Error(`${part.target} is no register that could be compared.`);
  const result = await treated(part, against, today, undefined, beside);
  const { features } = result;
  const { mapping, entering } = part;
  const fields = fieldsGiven(mapping, result);
  const pack = await trailedPack(into);
  return {
    state: stateOf(pack),
    ...listUpdate(compareWith(pack, register, { features, fields, ...entering })),
  };
}

const isByHand = ({ handKept, handOverwritten }: Pair) =>
  handKept.length + handOverwritten.length > 0;

/** A comparison as it is shown: how many records of each kind there are, and the first of them. */
function listUpdate(update: RegisterUpdate): Omit<Compared, 'state'> {
  const { register, doubts, moved, changed, same, goneByHand } = update;
  const paired = [...moved, ...changed, ...same];
  const byHand = paired.filter(isByHand);
  const pairs = (list: readonly Pair[]) =>
    list.slice(0, listedRecords).map((pair) => pairOf(register, pair));
  const counted = ['new', 'gone', 'moved', 'changed', 'same', 'doubts'] as const;
  const counts = Object.fromEntries(counted.map((list) => [list, update[list].length]));
  return {
    key: update.key,
    counts: { ...counts, byHand: byHand.length } as Compared['counts'],
    kept: paired.reduce((sum, { kept }) => sum + kept.length, 0),
    emptied: emptiedOf(register, paired),
    new: update.new.slice(0, listedRecords).map((entry) => recordOf(register, entry)),
    gone: update.gone.slice(0, listedRecords).map((entry) => ({
      ...recordOf(register, entry),
      edited: goneByHand.has(idOf(register, entry)),
    })),
    moved: pairs(moved),
    changed: pairs(changed),
    byHand: pairs(byHand),
    doubts: doubts.slice(0, listedRecords).map(({ after, candidates, reason }) => ({
      id: idOf(register, after),
      name: words(after.properties.name),
      reason,
      candidates: candidates.map(({ before, metres }) => ({
        id: idOf(register, before),
        name: words(before.properties.name),
        metres,
      })),
    })),
  };
}

function labelOf(register: RegisterId, field: string): Text {
  if (field === placeField) return text('位置', 'Position');
  const labels = registers[register].fields as Readonly<Record<string, Field>>;
  return labels[field]?.label ?? text(field, field);
}

const recordOf = (register: RegisterId, entry: Feature): ComparedRecord => ({
  id: idOf(register, entry),
  name: words(entry.properties?.name),
  key: null,
  movedMetres: null,
  fields: [],
  kept: [],
  byHand: [],
  edited: false,
});

function pairOf(register: RegisterId, pair: Pair): ComparedRecord {
  const { before, incoming, key, difference, followed, kept, handKept, handOverwritten } = pair;
  const label = (field: string) => labelOf(register, field);
  const cause = new Map(followed.map(({ field, from }) => [field, from.map(label)]));
  const edited = [
    ...handKept.map((field) => ({ field, stays: true })),
    ...handOverwritten.map((field) => ({ field, stays: false })),
  ];
  return {
    ...recordOf(register, before),
    key,
    movedMetres: difference.movedMetres,
    fields: difference.fields.map(({ field, before: was, after }) => ({
      ...{ field, label: label(field), before: words(was), after: words(after) },
      from: cause.get(field) ?? [],
    })),
    kept: kept.map(label),
    byHand: edited.map(({ field, stays }) => ({
      ...{ field, label: label(field), stays },
      before: words(before.properties[field]),
      after: words(incoming.properties[field]),
      movedMetres: field === placeField ? metresBetween(before, incoming) : null,
    })),
  };
}

/** How many values a replacing file empties, by field. */
function emptiedOf(register: RegisterId, pairs: readonly Pair[]): Compared['emptied'] {
  const counts = new Map<string, number>();
  for (const field of pairs.flatMap(({ emptied }) => emptied))
    counts.set(field, (counts.get(field) ?? 0) + 1);
  return [...counts].map(([field, count]) => ({ label: labelOf(register, field), count }));
}
