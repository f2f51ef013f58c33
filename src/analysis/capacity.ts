import type { Shelter } from '../domain/shelter';

/** People that an area can house, whole ones; the little added makes good what division leaves short of a whole one. */
export const peopleFromArea = (areaSquareMetres: number, squareMetresPerPerson: number): number =>
  Math.floor(areaSquareMetres / squareMetresPerPerson + 1e-9);

/** People a shelter can house: as the register says, else from its area; `null` and `unknown` if neither is known. */
export function capacityOf(
  shelter: Pick<Shelter, 'effectiveAreaSquareMetres' | 'capacityPeople' | 'capacitySource'>,
  squareMetresPerPerson: number,
): Pick<Shelter, 'capacityPeople' | 'capacitySource'> {
  const { effectiveAreaSquareMetres, capacityPeople, capacitySource } = shelter;
  if (capacityPeople !== null) return { capacityPeople, capacitySource };
  if (effectiveAreaSquareMetres === null)
    return { capacityPeople: null, capacitySource: 'unknown' };
  return {
    capacityPeople: peopleFromArea(effectiveAreaSquareMetres, squareMetresPerPerson),
    capacitySource: 'from-area',
  };
}
