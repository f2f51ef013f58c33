import type { Source } from '../domain/history';
import type { Sheet } from '../formats/sheet';
import type { KeptPart } from './keepImport';
import type { Target } from './make';
import type { Mapping } from './match';
import type { Treated } from './treat';

/** A table of a file on its way into a pack. */
interface TableFile {
  file: string;
  sha256: string;
  sheet: Sheet;
  /** Day of the data, ISO 8601; `null` if not known. */
  asOf: string | null;
}

/** How a table goes into a register that is there. */
export type Entering = Pick<KeptPart, 'way' | 'removals' | 'except' | 'decided'>;

/** A treated table as `keepParts` takes it: the fields that it gives are those that a column was mapped to. */
export const keptPart = (
  file: TableFile,
  target: Target,
  mapping: Mapping,
  treated: Treated,
  entering: Entering,
): KeptPart => ({
  target,
  features: treated.features,
  problems: treated.problems,
  counts: treated.counts,
  coordinates: treated.coordinates,
  source: sourceOf(file, treated),
  fields: Object.keys(mapping).filter((key) => mapping[key] !== null),
  ...entering,
});

/** A file as the history of a pack names it: what it was, how it was read, and what was taken for granted. */
const sourceOf = (file: TableFile, { transform, features, assumed }: Treated): Source => ({
  file: file.file,
  sha256: file.sha256,
  format: file.sheet.format,
  encoding: file.sheet.encoding,
  crs: transform ? transform.title['zh-CN'] : null,
  rows: file.sheet.rows.length,
  imported: features.length,
  asOf: file.asOf,
  notes: assumed,
});
