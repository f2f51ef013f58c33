import type { Feature, FeatureCollection, Point, Polygon, Position } from 'geojson';
import type { Forest } from '../domain/forest';
import type { Hazchem } from '../domain/hazchem';
import type { Town } from '../domain/town';
import { discRing } from '../geo/ring';
import type { Area } from '../pack/pack';

/** The world as web maps show it, a little inside their edges. */
const world: Position[] = [
  [-180, -85],
  [180, -85],
  [180, 85],
  [-180, 85],
  [-180, -85],
];

const polygonsOf = (area: Area): Position[][][] =>
  area.type === 'Polygon' ? [area.coordinates] : area.coordinates;

/** The world with the district cut out, as the veil over everything that is not the district's. */
export function veilOf(district: FeatureCollection<Area>): FeatureCollection<Polygon> {
  const outers = district.features.flatMap(({ geometry }) =>
    polygonsOf(geometry).map((rings) => rings[0]!),
  );
  return {
    type: 'FeatureCollection',
    features: [
      {
        type: 'Feature',
        properties: {},
        geometry: { type: 'Polygon', coordinates: [world, ...outers] },
      },
    ],
  };
}

/**
 * The entered external safety distances as rings on the ellipsoid, one a site, never dissolved. Sites whose distance is
 * unknown or 0 have no ring.
 */
export function safetyRings(
  hazchem: FeatureCollection<Point, Hazchem>,
): FeatureCollection<Polygon, { id: string; radiusMetres: number }> {
  return {
    type: 'FeatureCollection',
    features: hazchem.features.flatMap(({ geometry, properties }) => {
      const radiusMetres = properties.safetyDistanceMetres;
      if (!radiusMetres) return [];
      const [longitude, latitude] = geometry.coordinates as [number, number];
      return {
        type: 'Feature' as const,
        properties: { id: properties.id, radiusMetres },
        geometry: {
          type: 'Polygon' as const,
          coordinates: [discRing({ longitude, latitude, radiusMetres })],
        },
      };
    }),
  };
}

/** Twice the signed area of a ring in square degrees; only for comparing rings of one area. */
const twiceArea = (ring: Position[]) =>
  ring.reduce((sum, [x, y], i) => {
    const [nextX, nextY] = ring[(i + 1) % ring.length]!;
    return sum + x! * nextY! - nextX! * y!;
  }, 0);

/** Where a parallel crosses the rings, from west to east. */
function crossings(rings: Position[][], latitude: number): number[] {
  return rings
    .flatMap((ring) =>
      ring.flatMap(([x, y], i) => {
        const [nextX, nextY] = ring[(i + 1) % ring.length]!;
        return y! > latitude === nextY! > latitude
          ? []
          : [x! + ((latitude - y!) / (nextY! - y!)) * (nextX! - x!)];
      }),
    )
    .sort((a, b) => a - b);
}

/**
 * A position inside an area for its label: the middle of the widest stretch of nine parallels through its largest
 * part. Holes are left out. Degrees.
 */
export function insideOf(area: Area): [number, number] {
  const rings = polygonsOf(area).toSorted(
    (a, b) => Math.abs(twiceArea(b[0]!)) - Math.abs(twiceArea(a[0]!)),
  )[0]!;
  const latitudes = rings[0]!.map(([, latitude]) => latitude!);
  const [south, north] = [Math.min(...latitudes), Math.max(...latitudes)];
  let best: [number, number] = [rings[0]![0]![0]!, latitudes[0]!];
  let widest = 0;
  for (let i = 1; i <= 9; i++) {
    const latitude = south + ((north - south) * i) / 10;
    const xs = crossings(rings, latitude);
    for (let k = 0; k + 1 < xs.length; k += 2) {
      // Stretches near the middle are preferred: a label there has room above and below.
      const width = (xs[k + 1]! - xs[k]!) * (1 - Math.abs(i - 5) / 10);
      if (width > widest) {
        widest = width;
        best = [(xs[k]! + xs[k + 1]!) / 2, latitude];
      }
    }
  }
  return best;
}

/**
 * One point for each area, to hang its name on: the seat where the record gives one, else a place inside. Areas cut
 * by the edges of map tiles would be named once in every tile.
 */
export function anchorsOf<Properties extends Town | Forest>(
  areas: FeatureCollection<Area | Point, Properties>,
): FeatureCollection<Point> {
  const anchor = ({ geometry, properties }: Feature<Area | Point, Properties>): Position => {
    if (geometry.type === 'Point') return geometry.coordinates;
    return 'seat' in properties && properties.seat ? properties.seat : insideOf(geometry);
  };
  return {
    type: 'FeatureCollection',
    features: areas.features.map((feature) => ({
      type: 'Feature',
      properties: feature.properties,
      geometry: { type: 'Point', coordinates: anchor(feature) },
    })),
  };
}
