import type { Feature } from 'geojson';
import { PointList } from './pointList';
import type { Area, Residents } from './pack';

const isCount = (count: unknown): count is number =>
  typeof count === 'number' && Number.isFinite(count) && count >= 0;

/**
 * Residents from the features of their dataset: all at points, or all in areas. A `MultiPoint` is many points, whose
 * counts `people` lists.
 * @throws TypeError that names the feature which holds no count or is of another kind
 */
export function residentsOf(features: Iterable<Feature>): Residents {
  const points = new PointList();
  const areas: Area[] = [];
  const people: number[] = [];
  let place = -1;
  for (const { geometry, properties } of features) {
    place++;
    const count: unknown = properties?.people;
    const odd = () => new TypeError(`features.${place}.geometry: ${geometry?.type}`);
    if (geometry?.type === 'MultiPoint') {
      const { coordinates } = geometry;
      if (!Array.isArray(count) || count.length !== coordinates.length || !count.every(isCount))
        throw new TypeError(`features.${place}.people: ${String(count).slice(0, 40)}`);
      coordinates.forEach(([longitude, latitude], i) =>
        points.add(longitude!, latitude!, count[i] as number),
      );
    } else {
      if (!isCount(count)) throw new TypeError(`features.${place}.people: ${String(count)}`);
      if (geometry?.type === 'Point')
        points.add(geometry.coordinates[0]!, geometry.coordinates[1]!, count);
      else if (geometry?.type === 'Polygon' || geometry?.type === 'MultiPolygon') {
        areas.push(geometry);
        people.push(count);
      } else throw odd();
    }
    if (areas.length && points.length) throw odd();
  }
  if (areas.length) return { kind: 'areas', areas, people: Float64Array.from(people) };
  const { longitudes, latitudes, people: counts } = points.columns;
  return {
    kind: 'points',
    longitudes: longitudes.slice(),
    latitudes: latitudes.slice(),
    people: counts.slice(),
  };
}
