import { distanceMetres } from '../../src/geo/metric';
import { networkOf } from '../../src/geo/network';
import type { Roads } from '../../src/geo/networkSegments';
import { snapTo } from '../../src/geo/networkSnap';
import type { Graph } from '../../src/geo/paths';
import { Paths } from '../../src/geo/pathsBetween';
import { seeded } from '../fixtures/random';
import { median, processorTime } from './clock';
import { askDijkstra, type WalkingPeer, type WalkingSites } from './peers/walking';
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

/** Sites at vertices, with the mix of radii of the other workloads. */
function sitesOn(vertices: number, count: number): WalkingSites {
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

/** Median milliseconds of some work after runs that do not count. */
function timed(work: () => void): number {
  const spent: number[] = [];
  for (let run = -5; run < 9; run++) {
    const start = processorTime();
    work();
    if (run >= 0) spent.push(processorTime() - start);
  }
  return median(spent);
}

/** Answers of scipy that are not ours to a micrometre: nearest ways, and pairs that only one of the two has. */
function differences(paths: Paths, sites: WalkingSites, peer: WalkingPeer): number {
  const isSame = (own: number, theirs: number) => Math.abs(own - theirs) <= 1e-6;
  let different = 0;
  const { metres } = paths.nearest();
  metres.forEach((own, place) => {
    const theirs = peer.metres[place]!;
    if (Number.isNaN(own) ? theirs !== Infinity : !isSame(own, theirs)) different++;
  });
  const found = paths.pairs(sites.limits);
  const ways = new Map<number, number>();
  const key = (place: number, site: number) => site * metres.length + place;
  for (let i = 0; i < found.count; i++)
    ways.set(key(found.place[i]!, found.site[i]!), found.metres[i]!);
  let both = 0;
  peer.way.forEach((theirs, i) => {
    const own = ways.get(key(peer.place[i]!, peer.site[i]!));
    if (own !== undefined) both++;
    if (own === undefined || !isSame(own, theirs)) different++;
  });
  return different + found.count - both;
}

const rounds = 3;

/**
 * Nearest site of every vertex of some roads, and all pairs of site and vertex within the sites' limits, beside scipy's
 * Dijkstra over the same vertices where scipy is installed. Both take turns, so that a busy machine is busy for both,
 * and every answer is compared.
 */
export function walkingBench(vertices = 500_000, count = 3_000): BenchRow[] {
  const town = townOf(vertices);
  const { roads, places, pieces } = town;
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
  const matrix = matrixOf(town);
  const [nearest, pairs]: number[][] = [[], []];
  const peers: WalkingPeer[] = [];
  for (let round = 0; round < rounds; round++) {
    pairs!.push(timed(() => void paths.pairs(sites.limits)));
    nearest!.push(timed(() => void paths.nearest()));
    const peer = askDijkstra(matrix, sites);
    if (peer) peers.push(peer);
  }
  const found = paths.pairs(sites.limits).count;
  const peer = peers[0] ?? null;
  const different = peer && differences(paths, sites, peer);
  const note = peer ? `${different} different answers` : 'scipy is not installed';
  const theirs = (name: string, work: 'nearest' | 'many' | 'single') =>
    peer && {
      name: `scipy ${peer.version} dijkstra, ${name}`,
      milliseconds: median(peers.map((one) => one[work])),
    };
  const size = `${places.length.toLocaleString('en')} vertices, ${count.toLocaleString('en')} sites`;
  const name = 'edges between crossings, bucket queue';
  const kilometres = pieces.reduce((sum, [, , metres]) => sum + metres, 0) / 1000;
  const reach = `${found.toLocaleString('en')} pairs; a vertex every ${((kilometres * 1000) / places.length).toFixed(0)} m of road, ${((kilometres * 1000) / network.metres.length).toFixed(0)} m between crossings; 60 % of limits 500 m, 25 % 1,000, 10 % 1,500, 5 % 2,500`;
  const work = `walking, all pairs within the limits: ${size}`;
  return [
    {
      work: `walking, nearest site: ${size}`,
      ours: { name, milliseconds: median(nearest!) },
      peer: theirs('min_only', 'nearest'),
      target: 8,
      note: `${note}; network built once in ${built.toFixed(0)} ms, every vertex snapped in ${snapped.toFixed(0)} ms`,
    },
    {
      work,
      ours: { name, milliseconds: median(pairs!) },
      peer: theirs('limit, 250 sites a call', 'many'),
      target: 200,
      note: `${note}; ${reach}`,
    },
    {
      work,
      ours: { name, milliseconds: median(pairs!) },
      peer: theirs('limit, a call for each site', 'single'),
      target: null,
      note: 'the fastest way of asking scipy, without the time to find the pairs in its dense rows',
    },
  ];
}
