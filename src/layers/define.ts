import type {
  CircleLayerSpecification,
  ExpressionSpecification,
  FillLayerSpecification,
  LineLayerSpecification,
  RasterLayerSpecification,
  SymbolLayerSpecification,
} from 'maplibre-gl';
import type { Classes } from '../domain/classes';
import type { DatasetId } from '../domain/manifest';
import type { RegisterId } from '../domain/registers';
import type { Locale, Text } from '../domain/text';
import type { Painting } from '../worker/protocol';
import type { CellClass } from './images';
import type { Palette, PaletteKey, Theme } from './palette';
import type { SymbolId } from './symbols';

/** Pictures on the map; the app paints them in the theme's colours. */
export type ImageKey = Painting;

/** GeoJSON that drawings read: datasets of the pack, results of analyses, and shapes derived from a dataset. */
export type SourceKey =
  | Exclude<DatasetId, 'residents' | 'terrain'>
  /** The world without the district, see `veilOf`. */
  | 'veil'
  /** One point for each area, see `anchorsOf`; without them labels stand on the areas themselves. */
  | 'townAnchors'
  | 'forestAnchors'
  /** Rings of protection distance, see `safetyRings`. */
  | 'safety'
  /** Dissolved service areas of a coverage answer. */
  | 'service'
  /** The largest clusters of residents without a shelter. */
  | 'clusters'
  /** Areas of a buffer answer. */
  | 'buffer'
  /** Features of other layers inside them. */
  | 'bufferInside'
  /** The place that was asked about. */
  | 'asked'
  | OverlaySource;

/** Map results of the analyses with the general panel, under the names that the answers give them, and scenarios. */
type OverlaySource =
  | 'nearestFar'
  | 'flows'
  | 'loads'
  | 'newSites'
  | 'newService'
  | 'walkRoads'
  | 'exposed'
  | 'exposedFeatures'
  | 'union'
  /** Shelters that a scenario adds, moves, resizes or closes; `change` says which. */
  | 'scenarioShelters'
  /** Where a scenario cuts roads. */
  | 'scenarioCuts'
  /** Hazard zones that were drawn. */
  | 'scenarioZones'
  /** Areas and places that a form holds. */
  | 'drawn';

/**
 * Where a drawing lies, from below; layers may draw in several places. The places of labels stand in reverse of their
 * priority, because MapLibre places the topmost first; `clear` keeps labels off the symbols below them.
 */
export const places = [
  ...['land', 'basemap', 'forest', 'choropleth', 'relief', 'built-up', 'water', 'gap', 'roads'],
  ...['service', 'town-lines', 'veil', 'rings'],
  ...['facilities', 'reservoirs', 'geohazards', 'hazchem', 'shelters'],
  ...['label-shelters', 'label-roads', 'label-forests', 'label-rivers', 'label-reservoirs'],
  ...['label-long', 'label-selected', 'label-towns', 'label-streets'],
  ...['clear', 'clusters', 'selection'],
] as const;
export type Place = (typeof places)[number];

type Unplaced<Spec> = Spec extends unknown ? Omit<Spec, 'id' | 'source' | 'metadata'> : never;

/** A MapLibre layer without id and source; `name` is unique in its layer. */
export type Drawing = Unplaced<
  | FillLayerSpecification
  | LineLayerSpecification
  | CircleLayerSpecification
  | SymbolLayerSpecification
  | RasterLayerSpecification
> & {
  name: string;
  place: Place;
  from: SourceKey | ImageKey;
  /** A click here selects the record, or opens the cluster. */
  hit?: 'record' | 'cluster';
  /** Reads the unclustered copy of a clustered source. */
  single?: boolean;
};

export interface Selection {
  register: RegisterId;
  /** `id` of the record, `code` of a town. */
  id: string;
}

/** Towns coloured by a figure: percent covered, or m² per resident. `null` is unknown and hatched. */
export interface Choropleth {
  ramp: 'coverage' | 'squareMetres';
  byTown: readonly { code: string; value: number | null }[];
}

/** What drawings depend on besides the data. */
export interface DrawingContext {
  palette: Palette;
  theme: Theme;
  locale: Locale;
  choropleth: Choropleth | null;
  selection: Selection | null;
  /** Whether tiles of a basemap lie under everything. */
  basemap: boolean;
  /** What the open result was asked with; empty without one. */
  params: Readonly<Record<string, unknown>>;
  /** Whether this source is on the map. */
  has: (key: SourceKey) => boolean;
  /** Name of a symbol's image in the theme. */
  image: (id: SymbolId) => string;
}

/** A line of a legend: how it looks, what it means, which records it counts. */
export interface LegendEntry {
  label: Text;
  symbol?: SymbolId;
  /** An area or line by tokens; `pattern` lies over the fill. */
  swatch?: {
    fill?: PaletteKey;
    fillOpacity?: number;
    line?: PaletteKey;
    dashed?: boolean;
    pattern?: SymbolId;
    /** A ring round a symbol or a line; otherwise an area. */
    shape?: 'ring' | 'line';
  };
  /** Records with this value of the property belong to the entry; `null` means unknown. */
  where?: { property: string; value: string | number | boolean | null };
}

/** Layers that a result may stand in for: coverage's own, and the residents. */
const replacedIds = ['uncovered', 'residents', 'clustersUncovered', 'service'] as const;
type ReplacedId = (typeof replacedIds)[number];
/** What a picture that says something of every resident stands in for. */
export const everyonesLayers: readonly ReplacedId[] = replacedIds;

/** One kind of thing on the map, as data: name, drawings, legend, table. */
export interface Layer {
  title: Text;
  /** Overlays are results and scenarios: loaded when first needed, listed where they are asked for. */
  group: 'shelter' | 'hazard' | 'base' | 'overlay';
  /** The dataset, result or picture it shows and the catalogue counts. */
  shows: SourceKey | ImageKey;
  /** Whether it is on in a new session. */
  shown: boolean;
  selectable: boolean;
  /** Always on the map, with no line of its own in the catalogue. */
  unlisted?: boolean;
  register?: RegisterId;
  /** Columns of its table in order: keys of the register's fields. */
  columns?: readonly string[];
  symbol?: SymbolId;
  legend: readonly LegendEntry[];
  ramp?: { classes: Classes; unit: Text };
  /** Layers of the pack that it stands in for while it is shown: they would lie over what it says of the same people. */
  replaces?: readonly ReplacedId[];
  /** Classes of its picture, class 1 first, for the parameters that it was asked with: paint and legend in one. */
  cells?: (params: Readonly<Record<string, unknown>>) => readonly CellClass[];
  /** Many points: drawn together below z 14, with the worst risk grade among them. */
  clustered?: boolean;
  drawings: (context: DrawingContext) => Drawing[];
}

export const defineLayer = (layer: Layer): Layer => layer;

/** How many of these records an entry stands for; 0 when it counts nothing. */
export function countOf(
  { where }: LegendEntry,
  records: readonly Readonly<Record<string, unknown>>[],
): number {
  if (!where) return 0;
  return records.filter((record) => (record[where.property] ?? null) === where.value).length;
}

/** Property that worst-risk tags of a cluster read: the lowest grade number, 9 when no member is graded. */
export const clusterProperties: Record<string, ExpressionSpecification> = {
  worst: ['min', ['coalesce', ['get', 'riskGrade'], 9]] as unknown as ExpressionSpecification,
};
