import type { Pack } from '../pack/pack';
import type { Population } from './population';
import { outsideEveryTown } from './rows';

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
