import { indexLattice, latticeDepth } from '../../src/geo/lattice';
import { nearestOfLattice } from '../../src/geo/nearest';
import { indexPoints, pointDepth } from '../../src/geo/points';
import { processorTime, time, type Timed } from './clock';
import { askKdTree } from './peers/kdtree';
import { counted, geokdbush, turfFlatbush, turfLoop, type Counted } from './peers/npm';
import { askPostgis } from './peers/postgis';
import type { BenchRow } from './row';
import { gridWorkloadOf, sizes, workloadOf, type Size } from './workload';

const runsOf = (size: Size) => (size === 'L' ? 5 : 15);
const both = ({ build, query }: { build: number; query: number }) => build + query;
const figures = (value: number) => value.toLocaleString('en');

/**
 * Pairs, and people of the cells that are reached. Whether a cell is reached cannot be foretold, so that it goes without
 * a branch, by the sign bit of −n: measured four times as fast.
 */
function countedCells(depth: Int32Array, counts: Float64Array): Counted {
  let [pairs, people] = [0, 0];
  for (let i = 0; i < depth.length; i++) {
    const here = depth[i]!;
    pairs += here;
    people += (-here >>> 31) * counts[i]!;
  }
  return { pairs, people };
}

/** How many shelters reach each cell, and residents covered: the same question to every program. */
export function coverageBench(size: Size): BenchRow[] {
  const work = workloadOf(sizes[size]);
  const { lattice, people, longitudes, latitudes, counts, discs } = work;
  const isLarge = size === 'L';
  const depth = new Int32Array(counts.length + 1);
  const rows = time(
    () => indexLattice(lattice, people),
    (index) => countedCells(latticeDepth(index, discs, depth), index.people),
    runsOf(size),
  );
  const points = time(
    () => indexPoints(longitudes, latitudes, counts),
    (index) => counted(pointDepth(index, discs), index.people),
    runsOf(size),
  );
  const kdTree = askKdTree(work, isLarge ? 1 : 5);
  const postgis = askPostgis(work);
  const isPromised = size !== 'S';
  const answers = ({ pairs, people: reached }: Counted) =>
    `${figures(pairs)} pairs, ${figures(reached)} residents`;
  const against = (theirs: Counted) =>
    theirs.pairs === rows.answer.pairs && theirs.people === rows.answer.people
      ? `the same ${answers(theirs)}`
      : `${answers(rows.answer)}; the peer ${answers(theirs)}`;
  const row = (
    what: string,
    ours: BenchRow['ours'],
    peer: BenchRow['peer'],
    target: number | null,
    note: string,
  ): BenchRow => ({ work: `coverage ${size}, ${what}`, ours, peer, target, note });
  const whole = (name: string, peer: BenchRow['peer'], target: number | null, note: string) =>
    row('index and query', { name, milliseconds: both(rows) }, peer, target, note);
  const split = ({ build, query }: Timed<Counted>) =>
    `${build.toFixed(1)} + ${query.toFixed(1)} ms`;
  const named = (name: string, timed: { build: number; query: number } | null) =>
    timed && { name, milliseconds: both(timed) };
  const loop = { name: 'turf.distance loop (extrapolated)', milliseconds: turfLoop(work) };
  const flatbush = turfFlatbush(work, isLarge ? 1 : 5);
  const kdbush = geokdbush(work, isLarge ? 1 : 5);
  return [
    whole(
      'lattice',
      named('scipy cKDTree', kdTree),
      isPromised ? 10 : null,
      `${split(rows)}; on a sphere: ${kdTree ? against(kdTree) : '–'}`,
    ),
    row(
      'query alone',
      { name: 'lattice', milliseconds: rows.query },
      kdTree && { name: 'scipy cKDTree', milliseconds: kdTree.query },
      isLarge ? 90 : null,
      '',
    ),
    whole(
      'lattice',
      named('PostGIS geography', postgis),
      isPromised ? 250 : null,
      postgis ? against(postgis) : '',
    ),
    whole('lattice', loop, size === 'M' ? 20_000 : null, 'a sample of the cells'),
    whole('lattice', named('turf + flatbush', flatbush), null, against(flatbush.answer)),
    whole('lattice', named('kdbush + geokdbush', kdbush), null, against(kdbush.answer)),
    row(
      'index and query',
      { name: 'points in any order', milliseconds: both(points) },
      named('scipy cKDTree', kdTree),
      null,
      `${split(points)}; ${against(points.answer)}`,
    ),
  ];
}

/** The exact nearest shelter of every cell, with its index. */
export function nearestBench(size: Size): BenchRow[] {
  const work = workloadOf(sizes[size]);
  const index = indexLattice(work.lattice, work.people);
  const ours = time(
    () => null,
    () => nearestOfLattice(index, work.discs),
    runsOf(size),
  );
  const sum = ours.answer.metres.reduce((total, metres) => total + metres, 0);
  const kdTree = askKdTree(work, 1);
  const mean = `mean ${(sum / index.cells.length).toFixed(2)} m`;
  return [
    {
      work: `exact nearest ${size}, with build`,
      ours: { name: 'descent of the lattice', milliseconds: both(ours) },
      peer: kdTree && { name: 'scipy cKDTree', milliseconds: kdTree.nearest },
      target: size === 'L' ? 10 : null,
      note: kdTree ? `${mean}; the peer on a sphere ${kdTree.meanMetres.toFixed(2)} m` : mean,
    },
  ];
}

/** The memory of one process that holds the L grid and asks it everything: peers are not in it. */
export function memoryBench(): BenchRow[] {
  const { lattice, people, discs } = gridWorkloadOf(sizes.L);
  const start = processorTime();
  const index = indexLattice(lattice, people);
  const depth = latticeDepth(index, discs);
  const { metres } = nearestOfLattice(index, discs);
  const spent = processorTime() - start;
  globalThis.gc?.();
  const { rss, heapUsed, arrayBuffers } = process.memoryUsage();
  const peak = process.resourceUsage().maxRSS / 1024;
  return [
    {
      work: 'memory L, coverage and nearest',
      ours: { name: 'node, peak of the process', milliseconds: spent },
      peer: null,
      target: null,
      limit: { value: peak, most: 400, unit: 'MB' },
      note: `${figures(depth.length + metres.length)} answers; afterwards rss ${(rss / 2 ** 20).toFixed(0)} MB, heap ${(heapUsed / 2 ** 20).toFixed(0)} MB, arrays ${(arrayBuffers / 2 ** 20).toFixed(0)} MB`,
    },
  ];
}
