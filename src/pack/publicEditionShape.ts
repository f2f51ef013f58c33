import type { Geometry, Position } from 'geojson';
import { metresPerDegreeEast, metresPerDegreeNorth } from '../geo/metric';
import { polygonsOf, unionAreas } from '../geo/polygons';
import type { Area } from './pack';
import { cleanParts, ringFaults } from './ringFaults';
import { repairArea } from './ringRepair';

/** What rounding to a number of decimals of a degree means at a latitude. */
export interface PrecisionMeaning {
  decimals: number;
  /** Size of the cell in which every position becomes one, metres. */
  northMetres: number;
  eastMetres: number;
  /** How far a position can be moved at most, metres. */
  mostShiftMetres: number;
}

/** The meaning of a precision in metres, at a latitude in degrees. */
export function precisionMeaning(decimals: number, latitude: number): PrecisionMeaning {
  const degrees = 10 ** -decimals;
  const northMetres = metresPerDegreeNorth(latitude) * degrees;
  const eastMetres = metresPerDegreeEast(latitude) * degrees;
  return {
    decimals,
    northMetres,
    eastMetres,
    mostShiftMetres: Math.hypot(northMetres, eastMetres) / 2,
  };
}

/** Decimals of a degree whose cell is no smaller than so many metres at a latitude: as fine as is still coarse enough. */
export function decimalsFor(metres: number, latitude: number): number {
  for (let decimals = mostDecimals; decimals > 0; decimals--) {
    const { northMetres, eastMetres } = precisionMeaning(decimals, latitude);
    if (Math.min(northMetres, eastMetres) >= metres) return decimals;
  }
  return 0;
}

/** Six decimals are 0.1 m. */
export const mostDecimals = 6;

/** A degree rounded to decimals; never −0. */
export const roundDegrees = (degrees: number, decimals: number): number =>
  Number(degrees.toFixed(decimals)) + 0;

/** A geometry with rounded positions; `null` when nothing of it is left. */
export interface Rounded {
  geometry: Geometry | null;
  /** Rings and lines that became a point or a line. */
  collapsed: number;
}

/**
 * A geometry with positions rounded to decimals of a degree, heights left out. Positions that become the same as the one
 * before are dropped; areas stay valid as RFC 7946 and simple features ask, parts that collapse go and are counted.
 */
export function roundGeometry(geometry: Geometry, decimals: number): Rounded {
  const at = ([longitude, latitude]: Position): Position => [
    roundDegrees(longitude!, decimals),
    roundDegrees(latitude!, decimals),
  ];
  const path = (line: readonly Position[]): Position[] =>
    line
      .map(at)
      .filter(([x, y], i, all) => i === 0 || x !== all[i - 1]![0] || y !== all[i - 1]![1]);
  const lines = (all: readonly Position[][]) => {
    const left = all.map(path).filter(({ length }) => length > 1);
    return { left, collapsed: all.length - left.length };
  };
  switch (geometry.type) {
    case 'Point':
      return { geometry: { type: 'Point', coordinates: at(geometry.coordinates) }, collapsed: 0 };
    case 'MultiPoint':
      return {
        geometry: { type: 'MultiPoint', coordinates: path(geometry.coordinates) },
        collapsed: 0,
      };
    case 'LineString': {
      const { left, collapsed } = lines([geometry.coordinates]);
      return { geometry: left[0] ? { type: 'LineString', coordinates: left[0] } : null, collapsed };
    }
    case 'MultiLineString': {
      const { left, collapsed } = lines(geometry.coordinates);
      return {
        geometry: left.length ? { type: 'MultiLineString', coordinates: left } : null,
        collapsed,
      };
    }
    case 'GeometryCollection': {
      const parts = geometry.geometries.map((part) => roundGeometry(part, decimals));
      const geometries = parts.flatMap((part) => part.geometry ?? []);
      return {
        geometry: geometries.length ? { type: 'GeometryCollection', geometries } : null,
        collapsed: parts.reduce((sum, { collapsed }) => sum + collapsed, 0),
      };
    }
    default:
      return roundArea(geometry, at);
  }
}

const countRings = (parts: readonly Position[][][]) =>
  parts.reduce((sum, rings) => sum + rings.length, 0);
const areaOf = (parts: Position[][][]): Area =>
  parts.length === 1
    ? { type: 'Polygon', coordinates: parts[0]! }
    : { type: 'MultiPolygon', coordinates: parts };
const isSound = (area: Area) => Object.values(ringFaults(area)).every((count) => count === 0);

function roundArea(area: Area, at: (position: Position) => Position): Rounded {
  const rounded = (given: Area) =>
    cleanParts(polygonsOf(given).map((rings) => rings.map((ring) => ring.map(at))));
  let parts = rounded(area);
  const collapsed = countRings(polygonsOf(area)) - countRings(parts);
  if (!parts.length) return { geometry: null, collapsed };
  // Rounded edges can cross; where they do, a new corner is rounded too, which may make another crossing.
  for (let pass = 0; pass < 4 && !isSound(areaOf(parts)); pass++) {
    parts = rounded(unionAreas([areaOf(parts)]));
    if (!parts.length) return { geometry: null, collapsed };
  }
  if (isSound(areaOf(parts))) return { geometry: areaOf(parts), collapsed };
  // Corners where rounded edges cross say no more than the edges do.
  const united = unionAreas([areaOf(parts)]);
  const repaired = isSound(united) ? united : (repairArea(united)?.area ?? null);
  return { geometry: repaired, collapsed };
}
