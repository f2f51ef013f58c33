import type { Database } from 'sql.js';
import { text, type Text } from '../domain/text';
import type { SheetCrs } from './sheet';
import { plainTables, rowsOf } from './sqlRead';

/** The geometry column of a table, from `gpkg_geometry_columns`; `null` if the table has none. */
export function geometryColumnOf(
  database: Database,
  table: string,
): { name: string; srsId: number } | null {
  if (!plainTables(database).has('gpkg_geometry_columns')) return null;
  const found = rowsOf(
    database,
    'SELECT table_name, column_name, srs_id FROM gpkg_geometry_columns NOT INDEXED LIMIT 10000',
  ).find(([name]) => String(name).toLowerCase() === table.toLowerCase());
  return found ? { name: String(found[1]), srsId: Number(found[2]) } : null;
}

/**
 * The coordinate system that `gpkg_spatial_ref_sys` gives for a number: its EPSG code, else its definition as WKT;
 * `null`, with a note, for the two undefined ones (-1, 0) and those that the table lacks.
 */
export function crsOf(
  database: Database,
  srsId: number,
): { definition: SheetCrs | null; notes: Text[] } {
  const none = (note: Text) => ({ definition: null, notes: [note] });
  if (srsId === 0 || srsId === -1) {
    return none(
      text(
        `图层写明坐标系未定义（srs_id ${srsId}）`,
        `the layer says that its coordinate system is undefined (srs_id ${srsId})`,
      ),
    );
  }
  const columns = plainTables(database).has('gpkg_spatial_ref_sys')
    ? rowsOf(database, 'PRAGMA table_info(gpkg_spatial_ref_sys)').map(([, name]) => String(name))
    : [];
  const wkt2 = columns.includes('definition_12_063') ? 'definition_12_063' : 'NULL';
  const row = columns.length
    ? rowsOf(
        database,
        `SELECT srs_id, srs_name, organization, organization_coordsys_id, definition, ${wkt2} FROM gpkg_spatial_ref_sys NOT INDEXED LIMIT 100000`,
      ).find(([id]) => Number(id) === srsId)
    : undefined;
  const [, name, organization, code, ...definitions] = row ?? [];
  const wkt = definitions.find(
    (definition) => typeof definition === 'string' && !/^\s*(?:undefined)?\s*$/iu.test(definition),
  );
  const epsg = String(organization).toUpperCase() === 'EPSG' && Number(code) > 0;
  if (!epsg && typeof wkt !== 'string') {
    return none(
      text(
        `坐标系 ${srsId} 在文件里没有定义`,
        `the coordinate system ${srsId} is not defined in the file`,
      ),
    );
  }
  const definition = epsg ? `EPSG:${Number(code)}` : String(wkt);
  return {
    definition: {
      definition,
      name: String(name ?? '') || definition.slice(0, 80),
      evidence: text('文件的 gpkg_spatial_ref_sys 表', 'gpkg_spatial_ref_sys of the file'),
    },
    notes: [],
  };
}
