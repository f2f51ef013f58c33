import type { RegisterId } from '../domain/registers';
import { reachDegrees } from '../geo/metric';
import { metresBetween, pointOf } from './historyDifference';
import { idOf, type Entry } from './historyRecords';

/** One name at less than this from each other is one thing, whatever the numbers say, metres. */
const exactMetres = 10;

/** Records of one name that stand where they stood: the one with the same number, else the only one on both sides. */
export function standingPairs(
  register: RegisterId,
  before: ReadonlyMap<string, readonly Entry[]>,
  after: ReadonlyMap<string, readonly Entry[]>,
  nearMetres: number,
): Map<Entry, Entry> {
  const within = Math.min(exactMetres, nearMetres);
  const pairs = new Map<Entry, Entry>();
  for (const [name, arriving] of after) {
    const standing = before.get(name);
    if (!standing) continue;
    const [toBefore, toAfter] = [nearFinder(standing), nearFinder(arriving)];
    const found = arriving.map((is) => ({ is, near: toBefore(is, within) }));
    for (const { is, near } of found) {
      const same = near.find((each) => idOf(register, each.before) === idOf(register, is));
      if (same) pairs.set(is, same.before);
    }
    const paired = new Set(pairs.values());
    for (const { is, near } of found) {
      const [only, second] = near;
      if (!only || second || pairs.has(is) || paired.has(only.before)) continue;
      if (toAfter(only.before, within).length === 1) pairs.set(is, only.before);
    }
  }
  return pairs;
}

/** Makes a function that finds the records within a distance, the nearest first. */
export function nearFinder(
  entries: readonly Entry[],
): (from: Entry, withinMetres: number) => { before: Entry; metres: number }[] {
  const sorted = entries
    .map((before) => ({ before, latitude: pointOf(before)[1] }))
    .sort((a, b) => a.latitude - b.latitude);
  return (from, withinMetres) => {
    const [, latitude] = pointOf(from);
    const reach = reachDegrees(withinMetres);
    let [low, high] = [0, sorted.length];
    while (low < high) {
      const middle = (low + high) >> 1;
      if (sorted[middle]!.latitude < latitude - reach) low = middle + 1;
      else high = middle;
    }
    const found: { before: Entry; metres: number }[] = [];
    for (let i = low; i < sorted.length && sorted[i]!.latitude <= latitude + reach; i++) {
      const { before } = sorted[i]!;
      const metres = metresBetween(before, from);
      if (metres <= withinMetres) found.push({ before, metres });
    }
    return found.sort((a, b) => a.metres - b.metres);
  };
}
