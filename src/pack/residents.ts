import type { Residents } from './pack';

/** All residents of a pack; grid cells hold whole people, points and areas may hold fractions. */
export function totalResidents(residents: Residents): number {
  let total = 0;
  for (const people of residents.kind === 'grid' ? residents.grid.people : residents.people)
    total += people;
  return total;
}
