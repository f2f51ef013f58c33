import type { Feature } from 'geojson';
import type { Field } from '../domain/field';
import { registerIds, registers } from '../domain/registers';
import { text } from '../domain/text';
import { idOf } from '../pack/historyRecords';
import { compareWith } from '../pack/keepImport';
import type { Pair } from '../pack/update';
import type { Compared, ComparedRecord, ImportQuestions } from './importProtocol';
import { treated } from './imports';
import { trailedPack } from './importKeep';

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
}: ImportQuestions['compare']['ask']): Promise<Compared> {
  const register = registerIds.find((id) => id === part.target);
  if (!register) throw new Error(`${part.target} is no register that could be compared.`);
  const { features } = await treated(part, against, today);
  const { mapping, entering } = part;
  const fields = Object.keys(mapping).filter((key) => mapping[key] !== null);
  const update = compareWith(await trailedPack(into), register, { features, fields, ...entering });
  const labels = registers[register].fields as Readonly<Record<string, Field>>;
  const record = (entry: Feature): ComparedRecord => ({
    id: idOf(register, entry),
    name: words(entry.properties?.name),
    key: null,
    movedMetres: null,
    fields: [],
  });
  const pair = ({ before, key, difference }: Pair): ComparedRecord => ({
    ...record(before),
    key,
    movedMetres: difference.movedMetres,
    fields: difference.fields.map(({ field, before: was, after }) => ({
      field,
      label: labels[field]?.label ?? text(field, field),
      before: words(was),
      after: words(after),
    })),
  });
  const { doubts } = update;
  const counted = ['new', 'gone', 'moved', 'changed', 'same', 'doubts'] as const;
  return {
    key: update.key,
    counts: Object.fromEntries(
      counted.map((list) => [list, update[list].length]),
    ) as Compared['counts'],
    new: update.new.slice(0, listedRecords).map(record),
    gone: update.gone.slice(0, listedRecords).map(record),
    moved: update.moved.slice(0, listedRecords).map(pair),
    changed: update.changed.slice(0, listedRecords).map(pair),
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
