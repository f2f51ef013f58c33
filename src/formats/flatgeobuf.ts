import { text } from '../domain/text';
import type { Format, Writer } from './format';

/** FlatGeobuf, version 3: one table of features in a FlatBuffers file. */
export const flatgeobuf: Format = {
  title: text('FlatGeobuf', 'FlatGeobuf'),
  endings: ['.fgb'],
  recognises: (head, name) =>
    String.fromCharCode(...head.subarray(0, 3)) === 'fgb' || name.endsWith('.fgb'),
  open: async ([file]) => (await import('./flatgeobufRead')).openFlatgeobuf(file!.bytes),
};

/** One table as FlatGeobuf in EPSG:4326; its provenance is the description in the header. */
export const flatgeobufWriter: Writer = {
  title: text('FlatGeobuf', 'FlatGeobuf'),
  ending: '.fgb',
  mime: 'application/flatgeobuf',
  many: false,
  write: async (tables) => (await import('./flatgeobufWrite')).writeFlatgeobuf(tables),
};
