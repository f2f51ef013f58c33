import { squareMetresPerResidentTarget } from '../domain/scheme';
import type { CoverageSummary, UnitCoverage } from './coverageSummary';
import type { Serving } from './serving';

/** A part of a whole; `null` when either is unknown or the whole is nothing. */
export const share = (part: number | null, whole: number | null): number | null =>
  part !== null && whole !== null && whole > 0 ? part / whole : null;

/** Sum of the known values; `null` when there are values and none is known. */
function sumKnown(values: readonly (number | null)[]): number | null {
  const known = values.filter((value) => value !== null);
  if (values.length > 0 && known.length === 0) return null;
  return known.reduce((sum, value) => sum + value, 0);
}

/** The effective areas that are known, m². */
export const areaOf = (shelters: readonly Serving[]) =>
  sumKnown(shelters.map((shelter) => shelter.effectiveAreaSquareMetres));
/** The places that are known. */
export const placesOf = (shelters: readonly Serving[]) =>
  sumKnown(shelters.map((shelter) => shelter.capacityPeople));
const unknownAreas = (shelters: readonly Serving[]) =>
  shelters.filter((shelter) => shelter.effectiveAreaSquareMetres === null).length;

/** The area per resident held against the target, which it must exceed; unknown areas could still make it met. */
function againstTarget(area: number | null, unknownArea: number, residents: number | null) {
  const target = squareMetresPerResidentTarget;
  const isComparable = area !== null && residents !== null && residents > 0;
  const needed = isComparable ? target * residents : NaN;
  const isMet = isComparable && area > needed;
  return {
    squareMetresPerResident: share(area, residents),
    targetSquareMetresPerResident: target,
    meetsTarget: !isComparable ? null : isMet ? true : unknownArea > 0 ? null : false,
    shortfallSquareMetres: isComparable ? Math.max(0, needed - area) : null,
  };
}

/** The figures of a summary that follow from the shelters that count and the residents of the whole district. */
export type Totals = Pick<
  CoverageSummary,
  | 'shelters'
  | 'unknownArea'
  | 'unknownCapacity'
  | 'effectiveAreaSquareMetres'
  | 'squareMetresPerResident'
  | 'targetSquareMetresPerResident'
  | 'meetsTarget'
  | 'shortfallSquareMetres'
  | 'places'
  | 'placesPerResident'
  | 'housedShare'
>;

/**
 * Room in all shelters, and what it is per resident.
 * @param everyone all residents; `null` when those of some town are unknown, since the room of all shelters over the
 *   residents of some towns would flatter the district
 */
export function totalsOf(serving: readonly Serving[], everyone: number | null): Totals {
  const area = areaOf(serving);
  const places = placesOf(serving);
  const unknownArea = unknownAreas(serving);
  return {
    shelters: serving.length,
    unknownArea,
    unknownCapacity: serving.filter((shelter) => shelter.capacityPeople === null).length,
    effectiveAreaSquareMetres: area,
    ...againstTarget(area, unknownArea, everyone),
    places,
    placesPerResident: share(places, everyone),
    housedShare: share(
      places !== null && everyone !== null ? Math.min(places, everyone) : null,
      everyone,
    ),
  };
}

/** The figures of a town that follow from its shelters, its residents and how many of them are covered. */
export type UnitFigures = Omit<
  UnitCoverage,
  'code' | 'name' | 'includesUnplacedTowns' | 'medianDistanceMetres'
>;

/** Room and coverage of one town; `null` for residents is unknown, and so then is who is covered. */
export function unitFigures(
  here: readonly Serving[],
  residents: number | null,
  coveredPeople: number,
): UnitFigures {
  const covered = residents === null ? null : coveredPeople;
  const area = areaOf(here);
  return {
    residents,
    covered,
    coveredShare: share(covered, residents),
    uncovered: residents !== null && covered !== null ? residents - covered : null,
    effectiveAreaSquareMetres: area,
    squareMetresPerResident: share(area, residents),
    places: placesOf(here),
    shelters: here.length,
    unknownArea: unknownAreas(here),
  };
}
