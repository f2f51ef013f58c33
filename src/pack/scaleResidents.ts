import { Failure } from '../domain/failure';
import type { EditOf } from '../domain/scenario';
import { text } from '../domain/text';
import { areaFinder, rasterise, representativePoint } from '../geo/polygons';
import type { Area, Pack, Residents } from './pack';

/**
 * Residents times the factors of everywhere and of their town. Cells and points belong to the town that holds their
 * position, areas to the town that holds their representative point.
 * @throws Failure when an edit names a town that the pack does not hold
 */
export function scaleResidents(
  { residents, towns }: Pack,
  edits: readonly EditOf<'residents'>[],
): Residents | null {
  if (!residents) return null;
  const everywhere = edits
    .filter(({ town }) => town === null)
    .reduce((product, { factor }) => product * factor, 1);
  const outlines = towns.features.map(({ geometry }) => geometry);
  const factors = towns.features.map(({ properties }) =>
    edits
      .filter(({ town }) => town === properties.code)
      .reduce((product, { factor }) => product * factor, everywhere),
  );
  const unknownTown = edits.find(
    ({ town }) =>
      town !== null && !towns.features.some(({ properties }) => properties.code === town),
  );
  if (unknownTown) {
    throw new Failure(
      text(
        `方案要改动的镇街“${unknownTown.town}”不在这个数据包里。`,
        `The scenario changes the residents of a town “${unknownTown.town}” that this pack does not hold.`,
      ),
    );
  }
  const factorOf = (unit: number) => factors[unit] ?? everywhere;
  if (residents.kind === 'grid') {
    const { grid } = residents;
    const owner = rasterise(outlines, grid);
    const people = Float64Array.from(grid.people, (count, cell) => count * factorOf(owner[cell]!));
    return { kind: 'grid', grid: { ...grid, people } };
  }
  const find = areaFinder(outlines);
  if (residents.kind === 'points') {
    const { longitudes, latitudes } = residents;
    const people = residents.people.map(
      (count, i) => count * factorOf(find(longitudes[i]!, latitudes[i]!)),
    );
    return { ...residents, people };
  }
  const unitOf = (area: Area) => {
    const own = outlines.indexOf(area);
    return own < 0 ? find(...representativePoint(area)) : own;
  };
  const people = residents.people.map((count, i) => count * factorOf(unitOf(residents.areas[i]!)));
  return { ...residents, people };
}
