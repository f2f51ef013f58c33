import { isActive } from '../domain/geohazard';
import { distanceMetres, type Disc } from '../geo/metric';
import type { Pack } from '../pack/pack';

/** A disc round a dangerous site inside which a shelter is no shelter. */
export interface Zone extends Disc {
  register: 'hazchem' | 'geohazards';
  id: string;
  name: string;
}

/** Whether longitude and latitude can be used: finite and on the globe. */
export const isPosition = (longitude: number, latitude: number): boolean =>
  Math.abs(longitude) <= 180 && Math.abs(latitude) <= 90;

/**
 * The hazard zones of a pack: the entered safety distance round chemical sites that have one, and a given distance
 * round geological hazard sites that are still active.
 */
export function hazardZones(pack: Pack, hazardZoneMetres: number): Zone[] {
  const zones: Zone[] = [];
  for (const { geometry, properties } of pack.hazchem.features) {
    const [longitude, latitude] = geometry.coordinates as [number, number];
    const radiusMetres = properties.safetyDistanceMetres;
    if (radiusMetres === null || radiusMetres <= 0) continue;
    const { id, name } = properties;
    zones.push({ register: 'hazchem', id, name, longitude, latitude, radiusMetres });
  }
  for (const { geometry, properties } of pack.geohazards.features) {
    const [longitude, latitude] = geometry.coordinates as [number, number];
    if (!isActive(properties)) continue;
    const { id, name } = properties;
    zones.push({
      register: 'geohazards',
      id,
      name,
      longitude,
      latitude,
      radiusMetres: hazardZoneMetres,
    });
  }
  return zones;
}

/** Whether a place lies in any of some discs, or closer than a margin to one. */
export const inAnyDisc = (
  discs: readonly Disc[],
  longitude: number,
  latitude: number,
  marginMetres = 0,
): boolean =>
  discs.some(
    (disc) =>
      Math.abs(disc.latitude - latitude) * 110_000 <= disc.radiusMetres + marginMetres &&
      distanceMetres(disc.longitude, disc.latitude, longitude, latitude) <=
        disc.radiusMetres + marginMetres,
  );
