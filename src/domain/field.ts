import type { Text } from './text';

/**
 * What one column of a record is, for people: its label, unit and where its meaning comes from. Forms, details,
 * tables, exports and the matching of imported columns are all made from it.
 */
export interface Field {
  label: Text;
  /** How the value is read and shown. `phone` and `person` are masked until asked. */
  kind:
    | 'text'
    | 'number'
    | 'integer'
    | 'boolean'
    | 'date'
    | 'option'
    | 'options'
    | 'phone'
    | 'person'
    | 'substances';
  /** Unit of a number as it is stored, for example `m²`. */
  unit?: Text;
  /** Values of an `option` field with their labels, and the words that ledgers use for them. */
  options?: Readonly<Record<string, Option>>;
  /** Other names of the column in real ledgers, simplified and traditional Chinese and English. */
  aliases?: readonly string[];
  /** Standard and clause, or the register, that gives the field its meaning. */
  source?: Text;
  /** A record without it cannot be used. */
  required?: boolean;
  /** Lowest and highest value that make sense, in the field's unit. */
  min?: number;
  max?: number;
}

export interface Option {
  label: Text;
  aliases?: readonly string[];
}

/** One field for every property of a record; a missing or misspelt one does not compile. */
export type FieldsOf<Entry> = { readonly [Key in keyof Entry]-?: Field };
