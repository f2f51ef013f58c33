import type { Geometry, Position } from 'geojson';

/** West, south, east, north in degrees. */
export type Extent = [west: number, south: number, east: number, north: number];

/** An extent that holds nothing yet; adding any position makes it real. */
export const emptyExtent = (): Extent => [Infinity, Infinity, -Infinity, -Infinity];

export const isEmptyExtent = ([west, , east]: Extent): boolean => west > east;

/** Widens an extent so that it holds a position. */
function addPosition(extent: Extent, longitude: number, latitude: number): void {
  extent[0] = Math.min(extent[0], longitude);
  extent[1] = Math.min(extent[1], latitude);
  extent[2] = Math.max(extent[2], longitude);
  extent[3] = Math.max(extent[3], latitude);
}

/** Widens an extent so that it holds a geometry. */
export function addGeometry(extent: Extent, geometry: Geometry): void {
  if (geometry.type === 'GeometryCollection') {
    for (const part of geometry.geometries) addGeometry(extent, part);
  } else addPositions(extent, geometry.coordinates);
}

function addPositions(extent: Extent, part: Position | Position[] | Position[][] | Position[][][]) {
  if (typeof part[0] === 'number') addPosition(extent, part[0], part[1] as number);
  else for (const inner of part as Position[]) addPositions(extent, inner);
}

/** Extent of each dataset of a pack. */
export type Extents = Record<string, Extent>;

/**
 * The extent of a pack: that of its towns and residents where it has any, since one mistyped shelter must not move
 * the whole map; else that of everything.
 */
export function joinExtents(extents: Extents): Extent {
  const { district, towns, residents } = extents;
  const ground = [district, towns, residents].filter((part) => part && !isEmptyExtent(part));
  const joined = emptyExtent();
  for (const part of ground.length ? ground : Object.values(extents)) {
    if (!part || isEmptyExtent(part)) continue;
    addPosition(joined, part[0], part[1]);
    addPosition(joined, part[2], part[3]);
  }
  return joined;
}
