import type { Field } from '../domain/field';
import { Failure } from '../domain/failure';
import { text, type Text } from '../domain/text';
import { RowSet } from '../formats/rowSet';
import type { SheetRow } from '../formats/sheet';
import type { Mapping } from './match';
import { maskPhonesIn } from './phones';
import { countIn } from './rowNotes';
import { withoutUnseen } from './words';

/** What words of class columns mean, by field and word; `null` keeps the value unknown on purpose. */
export type ClassDecisions = Readonly<Record<string, Readonly<Record<string, string | null>>>>;

/** A word of a class column that no list knows. */
export interface ClassWord {
  field: string;
  label: Text;
  /** As it stands in the cell, phones masked. */
  word: string;
  rows: number;
  /** First row. */
  row: number;
  options: { value: string; title: Text }[];
  /** What a person decided; `undefined` not yet. */
  decided?: string | null;
}

/** Words of one column that are listed; one with more of them holds no classes. */
const mostWords = 500;
/** Longer than any name of a class. */
const longestWord = 200;

/** The word of a class cell; `null` where it holds none that a person could decide about. */
function wordOf(raw: unknown): string | null {
  const word =
    typeof raw === 'number'
      ? String(raw)
      : typeof raw === 'string'
        ? withoutUnseen(raw).trim()
        : '';
  return word === '' || word.length > longestWord ? null : maskPhonesIn(word);
}

const own = <Value>(table: Readonly<Record<string, Value>> | undefined, key: string) =>
  table && Object.hasOwn(table, key) ? table[key] : undefined;

/** The class columns of a table while it is read: what was decided of their words, and which words nobody knows. */
export class ClassLog {
  #words = new Map<string, Map<string, { known: ClassWord; rows: RowSet }>>();
  /** Fields of the row being read whose cell says nothing that is known, and those that were decided. */
  #unread = new Set<string>();
  #decided = new Set<string>();

  /** @throws Failure when something was decided that is no class of its field */
  constructor(
    private readonly fields: Readonly<Record<string, Field>>,
    private readonly mapping: Mapping,
    private readonly decisions: ClassDecisions = {},
  ) {
    for (const [key, words] of Object.entries(decisions)) {
      const field = own(fields, key);
      for (const [word, value] of Object.entries(words))
        if (value !== null && own(field?.options, value) === undefined)
          throw notAClass(field?.label ?? text(key, key), word, value);
    }
  }

  /** What a person decided of a cell; `undefined` where nobody did. */
  decided(key: string, raw: unknown): string | number | null | undefined {
    const words = own(this.decisions, key);
    const word = words ? wordOf(raw) : null;
    const value = word === null ? undefined : own(words, word);
    if (value === undefined) return undefined;
    this.#decided.add(key);
    // Grades are numbers in the records, and numbers as keys of an object are text.
    return value !== null && /^\d+$/u.test(value) ? Number(value) : value;
  }

  /** Whether a person decided what the cell of a field means, in the row being read. */
  isDecided(key: string): boolean {
    return this.#decided.has(key);
  }

  /** A cell that is no class of its field; `isRead` where it was understood in another way. */
  mark(key: string, isRead: boolean): void {
    if (this.fields[key]?.kind !== 'option') return;
    if (isRead) this.#unread.delete(key);
    else this.#unread.add(key);
  }

  /** Counts the words of the row. */
  endRow({ row, values }: SheetRow): void {
    for (const key of new Set([...this.#unread, ...this.#decided])) {
      const column = this.mapping[key];
      const word = column ? wordOf(values[column]) : null;
      if (word !== null) this.#count(key, word, row);
    }
    this.#unread.clear();
    this.#decided.clear();
  }

  #count(key: string, word: string, row: number): void {
    const words = this.#words.get(key) ?? new Map<string, { known: ClassWord; rows: RowSet }>();
    this.#words.set(key, words);
    const found = words.get(word);
    if (found) {
      found.rows.add(row);
      return;
    }
    if (words.size === mostWords) return;
    const { label, options = {} } = this.fields[key]!;
    const choices = Object.entries(options).map(([value, { label: title }]) => ({ value, title }));
    const decided = own(own(this.decisions, key), word);
    const rows = new RowSet();
    rows.add(row);
    const known: ClassWord = {
      ...{ field: key, label, word, rows: 0, row, options: choices },
      ...(decided !== undefined && { decided }),
    };
    words.set(word, { known, rows });
  }

  /**
   * Words that no list knows, or that a person decided about, by field and in the order of their rows, with the number
   * of these rows that say them. A word of other rows only stays where a person decided about it.
   */
  among(rows: readonly number[]): ClassWord[] {
    return [...this.#words.values()].flatMap((words) =>
      [...words.values()].flatMap(({ known, rows: those }) => {
        const told = { ...known, rows: countIn(those, rows) };
        return told.rows || told.decided !== undefined ? told : [];
      }),
    );
  }
}

const notAClass = (label: Text, word: string, value: string) =>
  new Failure(
    text(
      `“${word}”不能认定为“${value}”：“${label['zh-CN']}”没有这一类。`,
      `“${word}” cannot mean “${value}”: “${label.en}” has no such class.`,
    ),
  );
