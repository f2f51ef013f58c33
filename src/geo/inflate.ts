import { Clipper, EndType, JoinType } from 'clipper2-ts';
import type { MultiPolygon, Position } from 'geojson';
import { flatteningMetres } from './discs';
import { Plane } from './plane';
import { boundsOf, polygonsOf, unionAreas, type Area } from './polygons';

/** Decimals of a metre that Clipper keeps: millimetres. */
const decimals = 3;

/**
 * An area and everything within a distance of it, for drawing, by Clipper in a conformal plane about the area: within
 * 0.01 % of the distance for areas up to 50 km across, and arcs at most `toleranceMetres` off.
 */
export const inflateArea = (area: Area, metres: number, toleranceMetres?: number): MultiPolygon =>
  inflate(
    polygonsOf(unionAreas([area])).flatMap((rings) => rings.map((ring) => ring.slice(0, -1))),
    EndType.Polygon,
    metres,
    toleranceMetres,
  );

/** Everything within a distance of some lines, for drawing; as exact as {@link inflateArea}. */
export const inflateLines = (
  lines: readonly Position[][],
  metres: number,
  toleranceMetres?: number,
): MultiPolygon => inflate(lines, EndType.Round, metres, toleranceMetres);

function inflate(
  lines: readonly Position[][],
  end: EndType,
  metres: number,
  toleranceMetres: number = flatteningMetres,
): MultiPolygon {
  if (lines.length === 0) return { type: 'MultiPolygon', coordinates: [] };
  const [west, south, east, north] = boundsOf({
    type: 'MultiPolygon',
    coordinates: [[lines.flat()]],
  });
  const origin = { longitude: (west + east) / 2, latitude: (south + north) / 2 };
  const plane = new Plane(origin);
  const scale = plane.circle({ ...origin, radiusMetres: 1000 }).radius / 1000;
  const paths = lines.map((line) =>
    line.map(([longitude, latitude]) => {
      const [x, y] = plane.forward(longitude!, latitude!);
      return { x, y };
    }),
  );
  const grown = Clipper.inflatePathsD(
    paths,
    metres * scale,
    JoinType.Round,
    end,
    2,
    decimals,
    toleranceMetres,
  );
  // Rings come back as one list; the union sorts holes to their polygons by orientation.
  const rings = grown.map((path) => {
    const ring = path.map(({ x, y }) => plane.inverse(x, y));
    return ring.length ? [...ring, ring[0]!] : ring;
  });
  return unionRings(rings);
}

/** Polygons from rings that lie apart or in one another, holes clockwise. */
function unionRings(rings: [number, number][][]): MultiPolygon {
  const isOuter = (ring: [number, number][]) =>
    ring.reduce((sum, [ax, ay], i) => {
      const [bx, by] = ring[(i + 1) % ring.length]!;
      return sum + ax * by - bx * ay;
    }, 0) > 0;
  const outers = rings.filter(isOuter);
  const holes = rings.filter((ring) => !isOuter(ring));
  if (outers.length === 0) return { type: 'MultiPolygon', coordinates: [] };
  // A hole may be given to any outer ring: the non-zero rule opens it where it lies.
  return unionAreas([
    {
      type: 'MultiPolygon',
      coordinates: outers.map((outer, i) => (i ? [outer] : [outer, ...holes])),
    },
  ]);
}
