import { text } from '../domain/text';
import type { Format, Writer } from './format';
import { isZip } from './unzip';

/** Latin-1 text of the first bytes, without the zero bytes of UTF-16. */
const headText = (head: Uint8Array): string =>
  String.fromCharCode(...head.subarray(0, 4096)).replaceAll('\0', '');

/** OGC KML 2.3 and its predecessors, as `.kml` or packed as `.kmz`. */
export const kml: Format = {
  title: text('KML / KMZ', 'KML / KMZ'),
  endings: ['.kml', '.kmz'],
  recognises: (head, name) =>
    isZip(head)
      ? name.endsWith('.kmz')
      : /<(?:\w+:)?kml[\s>]/u.test(headText(head)) || name.endsWith('.kml'),
  open: async ([file]) => (await import('./kmlRead')).openKml(file!.bytes),
};

/** Tables as folders of one KML 2.2 file; what must travel with the data stands in the descriptions. */
export const kmlWriter: Writer = {
  title: text('KML', 'KML'),
  ending: '.kml',
  mime: 'application/vnd.google-earth.kml+xml',
  many: true,
  write: async (tables) => (await import('./kmlWrite')).writeKml(tables),
};
