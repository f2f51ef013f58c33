import type { CountedGrid } from '../src/domain/grid';
import type { Settlement } from './builtup';
import { blur, cellDegrees, distanceTo, type Ground } from './ground';
import type { Plan } from './plan';
import { fractal, noiseOf } from './random';
import type { Terrain } from './terrain';

/** Nobody lives on ground steeper than this, degrees. */
const steepestDegrees = 24;
/** Rural residents live within this distance of a road or village, mostly, metres. */
const ruralReachMetres = 420;

/** Relative density of dwelling on the lattice, and how many people live in built-up areas. */
export interface Dwelling {
  /** Residents that each cell should have, before they are made whole. */
  expected: Float64Array;
}

/** Where people should live: towns dense in the middle, and hamlets along roads on gentle ground. */
export function dwellingOf(
  ground: Ground,
  terrain: Terrain,
  plan: Plan,
  settlements: readonly Settlement[],
  roadCells: Uint8Array,
): Dwelling {
  const { columns, inside } = ground;
  const expected = new Float64Array(inside.length);
  const blocks = fractal(noiseOf(`${plan.id}/blocks`), 3, 0.7);
  for (const { cells, residents, kind } of settlements) {
    // Cells are listed from the middle outwards: the rank stands for the distance.
    const weights = cells.map((cell, rank) => {
      const core = Math.exp(-2.1 * Math.sqrt(rank / cells.length));
      const lively =
        0.55 + 0.9 * Math.abs(blocks((cell % columns) / 5, Math.floor(cell / columns) / 5));
      return (kind === 'town' ? 0.25 + core : 1) * lively;
    });
    const total = weights.reduce((sum, weight) => sum + weight, 0);
    cells.forEach((cell, rank) => {
      expected[cell]! += (residents * weights[rank]!) / total;
    });
  }
  const hamlets = fractal(noiseOf(`${plan.id}/hamlets`), 4, 0.65);
  const toRoad = distanceTo(ground, (cell) => roadCells[cell] === 1);
  const around = blur(terrain.metres, columns, 12);
  const rural = new Float64Array(inside.length);
  let total = 0;
  for (let cell = 0; cell < inside.length; cell++) {
    if (!inside[cell] || terrain.water[cell] || expected[cell]) continue;
    const slope = terrain.slope[cell]!;
    if (slope > steepestDegrees) continue;
    const hamlet = hamlets((cell % columns) / 11, Math.floor(cell / columns) / 11) - 0.04;
    if (hamlet <= 0) continue;
    const near = Math.exp(-toRoad[cell]! / ruralReachMetres) + 0.03;
    // People live on the lower ground of their surroundings.
    const low = 1 / (1 + Math.exp((terrain.metres[cell]! - around[cell]!) / 12));
    rural[cell] = hamlet ** 1.3 * near * low * Math.max(0.03, 1 - slope / steepestDegrees) ** 2;
    total += rural[cell]!;
  }
  const ruralResidents =
    plan.residents - settlements.reduce((sum, { residents }) => sum + residents, 0);
  if (total > 0)
    for (let cell = 0; cell < inside.length; cell++)
      expected[cell]! += (ruralResidents * rural[cell]!) / total;
  return { expected };
}

/**
 * Whole residents on the district's own lattice; their sum is the census total exactly.
 *
 * Each cell gets the whole part of what is expected of it; the rest goes to the cells with the largest remainders.
 */
export function makeResidents(
  ground: Ground,
  { expected }: Dwelling,
  total: number,
  margin: number,
): CountedGrid {
  const sum = expected.reduce((all, value) => all + value, 0);
  const whole = new Uint32Array(expected.length);
  const rest: [number, number][] = [];
  let placed = 0;
  for (let cell = 0; cell < expected.length; cell++) {
    const value = (expected[cell]! * total) / sum;
    whole[cell] = Math.floor(value);
    placed += whole[cell]!;
    if (value > 0) rest.push([value - Math.floor(value), cell]);
  }
  rest.sort((a, b) => b[0] - a[0] || a[1] - b[1]);
  for (let i = 0; placed < total; i = (i + 1) % rest.length) {
    whole[rest[i]![1]]!++;
    placed++;
  }
  const columns = ground.columns - 2 * margin;
  const rows = ground.rows - 2 * margin;
  const people = new Uint16Array(columns * rows);
  for (let row = 0; row < rows; row++)
    for (let column = 0; column < columns; column++)
      people[row * columns + column] = whole[(row + margin) * ground.columns + column + margin]!;
  return {
    west: ground.west + margin * cellDegrees,
    north: ground.north - margin * cellDegrees,
    cellDegrees,
    columns,
    rows,
    people,
  };
}
