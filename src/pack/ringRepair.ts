import {
  Clipper,
  ClipType,
  FillRule,
  PolyTree64,
  type Path64,
  type Paths64,
  type PolyPath64,
} from 'clipper2-ts';
import type { Position } from 'geojson';
import { text, type Text } from '../domain/text';
import { areaSquareMetres, contains, polygonsOf, type Area } from '../geo/polygons';
import {
  cleanParts,
  isOnGlobe,
  middleOfEdge,
  ringFaults,
  signedArea,
  type RingFaults,
} from './ringFaults';

/** An area whose rings are as RFC 7946 and simple features ask. */
export interface RepairedArea {
  area: Area;
  /** What was done, as sentences; empty when nothing was wrong. */
  changes: Text[];
  /**
   * Share of the ground whose belonging depends on how the broken rings are read, 0 to 1; after the repair it belongs as
   * most of the rings say.
   */
  areaChangeShare: number;
}

/** A repair that would change more of the ground than this is left to a person: 1 %, assumed, unverified. */
export const mostAreaChangeShare = 0.01;

/** Clipper counts in whole units: 1e-8 degrees are about a millimetre. */
const unitsPerDegree = 1e8;
/** Rounding to units may make a new crossing of a millimetre; a second or third pass takes it away. */
const passes = 4;

/**
 * Repairs the rings of an area where that is safe: closes them, drops repeated positions, spikes and rings without
 * extent, winds them as RFC 7946 asks, and parts rings that cross themselves.
 *
 * Crossing rings can be read by the even-odd rule, as `contains` of `geo/polygons` does, or by what they are called:
 * all that outer rings go round, without the holes. A bow-tie is the same either way, two faces; where the readings
 * differ by more than {@link mostAreaChangeShare} of the area, nobody can say what is meant.
 * @returns the area itself when nothing is wrong with it; `null` when no repair is safe, nothing would be left,
 * or a position is not on the globe
 */
export function repairArea(area: Area): RepairedArea | null {
  if (!isOnGlobe(area)) return null;
  const faults = ringFaults(area);
  if (Object.values(faults).every((count) => count === 0))
    return { area, changes: [], areaChangeShare: 0 };
  let parts = cleanParts(polygonsOf(area));
  let areaChangeShare = 0;
  for (let pass = 0; isCrossed(parts); pass++) {
    if (pass === passes) return null;
    const readings = readBoth(parts);
    areaChangeShare = Math.max(areaChangeShare, readings.doubtfulShare);
    if (!(areaChangeShare <= mostAreaChangeShare)) return null;
    parts = cleanParts(partsOf(readings.byRole));
  }
  const repaired = areaOf(parts.map((rings) => rings.map(wound)));
  if (!(areaSquareMetres(repaired) > 0)) return null;
  return { area: repaired, changes: changesOf(faults, parts), areaChangeShare };
}

const areaOf = (parts: Position[][][]): Area =>
  parts.length === 1
    ? { type: 'Polygon', coordinates: parts[0]! }
    : { type: 'MultiPolygon', coordinates: parts };

function isCrossed(parts: Position[][][]): boolean {
  const { crossings, misplaced } = ringFaults(areaOf(parts));
  return crossings > 0 || misplaced > 0;
}

/** Outer rings anticlockwise, holes clockwise. */
const wound = (ring: Position[], i: number): Position[] =>
  signedArea(ring) > 0 === (i === 0) ? ring : [...ring].reverse();

const toPath = (ring: readonly Position[]): Path64 =>
  ring.map(([longitude, latitude]) => ({
    x: Math.round(longitude! * unitsPerDegree),
    y: Math.round(latitude! * unitsPerDegree),
  }));

/** What the rings hold by their role, and the share of it that the even-odd rule sees otherwise. */
function readBoth(parts: readonly Position[][][]): { byRole: Paths64; doubtfulShare: number } {
  const faces = parts.map(([outer, ...holes]) => {
    const face = Clipper.union([toPath(outer!)], FillRule.NonZero);
    if (!holes.length) return face;
    const gaps = holes.flatMap((hole) => Clipper.union([toPath(hole)], FillRule.NonZero));
    return Clipper.difference(face, gaps, FillRule.NonZero);
  });
  const byRole = Clipper.union(faces.flat(), FillRule.NonZero);
  const byRule = Clipper.union(parts.flat().map(toPath), FillRule.EvenOdd);
  const doubtful = Clipper.areaPaths(Clipper.xor(byRole, byRule, FillRule.EvenOdd));
  return { byRole, doubtfulShare: Math.abs(doubtful) / Math.abs(Clipper.areaPaths(byRole)) };
}

/** Paths as parts of outer ring and holes, none of which goes through a corner twice. */
function partsOf(paths: Paths64): Position[][][] {
  const tree = new PolyTree64();
  Clipper.booleanOpWithPolyTree(ClipType.Union, paths, null, tree, FillRule.EvenOdd);
  const parts: Position[][][] = [];
  const collect = (outer: PolyPath64): void => {
    const holes = childrenOf(outer);
    parts.push(...nested([outer, ...holes].flatMap(({ polygon }) => loopsOf(polygon ?? []))));
    for (const hole of holes) childrenOf(hole).forEach(collect);
  };
  childrenOf(tree).forEach(collect);
  return parts;
}

const childrenOf = (node: PolyPath64): PolyPath64[] =>
  Array.from({ length: node.count }, (_, i) => node.child(i));

/** A path parted where it goes through a corner twice; the loops run as the path does there. */
function loopsOf(path: Path64): Position[][] {
  const loops: Position[][] = [];
  const open: Position[] = [];
  const placeOf = new Map<string, number>();
  for (const { x, y } of path) {
    const corner = `${x} ${y}`;
    const place = placeOf.get(corner);
    if (place !== undefined) {
      const loop = open.splice(place);
      for (const position of loop) placeOf.delete(cornerOf(position));
      loops.push([...loop, loop[0]!]);
    }
    placeOf.set(corner, open.length);
    open.push([x / unitsPerDegree, y / unitsPerDegree]);
  }
  if (open.length) loops.push([...open, open[0]!]);
  return loops;
}

const cornerOf = ([longitude, latitude]: Position): string =>
  `${Math.round(longitude! * unitsPerDegree)} ${Math.round(latitude! * unitsPerDegree)}`;

/** Loops as parts: those that run anticlockwise go round a face, the others are holes of the smallest that holds them. */
function nested(loops: readonly Position[][]): Position[][][] {
  const faces = loops
    .filter((loop) => signedArea(loop) > 0)
    .sort((a, b) => signedArea(a) - signedArea(b))
    .map((loop) => [loop]);
  for (const hole of loops.filter((loop) => signedArea(loop) < 0)) {
    const middle = middleOfEdge(hole);
    faces
      .find(([outer]) => contains({ type: 'Polygon', coordinates: [outer!] }, ...middle))
      ?.push(hole);
  }
  return faces;
}

function changesOf(faults: RingFaults, parts: readonly Position[][][]): Text[] {
  const { unclosed, repeated, spikes, flat, winding, crossings, misplaced } = faults;
  const changes: Text[] = [];
  if (unclosed) changes.push(text('补上起点，使环闭合', 'rings are closed'));
  if (repeated)
    changes.push(text(`去掉 ${repeated} 个重复的点`, `${repeated} repeated positions are dropped`));
  if (spikes) changes.push(text(`去掉 ${spikes} 处尖刺`, `${spikes} spikes are dropped`));
  if (flat)
    changes.push(text(`去掉 ${flat} 个没有面积的环`, `${flat} rings without extent are dropped`));
  if (crossings || misplaced) changes.push(splitNote(parts));
  if (winding)
    changes.push(
      text('外环改为逆时针，洞改为顺时针', 'outer rings run anticlockwise and holes clockwise'),
    );
  return changes;
}

/** What the crossing rings became, with the size of each face: a bow-tie of even halves may be corners in wrong order. */
function splitNote(parts: readonly Position[][][]): Text {
  const sizes = parts.map((coordinates) => areaSquareMetres({ type: 'Polygon', coordinates }));
  const total = sizes.reduce((sum, size) => sum + size, 0);
  const shares = sizes
    .sort((a, b) => b - a)
    .slice(0, 4)
    .map((size) => `${((size / total) * 100).toFixed(1)}%`);
  if (parts.length === 1) return text('相交处重新连线', 'crossing edges are joined anew');
  return text(
    `在相交处分成 ${parts.length} 个面（${shares.join('、')}）；如果是顶点次序写错，请改画`,
    `parted into ${parts.length} faces where edges cross (${shares.join(', ')}); if corners stand in the wrong order, draw it anew`,
  );
}
