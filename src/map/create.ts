import { Map } from 'maplibre-gl';
import type { Locale } from '../domain/text';
import { mapWords } from './words';

export type LngLat = [longitude: number, latitude: number];
/** West, south, east, north, degrees. */
export type Bounds = [west: number, south: number, east: number, north: number];
export interface Camera {
  center: LngLat;
  zoom: number;
}

interface Start {
  camera: Camera | null;
  /** What to fit when there is no camera. */
  bounds: Bounds | null;
  /** The whole district: the map goes a little further out than it, so that it cannot be lost. */
  extent: Bounds | null;
  padding: number;
  locale: Locale;
}

/**
 * An empty map that lies flat and north up, without controls and without fading.
 * @throws Error when the browser has no WebGL 2
 */
export function createMap(
  container: HTMLElement,
  { camera, bounds, extent, padding, locale }: Start,
): Map {
  const map = new Map({
    container,
    style: { version: 8, sources: {}, layers: [] },
    ...(camera ?? { center: [105.7, 29.7], zoom: 9 }),
    ...(bounds && !camera ? { bounds, fitBoundsOptions: { padding } } : {}),
    maxZoom: 19,
    maxPitch: 0,
    dragRotate: false,
    rollEnabled: false,
    pitchWithRotate: false,
    touchPitch: false,
    renderWorldCopies: false,
    attributionControl: false,
    fadeDuration: 0,
    locale: mapWords[locale],
  });
  map.touchZoomRotate.disableRotation();
  map.keyboard.disableRotation();
  const whole = extent && map.cameraForBounds(extent);
  if (whole?.zoom) map.setMinZoom(Math.max(0, whole.zoom - 1.5));
  return map;
}
