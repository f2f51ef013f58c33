import { area } from '@turf/area';
import type { Feature, MultiPolygon, Polygon } from 'geojson';
import { squareMetresPerMu, type Forest } from '../src/domain/forest';
import { contour, windowOf } from './contour';
import { Heap } from './flow';
import { apart, blur, cellAt, centreOf } from './ground';
import { fractal, noiseOf, randomOf } from './random';
import { combineParts, type Ring } from './rings';
import { day, numbering, person, phone, townAt, type Scene } from './scene';

type Woods = Feature<Polygon | MultiPolygon, Forest>;

/** The polygon's area may differ from the register's figure by this share. */
const areaTolerance = 0.01;
const species = ['马尾松', '柏木', '马尾松、杉木', '香樟、桉树', '栎类、松类', '杉木'];

/** Forest areas that cover ridges and steep ground, each as large as its record says. */
export function makeForests(scene: Scene): Woods[] {
  const { plan, ground, terrain } = scene;
  const random = randomOf(`${plan.id}/forests`);
  const height = blur(terrain.metres, ground.columns, 22);
  const waves = fractal(noiseOf(`${plan.id}/woods`), 3);
  const cells = terrain.metres.length;
  /** How well trees stand on a cell: high over its surroundings, steep, and by chance. */
  const fitness = new Float64Array(cells);
  for (let cell = 0; cell < cells; cell++)
    fitness[cell] =
      (terrain.metres[cell]! - height[cell]!) / 55 +
      terrain.slope[cell]! / 14 +
      0.7 * waves((cell % ground.columns) / 24, Math.floor(cell / ground.columns) / 24);
  const general = blur(fitness, ground.columns, 6);
  const taken = new Uint8Array(cells);
  const closed = (cell: number) =>
    !ground.inside[cell] ||
    terrain.water[cell]! > 0 ||
    scene.people[cell]! > 12 ||
    scene.toBuiltUp[cell]! < 130 ||
    taken[cell]! > 0;
  const seeds = ridgeSeeds(scene, general);
  const name = numbering(scene);
  return plan.records.forests.map((wanted, i) => {
    const start = wanted.at ? nearestFree(scene, wanted.at) : seeds.find((cell) => !closed(cell))!;
    const needed =
      (wanted.areaMu * squareMetresPerMu) / (ground.cellMetres[0] * ground.cellMetres[1]);
    const grown = grow(scene, general, closed, start, Math.round(needed));
    const geometry = polygonOf(scene, grown, wanted.areaMu * squareMetresPerMu);
    for (const cell of grown) taken[cell] = 1;
    seeds.splice(0, seeds.length, ...seeds.filter((cell) => spaced(scene, cell, grown[0]!)));
    const town = wanted.name ? null : townAt(scene, centreOf(ground, grown[0]!));
    const properties: Forest = {
      id: `${plan.letters}-LQ-${`${i + 1}`.padStart(2, '0')}`,
      name: wanted.name ?? name(town, '重点林区', '号'),
      town,
      address: null,
      updated: day(random),
      note: wanted.note,
      synthetic: true,
      approximate: wanted.at !== null,
      assumed: ['areaMu', 'fireDanger', 'species', ...(wanted.cameras === null ? [] : ['cameras'])],
      areaMu: wanted.areaMu,
      fireDanger: random.pick([2, 3, 3, 3, 4] as const),
      species: random.pick(species),
      cameras: wanted.cameras,
      forestChief: person(random),
      forestChiefPhone: phone(random),
    };
    return { type: 'Feature', properties, geometry };
  });
}

const spaced = ({ ground }: Scene, a: number, b: number) =>
  apart(ground, centreOf(ground, a), centreOf(ground, b)) > 4200;

/** Places where forests may start, the best first. */
function ridgeSeeds({ ground, terrain, toEdge }: Scene, fitness: Float64Array): number[] {
  const seeds: number[] = [];
  for (let cell = 0; cell < fitness.length; cell += 7)
    if (toEdge[cell]! > 500 && !terrain.water[cell] && ground.inside[cell]) seeds.push(cell);
  return seeds.sort((a, b) => fitness[b]! - fitness[a]! || a - b).slice(0, 12_000);
}

/** The cell of a place, or the nearest one that is well inside the outline. */
function nearestFree({ ground, toEdge, terrain }: Scene, at: [number, number]): number {
  const cell = cellAt(ground, at);
  if (toEdge[cell]! > 300 && !terrain.water[cell]) return cell;
  let best = -1;
  let least = Number.POSITIVE_INFINITY;
  for (let other = 0; other < toEdge.length; other++) {
    if (toEdge[other]! < 300 || terrain.water[other]) continue;
    const far = apart(ground, at, centreOf(ground, other));
    if (far < least) [best, least] = [other, far];
  }
  return best;
}

/** Takes the best cell at the border of the forest until there are enough; far cells count for less. */
function grow(
  { ground }: Scene,
  fitness: Float64Array,
  closed: (cell: number) => boolean,
  start: number,
  needed: number,
): number[] {
  const reach = Math.sqrt(needed) * ground.cellMetres[1];
  const origin = centreOf(ground, start);
  const seen = new Set([start]);
  const heap = new Heap(needed * 6 + 64);
  heap.push(0, start);
  const grown: number[] = [];
  while (heap.size && grown.length < needed) {
    const cell = heap.pop();
    grown.push(cell);
    for (const other of [cell - 1, cell + 1, cell - ground.columns, cell + ground.columns]) {
      if (seen.has(other) || closed(other)) continue;
      seen.add(other);
      const far = apart(ground, origin, centreOf(ground, other)) / reach;
      heap.push(far ** 2 * 0.55 - fitness[other]!, other);
    }
  }
  return grown;
}

/** A soft outline round the cells whose area is the wanted one, found by halving the level. */
function polygonOf(scene: Scene, cells: number[], squareMetres: number): Polygon | MultiPolygon {
  const { ground, rings } = scene;
  const [left, top, right, bottom] = windowOf(ground, cells);
  const frame = [
    Math.max(0, left - 4),
    Math.max(0, top - 4),
    Math.min(ground.columns - 1, right + 4),
    Math.min(ground.rows - 1, bottom + 4),
  ] as const;
  const w = frame[2] - frame[0] + 1;
  const mask = new Float64Array(w * (frame[3] - frame[1] + 1));
  const local = (cell: number) =>
    (Math.floor(cell / ground.columns) - frame[1]) * w + (cell % ground.columns) - frame[0];
  for (const cell of cells) mask[local(cell)] = 1;
  const soft = blur(blur(mask, w, 2), w, 1);
  let [low, high] = [0.02, 0.98];
  let parts: Ring[][] = [];
  for (let step = 0; step < 24; step++) {
    const level = (low + high) / 2;
    const outline = contour(ground, (cell) => soft[local(cell)]! - level, frame);
    parts = combineParts('intersect', outline, rings);
    const measured = area({ type: 'MultiPolygon', coordinates: parts });
    if (Math.abs(measured / squareMetres - 1) < areaTolerance) break;
    if (measured > squareMetres) low = level;
    else high = level;
  }
  return parts.length === 1
    ? { type: 'Polygon', coordinates: parts[0]! }
    : { type: 'MultiPolygon', coordinates: parts };
}
