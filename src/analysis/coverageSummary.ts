import type { Bounds } from '../geo/polygons';
import type { Distances } from './distances';
import type { Way } from './travelParams';
import type { Excluded, LeftOut, Serving, ShelterClass } from './serving';

/** Coverage of one class of shelter on its own; a resident reached by two classes is in both. */
interface ClassCoverage {
  class: ShelterClass;
  shelters: number;
  radiusMetres: number;
  /** `null` for a pack without residents. */
  reached: number | null;
  reachedShare: number | null;
  effectiveAreaSquareMetres: number | null;
  places: number | null;
}

/** The figures of one town. */
export interface UnitCoverage {
  /** Empty for what lies outside every town. */
  code: string;
  name: string;
  /**
   * The area is a schematic cell that also holds towns of unknown position: its figures are not those of the named town
   * alone.
   */
  includesUnplacedTowns: boolean;
  /** `null` when how many live in the town is not known. */
  residents: number | null;
  covered: number | null;
  coveredShare: number | null;
  uncovered: number | null;
  effectiveAreaSquareMetres: number | null;
  squareMetresPerResident: number | null;
  places: number | null;
  shelters: number;
  unknownArea: number;
  medianDistanceMetres: number | null;
}

interface ShelterCoverage extends Serving {
  residentsInside: number | null;
}

/** Residents without a shelter whose cells hang together. */
export interface UncoveredCluster {
  rank: number;
  people: number;
  longitude: number;
  latitude: number;
  town: string | null;
  areaSquareKilometres: number;
  bounds: Bounds;
}

/** Residents covered by shelters, each resident counted once; shares are 0 to 1, `null` is unknown. */
export interface CoverageSummary {
  /** Residents that are known; `null` for a pack without residents. */
  residents: number | null;
  covered: number | null;
  coveredShare: number | null;
  uncovered: number | null;
  /** Towns whose residents are unknown: they are in no figure for people, and nothing is given per resident. */
  unitsWithoutResidents: number;
  byClass: ClassCoverage[];
  /** How the way to a shelter was measured. */
  way: Way;
  /** To the nearest shelter by that way, of those who reach one: by walking not everybody does. */
  distance: Distances | null;
  shelters: number;
  excluded: Excluded[];
  /** Shelters that could count and lie in the zone of any hazard, left out or not. */
  inHazardZone: number;
  /** Which were left out for a hazard that the question names. */
  leftOut: LeftOut[];
  unknownArea: number;
  unknownCapacity: number;
  /** Sum of the areas that are known; `null` when there are shelters and none is. */
  effectiveAreaSquareMetres: number | null;
  squareMetresPerResident: number | null;
  targetSquareMetresPerResident: number;
  /**
   * Whether the area per resident is more than the target. `null` when the known areas do not suffice but some are
   * unknown, or when the residents of a town are.
   */
  meetsTarget: boolean | null;
  /** At most this much is missing: unknown areas could make it less; `null` when residents are not all known. */
  shortfallSquareMetres: number | null;
  places: number | null;
  placesPerResident: number | null;
  housedShare: number | null;
  units: UnitCoverage[];
  perShelter: ShelterCoverage[];
  clusters: UncoveredCluster[];
}
