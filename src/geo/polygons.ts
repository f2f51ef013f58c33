import { Clipper, FillRule, PolyTree64, ClipType, type PolyPath64, type Path64 } from 'clipper2-ts';
import type { MultiPolygon, Polygon, Position } from 'geojson';
import type { Lattice } from '../domain/grid';
import { rowLatitude } from './lattice';
import { semiMajorMetres, squaredEccentricity } from './metric';

export type Area = Polygon | MultiPolygon;
/** West, south, east, north in degrees. */
export type Bounds = [west: number, south: number, east: number, north: number];

const radian = Math.PI / 180;

/** The polygons of an area, each a list of rings with the outer one first. */
export const polygonsOf = (area: Area): Position[][][] =>
  area.type === 'Polygon' ? [area.coordinates] : area.coordinates;

/** Smallest box round an area; infinite the wrong way round for an area without positions. */
export function boundsOf(area: Area): Bounds {
  const bounds: Bounds = [Infinity, Infinity, -Infinity, -Infinity];
  for (const rings of polygonsOf(area)) {
    for (const [longitude, latitude] of rings[0] ?? []) {
      bounds[0] = Math.min(bounds[0], longitude!);
      bounds[1] = Math.min(bounds[1], latitude!);
      bounds[2] = Math.max(bounds[2], longitude!);
      bounds[3] = Math.max(bounds[3], latitude!);
    }
  }
  return bounds;
}

/**
 * Longitudes where a parallel crosses the rings of an area, ascending: inside between the first and second, third and
 * fourth, and so on (even-odd rule). A vertex on the parallel counts as above it, so crossings are always even.
 */
export function crossings(area: Area, latitude: number): number[] {
  const found: number[] = [];
  for (const rings of polygonsOf(area)) {
    for (const ring of rings) {
      for (let i = 1; i < ring.length; i++) {
        const [ax, ay] = ring[i - 1] as [number, number];
        const [bx, by] = ring[i] as [number, number];
        if (ay > latitude === by > latitude) continue;
        found.push(ax + ((latitude - ay) / (by - ay)) * (bx - ax));
      }
    }
  }
  return found.sort((a, b) => a - b);
}

/** Whether an area holds a position; of two areas with a common edge exactly one holds a position on it. */
export function contains(area: Area, longitude: number, latitude: number): boolean {
  let odd = false;
  for (const rings of polygonsOf(area)) {
    for (const ring of rings) {
      for (let i = 1; i < ring.length; i++) {
        const [ax, ay] = ring[i - 1] as [number, number];
        const [bx, by] = ring[i] as [number, number];
        if (ay > latitude === by > latitude) continue;
        if (longitude < ax + ((latitude - ay) / (by - ay)) * (bx - ax)) odd = !odd;
      }
    }
  }
  return odd;
}

/** Makes a function that finds the first area that holds a position: its place in the list, or -1. */
export function areaFinder(
  areas: readonly Area[],
): (longitude: number, latitude: number) => number {
  const boxes = areas.map(boundsOf);
  return (longitude, latitude) =>
    areas.findIndex((area, i) => {
      const [west, south, east, north] = boxes[i]!;
      return (
        longitude >= west &&
        longitude <= east &&
        latitude >= south &&
        latitude <= north &&
        contains(area, longitude, latitude)
      );
    });
}

/**
 * A position inside an area: the middle of the widest stretch on the parallel through the middle of its bounds, or on
 * the nearest parallel that meets it. The first vertex for an area without extent.
 */
export function representativePoint(area: Area): [longitude: number, latitude: number] {
  const [, south, , north] = boundsOf(area);
  for (const share of [0.5, 0.45, 0.55, 0.35, 0.65, 0.2, 0.8, 0.05, 0.95]) {
    const latitude = south + (north - south) * share;
    const found = crossings(area, latitude);
    let widest = 0;
    let middle = NaN;
    for (let i = 0; i + 1 < found.length; i += 2) {
      const width = found[i + 1]! - found[i]!;
      if (width <= widest) continue;
      widest = width;
      middle = (found[i]! + found[i + 1]!) / 2;
    }
    if (widest > 0) return [middle, latitude];
  }
  const first = polygonsOf(area)[0]?.[0]?.[0];
  return [first?.[0] ?? NaN, first?.[1] ?? NaN];
}

/** Calls back with the run of columns [first, end) of each row whose cell centres lie in an area. */
export function areaRuns(
  area: Area,
  lattice: Lattice,
  visit: (row: number, first: number, end: number) => void,
): void {
  const { west, north, cellDegrees, columns, rows } = lattice;
  const [, south, , top] = boundsOf(area);
  const begin = Math.max(0, Math.floor((north - top) / cellDegrees - 0.5));
  const last = Math.min(rows - 1, Math.ceil((north - south) / cellDegrees));
  for (let row = begin; row <= last; row++) {
    const found = crossings(area, rowLatitude(lattice, row));
    for (let i = 0; i + 1 < found.length; i += 2) {
      // A centre on the western edge belongs to the area, one on the eastern edge to its neighbour.
      const first = Math.max(0, Math.ceil((found[i]! - west) / cellDegrees - 0.5));
      const end = Math.min(columns, Math.ceil((found[i + 1]! - west) / cellDegrees - 0.5));
      if (first < end) visit(row, first, end);
    }
  }
}

/** For each cell of a lattice the first area that holds its centre, as its place in the list; -1 for none. */
export function rasterise(areas: readonly Area[], lattice: Lattice): Int32Array {
  const owner = new Int32Array(lattice.columns * lattice.rows).fill(-1);
  areas.forEach((area, id) =>
    areaRuns(area, lattice, (row, first, end) => {
      for (let cell = row * lattice.columns + first; cell < row * lattice.columns + end; cell++) {
        if (owner[cell] === -1) owner[cell] = id;
      }
    }),
  );
  return owner;
}

const eccentricity = Math.sqrt(squaredEccentricity);

/** Square metres between the equator and a parallel for each radian of longitude, WGS 84 (Snyder 1987, eq. 3-12). */
function zone(latitude: number): number {
  const sine = Math.sin(latitude * radian);
  const bent = eccentricity * sine;
  return (
    (0.5 * semiMajorMetres ** 2 * (1 - squaredEccentricity) * sine) / (1 - bent * bent) +
    (0.5 * semiMajorMetres ** 2 * (1 - squaredEccentricity) * Math.atanh(bent)) / eccentricity
  );
}

/**
 * Area on the WGS 84 ellipsoid, m². Edges are straight in longitude and latitude, as GeoJSON means them; exact but for
 * Simpson's rule along each edge, below 1 part in 10⁹ for edges up to a degree.
 */
export function areaSquareMetres(area: Area): number {
  let total = 0;
  for (const rings of polygonsOf(area)) {
    rings.forEach((ring, i) => {
      let sum = 0;
      for (let k = 1; k < ring.length; k++) {
        const [ax, ay] = ring[k - 1] as [number, number];
        const [bx, by] = ring[k] as [number, number];
        sum += ((ax - bx) * radian * (zone(ay) + 4 * zone((ay + by) / 2) + zone(by))) / 6;
      }
      total += i === 0 ? Math.abs(sum) : -Math.abs(sum);
    });
  }
  return total;
}

/** Clipper counts in whole units: 1e-8 degrees are about a millimetre. */
const unitsPerDegree = 1e8;

/** The union of areas (non-zero rule), by Clipper; for drawing: positions are rounded to a millimetre. */
export const unionAreas = (areas: readonly Area[]): MultiPolygon =>
  clip(ClipType.Union, pathsOf(areas), null);

/** What two areas have in common (non-zero rule), by Clipper; positions are rounded to a millimetre. */
export const intersectAreas = (a: Area, b: Area): MultiPolygon =>
  clip(ClipType.Intersection, pathsOf([a]), pathsOf([b]));

const pathsOf = (areas: readonly Area[]): Path64[] =>
  areas.flatMap((area) =>
    polygonsOf(area).flatMap((rings) => rings.map((ring, i) => toPath(ring, i > 0))),
  );

function clip(type: ClipType, subject: Path64[], other: Path64[] | null): MultiPolygon {
  const tree = new PolyTree64();
  Clipper.booleanOpWithPolyTree(type, subject, other, tree, FillRule.NonZero);
  const coordinates: Position[][][] = [];
  const collect = (outer: PolyPath64): void => {
    const rings = [toRing(outer.polygon ?? [])];
    for (const hole of childrenOf(outer)) {
      rings.push(toRing(hole.polygon ?? []));
      childrenOf(hole).forEach(collect);
    }
    coordinates.push(rings);
  };
  childrenOf(tree).forEach(collect);
  return { type: 'MultiPolygon', coordinates };
}

const childrenOf = (node: PolyPath64): PolyPath64[] =>
  Array.from({ length: node.count }, (_, i) => node.child(i));

/** Outer rings anticlockwise and holes clockwise, whatever the file had, so that the non-zero rule keeps holes open. */
function toPath(ring: readonly Position[], hole: boolean): Path64 {
  const path = ring.map(([longitude, latitude]) => ({
    x: Math.round(longitude! * unitsPerDegree),
    y: Math.round(latitude! * unitsPerDegree),
  }));
  return Clipper.isPositive(path) === hole ? path.reverse() : path;
}

function toRing(path: Path64): Position[] {
  const ring = path.map(({ x, y }) => [x / unitsPerDegree, y / unitsPerDegree]);
  return ring.length ? [...ring, ring[0]!] : ring;
}
