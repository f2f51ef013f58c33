import { geohazardFields } from '../domain/geohazard';
import { registers } from '../domain/registers';
import { shelterFields } from '../domain/shelter';
import { text, type Text } from '../domain/text';
import type { Column, Table } from './define';

/** The rows of a table: of each record what its columns name; yes and no become words that a column can label. */
export const rowsOf = (columns: readonly Column[], records: readonly object[]): Table['rows'] =>
  records.map((record) => {
    const values = record as Record<string, unknown>;
    return Object.fromEntries(
      columns.map(({ key }) => {
        const value = values[key];
        if (typeof value === 'number' || typeof value === 'string') return [key, value];
        return [key, typeof value === 'boolean' ? String(value) : null];
      }),
    );
  });

/** Name of the row for what lies outside every town; its code is empty. */
export const outsideEveryTown = text('各镇街之外', 'Outside every town');

/** A column of town names says that row in the reader's language. */
export const outsideOptions = { [outsideEveryTown['zh-CN']]: outsideEveryTown };

export const yesNoOptions = { true: text('是', 'Yes'), false: text('否', 'No') };

export const registerOptions: Readonly<Record<string, Text>> = Object.fromEntries(
  Object.entries(registers).map(([id, { title }]) => [id, title]),
);

/** The status of a shelter or a hazard site; what `closed` means depends on the register, so the ids name it. */
export const statusColumn: Column = {
  key: 'status',
  label: text('状态', 'Status'),
  kind: 'text',
  options: Object.fromEntries(
    Object.entries({ shelters: shelterFields, geohazards: geohazardFields }).flatMap(
      ([register, { status }]) =>
        Object.entries(status.options ?? {}).map(([id, { label }]) => [`${register}.${id}`, label]),
    ),
  ),
};

/** A record as {@link statusColumn} reads it. */
export const withStatus = <Found extends { register: string; status: string | null }>(
  found: Found,
): Found => ({ ...found, status: found.status && `${found.register}.${found.status}` });
