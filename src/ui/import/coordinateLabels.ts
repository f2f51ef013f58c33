import { text, type Text } from '../../domain/text';
import { datums } from '../../geo/crsDatums';

const degrees = new Set([
  ...Object.values(datums).map((datum) => `EPSG:${datum.degrees}`),
  ...['GCJ02', 'BD09'],
]);
const east = text('横坐标（东）', 'Easting');
const north = text('纵坐标（北）', 'Northing');
const longitude = text('经度', 'Longitude');
const latitude = text('纬度', 'Latitude');
const first = text('坐标的第一个数', 'First number of the place');
const second = text('坐标的第二个数', 'Second number of the place');

/**
 * What the two numbers of a place are called where a reading takes them for something else than longitude and latitude:
 * metres, or the two turned. No letters: X is the north in Chinese surveys and the east in map programs.
 * @param reading id of a transform; `null` while nobody has decided
 */
export function coordinateLabels(reading: string | null): Readonly<Record<string, Text>> {
  if (reading === null) return {};
  const [base = '', ...how] = reading.split('+');
  // A definition written out says itself what its numbers are.
  if (!/^[A-Z]+:?[\w-]*$/u.test(base)) return {};
  const [x, y] = degrees.has(base) ? [longitude, latitude] : [east, north];
  return how.includes('swapped') ? { longitude: y, latitude: x } : { longitude: x, latitude: y };
}

/**
 * What the two numbers of a place are called: as the chosen reading takes them; while none is chosen, as all that are
 * possible do, and by their order where these differ.
 * @param picked id of the chosen reading
 * @param possible ids of those that come into question
 */
export function labelsOf(
  picked: string | null,
  possible: readonly string[],
): Readonly<Record<string, Text>> {
  if (picked !== null || !possible.length) return coordinateLabels(picked);
  const [one, ...others] = possible.map(coordinateLabels);
  const isSame = others.every(
    ({ longitude, latitude }) => longitude === one?.longitude && latitude === one?.latitude,
  );
  return isSame && one ? one : { longitude: first, latitude: second };
}
