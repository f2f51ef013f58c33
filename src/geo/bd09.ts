import gcoord from 'gcoord';
import { gcj02ToWgs84, wgs84ToGcj02 } from './gcj02';

/** Longitude and latitude, degrees. */
type Place = [longitude: number, latitude: number];

/** Remaining error at which the inverse stops, degrees: 1e-9 is about 0.1 mm. */
const toleranceDegrees = 1e-9;
const mostSteps = 30;

/** A GCJ-02 position on a map of Baidu (BD-09), degrees. Baidu's formula has no border: it moves places abroad too. */
export function gcj02ToBd09(place: Place): Place {
  const [longitude, latitude] = gcoord.transform(place, gcoord.GCJ02, gcoord.BD09);
  return [longitude, latitude];
}

/**
 * The GCJ-02 position of a place on a map of Baidu (BD-09), degrees.
 *
 * The published inverse is off by up to a metre, so this repeats the forward formula until it meets the place to 1e-9
 * degrees (0.1 mm).
 * @throws RangeError when a coordinate is not a finite number
 */
export function bd09ToGcj02(place: Place): Place {
  const [longitude, latitude] = place;
  if (!Number.isFinite(longitude) || !Number.isFinite(latitude))
    throw new RangeError(
      `A position needs two finite numbers, not ${longitude}, ${latitude}: check the file's coordinates.`,
    );
  let guess: Place = [longitude - 0.0065, latitude - 0.006];
  for (let step = 0; step < mostSteps; step++) {
    const [east, north] = gcj02ToBd09(guess);
    const offEast = longitude - east;
    const offNorth = latitude - north;
    guess = [guess[0] + offEast, guess[1] + offNorth];
    if (Math.max(Math.abs(offEast), Math.abs(offNorth)) < toleranceDegrees) break;
  }
  return guess;
}

/** A WGS 84 position on a map of Baidu (BD-09), degrees. */
export const wgs84ToBd09 = (place: Place): Place => gcj02ToBd09(wgs84ToGcj02(place));

/**
 * The WGS 84 position of a place on a map of Baidu (BD-09), degrees, to 1e-7 degrees (1 cm) or better.
 * @throws RangeError when a coordinate is not a finite number
 */
export const bd09ToWgs84 = (place: Place): Place => gcj02ToWgs84(bd09ToGcj02(place));
