import type { Feature, FeatureCollection, Position } from 'geojson';
import type { GeoJSONSource, LayerSpecification, Map } from 'maplibre-gl';
import { drawnPrefix } from './apply';
import type { Outline } from './outline';

/** Inks as `#rrggbb`. */
export interface OutlineInks {
  outline: string;
  /** Where edges cross. */
  fault: string;
  halo: string;
}

/** What is on the map of an outline that is being edited. */
export interface ShownOutline {
  /** Shows the outline as it is now: one feature, whatever the number of its corners, and one for each fault. */
  show: (outline: Outline | null, faults: readonly Position[]) => void;
  /** Takes it off the map. */
  stop: () => void;
}

const source = `${drawnPrefix}-outline`;

/** The outline and its faults as the map gets them. */
export function outlineFeatures(
  outline: Outline | null,
  faults: readonly Position[],
): FeatureCollection {
  const features: Feature[] = outline
    ? [{ type: 'Feature', properties: {}, geometry: outline }]
    : [];
  for (const coordinates of faults)
    features.push({ type: 'Feature', properties: {}, geometry: { type: 'Point', coordinates } });
  return { type: 'FeatureCollection', features };
}

const layersOf = ({ outline, fault, halo }: OutlineInks): LayerSpecification[] => [
  {
    id: `${source}-area`,
    type: 'fill',
    source,
    filter: ['==', ['geometry-type'], 'Polygon'],
    paint: { 'fill-color': outline, 'fill-opacity': 0.12 },
  },
  {
    id: `${source}-halo`,
    type: 'line',
    source,
    filter: ['==', ['geometry-type'], 'Polygon'],
    layout: { 'line-join': 'round' },
    paint: { 'line-color': halo, 'line-width': 4.5 },
  },
  {
    id: `${source}-line`,
    type: 'line',
    source,
    filter: ['==', ['geometry-type'], 'Polygon'],
    layout: { 'line-join': 'round' },
    paint: { 'line-color': outline, 'line-width': 2 },
  },
  {
    id: `${source}-fault`,
    type: 'circle',
    source,
    filter: ['==', ['geometry-type'], 'Point'],
    paint: {
      'circle-radius': 9,
      'circle-color': 'transparent',
      'circle-stroke-color': fault,
      'circle-stroke-width': 3,
    },
  },
];

/** Puts an outline that is being edited on the map, above everything else. */
export function showOutline(map: Map, inks: OutlineInks): ShownOutline {
  const layers = layersOf(inks);
  map.addSource(source, { type: 'geojson', data: outlineFeatures(null, []) });
  for (const layer of layers) map.addLayer(layer);
  return {
    show: (outline, faults) =>
      void map.getSource<GeoJSONSource>(source)?.setData(outlineFeatures(outline, faults)),
    stop: () => {
      // A map that was taken away has taken all with it.
      if (!(map as Partial<Map>).style) return;
      for (const { id } of layers) if (map.getLayer(id)) map.removeLayer(id);
      if (map.getSource(source)) map.removeSource(source);
    },
  };
}
