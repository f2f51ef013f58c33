import type { Settlement } from './builtup';
import { apart, cellAt, type Ground } from './ground';
import type { Place, Plan } from './plan';
import { randomOf } from './random';
import type { Terrain } from './terrain';

/** Towns with fewer built-up cells have no street grid. */
const leastCells = 24;
/** How far a town's grid may be from a main road to be tied to it, metres. */
const tieMetres = 420;

/**
 * Street grids of the larger towns: two families of parallel lines, turned as the town's main road runs, broken where
 * blocks are missing; every fifth crossing near a main road is tied to it.
 */
export function makeStreets(
  ground: Ground,
  terrain: Terrain,
  plan: Plan,
  towns: readonly Settlement[],
  mainLines: readonly Place[][],
): Place[][] {
  const random = randomOf(`${plan.id}/streets`);
  const owner = new Int16Array(ground.inside.length).fill(-1);
  towns.forEach(({ cells }, i) => {
    for (const cell of cells) owner[cell] = i;
  });
  return towns.flatMap((town, i) => {
    if (town.cells.length < leastCells) return [];
    const turn = random.between(0, Math.PI / 2);
    const block: [number, number] = [random.between(210, 300), random.between(150, 220)];
    const built = (place: Place) => {
      const cell = cellAt(ground, place);
      return owner[cell] === i && !terrain.water[cell];
    };
    const dry = (place: Place) => !terrain.water[cellAt(ground, place)];
    return gridOf(ground, town, turn, block, built, dry, mainLines, () => random.next());
  });
}

function gridOf(
  ground: Ground,
  town: Settlement,
  turn: number,
  [wide, deep]: [number, number],
  built: (place: Place) => boolean,
  dry: (place: Place) => boolean,
  mainLines: readonly Place[][],
  chance: () => number,
): Place[][] {
  const [dx, dy] = ground.cellMetres;
  const side = ground.cellDegrees;
  const cos = Math.cos(turn);
  const sin = Math.sin(turn);
  const reach = Math.ceil((Math.sqrt(town.cells.length) * 2.2 * dy) / Math.min(wide, deep));
  const place = (i: number, j: number): Place => {
    // A slow bend keeps the lines from being rulers.
    const u = i * wide + 40 * Math.sin(j * 0.45);
    const v = j * deep + 40 * Math.sin(i * 0.4);
    return [
      town.at[0] + ((u * cos - v * sin) / dx) * side,
      town.at[1] + ((u * sin + v * cos) / dy) * side,
    ];
  };
  const lines: Place[][] = [];
  const crossings: Place[] = [];
  const trace = (at: (k: number) => Place, gap: number) => {
    let line: Place[] = [];
    const end = () => {
      if (line.length > 1) {
        lines.push(line);
        crossings.push(...line);
      }
      line = [];
    };
    for (let k = -reach; k <= reach; k++) {
      if (!built(at(k)) || (line.length && chance() < gap)) end();
      if (built(at(k))) line.push(at(k));
    }
    end();
  };
  for (let j = -reach; j <= reach; j++) trace((k) => place(k, j), 0.05);
  for (let i = -reach; i <= reach; i++) trace((k) => place(i, k), 0.12);
  const near = mainLines.flat().filter((at) => apart(ground, at, town.at) < reach * wide);
  for (let k = 0; k < crossings.length; k += 5) {
    const from = crossings[k]!;
    let best: Place | null = null;
    let least = tieMetres;
    for (const at of near) {
      const far = apart(ground, from, at);
      if (far < least) [best, least] = [at, far];
    }
    const over = best && ([(from[0] + best[0]) / 2, (from[1] + best[1]) / 2] as Place);
    if (best && over && least > 1 && dry(over)) lines.push([from, best]);
  }
  return lines;
}
