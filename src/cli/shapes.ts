import type { Feature, Geometry, LineString, MultiLineString } from 'geojson';
import { basename } from 'node:path';
import { hazardIds, hazardTitles, type HazardArea, type HazardId } from '../domain/hazard';
import { text, type Text } from '../domain/text';
import type { Problem } from '../formats';
import { shown, type SheetRow } from '../formats/sheet';
import { matchColumns } from '../pack/import';
import type { Area } from '../pack/pack';
import { placeOf } from '../pack/place';
import { isUnknown, readYes } from '../pack/values';
import { normalWord } from '../pack/words';
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
  read: (columns: readonly string[]) => ReadRow<Item>,
): Promise<Item[]> {
  const sheet = await openSheet(path);
  const file = basename(path);
  const problems: Problem[] = [...sheet.problems];
  const broken = new Set(problems.filter(({ level }) => level === 'error').map(({ row }) => row));
  const readRow = read(sheet.columns);
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
  readRows(path, findings, () => (row, problem) => {
    const area = placeOf(row, {}, 'area').geometry;
    if (isArea(area)) return [area];
    problem('error', null, row.geometry?.type, noArea);
    return [];
  });

/** The places of a CSV or GeoJSON file, longitude first. */
export const readPlaces = (path: string, findings: Findings): Promise<[number, number][]> =>
  readRows(path, findings, (columns) => {
    const mapping = matchColumns('residents', columns);
    return (row, problem) => {
      const place = placeOf(row, mapping, 'point');
      if (place.geometry?.type === 'Point')
        return [place.geometry.coordinates.slice(0, 2) as [number, number]];
      if (!place.geometry) problem('error', place.field, place.value, place.reason);
      return [];
    };
  });

/** Lines with their properties; of roads, `oneway` and `blocked` are brought to the words that walking reads. */
export const readLines = (
  path: string,
  dataset: 'roads' | 'streams',
  findings: Findings,
): Promise<Feature<LineString | MultiLineString>[]> =>
  readRows(path, findings, () => ({ geometry, values }, problem) => {
    if (geometry?.type !== 'LineString' && geometry?.type !== 'MultiLineString') {
      problem('error', null, geometry?.type, text('不是线，没有读入', 'no line; not read'));
      return [];
    }
    const { oneway, blocked, ...properties } = values;
    if (dataset === 'streams') return [{ type: 'Feature', properties: values, geometry }];
    const direction = directionOf(oneway);
    if (direction === undefined) problem('warning', 'oneway', oneway, noDirection);
    const cut = isUnknown(blocked) ? false : readYes(blocked);
    if (cut === null) problem('warning', 'blocked', blocked, noCut);
    return [
      {
        type: 'Feature',
        properties: {
          ...properties,
          ...(direction && { oneway: direction }),
          ...(cut && { blocked: true }),
        },
        geometry,
      },
    ];
  });

const noDirection = text(
  '看不懂的单行方向，按双向；可用 yes、no、-1',
  'no direction that is known, read as both ways; use yes, no or -1',
);
const noCut = text(
  '看不懂是否阻断，按未阻断；可用 true、false',
  'does not say whether it is blocked, read as open; use true or false',
);

/** `null` is both ways, `undefined` a word that says nothing. */
function directionOf(raw: unknown): 'yes' | '-1' | null | undefined {
  if (isUnknown(raw)) return null;
  if (raw === -1 || raw === '-1' || raw === 'reverse') return '-1';
  const yes = readYes(raw);
  return yes === null ? undefined : yes ? 'yes' : null;
}

/** Zones of hazards: polygons that name their hazard by its id or title. */
export const readZones = (
  path: string,
  findings: Findings,
): Promise<Feature<Area, HazardArea>[]> => {
  const ids = new Set<string>();
  return readRows(path, findings, () => (sheetRow, problem) => {
    const { values, row } = sheetRow;
    const geometry = placeOf(sheetRow, {}, 'area').geometry;
    const hazard = hazardOf(values.hazard);
    if (!isArea(geometry)) problem('error', null, sheetRow.geometry?.type, noArea);
    else if (!hazard) problem('error', 'hazard', values.hazard, noHazard);
    if (!isArea(geometry) || !hazard) return [];
    const own = isUnknown(values.id) ? null : shown(values.id);
    const id = own === null || ids.has(own) ? `zone-${row}` : own;
    ids.add(id);
    const name = isUnknown(values.name) ? `${hazardTitles[hazard]['zh-CN']} ${row}` : values.name;
    return [{ type: 'Feature', properties: { id, name: shown(name), hazard }, geometry }];
  });
};

const noHazard = text(
  `属性 hazard 要是 ${hazardIds.join('、')} 之一，没有读入`,
  `the property hazard must be ${hazardIds.join(', ')}; not read`,
);

function hazardOf(raw: unknown): HazardId | undefined {
  const word = normalWord(shown(raw));
  return hazardIds.find((id) =>
    [id, ...Object.values(hazardTitles[id])].some((name) => normalWord(name) === word),
  );
}
