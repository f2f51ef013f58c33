import type { AccessMethod } from './accessParams';
import type { Excluded, LeftOut, Serving } from './serving';

/** Access of one town; `null` where nobody knows how many live there, or every supply is unknown. */
export interface UnitAccess {
  code: string;
  name: string;
  residents: number | null;
  /** Supply per resident, weighted by residents. */
  mean: number | null;
  /** Residents with no access at all. */
  none: number | null;
  noneShare: number | null;
  /** Residents below the standard. */
  below: number | null;
  /** Residents below it by known supply who reach unknown supply too: nobody can tell. */
  belowUnknown: number | null;
}

/** One shelter as supply. */
export interface ShelterAccess extends Serving {
  limitMetres: number;
  /** Places or m²; `null` is unknown. */
  supply: number | null;
  /** Residents within the limit; one within several limits is in each. */
  residentsInside: number | null;
  /** Residents that compete for it, by weight. */
  demand: number | null;
  /** Supply per competing resident; `null` where it is unknown or nobody competes. */
  ratio: number | null;
}

/** How much shelter residents can reach, shared with those who can reach it too; `null` is unknown. */
export interface AccessSummary {
  method: AccessMethod;
  supply: 'places' | 'area';
  /** Residents that are known; `null` for a pack without residents. */
  residents: number | null;
  /** Supply per resident over all residents, and the value that half of them do not exceed. */
  mean: number | null;
  median: number | null;
  /** Residents that reach no shelter of known or unknown supply. */
  none: number | null;
  /** Residents that reach shelters of unknown supply alone: counted as 0 in means. */
  onlyUnknown: number | null;
  /**
   * Residents with less than one place, or no more than the standard area (GB 21734-2008 clause 5.4), who reach no
   * unknown supply.
   */
  below: number | null;
  /** Residents with as little of known supply who reach unknown supply too: whether they have enough is unknown. */
  belowUnknown: number | null;
  standard: number;
  /** Σ of access × residents, and the supply of the sites that reach anyone: equal but for rounding. */
  shared: number | null;
  inReach: number | null;
  conservationError: number | null;
  /** Shelters that nobody can reach, and what they hold. */
  unreached: number;
  unreachedSupply: number;
  unknownSupply: number;
  unitsWithoutResidents: number;
  shelters: number;
  excluded: Excluded[];
  inHazardZone: number;
  leftOut: LeftOut[];
  units: UnitAccess[];
  perShelter: ShelterAccess[];
}
