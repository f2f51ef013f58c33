import { isActive, type Geohazard } from '../domain/geohazard';
import type { BufferLayer } from '../domain/rules';
import type { Shelter } from '../domain/shelter';
import { nearestOnArea } from '../geo/edges';
import {
  bearingDegrees,
  distanceMetres,
  metresPerDegreeEast,
  wrapDegrees,
  type Place,
} from '../geo/metric';
import { boundsOf, type Area, type Bounds } from '../geo/polygons';
import type { Pack } from '../pack/pack';

/** Whether a shelter is in use, or a hazard site still active; other registers have no status. */
export type Status = Shelter['status'] | Geohazard['status'] | null;

/** One record of a register as something that has a place: a point or an area. */
export interface Site {
  register: BufferLayer;
  id: string;
  name: string;
  properties: Record<string, unknown>;
  status: Status;
  point: Place | null;
  area: Area | null;
  bounds: Bounds;
}

/** All records of a register that have a place. */
export function sitesOf(pack: Pack, register: BufferLayer): Site[] {
  return pack[register].features.map(({ geometry, properties }) => {
    const { id, name } = properties;
    const status = 'status' in properties ? properties.status : null;
    const record = properties as Record<string, unknown>;
    const site = { register, id, name, properties: record, status };
    if (geometry.type === 'Point') {
      const [longitude, latitude] = geometry.coordinates as [number, number];
      const bounds: Bounds = [longitude, latitude, longitude, latitude];
      return { ...site, point: { longitude, latitude }, area: null, bounds };
    }
    return { ...site, point: null, area: geometry, bounds: boundsOf(geometry) };
  });
}

/** Whether rings are drawn round a site: every site but a geological hazard site that is no longer active. */
export const isActiveSite = ({ register, status }: Site): boolean =>
  register !== 'geohazards' || isActive({ status: status as Geohazard['status'] });

/** Whether a place is surely farther than a limit from some bounds. */
export function isBeyond(
  [west, south, east, north]: Bounds,
  place: Place,
  limitMetres: number,
): boolean {
  const up = limitMetres / 110_000;
  if (place.latitude < south - up || place.latitude > north + up) return true;
  const polar = Math.min(89, Math.max(Math.abs(south), Math.abs(north)) + up);
  const across = limitMetres / metresPerDegreeEast(polar);
  const middle = (west + east) / 2;
  return Math.abs(wrapDegrees(place.longitude - middle)) > (east - west) / 2 + across * 1.001;
}

/** Distance from a place to a site, 0 inside an area; `Infinity` where it is surely beyond the limit. */
export function distanceTo(site: Site, place: Place, limitMetres = Infinity): number {
  if (isBeyond(site.bounds, place, limitMetres)) return Infinity;
  return site.point
    ? distanceMetres(site.point.longitude, site.point.latitude, place.longitude, place.latitude)
    : nearestOnArea(site.area!, place).distanceMetres;
}

/** Direction from a place to the nearest spot of a site, degrees from north; 0 inside an area. */
export function directionTo(site: Site, place: Place): number {
  return bearingDegrees(place, site.point ?? nearestOnArea(site.area!, place));
}

/** Distance between two sites of different registers; at least one of them a point. */
export function distanceBetween(a: Site, b: Site, limitMetres: number): number {
  return b.point ? distanceTo(a, b.point, limitMetres) : distanceTo(b, a.point!, limitMetres);
}
