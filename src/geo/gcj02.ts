import gcoord from 'gcoord';

/** Longitude and latitude, degrees. */
type Place = [longitude: number, latitude: number];

/** Remaining error at which the inverse stops, degrees: 1e-8 is about 1 mm. */
const toleranceDegrees = 1e-8;
const mostSteps = 30;

/** A WGS 84 position on a map in GCJ-02, degrees; unchanged outside the rectangle in which GCJ-02 is defined. */
export function wgs84ToGcj02(place: Place): Place {
  const [longitude, latitude] = gcoord.transform(place, gcoord.WGS84, gcoord.GCJ02);
  return [longitude, latitude];
}

/**
 * The WGS 84 position of a place on a map in GCJ-02 (Chinese web maps), degrees.
 *
 * The one-step inverse that most code uses is off by 1 to 2 m, so this repeats the forward transform until it meets
 * the place to 1e-8 degrees (1 mm).
 * @throws RangeError when a coordinate is not a finite number
 */
export function gcj02ToWgs84(place: Place): Place {
  const [longitude, latitude] = place;
  if (!Number.isFinite(longitude) || !Number.isFinite(latitude))
    throw new RangeError(
      `A position needs two finite numbers, not ${longitude}, ${latitude}: check the file's coordinates.`,
    );
  let guess: Place = [longitude, latitude];
  for (let step = 0; step < mostSteps; step++) {
    const [east, north] = wgs84ToGcj02(guess);
    const offEast = longitude - east;
    const offNorth = latitude - north;
    guess = [guess[0] + offEast, guess[1] + offNorth];
    if (Math.max(Math.abs(offEast), Math.abs(offNorth)) < toleranceDegrees) break;
  }
  return guess;
}
