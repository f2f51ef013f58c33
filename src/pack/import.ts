import type { Feature, Point } from 'geojson';
import * as v from 'valibot';
import type { Field } from '../domain/field';
import { text, type Text } from '../domain/text';
import { shown, type Problem, type Sheet, type SheetRow } from '../formats/sheet';
import { complete } from './complete';
import { dateOrder, type DateOrder } from './dates';
import type { Target } from './make';
import type { Mapping } from './match';
import { farFromTheRest } from './outliers';
import { placeOf } from './place';
import { columnFactor, unitWords } from './quantity';
import { importFields, targetGeometry, targetSchema } from './targets';
import { isUnknown, readValue } from './values';

export { guessRegister, matchColumns, type Mapping } from './match';
export { importFields, targets, targetTitle } from './targets';

/** What came out of a file. */
export interface Imported {
  /** Records that the schema of the target accepts, with their place. */
  features: Feature[];
  /** Every row that was not imported (`error`) and every value that was changed or left unknown (`warning`). */
  problems: Problem[];
  /** What was taken for granted for the whole file, as sentences. */
  assumed: Text[];
}

/**
 * Reads the rows of a file as records of a target. One bad row never stops a file: a row without a usable place or a
 * required value is listed and left out, an optional value that cannot be read is listed and kept as unknown.
 * @param mapping which column gives which field, as {@link matchColumns} proposes and a person confirmed
 */
export function readRecords(target: Target, sheet: Sheet, mapping: Mapping): Imported {
  const { rows } = sheet;
  const fields = importFields(target);
  const problems = [...sheet.problems];
  const broken = new Set(problems.filter(({ level }) => level === 'error').map(({ row }) => row));
  const assumed: Text[] = [
    text(
      '坐标按 WGS 84 经纬度读取，未作转换',
      'coordinates are taken as WGS 84 degrees, without conversion',
    ),
  ];
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
  const kept: { feature: Feature; row: number }[] = [];

  for (const row of rows) {
    if (broken.has(row.row)) continue;
    const place = placeOf(row, mapping, targetGeometry(target));
    if (!place.geometry) {
      const { field, value, reason } = place;
      problems.push({ row: row.row, field, value, level: 'error', reason });
      continue;
    }
    const warnings: Problem[] = [];
    const record = readFields(row, columns, warnings);
    complete(target, record, { row, mapping, ids, warnings });
    const missing = columns.find(({ key, field }) => field.required && record[key] === null);
    const checked = v.safeParse(targetSchema(target), record);
    if (missing || !checked.success) {
      problems.push(refusal(row, missing, checked.issues?.[0]));
      continue;
    }
    ids.add(String(record.id ?? record.code));
    problems.push(...warnings);
    if (place.fromArea) counts.fromArea++;
    if (place.flattened) counts.flattened++;
    kept.push({
      feature: {
        type: 'Feature',
        geometry: place.geometry,
        properties: checked.output,
      },
      row: row.row,
    });
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
  problems.push(...farFromTheRest(kept.filter(isPoint)));
  problems.sort((a, b) => a.row - b.row);
  return { features: kept.map(({ feature }) => feature), problems, assumed };
}

const isPoint = (entry: {
  feature: Feature;
  row: number;
}): entry is { feature: Feature<Point>; row: number } => entry.feature.geometry.type === 'Point';

interface MappedField {
  key: string;
  field: Field;
  column: string | null;
  factor: number | null;
  order: DateOrder | null;
}

/** Units in which one and the same quantity is met in registers; a column that names none deserves a word. */
const doubtful = new Set(['m²', 'mu', 'm³', '10,000 yuan']);

function columnsOf(
  fields: Readonly<Record<string, Field>>,
  mapping: Mapping,
  { rows }: Sheet,
  assumed: Text[],
): MappedField[] {
  return Object.entries(fields).map(([key, field]) => {
    const column = mapping[key] ?? null;
    if (column !== null && field.kind === 'date') {
      const order = dateOrder(Array.from(rows, ({ values }) => values[column]));
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
    } else if (!unitWords(field, column).length && doubtful.has(en)) {
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
