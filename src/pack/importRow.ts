import type { Field } from '../domain/field';
import * as v from 'valibot';
import { text, type Text } from '../domain/text';
import { shown, type Problem, type Sheet, type SheetRow } from '../formats/sheet';
import type { ClassLog } from './classDecisions';
import { dateOrder, type DateOrder } from './dates';
import type { Mapping } from './match';
import type { SumDecisions } from './partSums';
import { columnFactor, unitWords } from './quantity';
import { isUnknown, readValue } from './values';

/** A field of a target with the column that gives it, and how its values are written. */
export interface MappedField {
  key: string;
  field: Field;
  column: string | null;
  factor: number | null;
  order: DateOrder | null;
  /** Columns that are added for the field, where a person said so; else none. */
  parts: readonly { column: string; factor: number | null }[];
}

/** Units in which one and the same quantity is met in registers; a column that names none deserves a word. */
export const doubtfulUnits = new Set(['m²', 'mu', 'm³', '10,000 yuan']);

/**
 * The columns of a table by the fields that they give.
 * @param assumed takes what is taken for granted of their units and dates
 */
export function columnsOf(
  fields: Readonly<Record<string, Field>>,
  mapping: Mapping,
  { rows }: Sheet,
  assumed: Text[],
  sums: SumDecisions = {},
): MappedField[] {
  return Object.entries(fields).map(([key, field]): MappedField => {
    const column = mapping[key] ?? null;
    const one = { key, field, column, factor: 1, order: null, parts: [] };
    const added = Object.hasOwn(sums, key) ? sums[key] : undefined;
    if (added) {
      const parts = added.map((part) => ({ column: part, factor: unitOf(field, part, assumed) }));
      return { ...one, parts };
    }
    if (column !== null && field.kind === 'date') {
      const order = dateOrder(valuesOf(rows, column));
      if (order) assumed.push(orderNote(column, order));
      return { ...one, order };
    }
    if (column === null || !field.unit) return one;
    return { ...one, factor: unitOf(field, column, assumed) };
  });
}

/** How many of the field's unit one of the column's is; what nobody can be sure of is said. */
function unitOf(field: Field, column: string, assumed: Text[]): number | null {
  if (!field.unit) return 1;
  const factor = columnFactor(field, column);
  const { 'zh-CN': zh, en } = field.unit;
  if (factor === null) {
    assumed.push(
      text(
        `列“${column}”括号里不是认得的单位，没有写单位的数按未知`,
        `the brackets of column “${column}” hold no unit that is known; numbers without one are unknown`,
      ),
    );
  } else if (!unitWords(field, column).length && doubtfulUnits.has(en)) {
    assumed.push(
      text(
        `列“${column}”没有写单位，按 ${zh} 读取`,
        `column “${column}” names no unit; read as ${en}`,
      ),
    );
  }
  return factor;
}

function* valuesOf(rows: Sheet['rows'], column: string): Generator<unknown> {
  for (const { values } of rows) yield values[column];
}

const orderNote = (column: string, order: DateOrder): Text =>
  order === 'month-first'
    ? text(
        `列“${column}”的日期按月/日/年读取`,
        `dates of column “${column}” are read as month/day/year`,
      )
    : text(
        `列“${column}”的日期按日/月/年读取`,
        `dates of column “${column}” are read as day/month/year`,
      );

/** Every field of a row; what could not be read is unknown, with a warning, unless a person said what a class means. */
export function readFields(
  { row, values }: SheetRow,
  columns: readonly MappedField[],
  warnings: Problem[],
  classes: ClassLog,
): Record<string, unknown> {
  const record: Record<string, unknown> = {};
  for (const { key, field, column, factor, order, parts } of columns) {
    if (parts.length) {
      record[key] = readSum(row, values, field, parts, warnings);
      continue;
    }
    const raw = column === null ? null : values[column];
    const decided = column === null ? undefined : classes.decided(key, raw);
    if (decided !== undefined) {
      record[key] = decided;
      continue;
    }
    const { value, reason } = readValue(field, raw, factor, order);
    record[key] = value;
    if (reason) classes.mark(key, false);
    if (reason) warnings.push({ row, field: column, value: shown(raw), level: 'warning', reason });
  }
  return record;
}

/** The sum of several columns; unknown, with a warning, where one of them is not known and another is. */
function readSum(
  row: number,
  values: SheetRow['values'],
  field: Field,
  parts: MappedField['parts'],
  warnings: Problem[],
): number | null {
  if (parts.every(({ column }) => isUnknown(values[column]))) return null;
  let sum: number | null = 0;
  for (const { column, factor } of parts) {
    const raw = values[column];
    const { value, reason } = readValue(field, raw, factor);
    const why = isUnknown(raw) ? blankPart : reason;
    if (why)
      warnings.push({ row, field: column, value: shown(raw), level: 'warning', reason: why });
    sum = sum === null || typeof value !== 'number' ? null : sum + value;
  }
  // What is added in binary shows its last figures otherwise.
  return sum === null ? null : Number(sum.toPrecision(12));
}

const blankPart = text(
  '空着，几列之和按未知；没有就填 0',
  'empty, so the sum of the columns is unknown; write 0 where there is none',
);

/** Why a row gives no record. */
export function refusal(
  { row, values }: SheetRow,
  missing: MappedField | undefined,
  issue: v.BaseIssue<unknown> | undefined,
): Problem {
  if (missing) {
    const { column, field } = missing;
    const raw = column === null ? '' : values[column];
    const { 'zh-CN': zh, en } = field.label;
    return {
      row,
      field: column,
      value: shown(raw),
      level: 'error',
      reason: isUnknown(raw)
        ? text(`缺少“${zh}”，没有导入`, `“${en}” is missing; not imported`)
        : text(`“${zh}”读不出来，没有导入`, `“${en}” cannot be read; not imported`),
    };
  }
  return {
    row,
    field: issue ? v.getDotPath(issue) : null,
    value: shown(issue?.input),
    level: 'error',
    reason: text('不符合这一图层的要求，没有导入', 'not as this layer asks; not imported'),
  };
}
