import type { Lattice } from '../../src/domain/grid';
import { columnLongitude, rowLatitude } from '../../src/geo/lattice';
import type { Disc } from '../../src/geo/metric';
import { seeded } from '../fixtures/random';

/** Populated cells and shelters of each size. */
export const sizes = {
  S: { cells: 20_000, shelters: 170 },
  M: { cells: 500_000, shelters: 3_000 },
  L: { cells: 5_000_000, shelters: 30_000 },
} as const;
export type Size = keyof typeof sizes;

/** Residents on a grid, and shelters. */
export interface GridWorkload {
  lattice: Lattice;
  people: Uint16Array;
  discs: Disc[];
}

export interface Workload extends GridWorkload {
  /** Centres of the populated cells in no order. */
  longitudes: Float64Array;
  latitudes: Float64Array;
  counts: Float64Array;
}

const radii = [
  [0.6, 500],
  [0.85, 1000],
  [0.95, 1500],
  [1, 2500],
] as const;

/** Towns of Zipf size on a 3-arc-second lattice near 29.6 N 106.5 E, with shelters where people are. */
export function gridWorkloadOf(size: { cells: number; shelters: number }): GridWorkload {
  const { cells, shelters } = size;
  const random = seeded(cells);
  const side = Math.ceil(Math.sqrt(cells * 3));
  const lattice = { west: 106.5, north: 29.6, cellDegrees: 1 / 1200, columns: side, rows: side };
  const towns = Math.max(8, Math.round(shelters / 12));
  const weights = Array.from({ length: towns }, (_, i) => 1 / (i + 1));
  const total = weights.reduce((sum, weight) => sum + weight, 0);
  const bell = () => Math.sqrt(-2 * Math.log(1 - random())) * Math.cos(2 * Math.PI * random());
  const people = new Uint16Array(side * side);
  const centres = weights.map((weight) => ({
    column: random() * side,
    row: random() * side,
    share: weight / total,
    spread: Math.sqrt((cells * weight) / total) * 0.7 + 3,
  }));
  const near = ({ column, row, spread }: (typeof centres)[number]): [number, number] => [
    column + bell() * spread,
    row + bell() * spread,
  ];
  let populated = 0;
  const settle = (column: number, row: number): void => {
    const [c, r] = [Math.floor(column), Math.floor(row)];
    if (c < 0 || r < 0 || c >= side || r >= side || people[r * side + c]! > 0) return;
    people[r * side + c] = 1 + Math.floor(random() * 60);
    populated++;
  };
  for (const centre of centres) {
    const tries = Math.round(cells * centre.share * 1.2);
    for (let i = 0; i < tries && populated < cells; i++) settle(...near(centre));
  }
  while (populated < cells) settle(random() * side, random() * side);
  const discs = Array.from({ length: shelters }, (): Disc => {
    const pick = random();
    let sum = 0;
    const home = centres.find(({ share }) => (sum += share) >= pick) ?? centres[0]!;
    const [column, row] = near(home);
    const kind = random();
    return {
      longitude: lattice.west + column * lattice.cellDegrees,
      latitude: lattice.north - row * lattice.cellDegrees,
      radiusMetres: radii.find(([share]) => kind <= share)![1],
    };
  });
  return { lattice, people, discs };
}

/** {@link gridWorkloadOf} with its populated cells as a list in no order besides. */
export function workloadOf(size: { cells: number; shelters: number }): Workload {
  const grid = gridWorkloadOf(size);
  const { lattice, people } = grid;
  const random = seeded(size.cells + 1);
  const order = new Uint32Array(size.cells);
  let at = 0;
  people.forEach((count, cell) => {
    if (count > 0) order[at++] = cell;
  });
  for (let i = order.length - 1; i > 0; i--) {
    const j = Math.floor(random() * (i + 1));
    [order[i], order[j]] = [order[j]!, order[i]!];
  }
  const { columns } = lattice;
  return {
    ...grid,
    longitudes: Float64Array.from(order, (cell) => columnLongitude(lattice, cell % columns)),
    latitudes: Float64Array.from(order, (cell) => rowLatitude(lattice, Math.floor(cell / columns))),
    counts: Float64Array.from(order, (cell) => people[cell]!),
  };
}
