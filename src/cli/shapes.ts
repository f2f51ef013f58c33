import type { Geometry } from 'geojson';
import { basename } from 'node:path';
import { text, type Text } from '../domain/text';
import type { Problem } from '../formats';
import { shown, type SheetRow } from '../formats/sheet';
import type { Transform } from '../geo/crs';
import { coordinatesNote } from '../pack/coordinatesNote';
import { matchColumns } from '../pack/import';
import type { Area } from '../pack/pack';
import { placeOf } from '../pack/place';
import { nothingUsable, openSheet, type Findings } from './read';

/** What one row of a file gives, or why it gives nothing; it may also warn. */
type ReadRow<Item> = (
  row: SheetRow,
  problem: (level: Problem['level'], field: string | null, value: unknown, reason: Text) => void,
) => Item[];

/** Reads every row of a file; what cannot be used is among the findings. */
async function readRows<Item>(
  path: string,
  findings: Findings,
  read: (columns: readonly string[], transform: Transform | null) => ReadRow<Item>,
): Promise<Item[]> {
  const { sheet, transform } = await openSheet(path);
  const file = basename(path);
  const problems: Problem[] = [...sheet.problems];
  const broken = new Set(problems.filter(({ level }) => level === 'error').map(({ row }) => row));
  const readRow = read(sheet.columns, transform);
  if (transform) findings.assumed.push({ file, text: coordinatesNote(transform) });
  let imported = 0;
  const items = [...sheet.rows].flatMap((row) => {
    if (broken.has(row.row)) return [];
    const found = readRow(row, (level, field, value, reason) =>
      problems.push({ row: row.row, field, value: shown(value), level, reason }),
    );
    if (found.length) imported++;
    return found;
  });
  findings.problems.push(...problems.map((problem) => ({ file, ...problem })));
  findings.files.push({ file, imported, rows: sheet.rows.length });
  if (!items.length) throw nothingUsable(path, problems);
  return items;
}

const isArea = (geometry: Geometry | null): geometry is Area =>
  geometry?.type === 'Polygon' || geometry?.type === 'MultiPolygon';
const noArea = text('不是面，没有读入', 'no polygon; not read');

/** The polygons and multipolygons of a GeoJSON file, without heights. */
export const readAreas = (path: string, findings: Findings): Promise<Area[]> =>
  readRows(path, findings, (_, transform) => (row, problem) => {
    const area = placeOf(row, {}, 'area', transform).geometry;
    if (isArea(area)) return [area];
    problem('error', null, row.geometry?.type, noArea);
    return [];
  });

/** The places of a CSV or GeoJSON file, longitude first. */
export const readPlaces = (path: string, findings: Findings): Promise<[number, number][]> =>
  readRows(path, findings, (columns, transform) => {
    const mapping = matchColumns('residents', columns);
    return (row, problem) => {
      const place = placeOf(row, mapping, 'point', transform);
      if (place.geometry?.type === 'Point')
        return [place.geometry.coordinates.slice(0, 2) as [number, number]];
      if (!place.geometry) problem('error', place.field, place.value, place.reason);
      return [];
    };
  });
