import type { Candidate, Exclusion } from './sitingCandidates';
import type { SitingQuestion } from './sitingParams';

/** A chosen site, with all that a shelter added to a scenario needs. */
export interface NewSite extends Pick<
  Candidate,
  | 'id'
  | 'name'
  | 'longitude'
  | 'latitude'
  | 'class'
  | 'duration'
  | 'class51143'
  | 'radiusMetres'
  | 'effectiveAreaSquareMetres'
  | 'areaSource'
  | 'capacityPeople'
  | 'capacitySource'
> {
  rank: number;
  town: string | null;
  /** Residents that it adds to those before it: newly within reach, or newly above the standard. */
  gain: number;
  /** Residents added by it and those before it. */
  cumulative: number;
  /** Share of all residents within reach (or above the standard) with it and those before it. */
  share: number | null;
}

/** Why a candidate was not compared with the others. */
export type NotCompared = Exclusion | 'useless' | 'surplus';

/** A town before and after; `null` where nobody knows how many live there. */
export interface SitingUnit {
  code: string;
  name: string;
  residents: number | null;
  before: number | null;
  beforeShare: number | null;
  after: number | null;
  afterShare: number | null;
  added: number | null;
}

export interface SitingSummary {
  goal: SitingQuestion['goal'];
  /** `null` for a pack without residents. */
  residents: number | null;
  /** Residents within reach of a shelter (or above the standard) now, and with the new sites. */
  before: number | null;
  after: number | null;
  added: number;
  sites: NewSite[];
  /** Candidates there were, and those that were compared. */
  found: number;
  considered: number;
  excluded: Partial<Record<NotCompared, number>>;
  /** Shelters of the register among those compared whose area is unknown: the area of a new shelter is assumed. */
  assumedAreas: number;
  /** No choice of as many of the candidates adds more residents. */
  upperBound: number;
  /** What was added as a share of the upper bound; 1 when nothing can be added. */
  shareOfBest: number;
  /** Whether it is proven that no choice of as many sites adds more. */
  isOptimal: boolean;
  /** Who found the sites. */
  method: 'greedy' | 'solver';
  /** Residents added by 1, 2, … sites as greedy takes them, where the answer is another choice. */
  greedyGains: number[] | null;
  units: SitingUnit[];
}
