import type { Pack } from '../pack/pack';
import type { Population } from './population';
import { outsideEveryTown } from './rows';

const weights = new WeakMap<Population, Float64Array>();

/**
 * People at every place, such that those of a town add up to its residents. Cells and points do of themselves; the
 * sub-cells of areas are cut by their centres, so that a town's may hold a little more or less than it has, and are
 * scaled to it.
 */
export function peopleAtPlaces(population: Population): Float64Array {
  if (population.assign !== 'area') return population.people;
  const known = weights.get(population);
  if (known) return known;
  const { people, unitOf, byUnit } = population;
  const outside = byUnit.length - 1;
  const sums = new Float64Array(byUnit.length);
  people.forEach((count, place) => {
    const unit = unitOf[place]!;
    sums[unit < 0 ? outside : unit]! += count;
  });
  const scaled = people.map((count, place) => {
    const unit = unitOf[place]! < 0 ? outside : unitOf[place]!;
    return (count * byUnit[unit]!) / sums[unit]!;
  });
  weights.set(population, scaled);
  return scaled;
}

/**
 * Code and name of every town and, last, of what lies outside all of them, with the residents that are known.
 * A star at the name says that the figures are not those of the named town alone; a note explains it.
 */
export function unitsOf(
  pack: Pack,
  population: Population | null,
): { unit: number; code: string; name: string; residents: number | null }[] {
  const towns = pack.towns.features;
  const star = pack.manifest.townsWithoutPosition.length > 0 ? '＊' : '';
  const units = [...towns.map(({ properties }) => properties), null].map((town, unit) => ({
    unit,
    code: town?.code ?? '',
    name: town ? `${town.name}${star}` : outsideEveryTown['zh-CN'],
    residents:
      population && !population.unknownUnits.has(unit) ? (population.byUnit[unit] ?? 0) : null,
  }));
  const isAnyoneOutside = towns.length > 0 && (units.at(-1)!.residents ?? 0) > 0;
  return isAnyoneOutside ? units : units.slice(0, -1);
}

/** Name of the town that a place lies in; `null` outside every town. */
export const townOf = (pack: Pack, population: Population, place: number): string | null =>
  pack.towns.features[population.unitOf[place]!]?.properties.name ?? null;
