import type { Frame, PageAnswer } from '../worker/protocol';

export type Summary = PageAnswer<'coverage'>['summary'];

/**
 * The figures of an answer with those of a newer frame in their place. Distances, classes and gaps stay as they were:
 * they follow when the hand lets go.
 */
export function withFrame(summary: Summary, figures: Frame['figures']): Summary {
  const { residents, covered, totals, units } = figures;
  const isKnown = residents !== null && covered !== null;
  return {
    ...summary,
    residents,
    covered,
    coveredShare: isKnown && residents > 0 ? covered / residents : null,
    uncovered: isKnown ? residents - covered : null,
    shelters: totals.shelters,
    unknownArea: totals.unknownArea,
    unknownCapacity: totals.unknownCapacity,
    effectiveAreaSquareMetres: totals.effectiveAreaSquareMetres,
    squareMetresPerResident: totals.squareMetresPerResident,
    meetsTarget: totals.meetsTarget,
    shortfallSquareMetres: totals.shortfallSquareMetres,
    places: totals.places,
    placesPerResident: totals.placesPerResident,
    housedShare: totals.housedShare,
    units: summary.units.map((unit, i) => ({ ...unit, ...units[i] })),
  };
}
