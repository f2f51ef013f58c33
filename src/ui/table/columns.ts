import type { Field } from '../../domain/field';
import { registers } from '../../domain/registers';
import type { Locale } from '../../domain/text';
import type { TableId } from '../../state/view.svelte';
import type { Entry } from '../../worker/protocol';
import { shownValue } from '../details/shownValue';
import { layerOf } from '../parts/layerOf';

/** One column of a register's table. */
export interface Column {
  key: string;
  field: Field;
  /** Numbers stand at the right and are sorted from the largest first. */
  numeric: boolean;
}

const column = ([key, field]: [string, Field]): Column => ({
  key,
  field,
  numeric: field.kind === 'number' || field.kind === 'integer',
});

/** Every column of a register, as a file has them. */
export const everyColumn = (table: TableId): Column[] =>
  Object.entries(registers[table].fields as Record<string, Field>).map(column);

/** The columns that the table shows: those its layer names, else the first eight. */
export function shownColumns(table: TableId): Column[] {
  const every = everyColumn(table);
  return (
    layerOf(table)?.columns?.flatMap((key) => every.filter((each) => each.key === key)) ??
    every.slice(0, 8)
  );
}

/** Whether a shown value of the record contains the words, whatever their case; no words match every record. */
export function matches(
  { properties }: Entry,
  columns: readonly Column[],
  words: string,
  locale: Locale,
): boolean {
  const wanted = words.trim().toLowerCase();
  return (
    !wanted ||
    columns.some(({ key, field }) =>
      shownValue(field, properties[key], locale)?.toLowerCase().includes(wanted),
    )
  );
}
