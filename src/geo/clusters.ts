import { columnLongitude, rowLatitude, type LatticeIndex } from './lattice';
import { metresPerDegreeEast, metresPerDegreeNorth, wrapDegrees } from './metric';
import type { Bounds } from './polygons';

/** Cells that hang together by a side or a corner. */
export interface Cluster {
  people: number;
  /** Centre of the member cell that lies closest to the middle of its people: always inside the cluster. */
  longitude: number;
  latitude: number;
  areaSquareMetres: number;
  /** Outer edges of its cells. */
  bounds: Bounds;
}

/** Chosen cells that follow one another in a row, as places [first, end) of the index. */
interface Runs {
  first: number[];
  end: number[];
  row: number[];
  /** Group of each run: the number of its first run. */
  group: Int32Array;
}

/** Runs of chosen cells, grouped with those of the row above that touch them by a side or a corner. */
function groupRuns({ lattice, cells }: LatticeIndex, chosen: Uint8Array): Runs {
  const { columns } = lattice;
  const first: number[] = [];
  const end: number[] = [];
  const row: number[] = [];
  for (let place = 0; place < cells.length; place++) {
    if (!chosen[place]) continue;
    const cell = cells[place]!;
    const last = end.length - 1;
    const follows =
      last >= 0 && end[last] === place && cells[place - 1] === cell - 1 && cell % columns !== 0;
    if (follows) {
      end[last]!++;
      continue;
    }
    first.push(place);
    end.push(place + 1);
    row.push(Math.floor(cell / columns));
  }
  const group = Int32Array.from(first.keys());
  const root = (run: number): number => {
    while (group[run] !== run) run = group[run] = group[group[run]!]!;
    return run;
  };
  const leftOf = (run: number) => cells[first[run]!]! - row[run]! * columns;
  const rightOf = (run: number) => cells[end[run]! - 1]! - row[run]! * columns;
  let above = 0;
  for (let run = 0; run < first.length; run++) {
    while (
      row[above]! < row[run]! - 1 ||
      (row[above] === row[run]! - 1 && rightOf(above) < leftOf(run) - 1)
    ) {
      above++;
    }
    for (let k = above; row[k] === row[run]! - 1 && leftOf(k) <= rightOf(run) + 1; k++) {
      const a = root(k);
      const b = root(run);
      group[Math.max(a, b)] = Math.min(a, b);
    }
  }
  for (let run = 0; run < group.length; run++) group[run] = root(run);
  return { first, end, row, group };
}

/** The clusters with most people among the chosen cells, largest first; equal ones from north to south. */
export function largestClusters(index: LatticeIndex, chosen: Uint8Array, limit: number): Cluster[] {
  const runs = groupRuns(index, chosen);
  const sums = new Float64Array(runs.group.length);
  runs.group.forEach((group, run) => {
    for (let place = runs.first[run]!; place < runs.end[run]!; place++) {
      sums[group]! += index.people[place]!;
    }
  });
  const heads = [...runs.group.keys()].filter((run) => runs.group[run] === run);
  const largest = heads.sort((a, b) => sums[b]! - sums[a]! || a - b).slice(0, limit);
  const members = new Map(largest.map((head): [number, number[]] => [head, []]));
  runs.group.forEach((group, run) => members.get(group)?.push(run));
  return largest.map((head) => describe(index, runs, members.get(head)!, sums[head]!));
}

function describe(index: LatticeIndex, runs: Runs, members: number[], people: number): Cluster {
  const { lattice, cells } = index;
  const { columns, cellDegrees } = lattice;
  let [middleColumn, middleRow, area] = [0, 0, 0];
  let [left, right, top, bottom] = [Infinity, -Infinity, Infinity, -Infinity];
  for (const run of members) {
    const row = runs.row[run]!;
    const first = cells[runs.first[run]!]! - row * columns;
    const count = runs.end[run]! - runs.first[run]!;
    for (let k = 0; k < count; k++) {
      const weight = index.people[runs.first[run]! + k]! / people;
      middleColumn += weight * (first + k);
      middleRow += weight * row;
    }
    left = Math.min(left, first);
    right = Math.max(right, first + count);
    top = Math.min(top, row);
    bottom = Math.max(bottom, row + 1);
    const latitude = rowLatitude(lattice, row);
    area +=
      count * cellDegrees ** 2 * metresPerDegreeNorth(latitude) * metresPerDegreeEast(latitude);
  }
  let [best, column, row] = [Infinity, 0, 0];
  for (const run of members) {
    const first = cells[runs.first[run]!]! - runs.row[run]! * columns;
    const end = first + runs.end[run]! - runs.first[run]!;
    const nearest = Math.max(first, Math.min(end - 1, Math.round(middleColumn)));
    const away = (nearest - middleColumn) ** 2 + (runs.row[run]! - middleRow) ** 2;
    if (away >= best) continue;
    [best, column, row] = [away, nearest, runs.row[run]!];
  }
  return {
    people,
    longitude: wrapDegrees(columnLongitude(lattice, column)),
    latitude: rowLatitude(lattice, row),
    areaSquareMetres: area,
    bounds: [
      lattice.west + left * cellDegrees,
      lattice.north - bottom * cellDegrees,
      lattice.west + right * cellDegrees,
      lattice.north - top * cellDegrees,
    ],
  };
}
