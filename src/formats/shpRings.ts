import type { Geometry, Position } from 'geojson';
import { text } from '../domain/text';

interface Ring {
  positions: Position[];
  box: readonly [west: number, south: number, east: number, north: number];
  /** Twice the area: positive when it runs counter-clockwise. */
  turn: number;
}

/**
 * Steps after which rings are no longer compared, one step being a vertex or a pair of rings. A province with 10,000
 * islands needs some 10 million; 100 million take about half a second.
 */
const maxSteps = 100_000_000;

/**
 * The polygons that the rings of a shape make. The specification lets outer rings run clockwise and holes
 * counter-clockwise; many programs write them otherwise, so which ring lies in which decides, and where the directions
 * say something else `reason` tells it. In the result outer rings run counter-clockwise, holes clockwise (RFC 7946,
 * 3.1.6).
 * @param lines rings in the coordinates of the file, in any order
 */
export function assemble(lines: readonly Position[][]): {
  geometry: Geometry | null;
  reason: ReturnType<typeof text> | null;
} {
  const rings = lines.map(ringOf);
  const [only] = rings;
  if (!only) {
    return { geometry: null, reason: text('面没有边界', 'the polygon has no ring') };
  }
  if (rings.length === 1) {
    return { geometry: { type: 'Polygon', coordinates: [turned(only, true)] }, reason: null };
  }
  const parents = nest(rings);
  if (!parents) {
    return {
      geometry: null,
      reason: text(
        `面有 ${rings.length} 个环，太复杂，分不清内外；请先拆分`,
        `the polygon has ${rings.length} rings, too complex to tell outer from inner; split it first`,
      ),
    };
  }
  const depth = depths(parents);
  const polygons = new Map<number, Position[][]>();
  rings.forEach((ring, i) => {
    if (depth[i]! % 2 === 0) polygons.set(i, [turned(ring, true)]);
  });
  rings.forEach((ring, i) => {
    if (depth[i]! % 2 === 1) polygons.get(parents[i]!)!.push(turned(ring, false));
  });
  const odd = rings.filter(({ turn }, i) => turn !== 0 && turn > 0 !== (depth[i]! % 2 === 1));
  const parts = [...polygons.values()];
  return {
    geometry:
      parts.length === 1
        ? { type: 'Polygon', coordinates: parts[0]! }
        : { type: 'MultiPolygon', coordinates: parts },
    reason: odd.length
      ? text(
          `${odd.length} 个环的方向不合 Shapefile 规范，内外按包含关系判断`,
          `${odd.length} rings do not run as the specification asks; outer and inner were told by which lies in which`,
        )
      : null,
  };
}

function ringOf(positions: Position[]): Ring {
  let [west, south, east, north] = [Infinity, Infinity, -Infinity, -Infinity];
  let turn = 0;
  const [x0 = 0, y0 = 0] = positions[0] ?? [];
  let [lastX, lastY] = [0, 0];
  for (const [x = 0, y = 0] of positions) {
    west = Math.min(west, x);
    east = Math.max(east, x);
    south = Math.min(south, y);
    north = Math.max(north, y);
    // From the first position, so that projected coordinates of millions of metres lose no digits.
    turn += lastX * (y - y0) - (x - x0) * lastY;
    [lastX, lastY] = [x - x0, y - y0];
  }
  return { positions, box: [west, south, east, north], turn };
}

const turned = ({ positions, turn }: Ring, counterClockwise: boolean): Position[] =>
  turn > 0 === counterClockwise ? positions : positions.toReversed();

/** For each ring the smallest one around it, -1 for none; `null` when that takes too many steps. */
function nest(rings: readonly Ring[]): number[] | null {
  // From large to small: what is around a ring comes before it, and the last one found is the smallest.
  const order = rings
    .map((_, i) => i)
    .sort((a, b) => Math.abs(rings[b]!.turn) - Math.abs(rings[a]!.turn) || a - b);
  const parents = rings.map(() => -1);
  const cost = { steps: 0 };
  for (const [place, index] of order.entries()) {
    const inner = rings[index]!;
    for (let before = place - 1; before >= 0; before--) {
      if (++cost.steps > maxSteps) return null;
      const outer = rings[order[before]!]!;
      if (!boxWithin(inner.box, outer.box)) continue;
      if (!lies(inner, outer, cost)) continue;
      parents[index] = order[before]!;
      break;
    }
  }
  return parents;
}

const boxWithin = (inner: Ring['box'], outer: Ring['box']) =>
  inner[0] >= outer[0] && inner[1] >= outer[1] && inner[2] <= outer[2] && inner[3] <= outer[3];

function depths(parents: readonly number[]): number[] {
  const known = new Map<number, number>([[-1, -1]]);
  return parents.map((_, i) => {
    const path: number[] = [];
    let at = i;
    while (!known.has(at)) {
      path.push(at);
      at = parents[at]!;
    }
    let depth = known.get(at)!;
    for (const each of path.reverse()) known.set(each, ++depth);
    return known.get(i)!;
  });
}

/** Positions of a ring that are tried until one is not on the other ring. */
const tries = 8;

/** Whether a ring lies in a larger one; rings may touch, but do not cross. */
function lies(inner: Ring, outer: Ring, cost: { steps: number }): boolean {
  const { positions } = inner;
  for (let i = 0; i < Math.min(positions.length, tries); i++) {
    cost.steps += outer.positions.length;
    const side = sideOf(positions[i]!, outer.positions);
    if (side !== 0) return side > 0;
  }
  const [[x1 = 0, y1 = 0] = [], [x2 = 0, y2 = 0] = []] = positions;
  return sideOf([(x1 + x2) / 2, (y1 + y2) / 2], outer.positions) > 0;
}

/** 1 inside, -1 outside, 0 on the ring. */
function sideOf([x = 0, y = 0]: Position, ring: readonly Position[]): number {
  let inside = false;
  for (let i = 0, j = ring.length - 1; i < ring.length; j = i++) {
    const [xi = 0, yi = 0] = ring[i]!;
    const [xj = 0, yj = 0] = ring[j]!;
    const side = (xj - xi) * (y - yi) - (yj - yi) * (x - xi);
    const between =
      x >= Math.min(xi, xj) &&
      x <= Math.max(xi, xj) &&
      y >= Math.min(yi, yj) &&
      y <= Math.max(yi, yj);
    if (side === 0 && between) return 0;
    if (yi > y !== yj > y && x < ((xj - xi) * (y - yi)) / (yj - yi) + xi) inside = !inside;
  }
  return inside ? 1 : -1;
}
