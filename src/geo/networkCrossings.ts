import { metresPerDegreeEast, metresPerDegreeNorth } from './metric';
import { indexSegments } from './networkIndex';
import { levelOf, type Roads, type Segments } from './networkSegments';

/** A vertex to be put into a segment: at this share of it from its beginning, and where. */
interface Split {
  segment: number;
  share: number;
  longitude: number;
  latitude: number;
}

/** Positions closer than this are the same: 7 decimals of a degree. */
const weldMetres = 0.011;

interface Foot {
  share: number;
  metres: number;
  longitude: number;
  latitude: number;
}

/** The point of a segment that is nearest to a position, in a plane at the position. */
function footOn(ends: Float64Array, segment: number, longitude: number, latitude: number): Foot {
  const east = metresPerDegreeEast(latitude);
  const north = metresPerDegreeNorth(latitude);
  const at = 4 * segment;
  const ax = (ends[at]! - longitude) * east;
  const ay = (ends[at + 1]! - latitude) * north;
  const bx = (ends[at + 2]! - longitude) * east;
  const by = (ends[at + 3]! - latitude) * north;
  const [dx, dy] = [bx - ax, by - ay];
  const square = dx * dx + dy * dy;
  const share = square > 0 ? Math.max(0, Math.min(1, -(ax * dx + ay * dy) / square)) : 0;
  const [x, y] = [ax + share * dx, ay + share * dy];
  return {
    share,
    metres: Math.hypot(x, y),
    longitude: longitude + x / east,
    latitude: latitude + y / north,
  };
}

/** Calls back with every pair of segments that share a cell, possibly more than once. */
function eachPair(segments: Segments, visit: (a: number, b: number) => void): void {
  const { starts, segments: listed } = indexSegments(segments.ends, segments.road);
  for (let cell = 0; cell + 1 < starts.length; cell++) {
    for (let i = starts[cell]!; i < starts[cell + 1]!; i++) {
      for (let j = starts[cell]!; j < i; j++) visit(listed[j]!, listed[i]!);
    }
  }
}

/**
 * Puts a vertex into both segments wherever two cross without one, and into a segment that another ends on. Roads on
 * different levels (`layer`, `bridge`, `tunnel`) cross without meeting.
 */
export function splitAtCrossings(segments: Segments, roads: Roads): Segments {
  const levels = roads.features.map(({ properties }) => levelOf(properties));
  const { ends, road } = segments;
  const splits: Split[] = [];
  const touch = (segment: number, longitude: number, latitude: number): boolean => {
    const foot = footOn(ends, segment, longitude, latitude);
    if (foot.metres > weldMetres) return false;
    splits.push({ segment, share: foot.share, longitude, latitude });
    return true;
  };
  eachPair(segments, (a, b) => {
    const [i, j] = [4 * a, 4 * b];
    let met = false;
    for (const [segment, at] of [
      [b, i],
      [b, i + 2],
      [a, j],
      [a, j + 2],
    ] as const)
      if (touch(segment, ends[at]!, ends[at + 1]!)) met = true;
    if (met || levels[road[a]!] !== levels[road[b]!]) return;
    const [ax, ay, cx, cy] = [ends[i]!, ends[i + 1]!, ends[j]!, ends[j + 1]!];
    const [dx, dy] = [ends[i + 2]! - ax, ends[i + 3]! - ay];
    const [ex, ey] = [ends[j + 2]! - cx, ends[j + 3]! - cy];
    const turn = dx * ey - dy * ex;
    if (turn === 0) return;
    const share = ((cx - ax) * ey - (cy - ay) * ex) / turn;
    const other = ((cx - ax) * dy - (cy - ay) * dx) / turn;
    if (!(share > 0 && share < 1 && other > 0 && other < 1)) return;
    const [longitude, latitude] = [ax + share * dx, ay + share * dy];
    splits.push({ segment: a, share, longitude, latitude });
    splits.push({ segment: b, share: other, longitude, latitude });
  });
  return split(segments, splits);
}

/** Puts a vertex into every segment beside which, within some metres, one of the loose ends lies. */
export function splitBesideEnds(
  segments: Segments,
  looseEnds: readonly (readonly [longitude: number, latitude: number])[],
  withinMetres: number,
): Segments {
  const { lattice, starts, segments: listed } = indexSegments(segments.ends, segments.road);
  const { west, north, cellDegrees, columns, rows } = lattice;
  const splits: Split[] = [];
  for (const [longitude, latitude] of looseEnds) {
    const up = (withinMetres * 1.01) / metresPerDegreeNorth(latitude);
    const across = (withinMetres * 1.01) / metresPerDegreeEast(latitude);
    const left = Math.max(0, Math.floor((longitude - across - west) / cellDegrees));
    const right = Math.min(columns - 1, Math.floor((longitude + across - west) / cellDegrees));
    const top = Math.max(0, Math.floor((north - latitude - up) / cellDegrees));
    const bottom = Math.min(rows - 1, Math.floor((north - latitude + up) / cellDegrees));
    for (let row = top; row <= bottom; row++) {
      const last = starts[row * columns + right + 1]!;
      for (let at = starts[row * columns + left]!; at < last; at++) {
        const segment = listed[at]!;
        const foot = footOn(segments.ends, segment, longitude, latitude);
        // An end of the segment is a vertex already.
        if (foot.metres > withinMetres || foot.share === 0 || foot.share === 1) continue;
        splits.push({ segment, ...foot });
      }
    }
  }
  return split(segments, splits);
}

/** Cuts segments; pieces keep their road, way and place in the order. */
function split(segments: Segments, splits: Split[]): Segments {
  if (splits.length === 0) return segments;
  splits.sort((a, b) => a.segment - b.segment || a.share - b.share);
  const ends: number[] = [];
  const road: number[] = [];
  const ways: number[] = [];
  let next = 0;
  for (let i = 0; i < segments.count; i++) {
    let [x, y] = [segments.ends[4 * i]!, segments.ends[4 * i + 1]!];
    const add = (longitude: number, latitude: number) => {
      if (longitude === x && latitude === y) return;
      ends.push(x, y, longitude, latitude);
      road.push(segments.road[i]!);
      ways.push(segments.ways[i]!);
      [x, y] = [longitude, latitude];
    };
    for (; next < splits.length && splits[next]!.segment === i; next++)
      add(splits[next]!.longitude, splits[next]!.latitude);
    add(segments.ends[4 * i + 2]!, segments.ends[4 * i + 3]!);
  }
  return {
    count: road.length,
    ends: Float64Array.from(ends),
    road: Int32Array.from(road),
    ways: Uint8Array.from(ways),
  };
}
