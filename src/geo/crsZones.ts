import type { DatumId } from './crsDatums';

/** One Gauss–Krüger zone of a Chinese datum. */
export interface Zone {
  datum: DatumId;
  /** Central meridian, degrees. */
  meridian: number;
  /** Width of the zone, degrees. */
  width: 3 | 6;
  /** Number of the zone when the easting begins with it, `null` when the easting is 500 km at the meridian. */
  number: number | null;
}

type Run = [
  first: number,
  last: number,
  datum: DatumId,
  width: 3 | 6,
  zone: number,
  numbered: boolean,
];

/**
 * Runs of EPSG codes, each code one zone on from the one before (EPSG dataset v10: compared code by code). New Beijing
 * was given its codes in pieces.
 */
const runs: readonly Run[] = [
  [4491, 4501, 'cgcs2000', 6, 13, true],
  [4502, 4512, 'cgcs2000', 6, 13, false],
  [4513, 4533, 'cgcs2000', 3, 25, true],
  [4534, 4554, 'cgcs2000', 3, 25, false],
  [2327, 2337, 'xian80', 6, 13, true],
  [2338, 2348, 'xian80', 6, 13, false],
  [2349, 2369, 'xian80', 3, 25, true],
  [2370, 2390, 'xian80', 3, 25, false],
  [21413, 21423, 'beijing54', 6, 13, true],
  [21453, 21463, 'beijing54', 6, 13, false],
  [21473, 21483, 'beijing54', 6, 13, false],
  [2401, 2421, 'beijing54', 3, 25, true],
  [2422, 2442, 'beijing54', 3, 25, false],
  [4568, 4578, 'newBeijing', 6, 13, true],
  [4579, 4589, 'newBeijing', 6, 13, false],
  [4652, 4656, 'newBeijing', 3, 25, true],
  [4766, 4781, 'newBeijing', 3, 30, true],
  [4782, 4800, 'newBeijing', 3, 25, false],
  [4812, 4812, 'newBeijing', 3, 44, false],
  [4822, 4822, 'newBeijing', 3, 45, false],
];

/** Central meridian of a zone by its number: 3° zones 25 to 45, 6° zones 13 to 23; `null` for any other number. */
export function meridianOf(zone: number): number | null {
  if (!Number.isInteger(zone)) return null;
  if (zone >= 25 && zone <= 45) return 3 * zone;
  return zone >= 13 && zone <= 23 ? 6 * zone - 3 : null;
}

/** The zone of an EPSG code; `null` when it is none of a Chinese datum. */
export function zoneOf(code: number): Zone | null {
  const run = runs.find(([first, last]) => code >= first && code <= last);
  if (!run) return null;
  const [first, , datum, width, firstZone, numbered] = run;
  const zone = firstZone + code - first;
  return { datum, width, meridian: meridianOf(zone)!, number: numbered ? zone : null };
}

/** The EPSG code of a zone; `null` when it has none. With a number, the width is that of its numbers. */
export function codeOfZone({ datum, meridian, width, number }: Zone): number | null {
  for (const [first, last, of, wide, firstZone, numbered] of runs) {
    if (of !== datum || wide !== width || numbered !== (number !== null)) continue;
    const zone = width === 3 ? meridian / 3 : (meridian + 3) / 6;
    const code = first + zone - firstZone;
    if (Number.isInteger(zone) && code >= first && code <= last) return code;
  }
  return null;
}
