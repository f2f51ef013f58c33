import { distanceMetres } from '../geo/metric';
import type { Bounds } from '../geo/polygons';
import { median, type Measured } from './evidenceMeasure';

/** Fewest things of the same name that can decide. */
const leastNamed = 5;
/** A register that lies so close to things of the same name is at the right place, metres. */
const agreesMetres = 100;
/** No farther than what careful registers are wrong by, a difference says nothing, metres. */
const leastGapMetres = 20;
/** Farther from all that is known nothing of the district can be, degrees: 100 km. */
const farDegrees = 1;
/** With less of the places near what is known they are of somewhere else. */
const leastNear = 0.2;
/** Chance that borders decide wrongly, of a fair coin. */
const errorChance = 0.001;

/** Closer than this two readings put a row at the same place, metres. */
const sameMetres = 1;
/** Fewest rows that decide where two readings are kilometres apart, and how far that is, metres. */
const leastElsewhere = 3;
const elsewhereMetres = 5000;

/** Distance between two readings of each row, metres; infinite where only one of them gives a place. */
const distances = (a: Measured, b: Measured): number[] =>
  Array.from(a.longitudes, (longitude, i) => {
    const other = b.longitudes[i]!;
    if (Number.isNaN(longitude) && Number.isNaN(other)) return 0;
    if (Number.isNaN(longitude) || Number.isNaN(other)) return Infinity;
    return distanceMetres(longitude, a.latitudes[i]!, other, b.latitudes[i]!);
  });

/** Median distance between two readings of the same rows, metres; infinite when they share no place. */
export function apartMetres(a: Measured, b: Measured): number {
  const found = distances(a, b).filter(
    (metres, i) => Number.isFinite(metres) && !Number.isNaN(a.longitudes[i]!),
  );
  return found.length > 0 ? median(Float64Array.from(found)) : Infinity;
}

/** The same of the rows that the readings put at different places; infinite when only one of them gives a place. */
export function differingMetres(a: Measured, b: Measured): number {
  const found = distances(a, b).filter((metres) => metres > sameMetres);
  return found.length > 0 ? median(Float64Array.from(found)) : 0;
}

/**
 * Whether a reading puts every row on which the two differ where it belongs, and the other puts none there but
 * kilometres away, or nowhere: degrees, minutes and seconds without signs among decimal degrees. That is no matter of
 * borders, and no chance.
 */
export function isElsewhere(a: Measured, b: Measured): boolean {
  const rows = distances(a, b).flatMap((metres, i) => (metres > sameMetres ? [{ metres, i }] : []));
  return (
    rows.length >= leastElsewhere &&
    rows.every(({ metres, i }) => {
      const [inA, inB] = placed(a, b, i);
      return metres > elsewhereMetres && inA > 0 && inB <= 0;
    })
  );
}

/** Whether a row lies in its town, in the district where it names none, by either reading. */
const placed = (a: Measured, b: Measured, i: number): readonly [number, number] =>
  a.inTown[i]! >= 0 ? [a.inTown[i]!, b.inTown[i]!] : [a.inDistrict[i]!, b.inDistrict[i]!];

/** Whether both readings put every row at the same place, to 1 m. */
export function isSame(a: Measured, b: Measured): boolean {
  for (let i = 0; i < a.longitudes.length; i++) {
    const [x, y] = [a.longitudes[i]!, b.longitudes[i]!];
    if (Number.isNaN(x) !== Number.isNaN(y)) return false;
    if (!Number.isNaN(x) && distanceMetres(x, a.latitudes[i]!, y, b.latitudes[i]!) > 1)
      return false;
  }
  return true;
}

/** Rows that lie in their town (in the district, where they name none) by the one reading and not by the other. */
export function borderVotes(a: Measured, b: Measured): { forA: number; forB: number } {
  let [forA, forB] = [0, 0];
  for (let i = 0; i < a.inDistrict.length; i++) {
    const [inA, inB] = placed(a, b, i);
    if (inA > inB) forA++;
    else if (inB > inA) forB++;
  }
  return { forA, forB };
}

/** Chance that at least `wins` of `tosses` of a fair coin fall on one side. */
export function coinChance(wins: number, tosses: number): number {
  let logTerm = -tosses * Math.LN2;
  let chance = 0;
  for (let k = 0; k <= tosses; k++) {
    if (k >= wins) chance += Math.exp(logTerm);
    logTerm += Math.log((tosses - k) / (k + 1));
  }
  return Math.min(1, chance);
}

const closer = (a: number, b: number): boolean =>
  a <= agreesMetres && b >= 3 * a && b - a >= leastGapMetres;

/**
 * Whether the evidence is enough to prefer one reading to another: things of the same name that lie at their places,
 * or borders that the rows keep to by the one and break by the other, more often than chance does once in a thousand;
 * and nothing of these the other way round.
 */
export function isBetter(a: Measured, b: Measured): boolean {
  if (a.named && b.named && a.named.places >= leastNamed) {
    if (closer(a.named.medianMetres, b.named.medianMetres)) return !wins(b, a);
    if (closer(b.named.medianMetres, a.named.medianMetres)) return false;
  }
  return wins(a, b) || closerToAll(a, b);
}

function wins(a: Measured, b: Measured): boolean {
  const { forA, forB } = borderVotes(a, b);
  return forA >= 3 * forB && coinChance(forA, forA + forB) < errorChance;
}

/** The register stands at known places without names, such as buildings, by one reading only. */
function closerToAll(a: Measured, b: Measured): boolean {
  const [near, far] = [a.nearestMedianMetres, b.nearestMedianMetres];
  return (
    near !== null &&
    far !== null &&
    a.longitudes.length >= 10 &&
    near <= 50 &&
    closer(near, far) &&
    !wins(b, a)
  );
}

/** Whether most places lie far from all that is known, where no outline tells more. */
export function isFarFrom(
  { district, longitudes, latitudes }: Measured,
  bounds: Bounds | null,
): boolean {
  if (district !== null || !bounds) return false;
  const [west, south, east, north] = bounds;
  const near = longitudes.filter((longitude, i) => {
    const latitude = latitudes[i]!;
    return (
      longitude > west - farDegrees &&
      longitude < east + farDegrees &&
      latitude > south - farDegrees &&
      latitude < north + farDegrees
    );
  });
  return near.length < leastNear * longitudes.length;
}
