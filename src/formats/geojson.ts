import type { Feature, FeatureCollection } from 'geojson';
import { Failure } from '../domain/failure';
import { text } from '../domain/text';
import { decode } from './encoding';
import type { Format, ReadOptions } from './format';
import { checkGeometry } from './geometry';
import { parseJson } from './json';
import {
  checkColumns,
  checkRows,
  shown,
  type Problem,
  type Sheet,
  type SheetCrs,
  type SheetRow,
} from './sheet';

type Entry = Record<string, unknown>;
const isEntry = (value: unknown): value is Entry =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

/**
 * GeoJSON (RFC 7946, and GeoJSON 2008 with a `crs` member): a feature collection, one feature or a bare geometry.
 * The row of a feature is its number in the file, from 1.
 */
export const geojson: Format = {
  title: text('GeoJSON', 'GeoJSON'),
  endings: ['.geojson', '.json'],
  recognises: (bytes, name) => {
    if (/\.(?:geo)?json$/u.test(name)) return true;
    // A brace or bracket, after a byte order mark, spaces, and the zero bytes of UTF-16.
    const head = String.fromCharCode(...bytes.subarray(0, 64));
    return /^(?:\xef\xbb\xbf|\xff\xfe|\xfe\xff)?[\s\0]*[{[]/u.test(head);
  },
  open: ([file]) => {
    const { bytes } = file!;
    const tables = [{ id: 'features', title: '', rows: null }];
    return Promise.resolve({
      format: 'geojson',
      tables,
      // An async function, so that a refusal is a rejection.
      read: async (_, options) => Promise.resolve(readFeatures(bytes, options)),
    });
  },
};

/**
 * The features of a GeoJSON file, from its bytes.
 * @throws Failure when it is no JSON, no GeoJSON, or holds no feature
 */
export function readFeatures(
  bytes: Uint8Array,
  { encoding: decided }: ReadOptions = {},
): Sheet & { rows: SheetRow[] } {
  const { text: content, encoding, evidence, damaged } = decode(bytes, decided);
  const root = parseJson(content);
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
    crs: crsOf(root),
    columns: [...names],
    rows,
    notes: [],
    problems,
  };
}

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

/**
 * The coordinate system that the old `crs` member (GeoJSON 2008) names. Without one RFC 7946 means WGS 84, but many a
 * file holds GCJ-02 all the same, so the silence of a file is no statement.
 * @throws Failure when there is a member that names nothing
 */
function crsOf(root: unknown): SheetCrs | null {
  if (!isEntry(root) || root.crs === undefined || root.crs === null) return null;
  const properties = isEntry(root.crs) ? root.crs.properties : undefined;
  const name = isEntry(properties) ? properties.name : undefined;
  if (typeof name !== 'string' || !name.trim()) {
    throw new Failure(
      text(
        `文件的 crs 成员“${shown(root.crs)}”没有写出坐标系的名称；请改成 EPSG 代号，或删去这个成员。`,
        `The crs member “${shown(root.crs)}” names no coordinate system; write its EPSG code, or remove the member.`,
      ),
    );
  }
  const [, code] = /EPSG:{1,2}(?:[\d.]*:)?(\d+)$/iu.exec(name) ?? [];
  const degrees = /CRS:?84$/iu.test(name);
  return {
    definition: degrees ? 'EPSG:4326' : code === undefined ? name : `EPSG:${code}`,
    name,
    evidence: text('文件的 crs 成员', 'the crs member of the file'),
  };
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
