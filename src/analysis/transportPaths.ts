import { Heap } from './transportHeap';
import { movesOf } from './transportMoves';
import { addTo, takeFrom, type State } from './transportState';

/** Where a chain of moves ends: at a site with room, or with somebody at a site who is left without a place. */
interface End {
  last: number;
  hasRoom: boolean;
}

/**
 * Brings the people beyond the capacity of every site to where there is room, by the cheapest chains of moves, or where
 * no chain leads to room leaves somebody without a place: successive shortest paths, by Dijkstra's algorithm on costs
 * reduced by the prices.
 */
export function shortestPaths(state: State, tick: (site: number) => void): void {
  const { prices, excess, cost, site, flow, unplaced, demandOf, penalty } = state;
  const sites = prices.length;
  const moves = movesOf(state);
  const heap = new Heap();
  const distance = new Float64Array(sites).fill(Infinity);
  /** The site before each one on its path, and the arcs that the mover leaves and takes. */
  const before = new Int32Array(sites);
  const leaves = new Int32Array(sites);
  const takes = new Int32Array(sites);
  const touched = new Int32Array(sites);

  /** Finds the cheapest chain from a site, and raises the prices of the sites closer than its end. */
  const search = (source: number): End => {
    let nearest = Infinity;
    let end: End = { last: source, hasRoom: false };
    let reached = 0;
    heap.clear();
    distance[source] = 0;
    touched[reached++] = source;
    heap.push(0, source);
    while (!heap.isEmpty && heap.key < nearest) {
      const far = heap.key;
      const a = heap.top;
      heap.pop();
      if (far > distance[a]!) continue;
      const row = moves.of(a);
      const base = far - prices[a]!;
      const out = row.dearest < 0 ? Infinity : base + penalty - cost[row.dearest]!;
      if (out < nearest) {
        nearest = out;
        end = { last: a, hasRoom: false };
      }
      for (let k = 0; k < row.size; k++) {
        const b = row.sites[k]!;
        const through = base + row.gaps[k]! + prices[b]!;
        if (through >= nearest || through >= distance[b]!) continue;
        if (distance[b] === Infinity) touched[reached++] = b;
        distance[b] = through;
        before[b] = a;
        leaves[b] = row.from[k]!;
        takes[b] = row.to[k]!;
        if (excess[b]! < 0) {
          nearest = through;
          end = { last: b, hasRoom: true };
        } else heap.push(through, b);
      }
    }
    for (let i = 0; i < reached; i++) {
      const s = touched[i]!;
      if (distance[s]! < nearest) prices[s]! += nearest - distance[s]!;
      distance[s] = Infinity;
    }
    return end;
  };

  const take = (arc: number, count: number): void => {
    takeFrom(state, arc, count);
    if (flow[arc] === 0) moves.left(arc);
  };

  /** Moves as many people along the chain as all of it allows. */
  const augment = (source: number, { last, hasRoom }: End): void => {
    const out = hasRoom ? -1 : moves.of(last).dearest;
    let count = Math.min(excess[source]!, hasRoom ? -excess[last]! : flow[out]!);
    for (let s = last; s !== source; s = before[s]!) count = Math.min(count, flow[leaves[s]!]!);
    if (hasRoom) excess[last]! += count;
    else {
      take(out, count);
      unplaced[demandOf[out]!]! += count;
    }
    for (let s = last; s !== source; s = before[s]!) {
      take(leaves[s]!, count);
      const isNew = flow[takes[s]!] === 0;
      addTo(state, takes[s]!, count);
      if (isNew) moves.joined(takes[s]!);
    }
    excess[source]! -= count;
  };

  for (let source = 0; source < sites; source++) {
    if (!(excess[source]! > 0)) continue;
    tick(source);
    while (excess[source]! > 0) augment(source, search(source));
  }
  if (site.length > 0) tick(sites);
}
