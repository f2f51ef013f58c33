import type { Position } from 'geojson';
import {
  distanceMetres,
  metresPerDegreeEast,
  metresPerDegreeNorth,
  wrapDegrees,
  type Place,
} from './metric';
import { contains, polygonsOf, type Area } from './polygons';

/** The point of an area that is nearest to a place. */
export interface NearestPoint extends Place {
  /** 0 inside the area. */
  distanceMetres: number;
}

/**
 * The nearest point of an area, holes respected. The foot on each edge is found in the local plane of the place and its
 * distance measured by {@link distanceMetres}: within 1 mm for edges up to 5 km at up to 50 km.
 */
export function nearestOnArea(area: Area, place: Place): NearestPoint {
  if (contains(area, place.longitude, place.latitude)) {
    return { longitude: place.longitude, latitude: place.latitude, distanceMetres: 0 };
  }
  const plain = ([longitude, latitude]: Position): [number, number] => {
    const middle = (place.latitude + latitude!) / 2;
    return [
      wrapDegrees(longitude! - place.longitude) * metresPerDegreeEast(middle),
      (latitude! - place.latitude) * metresPerDegreeNorth(middle),
    ];
  };
  let best = Infinity;
  let longitude = NaN;
  let latitude = NaN;
  for (const rings of polygonsOf(area)) {
    for (const ring of rings) {
      let [ax, ay] = ring[0] ? plain(ring[0]) : [NaN, NaN];
      for (let i = 1; i < ring.length; i++) {
        const [bx, by] = plain(ring[i]!);
        const dx = bx - ax;
        const dy = by - ay;
        const square = dx * dx + dy * dy;
        const along = square > 0 ? Math.max(0, Math.min(1, -(ax * dx + ay * dy) / square)) : 0;
        const away = (ax + along * dx) ** 2 + (ay + along * dy) ** 2;
        if (away < best) {
          best = away;
          const [fromLongitude, fromLatitude] = ring[i - 1] as [number, number];
          const [toLongitude, toLatitude] = ring[i] as [number, number];
          longitude = fromLongitude + along * (toLongitude - fromLongitude);
          latitude = fromLatitude + along * (toLatitude - fromLatitude);
        }
        ax = bx;
        ay = by;
      }
    }
  }
  return {
    longitude,
    latitude,
    distanceMetres: distanceMetres(place.longitude, place.latitude, longitude, latitude),
  };
}
