import type { GeoJSONSource, Map, MapGeoJSONFeature, PointLike } from 'maplibre-gl';
import type { Selection } from '../layers/define';
import { hitOf } from './style';

/** What lies under a click: a record, or a cluster of them. */
export type Picked =
  | { kind: 'record'; selection: Selection }
  | { kind: 'cluster'; source: string; clusterId: number; center: [number, number] };

/** How far a click may miss a symbol, pixels. */
const tolerance = { mouse: 8, touch: 22 } as const;

type Screen = { x: number; y: number };

function picked(feature: MapGeoJSONFeature): Picked | null {
  const hit = hitOf(feature.layer);
  if (!hit) return null;
  const { geometry, properties, source } = feature;
  if (hit.kind === 'cluster') {
    if (geometry.type !== 'Point') return null;
    const center = geometry.coordinates as [number, number];
    return { kind: 'cluster', source, clusterId: Number(properties.cluster_id), center };
  }
  const id: unknown = hit.register === 'towns' ? properties.code : properties.id;
  if (!hit.register || (typeof id !== 'string' && typeof id !== 'number')) return null;
  return { kind: 'record', selection: { register: hit.register, id: String(id) } };
}

/**
 * The topmost record or cluster exactly at a point of the screen, points before areas; else the nearest point record
 * within the tolerance; else the area there.
 * @param layers ids of the layers that take clicks, all of them on the map
 */
export function hitAt(map: Map, layers: string[], at: Screen, touch: boolean): Picked | null {
  if (layers.length === 0) return null;
  const query = (box: PointLike | [PointLike, PointLike]) =>
    map.queryRenderedFeatures(box, { layers });
  const isPoint = ({ geometry }: MapGeoJSONFeature) => geometry.type === 'Point';
  const exact = query([at.x, at.y]);
  const direct = exact.find(isPoint);
  if (direct) return picked(direct);
  const reach = touch ? tolerance.touch : tolerance.mouse;
  const box: [PointLike, PointLike] = [
    [at.x - reach, at.y - reach],
    [at.x + reach, at.y + reach],
  ];
  const distance = ({ geometry }: MapGeoJSONFeature) => {
    if (geometry.type !== 'Point') return Infinity;
    const { x, y } = map.project(geometry.coordinates as [number, number]);
    return Math.hypot(x - at.x, y - at.y);
  };
  const near = query(box).filter(isPoint);
  const nearest = near.toSorted((a, b) => distance(a) - distance(b))[0];
  const found = nearest ?? exact[0];
  return found ? picked(found) : null;
}

/** The shelter that a click would select, and where it lies. */
export function shelterAt(map: Map, layers: string[], at: Screen, touch: boolean) {
  const hit = hitAt(map, layers, at, touch);
  if (hit?.kind !== 'record' || hit.selection.register !== 'shelters') return null;
  const { id } = hit.selection;
  const reach = touch ? tolerance.touch : tolerance.mouse;
  const found = map
    .queryRenderedFeatures(
      [
        [at.x - reach, at.y - reach],
        [at.x + reach, at.y + reach],
      ],
      { layers },
    )
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
