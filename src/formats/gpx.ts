import { text } from '../domain/text';
import type { Format } from './format';
import { isXmlOf } from './xmlHead';

/** GPX 1.0 and 1.1: waypoints, routes and tracks of a satellite receiver, each a table. */
export const gpx: Format = {
  title: text('GPX 航迹', 'GPX track'),
  endings: ['.gpx'],
  recognises: (head, name) => isXmlOf('gpx', head, name),
  open: async ([file]) => (await import('./gpxRead')).openGpx(file!.bytes),
};
