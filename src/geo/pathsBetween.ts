import type { Nearest } from './nearest';
import type { Network } from './network';
import {
  edgesAtNodes,
  placesOnEdges,
  startsAt,
  type EdgesAtNodes,
  type PlacesOnEdges,
} from './networkLegs';
import { backwards, forwards } from './networkSegments';
import type { Snaps } from './networkSnap';
import { Search, type Starts } from './paths';

/** Metres along one edge from a place to a site on it; `Infinity` where that is against its one way. */
function alongEdge(network: Network, edge: number, from: number, to: number): number {
  if (from === to) return 0;
  return network.ways[edge]! & (from < to ? forwards : backwards) ? Math.abs(from - to) : Infinity;
}

/** Pairs in the order in which they were found: site by site. */
interface FoundPairs {
  count: number;
  place: Int32Array;
  site: Int32Array;
  metres: Float64Array;
}

/** Shortest paths from places to sites over a network; a place or site that is not snapped has none. */
export class Paths {
  readonly #network: Network;
  readonly #places: Snaps;
  readonly #sites: Snaps;
  readonly #sitesOn = new Map<number, number[]>();
  readonly #starts: Starts & { size: number };
  readonly #search: Search;
  #on: PlacesOnEdges | null = null;
  #edgesAt: EdgesAtNodes | null = null;
  readonly #found = new Growing();

  constructor(network: Network, places: Snaps, sites: Snaps) {
    this.#network = network;
    this.#places = places;
    this.#sites = sites;
    sites.edge.forEach((edge, site) => {
      if (edge < 0) return;
      const list = this.#sitesOn.get(edge);
      if (list) list.push(site);
      else this.#sitesOn.set(edge, [site]);
    });
    this.#starts = startsAt(network, sites);
    this.#search = new Search(network.graph);
  }

  /** Shortest path from every node to any site, metres, leg off the road at the site included. */
  fromNodes(): Float64Array {
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
    const toNode = this.fromNodes();
    const { source } = this.#search;
    const { from, to } = this.#network;
    const { offsets, place, legs } = (this.#on ??= placesOnEdges(this.#network, this.#places));
    for (let edge = 0; edge < from.length; edge++) {
      const end = offsets[edge + 1]!;
      let at = offsets[edge]!;
      if (at === end) continue;
      const one = toNode[from[edge]!]!;
      const other = toNode[to[edge]!]!;
      const byOne = source[from[edge]!]!;
      const byOther = source[to[edge]!]!;
      for (; at < end; at++) {
        let best = legs[2 * at]! + one;
        let winner = byOne;
        const second = legs[2 * at + 1]! + other;
        if (second < best || (second === best && byOther < winner)) {
          best = second;
          winner = byOther;
        }
        if (best === Infinity) continue;
        site[place[at]!] = winner;
        metres[place[at]!] = best;
      }
    }
    for (const [edge, sites] of this.#sitesOn) {
      for (let at = offsets[edge]!; at < offsets[edge + 1]!; at++) {
        const own = place[at]!;
        for (const near of sites) {
          const direct = this.#along(edge, own, near);
          const best = metres[own]!;
          if (direct === Infinity || direct > best || (direct === best && near >= site[own]!))
            continue;
          metres[own] = direct;
          site[own] = near;
        }
      }
    }
    return { site, metres };
  }

  /**
   * All pairs of place and site whose path is no longer than the site's limit, metres. The next question writes over
   * the arrays, since new ones for as many pairs would take longer than the searches.
   */
  pairs(limits: ArrayLike<number>): FoundPairs {
    const on = (this.#on ??= placesOnEdges(this.#network, this.#places));
    const { place, legs } = on;
    const { offsets, edges } = (this.#edgesAt ??= edgesAtNodes(this.#network, on));
    const { from, to } = this.#network;
    const search = this.#search;
    const { reached, metres } = search;
    const found = this.#found;
    let room = found.place.length;
    let { place: places, site: sites, metres: lengths } = found;
    let count = 0;
    for (let site = 0; site < this.#sites.edge.length; site++) {
      // However far a limit is, a way that cannot be walked stays beyond it.
      const limit = Math.min(limits[site]!, Number.MAX_VALUE);
      const edge = this.#sites.edge[site]!;
      if (edge < 0) continue;
      const begun = count;
      search.run(this.#starts, 2 * site, 2 * site + 2, limit);
      const { reachedCount } = search;
      const ownFirst = on.offsets[edge]!;
      const ownEnd = on.offsets[edge + 1]!;
      if (count + ownEnd - ownFirst > room) {
        room = found.grow(count, ownEnd - ownFirst);
        ({ place: places, site: sites, metres: lengths } = found);
      }
      const [one, other] = [metres[from[edge]!]!, metres[to[edge]!]!];
      for (let at = ownFirst; at < ownEnd; at++) {
        const direct = this.#along(edge, place[at]!, site);
        const distance = Math.min(legs[2 * at]! + one, legs[2 * at + 1]! + other, direct);
        if (!(distance <= limit)) continue;
        places[count] = place[at]!;
        lengths[count++] = distance;
      }
      const done = ownFirst < ownEnd ? ownFirst : -1;
      for (let i = 0; i < reachedCount; i++) {
        const node = reached[i]!;
        const here = metres[node]!;
        const last = 3 * offsets[node + 1]!;
        for (let k = 3 * offsets[node]!; k < last; k += 3) {
          const first = edges[k]!;
          const end = edges[k + 1]!;
          const mark = edges[k + 2]!;
          const far = mark < 0 ? ~mark : mark;
          const there = metres[far]!;
          // An edge is read once, from the end that is nearer to the site.
          if (here > there || (here === there && node > far) || first === done) continue;
          const toStart = mark < 0 ? there : here;
          const toEnd = mark < 0 ? here : there;
          if (count + end - first > room) {
            room = found.grow(count, end - first);
            ({ place: places, site: sites, metres: lengths } = found);
          }
          for (let at = first; at < end; at++) {
            const byStart = legs[2 * at]! + toStart;
            const byEnd = legs[2 * at + 1]! + toEnd;
            const distance = byStart < byEnd ? byStart : byEnd;
            if (distance > limit) continue;
            places[count] = place[at]!;
            lengths[count++] = distance;
          }
        }
      }
      sites.fill(site, begun, count);
    }
    found.count = count;
    return found;
  }

  /** Metres from a place to a site on its edge without leaving the edge, the legs off the road included. */
  #along(edge: number, place: number, site: number): number {
    const { along, offRoadMetres } = this.#places;
    return (
      offRoadMetres[place]! +
      alongEdge(this.#network, edge, along[place]!, this.#sites.along[site]!) +
      this.#sites.offRoadMetres[site]!
    );
  }
}

class Growing implements FoundPairs {
  count = 0;
  place: Int32Array = new Int32Array(4096);
  site: Int32Array = new Int32Array(4096);
  metres: Float64Array = new Float64Array(4096);

  /** Makes room for more pairs beside those that are there, and tells how many there is room for. */
  grow(count: number, more: number): number {
    const { place, site, metres } = this;
    const room = 2 * count + more;
    this.place = new Int32Array(room);
    this.site = new Int32Array(room);
    this.metres = new Float64Array(room);
    this.place.set(place);
    this.site.set(site);
    this.metres.set(metres);
    return room;
  }
}
