import type { Feature, FeatureCollection, Geometry, Point } from 'geojson';
import type { Hazchem } from '../domain/hazchem';
import { safetyRings, veilOf } from '../layers/shapes';
import type { Entry, Opened, PackSource } from '../worker/protocol';

const blobUrl = (part: BlobPart) =>
  URL.createObjectURL(new Blob([part], { type: 'application/geo+json' }));

const points = (entries: readonly Entry[]): FeatureCollection<Point> => ({
  type: 'FeatureCollection',
  features: entries.map(({ longitude, latitude, properties }) => ({
    type: 'Feature',
    properties,
    geometry: { type: 'Point', coordinates: [longitude, latitude] },
  })),
});

/**
 * The addresses that the map fetches a pack's datasets from: files of the site, or blobs of what the browser keeps;
 * besides them the veil over the neighbours, the rings of entered safety distances, and the places of labels.
 */
export async function mapUrls(
  { manifest, district, records }: Opened,
  source: PackSource,
): Promise<Record<string, string>> {
  const urls: Record<string, string> = {};
  for (const [id, { file }] of Object.entries(manifest.datasets)) {
    if (!file.endsWith('.geojson') || id === 'residents') continue;
    urls[id] =
      source.kind === 'folder'
        ? `${source.url}/${file}`
        : blobUrl(await (await import('../pack/store')).readerOf(source.id)(file));
  }
  if (district.features[0]) urls.veil = blobUrl(JSON.stringify(veilOf(district)));
  if (records.hazchem.length) {
    const hazchem = points(records.hazchem) as FeatureCollection<Point, Hazchem>;
    urls.safety = blobUrl(JSON.stringify(safetyRings(hazchem)));
  }
  if (records.towns.length) urls.townAnchors = blobUrl(JSON.stringify(points(records.towns)));
  if (records.forests.length) urls.forestAnchors = blobUrl(JSON.stringify(points(records.forests)));
  return urls;
}

/** Features as a source of their own. */
export const geoJsonUrl = (features: readonly Feature[]): string =>
  blobUrl(JSON.stringify({ type: 'FeatureCollection', features }));

/** Shapes that a form holds as a source of their own. */
export const shapesUrl = (shapes: readonly Geometry[]): string =>
  geoJsonUrl(shapes.map((geometry) => ({ type: 'Feature', properties: {}, geometry })));

/** The asked place as a source of its own. */
export const placeUrl = (place: readonly [number, number]): string =>
  shapesUrl([{ type: 'Point', coordinates: [...place] }]);
