import type { Feature, MultiPolygon, Polygon } from 'geojson';
import { contour, windowOf } from './contour';
import { Heap } from './flow';
import { apart, centreOf, distanceTo, type Ground } from './ground';
import type { Place, Plan } from './plan';
import { randomOf } from './random';
import { combine, combineParts, turning, type Ring } from './rings';
import type { Terrain } from './terrain';

/** Water dammed up on a stream. */
export interface Lake {
  dam: number;
  /** Metres above sea level. */
  level: number;
  /** Height of the dam over the stream's bed, metres. */
  height: number;
  capacityCubicMetres: number;
  cells: number[];
  shore: Polygon | MultiPolygon;
}

/** Heights of dam that are tried, metres. */
const dams = { lowest: 7, highest: 58 };
const apartMetres = 1800;
const tries = 900;
/** Lakes of more cells are refused: about 9 km². */
const mostCells = 1200;

/**
 * Dams streams until as many lakes as the plan says are full: each has the storage it was asked for, lies inside the
 * outline away from seats, and drowns no divide. The terrain then shows their water surface.
 */
export function makeLakes(
  ground: Ground,
  terrain: Terrain,
  plan: Plan,
  seats: readonly { at: Place; clear: number }[],
  outline: Ring[],
): Lake[] {
  const { count, largest } = plan.records.reservoirs;
  const random = randomOf(`${plan.id}/lakes`);
  const donors = donorsOf(terrain.flow.receiver);
  const toEdge = distanceTo(ground, (cell) => !ground.inside[cell]);
  const sites: number[] = [];
  for (let cell = 0; cell < ground.inside.length; cell++)
    if (toEdge[cell]! > 600 && terrain.drained[cell]! > 0.35 && terrain.drained[cell]! < 120)
      if (!terrain.water[cell]) sites.push(cell);
  const lakes: Lake[] = [];
  for (let k = 0; k < count; k++) {
    const wanted =
      k === 0
        ? largest
        : Math.min(
            largest * 0.5,
            10 ** (5.08 + 1.5 * ((k - 0.5) / count) ** 1.4 + random.between(-0.05, 0.25)),
          );
    let best: Lake | null = null;
    let bestScore = Number.POSITIVE_INFINITY;
    for (let i = 0; i < tries && bestScore > 0.3; i++) {
      const dam = random.pick(sites);
      const at = centreOf(ground, dam);
      if (lakes.some((lake) => apart(ground, at, centreOf(ground, lake.dam)) < apartMetres))
        continue;
      if (seats.some((seat) => apart(ground, at, seat.at) < seat.clear)) continue;
      const lake = fill(ground, terrain, donors, dam, wanted, toEdge);
      if (!lake) continue;
      const usual = 9 * (wanted / 1e5) ** 0.22;
      const score = Math.abs(Math.log(lake.height / usual));
      if (score < bestScore)
        [best, bestScore] = [{ ...lake, shore: { type: 'Polygon', coordinates: [] } }, score];
    }
    if (!best)
      throw new Error(
        `No site for reservoir ${k + 1} of ${count} in ${plan.id}: ask for less storage.`,
      );
    best.shore = shoreOf(ground, terrain, best, outline);
    for (const cell of best.cells) terrain.metres[cell] = best.level;
    for (const cell of best.cells) terrain.water[cell] = 1;
    lakes.push(best);
  }
  return lakes;
}

/** The cells that drain straight into each cell, as offsets into a list. */
function donorsOf(receiver: Int32Array) {
  const offsets = new Int32Array(receiver.length + 1);
  receiver.forEach((to, cell) => {
    if (to !== cell) offsets[to + 1]!++;
  });
  for (let cell = 0; cell < receiver.length; cell++) offsets[cell + 1]! += offsets[cell]!;
  const list = new Int32Array(offsets[receiver.length]!);
  const next = offsets.slice();
  receiver.forEach((to, cell) => {
    if (to !== cell) list[next[to]!++] = cell;
  });
  return { offsets, list };
}

/** The lake behind a dam that holds the wanted storage, or `null` if the place is not fit. */
function fill(
  { cellMetres, columns }: Ground,
  { metres, water }: Terrain,
  donors: ReturnType<typeof donorsOf>,
  dam: number,
  wanted: number,
  toEdge: Float32Array,
): Omit<Lake, 'shore'> | null {
  const bed = metres[dam]!;
  const cellArea = cellMetres[0] * cellMetres[1];
  const shoreline = new Heap(4 * mostCells);
  const reach = (cell: number) => {
    for (let k = donors.offsets[cell]!; k < donors.offsets[cell + 1]!; k++)
      shoreline.push(metres[donors.list[k]!]!, donors.list[k]!);
  };
  reach(dam);
  const lake: number[] = [];
  let sum = 0;
  let level = 0;
  // The water rises from cell to cell, lowest first, until it holds the wanted storage.
  while (shoreline.size && (!lake.length || level > shoreline.least)) {
    if (lake.length === mostCells) return null;
    const cell = shoreline.pop();
    lake.push(cell);
    reach(cell);
    sum += metres[cell]!;
    level = (wanted / cellArea + sum) / lake.length;
  }
  level = Math.round(level * 10) / 10;
  if (level - bed < dams.lowest || level - bed > dams.highest || lake.length < 5) return null;
  const own = new Set(lake).add(dam);
  for (const cell of lake) {
    if (toEdge[cell]! < 350 || water[cell]) return null;
    const east = (cell % columns) - (dam % columns);
    const south = Math.floor(cell / columns) - Math.floor(dam / columns);
    const near = Math.max(Math.abs(east), Math.abs(south)) < 3 + Math.sqrt(lake.length) / 3;
    // Where the dam stands, lower ground beside the lake is what the dam closes.
    if (near) continue;
    for (const other of [cell - 1, cell + 1, cell - columns, cell + columns])
      if (!own.has(other) && metres[other]! < level) return null;
  }
  const volume =
    lake.reduce((total, cell) => total + Math.max(0, level - metres[cell]!), 0) * cellArea;
  return { dam, level, height: level - bed, capacityCubicMetres: volume, cells: lake };
}

function shoreOf(ground: Ground, terrain: Terrain, lake: Omit<Lake, 'shore'>, outline: Ring[]) {
  const own = new Set(lake.cells);
  const depth = (cell: number) =>
    own.has(cell)
      ? Math.max(0.5, Math.min(6, lake.level - terrain.metres[cell]!))
      : -Math.max(1.5, Math.min(6, Math.abs(terrain.metres[cell]! - lake.level)));
  const rings = contour(ground, depth, windowOf(ground, lake.cells));
  const largest = rings.reduce((best, ring) => (turning(ring) > turning(best) ? ring : best));
  return combine('intersect', [largest], outline);
}

/** Water surfaces as features: the lakes, then the wide watercourses clipped to the outline. */
export function lakeFeatures(
  lakes: readonly { id: string; lake: Lake }[],
  { courses }: Terrain,
  outline: Ring[],
): Feature<Polygon | MultiPolygon>[] {
  const surfaces = lakes.map(({ id, lake }): Feature<Polygon | MultiPolygon> => ({
    type: 'Feature',
    properties: {
      kind: 'reservoir',
      reservoir: id,
      levelMetres: lake.level,
      name: null,
      synthetic: true,
    },
    geometry: lake.shore,
  }));
  for (const { rings } of courses)
    for (const part of combineParts('intersect', rings, outline))
      surfaces.push({
        type: 'Feature',
        properties: {
          kind: 'river',
          reservoir: null,
          levelMetres: null,
          name: null,
          synthetic: true,
        },
        geometry: { type: 'Polygon', coordinates: part },
      });
  return surfaces;
}
