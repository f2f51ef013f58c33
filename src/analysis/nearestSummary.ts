import type { Distances } from './distances';
import type { Excluded, LeftOut, Serving } from './serving';

/** Residents whose nearest shelter lies in one band of distance; the end belongs to the band. */
export interface Band {
  fromMetres: number;
  /** `null` for the last band, which has no end. */
  toMetres: number | null;
  people: number;
  share: number | null;
}

/** The figures of one town; people are `null` where nobody knows how many live there. */
interface UnitNearest {
  code: string;
  name: string;
  residents: number | null;
  /** Residents by band, in the order of the bands. */
  bands: number[] | null;
  unreachable: number | null;
  distance: Distances | null;
}

/** What would come to a shelter if everyone went to the nearest one. */
export interface ShelterNearest extends Serving {
  residents: number | null;
  meanMetres: number | null;
  farthestMetres: number | null;
  /** Residents ÷ capacity; `null` when the capacity is unknown or 0. */
  load: number | null;
  /** Residents beyond the capacity; `null` when it is unknown. */
  over: number | null;
}

/** A populated place that is far from every shelter. */
export interface FarPlace {
  rank: number;
  metres: number;
  people: number;
  town: string | null;
  /** The shelter nearest to it. */
  shelter: string;
  longitude: number;
  latitude: number;
}

/** How far residents are from the nearest shelter; `null` is unknown. */
export interface NearestSummary {
  /** Residents that are known; `null` for a pack without residents. */
  residents: number | null;
  /** Of those that can reach a shelter, weighted by residents. */
  distance: Distances | null;
  farthestMetres: number | null;
  bands: Band[];
  /** Residents who can reach no shelter at all; in no band and in no mean. */
  unreachable: number | null;
  /** Residents whose nearest shelter is no farther than its own limit. */
  withinLimit: number | null;
  /** Residents beyond the capacity of their nearest shelter, of shelters with a known capacity. */
  overCapacity: number | null;
  unitsWithoutResidents: number;
  shelters: number;
  unknownCapacity: number;
  excluded: Excluded[];
  inHazardZone: number;
  leftOut: LeftOut[];
  units: UnitNearest[];
  perShelter: ShelterNearest[];
  farthest: FarPlace[];
}
