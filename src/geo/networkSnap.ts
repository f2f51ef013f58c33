import { towardsLattice } from './lattice';
import { distanceMetres, metresPerDegreeEast, metresPerDegreeNorth } from './metric';
import type { Network, NetworkSegments } from './network';

/** Where places meet the network: the nearest point of any edge. */
export interface Snaps {
  /** -1 where no edge is near enough. */
  edge: Int32Array;
  /** Metres along the edge from its beginning; `NaN` without an edge. */
  along: Float64Array;
  /** The leg between the place and that point in a straight line, metres; `NaN` without an edge. */
  offRoadMetres: Float64Array;
}

/**
 * The nearest point of the network for every place, no farther than some metres.
 *
 * The leg is an ellipsoidal distance. Which of two edges is nearer is decided in a plane at the place, within 1 cm at
 * 5 km; of edges at the same distance the one that begins farthest west, then south, is taken, whatever the order of
 * the roads.
 * @param position longitude and latitude of a place, degrees
 */
export function snapTo(
  network: Network,
  places: number,
  position: (place: number) => readonly [longitude: number, latitude: number],
  snapMetres: number,
): Snaps {
  const { index, ends, edge, offset, metres } = network.segments;
  const snaps: Snaps = {
    edge: new Int32Array(places).fill(-1),
    along: new Float64Array(places).fill(NaN),
    offRoadMetres: new Float64Array(places).fill(NaN),
  };
  if (index.segments.length === 0) return snaps;
  const find = finder(network.segments, snapMetres);
  for (let place = 0; place < places; place++) {
    const [longitude, latitude] = position(place);
    const found = find(longitude, latitude);
    if (found.segment < 0) continue;
    const at = 4 * found.segment;
    const near = towardsLattice(index.lattice, longitude);
    const footLongitude = ends[at]! + found.share * (ends[at + 2]! - ends[at]!);
    const footLatitude = ends[at + 1]! + found.share * (ends[at + 3]! - ends[at + 1]!);
    const leg = distanceMetres(near, latitude, footLongitude, footLatitude);
    if (!(leg <= snapMetres)) continue;
    const own = (snaps.edge[place] = edge[found.segment]!);
    const isAtEnd =
      found.share === 1 && (found.segment + 1 === edge.length || edge[found.segment + 1] !== own);
    // To the bit, so that whoever stands at a node is known to.
    snaps.along[place] = isAtEnd
      ? network.metres[own]!
      : offset[found.segment]! + found.share * metres[found.segment]!;
    snaps.offRoadMetres[place] = leg;
  }
  return snaps;
}

interface Found {
  segment: number;
  /** Of the segment, from its beginning. */
  share: number;
}

/** Looks through the cells round a place ring by ring until nothing nearer can follow. */
function finder({ index, ends }: NetworkSegments, snapMetres: number) {
  const { lattice, starts, segments, steps } = index;
  const { west, north, cellDegrees, columns, rows } = lattice;
  const found: Found = { segment: -1, share: 0 };
  let [x, y, eastScale, northScale, bend, stretch, best] = [0, 0, 0, 0, 0, 0, 0];

  /** Where the numbers of the western, or southern, end of a segment are. */
  const firstEnd = (segment: number): number => {
    const east = ends[4 * segment + 2]! - ends[4 * segment]!;
    const isForward = east > 0 || (east === 0 && ends[4 * segment + 3]! > ends[4 * segment + 1]!);
    return isForward ? 0 : 2;
  };

  /** Whether a segment at the same distance goes before the one found so far. */
  const isBefore = (a: number, b: number): boolean => {
    const [ofA, ofB] = [firstEnd(a), firstEnd(b)];
    for (let k = 0; k < 4; k++) {
      const difference = ends[4 * a + (k ^ ofA)]! - ends[4 * b + (k ^ ofB)]!;
      if (difference !== 0) return difference < 0;
    }
    return false;
  };

  const look = (row: number, left: number, right: number): void => {
    const last = starts[row * columns + right + 1]!;
    for (let i = starts[row * columns + left]!; i < last; i++) {
      const segment = segments[i]!;
      const upA = ends[4 * segment + 1]! - y;
      const upB = ends[4 * segment + 3]! - y;
      const ax = (ends[4 * segment]! - x) * (eastScale + upA * bend);
      const ay = upA * (northScale + upA * stretch);
      const dx = (ends[4 * segment + 2]! - x) * (eastScale + upB * bend) - ax;
      const dy = upB * (northScale + upB * stretch) - ay;
      const square = dx * dx + dy * dy;
      let share = square > 0 ? -(ax * dx + ay * dy) / square : 0;
      if (share < 0) share = 0;
      else if (share > 1) share = 1;
      const fx = ax + share * dx;
      const fy = ay + share * dy;
      const distance = fx * fx + fy * fy;
      // Within a millimetre it is the same distance: rounding must not choose between crossing roads.
      const doubt = 1e-6 + best * 1e-6;
      if (distance > best + doubt) continue;
      const isTie = found.segment >= 0 && distance > best - doubt;
      if (distance < best) best = distance;
      if (isTie && !isBefore(segment, found.segment)) continue;
      found.segment = segment;
      found.share = share;
    }
  };

  return (longitude: number, latitude: number): Found => {
    x = towardsLattice(lattice, longitude);
    y = latitude;
    eastScale = metresPerDegreeEast(y);
    northScale = metresPerDegreeNorth(y);
    // The scales at the middle latitude between the place and a position, linear in its latitude.
    bend = (metresPerDegreeEast(y + 0.005) - metresPerDegreeEast(y - 0.005)) * 50;
    stretch = (metresPerDegreeNorth(y + 0.005) - metresPerDegreeNorth(y - 0.005)) * 50;
    best = (snapMetres * 1.0001) ** 2;
    found.segment = -1;
    const column = Math.floor((x - west) / cellDegrees);
    const row = Math.floor((north - y) / cellDegrees);
    const nearColumn = Math.max(0, Math.min(columns - 1, column));
    const nearRow = Math.max(0, Math.min(rows - 1, row));
    const outside = Math.max(Math.abs(column - nearColumn), Math.abs(row - nearRow));
    // Moves to the nearest cell inside the lattice and on from it are no more than moves straight there, plus.
    const first = Math.max(outside, steps[nearRow * columns + nearColumn]! - outside);
    const farthest = Math.max(columns, rows) + outside;
    const side = cellDegrees * Math.min(eastScale * 0.98, northScale * 0.98);
    const across = (x - west) / cellDegrees - column;
    const down = (north - y) / cellDegrees - row;
    const toBorder = Math.min(across, 1 - across, down, 1 - down);
    for (let ring = Math.max(0, first); ring <= farthest; ring++) {
      const nearest = (ring - 1 + toBorder) * side;
      if (nearest > 0 && nearest * nearest > best) break;
      const left = Math.max(0, column - ring);
      const right = Math.min(columns - 1, column + ring);
      if (left > right) continue;
      for (let r = Math.max(0, row - ring); r <= Math.min(rows - 1, row + ring); r++) {
        if (r === row - ring || r === row + ring) {
          look(r, left, right);
          continue;
        }
        if (column - ring >= 0 && column - ring < columns) look(r, column - ring, column - ring);
        if (ring > 0 && column + ring >= 0 && column + ring < columns)
          look(r, column + ring, column + ring);
      }
    }
    return found;
  };
}
