import type { Feature, LineString, MultiLineString, Point, Position } from 'geojson';
import { isActive } from '../domain/geohazard';
import { hazardIds, type HazardId } from '../domain/hazard';
import { areaFinder } from '../geo/polygons';
import type { Pack } from '../pack/pack';
import { reachFinder, type Reaching } from './zoneIndex';
import type { ShelterQuestion } from './shelterParams';

export type ZoneMetres = ShelterQuestion['zoneMetres'];

/** Tells in the zones of which hazards a place lies, in the order of `hazardIds`. */
export type HazardFinder = (longitude: number, latitude: number) => readonly HazardId[];

/** Whether longitude and latitude can be used: finite and on the globe. */
export const isPosition = (longitude: number, latitude: number): boolean =>
  Math.abs(longitude) <= 180 && Math.abs(latitude) <= 90;

type Within = (longitude: number, latitude: number) => boolean;

const finders = new WeakMap<object, Map<number, Within>>();
const mostDistances = 4;

/**
 * Tells whether a place is in the reach of the records of a collection. Kept for as long as the collection is, with its
 * last answers, so that a live question over the same hazards costs nothing.
 */
function withinReach(collection: object, metres: number, items: () => Reaching[]): Within {
  const known = finders.get(collection) ?? new Map<number, Within>();
  finders.set(collection, known);
  const found = known.get(metres);
  if (found) return found;
  const valid = items().filter(
    ({ from, to }) => isPosition(from[0]!, from[1]!) && isPosition(to[0]!, to[1]!),
  );
  const within = remembering(reachFinder(valid));
  if (known.size >= mostDistances) known.delete(known.keys().next().value!);
  known.set(metres, within);
  return within;
}

const mostPlaces = 100_000;

/** Remembers the answer of every place, since shelters mostly stay where they are. */
function remembering(within: Within): Within {
  const answers = new Map<number, Map<number, boolean>>();
  let places = 0;
  return (longitude, latitude) => {
    if (places >= mostPlaces) {
      answers.clear();
      places = 0;
    }
    const column = answers.get(longitude) ?? new Map<number, boolean>();
    answers.set(longitude, column);
    let answer = column.get(latitude);
    if (answer === undefined) {
      answer = within(longitude, latitude);
      column.set(latitude, answer);
      places++;
    }
    return answer;
  };
}

const disc = ({ geometry }: Feature<Point>, metres: number): Reaching => ({
  from: geometry.coordinates,
  to: geometry.coordinates,
  metres,
});

const linesOf = (geometry: LineString | MultiLineString): Position[][] =>
  geometry.type === 'LineString' ? [geometry.coordinates] : geometry.coordinates;

/** What reaches out as the zone of each hazard; drawn zones apart. */
const reaches: Readonly<Record<HazardId, (pack: Pack, metres: ZoneMetres) => Within>> = {
  flood: ({ streams }, { flood }) =>
    withinReach(streams, flood, () =>
      streams.features.flatMap(({ geometry }) =>
        linesOf(geometry).flatMap((line) =>
          line.slice(1).map((to, i) => ({ from: line[i]!, to, metres: flood })),
        ),
      ),
    ),
  landslide: ({ geohazards }, { landslide }) =>
    withinReach(geohazards, landslide, () =>
      geohazards.features
        .filter(({ properties }) => isActive(properties))
        .map((site) => disc(site, landslide)),
    ),
  'dam-break': ({ reservoirs }, { 'dam-break': metres }) =>
    withinReach(reservoirs, metres, () => reservoirs.features.map((site) => disc(site, metres))),
  chemical: ({ hazchem }) =>
    withinReach(hazchem, 0, () =>
      hazchem.features.flatMap((site) => {
        const { safetyDistanceMetres } = site.properties;
        return safetyDistanceMetres !== null && safetyDistanceMetres > 0
          ? [disc(site, safetyDistanceMetres)]
          : [];
      }),
    ),
};

/**
 * Makes a function that tells the hazards in whose zones a place lies: the entered safety distance round chemical sites
 * that have one; a distance round active geological hazard sites of every type; a distance round reservoirs, which is
 * a screening distance and no inundation model; a distance from streams; and drawn areas.
 */
export function hazardFinder(pack: Pack, metres: ZoneMetres): HazardFinder {
  const zones = hazardIds.map((hazard) => ({
    hazard,
    within: reaches[hazard](pack, metres),
    drawn: areaFinder(
      pack.zones.features
        .filter(({ properties }) => properties.hazard === hazard)
        .map(({ geometry }) => geometry),
    ),
  }));
  return (longitude, latitude) =>
    zones
      .filter(({ within, drawn }) => within(longitude, latitude) || drawn(longitude, latitude) >= 0)
      .map(({ hazard }) => hazard);
}
