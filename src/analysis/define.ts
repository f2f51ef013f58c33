import type { FeatureCollection } from 'geojson';
import type * as v from 'valibot';
import type { Lattice } from '../domain/grid';
import type { Tag } from '../domain/scheme';
import type { Text } from '../domain/text';
import type { Pack } from '../pack/pack';

/** One column of a result table. */
export interface Column {
  key: string;
  label: Text;
  unit?: Text;
  /** What the ids in a text column are called; other values stand for themselves. */
  options?: Readonly<Record<string, Text>>;
  kind:
    | 'text'
    | 'people'
    | 'share'
    | 'metres'
    | 'squareMetres'
    | 'squareMetresPerPerson'
    | 'count'
    | 'degrees'
    | 'minutes'
    | 'squareKilometres'
    /** A plain number of up to three decimals, such as places per resident. */
    | 'ratio';
}

/** A result as a table; `null` is unknown, never 0. */
export interface Table {
  id: string;
  title: Text;
  columns: Column[];
  rows: Record<string, string | number | null>[];
}

/** An image on the map: one class a cell, 0 is transparent; colours are chosen by the theme where it is drawn. */
export interface CellImage extends Lattice {
  classes: Uint8Array;
}

/** One of the figures that an answer begins with, most important first. */
export interface Headline {
  id: string;
  label: Text;
  /** `null` is unknown. */
  value: number | null;
  kind: Exclude<Column['kind'], 'text' | 'degrees'>;
  /** What the value is a part of: it is then also shown as a share and a bar. */
  of?: number | null;
  /** Something that must be read with the figure. */
  note?: Text;
  /** Drawn as a warning: residents left over, overload. */
  caution?: boolean;
}

/** Lines over one axis, for example coverage against the number of new shelters. */
export interface Chart {
  id: string;
  title: Text;
  x: { label: Text; kind: Headline['kind'] };
  y: { label: Text; kind: Headline['kind'] };
  /** The first line is the answer, others are what it is compared with. */
  lines: { label: Text; points: [x: number, y: number][] }[];
}

/** How a number came to be; the interface opens it, every export contains it. */
export interface Provenance {
  analysis: string;
  version: string;
  method: Text;
  parameters: { label: Text; value: string | Text; tag?: Tag }[];
  datasets: {
    id: string;
    title: Text;
    source: Text;
    asOf: string | null;
    sha256: string | null;
    synthetic: boolean;
    count: number;
  }[];
  standards: { name: Text; tag: Tag }[];
  errorBound: Text;
  /** Whether any input holds generated records; then every export says 示例数据. */
  synthetic: boolean;
  /** Things a reader must know: what was left out and why. */
  notes: Text[];
}

export interface Answer<Summary> {
  summary: Summary;
  tables: Table[];
  /** What a panel that knows nothing of the analysis shows first; analyses with a panel of their own have none. */
  headlines?: Headline[];
  charts?: Chart[];
  /** Map results by name, for example `service` and `uncovered`. */
  features: Record<string, FeatureCollection>;
  images: Record<string, CellImage>;
  provenance: Provenance;
}

/** Tells how far a job has come: what is counted, how many are done, of how many. */
export type Progress = (done: number, total: number, what: Text) => void;

/** A pure question to the pack. */
export interface Analysis<
  Schema extends v.GenericSchema,
  Summary,
  Result extends Answer<Summary> | Promise<Answer<Summary>> = Answer<Summary>,
> {
  title: Text;
  /** `live` answers under 50 ms and the latest question wins; a `job` reports progress and can be cancelled. */
  pace: 'live' | 'job';
  /** Parameters, with a default for each: `v.parse(params, {})` gives a question that can be asked. */
  params: Schema;
  run(pack: Pack, params: v.InferOutput<Schema>, progress?: Progress): Result;
}

export const defineAnalysis = <
  Schema extends v.GenericSchema,
  Summary,
  Result extends Answer<Summary> | Promise<Answer<Summary>> = Answer<Summary>,
>(
  analysis: Analysis<Schema, Summary, Result>,
) => analysis;
