import { text, type Text } from '../domain/text';
import { shown } from './sheet';

export type Entry = Record<string, unknown>;
export const isEntry = (value: unknown): value is Entry =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

/** What is wrong with a geometry. */
export interface Fault {
  value: unknown;
  reason: Text;
}

/** How many lists the arcs of each type lie in. */
const arcDepths: Readonly<Record<string, number>> = {
  LineString: 1,
  MultiLineString: 2,
  Polygon: 2,
  MultiPolygon: 3,
};

/** Most positions that the objects of one table may come to; a file of 100 MB of plain GeoJSON has five million. */
const mostPositions = 20_000_000;

/** The arcs of a topology, each looked at once, however often it is used. */
export interface Arcs {
  /** Positions of each arc; `null` where it cannot be used. */
  lengths: readonly (number | null)[];
  /** Positions that may still be made: an arc used over and over would else fill any memory. */
  left: number;
}

export const checkedArcs = (arcs: readonly unknown[]): Arcs => ({
  lengths: arcs.map((arc) =>
    Array.isArray(arc) && arc.length > 0 && !(arc as unknown[]).some(positionFault)
      ? arc.length
      : null,
  ),
  left: mostPositions,
});

/** How deep collections may lie in one another. */
const maxNesting = 8;

/**
 * Why the geometry of a TopoJSON object cannot be put together, looked for before the library is asked, which takes
 * arcs and positions on trust; `null` when nothing is wrong, or when there is no geometry.
 */
export function faultOf(object: unknown, arcs: Arcs, depth = 0): Fault | null {
  if (!isEntry(object)) {
    return { value: object, reason: text('不是 TopoJSON 图形', 'this is no TopoJSON geometry') };
  }
  const type = object.type;
  if (type === null || type === undefined) return null;
  if (depth > maxNesting) {
    return {
      value: type,
      reason: text(
        `图形集合嵌套超过 ${maxNesting} 层`,
        `collections are nested deeper than ${maxNesting} levels`,
      ),
    };
  }
  if (type === 'GeometryCollection') {
    if (!Array.isArray(object.geometries)) return missing(object);
    const faults = (object.geometries as unknown[]).map((part) => faultOf(part, arcs, depth + 1));
    return faults.find(Boolean) ?? null;
  }
  if (type === 'Point') return positionFault(object.coordinates);
  if (type === 'MultiPoint') {
    if (!Array.isArray(object.coordinates)) return missing(object);
    return (object.coordinates as unknown[]).map(positionFault).find(Boolean) ?? null;
  }
  const levels = typeof type === 'string' && Object.hasOwn(arcDepths, type) ? arcDepths[type] : 0;
  if (!levels) {
    return { value: type, reason: text('不认识的图形类型', 'this type of geometry is not known') };
  }
  return arcsFault(object.arcs, levels, arcs);
}

const missing = (value: unknown): Fault => ({
  value,
  reason: text('没有坐标或弧段', 'there are neither coordinates nor arcs'),
});

function positionFault(position: unknown): Fault | null {
  return Array.isArray(position) && position.length >= 2 && position.every(Number.isFinite)
    ? null
    : {
        value: position,
        reason: text('坐标不是两个数字', 'the position is not a pair of numbers'),
      };
}

function arcsFault(part: unknown, levels: number, arcs: Arcs): Fault | null {
  if (levels > 0) {
    if (!Array.isArray(part)) return missing(part);
    if (part.length === 0) {
      return { value: part, reason: text('图形里没有弧段', 'the geometry has no arcs') };
    }
    for (const each of part as unknown[]) {
      const fault = arcsFault(each, levels - 1, arcs);
      if (fault) return fault;
    }
    return null;
  }
  const index = part as number;
  const length = Number.isInteger(part) ? arcs.lengths[index < 0 ? ~index : index] : undefined;
  if (length === undefined) {
    return {
      value: part,
      reason: text(
        `弧段编号 ${shown(part)} 不存在，文件共有 ${arcs.lengths.length} 条弧段`,
        `there is no arc number ${shown(part)}; the file has ${arcs.lengths.length} arcs`,
      ),
    };
  }
  if (length === null) {
    return {
      value: part,
      reason: text(
        `第 ${index < 0 ? ~index : index} 条弧段（从 0 数起）的坐标是坏的`,
        `the coordinates of arc ${index < 0 ? ~index : index} (counted from 0) are broken`,
      ),
    };
  }
  arcs.left -= length;
  return arcs.left >= 0
    ? null
    : {
        value: part,
        reason: text(
          `图形展开后超过 ${mostPositions.toLocaleString('en-US')} 个坐标，没有读`,
          `put together, the geometries exceed ${mostPositions.toLocaleString('en-US')} positions; this one was not read`,
        ),
      };
}
