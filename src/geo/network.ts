import { distanceMetres, wrapDegrees } from './metric';
import { chainsOf, type Chains } from './networkChains';
import { splitAtCrossings, splitBesideEnds } from './networkCrossings';
import { indexSegments, type SegmentIndex } from './networkIndex';
import { inSpace } from './networkOrder';
import { jointsOf, looseEnds, nodesOf } from './networkNodes';
import {
  backwards,
  forwards,
  segmentsOf,
  type RoadCounts,
  type Roads,
  type Segments,
} from './networkSegments';
import type { Graph } from './paths';

/**
 * Roads as something that can be walked: nodes where one has a choice, and edges between them, each a string of
 * straight segments.
 */
export interface Network {
  nodes: number;
  /** Nodes at the beginning and end of each edge. */
  from: Int32Array;
  to: Int32Array;
  /** Length of each edge on the ellipsoid, metres. */
  metres: Float64Array;
  /** Ways that each edge may be walked: `forwards`, `backwards` or both. */
  ways: Uint8Array;
  /** Arcs against the way people walk, so that a search from a site finds who can get there. */
  graph: Graph;
  /** Which connected part each node belongs to, one-way or not. */
  part: Int32Array;
  parts: number;
  segments: NetworkSegments;
  counts: RoadCounts;
}

/** The straight pieces of the edges, edge by edge from its beginning to its end. */
export interface NetworkSegments {
  /** Longitude and latitude of both ends, in the direction of the edge; longitudes run on past ±180°. */
  ends: Float64Array;
  edge: Int32Array;
  /** Metres from the beginning of the edge to that of the segment. */
  offset: Float64Array;
  metres: Float64Array;
  /** The road by its place in the collection; -1 for a joint between roads that nearly meet. */
  road: Int32Array;
  index: SegmentIndex;
}

export interface NetworkOptions {
  /** Whether roads that cross without a shared vertex are joined there. */
  joinCrossings: boolean;
  /** Loose ends are joined to vertices and roads this near, metres, by a joint of its own length; 0 joins none. */
  joinMetres: number;
  /** Whether people on foot keep to `oneway`; `oneway:foot` binds them in any case. */
  respectOneway: boolean;
}

const networks = new WeakMap<Roads, Map<string, Network>>();

/**
 * The network of some roads, kept for as long as the roads are.
 *
 * Roads meet where they share a vertex: positions that agree to 7 decimals of a degree, 1.1 cm. Roads that may not be
 * walked, see `walkingOf`, are no part of it. The answer does not depend on the order of the roads but for the
 * numbers of nodes and edges.
 */
export function networkOf(roads: Roads, options: NetworkOptions): Network {
  const known = networks.get(roads) ?? new Map<string, Network>();
  networks.set(roads, known);
  const { joinCrossings, joinMetres, respectOneway } = options;
  const key = `${joinCrossings} ${joinMetres} ${respectOneway}`;
  const network = known.get(key) ?? build(roads, options);
  known.set(key, network);
  return network;
}

function build(roads: Roads, options: NetworkOptions): Network {
  const read = segmentsOf(roads, options.respectOneway);
  let { segments } = read;
  if (options.joinCrossings) segments = splitAtCrossings(segments, roads);
  if (options.joinMetres > 0) {
    const { from, to, longitudes, latitudes } = nodesOf(segments);
    const ends = looseEnds(from, to, longitudes.length).map(
      (node) => [longitudes[node]!, latitudes[node]!] as const,
    );
    segments = splitBesideEnds(segments, ends, options.joinMetres);
  }
  return assemble(segments, options.joinMetres, read.counts);
}

/** From segments to nodes and edges. */
function assemble(segments: Segments, joinMetres: number, counts: RoadCounts): Network {
  const nodes = nodesOf(segments);
  const { longitudes, latitudes } = nodes;
  const kept = [...Array(segments.count).keys()].filter((i) => nodes.from[i] !== nodes.to[i]);
  const joints = joinMetres > 0 ? jointsOf(nodes, joinMetres) : [];
  const from = Int32Array.from([...kept.map((i) => nodes.from[i]!), ...joints.map(([a]) => a)]);
  const to = Int32Array.from([...kept.map((i) => nodes.to[i]!), ...joints.map(([, b]) => b)]);
  const ways = Uint8Array.from(from, (_, i) =>
    i < kept.length ? segments.ways[kept[i]!]! : forwards | backwards,
  );
  const metres = Float64Array.from(from, (a, i) =>
    distanceMetres(longitudes[a]!, latitudes[a]!, longitudes[to[i]!]!, latitudes[to[i]!]!),
  );
  const chains = inSpace(
    chainsOf(longitudes.length, from, to, metres, ways),
    longitudes,
    latitudes,
  );
  const ends = new Float64Array(4 * from.length);
  chains.order.forEach((segment, i) => {
    const [a, b] = chains.isTurned[i] ? [to, from] : [from, to];
    ends.set([longitudes[a[segment]!]!, latitudes[a[segment]!]!], 4 * i);
    // The near copy of a node on the other side of ±180° keeps the segment short.
    const near = ends[4 * i]! + wrapDegrees(longitudes[b[segment]!]! - ends[4 * i]!);
    ends.set([near, latitudes[b[segment]!]!], 4 * i + 2);
  });
  const road = Int32Array.from(chains.order, (segment) =>
    segment < kept.length ? segments.road[kept[segment]!]! : -1,
  );
  const junctions = junctionsOf(longitudes.length, chains);
  const edges = {
    from: chains.from.slice(0, chains.count).map((node) => junctions.number[node]!),
    to: chains.to.slice(0, chains.count).map((node) => junctions.number[node]!),
    metres: chains.metres.slice(0, chains.count),
    ways: chains.ways.slice(0, chains.count),
  };
  return {
    nodes: junctions.count,
    ...edges,
    graph: arcsAgainst(junctions.count, edges),
    ...partsOf(junctions.count, edges),
    segments: {
      ends,
      edge: chains.chain,
      offset: chains.offset,
      metres: Float64Array.from(chains.order, (segment) => metres[segment]!),
      road,
      index: indexSegments(ends, road),
    },
    counts,
  };
}

/** The nodes that chains end at, numbered in the order of the chains, so that neighbours are near in memory. */
function junctionsOf(nodes: number, chains: Chains) {
  const number = new Int32Array(nodes).fill(-1);
  let count = 0;
  for (let chain = 0; chain < chains.count; chain++) {
    for (const node of [chains.from[chain]!, chains.to[chain]!])
      if (number[node]! < 0) number[node] = count++;
  }
  return { number, count };
}

type Edges = Pick<Network, 'from' | 'to' | 'metres' | 'ways'>;

function arcsAgainst(nodes: number, { from, to, metres, ways }: Edges): Graph {
  const offsets = new Uint32Array(nodes + 1);
  const each = (visit: (at: number, target: number, edge: number) => void) => {
    for (let edge = 0; edge < from.length; edge++) {
      if (ways[edge]! & forwards) visit(to[edge]!, from[edge]!, edge);
      if (ways[edge]! & backwards) visit(from[edge]!, to[edge]!, edge);
    }
  };
  each((at) => offsets[at + 1]!++);
  for (let node = 0; node < nodes; node++) offsets[node + 1]! += offsets[node]!;
  const next = offsets.slice(0, nodes);
  const targets = new Int32Array(offsets[nodes]!);
  const lengths = new Float64Array(targets.length);
  each((at, target, edge) => {
    const arc = next[at]!++;
    targets[arc] = target;
    lengths[arc] = metres[edge]!;
  });
  return { offsets, targets, metres: lengths };
}

/** Connected parts by union and find, numbered in the order of their first node. */
function partsOf(nodes: number, { from, to }: Edges) {
  const root = Int32Array.from({ length: nodes }, (_, node) => node);
  const find = (node: number): number => {
    while (root[node] !== node) node = root[node] = root[root[node]!]!;
    return node;
  };
  for (let edge = 0; edge < from.length; edge++) {
    const [a, b] = [find(from[edge]!), find(to[edge]!)];
    if (a < b) root[b] = a;
    else root[a] = b;
  }
  const part = new Int32Array(nodes);
  let parts = 0;
  for (let node = 0; node < nodes; node++)
    part[node] = find(node) === node ? parts++ : part[root[node]!]!;
  return { part, parts };
}
