/** How water runs over a lattice. */
export interface Flow {
  /** Heights with every hollow filled: each cell has a lower neighbour, or is an outlet. */
  filled: Float64Array;
  /** The neighbour that a cell drains to; an outlet drains to itself. */
  receiver: Int32Array;
  /** Cells from the outlets upwards: a cell comes after the one it drains to. */
  order: Int32Array;
}

/** The eight neighbours as column and row steps. */
export const neighbours = [
  [1, 0],
  [1, 1],
  [0, 1],
  [-1, 1],
  [-1, 0],
  [-1, -1],
  [0, -1],
  [1, -1],
] as const;

/** A heap of cells by height, lowest first; equal heights leave in the order of the cell's number. */
export class Heap {
  private readonly keys: Float64Array;
  private readonly cells: Int32Array;
  size = 0;

  constructor(capacity: number) {
    this.keys = new Float64Array(capacity);
    this.cells = new Int32Array(capacity);
  }

  push(key: number, cell: number): void {
    const { keys, cells } = this;
    let i = this.size++;
    while (i > 0) {
      const parent = (i - 1) >> 1;
      const above = keys[parent]!;
      if (above < key || (above === key && cells[parent]! < cell)) break;
      keys[i] = above;
      cells[i] = cells[parent]!;
      i = parent;
    }
    keys[i] = key;
    cells[i] = cell;
  }

  /** Key of the cell that the next {@link pop} gives. */
  get least(): number {
    return this.keys[0]!;
  }

  pop(): number {
    const { keys, cells } = this;
    const first = cells[0]!;
    const size = --this.size;
    const key = keys[size]!;
    const cell = cells[size]!;
    let i = 0;
    for (;;) {
      let child = 2 * i + 1;
      if (child >= size) break;
      const right = child + 1;
      if (
        right < size &&
        (keys[right]! < keys[child]! ||
          (keys[right]! === keys[child]! && cells[right]! < cells[child]!))
      )
        child = right;
      if (keys[child]! > key || (keys[child]! === key && cells[child]! > cell)) break;
      keys[i] = keys[child]!;
      cells[i] = cells[child]!;
      i = child;
    }
    keys[i] = key;
    cells[i] = cell;
    return first;
  }
}

/**
 * Fills the hollows of a surface (priority flood, Barnes, Lehman and Mulla 2014, with a small slope towards the
 * outlet) and drains each cell to its steepest lower neighbour (D8).
 *
 * @param cellMetres side of a cell, east and south
 * @param outlets 1 on the cells that let water out; at least one
 * @param options `step`, the fall that a filled hollow gets from cell to cell, metres; `bend`, how far chance may sway
 *   the choice of the steepest neighbour (0 to 1), so that streams do not run straight along the lattice
 */
export function routeFlow(
  heights: Float64Array,
  columns: number,
  cellMetres: readonly [number, number],
  outlets: Uint8Array,
  { step = 1e-3, bend = 0 } = {},
): Flow {
  const count = heights.length;
  const rows = count / columns;
  const filled = Float64Array.from(heights);
  const receiver = new Int32Array(count).fill(-1);
  const order = new Int32Array(count);
  const seen = new Uint8Array(count);
  const heap = new Heap(count);
  for (let cell = 0; cell < count; cell++) {
    if (!outlets[cell]) continue;
    seen[cell] = 1;
    receiver[cell] = cell;
    heap.push(filled[cell]!, cell);
  }
  let next = 0;
  while (heap.size) {
    const cell = heap.pop();
    order[next++] = cell;
    const column = cell % columns;
    const row = (cell - column) / columns;
    for (const [dx, dy] of neighbours) {
      if (column + dx < 0 || column + dx >= columns || row + dy < 0 || row + dy >= rows) continue;
      const other = cell + dx + dy * columns;
      if (seen[other]) continue;
      seen[other] = 1;
      filled[other] = Math.max(filled[other]!, filled[cell]! + step);
      heap.push(filled[other], other);
    }
  }
  const lengths = neighbours.map(([dx, dy]) => Math.hypot(dx * cellMetres[0], dy * cellMetres[1]));
  for (let cell = 0; cell < count; cell++) {
    if (receiver[cell] === cell) continue;
    const column = cell % columns;
    const row = (cell - column) / columns;
    const edge = column === 0 || column === columns - 1 || row === 0 || row === rows - 1;
    let steepest = 0;
    for (let k = 0; k < 8; k++) {
      const [dx, dy] = neighbours[k]!;
      if (edge && (column + dx < 0 || column + dx >= columns || row + dy < 0 || row + dy >= rows))
        continue;
      const other = cell + dx + dy * columns;
      const fall = (filled[cell]! - filled[other]!) / lengths[k]!;
      const slope = bend ? fall * (1 - bend * chance(cell * 8 + k)) : fall;
      if (slope > steepest) {
        steepest = slope;
        receiver[cell] = other;
      }
    }
  }
  return { filled, receiver, order };
}

/** The edge of a lattice, or only its stretches that lie in one of the sectors of azimuth from its middle, degrees. */
export function edgeCells(
  columns: number,
  rows: number,
  sectors: readonly (readonly [number, number])[] | 'all',
): Uint8Array {
  const edge = new Uint8Array(columns * rows);
  for (let row = 0; row < rows; row++)
    for (let column = 0; column < columns; column++) {
      if (column > 0 && column < columns - 1 && row > 0 && row < rows - 1) continue;
      const turn = Math.atan2(column - columns / 2, rows / 2 - row);
      const azimuth = ((turn * 180) / Math.PI + 360) % 360;
      if (sectors === 'all' || sectors.some(([from, to]) => azimuth >= from && azimuth <= to))
        edge[row * columns + column] = 1;
    }
  return edge;
}

/** A number from 0 to 1 that belongs to a key. */
function chance(key: number): number {
  let h = Math.imul(key ^ (key >>> 15), 0x2c1b3c6d);
  h = Math.imul(h ^ (h >>> 12), 0x297a2d39);
  return ((h ^ (h >>> 15)) >>> 0) / 4294967296;
}

/** Sum of `weight` over each cell and everything that drains through it. */
export function accumulate({ receiver, order }: Flow, weight: Float64Array): Float64Array {
  const sum = Float64Array.from(weight);
  for (let i = order.length - 1; i >= 0; i--) {
    const cell = order[i]!;
    const to = receiver[cell]!;
    if (to !== cell) sum[to]! += sum[cell]!;
  }
  return sum;
}
