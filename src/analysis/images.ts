import { classOf } from '../domain/classes';
import { gapRamp } from '../domain/ramps';
import { rowLatitude, type LatticeIndex } from '../geo/lattice';
import { metresPerDegreeEast, metresPerDegreeNorth } from '../geo/metric';
import type { Pack } from '../pack/pack';
import type { CellImage } from './define';
import { populationOf } from './population';

/** Classes of {@link gapRamp} by people per hectare, for the chosen cells or all; 0 elsewhere. */
export function densityImage(
  { lattice, cells, people }: LatticeIndex,
  chosen?: Uint8Array,
): CellImage {
  const { west, north, cellDegrees, columns, rows } = lattice;
  const classes = new Uint8Array(columns * rows);
  const hectares = Float64Array.from({ length: rows }, (_, row) => {
    const latitude = rowLatitude(lattice, row);
    const side = cellDegrees * cellDegrees;
    return (side * metresPerDegreeNorth(latitude) * metresPerDegreeEast(latitude)) / 10_000;
  });
  for (let place = 0; place < cells.length; place++) {
    if (chosen && !chosen[place]) continue;
    const cell = cells[place]!;
    classes[cell] = classOf(people[place]! / hectares[Math.floor(cell / columns)]!, gapRamp);
  }
  return { west, north, cellDegrees, columns, rows, classes };
}

/** The image of the residents layer: people per hectare in classes of {@link gapRamp}; `null` without a grid. */
export function residentClasses(pack: Pack): CellImage | null {
  const population = populationOf(pack, 'area');
  if (population?.kind !== 'grid') return null;
  return densityImage(population.cells);
}
