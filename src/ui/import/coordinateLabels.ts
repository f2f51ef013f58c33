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
  const [first, second] = degrees.has(base) ? [longitude, latitude] : [east, north];
  return how.includes('swapped')
    ? { longitude: second, latitude: first }
    : { longitude: first, latitude: second };
}
