import { text } from '../domain/text';
import type { Format } from './format';
import { maxStreamedBytes } from './sheet';

/** GeoJSON with one feature a line, also with record separators as in RFC 8142. */
export const geojsonLines: Format = {
  title: text('逐行 GeoJSON', 'Newline-delimited GeoJSON'),
  endings: ['.geojsonl', '.geojsons', '.ndjson', '.ndgeojson', '.jsonl', '.geojsonseq'],
  maxBytes: maxStreamedBytes,
  recognises: (head, name) => {
    if (geojsonLines.endings.some((ending) => name.endsWith(ending))) return true;
    // Not spread over the arguments of a call: the stack of a worker is small.
    const start = new TextDecoder('latin1').decode(head.subarray(0, 65_536));
    if (start.replace(/^\xef\xbb\xbf/u, '').startsWith('\x1e')) return true;
    // Two whole objects on two lines are no single JSON text.
    const [first = '', second = ''] = start.split(/\r?\n/u);
    return /^\s*\{.*\}\s*$/u.test(first) && /^\s*\{/u.test(second);
  },
  open: async ([file]) => (await import('./geojsonLinesRead')).openLines(file!.bytes),
};
