import { Heap, neighbours } from './flow';
import type { Ground } from './ground';
import type { Terrain } from './terrain';

/** Half the lattice's resolution, on which ways are looked for: cells of 6 arc-seconds. */
export interface Coarse {
  columns: number;
  rows: number;
  /** Effort of crossing 1 m of a cell on foot or wheels, from 1; more on water, infinite outside. */
  effort: Float64Array;
  stepMetres: number[];
}

/** The lattice of ways; `steepness` says how much slope counts. */
export function coarseOf(
  ground: Ground,
  terrain: Terrain,
  orders: Uint8Array,
  steepness: number,
): Coarse {
  const columns = Math.floor(ground.columns / 2);
  const rows = Math.floor(ground.rows / 2);
  const effort = new Float64Array(columns * rows);
  for (let row = 0; row < rows; row++)
    for (let column = 0; column < columns; column++) {
      const cell = 2 * row * ground.columns + 2 * column;
      const four = [cell, cell + 1, cell + ground.columns, cell + ground.columns + 1];
      let slope = 0;
      let wet = 0;
      let stream = 0;
      let inside = 0;
      for (const each of four) {
        slope += terrain.slope[each]! / 4;
        wet += terrain.water[each]!;
        stream = Math.max(stream, orders[each]!);
        inside += ground.inside[each]!;
      }
      effort[row * columns + column] =
        inside < 2
          ? Number.POSITIVE_INFINITY
          : (1 + steepness * (slope / 6) ** 2) * (wet ? 14 : stream > 1 ? 3.5 : 1);
    }
  const [dx, dy] = ground.cellMetres;
  return {
    columns,
    rows,
    effort,
    stepMetres: neighbours.map(([x, y]) => Math.hypot(2 * x * dx, 2 * y * dy)),
  };
}

/** The coarse cell of a fine one. */
export const coarseCell = (ground: Ground, { columns, rows }: Coarse, cell: number) =>
  Math.min(rows - 1, Math.floor(Math.floor(cell / ground.columns) / 2)) * columns +
  Math.min(columns - 1, Math.floor((cell % ground.columns) / 2));

/** Reusable memory of {@link findWay}. */
export interface Search {
  cost: Float64Array;
  from: Int32Array;
  heap: Heap;
  touched: number[];
}

export const searchOf = ({ effort }: Coarse): Search => ({
  cost: new Float64Array(effort.length).fill(Number.POSITIVE_INFINITY),
  from: new Int32Array(effort.length),
  heap: new Heap(effort.length * 8),
  touched: [],
});

/**
 * Easiest way from a cell to the first cell that `isGoal` (Dijkstra), both ends included; `null` if none is reached.
 * @param ease factor on the effort of a cell, for example below 1 where there is a road
 */
export function findWay(
  { columns, rows, effort, stepMetres }: Coarse,
  { cost, from, heap, touched }: Search,
  start: number,
  isGoal: (cell: number) => boolean,
  ease: (cell: number) => number,
): number[] | null {
  for (const cell of touched) cost[cell] = Number.POSITIVE_INFINITY;
  touched.length = 0;
  heap.size = 0;
  cost[start] = 0;
  from[start] = start;
  touched.push(start);
  heap.push(0, start);
  while (heap.size) {
    const reached = heap.least;
    const cell = heap.pop();
    if (reached > cost[cell]!) continue;
    if (isGoal(cell)) {
      const way = [cell];
      for (let at = cell; at !== start; at = from[at]!) way.push(from[at]!);
      return way.reverse();
    }
    const column = cell % columns;
    const row = (cell - column) / columns;
    for (let k = 0; k < 8; k++) {
      const [dx, dy] = neighbours[k]!;
      if (column + dx < 0 || column + dx >= columns || row + dy < 0 || row + dy >= rows) continue;
      const other = cell + dx + dy * columns;
      const far = reached + stepMetres[k]! * effort[other]! * ease(other);
      if (far < cost[other]!) {
        if (cost[other] === Number.POSITIVE_INFINITY) touched.push(other);
        cost[other] = far;
        from[other] = cell;
        heap.push(far, other);
      }
    }
  }
  return null;
}

/** Links between neighbouring cells, and the chains that they form between forks and ends. */
export class Web {
  private readonly links = new Map<number, number[]>();

  add(a: number, b: number): void {
    this.join(a, b);
    this.join(b, a);
  }

  has(cell: number): boolean {
    return this.links.has(cell);
  }

  private join(a: number, b: number): void {
    const known = this.links.get(a);
    if (!known) this.links.set(a, [b]);
    else if (!known.includes(b)) known.push(b);
  }

  /** Cells in order, from fork to fork; `isFork` may name more cells at which a chain must end. */
  chains(isFork: (cell: number) => boolean = () => false): number[][] {
    const used = new Set<string>();
    const key = (a: number, b: number) => (a < b ? `${a} ${b}` : `${b} ${a}`);
    const ends = (cell: number) => this.links.get(cell)!.length !== 2 || isFork(cell);
    const chains: number[][] = [];
    const walk = (start: number, second: number) => {
      const chain = [start, second];
      used.add(key(start, second));
      for (let at = second; !ends(at);) {
        const on = this.links.get(at)!.find((other) => !used.has(key(at, other)));
        if (on === undefined) break;
        used.add(key(at, on));
        chain.push(on);
        at = on;
      }
      chains.push(chain);
    };
    const cells = [...this.links.keys()].sort((a, b) => a - b);
    for (const cell of cells)
      if (ends(cell))
        for (const other of this.links.get(cell)!)
          if (!used.has(key(cell, other))) walk(cell, other);
    for (const cell of cells)
      for (const other of this.links.get(cell)!) if (!used.has(key(cell, other))) walk(cell, other);
    return chains;
  }
}
