import type { Feature } from 'geojson';
import { text } from '../domain/text';
import { toCsv, type CsvValue } from './csv';
import { aboutColumn } from './csvRead';
import { flatgeobufWriter } from './flatgeobuf';
import type { OutTable, Writer } from './format';
import { toGeoJson } from './geojson';
import { geopackageWriter } from './geopackage';
import { kmlWriter } from './kml';
import { xlsxWriter } from './xlsx';

const bytes = (content: string) => new TextEncoder().encode(content);

/**
 * RFC 7946 has no such member any more, but files that do not say are in GCJ-02 as often as not: ours say it, and are
 * read again without a question.
 */
const crs84 = { type: 'name', properties: { name: 'urn:ogc:def:crs:OGC:1.3:CRS84' } };

const geojsonWriter: Writer = {
  title: text('GeoJSON', 'GeoJSON'),
  ending: '.geojson',
  mime: 'application/geo+json',
  many: false,
  write: (tables) => {
    const { features, provenance, name } = only(tables);
    return Promise.resolve(bytes(toGeoJson(features, { name, crs: crs84, provenance })));
  },
};

/** To 0.1 mm on the ground: what conversions leave behind that is rounding, as 105.98635799999998, and no place. */
const degrees = (value: number): number => Math.round(value * 1e9) / 1e9;

/** No property is called so. */
const aboutKey = '\u0000about';

/**
 * A table that says in a last column of its first row where it comes from: a line of its own would count as a record in a
 * GIS and be sorted into the table by a spreadsheet. One without records has no such row, only then it is a remark.
 */
function csvOf(
  columns: readonly { key: string; label: string }[],
  [first, ...others]: readonly Record<string, CsvValue>[],
  provenance: string,
): string {
  const said = provenance.split('\n').join(' | ');
  const about = { key: aboutKey, label: aboutColumn };
  return first
    ? toCsv([...columns, about], [Object.assign(first, { [aboutKey]: said }), ...others])
    : toCsv(columns, []) + toCsv([{ ...about, label: `# ${said}` }], []).replace('\uFEFF', '');
}

/** A position as columns of its own, when every row has a point. */
const isPoint = ({ geometry }: Feature) => geometry?.type === 'Point';

const csvWriter: Writer = {
  title: text('CSV（UTF-8，Excel 可直接打开）', 'CSV (UTF-8, opens in Excel)'),
  ending: '.csv',
  mime: 'text/csv',
  many: false,
  write: (tables) => {
    const { columns, features, provenance } = only(tables);
    // A table that has such columns gets no second ones of the same name.
    const place = features.some(isPoint)
      ? ['longitude', 'latitude']
          .filter((key) => !columns.some((column) => column.key === key))
          .map((key) => ({ key, label: key }))
      : [];
    const rows: Record<string, CsvValue>[] = features.map((feature) =>
      Object.assign(cellsOf(feature), {
        ...(feature.geometry?.type === 'Point' && {
          longitude: degrees(feature.geometry.coordinates[0]!),
          latitude: degrees(feature.geometry.coordinates[1]!),
        }),
      }),
    );
    return Promise.resolve(bytes(csvOf([...columns, ...place], rows, provenance)));
  },
};

/** On an object without prototype, since a column may be called as what every object has. */
function cellsOf({ properties }: Feature): Record<string, string | number | boolean | null> {
  const cells = Object.create(null) as Record<string, string | number | boolean | null>;
  for (const [key, value] of Object.entries<unknown>(properties ?? {}))
    cells[key] =
      typeof value === 'string' || typeof value === 'number' || typeof value === 'boolean'
        ? value
        : value === null || value === undefined
          ? null
          : JSON.stringify(value);
  return cells;
}

function only(tables: readonly OutTable[]): OutTable {
  const [table] = tables;
  if (!table) throw new Error('A file needs a table.');
  return table;
}

/** Every format that can be written. */
export const writers = {
  geojson: geojsonWriter,
  csv: csvWriter,
  xlsx: xlsxWriter,
  kml: kmlWriter,
  geopackage: geopackageWriter,
  flatgeobuf: flatgeobufWriter,
} as const satisfies Record<string, Writer>;
export type WriterId = keyof typeof writers;
