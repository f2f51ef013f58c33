import type { MultiPolygon } from 'geojson';
import { text } from '../domain/text';
import { indexAreas } from '../geo/areas';
import { crossingsOf } from '../geo/crossings';
import { cutByUnits } from '../geo/pieces';
import {
  areaFinder,
  areaSquareMetres,
  boundsOf,
  intersectAreas,
  representativePoint,
  type Area,
  type Bounds,
} from '../geo/polygons';
import type { Pack } from '../pack/pack';
import { bufferLayers } from './bufferParams';
import type { Progress } from './define';
import type { Population, Sums } from './population';
import { sitesOf, type Site } from './sites';
import { zoneHolder } from './unionDissolve';
import type { Extent } from './unionExtent';

/** Less than this in common is the rounding of two outlines that touch, m². */
const leastShared = 1;

const apart = (a: Bounds, b: Bounds): boolean =>
  a[0] > b[2] || b[0] > a[2] || a[1] > b[3] || b[1] > a[3];

/** What an area and an outline have in common, m². */
const sharedSquareMetres = (area: Area, outline: MultiPolygon): number =>
  apart(boundsOf(area), boundsOf(outline)) ? 0 : areaSquareMetres(intersectAreas(area, outline));

/**
 * Residents inside a zone by town, each once: cells by their centres and points by themselves, both by the metric;
 * residents spread over areas by the exact share of each area that lies inside.
 */
export function residentsInside(
  pack: Pack,
  population: Population,
  { parts, outline }: Extent,
  progress: Progress | undefined,
): Sums {
  const { discs, lines, areas } = parts;
  if (lines.length + areas.length === 0) return population.reached(discs);
  const { residents } = pack;
  if (residents?.kind === 'areas' && population.assign === 'area') {
    return bySharesOf(residents.areas, residents.people, pack, outline);
  }
  const holds = zoneHolder(parts);
  const inside = new Uint8Array(population.people.length);
  for (let place = 0; place < inside.length; place++) {
    if (place % 20_000 === 0) progress?.(place, inside.length, text('处居民点', 'places'));
    if (holds(...population.position(place))) inside[place] = 1;
  }
  return population.atPlaces(inside);
}

/** Sums over the parts that each area has in each town: people × the share of the part that lies in the outline. */
function bySharesOf(
  areas: readonly Area[],
  people: ArrayLike<number>,
  pack: Pack,
  outline: MultiPolygon,
): Sums {
  const towns = pack.towns.features.map(({ geometry }) => geometry);
  const { index, areaOf, unitOf, shareOf } = cutByUnits(areas, indexAreas(areas), towns);
  const find = crossingsOf(outline);
  const holds = zoneHolder({ discs: [], lines: [], areas: [{ area: outline, metres: 0 }] });
  const [, south, , north] = boundsOf(outline);
  const byUnit = new Float64Array(towns.length + 1);
  areaOf.forEach((area, piece) => {
    let covered = 0;
    for (let row = index.rowStarts[piece]!; row < index.rowStarts[piece + 1]!; row++) {
      const latitude = index.latitudes[row]!;
      if (!(latitude >= south && latitude <= north)) continue;
      const stretches = index.stretches.subarray(
        index.stretchStarts[row],
        index.stretchStarts[row + 1],
      );
      if (stretches.length > 0) covered += common(stretches, find(latitude)) * index.weights[row]!;
    }
    const total = index.totals[piece]!;
    // A piece without extent is a place: inside or outside as a whole.
    const share = total > 0 ? covered / total : Number(holds(...representativePoint(areas[area]!)));
    const unit = unitOf[piece]!;
    byUnit[unit < 0 ? towns.length : unit]! += share * people[area]! * shareOf[piece]!;
  });
  return { people: byUnit.reduce((sum, part) => sum + part, 0), byUnit };
}

/** Length that two lists of stretches have in common, each sorted pairs of ends. */
function common(a: ArrayLike<number>, b: ArrayLike<number>): number {
  let length = 0;
  for (let i = 0, k = 0; i + 1 < a.length && k + 1 < b.length;) {
    length += Math.max(0, Math.min(a[i + 1]!, b[k + 1]!) - Math.max(a[i]!, b[k]!));
    if (a[i + 1]! < b[k + 1]!) i += 2;
    else k += 2;
  }
  return length;
}

/** Towns, by place in the pack, where the zone reaches an area of unknown residents: how many are inside is unknown. */
export function unknownReached(pack: Pack, outline: MultiPolygon): ReadonlySet<number> {
  const { residents, towns } = pack;
  const reached = new Set<number>();
  if (residents?.kind !== 'areas') return reached;
  const shapes = towns.features.map(({ geometry }) => geometry);
  const find = areaFinder(shapes);
  for (const area of residents.unknown ?? []) {
    if (sharedSquareMetres(area, outline) < leastShared) continue;
    const own = shapes.indexOf(area);
    const unit = own < 0 ? find(...representativePoint(area)) : own;
    reached.add(unit < 0 ? shapes.length : unit);
  }
  return reached;
}

/** Records of every register but the zone's own that lie inside: points by the metric, areas when a part of them does. */
export function sitesInside(pack: Pack, { parts, outline, source }: Extent): Site[] {
  const holds = zoneHolder(parts);
  return bufferLayers
    .filter((register) => register !== source)
    .flatMap((register) => sitesOf(pack, register))
    .filter(({ point, area }) =>
      point
        ? holds(point.longitude, point.latitude)
        : area !== null && sharedSquareMetres(area, outline) >= leastShared,
    );
}

/** Square metres of an outline inside the district; `null` for a pack without its outline. */
export function districtShare(pack: Pack, outline: MultiPolygon): number | null {
  const district = pack.district.features.map(({ geometry }) => geometry);
  if (district.length === 0) return null;
  return district.reduce((sum, area) => sum + sharedSquareMetres(area, outline), 0);
}
