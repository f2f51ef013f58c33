import type { FeatureCollection } from 'geojson';
import type { AnalysisId, ParamsOf, SummaryOf } from '../analysis';
import type { CellImage, Chart, Headline, Provenance, Table } from '../analysis/define';
import type { LiveFigures } from '../analysis/live';
import type { Manifest } from '../domain/manifest';
import type { RegisterId } from '../domain/registers';
import type { Edit } from '../domain/scenario';
import type { Text } from '../domain/text';
import type { Area } from '../pack/pack';
import type { Fault } from '../pack/scenario';
import type { Found } from '../pack/search';
import type { EditQuestions } from './editProtocol';
import type { ImportQuestions } from './importProtocol';

/** Where a pack lies: a folder of this site, or the browser's own storage. */
export type PackSource = { kind: 'folder'; url: string } | { kind: 'own'; id: string };

/** One record of a register as the page needs it. */
export interface Entry {
  id: string;
  /** A position inside the feature, degrees. */
  longitude: number;
  latitude: number;
  properties: Record<string, unknown>;
}

export interface Opened {
  manifest: Manifest;
  /** What of it is sample data, as it stands on the map; `null` when nothing is. */
  sample: { words: Text; isPartly: boolean } | null;
  /** All residents of the pack, `null` when it holds none. */
  residents: number | null;
  records: Record<RegisterId, Entry[]>;
  district: FeatureCollection<Area>;
}

/** What can be painted as an image: the ground, the residents, or an image of an analysis' last answer. */
export type Painting =
  | 'relief'
  | 'residents'
  | 'uncovered'
  | 'nearest'
  | 'access'
  | 'unplaced'
  | 'walking'
  | 'newlyCovered'
  | 'difference'
  /** The uncovered residents that a scenario is held against. */
  | 'uncoveredBefore';

/** An image with the corners it is drawn at: north-west, north-east, south-east, south-west. */
export interface Painted {
  png: Blob;
  coordinates: [[number, number], [number, number], [number, number], [number, number]];
}

export interface PageAnswer<Id extends AnalysisId = AnalysisId> {
  summary: SummaryOf<Id>;
  tables: Table[];
  headlines: Headline[];
  charts: Chart[];
  /** Map results as GeoJSON, kept out of the page's heap for MapLibre to fetch. */
  features: Record<string, Blob>;
  /** Names of the images that can be painted; see {@link Painting}. */
  images: string[];
  provenance: Provenance;
}

/** What follows a dragged shelter: the figures, and the picture of uncovered residents where they are on a grid. */
export interface Frame {
  figures: LiveFigures;
  picture: ImageBitmap | null;
}

/** What the open pack becomes for a question: under the edits of a scenario; the pack itself never changes. */
export interface Variant {
  edits: readonly Edit[];
  /** What the scenario is called, which every export says. */
  scenario?: string;
}

/** A question to an analysis. */
export interface Asked extends Partial<Variant> {
  analysis: AnalysisId;
  params: unknown;
  /** The images of an answer that others are held against are kept beside those that are shown, as `…Before`. */
  role?: 'shown' | 'compared';
}

/** Every question that the page may put to the worker, with what it answers. */
export interface Questions extends ImportQuestions, EditQuestions {
  open: { ask: { source: PackSource }; answer: Opened };
  analyse: { ask: Asked; answer: PageAnswer };
  /** Coverage while a shelter is dragged. */
  frame: {
    ask: { params: unknown; edits: readonly Edit[]; colours: readonly string[] };
    answer: Frame;
  };
  /** Which edits of a scenario do not fit the open pack. */
  faults: { ask: { edits: readonly Edit[] }; answer: Fault[] };
  /** All map results of an answer as GeoJSON text, with the provenance. */
  export: { ask: Asked; answer: string };
  paint: { ask: { what: Painting; colours: string[] }; answer: Painted | null };
  /** The images of the last answers, for handing those of a job to the standing worker before its own ends. */
  images: { ask: null; answer: Record<string, CellImage> };
  adopt: { ask: { analysis: AnalysisId; images: Record<string, CellImage> }; answer: null };
  search: { ask: { query: string }; answer: Found[] };
}
export type Question = keyof Questions;

export type Request = {
  [Q in Question]: { id: number; question: Q; ask: Questions[Q]['ask'] };
}[Question];

export type Reply =
  | { id: number; kind: 'answer'; answer: unknown }
  | { id: number; kind: 'failure'; reason: Text }
  | { id: number; kind: 'progress'; done: number; total: number; what: Text };

/** The parameters that an analysis takes. */
export type Params<Id extends AnalysisId> = ParamsOf<Id>;
