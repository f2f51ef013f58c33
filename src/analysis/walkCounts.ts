import { text } from '../domain/text';
import type { Nearest } from '../geo/nearest';
import type { CellImage, Chart } from './define';
import type { Population } from './population';
import { spreadByGroup, type Spread } from './quantiles';
import type { Serving } from './serving';
import type { Travel } from './travel';
import type { Minutes, WalkSummary } from './walkSummary';
import type { Reasons } from './walkUnreachable';

const toMinutes = (spread: Spread | null | undefined): Minutes | null =>
  spread ? { mean: spread.mean, median: spread.quantiles[0]!, p95: spread.quantiles[1]! } : null;

/** Who walks how long: the places that reach a shelter, and why others do not. */
interface Walks {
  /** Minutes of every place; `NaN` for those that reach none. */
  minutes: Float64Array;
  site: Int32Array;
  reasons: Reasons;
  people: Float64Array;
  /** Town of every place; the number of towns is outside them. */
  unitOf: Int32Array;
  /** Band of every place, from 0; one past the last for what reaches none. */
  bands: Uint8Array;
}

/** Minutes, bands and reasons of every place. */
export function walksOf(
  population: Population,
  { roads }: Travel,
  { site, metres }: Nearest,
  metresPerMinute: number,
  ends: readonly number[],
): Walks {
  const outside = population.byUnit.length - 1;
  const minutes = metres.map((length) => length / metresPerMinute);
  return {
    minutes,
    site,
    people: population.people,
    unitOf: population.unitOf.map((unit) => (unit < 0 ? outside : unit)),
    reasons: Uint8Array.from(site, (own, place) =>
      own >= 0 ? 0 : roads && roads.places.edge[place]! < 0 ? 1 : 2,
    ),
    bands: Uint8Array.from(metres, (length) => {
      if (Number.isNaN(length)) return ends.length + 1;
      // Held against metres: a limit of 10 minutes is the same as its metres.
      const band = ends.findIndex((end) => length <= end * metresPerMinute);
      return band < 0 ? ends.length : band;
    }),
  };
}

/** Minutes of those who reach a shelter, by group and, last, of everyone. */
export function spreads(walks: Walks, groupOf: Int32Array, groups: number): (Minutes | null)[] {
  const reached = Uint32Array.from(walks.site.keys()).filter((place) => walks.site[place]! >= 0);
  const minutes = Float64Array.from(reached, (place) => walks.minutes[place]!);
  const people = Float64Array.from(reached, (place) => walks.people[place]!);
  const group = Int32Array.from(reached, (place) => groupOf[place]!);
  return spreadByGroup(minutes, people, group, groups, [0.5, 0.95]).map(toMinutes);
}

/** Residents of every unit and, last, of all, at the places that hold to a rule. */
export function sums({ people, unitOf }: Walks, units: number, holds: (place: number) => boolean) {
  const found = new Float64Array(units + 1);
  for (let place = 0; place < people.length; place++) {
    if (!holds(place)) continue;
    found[unitOf[place]!]! += people[place]!;
    found[units]! += people[place]!;
  }
  return found;
}

/** Bands as classes from 1 on, what lies beyond them, and what reaches no shelter; only where residents have an extent. */
export function bandImage({ index }: Population, { bands }: Walks): Record<string, CellImage> {
  if ('order' in index) return {};
  const { lattice, cells } = index;
  const classes = new Uint8Array(lattice.columns * lattice.rows);
  for (let place = 0; place < cells.length; place++) classes[cells[place]!] = bands[place]! + 1;
  return { walking: { ...lattice, classes } };
}

const chartPoints = 60;

/** Share of all residents within each time. */
export function cumulative(walks: Walks, lastMinutes: number, residents: number): Chart {
  const step = lastMinutes / chartPoints;
  const counts = new Float64Array(chartPoints + 1);
  walks.minutes.forEach((minutes, place) => {
    if (minutes <= lastMinutes) counts[Math.ceil(minutes / step)]! += walks.people[place]!;
  });
  let before = 0;
  return {
    id: 'cumulative',
    title: text('到最近避难场所的步行时间', 'Walk to the nearest shelter'),
    x: { label: text('步行时间', 'Walk'), kind: 'minutes' },
    y: { label: text('不超过此时间的居民', 'Residents within this time'), kind: 'share' },
    lines: [
      {
        label: text('居民累计占比', 'Cumulative share of residents'),
        points: Array.from(counts, (count, i) => [i * step, (before += count) / residents]),
      },
    ],
  };
}

/** What would come to each shelter, and its own leg to the road. */
export function shelterRows(
  serving: readonly Serving[],
  walks: Walks | null,
  minutes: (Minutes | null)[] | null,
  travel: Travel | null,
): WalkSummary['perShelter'] {
  const residents = new Float64Array(serving.length);
  const farthest = new Float64Array(serving.length).fill(NaN);
  walks?.site.forEach((site, place) => {
    if (site < 0 || !(walks.people[place]! > 0)) return;
    residents[site]! += walks.people[place]!;
    if (!(walks.minutes[place]! <= farthest[site]!)) farthest[site] = walks.minutes[place]!;
  });
  return serving.map((shelter, i) => {
    const leg = travel?.roads?.sites.offRoadMetres[i];
    return {
      ...shelter,
      residents: walks && residents[i]!,
      medianMinutes: minutes?.[i]?.median ?? null,
      farthestMinutes: Number.isNaN(farthest[i]) ? null : farthest[i]!,
      offRoadMetres: leg === undefined || Number.isNaN(leg) ? null : leg,
    };
  });
}

/** Mean, by residents, and largest of the legs between residents and the road. */
export function offRoadOf({ roads }: Travel, { people }: Walks): WalkSummary['offRoad'] {
  if (!roads) return null;
  let [sum, weight, largest] = [0, 0, 0];
  roads.places.offRoadMetres.forEach((leg, place) => {
    if (!(leg >= 0) || !(people[place]! > 0)) return;
    sum += leg * people[place]!;
    weight += people[place]!;
    largest = Math.max(largest, leg);
  });
  return weight > 0 ? { meanMetres: sum / weight, largestMetres: largest } : null;
}
