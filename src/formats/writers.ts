import type { Feature } from 'geojson';
import { text } from '../domain/text';
import { toCsv } from './csv';
import { flatgeobufWriter } from './flatgeobuf';
import type { OutTable, Writer } from './format';
import { toGeoJson } from './geojson';
import { geopackageWriter } from './geopackage';
import { kmlWriter } from './kml';
import { xlsxWriter } from './xlsx';

const bytes = (content: string) => new TextEncoder().encode(content);

const geojsonWriter: Writer = {
  title: text('GeoJSON', 'GeoJSON'),
  ending: '.geojson',
  mime: 'application/geo+json',
  many: false,
  write: (tables) => {
    const { features, provenance, name } = only(tables);
    return Promise.resolve(bytes(toGeoJson(features, { name, provenance })));
  },
};

/** A position as columns of its own, when every row has a point. */
const isPoint = ({ geometry }: Feature) => geometry?.type === 'Point';

const csvWriter: Writer = {
  title: text('CSV（UTF-8，Excel 可直接打开）', 'CSV (UTF-8, opens in Excel)'),
  ending: '.csv',
  mime: 'text/csv',
  many: false,
  write: (tables) => {
    const { columns, features, provenance } = only(tables);
    const place = features.some(isPoint)
      ? [
          { key: 'longitude', label: 'longitude' },
          { key: 'latitude', label: 'latitude' },
        ]
      : [];
    const rows = features.map((feature) =>
      Object.assign(cellsOf(feature), {
        ...(feature.geometry?.type === 'Point' && {
          longitude: feature.geometry.coordinates[0]!,
          latitude: feature.geometry.coordinates[1]!,
        }),
      }),
    );
    const notes = provenance.split('\n').map((line) => `# ${line}`);
    return Promise.resolve(
      bytes(
        `${toCsv([...columns, ...place], rows)}${toCsv(
          [{ key: 'note', label: '' }],
          notes.map((note) => ({ note })),
        ).replace('\uFEFF', '')}`,
      ),
    );
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
