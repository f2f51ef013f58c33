import type { Position } from 'geojson';
import { boundsOf, contains, polygonsOf, type Area } from '../geo/polygons';

/** What is wrong with the rings of an area; all zero for one that RFC 7946 and simple features accept. */
export interface RingFaults {
  /** Rings that do not end where they began. */
  unclosed: number;
  /** Positions that repeat the one before. */
  repeated: number;
  /** Positions that a ring runs out to and back from on the same line. */
  spikes: number;
  /** Rings with fewer than three different positions. */
  flat: number;
  /** Outer rings that run clockwise, or holes that run anticlockwise. */
  winding: number;
  /** Places where edges cross or lie on one another, or where a ring goes through a corner twice. */
  crossings: number;
  /** Holes that begin outside their outer ring, and parts that begin inside another. */
  misplaced: number;
}

/** Thinner than this is a line: 1e-9 degrees are a tenth of a millimetre. */
const thinDegrees = 1e-9;

const samePosition = (a: Position | undefined, b: Position | undefined): boolean =>
  a?.[0] === b?.[0] && a?.[1] === b?.[1];

/** Twice the area of the triangle, above zero when the three run anticlockwise. */
const turn = (a: Position, b: Position, c: Position): number =>
  (b[0]! - a[0]!) * (c[1]! - a[1]!) - (b[1]! - a[1]!) * (c[0]! - a[0]!);

/** Twice the area of a closed ring in square degrees, above zero when it runs anticlockwise. */
export function signedArea(ring: readonly Position[]): number {
  const [first] = ring;
  if (!first) return 0;
  let sum = 0;
  for (let i = 2; i < ring.length; i++) sum += turn(first, ring[i - 1]!, ring[i]!);
  return sum;
}

/** Whether a ring runs to `b` and back on the same line. */
function isSpike(a: Position, b: Position, c: Position): boolean {
  const [ax, ay, cx, cy] = [a[0]! - b[0]!, a[1]! - b[1]!, c[0]! - b[0]!, c[1]! - b[1]!];
  if (ax * cx + ay * cy <= 0) return false;
  return Math.abs(turn(a, b, c)) <= thinDegrees * Math.max(Math.hypot(ax, ay), Math.hypot(cx, cy));
}

/** Whether every position is longitude and latitude in degrees: beyond that no ring can be judged. */
export const isOnGlobe = (area: Area): boolean =>
  polygonsOf(area)
    .flat(2)
    .every(([x = NaN, y = NaN]) => Math.abs(x) <= 180 && Math.abs(y) <= 90);

/** Counts what is wrong with the rings of an area. */
export function ringFaults(area: Area): RingFaults {
  const faults: RingFaults = {
    unclosed: 0,
    repeated: 0,
    spikes: 0,
    flat: 0,
    winding: 0,
    crossings: 0,
    misplaced: 0,
  };
  const parts = polygonsOf(area);
  for (const rings of parts) {
    rings.forEach((ring, i) => {
      const closed = samePosition(ring[0], ring.at(-1));
      if (!closed) faults.unclosed++;
      const open = closed ? ring.slice(0, -1) : ring;
      for (let k = 0; k < open.length; k++) {
        const [before, here, after] = [open.at(k - 1)!, open[k]!, open[(k + 1) % open.length]!];
        if (samePosition(here, after)) faults.repeated++;
        else if (!samePosition(before, here) && isSpike(before, here, after)) faults.spikes++;
      }
      if (new Set(open.map(String)).size < 3) faults.flat++;
      const area = signedArea(open);
      if (area !== 0 && area > 0 !== (i === 0)) faults.winding++;
    });
  }
  const cleaned = cleanParts(parts);
  faults.crossings = crossingEdges(cleaned.flat()).length;
  faults.misplaced = countMisplaced(cleaned);
  return faults;
}

/** The rings closed, without repeated positions and spikes, and without rings of which nothing is left. */
export const cleanParts = (parts: readonly Position[][][]): Position[][][] =>
  parts
    .map((rings) => rings.map(cleanRing))
    .filter(([outer]) => outer && outer.length > 0)
    .map((rings) => rings.filter(({ length }) => length > 0));

function cleanRing(ring: readonly Position[]): Position[] {
  let open = samePosition(ring[0], ring.at(-1)) ? ring.slice(0, -1) : [...ring];
  // A spike of several positions shortens by one with each pass, and what it ran from may be repeated then.
  for (let before = Infinity; open.length < before;) {
    before = open.length;
    open = open.filter((position, i) => !samePosition(position, open[(i + 1) % open.length]));
    const kept: Position[] = [];
    open.forEach((position, i) => {
      const last = kept.at(-1) ?? open.at(-1)!;
      if (!isSpike(last, position, open[(i + 1) % open.length]!)) kept.push(position);
    });
    open = kept;
  }
  return open.length < 3 ? [] : [...open, open[0]!];
}

const isHit = (along: number) => along >= 0 && along <= 1;

interface Edge {
  a: Position;
  b: Position;
  west: number;
  east: number;
  ring: number;
}

/**
 * Pairs of edges that cross, lie on one another or meet at a corner of the same ring. Edges are swept from west to
 * east. Two rings may touch in a point: simple features allow it.
 */
function crossingEdges(rings: readonly (readonly Position[])[]): [Edge, Edge][] {
  const edges: Edge[] = rings
    .flatMap((ring, r) =>
      ring.slice(1).map((b, i) => {
        const a = ring[i]!;
        const [west, east] = a[0]! < b[0]! ? [a[0]!, b[0]!] : [b[0]!, a[0]!];
        return { a, b, west, east, ring: r };
      }),
    )
    .filter(({ a, b }) => !samePosition(a, b))
    .sort((one, other) => one.west - other.west);
  const found: [Edge, Edge][] = [];
  let active: Edge[] = [];
  for (const edge of edges) {
    active = active.filter(({ east }) => east >= edge.west);
    for (const other of active) {
      if (Math.max(edge.a[1]!, edge.b[1]!) < Math.min(other.a[1]!, other.b[1]!)) continue;
      if (Math.min(edge.a[1]!, edge.b[1]!) > Math.max(other.a[1]!, other.b[1]!)) continue;
      if (meet(edge, other)) found.push([edge, other]);
    }
    active.push(edge);
  }
  return found;
}

/**
 * Where edges of an area cross, lie on one another or go through a corner twice: one position for each pair of edges
 * that {@link ringFaults} counts, degrees.
 */
export const crossingPlaces = (area: Area): Position[] =>
  crossingEdges(cleanParts(polygonsOf(area)).flat()).map(([{ a, b }, { a: c, b: d }]) => {
    const [c1, d1] = [turn(a, b, c), turn(a, b, d)];
    // Edges on one line meet in more than a point; the end of one of them stands for all.
    const along = c1 === d1 ? 0 : Math.min(1, Math.max(0, c1 / (c1 - d1)));
    return [c[0]! + along * (d[0]! - c[0]!), c[1]! + along * (d[1]! - c[1]!)];
  });

function meet(edge: Edge, other: Edge): boolean {
  const { a, b } = edge;
  const { a: c, b: d } = other;
  const [c1, d1, a1, b1] = [turn(a, b, c), turn(a, b, d), turn(c, d, a), turn(c, d, b)];
  if (c1 === 0 && d1 === 0) return overlap(edge, other);
  if (c1 * d1 < 0 && a1 * b1 < 0) return true;
  if (edge.ring !== other.ring) return false;
  // A corner on another edge of its ring; that neighbours share a corner is no fault.
  // Of the four edges at a corner that a ring goes through twice, two begin there.
  const shared = [c, d].some((end) => samePosition(end, a) || samePosition(end, b));
  if (shared) return samePosition(a, c);
  return (
    (c1 === 0 && within(a, b, c)) ||
    (d1 === 0 && within(a, b, d)) ||
    (a1 === 0 && within(c, d, a)) ||
    (b1 === 0 && within(c, d, b))
  );
}

/** Whether a position on the line of an edge lies between its ends. */
function within(a: Position, b: Position, position: Position): boolean {
  const axis = Math.abs(b[0]! - a[0]!) > Math.abs(b[1]! - a[1]!) ? 0 : 1;
  return isHit((position[axis]! - a[axis]!) / (b[axis]! - a[axis]!));
}

/** Whether two edges on one line have more than a point in common. */
function overlap({ a, b }: Edge, { a: c, b: d }: Edge): boolean {
  const axis = Math.abs(b[0]! - a[0]!) > Math.abs(b[1]! - a[1]!) ? 0 : 1;
  const [from, to] = [Math.min(a[axis]!, b[axis]!), Math.max(a[axis]!, b[axis]!)];
  const [start, end] = [Math.min(c[axis]!, d[axis]!), Math.max(c[axis]!, d[axis]!)];
  return Math.min(to, end) > Math.max(from, start);
}

function countMisplaced(parts: readonly Position[][][]): number {
  const boxes = parts.map((coordinates) => boundsOf({ type: 'Polygon', coordinates }));
  let found = 0;
  parts.forEach((rings, p) => {
    const [outer, ...holes] = rings;
    const shell: Area = { type: 'Polygon', coordinates: [outer!] };
    for (const hole of holes) if (!contains(shell, ...middleOfEdge(hole))) found++;
    const [longitude, latitude] = middleOfEdge(outer!);
    parts.forEach((coordinates, q) => {
      const [west, south, east, north] = boxes[q]!;
      if (p === q || longitude < west || longitude > east) return;
      if (latitude < south || latitude > north) return;
      if (contains({ type: 'Polygon', coordinates }, longitude, latitude)) found++;
    });
  });
  return found;
}

/** The middle of a ring's first edge: corners may lie on other rings. */
export function middleOfEdge(ring: readonly Position[]): [number, number] {
  const [a, b] = [ring[0]!, ring[1] ?? ring[0]!];
  return [(a[0]! + b[0]!) / 2, (a[1]! + b[1]!) / 2];
}
