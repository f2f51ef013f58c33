import type { Shelter } from '../domain/shelter';

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
    // Division may leave a quotient a hair short of a whole person.
    capacityPeople: Math.floor(effectiveAreaSquareMetres / squareMetresPerPerson + 1e-9),
    capacitySource: 'from-area',
  };
}
