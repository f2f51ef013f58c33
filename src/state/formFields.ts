import * as v from 'valibot';
import type { Field } from '../domain/field';
import { registers, type RegisterId } from '../domain/registers';
import { keyOf } from '../pack/historyRecords';

/** Marks that follow from where a record comes from; no person sets them. */
const marks = ['synthetic', 'assumed'];

/** The fields of a register that a person fills in, in their order. */
export const formFields = (register: RegisterId): [string, Field][] =>
  Object.entries<Field>(registers[register].fields).filter(([key]) => !marks.includes(key));

const entriesOf = (register: RegisterId) =>
  (registers[register].schema as unknown as { entries: Record<string, v.GenericSchema> }).entries;

/** Whether a value may stand in a field of a register. */
export const accepts = (register: RegisterId, key: string, value: unknown): boolean => {
  const schema = entriesOf(register)[key];
  return schema !== undefined && v.is(schema, value);
};

/** The values of a new record: nothing is known but what a register asks of every record and nobody has to decide. */
export function blankValues(register: RegisterId, id: string): Record<string, unknown> {
  const usual: Record<string, unknown> = {
    name: '',
    synthetic: false,
    approximate: false,
    schematic: false,
    assumed: [],
    capacitySource: 'unknown',
    status: register === 'geohazards' ? 'active' : 'open',
    [keyOf(register)]: id,
  };
  const keys = Object.keys(registers[register].fields);
  return Object.fromEntries(keys.map((key) => [key, key in usual ? usual[key] : null]));
}
