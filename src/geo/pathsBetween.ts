import type { Nearest } from './nearest';
import type { Network } from './network';
import {
  edgesAtNodes,
  placesOnEdges,
  startsAt,
  waysOnEdges,
  type EdgesAtNodes,
  type PlacesOnEdges,
  type WaysOnEdges,
} from './networkLegs';
import type { Snaps } from './networkSnap';
import { Search, type Starts } from './paths';

/** Pairs in the order in which they were found: site by site. */
interface FoundPairs {
  count: number;
  place: Int32Array;
  site: Int32Array;
  metres: Float64Array;
}

/** The nearer site of every place by way of either end of its edge. */
function nearerEnds(
  { from, to }: Network,
  { offsets, place, legs }: PlacesOnEdges,
  toNode: Float64Array,
  source: Int32Array,
  { site, metres }: Nearest,
): void {
  for (let edge = 0; edge < from.length; edge++) {
    const end = offsets[edge + 1]!;
    let at = offsets[edge]!;
    if (at === end) continue;
    const one = toNode[from[edge]!]!;
    const other = toNode[to[edge]!]!;
    const byOne = source[from[edge]!]!;
    const byOther = source[to[edge]!]!;
    // Most edges lie within the reach of one site, where there is nothing to choose.
    for (; byOne === byOther && at < end; at++) {
      const best = Math.min(legs[2 * at]! + one, legs[2 * at + 1]! + other);
      if (best === Infinity) continue;
      site[place[at]!] = byOne;
      metres[place[at]!] = best;
    }
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
}

/** Shortest paths from places to sites over a network; a place or site that is not snapped has none. */
export class Paths {
  readonly #network: Network;
  readonly #places: Snaps;
  readonly #sites: Snaps;
  readonly #sitesOn = new Map<number, number[]>();
  readonly #starts: Starts & { size: number };
  readonly #search: Search;
  #on: (PlacesOnEdges & { ways: WaysOnEdges }) | null = null;
  #edgesAt: EdgesAtNodes | null = null;
  /** Sites edge by edge: neighbours ask for the same memory. */
  readonly #order: Int32Array;
  readonly #found = new Room();
  readonly #sorted = new Room();

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
    this.#order = Int32Array.from(sites.edge.keys())
      .filter((site) => sites.edge[site]! >= 0)
      .sort((a, b) => sites.edge[a]! - sites.edge[b]! || a - b);
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
    const { offsets, place, ways } = this.#placed();
    nearerEnds(this.#network, this.#placed(), toNode, this.#search.source, { site, metres });
    for (const near of this.#order) {
      const end = ways.offsets[near + 1]!;
      let at = offsets[this.#sites.edge[near]!]!;
      for (let way = ways.offsets[near]!; way < end; way++, at++) {
        const direct = ways.metres[way]!;
        const own = place[at]!;
        const best = metres[own]!;
        if (direct === Infinity || direct > best || (direct === best && near >= site[own]!))
          continue;
        metres[own] = direct;
        site[own] = near;
      }
    }
    return { site, metres };
  }

  /**
   * All pairs of place and site whose path is no longer than the site's limit, metres. The next question writes over
   * the arrays, since new ones for as many pairs would take longer than the searches.
   */
  pairs(limits: ArrayLike<number>): FoundPairs {
    const on = this.#placed();
    const { place, legs, ways } = on;
    const { offsets, edges } = (this.#edgesAt ??= edgesAtNodes(this.#network, on));
    const { from, to } = this.#network;
    const search = this.#search;
    const { reached, metres } = search;
    const found = this.#found;
    let room = found.place.length;
    let { place: places, metres: lengths } = found;
    let count = 0;
    const begins = new Int32Array(this.#sites.edge.length);
    const ends = new Int32Array(this.#sites.edge.length);
    for (const site of this.#order) {
      // However far a limit is, a way that cannot be walked stays beyond it.
      const limit = Math.min(limits[site]!, Number.MAX_VALUE);
      const edge = this.#sites.edge[site]!;
      begins[site] = count;
      search.run(this.#starts, 2 * site, 2 * site + 2, limit);
      const { reachedCount } = search;
      const ownFirst = on.offsets[edge]!;
      const ownEnd = on.offsets[edge + 1]!;
      if (count + ownEnd - ownFirst > room) {
        room = found.grow(count, ownEnd - ownFirst);
        ({ place: places, metres: lengths } = found);
      }
      const [one, other] = [metres[from[edge]!]!, metres[to[edge]!]!];
      let way = ways.offsets[site]!;
      for (let at = ownFirst; at < ownEnd; at++) {
        const direct = ways.metres[way++]!;
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
            ({ place: places, metres: lengths } = found);
          }
          for (let at = first; at < end; at++) {
            const distance = Math.min(legs[2 * at]! + toStart, legs[2 * at + 1]! + toEnd);
            if (distance > limit) continue;
            places[count] = place[at]!;
            lengths[count++] = distance;
          }
        }
      }
      ends[site] = count;
    }
    const sorted = this.#sorted;
    if (sorted.place.length < count) sorted.grow(0, count);
    if (sorted.site.length < sorted.place.length) sorted.site = new Int32Array(sorted.place.length);
    let at = 0;
    for (let site = 0; site < begins.length; site++) {
      const [begin, end] = [begins[site]!, ends[site]!];
      if (begin === end) continue;
      sorted.place.set(places.subarray(begin, end), at);
      sorted.metres.set(lengths.subarray(begin, end), at);
      sorted.site.fill(site, at, (at += end - begin));
    }
    return { count, place: sorted.place, site: sorted.site, metres: sorted.metres };
  }

  /** Places edge by edge, laid out when they are first asked for. */
  #placed(): PlacesOnEdges & { ways: WaysOnEdges } {
    if (this.#on) return this.#on;
    const on = placesOnEdges(this.#network, this.#places);
    return (this.#on = { ...on, ways: waysOnEdges(this.#network, this.#places, this.#sites, on) });
  }
}

/** Room for pairs. */
class Room {
  place: Int32Array = new Int32Array(0);
  metres: Float64Array = new Float64Array(0);
  /** Only for pairs in the order of their sites. */
  site: Int32Array = new Int32Array(0);

  /** Makes room for more pairs beside those that are there, and tells how many there is room for. */
  grow(count: number, more: number): number {
    const { place, metres } = this;
    const room = count + Math.max(count, more);
    this.place = new Int32Array(room);
    this.metres = new Float64Array(room);
    this.place.set(place.subarray(0, count));
    this.metres.set(metres.subarray(0, count));
    return room;
  }
}
