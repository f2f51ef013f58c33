import type { Nearest } from './nearest';
import type { Network } from './network';
import { backwards, forwards } from './networkSegments';
import type { Snaps } from './networkSnap';
import { Search, type Starts } from './paths';

/**
 * Ways between snapped places and the ends of their edges: two for each place, `Infinity` where the edge may not be
 * walked that way. The leg off the road is in them.
 */
function legs(network: Network, snaps: Snaps, isLeaving: boolean): Starts & { size: number } {
  const places = snaps.edge.length;
  const node = new Int32Array(2 * places);
  const source = new Int32Array(2 * places);
  const metres = new Float64Array(2 * places).fill(Infinity);
  for (let place = 0; place < places; place++) {
    const edge = snaps.edge[place]!;
    if (edge < 0) continue;
    const along = snaps.along[place]!;
    const length = network.metres[edge]!;
    const off = snaps.offRoadMetres[place]!;
    const ways = network.ways[edge]!;
    const towardsStart = isLeaving ? backwards : forwards;
    node[2 * place] = network.from[edge]!;
    node[2 * place + 1] = network.to[edge]!;
    source[2 * place] = source[2 * place + 1] = place;
    // Whoever stands at a node does not walk the edge at all.
    if (ways & towardsStart || along === 0) metres[2 * place] = off + along;
    if (ways & (isLeaving ? forwards : backwards) || along === length)
      metres[2 * place + 1] = off + length - along;
  }
  return { node, source, metres, size: 2 * places };
}

/** Metres along one edge from a place to a site on it; `Infinity` where that is against its one way. */
function alongEdge(network: Network, edge: number, from: number, to: number): number {
  if (from === to) return 0;
  return network.ways[edge]! & (from < to ? forwards : backwards) ? Math.abs(from - to) : Infinity;
}

function listed(edges: Int32Array, wanted?: ReadonlyMap<number, number[]>): Map<number, number[]> {
  const lists = new Map<number, number[]>();
  edges.forEach((edge, i) => {
    if (edge < 0 || (wanted && !wanted.has(edge))) return;
    const list = lists.get(edge);
    if (list) list.push(i);
    else lists.set(edge, [i]);
  });
  return lists;
}

/** Pairs in the order in which they were found: site by site. */
interface FoundPairs {
  count: number;
  place: Int32Array;
  site: Int32Array;
  metres: Float64Array;
}

/** The legs of places by the node that they lead to, and the places on edges that hold a site. */
interface Arrivals {
  offsets: Uint32Array;
  placeAt: Int32Array;
  legAt: Float64Array;
  placesOn: ReadonlyMap<number, number[]>;
}

/** Shortest paths from places to sites over a network; a place or site that is not snapped has none. */
export class Paths {
  readonly #network: Network;
  readonly #places: Snaps;
  readonly #sites: Snaps;
  readonly #sitesOn: Map<number, number[]>;
  readonly #hasSite: Uint8Array;
  readonly #starts: Starts & { size: number };
  #leaving: Starts | null = null;
  #search: Search | null = null;
  #arrivals: Arrivals | null = null;

  constructor(network: Network, places: Snaps, sites: Snaps) {
    this.#network = network;
    this.#places = places;
    this.#sites = sites;
    this.#sitesOn = listed(sites.edge);
    this.#hasSite = new Uint8Array(network.metres.length);
    for (const edge of this.#sitesOn.keys()) this.#hasSite[edge] = 1;
    this.#starts = legs(network, sites, false);
  }

  /** Shortest path from every node to any site, metres, leg off the road at the site included. */
  fromNodes(): Float64Array {
    this.#search ??= new Search(this.#network.graph);
    this.#search.run(this.#starts, 0, this.#starts.size, Infinity);
    return this.#search.metres;
  }

  /** The sites on an edge: metres from its beginning and the leg off the road. */
  sitesOn(edge: number): { along: number; offRoadMetres: number }[] {
    return (this.#sitesOn.get(edge) ?? []).map((site) => ({
      along: this.#sites.along[site]!,
      offRoadMetres: this.#sites.offRoadMetres[site]!,
    }));
  }

  /** Nearest site of every place by path; of sites at the same distance the first. */
  nearest(): Nearest {
    const size = this.#places.edge.length;
    const site = new Int32Array(size).fill(-1);
    const metres = new Float64Array(size).fill(NaN);
    this.fromNodes();
    const { metres: toNode, source } = this.#search!;
    const { node, metres: leg } = (this.#leaving ??= legs(this.#network, this.#places, true));
    const { edge: edges, along, offRoadMetres } = this.#places;
    for (let place = 0; place < size; place++) {
      const edge = edges[place]!;
      if (edge < 0) continue;
      const one = node[2 * place]!;
      const other = node[2 * place + 1]!;
      let best = leg[2 * place]! + toNode[one]!;
      let winner = best < Infinity ? source[one]! : -1;
      const byOther = leg[2 * place + 1]! + toNode[other]!;
      if (byOther < best || (byOther === best && source[other]! < winner)) {
        best = byOther;
        winner = source[other]!;
      }
      if (this.#hasSite[edge]) {
        for (const own of this.#sitesOn.get(edge)!) {
          const direct =
            offRoadMetres[place]! +
            alongEdge(this.#network, edge, along[place]!, this.#sites.along[own]!) +
            this.#sites.offRoadMetres[own]!;
          if (direct > best || (direct === best && own >= winner)) continue;
          best = direct;
          winner = own;
        }
      }
      if (best === Infinity) continue;
      site[place] = winner;
      metres[place] = best;
    }
    return { site, metres };
  }

  /** All pairs of place and site whose path is no longer than the site's limit, metres. */
  pairs(limits: ArrayLike<number>): FoundPairs {
    const network = this.#network;
    const places = this.#places;
    const size = places.edge.length;
    const search = (this.#search ??= new Search(network.graph));
    const { offsets, placeAt, legAt, placesOn } = (this.#arrivals ??= this.#byNode());
    const best = new Float64Array(size).fill(Infinity);
    const touched = new Int32Array(size);
    const found = new Growing();
    for (let site = 0; site < this.#sites.edge.length; site++) {
      const limit = limits[site]!;
      const edge = this.#sites.edge[site]!;
      if (edge < 0) continue;
      let count = 0;
      search.run(this.#starts, 2 * site, 2 * site + 2, limit);
      const { reached, reachedCount, metres } = search;
      for (let i = 0; i < reachedCount; i++) {
        const node = reached[i]!;
        const toNode = metres[node]!;
        const end = offsets[node + 1]!;
        for (let at = offsets[node]!; at < end; at++) {
          const distance = legAt[at]! + toNode;
          if (distance > limit) continue;
          const place = placeAt[at]!;
          const known = best[place]!;
          if (distance >= known) continue;
          if (known === Infinity) touched[count++] = place;
          best[place] = distance;
        }
      }
      for (const place of placesOn.get(edge) ?? []) {
        const distance =
          places.offRoadMetres[place]! +
          alongEdge(network, edge, places.along[place]!, this.#sites.along[site]!) +
          this.#sites.offRoadMetres[site]!;
        if (distance > limit || distance >= best[place]!) continue;
        if (best[place] === Infinity) touched[count++] = place;
        best[place] = distance;
      }
      for (let i = 0; i < count; i++) {
        found.push(touched[i]!, site, best[touched[i]!]!);
        best[touched[i]!] = Infinity;
      }
    }
    return found;
  }

  #byNode(): Arrivals {
    const size = this.#places.edge.length;
    const leaving = (this.#leaving ??= legs(this.#network, this.#places, true));
    const offsets = new Uint32Array(this.#network.nodes + 1);
    for (let leg = 0; leg < 2 * size; leg++)
      if (leaving.metres[leg]! < Infinity) offsets[leaving.node[leg]! + 1]!++;
    for (let node = 1; node < offsets.length; node++) offsets[node]! += offsets[node - 1]!;
    const next = offsets.slice(0, -1);
    const placeAt = new Int32Array(offsets[offsets.length - 1]!);
    const legAt = new Float64Array(placeAt.length);
    for (let leg = 0; leg < 2 * size; leg++) {
      if (!(leaving.metres[leg]! < Infinity)) continue;
      const at = next[leaving.node[leg]!]!++;
      placeAt[at] = leg >> 1;
      legAt[at] = leaving.metres[leg]!;
    }
    return { offsets, placeAt, legAt, placesOn: listed(this.#places.edge, this.#sitesOn) };
  }
}

class Growing implements FoundPairs {
  count = 0;
  place: Int32Array = new Int32Array(4096);
  site: Int32Array = new Int32Array(4096);
  metres: Float64Array = new Float64Array(4096);

  push(place: number, site: number, metres: number): void {
    if (this.count === this.place.length) {
      const { place: oldPlaces, site: oldSites, metres: oldMetres } = this;
      this.place = new Int32Array(2 * this.count);
      this.site = new Int32Array(2 * this.count);
      this.metres = new Float64Array(2 * this.count);
      this.place.set(oldPlaces);
      this.site.set(oldSites);
      this.metres.set(oldMetres);
    }
    this.place[this.count] = place;
    this.site[this.count] = site;
    this.metres[this.count++] = metres;
  }
}
