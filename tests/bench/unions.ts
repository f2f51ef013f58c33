import { circlesOf, type Circles } from '../../src/geo/circles';
import { dissolveDiscs, flatteningMetres, outlineOf } from '../../src/geo/discs';
import { discRing } from '../../src/geo/ring';
import type { Disc } from '../../src/geo/metric';
import { Plane } from '../../src/geo/plane';
import { time } from './clock';
import {
  clipperTs,
  clipperWasm,
  geosWasm,
  shapely,
  type Rings,
  type UnionAnswer,
} from './peers/union';
import type { BenchRow } from './row';
import { workloadOf } from './workload';

/** Areas may differ by this share: all chords run inside their arcs, but not from the same vertices. */
const apart = 2e-3;

/** clipper2-ts takes minutes beyond this many discs. */
const mostForClipperTs = 3_000;

/** The middle of the discs, so that the plane is that of the union. */
function planeOf(discs: readonly Disc[]): Plane {
  const longitudes = discs.map(({ longitude }) => longitude);
  const latitudes = discs.map(({ latitude }) => latitude);
  const middle = (values: number[]) => (Math.min(...values) + Math.max(...values)) / 2;
  return new Plane({ longitude: middle(longitudes), latitude: middle(latitudes) });
}

/** Twice the signed area of a ring in the plane, m². */
function twiceArea(ring: Float64Array): number {
  let twice = 0;
  for (let i = 0, k = ring.length - 2; i < ring.length; k = i, i += 2) {
    twice += ring[k]! * ring[i + 1]! - ring[i]! * ring[k + 1]!;
  }
  return twice;
}

/** Rings in degrees as rings in the plane, x and y by turns. */
function onPlane(plane: Plane, coordinates: Float64Array, first: number, end: number) {
  const ring = new Float64Array(2 * (end - first));
  for (let at = first; at < end; at++) {
    const [x, y] = plane.forward(coordinates[2 * at]!, coordinates[2 * at + 1]!);
    ring[2 * (at - first)] = x;
    ring[2 * (at - first) + 1] = y;
  }
  return ring;
}

function drawn(plane: Plane, discs: readonly Disc[]): Rings {
  return discs.map((disc) =>
    Float64Array.from(
      discRing(disc)
        .slice(0, -1)
        .flatMap(([longitude, latitude]) => plane.forward(longitude!, latitude!)),
    ),
  );
}

/** Our area in the same plane as the peers have theirs. */
function squareMetresOf(plane: Plane, discs: readonly Disc[]): number {
  const { coordinates, ringStarts, polygons } = outlineOf(discs);
  return polygons
    .flat()
    .reduce(
      (sum, ring) =>
        sum + twiceArea(onPlane(plane, coordinates, ringStarts[ring]!, ringStarts[ring + 1]!)) / 2,
      0,
    );
}

async function peersOf(circles: Circles, rings: Rings, count: number) {
  const runs = count > 3_000 ? 1 : 3;
  const peers: [name: string, answer: UnionAnswer | null][] = [
    ['shapely union_all', shapely(circles, Math.max(runs, 3), flatteningMetres)],
    ['clipper2-wasm', await clipperWasm(rings, runs)],
    ['geos-wasm', await geosWasm(rings, runs)],
  ];
  if (count <= mostForClipperTs) peers.push(['clipper2-ts', clipperTs(rings, runs)]);
  return peers;
}

/**
 * Union of discs, arcs flattened to 0.5 m, beside programs that unite the same circles drawn as finely. Peers are timed
 * for the union alone, ours from discs on the ellipsoid to rings in degrees.
 * @throws Error when a peer's area differs from ours
 */
export async function unionsBench(): Promise<BenchRow[]> {
  const rows: BenchRow[] = [];
  for (const count of [500, 3_000, 20_000]) {
    const { discs } = workloadOf({ cells: count * 160, shelters: count });
    const plane = planeOf(discs);
    const runs = count > 3_000 ? 15 : 41;
    const flat = time(
      () => discs,
      (all) => outlineOf(all),
      runs,
    );
    const geojson = time(
      () => discs,
      (all) => dissolveDiscs(all),
      Math.min(runs, 9),
    );
    const squareMetres = squareMetresOf(plane, discs);
    const work = `union of ${count.toLocaleString('en')} discs`;
    const ours = { name: 'exact arcs', milliseconds: flat.query };
    for (const [name, answer] of await peersOf(
      circlesOf(discs, plane),
      drawn(plane, discs),
      count,
    )) {
      if (answer && Math.abs(answer.squareMetres / squareMetres - 1) > apart) {
        throw new Error(
          `${name} finds ${answer.squareMetres} m² for ${work}, the arcs ${squareMetres} m²`,
        );
      }
      const isTarget = count === 20_000 && name.startsWith('shapely');
      rows.push({
        work,
        ours,
        peer: answer ? { name, milliseconds: answer.milliseconds } : null,
        target: isTarget ? 70 : null,
        ...(answer === null && { note: `${name} is not installed` }),
      });
    }
    rows.push({
      work: `${work}, as GeoJSON`,
      ours: { name: 'exact arcs', milliseconds: geojson.query },
      peer: null,
      target: null,
      note: 'with an array for each position',
    });
  }
  return rows;
}
