import { distanceMetres } from '../geo/metric';
import type { Population } from './population';

const bins = 1024;

/**
 * The places where the most is found, no two of them closer to each other than a distance: the highest value first, of
 * equal values the westernmost. Only the highest values are sorted, as many as it takes.
 * @param values `NaN` for places that do not count; so do those where nobody lives
 */
export function highestApart(
  population: Population,
  people: Float64Array,
  values: Float64Array,
  count: number,
  apartMetres: number,
): number[] {
  /** By position, so that the order of a file does not matter. */
  const compare = (a: number, b: number) => {
    const [longitudeA, latitudeA] = population.position(a);
    const [longitudeB, latitudeB] = population.position(b);
    return longitudeA - longitudeB || latitudeA - latitudeB || a - b;
  };
  let highest = 0;
  for (let place = 0; place < values.length; place++)
    if (values[place]! > highest && people[place]! > 0) highest = values[place]!;
  const scale = highest > 0 ? (bins - 1) / highest : 0;
  const binOf = (place: number) => Math.floor(values[place]! * scale);
  const sizes = new Float64Array(bins);
  let all = 0;
  for (let place = 0; place < values.length; place++) {
    if (!(people[place]! > 0) || Number.isNaN(values[place])) continue;
    sizes[binOf(place)]!++;
    all++;
  }
  for (let wanted = 2_000; ; wanted *= 10) {
    let lowest = bins - 1;
    for (let size = sizes[lowest]!; lowest > 0 && size < wanted; size += sizes[--lowest]!);
    const candidates: number[] = [];
    for (let place = 0; place < values.length; place++)
      if (people[place]! > 0 && binOf(place) >= lowest) candidates.push(place);
    candidates.sort((a, b) => values[b]! - values[a]! || compare(a, b));
    const chosen: number[] = [];
    for (const place of candidates) {
      const [longitude, latitude] = population.position(place);
      const isApart = chosen.every(
        (other) =>
          distanceMetres(...population.position(other), longitude, latitude) >= apartMetres,
      );
      if (isApart) chosen.push(place);
      if (chosen.length === count) return chosen;
    }
    if (candidates.length >= all) return chosen;
  }
}
