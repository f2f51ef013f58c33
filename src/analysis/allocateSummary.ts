import type { Serving } from './serving';

/** Residents who need a shelter, and what becomes of them; `null` is unknown. */
export interface Placed {
  /** Residents who need a shelter. */
  demand: number | null;
  placed: number | null;
  placedShare: number | null;
  /** No shelter within reach. */
  outOfReach: number | null;
  /** Shelters within reach, all of known capacity, that are full in every plan that places as many. */
  noRoom: number | null;
  /** Not placed, but within reach of a shelter of unknown capacity that may have room. */
  roomUnknown: number | null;
  /** Mean way of those who are placed. */
  meanMetres: number | null;
}

export interface UnitAllocation extends Placed {
  code: string;
  name: string;
  residents: number | null;
  /** Shelters that its residents are sent to. */
  shelters: number;
}

export interface ShelterLoad extends Serving {
  load: number;
  /** Room that is left; `null` where the capacity is unknown. */
  free: number | null;
  loadShare: number | null;
  meanMetres: number | null;
  /** Who would come if everybody went to the nearest shelter within reach. */
  nearestOnly: number;
  /** How many of them are too many. */
  overload: number | null;
}

/** Residents of one town who are sent to one shelter. */
export interface Flow {
  town: string;
  code: string;
  shelter: string;
  shelterId: string;
  people: number;
  meanMetres: number;
  /** Middle of where they live, weighted by people. */
  longitude: number;
  latitude: number;
  /** Position of the shelter. */
  to: [longitude: number, latitude: number];
}

/** One way of sending residents, beside the others. */
export interface Compared {
  plan: 'exact' | 'greedy' | 'nearest';
  placed: number | null;
  placedShare: number | null;
  /** Within reach of a shelter, and without a place all the same. */
  withoutPlace: number | null;
  /** Fewer placed than by the exact plan. */
  fewer: number | null;
  overload: number | null;
  overloaded: number | null;
  /** Mean way of those who are sent. */
  meanMetres: number | null;
}

export interface AllocateSummary extends Placed {
  residents: number | null;
  shelters: number;
  unknownCapacity: number;
  /** Shelters of known capacity that are full. */
  full: number | null;
  capacity: number | null;
  units: UnitAllocation[];
  perShelter: ShelterLoad[];
  flows: Flow[];
  comparison: Compared[];
  /** People placed and not placed less the share of all residents who need a shelter, to a thousandth: 0. */
  imbalance: number | null;
}
