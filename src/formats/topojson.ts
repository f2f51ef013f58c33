import { text } from '../domain/text';
import type { Format } from './format';

/** TopoJSON, topologies only: each of its objects is a table. */
export const topojson: Format = {
  title: text('TopoJSON', 'TopoJSON'),
  endings: ['.topojson'],
  recognises: (head, name) => {
    if (name.endsWith('.topojson')) return true;
    const start = String.fromCharCode(...head.subarray(0, 4_096));
    return /^(?:\xef\xbb\xbf)?\s*\{/u.test(start) && /"type"\s*:\s*"Topology"/u.test(start);
  },
  open: async ([file]) => (await import('./topojsonRead')).openTopojson(file!.bytes),
};
