import { Heap } from './transportHeap';
import type { State } from './transportState';

/** The cheapest move of a person from one site to each other site that someone there can go to. */
interface Row {
  sites: Int32Array;
  /** Cost at the other site less cost here, prices left out; `Infinity` where nobody can move any more. */
  gaps: Float64Array;
  /** The arc that the mover leaves, and the one taken instead. */
  from: Int32Array;
  to: Int32Array;
  size: number;
  /** The arc of whoever has the dearest way here, -1 for nobody. */
  dearest: number;
  /** Only for sites of many people: all movers to each other site by gap, and all people by the length of their way. */
  movers: Heap[] | null;
  goers: Heap;
}

interface Moves {
  of(site: number): Row;
  /** Tells that an arc has its first people, or none any more. */
  joined(arc: number): void;
  left(arc: number): void;
}

/** Moves from a site beyond which heaps cost less than looking through all its people again (measured). */
const manyMoves = 3000;

const emptyRow = (space: number): Row => ({
  sites: new Int32Array(space),
  gaps: new Float64Array(space),
  from: new Int32Array(space),
  to: new Int32Array(space),
  size: 0,
  dearest: -1,
  movers: null,
  goers: new Heap(0),
});

function grow(row: Row): void {
  const more = emptyRow(2 * row.size + 8);
  more.sites.set(row.sites);
  more.gaps.set(row.gaps);
  more.from.set(row.from);
  more.to.set(row.to);
  row.sites = more.sites;
  row.gaps = more.gaps;
  row.from = more.from;
  row.to = more.to;
}

/**
 * The shelter graph: rows are made when they are first asked for and kept up to date by those who join. When the very
 * person leaves who could move most cheaply, the next one comes from a lazy heap, or at a site of few people from
 * looking through them.
 */
export function movesOf(state: State): Moves {
  const { offsets, site, cost, flow, demandOf, members, starts, counts, prices } = state;
  const sites = prices.length;
  const rows = new Array<Row | undefined>(sites);
  const isFresh = new Uint8Array(sites);
  /** Whether an arc may be a cheapest one in the row of its site. */
  const isNamed = new Uint8Array(site.length);
  /** Position of each site in the row at hand, -1 outside it. */
  const place = new Int32Array(sites).fill(-1);

  const name = (row: Row, k: number, from: number, to: number, gap: number): void => {
    row.gaps[k] = gap;
    row.from[k] = from;
    row.to[k] = to;
    isNamed[from] = 1;
  };

  /** Takes the moves of one arc into a row whose sites have their `place`, and into its heaps. */
  const include = (row: Row, arc: number): void => {
    const here = cost[arc]!;
    if (row.dearest < 0 || here > cost[row.dearest]!) {
      row.dearest = arc;
      isNamed[arc] = 1;
    }
    if (row.movers) row.goers.push(-here, arc);
    const demand = demandOf[arc]!;
    const end = offsets[demand + 1]!;
    for (let other = offsets[demand]!; other < end; other++) {
      if (other === arc) continue;
      const b = site[other]!;
      const gap = cost[other]! - here;
      let k = place[b]!;
      if (k < 0) {
        if (row.size === row.sites.length) grow(row);
        k = place[b] = row.size++;
        row.sites[k] = b;
        row.gaps[k] = Infinity;
        row.movers?.push(new Heap(8));
      }
      row.movers?.[k]!.push(gap, arc);
      if (gap < row.gaps[k]!) name(row, k, arc, other, gap);
    }
  };

  const scan = (s: number): Row => {
    const row = rows[s] ?? emptyRow(8);
    const end = starts[s]! + counts[s]!;
    let moves = 0;
    for (let at = starts[s]!; at < end; at++) {
      const demand = demandOf[members[at]!]!;
      moves += offsets[demand + 1]! - offsets[demand]!;
    }
    row.size = 0;
    row.dearest = -1;
    row.movers = moves > manyMoves ? [] : null;
    row.goers.clear();
    for (let at = starts[s]!; at < end; at++) include(row, members[at]!);
    for (let k = 0; k < row.size; k++) place[row.sites[k]!] = -1;
    rows[s] = row;
    isFresh[s] = 1;
    return row;
  };

  /** The first arc of a heap that still has people, -1 for none. */
  const firstOf = (heap: Heap): number => {
    while (!heap.isEmpty && flow[heap.top] === 0) heap.pop();
    return heap.isEmpty ? -1 : heap.top;
  };

  const arcTo = (arc: number, b: number): number => {
    let other = offsets[demandOf[arc]!]!;
    while (site[other] !== b) other++;
    return other;
  };

  return {
    of: (s) => (isFresh[s] ? rows[s]! : scan(s)),
    joined(arc) {
      const s = site[arc]!;
      if (!isFresh[s]) return;
      const row = rows[s]!;
      for (let k = 0; k < row.size; k++) place[row.sites[k]!] = k;
      include(row, arc);
      for (let k = 0; k < row.size; k++) place[row.sites[k]!] = -1;
    },
    left(arc) {
      const s = site[arc]!;
      if (!isNamed[arc] || !isFresh[s]) return;
      isNamed[arc] = 0;
      const row = rows[s]!;
      if (!row.movers) {
        isFresh[s] = 0;
        return;
      }
      if (row.dearest === arc) {
        row.dearest = firstOf(row.goers);
        if (row.dearest >= 0) isNamed[row.dearest] = 1;
      }
      for (let k = 0; k < row.size; k++) {
        if (row.from[k] !== arc) continue;
        const heap = row.movers[k]!;
        const next = firstOf(heap);
        if (next < 0) {
          row.gaps[k] = Infinity;
          row.from[k] = -1;
        } else name(row, k, next, arcTo(next, row.sites[k]!), heap.key);
      }
    },
  };
}
