import type { Transform } from '../geo/crs';
import { zoneOf } from '../geo/crsZones';
import type { Bounds } from '../geo/polygons';
import { median, type Measured } from './evidenceMeasure';

/** West, south, east, north of the land of China, degrees. */
const land: Bounds = [73, 18, 135.5, 54];
/** Where nearly all of its people live. */
const populated: Bounds = [97, 18, 127, 50];
/** In the middle of them, degrees. */
const middleLongitude = 110;
/** Less than what tells a web map from degrees, more than what a way of writing costs. */
const populatedRank = 0.0015;
const middleRank = 1e-6;

function shareIn(
  [west, south, east, north]: Bounds,
  { longitudes, latitudes }: Pick<Measured, 'longitudes' | 'latitudes'>,
): number {
  const inside = longitudes.filter((longitude, i) => {
    const latitude = latitudes[i]!;
    return longitude >= west && longitude <= east && latitude >= south && latitude <= north;
  });
  return longitudes.length ? inside.length / longitudes.length : 0;
}

/**
 * What orders readings where nothing is known to compare with: places where people live come first, and of metres
 * without a zone those nearest the middle of the country. It orders a list to choose from and is no evidence.
 */
export function rankWithoutGround(measured: Measured): number {
  const rank = measured.rank + populatedRank * shareIn(populated, measured);
  if (!isZoneless(measured.transform)) return rank;
  const longitude = median(measured.longitudes.filter((each) => !Number.isNaN(each)));
  return rank - middleRank * Math.abs(longitude - middleLongitude);
}

/** Gauss–Krüger metres whose easting says nothing of the zone. */
export function isZoneless({ id }: Transform): boolean {
  const [, code] = /^EPSG:(\d+)(?:\+|$)/u.exec(id) ?? [];
  return code !== undefined && zoneOf(Number(code))?.number === null;
}

/** Numbers that were not written as degrees can be made to lie anywhere: by such a reading most have to lie on land. */
export const isStrayed = (measured: Measured): boolean =>
  measured.transform.id.includes('+') && shareIn(land, measured) < 0.5;
