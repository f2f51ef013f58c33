import type { Way } from './travelParams';
import type { Serving } from './serving';

/** Minutes of one group of residents, of those who reach a shelter. */
export interface Minutes {
  mean: number;
  median: number;
  p95: number;
}

/** Residents who are so many minutes from their nearest shelter; the end belongs to the band. */
export interface MinuteBand {
  fromMinutes: number;
  /** `null` for the last band, which has no end. */
  toMinutes: number | null;
  people: number;
  share: number | null;
}

/** Residents who reach no shelter, and why. */
export interface Unreachable {
  /** No road that can be walked is near enough. */
  farFromRoads: number;
  /** Their road leads to no shelter. */
  cutOff: number;
}

/** The figures of one town; `null` where nobody knows how many live there. */
interface UnitWalk {
  code: string;
  name: string;
  residents: number | null;
  withinLimit: number | null;
  withinShare: number | null;
  bands: number[] | null;
  unreachable: Unreachable | null;
  minutes: Minutes | null;
}

interface ShelterWalk extends Serving {
  /** Residents for whom it is nearest by the way; `null` without residents. */
  residents: number | null;
  medianMinutes: number | null;
  farthestMinutes: number | null;
  /** Its own leg to the road, metres; `null` where it has none. */
  offRoadMetres: number | null;
}

/** Residents in one place who reach no shelter. */
export interface UnreachablePlace {
  rank: number;
  people: number;
  why: keyof Unreachable;
  town: string | null;
  longitude: number;
  latitude: number;
}

/** How long residents walk to their nearest shelter; `null` is unknown. */
export interface WalkSummary {
  /** How it was measured: `detour` also where `walk` was asked for and there was no road. */
  way: Way;
  /** No road can be walked, so the detour factor was taken instead. */
  isInsteadOfRoads: boolean;
  /** Residents that are known; `null` for a pack without residents. */
  residents: number | null;
  limitMinutes: number;
  withinLimit: number | null;
  bands: MinuteBand[];
  minutes: Minutes | null;
  unreachable: Unreachable | null;
  /** Legs off the road of residents who have a road, metres; `null` when not on roads. */
  offRoad: { meanMetres: number; largestMetres: number } | null;
  shelters: number;
  /** Shelters too far from any road. */
  sheltersFarFromRoads: number;
  units: UnitWalk[];
  perShelter: ShelterWalk[];
  unreachablePlaces: UnreachablePlace[];
}
