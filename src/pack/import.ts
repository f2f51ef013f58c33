import type { Feature } from 'geojson';
import * as v from 'valibot';
import type { Field } from '../domain/field';
import { text, type Text } from '../domain/text';
import { ProblemLog } from '../formats/problemLog';
import { shown, type Problem, type Sheet, type SheetRow } from '../formats/sheet';
import type { Transform } from '../geo/crs';
import { complete } from './complete';
import { coordinatesNote } from './coordinatesNote';
import { dateOrder, type DateOrder } from './dates';
import { Kept } from './kept';
import type { Target } from './make';
import type { Mapping } from './match';
import { placeOf } from './place';
import { columnFactor, unitWords } from './quantity';
import { checkNumber, isNumbered } from './recordLimit';
import { importFields, targetGeometry, targetSchema } from './targets';
import type { UnitPlace } from './unitJoinPlace';
import { isUnknown, readValue } from './values';
import { normalWord } from './words';

export { guessRegister, matchColumns, type Mapping } from './match';
export { importFields, targets, targetTitle } from './targets';

/** What came out of a file. */
export interface Imported {
  /** Records that the schema of the target accepts, with their place. */
  features: Feature[];
  /** The row of each record. */
  rows: number[];
  /** Every row that was not imported (`error`) and every value that was changed or left unknown (`warning`). */
  problems: Problem[];
  /** All problems counted; the list holds the first of them, see {@link ProblemLog}. */
  log: ProblemLog;
  /** What was taken for granted for the whole file, as sentences. */
  assumed: Text[];
}

/** How the places of rows are found, where it is not WGS 84 degrees in their columns or geometries. */
export interface Placing {
  /** How coordinates are written; `null` for WGS 84 degrees as they stand. */
  transform?: Transform | null;
  /** Places of rows that have none of their own, by row: the outline of the town that they name. */
  places?: ReadonlyMap<number, UnitPlace>;
  /** How the places were found, as a sentence for the provenance. */
  note?: Text;
}

/**
 * Reads the rows of a file as records of a target. One bad row never stops a file: a row without a usable place or a
 * required value is listed and left out, an optional value that cannot be read is listed and kept as unknown.
 * @param mapping which column gives which field, as {@link matchColumns} proposes and a person confirmed
 */
export function readRecords(
  target: Target,
  sheet: Sheet,
  mapping: Mapping,
  {
    transform = null,
    places = new Map<number, UnitPlace>(),
    note = coordinatesNote(transform),
  }: Placing = {},
): Imported {
  const { rows } = sheet;
  checkNumber(target, rows.length);
  const fields = importFields(target);
  const before = ProblemLog.after(sheet).rows.error;
  const log = ProblemLog.after(sheet);
  const assumed: Text[] = [note, ...sheet.notes];
  const columns = columnsOf(fields, mapping, sheet, assumed);
  const used = new Set(Object.values(mapping));
  const left = sheet.columns.filter((column) => !used.has(column));
  if (left.length) {
    assumed.push(
      text(
        `没有对应的列，未读入：${left.join('、')}`,
        `columns that match no field and were not read: ${left.join(', ')}`,
      ),
    );
  }
  const counts = { fromArea: 0, flattened: 0 };
  const ids = new Set<string>();
  const kept = new Kept(target === 'residents');

  for (const row of rows) {
    if (before.has(row.row)) continue;
    if (isTotal(mapping.name ? row.values[mapping.name] : null)) {
      log.add({
        row: row.row,
        field: mapping.name ?? null,
        value: shown(row.values[mapping.name!]),
        level: 'warning',
        reason: text('是合计行，不是记录，没有导入', 'a row of totals is no record; not imported'),
      });
      continue;
    }
    const unit = places.get(row.row);
    const place = unit
      ? { geometry: unit.geometry, fromArea: false, flattened: false }
      : placeOf(row, mapping, targetGeometry(target), transform);
    if (!place.geometry) {
      const { field, value, reason } = place;
      log.add({ row: row.row, field, value, level: 'error', reason });
      continue;
    }
    const warnings: Problem[] = [];
    const record = readFields(row, columns, warnings);
    complete(target, record, { row, mapping, ids, warnings });
    if (unit?.approximate && 'approximate' in record) record.approximate = true;
    const missing = columns.find(({ key, field }) => field.required && record[key] === null);
    const checked = v.safeParse(targetSchema(target), record);
    if (missing || !checked.success) {
      log.add(refusal(row, missing, checked.issues?.[0]));
      continue;
    }
    if (isNumbered(target)) ids.add(String(record.id ?? record.code));
    for (const warning of warnings) log.add(warning);
    if (place.fromArea) counts.fromArea++;
    if (place.flattened) counts.flattened++;
    kept.add(place.geometry, checked.output, row.row);
  }

  if (counts.fromArea) {
    assumed.push(
      text(
        `${counts.fromArea} 条是面，取面内一点代表`,
        `${counts.fromArea} records are areas and stand at a point inside`,
      ),
    );
  }
  if (counts.flattened) {
    assumed.push(
      text(
        `${counts.flattened} 条带高程，没有读入`,
        `${counts.flattened} records carry heights, which were not read`,
      ),
    );
  }
  for (const problem of kept.farFromTheRest()) log.add(problem);
  const { features } = kept;
  return { features, rows: kept.rows, problems: log.problems, log, assumed };
}

const isTotal = (name: unknown): boolean =>
  typeof name === 'string' && /^(?:合计|总计|小计|共计|total|subtotal)$/u.test(normalWord(name));

interface MappedField {
  key: string;
  field: Field;
  column: string | null;
  factor: number | null;
  order: DateOrder | null;
}

/** Units in which one and the same quantity is met in registers; a column that names none deserves a word. */
export const doubtfulUnits = new Set(['m²', 'mu', 'm³', '10,000 yuan']);

function columnsOf(
  fields: Readonly<Record<string, Field>>,
  mapping: Mapping,
  { rows }: Sheet,
  assumed: Text[],
): MappedField[] {
  return Object.entries(fields).map(([key, field]) => {
    const column = mapping[key] ?? null;
    if (column !== null && field.kind === 'date') {
      const order = dateOrder(valuesOf(rows, column));
      if (order) assumed.push(orderNote(column, order));
      return { key, field, column, factor: 1, order };
    }
    if (column === null || !field.unit) return { key, field, column, factor: 1, order: null };
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
    return { key, field, column, factor, order: null };
  });
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

function readFields(
  { row, values }: SheetRow,
  columns: MappedField[],
  warnings: Problem[],
): Record<string, unknown> {
  const record: Record<string, unknown> = {};
  for (const { key, field, column, factor, order } of columns) {
    const raw = column === null ? null : values[column];
    const { value, reason } = readValue(field, raw, factor, order);
    record[key] = value;
    if (reason) warnings.push({ row, field: column, value: shown(raw), level: 'warning', reason });
  }
  return record;
}

function refusal(
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
