import type { Geometry } from 'geojson';
import { registers, type RegisterId } from '../domain/registers';
import { text, type Text } from '../domain/text';
import type { Finding, Mend } from '../pack/finding';
import { metresBetween } from '../pack/historyDifference';
import { idOf, isSame, keyOf, type Entry as Stored } from '../pack/historyRecords';
import type { Examined } from '../worker/editProtocol';
import { blankValues } from './formFields';
import { FormSteps } from './formSteps.svelte';

type Values = Readonly<Record<string, unknown>>;
type LngLat = [longitude: number, latitude: number];

/** Something that was typed and is no value: as it was written, and why not. */
interface Unread {
  written: string;
  reason: Text;
}

/** What a person has done in a form. */
interface Content {
  values: Values;
  geometry: Geometry | null;
  unread: Readonly<Record<string, Unread>>;
}

/** What is kept of a form that is not finished. */
export interface FormDraft {
  register: RegisterId;
  before: Stored | null;
  values: Values;
  geometry: Geometry | null;
  /** Corners of an outline that is not closed yet, degrees. */
  sketch?: readonly LngLat[];
}

const noPlace = text('还没有位置', 'There is no place yet');
const nowhere = {
  point: noPlace,
  'point-or-area': noPlace,
  area: text('还没有边界，请在图上画', 'There is no outline yet; draw it on the map'),
};

/** A place that was moved further than this may be a slip, metres. */
const farMetres = 1000;

/** A record while a person edits it: values, place, and what is to be said of them. */
export class RecordForm {
  values = $state.raw<Values>({});
  geometry = $state.raw<Geometry | null>(null);
  /** What was typed and is no value, by field; `place` for the coordinates. */
  unread = $state.raw<Readonly<Record<string, Unread>>>({});
  /** The corners that were set of an outline that is being drawn. */
  sketch = $state.raw<readonly LngLat[]>([]);
  examined = $state.raw<Examined | null>(null);
  readonly steps = new FormSteps<Content>();
  readonly register: RegisterId;
  readonly before: Stored | null;

  constructor({ register, before, values, geometry, sketch = [] }: FormDraft) {
    this.register = register;
    this.before = before;
    this.values = values;
    this.geometry = geometry;
    this.sketch = sketch;
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
    const { before, values, geometry, sketch } = this;
    if (Object.keys(this.unread).length || sketch.length) return true;
    return !before || !isSame(before.properties, values) || !isSame(before.geometry, geometry);
  });

  /** Whether anything would be lost without saving; of a new record that nobody has touched nothing would. */
  touched = $derived.by(() => {
    const { before, register, values, geometry, id } = this;
    if (before || geometry || this.sketch.length || Object.keys(this.unread).length)
      return this.changed;
    return !isSame(values, blankValues(register, id));
  });

  /** How far the place was moved, metres, where that may be a slip; areas by their representative points. */
  moved = $derived.by<number | null>(() => {
    const { before, after } = this;
    const metres = before && after ? metresBetween(before, after) : 0;
    return metres > farMetres ? metres : null;
  });

  /** Fields whose values are not those of the record as it was opened. */
  isChanged = (key: string): boolean =>
    this.before !== null && !isSame(this.before.properties[key] ?? null, this.values[key] ?? null);

  wrong = $derived.by<Examined['wrong']>(() => {
    const unread = Object.entries(this.unread).map(([field, { reason }]) => ({
      field: field === 'place' ? null : field,
      reason,
    }));
    const missing =
      this.geometry || 'place' in this.unread
        ? []
        : [{ field: null, reason: nowhere[registers[this.register].geometry] }];
    return [...unread, ...missing, ...(this.examined?.wrong ?? [])];
  });

  findings = $derived<Finding[]>(this.examined?.findings ?? []);

  get #content(): Content {
    const { values, geometry, unread } = this;
    return { values, geometry, unread };
  }

  #show({ values, geometry, unread }: Content) {
    this.values = values;
    this.geometry = geometry;
    this.unread = unread;
  }

  /** Takes the last change back, or makes it again; an open sketch stays. */
  turn(way: 'undo' | 'redo') {
    const content = this.steps[way](this.#content);
    if (content) this.#show(content);
  }

  /** Sets a value; one that was assumed no longer is once a person has given it. */
  set(key: string, value: unknown) {
    if (isSame(this.values[key], value) && !(key in this.unread)) return;
    this.steps.before(this.#content, key);
    const { assumed } = this.values;
    const left = Array.isArray(assumed) ? assumed.filter((each) => each !== key) : assumed;
    this.unread = without(this.unread, key);
    this.values = { ...this.values, [key]: value, ...(assumed !== undefined && { assumed: left }) };
  }

  /** Keeps what was typed and is no value, and the sentence for it; the value before stays. */
  refuse(key: string, written: string, reason: Text) {
    this.steps.before(this.#content, key);
    this.unread = { ...this.unread, [key]: { written, reason } };
  }

  /** Puts the record at a place; moves that follow one another are one step until they are settled. */
  place(place: LngLat) {
    const coordinates = place.map((degrees) => Math.round(degrees * 1e6) / 1e6);
    this.shape({ type: 'Point', coordinates });
  }

  shape(geometry: Geometry) {
    if (isSame(this.geometry, geometry) && !('place' in this.unread)) return;
    this.steps.before(this.#content, 'place');
    this.unread = without(this.unread, 'place');
    this.geometry = geometry;
  }

  /** Carries out a repair that leaves the record standing. */
  mend({ after }: Mend) {
    if (!after) return;
    this.steps.settle();
    this.steps.before(this.#content, 'mend');
    this.steps.settle();
    this.values = { ...this.values, ...after.properties };
    this.geometry = after.geometry;
  }

  get draft(): FormDraft {
    const { register, before, values, geometry, sketch } = this;
    return { register, before, values, geometry, sketch };
  }
}

function without<Value>(
  values: Readonly<Record<string, Value>>,
  key: string,
): Readonly<Record<string, Value>> {
  return Object.fromEntries(Object.entries(values).filter(([each]) => each !== key));
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
