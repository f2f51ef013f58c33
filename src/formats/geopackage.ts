import { text } from '../domain/text';
import type { Format, Writer } from './format';

/** A GeoPackage (OGC 12-128r19): tables of features and of attributes in one SQLite file. */
export const geopackage: Format = {
  title: text('GeoPackage', 'GeoPackage'),
  endings: ['.gpkg'],
  // Other SQLite files are opened too, to be refused with a reason, and so is an encrypted or damaged .gpkg.
  recognises: (head, name) =>
    String.fromCharCode(...head.subarray(0, 15)) === 'SQLite format 3' || name.endsWith('.gpkg'),
  open: async ([file]) => (await import('./geopackageRead')).openGeopackage(file!.bytes),
};

/** Tables as a GeoPackage 1.3 in EPSG:4326; their provenance is the description of each in `gpkg_contents`. */
export const geopackageWriter: Writer = {
  title: text('GeoPackage', 'GeoPackage'),
  ending: '.gpkg',
  mime: 'application/geopackage+sqlite3',
  many: true,
  write: async (tables) => (await import('./geopackageWrite')).writeGeopackage(tables),
};
