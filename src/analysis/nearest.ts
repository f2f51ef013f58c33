import type { Feature, Point } from 'geojson';
import { text } from '../domain/text';
import type { Nearest } from '../geo/nearest';
import type { Pack } from '../pack/pack';
import { defineAnalysis, type CellImage, type Chart } from './define';
import { toDistances } from './distances';
import { highestApart } from './farthest';
import { endsOf, NearestParams } from './nearestParams';
import { nearestProvenance } from './nearestProvenance';
import type { FarPlace, NearestSummary, ShelterNearest } from './nearestSummary';
import { nearestHeadlines, nearestTables } from './nearestTables';
import { populationOf, type Population } from './population';
import { spreadByGroup } from './quantiles';
import { townOf, unitsOf } from './residentPlaces';
import { sheltersFor, type Serving } from './serving';
import { travelTo } from './travel';

/** Band of a distance; its end belongs to it. One past the last band for what cannot be reached. */
function bandOf(metres: number, ends: readonly number[]): number {
  if (Number.isNaN(metres)) return ends.length + 1;
  let band = 0;
  while (band < ends.length && metres > ends[band]!) band++;
  return band;
}

/** Residents counted by town and band, and by nearest shelter. */
function countPlaces(
  population: Population,
  people: Float64Array,
  { site, metres }: Nearest,
  ends: readonly number[],
  limits: Float64Array,
) {
  const bands = ends.length + 2;
  const outside = population.byUnit.length - 1;
  const byUnit = new Float64Array((outside + 1) * bands);
  const residents = new Float64Array(limits.length);
  const sums = new Float64Array(limits.length);
  const farthest = new Float64Array(limits.length).fill(NaN);
  let withinLimit = 0;
  for (let place = 0; place < people.length; place++) {
    const count = people[place]!;
    const unit = population.unitOf[place]! < 0 ? outside : population.unitOf[place]!;
    byUnit[unit * bands + bandOf(metres[place]!, ends)]! += count;
    const to = site[place]!;
    if (to < 0 || !(count > 0)) continue;
    residents[to]! += count;
    sums[to]! += count * metres[place]!;
    if (!(farthest[to]! >= metres[place]!)) farthest[to] = metres[place]!;
    if (metres[place]! <= limits[to]!) withinLimit += count;
  }
  return { byUnit, bands, residents, sums, farthest, withinLimit };
}

type Counted = ReturnType<typeof countPlaces>;

const sumOf = ({ byUnit, bands }: Counted, band: number): number => {
  let sum = 0;
  for (let at = band; at < byUnit.length; at += bands) sum += byUnit[at]!;
  return sum;
};

/** Residents who can reach no shelter weigh nothing in means and quantiles. */
function spreads(population: Population, people: Float64Array, { metres }: Nearest) {
  const isReached = (place: number) => !Number.isNaN(metres[place]);
  const values = metres.map((d) => (Number.isNaN(d) ? 0 : d));
  const weights = people.map((count, place) => (isReached(place) ? count : 0));
  const units = population.byUnit.length - 1;
  return spreadByGroup(values, weights, population.unitOf, units, [0.5, 0.95]).map(toDistances);
}

function perShelter(serving: readonly Serving[], counted: Counted | null): ShelterNearest[] {
  return serving.map((shelter, i) => {
    const residents = counted?.residents[i] ?? null;
    const { capacityPeople } = shelter;
    const isComparable = residents !== null && capacityPeople !== null;
    const farthest = counted?.farthest[i] ?? NaN;
    return {
      ...shelter,
      residents,
      meanMetres: residents ? counted!.sums[i]! / residents : null,
      farthestMetres: Number.isNaN(farthest) ? null : farthest,
      load: isComparable && capacityPeople > 0 ? residents / capacityPeople : null,
      over: isComparable ? Math.max(0, residents - capacityPeople) : null,
    };
  });
}

const farShown = 10;
/** Far places that are closer to each other than this are one place. */
const apartMetres = 1000;

function farPlaces(
  pack: Pack,
  population: Population,
  people: Float64Array,
  { site, metres }: Nearest,
  serving: readonly Serving[],
): FarPlace[] {
  return highestApart(population, people, metres, farShown, apartMetres).map((place, i) => {
    const [longitude, latitude] = population.position(place);
    return {
      rank: i + 1,
      metres: metres[place]!,
      people: people[place]!,
      town: townOf(pack, population, place),
      shelter: serving[site[place]!]!.name,
      longitude,
      latitude,
    };
  });
}

const chartPoints = 59;

/** Share of all residents whose nearest shelter is no farther than a distance. */
function cumulative(people: Float64Array, { metres }: Nearest, farthestMetres: number): Chart {
  const step = farthestMetres / chartPoints || 1;
  const counts = new Float64Array(chartPoints + 1);
  let total = 0;
  for (let place = 0; place < people.length; place++) {
    total += people[place]!;
    if (!Number.isNaN(metres[place]))
      counts[Math.min(chartPoints, Math.ceil(metres[place]! / step))]! += people[place]!;
  }
  let before = 0;
  const points = Array.from(counts, (count, i): [number, number] => [
    i * step,
    (before += count) / total,
  ]);
  return {
    id: 'cumulative',
    title: text('到最近避难场所的距离', 'Distance to the nearest shelter'),
    x: { label: text('距离', 'Distance'), kind: 'metres' },
    y: { label: text('不超过此距离的居民', 'Residents no farther than this'), kind: 'share' },
    lines: [{ label: text('居民累计占比', 'Cumulative share of residents'), points }],
  };
}

/** Bands as classes from 1 on, what cannot be reached last; only where residents have an extent. */
function bandImage(
  population: Population,
  { metres }: Nearest,
  ends: readonly number[],
): Record<string, CellImage> {
  if (population.kind === 'points' || population.assign === 'point') return {};
  const { lattice, cells } = population.cells;
  const classes = new Uint8Array(lattice.columns * lattice.rows);
  for (let place = 0; place < cells.length; place++)
    classes[cells[place]!] = bandOf(metres[place]!, ends) + 1;
  return { nearest: { ...lattice, classes } };
}

/** How far every resident is from the nearest shelter, and how many would come to each. */
export const nearest = defineAnalysis({
  title: text('最近避难场所', 'Nearest shelter'),
  pace: 'live',
  params: NearestParams,
  run(pack, question) {
    const ends = endsOf(question.bandMetres);
    const shelters = sheltersFor(pack, question);
    const { serving, excluded, inHazardZone, leftOut } = shelters;
    const population = populationOf(pack, question.assign ?? pack.manifest.assign);
    const travel = population && travelTo(pack, population, serving, question);
    const found = travel?.nearest();
    const people = population?.people;
    const counted =
      population && countPlaces(population, people!, found!, ends, travel!.limits(serving));
    const distances = population && spreads(population, people!, found!);
    const farthest = population ? farPlaces(pack, population, people!, found!, serving) : [];
    const farthestMetres = farthest[0]?.metres ?? null;
    const residents = population?.total ?? null;
    const each = perShelter(serving, counted);
    const known = each.flatMap(({ over }) => over ?? []);
    const summary: NearestSummary = {
      residents,
      distance: distances?.at(-1) ?? null,
      farthestMetres,
      bands: [...ends, null].map((toMetres, band) => {
        const inside = counted ? sumOf(counted, band) : 0;
        return {
          fromMetres: ends[band - 1] ?? 0,
          toMetres,
          people: inside,
          share: residents ? inside / residents : null,
        };
      }),
      unreachable: counted && sumOf(counted, ends.length + 1),
      withinLimit: counted && counted.withinLimit,
      overCapacity: counted && known.length > 0 ? known.reduce((sum, over) => sum + over, 0) : null,
      unitsWithoutResidents: population?.unknownUnits.size ?? pack.towns.features.length,
      shelters: serving.length,
      unknownCapacity: serving.filter((shelter) => shelter.capacityPeople === null).length,
      excluded,
      inHazardZone,
      leftOut,
      units: unitsOf(pack, population).map(({ unit, code, name, residents: living }) => {
        const at = unit * (ends.length + 2);
        const isKnown = counted !== null && living !== null;
        return {
          code,
          name,
          residents: living,
          bands: isKnown ? Array.from(counted.byUnit.subarray(at, at + ends.length + 1)) : null,
          unreachable: isKnown ? counted.byUnit[at + ends.length + 1]! : null,
          distance: isKnown ? (distances?.[unit] ?? null) : null,
        };
      }),
      perShelter: each,
      farthest,
    };
    return {
      summary,
      headlines: nearestHeadlines(summary),
      charts: farthestMetres === null ? [] : [cumulative(people!, found!, farthestMetres)],
      tables: nearestTables(summary),
      features: {
        nearestFar: {
          type: 'FeatureCollection' as const,
          features: farthest.map(({ longitude, latitude, ...properties }): Feature<Point> => ({
            type: 'Feature',
            properties,
            geometry: { type: 'Point', coordinates: [longitude, latitude] },
          })),
        },
      },
      images: population && serving.length > 0 ? bandImage(population, found!, ends) : {},
      provenance: nearestProvenance(pack, question, shelters, population, travel),
    };
  },
});
