import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync, readFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { distanceMetres } from '../../src/geo/metric';
import { networkOf } from '../../src/geo/network';
import type { Roads } from '../../src/geo/networkSegments';
import { snapTo } from '../../src/geo/networkSnap';
import type { Graph } from '../../src/geo/paths';
import { Paths } from '../../src/geo/pathsBetween';
import { seeded } from '../fixtures/random';
import type { BenchRow } from './row';

/** Vertices of roads with positions, and the pieces between them: what scipy is given. */
interface Town {
  roads: Roads;
  places: [longitude: number, latitude: number][];
  pieces: [from: number, to: number, metres: number][];
}

const bends = 3;

/** Degrees between crossings: about 270 m to the east and 310 m to the north. */
const spacing = 0.0028;

/** Roads of a district: a lattice of crossings, one road in five missing, three bends in each. */
function townOf(vertices: number): Town {
  const random = seeded(vertices);
  const side = Math.round(Math.sqrt(vertices / (1 + 1.6 * bends)));
  const near = (value: number) => Math.round(value * 1e6) / 1e6;
  const places: Town['places'] = [];
  const vertex = (longitude: number, latitude: number): number =>
    places.push([near(longitude), near(latitude)]) - 1;
  for (let i = 0; i < side * side; i++) {
    const shift = () => (random() - 0.5) * 0.4 * spacing;
    vertex(106 + (i % side) * spacing + shift(), 29 + Math.floor(i / side) * spacing + shift());
  }
  const pieces: Town['pieces'] = [];
  const lines: number[][] = [];
  for (let i = 0; i < side * side; i++) {
    for (const other of [i + 1, i + side]) {
      if (other >= side * side || (other === i + 1 && other % side === 0)) continue;
      // Only roads to the north are missing, so that no crossing is left without a road.
      if (other === i + side && random() < 0.4) continue;
      const [a, b] = [places[i]!, places[other]!];
      const line = [i];
      for (let k = 1; k <= bends; k++) {
        const share = k / (bends + 1);
        const bend = () => (random() - 0.5) * 0.05 * spacing;
        line.push(
          vertex(a[0] + share * (b[0] - a[0]) + bend(), a[1] + share * (b[1] - a[1]) + bend()),
        );
      }
      lines.push([...line, other]);
    }
  }
  for (const line of lines) {
    line.slice(1).forEach((to, k) => {
      const from = line[k]!;
      pieces.push([from, to, distanceMetres(...places[from]!, ...places[to]!)]);
    });
  }
  const features = lines.map((line) => ({
    type: 'Feature' as const,
    properties: {},
    geometry: { type: 'LineString' as const, coordinates: line.map((at) => places[at]!) },
  }));
  return { roads: { type: 'FeatureCollection', features }, places, pieces };
}

/** The pieces as a matrix in compressed rows. */
function matrixOf({ places, pieces }: Town): Graph {
  const offsets = new Uint32Array(places.length + 1);
  for (const [from, to] of pieces) {
    offsets[from + 1]!++;
    offsets[to + 1]!++;
  }
  for (let node = 0; node < places.length; node++) offsets[node + 1]! += offsets[node]!;
  const next = offsets.slice(0, places.length);
  const targets = new Int32Array(2 * pieces.length);
  const metres = new Float64Array(targets.length);
  const add = (from: number, to: number, length: number) => {
    const arc = next[from]!++;
    targets[arc] = to;
    metres[arc] = length;
  };
  for (const [from, to, length] of pieces) {
    add(from, to, length);
    add(to, from, length);
  }
  return { offsets, targets, metres };
}

/** Sites at vertices, and how far each reaches. */
function sitesOn(vertices: number, count: number) {
  const random = seeded(count);
  const taken = new Set<number>();
  while (taken.size < count) taken.add(Math.floor(random() * vertices));
  const node = Int32Array.from(taken);
  const limits = Float64Array.from(node, () => {
    const kind = random();
    return kind < 0.6 ? 500 : kind < 0.85 ? 1000 : kind < 0.95 ? 1500 : 2500;
  });
  return { node, limits };
}

const processorTime = () => {
  const { user, system } = process.cpuUsage();
  return (user + system) / 1000;
};
const median = (values: number[]) =>
  [...values].sort((a, b) => a - b)[Math.floor(values.length / 2)]!;

function timed(runs: number, work: () => void): number {
  const spent: number[] = [];
  for (let run = -2; run < runs; run++) {
    const start = processorTime();
    work();
    if (run >= 0) spent.push(processorTime() - start);
  }
  return median(spent);
}

/** Dijkstra of scipy on the same graph: seconds of processor time, and its answers. */
const peerProgram = `
import json, sys, time
import numpy as np
try:
    import scipy
    from scipy.sparse import csr_matrix
    from scipy.sparse.csgraph import dijkstra
except ImportError:
    print(json.dumps(None)); sys.exit(0)
folder, sample = sys.argv[1], int(sys.argv[2])
read = lambda name, kind: np.fromfile(folder + '/' + name, dtype=kind)
offsets = read('offsets', np.uint32).astype(np.int32)
targets, metres = read('targets', np.int32), read('metres', np.float64)
sites, limits = read('sites', np.int32), read('limits', np.float64)
n = len(offsets) - 1
graph = csr_matrix((metres, targets, offsets), shape=(n, n))
def nearest():
    return dijkstra(graph, directed=True, indices=sites, min_only=True)
nearest()
times = []
for _ in range(3):
    start = time.process_time(); found = nearest(); times.append(time.process_time() - start)
found.tofile(folder + '/nearest')
spent, pairs, total = 0.0, 0, 0.0
chosen = range(0, len(sites), max(1, len(sites) // sample))
dijkstra(graph, directed=True, indices=sites[:1], limit=500)
for i in chosen:
    start = time.process_time()
    reached = dijkstra(graph, directed=True, indices=sites[i], limit=limits[i])
    spent += time.process_time() - start
    inside = np.isfinite(reached)
    pairs += int(inside.sum()); total += float(reached[inside].sum())
start = time.process_time()
dijkstra(graph, directed=True, indices=sites[:30], limit=1000)
spent = min(spent, (time.process_time() - start) * len(chosen) / 30)
print(json.dumps(dict(version=scipy.__version__, nearest=sorted(times)[1] * 1000,
    pairs=spent * 1000 * len(sites) / len(chosen), step=max(1, len(sites) // sample),
    reached=pairs, metres=total)))
`;

interface Peer {
  version: string;
  nearest: number;
  pairs: number;
  /** Every which site was searched from. */
  step: number;
  reached: number;
  metres: number;
}

function askScipy(graph: Graph, sites: ReturnType<typeof sitesOn>, sample: number) {
  const folder = mkdtempSync(join(tmpdir(), 'walking-'));
  try {
    for (const [name, values] of Object.entries({
      offsets: graph.offsets,
      targets: graph.targets,
      metres: graph.metres,
      sites: sites.node,
      limits: sites.limits,
    }))
      writeFileSync(join(folder, name), values);
    const asked = spawnSync('python3', ['-c', peerProgram, folder, String(sample)], {
      encoding: 'utf8',
    });
    const peer = asked.status === 0 ? (JSON.parse(asked.stdout) as Peer | null) : null;
    if (!peer) return null;
    const bytes = readFileSync(join(folder, 'nearest'));
    const metres = new Float64Array(bytes.buffer.slice(bytes.byteOffset), 0, bytes.length / 8);
    return { ...peer, distances: metres };
  } finally {
    rmSync(folder, { recursive: true });
  }
}

/**
 * Nearest site of every vertex of some roads, and all pairs of site and vertex within the sites' limits, beside scipy's
 * Dijkstra over the same vertices where scipy is installed. Answers are compared, not only times; scipy's faster way of
 * asking, one site a call or many, is the one that counts.
 */
export function walkingBench(vertices = 500_000, count = 3_000): BenchRow[] {
  const town = townOf(vertices);
  const { roads, places } = town;
  const started = processorTime();
  const network = networkOf(roads, { joinCrossings: false, joinMetres: 0, respectOneway: false });
  const built = processorTime() - started;
  const homes = snapTo(network, places.length, (place) => places[place]!, 1);
  const snapped = processorTime() - started - built;
  const sites = sitesOn(places.length, count);
  const pick = (values: Float64Array) => Float64Array.from(sites.node, (node) => values[node]!);
  const paths = new Paths(network, homes, {
    edge: sites.node.map((node) => homes.edge[node]!),
    along: pick(homes.along),
    offRoadMetres: pick(homes.offRoadMetres),
  });
  const nearest = timed(5, () => void paths.nearest());
  const pairs = timed(5, () => void paths.pairs(sites.limits));
  const { metres } = paths.nearest();
  const found = paths.pairs(sites.limits);
  const peer = askScipy(matrixOf(town), sites, 60);
  let different = 0;
  if (peer) {
    metres.forEach((own, place) => {
      const theirs = peer.distances[place]!;
      const isSame = Number.isNaN(own) ? theirs === Infinity : Math.abs(own - theirs) <= 1e-6;
      if (!isSame) different++;
    });
    let [reached, sum] = [0, 0];
    for (let i = 0; i < found.count; i++) {
      if (found.site[i]! % peer.step !== 0) continue;
      reached++;
      sum += found.metres[i]!;
    }
    different += Math.abs(reached - peer.reached);
    if (Math.abs(sum - peer.metres) > 1e-6 * reached) different++;
  }
  const note = peer ? `${different} different answers` : 'scipy is not installed';
  const size = `${places.length.toLocaleString('en')} vertices, ${count.toLocaleString('en')} sites`;
  const name = 'edges between crossings, bucket queue';
  return [
    {
      work: `walking, nearest site: ${size}`,
      ours: { name, milliseconds: nearest },
      peer: peer && {
        name: `scipy ${peer.version} dijkstra, min_only`,
        milliseconds: peer.nearest,
      },
      target: 8,
      note: `${note}; network built once in ${built.toFixed(0)} ms, every vertex snapped in ${snapped.toFixed(0)} ms`,
    },
    {
      work: `walking, all pairs within the limits: ${size}, ${found.count.toLocaleString('en')} pairs`,
      ours: { name, milliseconds: pairs },
      peer: peer && {
        name: `scipy ${peer.version} dijkstra, limit (60 sites, to all)`,
        milliseconds: peer.pairs,
      },
      target: 200,
      note,
    },
  ];
}
