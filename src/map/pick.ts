import type { GeoJSONSource, Map, MapGeoJSONFeature, PointLike } from 'maplibre-gl';
import type { Selection } from '../layers/define';
import { hitOf } from './style';

/** A feature of a service: its source in the style and what the service says of it. */
export interface ServiceFeature {
  source: string;
  properties: Readonly<Record<string, unknown>>;
}

/** What lies under a click: a record, a cluster of them, or a feature of a service. */
export type Picked =
  | { kind: 'record'; selection: Selection }
  | { kind: 'cluster'; source: string; clusterId: number; center: [number, number] }
  | { kind: 'service'; feature: ServiceFeature };

/** How far a click may miss a symbol or a line, pixels. */
const tolerance = { mouse: 8, touch: 22 } as const;

type Screen = { x: number; y: number };

function picked(feature: MapGeoJSONFeature): Picked | null {
  const hit = hitOf(feature.layer);
  if (!hit) return null;
  const { geometry, properties, source } = feature;
  if (hit.kind === 'service') return { kind: 'service', feature: { source, properties } };
  if (hit.kind === 'cluster') {
    if (geometry.type !== 'Point') return null;
    const center = geometry.coordinates as [number, number];
    return { kind: 'cluster', source, clusterId: Number(properties.cluster_id), center };
  }
  const id: unknown = hit.register === 'towns' ? properties.code : properties.id;
  if (!hit.register || (typeof id !== 'string' && typeof id !== 'number')) return null;
  return { kind: 'record', selection: { register: hit.register, id: String(id) } };
}

const isPoint = ({ geometry }: MapGeoJSONFeature) => /Point$/.test(geometry.type);
/** A line of a service; those of the pack, such as outlines of towns, are parts of their areas. */
const isServiceLine = ({ layer }: MapGeoJSONFeature) =>
  layer.type === 'line' && hitOf(layer)?.kind === 'service';

/**
 * The one thing that a click means: the topmost point exactly there as the map is drawn, whether of the pack or of a
 * service; else the nearest point within the tolerance; else a line of a service within it; else the topmost area.
 * @param layers ids of the layers that take clicks, all of them on the map
 */
export function hitAt(map: Map, layers: string[], at: Screen, touch: boolean): Picked | null {
  if (layers.length === 0) return null;
  const query = (box: PointLike | [PointLike, PointLike]) =>
    map.queryRenderedFeatures(box, { layers });
  const exact = query([at.x, at.y]);
  const direct = exact.find(isPoint);
  if (direct) return picked(direct);
  const distance = ({ geometry }: MapGeoJSONFeature) => {
    const places =
      geometry.type === 'Point'
        ? [geometry.coordinates]
        : geometry.type === 'MultiPoint'
          ? geometry.coordinates
          : [];
    return Math.min(
      ...places.map((place) => {
        const { x, y } = map.project(place as [number, number]);
        return Math.hypot(x - at.x, y - at.y);
      }),
    );
  };
  const around = query(boxAround(at, touch));
  const [nearest] = around.filter(isPoint).toSorted((a, b) => distance(a) - distance(b));
  const found = nearest ?? around.find(isServiceLine) ?? exact[0];
  return found ? picked(found) : null;
}

function boxAround(at: Screen, touch: boolean): [PointLike, PointLike] {
  const reach = touch ? tolerance.touch : tolerance.mouse;
  return [
    [at.x - reach, at.y - reach],
    [at.x + reach, at.y + reach],
  ];
}

/** The shelter that a click would select, and where it lies. */
export function shelterAt(map: Map, layers: string[], at: Screen, touch: boolean) {
  const hit = hitAt(map, layers, at, touch);
  if (hit?.kind !== 'record' || hit.selection.register !== 'shelters') return null;
  const { id } = hit.selection;
  const found = map
    .queryRenderedFeatures(boxAround(at, touch), { layers })
    .find(({ geometry, properties }) => geometry.type === 'Point' && properties.id === id);
  if (found?.geometry.type !== 'Point') return null;
  return { id, place: found.geometry.coordinates as [number, number] };
}

/** Goes to where a cluster comes apart. */
export async function openCluster(
  map: Map,
  cluster: Extract<Picked, { kind: 'cluster' }>,
  reducedMotion: boolean,
): Promise<void> {
  const source = map.getSource<GeoJSONSource>(cluster.source);
  if (!source) return;
  const zoom = await source.getClusterExpansionZoom(cluster.clusterId);
  if (reducedMotion) map.jumpTo({ center: cluster.center, zoom });
  else map.easeTo({ center: cluster.center, zoom, duration: 260 });
}
