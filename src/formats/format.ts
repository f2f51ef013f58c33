import type { Feature } from 'geojson';
import type { Text } from '../domain/text';
import type { Encoding } from './encoding';
import type { Sheet } from './sheet';

/** A file as it was chosen, dropped, or found in an archive. */
export interface NamedFile {
  /** With its ending; without folders, but for a file of an archive. */
  name: string;
  bytes: Uint8Array;
}

/** One table of a file: a sheet of a workbook, a layer of a GeoPackage, a shapefile of an archive. */
export interface TableRef {
  /** Unique within the file. */
  id: string;
  /** As the file calls it; empty where a file of this format is one table. */
  title: string;
  /** `null` when it is not known before the table is read. */
  rows: number | null;
}

/** Called now and then while a large file is read. */
export type ReadProgress = (done: number, total: number, what: Text) => void;

/** What a person decided of how a table is read; what is left out is told from the file. */
export interface ReadOptions {
  encoding?: Encoding;
  /** First and last row of the head of a table, as a person counts them, from 1. */
  headRows?: readonly [first: number, last: number];
  progress?: ReadProgress;
}

/** A file that was recognised, with its tables in the order of the file; at least one. */
export interface Opened {
  /** Id of the format in the registry. */
  format: string;
  tables: readonly TableRef[];
  /** @throws Failure when the table cannot be read as a whole; what concerns one row is in `problems` */
  read(table: string, options?: ReadOptions): Promise<Sheet>;
}

/** One file format that can be read into rows. */
export interface Format {
  title: Text;
  /** Endings of file names, with the dot, lower case. */
  endings: readonly string[];
  /** Endings of files that belong to one of this format when they have its name otherwise, as `.dbf` to a `.shp`. */
  companions?: readonly string[];
  /** Largest file that is read, where it is more than that of other formats. */
  maxBytes?: number;
  /** Whether the file is of this format; `head` is the file or its first 4 KB at least. */
  recognises(head: Uint8Array, name: string): boolean;
  /** Which files of an archive are unpacked and stay in memory, where files of this format are archives. */
  unpacks?: (name: string) => boolean;
  /**
   * @param files the file, then its companions
   * @param progress how far it is where opening takes long, as unpacking does
   * @throws Failure when it cannot be read as a whole
   */
  open(files: readonly NamedFile[], progress?: ReadProgress): Promise<Opened>;
}

/** A column of a table to be written; cells are found by its key among the properties of the features. */
export interface OutColumn {
  key: string;
  label: string;
  kind: 'text' | 'number' | 'integer' | 'boolean' | 'date';
}

/** A table to be written. */
export interface OutTable {
  name: string;
  columns: readonly OutColumn[];
  /** In WGS 84 degrees; the geometry may be `null`. */
  features: readonly Feature[];
  /** What must travel with the data: source, date, 示例数据, how it was converted; may have several lines. */
  provenance: string;
}

/** One file format that can be written. */
export interface Writer {
  title: Text;
  /** With the dot. */
  ending: string;
  mime: string;
  /** Whether a file holds several tables. */
  many: boolean;
  write(tables: readonly OutTable[]): Promise<Uint8Array>;
}
