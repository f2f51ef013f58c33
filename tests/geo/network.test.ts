import type { Feature, LineString, MultiLineString, Position } from 'geojson';
import { describe, expect, test } from 'vitest';
import { distanceMetres } from '../../src/geo/metric';
import { networkOf, type Network, type NetworkOptions } from '../../src/geo/network';
import { snapTo } from '../../src/geo/networkSnap';
import { seeded, shuffled } from '../fixtures/random';
import { collection } from '../fixtures/pack';

const road = (
  coordinates: Position[],
  properties: Record<string, unknown> = {},
): Feature<LineString | MultiLineString> => ({
  type: 'Feature',
  properties,
  geometry: { type: 'LineString', coordinates },
});

const plain: NetworkOptions = { joinCrossings: false, joinMetres: 0, respectOneway: false };
const build = (
  roads: Feature<LineString | MultiLineString>[],
  options: Partial<NetworkOptions> = {},
): Network => networkOf(collection(roads), { ...plain, ...options });

/** East–west and north–south through one place, sharing no vertex. */
const across = road([
  [106.49, 29.5],
  [106.51, 29.5],
]);
const along = road([
  [106.5, 29.49],
  [106.5, 29.51],
]);

describe('where roads meet', () => {
  test('a shared vertex joins them, and vertices without a choice are no nodes', () => {
    const network = build([
      road([
        [106.49, 29.5],
        [106.495, 29.501],
        [106.5, 29.5],
        [106.51, 29.5],
      ]),
      road([
        [106.5, 29.5],
        [106.5, 29.51],
      ]),
    ]);
    expect([network.nodes, network.from.length, network.parts]).toEqual([4, 3, 1]);
    const bent =
      distanceMetres(106.49, 29.5, 106.495, 29.501) + distanceMetres(106.495, 29.501, 106.5, 29.5);
    expect(network.metres.filter((length) => Math.abs(length - bent) < 1e-9)).toHaveLength(1);
  });

  test('a crossing without a shared vertex joins nothing unless asked for', () => {
    expect(build([across, along]).parts).toBe(2);
    const joined = build([across, along], { joinCrossings: true });
    expect([joined.parts, joined.nodes, joined.from.length]).toEqual([1, 5, 4]);
  });

  test('a bridge crosses without meeting, even when crossings are joined', () => {
    for (const above of [{ bridge: 'yes' }, { layer: 1 }, { tunnel: 'culvert' }])
      expect(build([across, { ...along, properties: above }], { joinCrossings: true }).parts).toBe(
        2,
      );
  });

  test('a road that ends on the middle of another meets it when crossings are joined', () => {
    const half = road([
      [106.5, 29.5],
      [106.5, 29.51],
    ]);
    expect(build([across, half]).parts).toBe(2);
    expect(build([across, half], { joinCrossings: true })).toMatchObject({ parts: 1, nodes: 4 });
  });

  test('a loose end is joined to a road and to a vertex within the distance, by a joint of its own length', () => {
    const gap = 4 / 110_850;
    const short = road([
      [106.5, 29.5 + gap],
      [106.5, 29.51],
    ]);
    expect(build([across, short], { joinMetres: 3 }).parts).toBe(2);
    const joined = build([across, short], { joinMetres: 5 });
    expect(joined.parts).toBe(1);
    const total = joined.metres.reduce((sum, length) => sum + length, 0);
    const separate = build([across, short]).metres.reduce((sum, length) => sum + length, 0);
    expect(total - separate).toBeCloseTo(4, 2);
  });

  test('positions that differ in the eighth decimal are one, in the sixth are two', () => {
    const from = (longitude: number) =>
      build([
        across,
        road([
          [longitude, 29.5],
          [106.52, 29.5],
        ]),
      ]).parts;
    expect([from(106.51 + 3e-8), from(106.51 + 1e-6)]).toEqual([1, 2]);
  });

  test('a road over the antimeridian is as long as it is, and joins what begins on the other side', () => {
    const network = build([
      road([
        [179.99, 10],
        [-179.99, 10],
      ]),
      road([
        [-179.99, 10],
        [-179.98, 10],
      ]),
      road([
        [180, 11],
        [179.99, 10],
      ]),
      road([
        [-180, 11],
        [-180, 12],
      ]),
    ]);
    expect(network.parts).toBe(1);
    const all = network.metres.reduce((sum, length) => sum + length, 0);
    const expected =
      distanceMetres(179.99, 10, 180.02, 10) +
      distanceMetres(180, 11, 179.99, 10) +
      distanceMetres(180, 11, 180, 12);
    expect(all).toBeCloseTo(expected, 6);
    const snaps = snapTo(network, 1, () => [-179.995, 10.0001], 500);
    expect(snaps.edge[0]).toBeGreaterThanOrEqual(0);
    expect(snaps.offRoadMetres[0]).toBeCloseTo(distanceMetres(180, 10, 180, 10.0001), 3);
  });
});

describe('which roads are walked', () => {
  const counts = (properties: Record<string, unknown>, respectOneway = false) => {
    const network = build([road(across.geometry.coordinates as Position[], properties)], {
      respectOneway,
    });
    return [network.from.length, network.ways[0] ?? 0];
  };

  test('motorways, foot=no and blocked roads are not, foot=yes overrides a motorway', () => {
    expect(counts({ class: 'motorway' })).toEqual([0, 0]);
    expect(counts({ highway: 'motorway_link' })).toEqual([0, 0]);
    expect(counts({ class: '高速公路' })).toEqual([0, 0]);
    expect(counts({ class: 'street', foot: 'no' })).toEqual([0, 0]);
    expect(counts({ blocked: true })).toEqual([0, 0]);
    expect(counts({ blocked: 'true' })).toEqual([0, 0]);
    expect(counts({ class: 'motorway', foot: 'yes' })).toEqual([1, 3]);
    expect(counts({ blocked: false })).toEqual([1, 3]);
  });

  test('one-way binds people on foot only when asked for, oneway:foot always', () => {
    expect(counts({ oneway: 'yes' })).toEqual([1, 3]);
    expect(counts({ oneway: 'yes' }, true)).toEqual([1, 1]);
    expect(counts({ oneway: '-1' }, true)).toEqual([1, 2]);
    expect(counts({ 'oneway:foot': 'yes' })).toEqual([1, 1]);
    expect(counts({ oneway: 'yes', 'oneway:foot': 'no' }, true)).toEqual([1, 3]);
  });

  test('says how many were left out and why', () => {
    const { counts: told } = build([
      across,
      { ...along, properties: { class: 'motorway' } },
      { ...along, properties: { blocked: true } },
      road([[106.5, 29.5]]),
      road([
        [106.5, 29.5],
        [106.5, 29.5],
      ]),
      road([]),
      road([
        [NaN, 29.5],
        [106.5, 95],
      ]),
    ]);
    expect(told).toEqual({ walked: 1, forbidden: 1, blocked: 1, empty: 4 });
  });

  test('a position that is none breaks its line instead of joining both sides', () => {
    const network = build([
      road([
        [106.49, 29.5],
        [106.495, 29.5],
        [NaN, NaN],
        [106.505, 29.5],
        [106.51, 29.5],
      ]),
    ]);
    expect([network.parts, network.from.length]).toEqual([2, 2]);
  });

  test('no roads make an empty network that nobody snaps to', () => {
    const network = build([]);
    expect([network.nodes, network.parts]).toEqual([0, 0]);
    expect(snapTo(network, 1, () => [106.5, 29.5], 500).edge[0]).toBe(-1);
  });
});

/** A tangle of bent roads within about 10 km. */
function tangle(random: () => number, count: number) {
  return Array.from({ length: count }, () => {
    let [x, y] = [106.5 + random() * 0.1, 29.5 + random() * 0.1];
    return road(
      Array.from({ length: 2 + Math.floor(random() * 5) }, () => {
        [x, y] = [x + (random() - 0.5) * 0.02, y + (random() - 0.5) * 0.02];
        return [x, y];
      }),
    );
  });
}

/** The nearest point of all segments by trying many points of each, then more round the best. */
function slowLeg(network: Network, longitude: number, latitude: number): number {
  const { ends } = network.segments;
  let best = Infinity;
  for (let at = 0; at < ends.length; at += 4) {
    let [low, high] = [0, 1];
    const leg = (share: number) =>
      distanceMetres(
        longitude,
        latitude,
        ends[at]! + share * (ends[at + 2]! - ends[at]!),
        ends[at + 1]! + share * (ends[at + 3]! - ends[at + 1]!),
      );
    for (let step = 0; step < 60; step++) {
      const third = (high - low) / 3;
      if (leg(low + third) < leg(high - third)) high -= third;
      else low += third;
    }
    best = Math.min(best, leg(low));
  }
  return best;
}

describe('snapping', () => {
  test('finds the nearest point of all roads, as a ternary search over every segment does', () => {
    const random = seeded(4);
    const network = build(tangle(random, 30));
    const places = Array.from({ length: 120 }, (): [number, number] => [
      106.45 + random() * 0.2,
      29.45 + random() * 0.2,
    ]);
    const snaps = snapTo(network, places.length, (i) => places[i]!, 3_000);
    let [near, far] = [0, 0];
    places.forEach(([longitude, latitude], i) => {
      const leg = slowLeg(network, longitude, latitude);
      if (leg > 3_000) {
        far++;
        expect(snaps.edge[i]).toBe(-1);
        return;
      }
      near++;
      expect(Math.abs(snaps.offRoadMetres[i]! - leg)).toBeLessThan(0.01);
    });
    expect(Math.min(near, far)).toBeGreaterThan(10);
  });

  test('whoever lies farther than the distance is not snapped, and the distance itself is near enough', () => {
    const network = build([across]);
    const north = (metres: number) => 29.5 + metres / 110_860;
    const leg = distanceMetres(106.5, 29.5, 106.5, north(300));
    const at = (limit: number) => snapTo(network, 1, () => [106.5, north(300)], limit).edge[0];
    expect([at(leg + 0.01), at(leg - 0.01)]).toEqual([0, -1]);
  });

  test('does not depend on the order or direction of the roads, even where two cross without meeting', () => {
    const random = seeded(9);
    const roads = [...tangle(random, 12), across, along];
    const turned = roads.map((one) =>
      road([...(one.geometry.coordinates as Position[])].reverse()),
    );
    const places = [
      [106.5, 29.5],
      ...Array.from({ length: 30 }, () => [106.5 + random() * 0.1, 29.5 + random() * 0.1]),
    ] as [number, number][];
    const lines = (given: typeof roads) => {
      const network = build(shuffled(given, random));
      const snaps = snapTo(network, places.length, (i) => places[i]!, 5_000);
      return places.map((_, i) => {
        const edge = snaps.edge[i]!;
        const part = network.part[network.from[edge]!]!;
        const inPart = [...network.part].filter((one) => one === part).length;
        return [snaps.offRoadMetres[i]!.toFixed(4), network.metres[edge]!.toFixed(4), inPart];
      });
    };
    expect(lines(turned)).toEqual(lines(roads));
  });
});

test('edges that lie together are near in memory, whatever the order of the roads', () => {
  const side = 24;
  const streets = Array.from({ length: side * side }, (_, i) => {
    const [east, north] = [106.5 + (i % side) * 0.001, 29.5 + Math.floor(i / side) * 0.001];
    const corner: Position[] = [
      [east + 0.001, north],
      [east, north],
      [east, north + 0.001],
    ];
    return [road(corner.slice(0, 2)), road(corner.slice(1))];
  }).flat();
  const { segments } = build(shuffled(streets, seeded(3)));
  let sum = 0;
  for (let i = 4; i < segments.ends.length; i += 4) {
    const [a, b] = [segments.ends.subarray(i - 4, i - 2), segments.ends.subarray(i, i + 2)];
    sum += distanceMetres(a[0]!, a[1]!, b[0]!, b[1]!);
  }
  // From one to the next it is about one street; in the order of the roads it would be a dozen.
  expect(sum / (segments.ends.length / 4)).toBeLessThan(150);
});
