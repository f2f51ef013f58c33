import { refuseOtherKinds } from './binary';
import { csv } from './csv';
import type { Format } from './format';
import { geojson } from './geojson';
import { checkSize, type Sheet } from './sheet';

/** Every format that can be read; the first that recognises the bytes reads them. */
export const formats = { geojson, csv } as const satisfies Record<string, Format>;

/** Endings of file names for a file dialog, for example `.geojson,.json,.csv`. */
export const acceptedEndings = Object.values(formats)
  .flatMap(({ endings }) => endings)
  .join(',');

/**
 * Reads a file into rows: format, character set and separator are told from its content; only a name that ends in
 * `.json` or `.geojson` makes it GeoJSON whatever it holds.
 * @param name file name with its ending
 * @throws Failure with one sentence when the file is empty, too large, of another kind, or broken
 */
export function readSheet(name: string, bytes: Uint8Array): Sheet {
  checkSize(bytes.length);
  refuseOtherKinds(bytes);
  const named = formats.geojson.endings.some((ending) => name.toLowerCase().endsWith(ending));
  const format = named
    ? formats.geojson
    : Object.values(formats).find((candidate) => candidate.recognises(bytes));
  return (format ?? formats.csv).read(bytes);
}

export { checkSize, maxBytes, type Problem, type Sheet } from './sheet';
