import { Failure } from '../domain/failure';
import type { EditOf } from '../domain/scenario';
import { text, type Text } from '../domain/text';
import { areaFinder, rasterise, representativePoint } from '../geo/polygons';
import type { Area, Pack, Residents } from './pack';

/** Says that an edit on residents names a town that the pack does not hold; `null` when it does. */
export const townFault = (
  { towns }: Pick<Pack, 'towns'>,
  { town }: EditOf<'residents'>,
): Text | null =>
  town === null || towns.features.some(({ properties }) => properties.code === town)
    ? null
    : text(
        `方案要改动的镇街“${town}”不在这个数据包里；请删去这一步。`,
        `The scenario changes the residents of a town “${town}” that this pack does not hold; remove the step.`,
      );

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
  const unknownTown = edits.map((edit) => townFault({ towns }, edit)).find(Boolean);
  if (unknownTown) throw new Failure(unknownTown);
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
