import type { Network } from './network';
import { backwards, forwards } from './networkSegments';
import type { Snaps } from './networkSnap';
import type { Starts } from './paths';

/**
 * Writes the ways between a snapped place and the beginning and end of its edge, the leg off the road included;
 * `Infinity` where the edge may not be walked that way.
 */
function writeLegs(
  network: Network,
  { edge: edges, along: alongs, offRoadMetres }: Snaps,
  place: number,
  isLeaving: boolean,
  legs: Float64Array,
  at: number,
): void {
  const edge = edges[place]!;
  const along = alongs[place]!;
  const length = network.metres[edge]!;
  const off = offRoadMetres[place]!;
  const ways = network.ways[edge]!;
  // Whoever stands at a node does not walk the edge at all.
  if (ways & (isLeaving ? backwards : forwards) || along === 0) legs[at] = off + along;
  if (ways & (isLeaving ? forwards : backwards) || along === length)
    legs[at + 1] = off + length - along;
}

/** Where searches from sites begin: for each site at both ends of its edge. */
export function startsAt(network: Network, sites: Snaps): Starts & { size: number } {
  const size = 2 * sites.edge.length;
  const node = new Int32Array(size);
  const source = new Int32Array(size);
  const metres = new Float64Array(size).fill(Infinity);
  for (let site = 0; site < sites.edge.length; site++) {
    const edge = sites.edge[site]!;
    if (edge < 0) continue;
    node[2 * site] = network.from[edge]!;
    node[2 * site + 1] = network.to[edge]!;
    source[2 * site] = source[2 * site + 1] = site;
    writeLegs(network, sites, site, false, metres, 2 * site);
  }
  return { node, source, metres, size };
}

/** Snapped places in the order of their edges, so that all on one edge are read in one go. */
export interface PlacesOnEdges {
  /** The places of edge i are [offsets[i], offsets[i + 1]). */
  offsets: Uint32Array;
  place: Int32Array;
  /** Metres from each of them to the beginning and to the end of its edge, in turn; `Infinity` against a one way. */
  legs: Float64Array;
}

/** Sorts places by edge; those without an edge are left out. */
export function placesOnEdges(network: Network, places: Snaps): PlacesOnEdges {
  const offsets = new Uint32Array(network.metres.length + 1);
  for (const edge of places.edge) if (edge >= 0) offsets[edge + 1]!++;
  for (let edge = 1; edge < offsets.length; edge++) offsets[edge]! += offsets[edge - 1]!;
  const next = offsets.slice(0, -1);
  const place = new Int32Array(offsets[offsets.length - 1]!);
  const legs = new Float64Array(2 * place.length).fill(Infinity);
  for (let i = 0; i < places.edge.length; i++) {
    const edge = places.edge[i]!;
    if (edge < 0) continue;
    const at = next[edge]!++;
    place[at] = i;
    writeLegs(network, places, i, true, legs, 2 * at);
  }
  return { offsets, place, legs };
}

/** Metres along one edge from a place to a site on it; `Infinity` where that is against its one way. */
function alongEdge(network: Network, edge: number, from: number, to: number): number {
  if (from === to) return 0;
  return network.ways[edge]! & (from < to ? forwards : backwards) ? Math.abs(from - to) : Infinity;
}

/** Metres from the places on the edge of each site to the site without leaving the edge, legs off the road included. */
export interface WaysOnEdges {
  /** The ways of site i are [offsets[i], offsets[i + 1]), in the order of the places on its edge. */
  offsets: Uint32Array;
  metres: Float64Array;
}

export function waysOnEdges(
  network: Network,
  places: Snaps,
  sites: Snaps,
  on: PlacesOnEdges,
): WaysOnEdges {
  const offsets = new Uint32Array(sites.edge.length + 1);
  sites.edge.forEach((edge, site) => {
    const held = edge < 0 ? 0 : on.offsets[edge + 1]! - on.offsets[edge]!;
    offsets[site + 1] = offsets[site]! + held;
  });
  const metres = new Float64Array(offsets[sites.edge.length]!);
  sites.edge.forEach((edge, site) => {
    for (let i = offsets[site]!; i < offsets[site + 1]!; i++) {
      const place = on.place[on.offsets[edge]! + i - offsets[site]!]!;
      metres[i] =
        places.offRoadMetres[place]! +
        alongEdge(network, edge, places.along[place]!, sites.along[site]!) +
        sites.offRoadMetres[site]!;
    }
  });
  return { offsets, metres };
}

/** The edges at each node that hold places. */
export interface EdgesAtNodes {
  /** The edges of node i are [offsets[i], offsets[i + 1]). */
  offsets: Uint32Array;
  /**
   * Three numbers an edge: its places from and to, and the node at its other end, as its complement where the edge
   * ends at this node.
   */
  edges: Int32Array;
}

/** Lists the edges that hold places at both of their nodes, an edge that is a ring once. */
export function edgesAtNodes({ nodes, from, to }: Network, on: PlacesOnEdges): EdgesAtNodes {
  const offsets = new Uint32Array(nodes + 1);
  const each = (visit: (node: number, edge: number, other: number) => void) => {
    for (let edge = 0; edge < from.length; edge++) {
      if (on.offsets[edge] === on.offsets[edge + 1]) continue;
      visit(from[edge]!, edge, to[edge]!);
      if (from[edge] !== to[edge]) visit(to[edge]!, edge, ~from[edge]!);
    }
  };
  each((node) => offsets[node + 1]!++);
  for (let node = 0; node < nodes; node++) offsets[node + 1]! += offsets[node]!;
  const next = offsets.slice(0, nodes);
  const edges = new Int32Array(3 * offsets[nodes]!);
  each((node, edge, other) =>
    edges.set([on.offsets[edge]!, on.offsets[edge + 1]!, other], 3 * next[node]!++),
  );
  return { offsets, edges };
}
