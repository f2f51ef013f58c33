import { text } from '../domain/text';
import type { Format } from './format';

/** First bytes of dBase III to V and FoxPro files, with and without memo; dBase 7 is recognised to be refused. */
const versions = new Set([0x02, 0x03, 0x04, 0x05, 0x30, 0x31, 0x32, 0x43, 0x63, 0x83, 0x8b, 0xf5]);

/** A .dbf alone: a table of dBase or FoxPro, as it lies beside a .shp. */
export const dbf: Format = {
  title: text('dBase 表格', 'dBase table'),
  endings: ['.dbf'],
  companions: ['.cpg'],
  recognises: (head, name) => name.endsWith('.dbf') && versions.has(head[0]!),
  open: async (files) => (await import('./shapefileRead')).openDbf(files),
};
