import type { RegisterId } from '../domain/registers';
import type { Origins } from './historyOrigins';
import { isSame, type Entry } from './historyRecords';
import type { Way } from './update';

/** How a record of the pack meets the one of a file. */
export interface Meeting {
  way: Way;
  /** Fields that the file has columns for; all when left out. */
  fields?: readonly string[] | undefined;
  /** Where the values of the pack come from. */
  origins: Origins;
  /** Fields of the record that were edited by hand, `geometry` for its place. */
  byHand: ReadonlySet<string>;
  /** Whether the file takes the place of what was edited by hand. */
  overwrite: boolean;
}

/** How a record stands after an update, and why it does not say simply what the file says. */
export interface Taken {
  after: Entry;
  /** Fields that the file leaves blank, only assumes or has no say in, and the pack knows: they stay. */
  kept: string[];
  /** Fields that changed because another one did, and from which they follow. */
  followed: { field: string; from: string[] }[];
  /** Fields that a replacing file does not give: they become unknown. */
  emptied: string[];
  /** Fields edited by hand of which the file says something else. */
  handKept: string[];
  handOverwritten: string[];
}

export const isBlank = (value: unknown): boolean =>
  value === null || value === undefined || (Array.isArray(value) && value.length === 0);
export const assumedIn = ({ properties }: Entry): string[] =>
  Array.isArray(properties.assumed) ? (properties.assumed as string[]) : [];

/** One record while it is put together. */
export class Taking {
  readonly properties: Record<string, unknown>;
  readonly kept: string[] = [];
  readonly followed: Taken['followed'] = [];
  readonly emptied: string[] = [];
  readonly handKept: string[] = [];
  readonly handOverwritten: string[] = [];
  /** Fields whose value is that of the file. */
  readonly taken = new Set<string>();

  constructor(
    readonly register: RegisterId,
    readonly before: Entry,
    readonly incoming: Entry,
    readonly meeting: Meeting,
  ) {
    this.properties = { ...before.properties };
  }

  was = (field: string) => this.before.properties[field] ?? null;
  is = (field: string) => this.incoming.properties[field] ?? null;
  inFile = (field: string) => this.meeting.fields?.includes(field) !== false;
  says = (field: string) => !isBlank(this.is(field));
  changed = (field: string) => !isSame(this.properties[field] ?? null, this.was(field));

  /** Gives a field another value, unless a person edited it by hand and the file shall not take its place. */
  put(field: string, value: unknown, { binding = false } = {}): boolean {
    if (isSame(value ?? null, this.was(field))) {
      this.taken.add(field);
      return false;
    }
    if (this.meeting.byHand.has(field)) {
      const keeps = !this.meeting.overwrite && !binding;
      (keeps ? this.handKept : this.handOverwritten).push(field);
      if (keeps) return false;
    }
    this.properties[field] = value;
    this.taken.add(field);
    return true;
  }

  /** A column of the file: a blank or a mere assumption leaves what is known, but where the file replaces. */
  take(field: string): void {
    const { way } = this.meeting;
    const guessed =
      assumedIn(this.incoming).includes(field) && !assumedIn(this.before).includes(field);
    // A state that nobody wrote down opens no shelter that was closed, whichever way the file goes in.
    const leaves = guessed || (way !== 'replace' && !this.says(field));
    if (leaves && !isBlank(this.was(field))) {
      if (!isSame(this.was(field), this.is(field))) this.kept.push(field);
    } else if (this.incoming.properties[field] !== undefined) {
      const emptied = !this.says(field) && !isBlank(this.was(field));
      if (this.put(field, this.is(field)) && emptied) this.emptied.push(field);
    }
  }
}
