import type { Feature, FeatureCollection } from 'geojson';
import { Failure } from '../domain/failure';
import { text } from '../domain/text';
import { decode } from './encoding';
import type { Format } from './format';
import { checkGeometry } from './geometry';
import { parseJson } from './json';
import { checkColumns, checkRows, shown, type Problem, type Sheet, type SheetRow } from './sheet';

type Entry = Record<string, unknown>;
const isEntry = (value: unknown): value is Entry =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

/**
 * GeoJSON (RFC 7946): a feature collection, one feature or a bare geometry, in WGS 84 or CGCS 2000 degrees.
 * The row of a feature is its number in the file, from 1.
 */
export const geojson: Format = {
  title: text('GeoJSON', 'GeoJSON'),
  endings: ['.geojson', '.json'],
  recognises: (bytes) => {
    // A brace or bracket, after a byte order mark, spaces, and the zero bytes of UTF-16.
    const head = String.fromCharCode(...bytes.subarray(0, 64));
    return /^(?:\xef\xbb\xbf|\xff\xfe|\xfe\xff)?[\s\0]*[{[]/u.test(head);
  },
  read: (bytes) => {
    const { text: content, encoding, evidence, damaged } = decode(bytes);
    const root = parseJson(content);
    checkCrs(root);
    const entries = entriesOf(root);
    checkRows(entries.length);
    const problems: Problem[] = [];
    const names = new Set<string>();
    const rows = entries.map((entry, i) => readRow(entry, i + 1, names, problems));
    checkColumns(names.size);
    if (damaged) {
      problems.push({
        row: 1,
        field: null,
        value: String(damaged),
        level: 'warning',
        reason: text(
          '文件里有读不出的字符，显示为 �',
          'the file holds unreadable characters, shown as �',
        ),
      });
    }
    return {
      format: 'geojson',
      encoding,
      evidence,
      delimiter: null,
      columns: [...names],
      rows,
      problems,
    } satisfies Sheet;
  },
};

const geometryTypes = new Set([
  'Point',
  'MultiPoint',
  'LineString',
  'MultiLineString',
  'Polygon',
  'MultiPolygon',
  'GeometryCollection',
]);

function entriesOf(root: unknown): unknown[] {
  if (isEntry(root)) {
    if (root.type === 'FeatureCollection' && Array.isArray(root.features)) return root.features;
    if (root.type === 'Feature') return [root];
    if (geometryTypes.has(String(root.type))) return [{ type: 'Feature', geometry: root }];
  }
  const what = isEntry(root) ? (root.type === undefined ? Object.keys(root)[0] : root.type) : root;
  throw new Failure(
    text(
      `这是 JSON，但不是 GeoJSON（“${shown(what)}”）；要有 FeatureCollection。`,
      `This is JSON but no GeoJSON (“${shown(what)}”); a FeatureCollection is needed.`,
    ),
  );
}

function readRow(entry: unknown, row: number, names: Set<string>, problems: Problem[]): SheetRow {
  const values = Object.create(null) as Entry;
  const fail = (value: unknown, reason: Problem['reason'], level: Problem['level'] = 'error') =>
    problems.push({ row, field: null, value: shown(value), level, reason });
  if (!isEntry(entry) || entry.type !== 'Feature') {
    fail(entry, text('不是 GeoJSON 要素（Feature）', 'this is no GeoJSON feature'));
    return { row, values, geometry: null };
  }
  if (entry.id !== undefined) values.id = entry.id;
  if (isEntry(entry.properties)) {
    for (const [name, value] of Object.entries(entry.properties)) values[name] = value;
  }
  for (const name of Object.keys(values)) names.add(name);
  if (entry.geometry === null || entry.geometry === undefined)
    return { row, values, geometry: null };
  const checked = checkGeometry(entry.geometry);
  if (!checked.geometry) {
    fail(checked.value, checked.reason);
    return { row, values, geometry: null };
  }
  if (checked.closed) {
    fail(
      entry.geometry,
      text('边界没有闭合，已补上最后一点', 'the ring was open and has been closed'),
      'warning',
    );
  }
  return { row, values, geometry: checked.geometry };
}

/** The old `crs` member is allowed where it says what GeoJSON means anyway. */
function checkCrs(root: unknown): void {
  if (!isEntry(root) || root.crs === undefined || root.crs === null) return;
  const properties = isEntry(root.crs) ? root.crs.properties : undefined;
  const name = isEntry(properties) ? properties.name : undefined;
  if (typeof name === 'string' && /(?:CRS:?84|EPSG:{1,2}(?:[\d.]*:)?(?:4326|4490))$/iu.test(name))
    return;
  throw new Failure(
    text(
      `文件的坐标系是“${shown(name ?? root.crs)}”，这里只读 WGS 84 或 CGCS 2000 经纬度；请先转换。`,
      `The file is in the coordinate system “${shown(name ?? root.crs)}”; only WGS 84 or CGCS 2000 degrees are read, convert it first.`,
    ),
  );
}

/**
 * GeoJSON text of features, one a line so that versions can be compared.
 * @param members further members of the collection, such as `provenance`
 */
export function toGeoJson(
  features: readonly Feature[],
  members: Readonly<Record<string, unknown>> = {},
): string {
  const head = { type: 'FeatureCollection', ...members } satisfies Partial<FeatureCollection>;
  const lines = features.map((feature) => JSON.stringify(feature)).join(',\n');
  return `${JSON.stringify(head).slice(0, -1)},"features":[\n${lines}\n]}\n`;
}
