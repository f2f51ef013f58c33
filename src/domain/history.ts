import type { Feature, Geometry, Position } from 'geojson';
import * as v from 'valibot';
import { datasetIds } from './datasetIds';
import { Dataset } from './manifest';
import { Day } from './record';
import { registerIds } from './registers';

const Sentence = v.object({ 'zh-CN': v.string(), en: v.string() });
const Sha256 = v.pipe(v.string(), v.regex(/^[0-9a-f]{64}$/));
const Name = v.pipe(v.string(), v.minLength(1), v.maxLength(200));

/** Positions of a geometry lie this deep in arrays, by its type; registers hold no other types. */
const depths: Readonly<Record<string, number>> = { Point: 0, Polygon: 2, MultiPolygon: 3 };

const isPosition = (part: unknown): part is Position =>
  Array.isArray(part) && part.length >= 2 && part.every(Number.isFinite);

const isNested = (part: unknown, depth: number): boolean =>
  depth === 0
    ? isPosition(part)
    : Array.isArray(part) && part.every((inner) => isNested(inner, depth - 1));

function isFeature(input: unknown): input is Feature<Geometry, Record<string, unknown>> {
  if (typeof input !== 'object' || input === null) return false;
  const { type, geometry, properties } = input as Partial<Feature>;
  if (type !== 'Feature' || typeof properties !== 'object' || properties === null) return false;
  if (typeof geometry !== 'object' || geometry === null || !('coordinates' in geometry))
    return false;
  const depth = depths[geometry.type];
  return depth !== undefined && isNested(geometry.coordinates, depth);
}

/** A record as it was or is; kept member by member as it stands in the file, so that stepping back gives its bytes. */
const Entry = v.custom<Feature<Geometry, Record<string, unknown>>>(
  isFeature,
  'A record is a GeoJSON feature with a point or an area.',
);

/** One record of a register before and after a step: `null` before is a new one, `null` after one that went. */
export const Change = v.pipe(
  v.object({
    dataset: v.picklist(registerIds),
    /** The record's `id`, or `code` for towns. */
    id: v.pipe(v.string(), v.minLength(1), v.maxLength(200)),
    before: v.nullable(Entry),
    after: v.nullable(Entry),
    /** Place among the records of the file, from 0: where it went from, or came to; `null` where it stays. */
    row: v.nullable(v.pipe(v.number(), v.integer(), v.minValue(0))),
  }),
  v.check(({ before, after }) => before !== null || after !== null, 'A change changes a record.'),
);
export type Change = v.InferOutput<typeof Change>;

/** A dataset that a step changed as a whole: residents, roads and the like have no keys, and some imports are large. */
export const FileChange = v.object({
  dataset: v.picklist(datasetIds),
  /** SHA-256 of the file; `null` where the pack had, or has, none. */
  before: v.nullable(Sha256),
  after: v.nullable(Sha256),
});
export type FileChange = v.InferOutput<typeof FileChange>;

/** What the manifest says of a dataset before and after a step: its file, source, day and note. */
const EntryChange = v.object({
  dataset: v.picklist(datasetIds),
  before: v.nullable(Dataset),
  after: v.nullable(Dataset),
});

/** What the manifest says of the whole pack and follows from its datasets. */
export const Figures = v.object({
  extent: v.tuple([v.number(), v.number(), v.number(), v.number()]),
  asOf: v.nullable(Day),
  synthetic: v.boolean(),
  assign: v.picklist(['area', 'point']),
});
export type Figures = v.InferOutput<typeof Figures>;

/** The file that a step brought in. */
export const Source = v.object({
  file: Name,
  sha256: Sha256,
  format: v.string(),
  encoding: v.nullable(v.string()),
  /** Coordinate system that the file was taken for, as it was said to the person. */
  crs: v.nullable(v.string()),
  /** Rows of the file, and how many of them are in the pack. */
  rows: v.pipe(v.number(), v.integer(), v.minValue(0)),
  imported: v.pipe(v.number(), v.integer(), v.minValue(0)),
  /** Day of the data; `null` if not known. */
  asOf: v.nullable(Day),
  /** What was set aside, taken for granted or converted. */
  notes: v.array(Sentence),
  /** Fields that it had columns for; left out by steps that were made before this was kept. */
  fields: v.optional(v.array(Name)),
});
export type Source = v.InferOutput<typeof Source>;

/** Values of a record that were edited by hand and that the file of a step says otherwise; `geometry` is the place. */
export const HandEdits = v.object({
  dataset: v.picklist(registerIds),
  id: v.pipe(v.string(), v.minLength(1), v.maxLength(200)),
  /** Fields that stayed as a person had made them. */
  kept: v.array(Name),
  /** Fields that the file took the place of. */
  overwritten: v.array(Name),
});
export type HandEdits = v.InferOutput<typeof HandEdits>;

/** One step of a pack's history: who reads it knows what was done, when, from which file, and what it changed. */
export const Step = v.object({
  id: v.pipe(v.string(), v.minLength(1), v.maxLength(100)),
  /** Moment as ISO 8601 with its zone, for example `2026-05-01T08:00:00Z`. */
  at: v.pipe(v.string(), v.isoTimestamp('A moment is written 2026-05-01T08:00:00Z.')),
  kind: v.picklist(['import', 'update', 'edit', 'mend', 'restore']),
  title: Sentence,
  source: v.nullable(Source),
  /** The step that this one takes back; `null` unless it is a `restore`. */
  restores: v.nullable(v.string()),
  changes: v.array(Change),
  files: v.array(FileChange),
  entries: v.array(EntryChange),
  pack: v.object({ before: Figures, after: Figures }),
  /** What became of values that were edited by hand; left out where there were none. */
  byHand: v.optional(v.array(HandEdits)),
});
export type Step = v.InferOutput<typeof Step>;

/** The review trail of a pack, oldest step first; it only grows, a step back is a step too. */
export const History = v.pipe(
  v.object({ format: v.literal(1), steps: v.array(Step) }),
  v.check(
    ({ steps }) => new Set(steps.map(({ id }) => id)).size === steps.length,
    'Each step has an id of its own.',
  ),
);
export type History = v.InferOutput<typeof History>;

/** The history of a pack that has none yet. */
export const emptyHistory = (): History => ({ format: 1, steps: [] });

const hour = 3_600_000;

/**
 * The day of a moment in China, ISO 8601: one zone, eight hours ahead of UTC, no summer time.
 * @param at ISO 8601 with its zone
 */
export const dayOf = (at: string): string =>
  new Date(Date.parse(at) + 8 * hour).toISOString().slice(0, 10);
