import type { MultiPolygon, Position } from 'geojson';
import { holderOf } from '../geo/crossings';
import { dissolveDiscs } from '../geo/discs';
import { inflateArea, inflateLines } from '../geo/inflate';
import type { Disc } from '../geo/metric';
import { polygonsOf, unionAreas, type Area } from '../geo/polygons';
import { reachFinder, type Reaching } from './zoneIndex';

/** What a zone is made of, each with how far it reaches. */
export interface Parts {
  discs: readonly Disc[];
  lines: readonly { line: Position[]; metres: number }[];
  /** Areas with a distance outside them, 0 for the area alone. */
  areas: readonly { area: Area; metres: number }[];
}

/**
 * The dissolved outline of a zone, each spot once: discs by exact arc union, lines and areas by Clipper. Every dissolved
 * zone that is drawn comes from here, but for the service areas of shelters, which are discs alone.
 */
export function dissolve({ discs, lines, areas }: Parts): MultiPolygon {
  const circles = dissolveDiscs(discs);
  const rest: Area[] = areas.map(({ area, metres }) =>
    metres > 0 ? inflateArea(area, metres) : area,
  );
  for (const metres of new Set(lines.map((one) => one.metres))) {
    const alike = lines.filter((one) => one.metres === metres).map(({ line }) => line);
    rest.push(inflateLines(alike, metres));
  }
  return rest.length ? unionAreas([circles, ...rest]) : circles;
}

const segmentsOf = (line: readonly Position[], metres: number): Reaching[] =>
  line.slice(1).map((to, i) => ({ from: line[i]!, to, metres }));

/**
 * Makes a function that tells whether a place lies in a zone by the metric, whatever the outline drawn: its distance to
 * a site, a line or the edge of an area, or the even-odd rule inside one.
 */
export function zoneHolder({
  discs,
  lines,
  areas,
}: Parts): (longitude: number, latitude: number) => boolean {
  const reaching: Reaching[] = [
    ...discs.map(({ longitude, latitude, radiusMetres }) => ({
      from: [longitude, latitude],
      to: [longitude, latitude],
      metres: radiusMetres,
    })),
    ...lines.flatMap(({ line, metres }) => segmentsOf(line, metres)),
    ...areas
      .filter(({ metres }) => metres > 0)
      .flatMap(({ area, metres }) =>
        polygonsOf(area)
          .flat()
          .flatMap((ring) => segmentsOf(ring, metres)),
      ),
  ];
  const reaches = reachFinder(reaching);
  const holds = areas.length > 0 ? holderOf(unionAreas(areas.map(({ area }) => area))) : null;
  return (longitude, latitude) => !!holds?.(longitude, latitude) || reaches(longitude, latitude);
}
