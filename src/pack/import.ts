import type { Feature } from 'geojson';
import * as v from 'valibot';
import { text, type Text } from '../domain/text';
import { mostListed, ProblemLog } from '../formats/problemLog';
import { shown, type Problem, type Sheet, type SheetRow } from '../formats/sheet';
import type { Transform } from '../geo/crs';
import { RowNotes } from './rowNotes';
import { complete } from './complete';
import { coordinatesNote } from './coordinatesNote';
import { ClassLog, type ClassDecisions, type ClassWord } from './classDecisions';
import type { RowWords } from './finding';
import { columnsOf, readFields, refusal } from './importRow';
import { Kept } from './kept';
import type { Target } from './make';
import type { Mapping } from './match';
import { checkSums, partSums, sumNote, type PartSum, type SumDecisions } from './partSums';
import { placeOf } from './place';
import { hasUnseen } from './placeCells';
import { checkNumber, isNumbered } from './recordLimit';
import { importFields, targetGeometry, targetSchema } from './targets';
import type { UnitPlace } from './unitJoinPlace';
import { isRunning } from './runningNumber';
import { isUnknown } from './values';
import { normalWord } from './words';

export { doubtfulUnits } from './importRow';
export { guessRegister, matchColumns, proposeMapping, type Mapping } from './match';
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
  /** What the rows of the listed problems say of their records. */
  words: ReadonlyMap<number, RowWords>;
  /** Words of class columns that no list knows, or that a person decided about. */
  classWords: ClassWord[];
  /** Columns that are parts of one amount. */
  sums: PartSum[];
  /** Columns that no field has. */
  unread: string[];
  /** What was taken for granted for the whole file, as sentences. */
  assumed: Text[];
  /** The same, counted of some of the rows only: of those that are imported in the end. */
  among(this: void, rows: readonly number[]): Pick<Imported, 'classWords' | 'assumed'>;
}

/** What is known before rows are read: how places are found, where they are no WGS 84 degrees, and what classes mean. */
export interface Reading {
  /** How coordinates are written; `null` for WGS 84 degrees as they stand. */
  transform?: Transform | null;
  /** Places of rows that have none of their own, by row: the outline of the town that they name. */
  places?: ReadonlyMap<number, UnitPlace>;
  /** How the places were found, as a sentence for the provenance. */
  note?: Text;
  classes?: ClassDecisions;
  /** Columns that are added for a field. */
  sums?: SumDecisions;
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
    classes: decisions = {},
    sums = {},
  }: Reading = {},
): Imported {
  const { rows } = sheet;
  checkNumber(target, rows.length);
  const fields = importFields(target);
  const before = ProblemLog.after(sheet).rows;
  const log = ProblemLog.after(sheet);
  const assumed: Text[] = [note, ...sheet.notes];
  checkSums(fields, sheet.columns, mapping, sums);
  const columns = columnsOf(fields, mapping, sheet, assumed, sums);
  const added = partSums(target, sheet.columns, mapping, sums);
  assumed.push(...added.map(sumNote));
  const used = new Set([...Object.values(mapping), ...Object.values(sums).flat()]);
  const unread = sheet.columns.filter((column) => !used.has(column));
  const counting = mapping.id ? undefined : unread.find((column) => isRunning(sheet, column));
  if (counting && isNumbered(target)) assumed.push(runningNote(counting));
  const parts = new Set(added.flatMap((sum) => sum.columns));
  const left = unread.filter((column) => !parts.has(column) && column !== counting);
  if (left.length) {
    assumed.push(
      text(
        `没有对应的列，未读入：${left.join('、')}`,
        `columns that match no field and were not read: ${left.join(', ')}`,
      ),
    );
  }
  const notes = new RowNotes();
  const ids = new Set<string>();
  const kept = new Kept(target === 'residents');
  const classes = new ClassLog(fields, mapping, decisions);
  const words = new Map<number, RowWords>();
  const remember = ({ row, values }: SheetRow) => {
    if (words.size < 2 * mostListed) words.set(row, wordsOf(values, mapping));
  };

  for (const row of rows) {
    if (before.error.has(row.row) || before.warning.has(row.row)) remember(row);
    if (before.error.has(row.row)) continue;
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
      remember(row);
      continue;
    }
    const warnings: Problem[] = [];
    const record = readFields(row, columns, warnings, classes);
    complete(target, record, { row, mapping, ids, warnings, classes });
    classes.endRow(row);
    if (unit?.approximate && 'approximate' in record) record.approximate = true;
    const missing = columns.find(({ key, field }) => field.required && record[key] === null);
    const checked = v.safeParse(targetSchema(target), record);
    if (missing || !checked.success) {
      log.add(refusal(row, missing, checked.issues?.[0]));
      remember(row);
      continue;
    }
    if (isNumbered(target)) ids.add(String(record.id ?? record.code));
    for (const warning of warnings) log.add(warning);
    if (warnings.length) remember(row);
    if (!unit && hasUnseen(row.values, mapping)) notes.unseen.add(row.row);
    if (place.fromArea) notes.fromArea.add(row.row);
    if (place.flattened) notes.flattened.add(row.row);
    kept.add(place.geometry, checked.output, row.row);
  }

  const { features } = kept;
  let indices: Map<number, number> | null = null;
  for (const problem of kept.farFromTheRest()) {
    log.add(problem);
    if (words.size >= 2 * mostListed) continue;
    indices ??= new Map(kept.rows.map((row, i) => [row, i]));
    const { id, name, town } = features[indices.get(problem.row) ?? -1]?.properties ?? {};
    words.set(problem.row, { id: worded(id), name: worded(name), town: worded(town) });
  }
  const among = (some: readonly number[]) => ({
    assumed: [...assumed, ...notes.of(some)],
    classWords: classes.among(some),
  });
  return {
    ...{ features, rows: kept.rows, problems: log.problems, log, words },
    ...among(kept.rows),
    among,
    sums: added,
    unread,
  };
}

const runningNote = (column: string): Text =>
  text(
    `列“${column}”只是顺序号，没有用作编号，编号另给；要用作编号请对应这一列`,
    `column “${column}” only counts the rows and is not used as number; numbers are made. Map the column to use it`,
  );

const isTotal = (name: unknown): boolean =>
  typeof name === 'string' && /^(?:合计|总计|小计|共计|total|subtotal)$/u.test(normalWord(name));

const worded = (value: unknown): string | null =>
  typeof value === 'string' && !isUnknown(value) ? value.trim().slice(0, 200) : null;

const numbered = (values: SheetRow['values'], column: string | null): string | null =>
  column === null || isUnknown(values[column]) ? null : shown(values[column]).slice(0, 100);

/** How a row calls its record and the town that it lies in, as far as it says so. */
const wordsOf = (values: SheetRow['values'], { name, town, id, code }: Mapping): RowWords => ({
  id: numbered(values, id ?? code ?? null),
  name: worded(name ? values[name] : null),
  town: worded(town ? values[town] : null),
});
