import type { LayerSpecification, SourceSpecification } from 'maplibre-gl';
import type { Service } from '../domain/service';
import type { Place } from './define';
import type { Palette } from './palette';

/** What a service gives the map besides its settings. */
export type ServiceData =
  | { kind: 'raster'; tiles: string; tileSize: 256 | 512 }
  | { kind: 'vector'; tiles: string; layers: readonly string[] }
  | { kind: 'features'; url: string };

/** A service on the map: its source, and its layers in their place. Its address and key are not in it. */
export interface ServicePart {
  source: SourceSpecification;
  sourceId: string;
  place: Place;
  layers: LayerSpecification[];
  /** Whether it is a ground that goes on beyond the district. */
  ground: boolean;
}

/** Ids of sources and layers of services begin so. */
export const servicePrefix = 'web-service:';

/** Places of the two sides of the registers: with the basemap, and over the symbols but under the names. */
const placeOf = { below: 'basemap', above: 'shelters' } as const satisfies Record<
  Service['place'],
  Place
>;

/** Points, lines and areas in ink: of what a service draws nobody knows the meaning here, and colours have meanings. */
function neutral(
  id: string,
  source: string,
  { opacity, minZoom }: Service,
  palette: Palette,
  sourceLayer?: string,
): LayerSpecification[] {
  const common = {
    source,
    // A click on them shows what the service says.
    metadata: { kind: 'service' },
    ...(sourceLayer === undefined ? {} : { 'source-layer': sourceLayer }),
  };
  const zooms = sourceLayer === undefined ? {} : { minzoom: minZoom };
  const kind = (type: string) => ({ filter: ['==', ['geometry-type'], type] as never });
  return [
    {
      ...common,
      ...zooms,
      id: `${id}/area`,
      type: 'fill',
      ...kind('Polygon'),
      paint: { 'fill-color': palette['ink-2'], 'fill-opacity': 0.12 * opacity },
    },
    {
      ...common,
      ...zooms,
      id: `${id}/line`,
      type: 'line',
      filter: ['!=', ['geometry-type'], 'Point'] as never,
      layout: { 'line-join': 'round', 'line-cap': 'round' },
      paint: { 'line-color': palette['ink-2'], 'line-width': 1.4, 'line-opacity': 0.9 * opacity },
    },
    {
      ...common,
      ...zooms,
      id: `${id}/point`,
      type: 'circle',
      ...kind('Point'),
      paint: {
        'circle-color': palette['surface-1'],
        'circle-radius': 4.5,
        'circle-stroke-color': palette['ink-2'],
        'circle-stroke-width': 2,
        'circle-opacity': opacity,
        'circle-stroke-opacity': opacity,
      },
    },
  ];
}

/** The part of the style that draws a service. */
export function servicePart(service: Service, data: ServiceData, palette: Palette): ServicePart {
  const sourceId = `${servicePrefix}${service.id}`;
  const place = placeOf[service.place];
  const { minZoom, maxZoom, opacity, extent } = service;
  const tiled = (tiles: string) => ({
    tiles: [tiles],
    minzoom: minZoom,
    maxzoom: maxZoom,
    ...(extent ? { bounds: withinWorld(extent) } : {}),
  });
  if (data.kind === 'raster') {
    return {
      sourceId,
      place,
      ground: service.place === 'below',
      source: { type: 'raster', tileSize: data.tileSize, ...tiled(data.tiles) },
      layers: [
        {
          id: `${sourceId}/picture`,
          type: 'raster',
          source: sourceId,
          paint: { 'raster-opacity': opacity, 'raster-fade-duration': 0 },
        },
      ],
    };
  }
  if (data.kind === 'vector') {
    return {
      sourceId,
      place,
      ground: service.place === 'below',
      source: { type: 'vector', ...tiled(data.tiles) },
      layers: data.layers.flatMap((layer) =>
        neutral(`${sourceId}/${layer}`, sourceId, service, palette, layer),
      ),
    };
  }
  return {
    sourceId,
    place,
    ground: false,
    source: { type: 'geojson', data: data.url },
    layers: neutral(sourceId, sourceId, service, palette),
  };
}

/** Bounds as MapLibre takes them: latitudes within those of Web Mercator. */
const withinWorld = ([west, south, east, north]: readonly [number, number, number, number]) =>
  [Math.max(-180, west), Math.max(-85, south), Math.min(180, east), Math.min(85, north)] as [
    number,
    number,
    number,
    number,
  ];
