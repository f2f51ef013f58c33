import type { Feature } from 'geojson';
import type { Database, SqlValue } from 'sql.js';
import type { OutTable } from './format';
import { writeGeometry } from './geopackageGeometry';
import { noExtent, outColumns, shapeOf, stretch, type Extent, type OutField } from './outFields';
import { loadSql } from './sqlFile';
import { quoted } from './sqlRead';
import { hasHeight } from './wkb';

const wgs84 =
  'GEOGCS["WGS 84",DATUM["WGS_1984",SPHEROID["WGS 84",6378137,298.257223563,AUTHORITY["EPSG","7030"]],AUTHORITY["EPSG","6326"]],PRIMEM["Greenwich",0,AUTHORITY["EPSG","8901"]],UNIT["degree",0.0174532925199433,AUTHORITY["EPSG","9122"]],AXIS["Latitude",NORTH],AXIS["Longitude",EAST],AUTHORITY["EPSG","4326"]]';

/** The tables that every GeoPackage has: OGC 12-128r19, annex C. `0x47504B47` is the word GPKG, 10300 version 1.3.0. */
const schema = `
PRAGMA application_id = 0x47504B47;
PRAGMA user_version = 10300;
CREATE TABLE gpkg_spatial_ref_sys (
  srs_name TEXT NOT NULL, srs_id INTEGER NOT NULL PRIMARY KEY, organization TEXT NOT NULL,
  organization_coordsys_id INTEGER NOT NULL, definition TEXT NOT NULL, description TEXT);
CREATE TABLE gpkg_contents (
  table_name TEXT NOT NULL PRIMARY KEY, data_type TEXT NOT NULL, identifier TEXT UNIQUE, description TEXT DEFAULT '',
  last_change DATETIME NOT NULL DEFAULT (strftime('%Y-%m-%dT%H:%M:%fZ','now')),
  min_x DOUBLE, min_y DOUBLE, max_x DOUBLE, max_y DOUBLE, srs_id INTEGER,
  CONSTRAINT fk_gc_r_srs_id FOREIGN KEY (srs_id) REFERENCES gpkg_spatial_ref_sys(srs_id));
CREATE TABLE gpkg_geometry_columns (
  table_name TEXT NOT NULL, column_name TEXT NOT NULL, geometry_type_name TEXT NOT NULL, srs_id INTEGER NOT NULL,
  z TINYINT NOT NULL, m TINYINT NOT NULL,
  CONSTRAINT pk_geom_cols PRIMARY KEY (table_name, column_name), CONSTRAINT uk_gc_table_name UNIQUE (table_name),
  CONSTRAINT fk_gc_tn FOREIGN KEY (table_name) REFERENCES gpkg_contents(table_name),
  CONSTRAINT fk_gc_srs FOREIGN KEY (srs_id) REFERENCES gpkg_spatial_ref_sys (srs_id));
INSERT INTO gpkg_spatial_ref_sys VALUES
  ('Undefined Cartesian SRS', -1, 'NONE', -1, 'undefined', 'undefined Cartesian coordinate reference system'),
  ('Undefined geographic SRS', 0, 'NONE', 0, 'undefined', 'undefined geographic coordinate reference system'),
  ('WGS 84 geodetic', 4326, 'EPSG', 4326, '${wgs84}', 'longitude/latitude in degrees on the WGS 84 ellipsoid');`;

/**
 * Tables as a GeoPackage 1.3.0 (OGC 12-128r19). Columns are called by their labels; a table without any geometry
 * becomes one of attributes.
 */
export async function writeGeopackage(tables: readonly OutTable[]): Promise<Uint8Array> {
  const sql = await loadSql();
  const database = new sql.Database();
  try {
    database.run(schema);
    const taken = new Set<string>();
    database.run('BEGIN');
    for (const table of tables) writeTable(database, table, tableName(table.name, taken));
    database.run('COMMIT');
    return database.export();
  } finally {
    database.close();
  }
}

/** SQLite compares names without regard to case and keeps some beginnings for itself, as GeoPackage does. */
function tableName(wanted: string, taken: Set<string>): string {
  const base = wanted.replaceAll('\0', '').trim() || 'table';
  const stem = /^(?:gpkg_|sqlite_|rtree_)/iu.test(base) ? `layer_${base}` : base;
  let name = stem;
  for (let i = 2; taken.has(name.toLowerCase()); i++) name = `${stem} (${i})`;
  taken.add(name.toLowerCase());
  return name;
}

const sqlTypes = {
  text: 'TEXT',
  number: 'DOUBLE',
  integer: 'INTEGER',
  boolean: 'BOOLEAN',
  date: 'DATE',
} as const;

function writeTable(database: Database, table: OutTable, name: string): void {
  const fields = outColumns(table, ['fid', 'geom']);
  const spatial = table.features.some(shapeOf);
  const columns = [
    'fid INTEGER PRIMARY KEY AUTOINCREMENT NOT NULL',
    ...(spatial ? [`geom ${typeOf(table.features)}`] : []),
    ...fields.map(({ name: column, kind }) => `${quoted(column)} ${sqlTypes[kind]}`),
  ];
  database.run(`CREATE TABLE ${quoted(name)} (${columns.join(', ')})`);
  const total = noExtent();
  const marks = columns.map(() => '?').join(', ');
  const statement = database.prepare(`INSERT INTO ${quoted(name)} VALUES (${marks})`);
  try {
    table.features.forEach((feature, i) => {
      const geometry = spatial ? [geometryCell(feature, total)] : [];
      statement.run([i + 1, ...geometry, ...fields.map((field) => cellOf(field, feature))]);
    });
  } finally {
    statement.free();
  }
  database.run(
    'INSERT INTO gpkg_contents (table_name, data_type, identifier, description, min_x, min_y, max_x, max_y, srs_id) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)',
    [
      name,
      spatial ? 'features' : 'attributes',
      name,
      table.provenance,
      ...(spatial ? total : [null, null, null, null]),
      spatial ? 4326 : null,
    ],
  );
  if (!spatial) return;
  // z: 0 none has a height, 1 all have one, 2 some have.
  const heights = table.features.flatMap((feature) => shapeOf(feature) ?? []).map(hasHeight);
  const z = heights.every(Boolean) ? 1 : heights.some(Boolean) ? 2 : 0;
  database.run('INSERT INTO gpkg_geometry_columns VALUES (?, ?, ?, 4326, ?, 0)', [
    name,
    'geom',
    typeOf(table.features),
    z,
  ]);
}

/** The one type that all geometries have, else `GEOMETRY`. */
function typeOf(features: readonly Feature[]): string {
  const types = new Set(features.flatMap((feature) => shapeOf(feature)?.type ?? []));
  const [only] = types;
  return types.size === 1 && only ? only.toUpperCase() : 'GEOMETRY';
}

function geometryCell(feature: Feature, total: Extent): SqlValue {
  const geometry = shapeOf(feature);
  if (!geometry) return null;
  const extent = noExtent();
  stretch(extent, geometry);
  stretch(total, [extent.slice(0, 2), extent.slice(2)]);
  return writeGeometry(geometry, extent);
}

function cellOf(field: OutField, feature: Feature): SqlValue {
  const value = field.value(feature);
  return typeof value === 'boolean' ? Number(value) : value;
}
