import { text } from '../domain/text';
import type { Format, Writer } from './format';
import { isZip } from './unzip';
import { isXmlOf } from './xmlHead';

/** Whether a file in a KMZ is one that is read. */
export function isKml(name: string): boolean {
  return /\.kml$/iu.test(name) && !name.startsWith('__MACOSX/');
}

/** OGC KML 2.3 and its predecessors, as `.kml` or packed as `.kmz`. */
export const kml: Format = {
  title: text('KML / KMZ', 'KML / KMZ'),
  endings: ['.kml', '.kmz'],
  recognises: (head, name) => (isZip(head) ? name.endsWith('.kmz') : isXmlOf('kml', head, name)),
  unpacks: isKml,
  open: async ([file], progress) => (await import('./kmlRead')).openKml(file!.bytes, progress),
};

/** Tables as folders of one KML 2.2 file; what must travel with the data stands in the descriptions. */
export const kmlWriter: Writer = {
  title: text('KML', 'KML'),
  ending: '.kml',
  mime: 'application/vnd.google-earth.kml+xml',
  many: true,
  write: async (tables) => (await import('./kmlWrite')).writeKml(tables),
};
