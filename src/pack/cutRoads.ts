import type { Position } from 'geojson';
import { Failure } from '../domain/failure';
import type { EditOf } from '../domain/scenario';
import { text } from '../domain/text';
import { nearestSegment } from '../geo/edges';
import type { Pack } from './pack';

/** A cut farther from every road than this was not meant for one, metres. */
const farthestCutMetres = 500;

/**
 * Roads without the piece between two vertices that lies closest to each cut.
 * @throws Failure when there is no road near a cut
 */
export function cutRoads(roads: Pack['roads'], cuts: readonly EditOf<'cut'>[]): Pack['roads'] {
  let { features } = roads;
  for (const { longitude, latitude } of cuts) {
    const place = { longitude, latitude };
    const lines = features.map(({ geometry }) =>
      geometry.type === 'LineString' ? [geometry.coordinates] : geometry.coordinates,
    );
    const found = nearestSegment(lines.flat(), place);
    if (!found || found.distanceMetres > farthestCutMetres) {
      throw new Failure(
        text(
          `${farthestCutMetres} m 内没有可以阻断的道路（${longitude}, ${latitude}）；请点在道路上。`,
          `There is no road to cut within ${farthestCutMetres} m of ${longitude}, ${latitude}; pick a place on a road.`,
        ),
      );
    }
    let line = 0;
    features = features.flatMap((road, i) => {
      const own = lines[i]!;
      const at = found.line - line;
      line += own.length;
      if (at < 0 || at >= own.length) return [road];
      const coordinates = own.flatMap((positions, k) =>
        k === at ? withoutSegment(positions, found.segment) : [positions],
      );
      return coordinates.length
        ? [{ ...road, geometry: { type: 'MultiLineString' as const, coordinates } }]
        : [];
    });
  }
  return { ...roads, features };
}

/** What is left of a line on both sides of a removed segment. */
const withoutSegment = (positions: Position[], segment: number): Position[][] =>
  [positions.slice(0, segment + 1), positions.slice(segment + 1)].filter(
    ({ length }) => length > 1,
  );
