import type {
  LayerSpecification,
  SourceSpecification,
  StyleSpecification,
  GeoJSONSourceSpecification,
} from 'maplibre-gl';
import type { Locale } from '../domain/text';
import { layerIds, layers, type LayerId } from '../layers';
import {
  clusterProperties,
  places,
  type Choropleth,
  type Drawing,
  type DrawingContext,
  type ImageKey,
  type Layer,
  type Selection,
  type SourceKey,
} from '../layers/define';
import { palettes, type Theme } from '../layers/palette';
import type { ServicePart } from '../layers/services';
import { faded } from './opacity';

/** A picture and its corners in degrees: north-west, north-east, south-east, south-west. */
interface MapImage {
  url: string;
  coordinates: [[number, number], [number, number], [number, number], [number, number]];
}

/** A basemap that the user set up: tiles of 256 px by `{z}/{x}/{y}`. */
export interface Basemap {
  template: string;
  attribution: string;
  maxZoom: number;
}

/** Everything the map depends on. */
export interface MapInput {
  /** GeoJSON by address, a file or a blob; never inline, so that comparing two styles stays cheap. */
  urls: Partial<Record<SourceKey, string>>;
  images: Partial<Record<ImageKey, MapImage>>;
  shown: readonly LayerId[];
  /** Opacity of a layer from 0 to 1; 1 where nothing is given. */
  opacity: Partial<Record<LayerId, number>>;
  theme: Theme;
  locale: Locale;
  choropleth: Choropleth | null;
  selection: Selection | null;
  basemap: Basemap | null;
  /** Layers of results and scenarios that are shown besides the pack's own; none when left out. */
  overlays?: Readonly<Record<string, Layer>>;
  /** What the open result was asked with. */
  params?: Readonly<Record<string, unknown>>;
  /** Services of the pack that can be drawn; none when left out. */
  services?: readonly ServicePart[];
}

/** What a click on a layer of the style means; in its `metadata`. */
export interface Hit {
  kind: 'record' | 'cluster' | 'service';
  register?: Selection['register'];
}

/** Radius and limits of clusters: together from three up within 52 px, apart from z 14 on. */
const clustering = {
  cluster: true,
  clusterRadius: 52,
  clusterMinPoints: 3,
  clusterMaxZoom: 13,
  clusterProperties,
} satisfies Partial<GeoJSONSourceSpecification>;

/** Sources whose records are clustered. */
const clustered = new Set<string>(
  layerIds.filter((id) => layers[id].clustered).map((id) => layers[id].shows),
);

/** A clustered source again, apart, so that the selected record is drawn even when it lies in a cluster. */
const singleSource = (key: string) => (clustered.has(key) ? `${key}-single` : key);

function sourcesOf({ urls, images, selection, basemap, services = [] }: MapInput) {
  const sources: Record<string, SourceSpecification> = {};
  if (basemap) {
    sources.basemap = {
      type: 'raster',
      tiles: [basemap.template],
      tileSize: 256,
      maxzoom: basemap.maxZoom,
      attribution: basemap.attribution,
    };
  }
  for (const { sourceId, source } of services) sources[sourceId] = source;
  for (const [key, image] of Object.entries(images)) sources[key] = { type: 'image', ...image };
  for (const [key, data] of Object.entries(urls)) {
    sources[key] = { type: 'geojson', data, ...(clustered.has(key) ? clustering : {}) };
    if (clustered.has(key) && selection?.register === key) {
      sources[singleSource(key)] = { type: 'geojson', data };
    }
  }
  return sources;
}

function placed(id: string, { register }: Layer, drawing: Drawing, opacity: number) {
  const { name, place, from, hit, single, ...spec } = drawing;
  const metadata: Hit | undefined = hit && { kind: hit, ...(register ? { register } : {}) };
  const layer = {
    ...spec,
    id: `${id}/${name}`,
    source: single ? singleSource(from) : from,
    ...(metadata ? { metadata } : {}),
  } as LayerSpecification;
  return { place, layer: faded(layer, opacity) };
}

/**
 * The whole map as one value: sources, and the drawings of every shown layer in their places. Images of symbols are
 * named `symbol@theme` and must be added to the map before; see `images.ts`. The theme stands in `metadata`.
 */
export function buildStyle(input: MapInput): StyleSpecification {
  const { theme, locale, choropleth, selection, basemap, opacity, overlays = {} } = input;
  const { services = [] } = input;
  const palette = palettes[theme];
  const sources = sourcesOf(input);
  const context: DrawingContext = {
    palette,
    theme,
    locale,
    choropleth,
    selection,
    basemap: basemap !== null || services.some(({ ground }) => ground),
    params: input.params ?? {},
    has: (key) => key in input.urls,
    image: (id) => `${id}@${theme}`,
  };
  const shown = new Set<LayerId>(input.shown);
  const own: [string, Layer, number][] = layerIds
    .filter((id) => shown.has(id))
    .map((id) => [id, layers[id], opacity[id] ?? 1]);
  const over = Object.entries(overlays).map(([id, layer]): [string, Layer, number] => [
    id,
    layer,
    1,
  ]);
  const drawn = [...own, ...over]
    .flatMap(([id, layer, seen]) =>
      layer.drawings(context).map((drawing) => placed(id, layer, drawing, seen)),
    )
    .filter(({ layer }) => 'source' in layer && layer.source in sources);
  if (basemap) {
    drawn.push({
      place: 'basemap',
      layer: {
        id: 'basemap',
        type: 'raster',
        source: 'basemap',
        paint: { 'raster-fade-duration': 0 },
      },
    });
  }
  for (const { place, layers } of services)
    drawn.push(...layers.map((layer) => ({ place, layer })));
  const order = (place: Drawing['place']) => places.indexOf(place);
  drawn.sort((a, b) => order(a.place) - order(b.place));
  return {
    version: 8,
    // Nothing fades: what is on the map is true from the first frame on.
    transition: { duration: 0, delay: 0 },
    metadata: { theme },
    sources,
    layers: [
      {
        id: 'outside',
        type: 'background',
        paint: { 'background-color': palette['map-outside'] },
      },
      ...drawn.map(({ layer }) => layer),
    ],
  };
}

/** The theme a style was built for. */
export const themeOf = (style: StyleSpecification): Theme =>
  (style.metadata as { theme: Theme }).theme;

/** What a click on a layer of the style means; `null` when nothing. */
export const hitOf = ({ metadata }: Pick<LayerSpecification, 'metadata'>): Hit | null =>
  (metadata as Hit | undefined) ?? null;

const layersThat = ({ layers }: StyleSpecification, are: (hit: Hit) => boolean): string[] =>
  layers
    .filter((layer) => {
      const hit = hitOf(layer);
      return hit !== null && are(hit);
    })
    .map(({ id }) => id);

/** Ids of the layers of a style that a click selects records on. */
export const hitLayers = (style: StyleSpecification): string[] =>
  layersThat(style, ({ kind }) => kind !== 'service');

/** Ids of the layers of services whose features can be clicked. */
export const featureLayers = (style: StyleSpecification): string[] =>
  layersThat(style, ({ kind }) => kind === 'service');
