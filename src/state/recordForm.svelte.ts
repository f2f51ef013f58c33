import type { Geometry } from 'geojson';
import * as v from 'valibot';
import type { Field } from '../domain/field';
import { registers, type RegisterId } from '../domain/registers';
import { text, type Text } from '../domain/text';
import type { Finding, Mend } from '../pack/finding';
import { idOf, isSame, keyOf, type Entry as Stored } from '../pack/historyRecords';
import type { Examined } from '../worker/editProtocol';

type Values = Readonly<Record<string, unknown>>;
type LngLat = [longitude: number, latitude: number];

/** What is kept of a form that is not finished. */
export interface FormDraft {
  register: RegisterId;
  before: Stored | null;
  values: Values;
  geometry: Geometry | null;
}

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

/** The values of a new record: nothing is known but what a register asks of every record. */
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

/** A record while a person edits it: values, place, and what is to be said of them. */
export class RecordForm {
  values = $state.raw<Values>({});
  geometry = $state.raw<Geometry | null>(null);
  /** What was typed and is no value, by field; `place` for the coordinates. */
  unread = $state.raw<Readonly<Record<string, Text>>>({});
  examined = $state.raw<Examined | null>(null);
  readonly register: RegisterId;
  readonly before: Stored | null;

  constructor({ register, before, values, geometry }: FormDraft) {
    this.register = register;
    this.before = before;
    this.values = values;
    this.geometry = geometry;
  }

  /** A form for a record that is there. */
  static of = (register: RegisterId, before: Stored) =>
    new RecordForm({ register, before, values: before.properties, geometry: before.geometry });

  /** A form for a new record. */
  static blank = (register: RegisterId, id: string) =>
    new RecordForm({ register, before: null, values: blankValues(register, id), geometry: null });

  /** The record as it would be saved; `null` while it has no place. */
  after = $derived.by<Stored | null>(() => {
    const { before, geometry, values } = this;
    if (!geometry) return null;
    const properties = { ...values };
    return { ...(before ?? { type: 'Feature' as const }), geometry, properties };
  });

  id = $derived.by(() => {
    const { [keyOf(this.register)]: id } = this.values;
    return typeof id === 'string' ? id : '';
  });

  name = $derived(typeof this.values.name === 'string' ? this.values.name : '');

  /** Whether there is anything to save. */
  changed = $derived.by(() => {
    const { before, values, geometry } = this;
    if (Object.keys(this.unread).length) return true;
    return !before || !isSame(before.properties, values) || !isSame(before.geometry, geometry);
  });

  /** Fields whose values are not those of the record as it was opened. */
  isChanged = (key: string): boolean =>
    this.before !== null && !isSame(this.before.properties[key] ?? null, this.values[key] ?? null);

  wrong = $derived.by<Examined['wrong']>(() => {
    const unread = Object.entries(this.unread).map(([field, reason]) => ({
      field: field === 'place' ? null : field,
      reason,
    }));
    const missing =
      this.geometry || 'place' in this.unread
        ? []
        : [{ field: null, reason: text('还没有位置', 'There is no place yet') }];
    return [...unread, ...missing, ...(this.examined?.wrong ?? [])];
  });

  findings = $derived<Finding[]>(this.examined?.findings ?? []);

  /** Sets a value; one that was assumed no longer is once a person has given it. */
  set(key: string, value: unknown) {
    const { assumed } = this.values;
    const left = Array.isArray(assumed) ? assumed.filter((each) => each !== key) : assumed;
    const unread = { ...this.unread };
    delete unread[key];
    this.unread = unread;
    this.values = { ...this.values, [key]: value, ...(assumed !== undefined && { assumed: left }) };
  }

  /** Keeps the sentence for something typed that is no value; the value before stays. */
  refuse(key: string, reason: Text) {
    this.unread = { ...this.unread, [key]: reason };
  }

  place(place: LngLat) {
    const coordinates = place.map((degrees) => Math.round(degrees * 1e6) / 1e6);
    this.shape({ type: 'Point', coordinates });
  }

  shape(geometry: Geometry) {
    const unread = { ...this.unread };
    delete unread.place;
    this.unread = unread;
    this.geometry = geometry;
  }

  /** Carries out a repair that leaves the record standing. */
  mend({ after }: Mend) {
    if (!after) return;
    this.values = { ...this.values, ...after.properties };
    this.geometry = after.geometry;
  }

  get draft(): FormDraft {
    const { register, before, values, geometry } = this;
    return { register, before, values, geometry };
  }
}

/** Whether something that was kept is a form of today's kind. */
export function isFormDraft(content: unknown): content is FormDraft {
  if (typeof content !== 'object' || content === null) return false;
  const { register, before, values } = content as Partial<FormDraft>;
  return (
    typeof register === 'string' &&
    register in registers &&
    typeof values === 'object' &&
    (before === null || (typeof before === 'object' && idOf(register, before) !== ''))
  );
}
