import type { Feature } from 'geojson';
import type { Manifest } from '../domain/manifest';

/** What packs add to a name: （副本）, （公开版）. */
const additions = /(?:[（(](?:副本|公开版)[^）)]*[）)])+$/u;

/**
 * What the district of a pack is called in Chinese: names in registers begin with it, as in 重庆市大足区龙水镇. Never the
 * title that a copy or an own pack was given.
 * @param outlines of the district; their names count too
 */
export function districtNamesOf(
  { districtNames, fullName, name }: Manifest,
  outlines: readonly Feature[] = [],
): string[] {
  const titles = [fullName, name].map((title) => title['zh-CN'].replace(additions, ''));
  const drawn = outlines.flatMap(({ properties }): string[] => {
    const called: unknown = properties?.name;
    return typeof called === 'string' && called ? [called] : [];
  });
  return [...new Set([...(districtNames ?? titles), ...drawn])];
}
