import type { Feature, Polygon } from 'geojson';
import { contour } from './contour';
import { Heap, neighbours } from './flow';
import { apart, blur, cellAt, centreOf, type Ground } from './ground';
import type { Place, Plan } from './plan';
import { fractal, noiseOf, randomOf } from './random';
import { combineParts, type Ring } from './rings';
import type { Terrain } from './terrain';
import type { Seat } from './towns';

/** A place where people live densely. */
export interface Settlement {
  at: Place;
  cell: number;
  /** Name of the town whose seat it is, or `null`. */
  town: string | null;
  kind: 'town' | 'village';
  /** Residents in its built-up area. */
  residents: number;
  /** Built-up cells, from the middle outwards. */
  cells: number[];
}

const villageSpacingMetres = 1300;
const steepestDegrees = 17;

/** Where people live: seats, the plan's centres, and villages on gentle ground along valleys. */
export function makeSettlements(
  ground: Ground,
  terrain: Terrain,
  plan: Plan,
  seats: Seat[],
): Settlement[] {
  const random = randomOf(`${plan.id}/settlements`);
  const fit = (cell: number) => ground.inside[cell]! && !terrain.water[cell];
  const towns = [
    ...seats.flatMap(({ name, at }) =>
      at ? [{ at, town: name, weight: plan.townWeights[name] ?? 1 }] : [],
    ),
    ...plan.centres.map(({ at, weight }) => ({ at, town: null, weight })),
  ];
  const gentle: number[] = [];
  for (let cell = 0; cell < ground.inside.length; cell++)
    if (fit(cell) && terrain.slope[cell]! < 7) gentle.push(cell);
  const free = (at: Place, spacing: number, others: { at: Place }[]) =>
    others.every((other) => apart(ground, at, other.at) > spacing);
  const scatter = (count: number, spacing: number, others: { at: Place }[]) => {
    const places: { at: Place }[] = [];
    for (let i = 0; i < count * 60 && places.length < count; i++) {
      const at = centreOf(ground, random.pick(gentle));
      if (free(at, spacing, others) && free(at, spacing, places)) places.push({ at });
    }
    return places;
  };
  for (const { at } of scatter(plan.unnamedCentres, 4500, towns))
    towns.push({ at, town: null, weight: random.between(0.5, 1.5) });
  const villages = scatter(plan.villages, villageSpacingMetres, towns);
  const urban = plan.residents * (1 - plan.ruralShare);
  const inTowns = urban * (villages.length ? 0.94 : 1);
  const total = towns.reduce((sum, { weight }) => sum + weight, 0);
  const settlement = (
    at: Place,
    town: string | null,
    kind: Settlement['kind'],
    residents: number,
  ) => ({
    at,
    cell: cellAt(ground, at),
    town,
    kind,
    residents,
    cells: [],
  });
  const shares = villages.map(() => random.between(0.4, 1.6));
  const allShares = shares.reduce((sum, share) => sum + share, 0);
  return grow(ground, terrain, plan, [
    ...towns.map(({ at, town, weight }) =>
      settlement(at, town, 'town', (inTowns * weight) / total),
    ),
    ...villages.map(({ at }, i) =>
      settlement(at, null, 'village', ((urban - inTowns) * shares[i]!) / allShares),
    ),
  ]);
}

/** Grows each built-up area over the easiest ground until it houses its residents at the plan's density. */
function grow(
  ground: Ground,
  terrain: Terrain,
  plan: Plan,
  settlements: Settlement[],
): Settlement[] {
  const { columns, rows, cellMetres, inside } = ground;
  const waves = fractal(noiseOf(`${plan.id}/growth`), 3);
  const cellArea = (cellMetres[0] * cellMetres[1]) / 1e6;
  const taken = new Uint8Array(inside.length);
  const steps = neighbours.map(([dx, dy]) => Math.hypot(dx * cellMetres[0], dy * cellMetres[1]));
  for (const settlement of settlements) {
    // Villages are less dense than towns.
    const density = plan.builtUpDensity * (settlement.kind === 'village' ? 0.35 : 1);
    const wanted = Math.max(3, Math.round(settlement.residents / density / cellArea));
    const best = new Map<number, number>([[settlement.cell, 0]]);
    const heap = new Heap(wanted * 64 + 4096);
    heap.push(0, settlement.cell);
    while (heap.size && settlement.cells.length < wanted) {
      const cost = heap.least;
      const cell = heap.pop();
      if (cost > best.get(cell)!) continue;
      if (!taken[cell] && inside[cell] && !terrain.water[cell]) {
        taken[cell] = 1;
        settlement.cells.push(cell);
      }
      const column = cell % columns;
      const row = (cell - column) / columns;
      for (let k = 0; k < 8; k++) {
        const [dx, dy] = neighbours[k]!;
        if (column + dx < 0 || column + dx >= columns || row + dy < 0 || row + dy >= rows) continue;
        const other = cell + dx + dy * columns;
        const slope = terrain.slope[other]!;
        if (!inside[other] || slope > steepestDegrees) continue;
        const rough = 1 + 0.9 * waves((column + dx) / 9, (row + dy) / 9) + (slope / 7) ** 2;
        const toll = terrain.water[other] ? 6 : 1;
        const far = cost + steps[k]! * Math.max(0.25, rough) * toll;
        if (far < (best.get(other) ?? Number.POSITIVE_INFINITY) && heap.size < wanted * 64) {
          best.set(other, far);
          heap.push(far, other);
        }
      }
    }
  }
  return settlements;
}

/** Built-up areas as polygons with soft edges, inside the outline. */
export function builtUpFeatures(
  ground: Ground,
  settlements: readonly Settlement[],
  water: Uint8Array,
  outline: Ring[],
): Feature<Polygon>[] {
  const { columns, rows } = ground;
  const mask = new Float64Array(columns * rows);
  for (const { cells } of settlements) for (const cell of cells) mask[cell] = 1;
  const soft = blur(mask, columns, 1);
  const rings = contour(ground, (cell) => (water[cell] ? -0.4 : soft[cell]! - 0.34), [
    0,
    0,
    columns - 1,
    rows - 1,
  ]);
  return combineParts('intersect', rings, outline).map((coordinates) => ({
    type: 'Feature',
    properties: { synthetic: true },
    geometry: { type: 'Polygon', coordinates },
  }));
}
