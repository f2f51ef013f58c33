import type { Feature, LineString } from 'geojson';
import { describe, expect, test } from 'vitest';
import { distanceMetres } from '../../src/geo/metric';
import { networkOf, type NetworkOptions } from '../../src/geo/network';
import { snapTo } from '../../src/geo/networkSnap';
import { Search, type Graph } from '../../src/geo/paths';
import { Paths } from '../../src/geo/pathsBetween';
import { collection } from '../fixtures/pack';
import { seeded, shuffled } from '../fixtures/random';

type At = [longitude: number, latitude: number];
type Road = Feature<LineString>;

const road = (coordinates: At[], properties: Record<string, unknown> = {}): Road => ({
  type: 'Feature',
  properties,
  geometry: { type: 'LineString', coordinates },
});

const plain: NetworkOptions = { joinCrossings: false, joinMetres: 0, respectOneway: false };

function pathsOn(roads: Road[], places: At[], sites: At[], options = plain, snapMetres = 2_000) {
  const network = networkOf(collection(roads), options);
  const snap = (list: At[]) => snapTo(network, list.length, (i) => list[i]!, snapMetres);
  return new Paths(network, snap(places), snap(sites));
}

/** Every path by Floyd and Warshall over all vertices, feet of places and feet of sites: slow and obvious. */
function slowPaths(
  roads: Road[],
  places: At[],
  sites: At[],
  isOneway: boolean,
  snapMetres: number,
) {
  const names = new Map<string, number>();
  const node = (name: string) => {
    if (!names.has(name)) names.set(name, names.size);
    return names.get(name)!;
  };
  const arcs: [from: number, to: number, metres: number][] = [];
  const segments = roads.flatMap(({ geometry, properties }) =>
    geometry.coordinates.slice(1).map((end, i) => ({
      a: geometry.coordinates[i] as At,
      b: end as At,
      oneway: isOneway ? (properties?.oneway as string | undefined) : undefined,
    })),
  );
  const feet = [...places, ...sites].map(([longitude, latitude], index) => {
    let best = { metres: Infinity, segment: -1, share: 0 };
    segments.forEach(({ a, b }, segment) => {
      let [low, high] = [0, 1];
      const leg = (share: number) =>
        distanceMetres(
          longitude,
          latitude,
          a[0] + share * (b[0] - a[0]),
          a[1] + share * (b[1] - a[1]),
        );
      for (let step = 0; step < 80; step++) {
        const third = (high - low) / 3;
        if (leg(low + third) < leg(high - third)) high -= third;
        else low += third;
      }
      if (leg(low) < best.metres) best = { metres: leg(low), segment, share: low };
    });
    return { ...best, index };
  });
  segments.forEach(({ a, b, oneway }, segment) => {
    const length = distanceMetres(...a, ...b);
    const on = feet
      .filter((foot) => foot.segment === segment && foot.metres <= snapMetres)
      .sort((one, other) => one.share - other.share);
    const stops = [
      { at: node(`${a[0]} ${a[1]}`), share: 0 },
      ...on.map(({ index, share }) => ({ at: node(`foot ${index}`), share })),
      { at: node(`${b[0]} ${b[1]}`), share: 1 },
    ];
    stops.slice(1).forEach((stop, i) => {
      const before = stops[i]!;
      const metres = length * (stop.share - before.share);
      if (oneway !== '-1') arcs.push([before.at, stop.at, metres]);
      if (oneway !== 'yes') arcs.push([stop.at, before.at, metres]);
    });
  });
  feet.forEach(({ index, metres }) => {
    if (metres > snapMetres) return;
    const [home, foot] = [node(`place ${index}`), node(`foot ${index}`)];
    arcs.push([home, foot, metres], [foot, home, metres]);
  });
  const size = names.size;
  const d = Array.from({ length: size }, (_, i) =>
    Array.from({ length: size }, (_, j) => (i === j ? 0 : Infinity)),
  );
  for (const [from, to, metres] of arcs) d[from]![to] = Math.min(d[from]![to]!, metres);
  for (let k = 0; k < size; k++)
    for (let i = 0; i < size; i++)
      for (let j = 0; j < size; j++) d[i]![j] = Math.min(d[i]![j]!, d[i]![k]! + d[k]![j]!);
  return places.map((_, i) =>
    sites.map((_, j) => {
      const [from, to] = [names.get(`place ${i}`), names.get(`place ${places.length + j}`)];
      return from === undefined || to === undefined ? Infinity : d[from]![to]!;
    }),
  );
}

/** Streets on a small grid, some missing, with bends, and a lane that connects to nothing. */
function town(random: () => number) {
  const at = (column: number, row: number): At => [106.5 + column * 0.003, 29.5 + row * 0.003];
  const roads: Road[] = [];
  const oneways = [undefined, undefined, 'yes', '-1'];
  const add = (a: At, b: At) => {
    if (random() < 0.25) return;
    const bend: At = [
      (a[0] + b[0]) / 2 + (random() - 0.5) * 0.0008,
      (a[1] + b[1]) / 2 + (random() - 0.5) * 0.0008,
    ];
    const oneway = oneways[Math.floor(random() * oneways.length)];
    roads.push(road(random() < 0.5 ? [a, bend, b] : [a, b], oneway ? { oneway } : {}));
  };
  for (let row = 0; row < 4; row++) {
    for (let column = 0; column < 4; column++) {
      add(at(column, row), at(column + 1, row));
      add(at(column, row), at(column, row + 1));
    }
  }
  roads.push(road([at(6, 0), at(6, 1)]));
  const anywhere = (): At => [106.498 + random() * 0.022, 29.498 + random() * 0.016];
  return {
    roads,
    places: Array.from({ length: 20 }, anywhere),
    sites: Array.from({ length: 5 }, anywhere),
  };
}

describe('paths between places and sites', () => {
  test.each([
    [1, false],
    [2, false],
    [3, true],
    [4, true],
    [5, true],
  ])(
    'equal Floyd–Warshall over every vertex and foot: town %i, one-way kept: %s',
    (seed, isOneway) => {
      const { roads, places, sites } = town(seeded(seed));
      const snapMetres = 400;
      const slow = slowPaths(roads, places, sites, isOneway, snapMetres);
      const options = { ...plain, respectOneway: isOneway };
      const paths = pathsOn(roads, places, sites, options, snapMetres);
      const near = paths.nearest();
      slow.forEach((row, place) => {
        const best = Math.min(...row);
        if (best === Infinity) {
          expect([near.site[place], near.metres[place]]).toEqual([-1, NaN]);
          return;
        }
        expect(Math.abs(near.metres[place]! - best)).toBeLessThan(0.01);
        expect(Math.abs(row[near.site[place]!]! - best)).toBeLessThan(0.01);
      });
      const limits = sites.map((_, site) => 300 + 400 * site);
      const found = paths.pairs(limits);
      const pairs = new Map<string, number>();
      for (let i = 0; i < found.count; i++)
        pairs.set(`${found.place[i]} ${found.site[i]}`, found.metres[i]!);
      expect(pairs.size).toBe(found.count);
      let expected = 0;
      slow.forEach((row, place) =>
        row.forEach((metres, site) => {
          const own = pairs.get(`${place} ${site}`);
          if (metres > limits[site]! + 0.01) expect(own).toBeUndefined();
          if (metres > limits[site]! - 0.01) return;
          expected++;
          expect(Math.abs(own! - metres)).toBeLessThan(0.01);
        }),
      );
      expect(expected).toBeGreaterThan(3);
    },
  );

  test('a site on the same road is reached along it, not by way of its ends', () => {
    const street = road([
      [106.5, 29.5],
      [106.52, 29.5],
    ]);
    const place: At = [106.509, 29.5];
    const site: At = [106.511, 29.5];
    const near = pathsOn([street], [place], [site]).nearest();
    expect(near.metres[0]).toBeCloseTo(distanceMetres(...place, ...site), 3);
  });

  test('against a one-way street people walk round, or not at all', () => {
    const street = road(
      [
        [106.5, 29.5],
        [106.52, 29.5],
      ],
      { oneway: 'yes' },
    );
    const [west, east]: At[] = [
      [106.509, 29.5],
      [106.511, 29.5],
    ];
    const keep = { ...plain, respectOneway: true };
    const direct = distanceMetres(...west!, ...east!);
    expect(pathsOn([street], [west!], [east!], keep).nearest().metres[0]).toBeCloseTo(direct, 3);
    expect(pathsOn([street], [east!], [west!], keep).nearest().site[0]).toBe(-1);
    const back = road([
      [106.52, 29.5],
      [106.51, 29.51],
      [106.5, 29.5],
    ]);
    const round = pathsOn([street, back], [east!], [west!], keep).nearest().metres[0]!;
    const loop =
      distanceMetres(106.5, 29.5, 106.52, 29.5) +
      distanceMetres(106.52, 29.5, 106.51, 29.51) +
      distanceMetres(106.51, 29.51, 106.5, 29.5);
    expect(round).toBeCloseTo(loop - direct, 3);
  });

  test('a ring road without a crossing is walked the shorter way round', () => {
    const ring = road([
      [106.5, 29.5],
      [106.51, 29.5],
      [106.51, 29.51],
      [106.5, 29.51],
      [106.5, 29.5],
    ]);
    const near = pathsOn([ring], [[106.501, 29.5]], [[106.5, 29.501]]).nearest();
    const expected =
      distanceMetres(106.501, 29.5, 106.5, 29.5) + distanceMetres(106.5, 29.5, 106.5, 29.501);
    expect(near.metres[0]).toBeCloseTo(expected, 3);
  });

  test('a site at a vertex where roads meet is at all of them', () => {
    const roads = [
      road([
        [106.49, 29.5],
        [106.5, 29.5],
      ]),
      road([
        [106.5, 29.5],
        [106.51, 29.5],
      ]),
      road([
        [106.5, 29.5],
        [106.5, 29.51],
      ]),
    ];
    const places: At[] = [
      [106.495, 29.5],
      [106.505, 29.5],
      [106.5, 29.505],
    ];
    const near = pathsOn(roads, places, [[106.5, 29.5]]).nearest();
    places.forEach((place, i) =>
      expect(near.metres[i]).toBeCloseTo(distanceMetres(...place, 106.5, 29.5), 3),
    );
  });

  test('of two sites at one place the first is nearest, and nobody reaches sites that are none', () => {
    const street = road([
      [106.5, 29.5],
      [106.52, 29.5],
    ]);
    const site: At = [106.51, 29.5001];
    expect(pathsOn([street], [[106.505, 29.5]], [site, site]).nearest().site[0]).toBe(0);
    const none = pathsOn([street], [[106.505, 29.5]], []);
    expect([none.nearest().site[0], none.pairs([]).count]).toEqual([-1, 0]);
  });

  test('however far a limit is, nobody walks against a one-way street or to what is not connected', () => {
    const street = road(
      [
        [106.5, 29.5],
        [106.52, 29.5],
      ],
      { oneway: 'yes' },
    );
    const lane = road([
      [106.5, 29.6],
      [106.52, 29.6],
    ]);
    const places: At[] = [
      [106.509, 29.5],
      [106.515, 29.5],
      [106.51, 29.6],
    ];
    const keep = { ...plain, respectOneway: true };
    const found = pathsOn([street, lane], places, [[106.511, 29.5]], keep).pairs([Infinity]);
    expect([...found.place.subarray(0, found.count)]).toEqual([0]);
  });

  test('pairs come site by site in the order of the sites, at every question anew', () => {
    const street = road([
      [106.5, 29.5],
      [106.52, 29.5],
    ]);
    const back = road([
      [106.5, 29.6],
      [106.52, 29.6],
    ]);
    const places: At[] = [
      [106.505, 29.5],
      [106.505, 29.6],
    ];
    const sites: At[] = [
      [106.506, 29.6],
      [106.506, 29.5],
      [106.507, 29.6],
    ];
    const paths = pathsOn([street, back], places, sites);
    const pairsOf = (limits: number[]) => {
      const { count, place, site } = paths.pairs(limits);
      return Array.from({ length: count }, (_, i) => `${place[i]} ${site[i]}`);
    };
    expect(pairsOf([500, 500, 500])).toEqual(['1 0', '0 1', '1 2']);
    expect(pairsOf([0, 500, 500])).toEqual(['0 1', '1 2']);
    expect(pairsOf([500, 0, NaN])).toEqual(['1 0']);
  });

  test('do not depend on the order of roads and sites, and are no shorter than the straight line', () => {
    const random = seeded(12);
    const { roads, places, sites } = town(random);
    const order = shuffled([...sites.keys()], random);
    const one = pathsOn(roads, places, sites).nearest();
    const other = pathsOn(
      shuffled(roads, random),
      places,
      order.map((site) => sites[site]!),
    ).nearest();
    one.metres.forEach((metres, place) => {
      expect(other.metres[place]).toBeCloseTo(metres, 6);
      if (Number.isNaN(metres)) return;
      const site = sites[one.site[place]!]!;
      expect(metres).toBeGreaterThan(distanceMetres(...places[place]!, ...site) - 1e-3);
    });
  });
});

/** Distances by relaxing every arc until nothing changes. */
function relaxed({ offsets, targets, metres }: Graph, starts: [node: number, metres: number][]) {
  const d = new Float64Array(offsets.length - 1).fill(Infinity);
  for (const [node, start] of starts) d[node] = Math.min(d[node]!, start);
  for (let changed = true; changed;) {
    changed = false;
    for (let node = 0; node < d.length; node++) {
      for (let arc = offsets[node]!; arc < offsets[node + 1]!; arc++) {
        const there = d[node]! + metres[arc]!;
        if (there >= d[targets[arc]!]!) continue;
        d[targets[arc]!] = there;
        changed = true;
      }
    }
  }
  return d;
}

test('a start that cannot be left, such as a site without a road, changes nothing for the others', () => {
  const side = 60;
  const arcs = Array.from({ length: side * side }, (_, node) =>
    [node + 1, node - 1, node + side, node - side].filter(
      (other) => other >= 0 && other < side * side && Math.abs((other % side) - (node % side)) < 2,
    ),
  );
  const offsets = new Uint32Array(arcs.length + 1);
  arcs.forEach((list, node) => (offsets[node + 1] = offsets[node]! + list.length));
  const targets = Int32Array.from(arcs.flat());
  const random = seeded(2);
  const metres = Float64Array.from(targets, () => 50 + 100 * random());
  const search = new Search({ offsets, targets, metres });
  search.run({ node: [0], source: [1], metres: [0] }, 0, 1, Infinity);
  const alone = [...search.metres];
  // Once took longer than anyone waits: the infinite start put every node into one bucket.
  search.run({ node: [5, 0], source: [0, 1], metres: [Infinity, 0] }, 0, 2, Infinity);
  expect([...search.metres]).toEqual(alone);
});

test('a search over arcs of wildly different lengths equals relaxing all arcs, and forgets the one before', () => {
  const random = seeded(7);
  const nodes = 300;
  const lists = Array.from({ length: nodes }, () =>
    Array.from({ length: Math.floor(random() * 4) }, () => ({
      target: Math.floor(random() * nodes),
      metres: random() < 0.2 ? 0 : 10 ** (random() * 7 - 2),
    })),
  );
  const graph: Graph = {
    offsets: Uint32Array.from([0, ...lists.map(() => 0)]),
    targets: Int32Array.from(lists.flat().map(({ target }) => target)),
    metres: Float64Array.from(lists.flat().map(({ metres }) => metres)),
  };
  lists.forEach((list, node) => (graph.offsets[node + 1] = graph.offsets[node]! + list.length));
  const search = new Search(graph);
  for (const limit of [Infinity, 5_000, 0, Infinity]) {
    const starts: [number, number][] = [
      [Math.floor(random() * nodes), random() * 1e5],
      [Math.floor(random() * nodes), 0],
      [Math.floor(random() * nodes), 3],
    ];
    search.run(
      {
        node: starts.map(([node]) => node),
        source: [0, 1, 2],
        metres: starts.map(([, metres]) => metres),
      },
      0,
      3,
      limit,
    );
    const slow = relaxed(graph, starts).map((d) => (d <= limit ? d : Infinity));
    expect([...search.metres]).toEqual([...slow]);
    const reached = [...search.reached.subarray(0, search.reachedCount)].sort((a, b) => a - b);
    expect(reached).toEqual([...slow.keys()].filter((node) => slow[node]! < Infinity));
  }
});
