import { childrenOf, childText, textOf, type Element } from './xmlTree';

/** GeoJSON before it is checked; positions that cannot be read are left as their text. */
export interface Drawn {
  type: string;
  coordinates?: unknown;
  geometries?: Drawn[];
}

const names = new Set([
  'Point',
  'LineString',
  'LinearRing',
  'Polygon',
  'MultiGeometry',
  'Track',
  'MultiTrack',
]);

/**
 * The geometry of a Placemark as GeoJSON, longitude before latitude (OGC KML 2.3, 10). Altitudes count only where
 * `altitudeMode` is absolute; else the format says that they are above the ground or to be ignored.
 * @returns `null` if there is none
 */
export function drawn(placemark: Element): Drawn | null {
  const parts = partsOf(placemark);
  return parts.length > 1 ? gathered(parts) : (parts[0] ?? null);
}

const partsOf = (element: Element): Drawn[] =>
  element.children.flatMap((child) =>
    typeof child !== 'string' && names.has(child.name) ? (one(child) ?? []) : [],
  );

function one(element: Element): Drawn | null {
  const high = childText(element, 'altitudeMode') === 'absolute';
  switch (element.name) {
    case 'Point': {
      const [position] = positionsOf(childText(element, 'coordinates'), high);
      return position === undefined ? null : { type: 'Point', coordinates: position };
    }
    case 'LineString':
    case 'LinearRing':
      return {
        type: 'LineString',
        coordinates: positionsOf(childText(element, 'coordinates'), high),
      };
    case 'Polygon': {
      const rings = ['outerBoundaryIs', 'innerBoundaryIs'].flatMap((side) =>
        childrenOf(element, side).flatMap((boundary) => childrenOf(boundary, 'LinearRing')),
      );
      const coordinates = rings.map((ring) => positionsOf(childText(ring, 'coordinates'), high));
      return { type: 'Polygon', coordinates };
    }
    case 'Track': {
      const positions = childrenOf(element, 'coord').map((coord) =>
        positionOf(textOf(coord).split(/\s+/u), high),
      );
      return { type: 'LineString', coordinates: positions };
    }
    default: {
      const parts = partsOf(element);
      return parts.length ? gathered(parts) : null;
    }
  }
}

/** Parts of one kind as one geometry of many, others as a collection. */
function gathered(parts: readonly Drawn[]): Drawn {
  const [first] = parts;
  const same =
    ['Point', 'LineString', 'Polygon'].includes(first!.type) &&
    parts.every(({ type }) => type === first!.type);
  return same
    ? { type: `Multi${first!.type}`, coordinates: parts.map(({ coordinates }) => coordinates) }
    : { type: 'GeometryCollection', geometries: [...parts] };
}

/** Tuples are parted by spaces; some programs also write spaces around the commas. */
function positionsOf(words: string, high: boolean): unknown[] {
  const tuples: string[] = [];
  for (const part of words.split(/\s+/u)) {
    if (part === '') continue;
    const last = tuples.at(-1);
    if (last !== undefined && (last.endsWith(',') || part.startsWith(','))) {
      tuples[tuples.length - 1] = last + part;
    } else tuples.push(part);
  }
  return tuples.map((tuple) => positionOf(tuple.split(','), high));
}

function positionOf(parts: readonly string[], high: boolean): unknown {
  const numbers = parts.map((part) =>
    /^[+-]?(?:\d+(?:\.\d*)?|\.\d+)(?:e[+-]?\d+)?$/iu.test(part) ? Number(part) : NaN,
  );
  if (parts.length < 2 || parts.length > 3 || numbers.slice(0, 2).some(Number.isNaN))
    return parts.join(',');
  return numbers.slice(0, high ? 3 : 2);
}
