import type { Feature, Geometry } from 'geojson';
import type { OutColumn } from '../formats/format';
import { shown, type Problem, type Sheet, type SheetRow } from '../formats/sheet';
import type { Transform } from '../geo/crs';
import { toWgs84 } from '../geo/crsGeometry';
import { text, type Text } from '../domain/text';
import type { Judgement } from './evidence';
import type { Ground } from './ground';
import { matchColumns, type Mapping } from './match';
import { placeOf } from './place';
import { coordinatesOf } from './treat';
import { isUnknown } from './values';

/** A table with its columns as they are and its places in WGS 84 degrees. */
export interface ConvertedSheet {
  features: Feature[];
  columns: OutColumn[];
  /** `null` where no row has coordinates. */
  judgement: Judgement | null;
  transform: Transform | null;
  /** Whether the evidence is certain of the coordinates, or a person chose. */
  isSettled: boolean;
  /** Rows without a place although they say one; they keep their values. */
  problems: Problem[];
  /** Columns that bear another name, as a sentence; none where all are as they were. */
  notes: Text[];
}

/**
 * Converts a table without reading anything into it: every column as it stands, the place of each row from its geometry
 * or its columns of coordinates, in WGS 84 degrees. A row whose coordinates cannot be read is kept without a place. Columns
 * of coordinates that were converted get another name: whoever reads the new file would take them for its place.
 * @param crs the coordinate system, as {@link coordinatesOf} takes it; `null` as file and evidence say
 */
export async function convertSheet(
  sheet: Sheet,
  ground: Ground,
  crs: string | null,
): Promise<ConvertedSheet> {
  const mapping = placeColumns(sheet);
  const { judgement, transform, isSettled } = await coordinatesOf(sheet, mapping, ground, crs);
  const problems = [...sheet.problems];
  const renamed = transform && transform.id !== 'EPSG:4326' ? oldNames(sheet, mapping) : null;
  const nameOf = (column: string) => renamed?.get(column) ?? column;
  const features = Array.from(sheet.rows, (row): Feature => {
    const place = (): Geometry | null => {
      if (!transform) return null;
      if (row.geometry) {
        const { geometry, refused } = toWgs84(row.geometry, transform);
        if (geometry) return geometry;
        problems.push(problemOf(row.row, null, refused.slice(0, 2).join(', '), transform));
        return null;
      }
      const isEmpty = [mapping.longitude, mapping.latitude, mapping.position].every(
        (column) => !column || isUnknown(row.values[column]),
      );
      if (isEmpty) return null;
      const found = placeOf(row, mapping, 'point', transform);
      if (found.geometry) return found.geometry;
      problems.push(problemOf(row.row, found.field, found.value, transform));
      return null;
    };
    // A feature without a place is GeoJSON, which the type of a plain feature does not say.
    return { type: 'Feature', geometry: place()!, properties: cellsOf(row, nameOf) };
  });
  const columns = sheet.columns.map((column): OutColumn => ({
    key: nameOf(column),
    label: nameOf(column),
    kind: kindOf(sheet, column),
  }));
  const notes = renamed?.size ? [renamedNote([...renamed])] : [];
  return { features, columns, judgement, transform, isSettled, problems, notes };
}

/** Names for the columns of coordinates that no longer say where a row is. */
function oldNames({ columns }: Sheet, { longitude, latitude, position }: Mapping) {
  const used = new Set(columns);
  const names = new Map<string, string>();
  for (const column of [longitude, latitude, position]) {
    if (!column || names.has(column)) continue;
    let name = `${column}_原值`;
    while (used.has(name)) name += '_原值';
    used.add(name);
    names.set(column, name);
  }
  return names;
}

const renamedNote = (renamed: readonly (readonly [string, string])[]): Text => {
  const list = renamed.map(([from, to]) => `${from} → ${to}`);
  return text(
    `换算前的坐标列已改名，以免被当成新坐标：${list.join('、')}`,
    `columns with the coordinates before the conversion have another name, so that nobody takes them for the new ones: ${list.join(', ')}`,
  );
};

/** The cells as they stand; an empty one says nothing. */
const cellsOf = (
  { values }: SheetRow,
  nameOf: (column: string) => string,
): Record<string, unknown> =>
  Object.fromEntries(
    Object.entries(values).map(([column, value]) => [nameOf(column), value === '' ? null : value]),
  );

/** The columns of coordinates, and of the name and town that the evidence goes by. */
function placeColumns({ columns }: Sheet): Mapping {
  const { longitude, latitude, position, name, town } = matchColumns('facilities', columns);
  return {
    longitude: longitude ?? null,
    latitude: latitude ?? null,
    position: position ?? null,
    name: name ?? null,
    town: town ?? null,
  };
}

const problemOf = (
  row: number,
  field: string | null,
  value: unknown,
  { title }: Transform,
): Problem => ({
  row,
  field,
  value: shown(value),
  level: 'warning',
  reason: text(
    `按${title['zh-CN']}读不出位置，这一行没有位置`,
    `no place when read as ${title.en}; the row is kept without one`,
  ),
});

/** The kind that all values of a column have; text where they differ. */
function kindOf({ rows }: Sheet, column: string): OutColumn['kind'] {
  const kinds = new Set<string>();
  for (const { values } of rows) {
    const value = values[column];
    if (value !== null && value !== undefined && value !== '') kinds.add(typeof value);
  }
  const [kind, more] = kinds;
  return more === undefined && (kind === 'number' || kind === 'boolean') ? kind : 'text';
}
