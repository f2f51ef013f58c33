import type { Pack } from '../pack/pack';
import { distanceMetres, wrapDegrees } from '../geo/metric';
import type { AllocateQuestion } from './allocateParams';
import { atPoints } from './places';
import { populationOf, type Population } from './population';

/** Residents as they are sent: each demand is all people of one place. */
export interface Demands {
  /** The demands are its places; distances are taken from there. */
  population: Population;
  residents: Float64Array;
  /** Town of each demand, -1 outside every town. */
  townOf: Int32Array;
  /** Where people live, if that is finer than the demands, and the demand of each of its places. */
  homes: { population: Population; residents: Float64Array; demandOf: Int32Array } | null;
}

/** Residents of the whole towns at one place each; those outside every town stay where they are. */
function byTown(homes: Population): Demands {
  const residents = homes.people;
  const towns = homes.byUnit.length - 1;
  const origins = Array.from({ length: towns }, (): [number, number] => [0, 0]);
  const sums = new Float64Array(towns);
  const easts = new Float64Array(towns);
  const norths = new Float64Array(towns);
  const firstOf = new Int32Array(towns).fill(-1);
  for (let place = 0; place < residents.length; place++) {
    const town = homes.unitOf[place]!;
    if (town < 0 || !(residents[place]! > 0)) continue;
    const [longitude, latitude] = homes.position(place);
    if (firstOf[town]! < 0) {
      firstOf[town] = place;
      origins[town] = [longitude, latitude];
    }
    sums[town]! += residents[place]!;
    easts[town]! += residents[place]! * wrapDegrees(longitude - origins[town]![0]);
    norths[town]! += residents[place]! * (latitude - origins[town]![1]);
  }
  /** The populated place closest to the people-weighted middle of each town: never in a lake between two villages. */
  const closest = firstOf.slice();
  const distances = new Float64Array(towns).fill(Infinity);
  for (let place = 0; place < residents.length; place++) {
    const town = homes.unitOf[place]!;
    if (town < 0 || !(residents[place]! > 0)) continue;
    const middle = origins[town]!;
    const [longitude, latitude] = homes.position(place);
    const d = distanceMetres(
      middle[0] + easts[town]! / sums[town]!,
      middle[1] + norths[town]! / sums[town]!,
      longitude,
      latitude,
    );
    if (d >= distances[town]!) continue;
    distances[town] = d;
    closest[town] = place;
  }
  const places: number[] = [];
  const people: number[] = [];
  const demandOfTown = new Int32Array(towns).fill(-1);
  for (let town = 0; town < towns; town++) {
    if (closest[town]! < 0) continue;
    demandOfTown[town] = places.push(closest[town]!) - 1;
    people.push(sums[town]!);
  }
  const demandOf = new Int32Array(residents.length).fill(-1);
  for (let place = 0; place < residents.length; place++) {
    const town = homes.unitOf[place]!;
    if (town >= 0) demandOf[place] = demandOfTown[town]!;
    else {
      demandOf[place] = places.push(place) - 1;
      people.push(residents[place]!);
    }
  }
  const positions = places.map((place) => homes.position(place));
  const built = atPoints(
    Float64Array.from(positions, ([longitude]) => longitude),
    Float64Array.from(positions, ([, latitude]) => latitude),
    Float64Array.from(people),
    [],
  );
  const order = 'order' in built.index ? built.index.order : Uint32Array.from(places.keys());
  const sorted = new Int32Array(order.length);
  order.forEach((given, place) => (sorted[given] = place));
  return {
    population: {
      ...built,
      kind: 'points',
      assign: null,
      areas: 0,
      unknownUnits: homes.unknownUnits,
      reachesUnknown: (disc) => homes.reachesUnknown(disc),
    },
    residents: built.people,
    townOf: Int32Array.from(order, (given) => homes.unitOf[places[given]!]!),
    homes: {
      population: homes,
      residents,
      demandOf: demandOf.map((demand) => (demand < 0 ? -1 : sorted[demand]!)),
    },
  };
}

/** The residents of a pack in the units of a question; `null` for a pack without residents. */
export function demandsOf(pack: Pack, question: AllocateQuestion): Demands | null {
  const assign = question.unit === 'area' ? 'point' : (question.assign ?? pack.manifest.assign);
  const population = populationOf(pack, assign);
  if (!population) return null;
  if (question.unit === 'town' && pack.towns.features.length > 0) return byTown(population);
  return {
    population,
    residents: population.people,
    townOf: population.unitOf,
    homes: null,
  };
}
