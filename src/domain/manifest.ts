import * as v from 'valibot';
import { datasetIds } from './datasetIds';
import { Day } from './record';
import { Service } from './service';

const Bilingual = v.object({ 'zh-CN': v.string(), en: v.string() });

export type DatasetId = (typeof datasetIds)[number];

/** One dataset of a pack: where it lies and where it came from. */
export const Dataset = v.object({
  /** File name inside the pack: `.geojson` or `.tif`. */
  file: v.pipe(v.string(), v.regex(/^[a-z0-9-]+\.(geojson|tif)$/)),
  count: v.pipe(v.number(), v.integer(), v.minValue(0)),
  source: Bilingual,
  licence: v.string(),
  asOf: v.nullable(Day),
  /** Day of the last edit by hand; an edit of one record makes the others no newer, so `asOf` stays. */
  edited: v.optional(Day),
  /** SHA-256 of the file, hexadecimal. */
  sha256: v.pipe(v.string(), v.regex(/^[0-9a-f]{64}$/)),
  /** Holds generated records: 示例数据. */
  synthetic: v.boolean(),
  /** Shape or position is a sketch, no legal boundary and no survey. */
  schematic: v.boolean(),
  note: v.nullable(Bilingual),
});
export type Dataset = v.InferOutput<typeof Dataset>;

/** A figure that the district's plan sets or reports. */
export const Target = v.object({
  id: v.string(),
  label: Bilingual,
  op: v.picklist(['=', '<', '>', '<=', '>=', '~']),
  value: v.number(),
  unit: v.string(),
  year: v.nullable(v.number()),
  status: v.picklist(['baseline', 'achieved', 'target', 'planned', 'rule']),
});
export type Target = v.InferOutput<typeof Target>;

/** `pack.json`. */
export const Manifest = v.object({
  format: v.literal(1),
  id: v.pipe(v.string(), v.regex(/^[a-z0-9][a-z0-9-]{0,62}$/)),
  name: Bilingual,
  fullName: Bilingual,
  adcode: v.nullable(v.string()),
  /** What the district is called, where the pack is called something else: a copy, a public edition, an own title. */
  districtNames: v.optional(v.array(v.string())),
  /** West, south, east, north in degrees, WGS 84. */
  extent: v.tuple([v.number(), v.number(), v.number(), v.number()]),
  /** Day of the oldest dataset whose day is known; `null` when none is. */
  asOf: v.nullable(Day),
  /** Position of the seat of the district, for its label and the first view. */
  seat: v.nullable(v.tuple([v.number(), v.number()])),
  synthetic: v.boolean(),
  /** 审图号; `null` when not filled in. */
  mapReviewNumber: v.nullable(v.string()),
  plan: v.nullable(v.string()),
  targets: v.array(Target),
  /** Towns of the register without a known position: they have no area here and are not invented. */
  townsWithoutPosition: v.array(v.object({ code: v.string(), name: v.string() })),
  /** How residents given per area are placed: spread over the area, or at a representative point. */
  assign: v.picklist(['area', 'point']),
  /** Services of the web that are layers of this pack, the lowest first; without keys. */
  services: v.optional(v.array(Service), []),
  datasets: v.partial(
    v.object(
      Object.fromEntries(datasetIds.map((id) => [id, Dataset])) as Record<
        DatasetId,
        typeof Dataset
      >,
    ),
  ),
});
export type Manifest = v.InferOutput<typeof Manifest>;
