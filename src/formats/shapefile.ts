import { text } from '../domain/text';
import type { Format } from './format';
import { isShp } from './shp';

/** An ESRI Shapefile as loose files; one in a `.zip` is found by the format of archives. */
export const shapefile: Format = {
  title: text('Shapefile', 'Shapefile'),
  endings: ['.shp'],
  companions: ['.dbf', '.shx', '.prj', '.cpg', '.qpj', '.sbn', '.sbx', '.qix'],
  recognises: isShp,
  open: async (files) => (await import('./shapefileRead')).openShapefile(files),
};
