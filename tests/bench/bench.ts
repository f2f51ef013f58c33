import turfDistance from '@turf/distance';
import Flatbush from 'flatbush';
import { around } from 'geokdbush';
import KDBush from 'kdbush';
import { discOutline, dissolveDiscs } from '../../src/geo/discs';
import { indexLattice, latticeDepth } from '../../src/geo/lattice';
import { metresPerDegreeEast, reachDegrees } from '../../src/geo/metric';
import { nearestOfLattice } from '../../src/geo/nearest';
import { indexPoints, pointDepth } from '../../src/geo/points';
import { unionAreas } from '../../src/geo/polygons';
import { sizes, workloadOf, type Size, type Workload } from './workload';

const print = (line = '') => process.stdout.write(`${line}\n`);

interface Timed {
  build: number;
  query: number;
  /** Pairs of cell and shelter within the radius. */
  pairs: number;
  /** People reached at least once. */
  covered: number;
}

const median = (values: number[]) => values.sort((a, b) => a - b)[values.length >> 1]!;

/** Milliseconds of processor time so far: other programs on the machine do not count. */
function processorTime(): number {
  const { user, system } = process.cpuUsage();
  return (user + system) / 1000;
}

/** Median milliseconds of building an index and of asking it, after runs that do not count. */
function time<Index>(
  build: () => Index,
  query: (index: Index) => { depth: Int32Array; people: Float64Array },
  runs: number,
): Timed {
  const warmUps = runs > 3 ? 5 : 1;
  const builds: number[] = [];
  const queries: number[] = [];
  let answer = { pairs: 0, covered: 0 };
  for (let run = -warmUps; run < runs; run++) {
    const start = processorTime();
    const index = build();
    const built = processorTime();
    const { depth, people } = query(index);
    let [pairs, covered] = [0, 0];
    for (let i = 0; i < depth.length; i++) {
      pairs += depth[i]!;
      if (depth[i]! > 0) covered += people[i]!;
    }
    const asked = processorTime();
    if (run < 0) continue;
    builds.push(built - start);
    queries.push(asked - built);
    answer = { pairs, covered };
  }
  return { build: median(builds), query: median(queries), ...answer };
}

/** A sample of the double loop over cells and shelters, extrapolated to all pairs. */
function turfLoop({ longitudes, latitudes, discs }: Workload): number {
  const sample = Math.max(1, Math.floor(1_500_000 / discs.length));
  let inside = 0;
  const once = (cells: number) => {
    const start = processorTime();
    for (let i = 0; i < cells; i++) {
      const here = [longitudes[i]!, latitudes[i]!];
      for (const { longitude, latitude, radiusMetres } of discs) {
        const d = turfDistance(here, [longitude, latitude], { units: 'meters' });
        if (d <= radiusMetres) inside++;
      }
    }
    return processorTime() - start;
  };
  once(Math.ceil(sample / 4));
  const spent = once(sample);
  if (inside < 0) throw new Error('unreachable');
  return (spent / sample) * longitudes.length;
}

function turfFlatbush({ longitudes, latitudes, counts, discs }: Workload, runs: number): Timed {
  return time(
    () => {
      const index = new Flatbush(longitudes.length);
      for (let i = 0; i < longitudes.length; i++) index.add(longitudes[i]!, latitudes[i]!);
      index.finish();
      return index;
    },
    (index) => {
      const depth = new Int32Array(longitudes.length);
      for (const { longitude, latitude, radiusMetres } of discs) {
        const up = reachDegrees(radiusMetres);
        const across = radiusMetres / metresPerDegreeEast(Math.abs(latitude) + up) + 1e-4;
        const box = [longitude - across, latitude - up, longitude + across, latitude + up] as const;
        for (const i of index.search(...box)) {
          const to = [longitudes[i]!, latitudes[i]!];
          const d = turfDistance([longitude, latitude], to, { units: 'meters' });
          if (d <= radiusMetres) depth[i]!++;
        }
      }
      return { depth, people: counts };
    },
    runs,
  );
}

function geokdbush({ longitudes, latitudes, counts, discs }: Workload, runs: number): Timed {
  return time(
    () => {
      const index = new KDBush(longitudes.length);
      for (let i = 0; i < longitudes.length; i++) index.add(longitudes[i]!, latitudes[i]!);
      return index.finish();
    },
    (index) => {
      const depth = new Int32Array(longitudes.length);
      for (const { longitude, latitude, radiusMetres } of discs) {
        const found = around(index, longitude, latitude, Infinity, radiusMetres / 1000);
        for (const i of found) depth[i]!++;
      }
      return { depth, people: counts };
    },
    runs,
  );
}

/** Size of the typed arrays of an index. */
const megabytesOf = (index: object): string => {
  const arrays = Object.values(index).filter((value) => ArrayBuffer.isView(value));
  return (arrays.reduce((sum, array) => sum + array.byteLength, 0) / 1e6).toFixed(1);
};

const milliseconds = (value: number) =>
  value >= 100 ? Math.round(value).toLocaleString('en') : value.toPrecision(3);

const targets: string[] = [];
function target(what: string, ratio: number, least: number): void {
  const verdict = ratio >= least ? 'met' : 'NOT MET';
  targets.push(
    `  ${verdict.padEnd(8)} ${what}: ${Math.round(ratio).toLocaleString('en')} times (target ${least.toLocaleString('en')})`,
  );
}

function row(name: string, { build, query }: Timed, best: number): void {
  const sum = build + query;
  print(
    `  ${name.padEnd(34)} ${milliseconds(build).padStart(9)} + ${milliseconds(query).padStart(9)} ms  ${(sum / best).toFixed(1).padStart(9)} ×`,
  );
}

function coverage(size: Size): void {
  const work = workloadOf(sizes[size]);
  const runs = size === 'L' ? 3 : 15;
  const { lattice, people, longitudes, latitudes, counts, discs } = work;
  print(
    `${size}: ${counts.length.toLocaleString('en')} populated cells, ${discs.length.toLocaleString('en')} shelters`,
  );
  const rows = time(
    () => indexLattice(lattice, people),
    (index) => ({ depth: latticeDepth(index, discs), people: index.people }),
    runs,
  );
  const points = time(
    () => indexPoints(longitudes, latitudes, counts),
    (index) => ({ depth: pointDepth(index, discs), people: index.people }),
    runs,
  );
  const peerRuns = size === 'L' ? 1 : 5;
  const kd = geokdbush(work, peerRuns);
  const flat = turfFlatbush(work, peerRuns);
  const loop = turfLoop(work);
  const best = rows.build + rows.query;
  print(`  ${''.padEnd(34)} ${'index'.padStart(9)}   ${'query'.padStart(9)}     to lattice`);
  row('lattice of row runs', rows, best);
  row('points in any order', points, best);
  row('kdbush + geokdbush', kd, best);
  row('turf + flatbush', flat, best);
  row('turf.distance loop (extrapolated)', { ...flat, build: 0, query: loop }, best);
  const index = indexLattice(lattice, people);
  const start = processorTime();
  nearestOfLattice(index, discs);
  print(`  exact nearest shelter of every cell: ${milliseconds(processorTime() - start)} ms`);
  print(
    `  memory: lattice index ${megabytesOf(index)} MB, point index ${megabytesOf(indexPoints(longitudes, latitudes, counts))} MB; whole process with the peers ${(process.memoryUsage().rss / 1e6).toFixed(0)} MB`,
  );
  const missed = ((1 - kd.pairs / rows.pairs) * 100).toFixed(2);
  print(
    `  pairs: lattice ${rows.pairs}, points ${points.pairs} (${rows.pairs - points.pairs} different); haversine misses ${missed} %`,
  );
  print();
  if (size !== 'S') {
    target(`${size} lattice beside geokdbush`, (kd.build + kd.query) / best, 10);
    target(`${size} lattice beside a turf loop`, loop / best, 10_000);
  }
}

function arcUnion(count: number): void {
  const { discs } = workloadOf({ cells: count * 160, shelters: count });
  const warmUps = count > 3000 ? 2 : 20;
  const times = Array.from({ length: 2 * warmUps + 1 }, () => {
    const start = processorTime();
    dissolveDiscs(discs);
    return processorTime() - start;
  });
  const ours = median(times.slice(warmUps));
  let beside = '';
  if (count <= 3000) {
    const drawn = discs.map((disc) => ({
      type: 'Polygon' as const,
      coordinates: [discOutline(disc)],
    }));
    const start = processorTime();
    unionAreas(drawn);
    const clipper = processorTime() - start;
    beside = `; clipper2-ts on the same outlines ${milliseconds(clipper)} ms (${(clipper / ours).toFixed(1)} ×)`;
  }
  print(`  ${count.toLocaleString('en').padStart(6)} discs: ${milliseconds(ours)} ms${beside}`);
}

const flag = process.argv.indexOf('--size');
const wanted = flag < 0 ? Object.keys(sizes) : [process.argv[flag + 1] ?? ''];
const unknown = wanted.find((size) => !(size in sizes));
if (unknown !== undefined) {
  process.stderr.write(`There is no size “${unknown}”; use --size S, M or L.\n`);
  process.exit(2);
}
print(
  'Coverage: how many shelters reach each cell, and residents covered (processor time, warm medians)',
);
print();
for (const size of wanted) coverage(size as Size);
print('Union of discs, exact arcs flattened to 0.5 m');
for (const count of [500, 3_000, 20_000]) arcUnion(count);
print();
print('Targets');
for (const line of targets) print(line);
