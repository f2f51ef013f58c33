import type { AreaIndex } from './areas';
import { crossingsOf } from './crossings';
import { areaFinder, boundsOf, representativePoint, type Area, type Bounds } from './polygons';

/** Areas cut along the edges of units. */
export interface Pieces {
  /** Each piece as an area of its own, on the rows of the area it was cut from. */
  index: AreaIndex;
  /** Place in the list of the area that each piece was cut from. */
  areaOf: Int32Array;
  /** Unit that each piece lies in, -1 for what lies outside every unit. */
  unitOf: Int32Array;
  /** Share of its area that each piece is, 0 to 1; those of one area add up to 1. */
  shareOf: Float64Array;
}

const touch = (a: Bounds, b: Bounds): boolean =>
  a[0] <= b[2] && b[0] <= a[2] && a[1] <= b[3] && b[1] <= a[3];

/** Sorted stretches inside and outside of others, both as pairs of longitudes. */
function split(stretches: readonly number[], by: readonly number[]): [number[], number[]] {
  const inside: number[] = [];
  const outside: number[] = [];
  for (let s = 0; s + 1 < stretches.length; s += 2) {
    let from = stretches[s]!;
    const end = stretches[s + 1]!;
    for (let k = 0; k + 1 < by.length && from < end; k += 2) {
      if (by[k + 1]! <= from) continue;
      if (by[k]! >= end) break;
      if (by[k]! > from) outside.push(from, by[k]!);
      const to = Math.min(end, by[k + 1]!);
      inside.push(Math.max(from, by[k]!), to);
      from = to;
    }
    if (from < end) outside.push(from, end);
  }
  return [inside, outside];
}

/**
 * Cuts areas that are already in rows by units, exact along each row; what several units hold belongs to the first. An
 * area without extent is one piece, in the unit that holds its representative point.
 */
export function cutByUnits(
  areas: readonly Area[],
  rows: AreaIndex,
  units: readonly Area[],
): Pieces {
  const boxes = units.map(boundsOf);
  const find = areaFinder(units);
  const crossingsOfUnit = units.map(crossingsOf);
  const areaOf: number[] = [];
  const unitOf: number[] = [];
  const bounds: Bounds[] = [];
  const rowStarts = [0];
  const latitudes: number[] = [];
  const weights: number[] = [];
  const stretchStarts = [0];
  const stretches: number[] = [];
  const totals: number[] = [];
  areas.forEach((area, i) => {
    const first = rows.rowStarts[i]!;
    const end = rows.rowStarts[i + 1]!;
    let rest = Array.from({ length: end - first }, (_, k) =>
      Array.from(
        rows.stretches.subarray(rows.stretchStarts[first + k], rows.stretchStarts[first + k + 1]),
      ),
    );
    const add = (unit: number, piece: readonly number[][]) => {
      let total = 0;
      piece.forEach((pairs, k) => {
        const weight = rows.weights[first + k]!;
        latitudes.push(rows.latitudes[first + k]!);
        weights.push(weight);
        for (const longitude of pairs) stretches.push(longitude);
        stretchStarts.push(stretches.length);
        for (let at = 0; at + 1 < pairs.length; at += 2)
          total += (pairs[at + 1]! - pairs[at]!) * weight;
      });
      areaOf.push(i);
      unitOf.push(unit);
      bounds.push(rows.bounds[i]!);
      rowStarts.push(latitudes.length);
      totals.push(total);
    };
    if (!(rows.totals[i]! > 0)) {
      add(find(...representativePoint(area)), rest);
      return;
    }
    boxes.forEach((box, u) => {
      if (!touch(box, rows.bounds[i]!)) return;
      const inside: number[][] = [];
      rest = rest.map((pairs, k) => {
        if (pairs.length === 0) {
          inside.push([]);
          return pairs;
        }
        const [within, without] = split(pairs, crossingsOfUnit[u]!(rows.latitudes[first + k]!));
        inside.push(within);
        return without;
      });
      if (inside.some((pairs) => pairs.length > 0)) add(u, inside);
    });
    if (rest.some((pairs) => pairs.length > 0)) add(-1, rest);
  });
  const sums = new Float64Array(areas.length);
  totals.forEach((total, piece) => (sums[areaOf[piece]!]! += total));
  return {
    index: {
      bounds,
      rowStarts: Int32Array.from(rowStarts),
      latitudes: Float64Array.from(latitudes),
      weights: Float64Array.from(weights),
      stretchStarts: Int32Array.from(stretchStarts),
      stretches: Float64Array.from(stretches),
      totals: Float64Array.from(totals),
    },
    areaOf: Int32Array.from(areaOf),
    unitOf: Int32Array.from(unitOf),
    shareOf: Float64Array.from(totals, (total, piece) => {
      const sum = sums[areaOf[piece]!]!;
      return sum > 0 ? total / sum : 1;
    }),
  };
}
