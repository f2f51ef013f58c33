import type { HazardId } from '../domain/hazard';
import { classUnder, schemes, type Scheme } from '../domain/scheme';
import type { Shelter } from '../domain/shelter';
import { columnLongitude, rowLatitude, type LatticeIndex } from '../geo/lattice';
import { metresPerDegreeEast, metresPerDegreeNorth, wrapDegrees } from '../geo/metric';
import { areaFinder } from '../geo/polygons';
import type { Pack } from '../pack/pack';
import { capacityOf } from './capacity';
import type { Population } from './population';
import type { Rule, Serving, ShelterClass } from './serving';
import type { newClasses, SitingQuestion } from './sitingParams';
import { reachFinder } from './zoneIndex';
import { hazardFinder, isPosition } from './zones';

/** Where a shelter could be; its number is empty unless it is one of the register. */
export interface Candidate extends Serving {
  effectiveAreaSquareMetres: number;
  /** Where the area is from: the register, the question for a new shelter, or assumed for want of one in the register. */
  areaSource: 'register' | 'asked' | 'assumed';
  capacityPeople: number;
  duration: Shelter['duration'];
  class51143: Shelter['class51143'];
}

/** Why a candidate was not considered. */
export type Exclusion = HazardId | 'fire' | 'district' | 'position';

export interface Candidates {
  /** Those that may be built on. */
  allowed: Candidate[];
  /** How many there were before any was left out. */
  found: number;
  /** How many were left out for each reason; one may have several. */
  excluded: Partial<Record<Exclusion, number>>;
}

type NewClass = (typeof newClasses)[number];

/**
 * How a new shelter of a class is entered in the register. GB/T 44013 has no 中期; its 30 days are 长期 there (15 days
 * or more).
 */
const records: Readonly<Record<NewClass, Pick<Shelter, 'duration' | 'class51143'>>> = {
  emergency: { duration: 'emergency', class51143: 'emergency' },
  short: { duration: 'short', class51143: 'fixed-short' },
  medium: { duration: 'long', class51143: 'fixed-medium' },
  long: { duration: 'long', class51143: 'fixed-long' },
};

type Spot = Pick<Candidate, 'id' | 'name' | 'longitude' | 'latitude'> &
  Pick<
    Shelter,
    'duration' | 'class51143' | 'effectiveAreaSquareMetres' | 'capacityPeople' | 'capacitySource'
  >;

/**
 * Candidate sites of a question, in a fixed order, and how many were left out: inside zones of the hazards to avoid
 * (GB 55028-2022 clause 4.1.2), too close to a source of secondary fires (4.2.4), or outside the district.
 */
export function candidatesFor(
  pack: Pack,
  population: Population,
  question: SitingQuestion,
  rules: Record<ShelterClass, Rule>,
): Candidates {
  const reasonsAt = exclusionsOf(pack, question);
  const record = records[question.newClass];
  const empty = {
    effectiveAreaSquareMetres: null,
    capacityPeople: null,
    capacitySource: 'unknown' as const,
  };
  const at = (longitude: number, latitude: number): Spot => ({
    id: '',
    name: '',
    longitude,
    latitude,
    ...record,
    ...empty,
  });
  const allowed: Candidate[] = [];
  const excluded: Partial<Record<Exclusion, number>> = {};
  let found = 0;
  for (const spots of spotsFor(pack, population, question, at)) {
    found++;
    // A square is left out only if nobody in it lives at an allowed place.
    const spot = spots.find(({ longitude, latitude }) => !reasonsAt(longitude, latitude).length);
    if (spot) allowed.push(candidateAt(spot, question, rules));
    else
      for (const reason of reasonsAt(spots[0]!.longitude, spots[0]!.latitude))
        excluded[reason] = (excluded[reason] ?? 0) + 1;
  }
  return { allowed, found, excluded };
}

/** Every candidate as the spots where it may be, the best one first. */
function* spotsFor(
  pack: Pack,
  population: Population,
  { candidates, facilityKinds, spacingMetres, places }: SitingQuestion,
  at: (longitude: number, latitude: number) => Spot,
): Generator<Spot[]> {
  if (candidates === 'planned') for (const spot of planned(pack)) yield [spot];
  if (candidates === 'facilities')
    for (const spot of facilitiesOf(pack, facilityKinds, at)) yield [spot];
  if (candidates === 'points') for (const place of places) yield [at(...place)];
  if (candidates !== 'grid') return;
  for (const square of squares(population.cells, spacingMetres))
    yield square.map((place) => at(...place));
}

function candidateAt(
  spot: Spot,
  question: SitingQuestion,
  rules: Record<ShelterClass, Rule>,
): Candidate {
  const scheme: Scheme = schemes[question.scheme];
  const kind = classUnder(scheme, spot) ?? 'unknown';
  const { radiusMetres, squareMetresPerPerson } = rules[kind];
  const isKnown = spot.effectiveAreaSquareMetres !== null;
  const area = spot.effectiveAreaSquareMetres ?? question.newAreaSquareMetres;
  const isRegistered = question.candidates === 'planned' || question.candidates === 'facilities';
  const sized = { ...spot, effectiveAreaSquareMetres: area };
  const { capacityPeople, capacitySource } = capacityOf(sized, squareMetresPerPerson.value);
  return {
    ...spot,
    class: kind,
    radiusMetres: radiusMetres.value,
    effectiveAreaSquareMetres: area,
    areaSource: isKnown ? 'register' : isRegistered ? 'assumed' : 'asked',
    capacityPeople: capacityPeople!,
    capacitySource,
    hazards: [],
  };
}

/** Tells why nothing may be built at a place; an empty list where it may. */
function exclusionsOf(pack: Pack, question: SitingQuestion) {
  const hazardsAt = hazardFinder(pack, question.zoneMetres);
  const sources = pack.hazchem.features.map(({ geometry: { coordinates } }) => ({
    from: coordinates,
    to: coordinates,
    metres: question.fireSourceMetres,
  }));
  const isNearFire = reachFinder(
    question.fireSourceMetres > 0
      ? sources.filter(({ from }) => isPosition(from[0]!, from[1]!))
      : [],
  );
  const district = pack.district.features.length > 0 ? pack.district : pack.towns;
  const outlines = district.features.map(({ geometry }) => geometry);
  const find = areaFinder(outlines);
  const mustBeInside = question.insideDistrictOnly && outlines.length > 0;
  return (longitude: number, latitude: number): Exclusion[] => {
    if (!isPosition(longitude, latitude)) return ['position'];
    const reasons: Exclusion[] = hazardsAt(longitude, latitude).filter((hazard: HazardId) =>
      question.excludeHazards.includes(hazard),
    );
    if (isNearFire(longitude, latitude)) reasons.push('fire');
    if (mustBeInside && find(longitude, latitude) < 0) reasons.push('district');
    return reasons;
  };
}

/** Shelters of the register that do not serve now, by number. */
function planned(pack: Pack): Spot[] {
  return pack.shelters.features
    .filter(({ properties }) => properties.status !== 'open')
    .map(({ geometry, properties }): Spot => {
      const [longitude, latitude] = geometry.coordinates as [number, number];
      const { id, name, duration, class51143 } = properties;
      const { effectiveAreaSquareMetres, capacityPeople, capacitySource } = properties;
      const known = { effectiveAreaSquareMetres, capacityPeople, capacitySource };
      return { id, name, longitude, latitude, duration, class51143, ...known };
    })
    .sort((a, b) => (a.id < b.id ? -1 : Number(a.id > b.id)));
}

/** Facilities of these kinds, by number, with their own area where it is known. */
function facilitiesOf(
  pack: Pack,
  kinds: SitingQuestion['facilityKinds'],
  at: (longitude: number, latitude: number) => Spot,
): Spot[] {
  return pack.facilities.features
    .filter(({ properties: { kind } }) => kind !== null && kinds.includes(kind))
    .sort((a, b) => (a.properties.id < b.properties.id ? -1 : 1))
    .map(({ geometry, properties: { name, areaSquareMetres } }) => {
      const [longitude, latitude] = geometry.coordinates as [number, number];
      return { ...at(longitude, latitude), name, effectiveAreaSquareMetres: areaSquareMetres };
    });
}

/**
 * The centres of the populated cells in each square of a side, the one closest to the middle of the square first;
 * squares from north-west to south-east, those without anybody left out.
 */
function* squares(index: LatticeIndex, spacingMetres: number): Generator<[number, number][]> {
  const { lattice, cells } = index;
  const { west, north, cellDegrees, columns, rows } = lattice;
  const middle = north - (rows * cellDegrees) / 2;
  const high = Math.max(cellDegrees, spacingMetres / metresPerDegreeNorth(middle));
  const wide = Math.max(cellDegrees, spacingMetres / metresPerDegreeEast(middle));
  const across = Math.ceil((columns * cellDegrees) / wide) + 1;
  const down = Math.ceil((rows * cellDegrees) / high) + 1;
  const centre = (cell: number): [number, number] => [
    columnLongitude(lattice, cell % columns),
    rowLatitude(lattice, Math.floor(cell / columns)),
  ];
  const inSquares = (cell: number): [number, number] => {
    const [longitude, latitude] = centre(cell);
    return [(longitude - west) / wide, (north - latitude) / high];
  };
  const squareOf = Int32Array.from(cells, (cell) => {
    const [right, below] = inSquares(cell);
    return Math.floor(below) * across + Math.floor(right);
  });
  const ends = new Uint32Array(across * down + 1);
  for (const square of squareOf) ends[square + 1]!++;
  for (let square = 0; square < across * down; square++) ends[square + 1]! += ends[square]!;
  const order = new Uint32Array(cells.length);
  const next = ends.slice();
  squareOf.forEach((square, i) => (order[next[square]!++] = cells[i]!));
  for (let square = 0; square < across * down; square++) {
    if (ends[square] === ends[square + 1]) continue;
    const off = (cell: number) =>
      Math.hypot(...inSquares(cell).map((part) => part - Math.floor(part) - 0.5));
    yield [...order.subarray(ends[square], ends[square + 1])]
      .map((cell) => ({ cell, off: off(cell) }))
      .sort((a, b) => a.off - b.off)
      .map(({ cell }) => {
        const [longitude, latitude] = centre(cell);
        return [wrapDegrees(longitude), latitude];
      });
  }
}
