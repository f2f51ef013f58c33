import { text, type Text } from '../domain/text';
import { checkGeometry } from './geometry';
import { PackedRows } from './packedRows';
import { shown, type Problem, type SheetRow } from './sheet';

/** Rows of a table while it is read, with the columns that were met and what is wrong with single rows. */
export interface Gathered {
  columns: Set<string>;
  rows: PackedRows;
  problems: Problem[];
}

/** @param columns names that are known beforehand, in their order */
export const gathering = (columns: Iterable<string> = []): Gathered => ({
  columns: new Set(columns),
  rows: new PackedRows(),
  problems: [],
});

/** Notes that something is wrong with a row as a whole. */
export function addProblem(
  { problems }: Pick<Gathered, 'problems'>,
  row: number,
  value: unknown,
  reason: Text,
  level: Problem['level'] = 'error',
): void {
  problems.push({ row, field: null, value: shown(value), level, reason });
}

/** Adds a row, see {@link gatherRow}. */
export const addRow = (gathered: Gathered, ...row: Gatherable): void =>
  gathered.rows.add(gatherRow(gathered, ...row));

type Gatherable = [
  row: number,
  entries: Iterable<readonly [name: string, value: unknown]>,
  geometry: unknown,
];

/**
 * Makes a row, which adds to columns and problems only: its values under their names, whatever these are (`__proto__` is just a name), and its geometry as
 * {@link checkGeometry} leaves it. A geometry that cannot be used is a problem of the row, and so are characters that
 * could not be read.
 * @param geometry GeoJSON before it is checked; `null` or `undefined` if the row has none
 */
export function gatherRow(
  gathered: Omit<Gathered, 'rows'>,
  ...[row, entries, geometry]: Gatherable
): SheetRow {
  const values = Object.create(null) as Record<string, unknown>;
  for (const [name, value] of entries) {
    values[name] = value;
    gathered.columns.add(name);
    if (typeof value === 'string' && value.includes('\uFFFD')) {
      gathered.problems.push({
        row,
        field: name,
        value: shown(value),
        level: 'warning',
        reason: text(
          '有读不出的字符，显示为 �；请对照原件改正',
          'holds unreadable characters, shown as �; correct them from the original',
        ),
      });
    }
  }
  const taken: SheetRow = { row, values, geometry: null };
  if (geometry === null || geometry === undefined) return taken;
  const checked = checkGeometry(geometry);
  if (!checked.geometry) {
    addProblem(gathered, row, checked.value, checked.reason);
    return taken;
  }
  taken.geometry = checked.geometry;
  if (checked.closed) {
    addProblem(
      gathered,
      row,
      geometry,
      text('边界没有闭合，已补上最后一点', 'the ring was open and has been closed'),
      'warning',
    );
  }
  return taken;
}
