/** Coverage of one side of a comparison; `null` is unknown. */
export interface ComparedSide {
  residents: number | null;
  covered: number | null;
  coveredShare: number | null;
  squareMetresPerResident: number | null;
  shelters: number;
}

export interface ComparedUnit {
  /** Empty for what lies outside every town. */
  code: string;
  name: string;
  newlyCovered: number | null;
  newlyLost: number | null;
  coveredBefore: number | null;
  coveredAfter: number | null;
  coveredShareBefore: number | null;
  coveredShareAfter: number | null;
  squareMetresPerResidentBefore: number | null;
  squareMetresPerResidentAfter: number | null;
  sheltersBefore: number;
  sheltersAfter: number;
}

/** Two scenarios, or a scenario and the pack as it is, held against each other. */
export interface CompareSummary {
  before: ComparedSide;
  after: ComparedSide;
  /** Residents, as of the later side, whom only the later side covers, and whom only the earlier one does. */
  newlyCovered: number | null;
  newlyLost: number | null;
  units: ComparedUnit[];
}
