import type { Feature, MultiPolygon } from 'geojson';
import { dissolveDiscs } from '../geo/discs';
import type { LatticeIndex } from '../geo/lattice';
import { unionAreas } from '../geo/polygons';
import type { Pack } from '../pack/pack';
import { shelterClasses } from './classes';
import type { CoverageQuestion } from './coverageParams';
import { distancesTo, toDistances, type DistancesByUnit } from './distances';
import type { Population, Reached } from './population';
import { spreadByGroup } from './quantiles';
import type { Serving } from './serving';
import { travelTo, type Travel } from './travel';

/** Who is covered, by whichever way distances are measured. */
interface CoverageReach {
  /** Residents within the limit of any shelter, of a few shelters, or of each on its own. */
  reached: Reached;
  reachedBy(members: readonly Serving[]): number;
  insideEach: Float64Array;
  /** On the way; of those who can reach a shelter. */
  distances: DistancesByUnit;
  travel: Travel;
  /** What is drawn as the service area of each class. */
  service: Feature<MultiPolygon>[];
}

/** Limits on the way in metres, for a pack without residents too. */
export function serviceDiscs(
  serving: readonly Serving[],
  question: CoverageQuestion,
  limits: ArrayLike<number>,
) {
  const factor = question.by === 'detour' ? question.detourFactor : 1;
  return serving.map((shelter, i) => ({ ...shelter, radiusMetres: limits[i]! / factor }));
}

/** Dissolved discs of each class. */
export function discAreas(discs: readonly Serving[]): Feature<MultiPolygon>[] {
  return shelterClasses.flatMap((kind) => {
    const members = discs.filter((shelter) => shelter.class === kind);
    if (members.length === 0) return [];
    const { radiusMetres } = members[0]!;
    return {
      type: 'Feature',
      properties: { class: kind, radiusMetres, shelters: members.length },
      geometry: dissolveDiscs(members),
    };
  });
}

/**
 * Who is covered. By straight line and by detour factor the discs of the shelters decide, exactly; by walking, every
 * place on its own, by the length of its way.
 * @throws Failure for walking in a pack without a road that can be walked
 */
export function coverageReach(
  pack: Pack,
  population: Population,
  serving: readonly Serving[],
  question: CoverageQuestion,
): CoverageReach {
  const travel = travelTo(pack, population, serving, question);
  const limits = travel.limits(serving);
  if (question.by === 'walk') return byWalking(population, serving, travel, limits);
  const discs = serviceDiscs(serving, question, limits);
  const straight = distancesTo(population, serving);
  const factor = question.by === 'detour' ? question.detourFactor : 1;
  const longer = (distances: DistancesByUnit['everyone']) =>
    distances && {
      meanMetres: distances.meanMetres * factor,
      medianMetres: distances.medianMetres * factor,
      p95Metres: distances.p95Metres * factor,
    };
  const discOf = new Map(serving.map((shelter, i) => [shelter, discs[i]!]));
  return {
    reached: population.reached(discs),
    reachedBy: (members) => population.reached(members.map((one) => discOf.get(one)!)).people,
    insideEach: population.inside(discs),
    distances: { everyone: longer(straight.everyone), byUnit: straight.byUnit.map(longer) },
    travel,
    service: discAreas(discs),
  };
}

function byWalking(
  population: Population,
  serving: readonly Serving[],
  travel: Travel,
  limits: Float64Array,
): CoverageReach {
  const { people } = population;
  const { offsets, site } = travel.pairs(limits);
  const insideEach = new Float64Array(serving.length);
  const covered = new Uint8Array(people.length);
  for (let place = 0; place < people.length; place++) {
    for (let at = offsets[place]!; at < offsets[place + 1]!; at++)
      insideEach[site[at]!]! += people[place]!;
    covered[place] = +(offsets[place + 1]! > offsets[place]!);
  }
  const outside = population.byUnit.length - 1;
  const byUnit = new Float64Array(outside + 1);
  covered.forEach((isCovered, place) => {
    const unit = population.unitOf[place]! < 0 ? outside : population.unitOf[place]!;
    if (isCovered) byUnit[unit]! += people[place]!;
  });
  /** Places within the limit of a shelter that is one of some. */
  const marked = (members: ReadonlySet<Serving>): Uint8Array => {
    const marks = new Uint8Array(people.length);
    for (let place = 0; place < people.length; place++) {
      for (let at = offsets[place]!; at < offsets[place + 1]! && !marks[place]; at++)
        marks[place] = +members.has(serving[site[at]!]!);
    }
    return marks;
  };
  return {
    reached: {
      people: byUnit.reduce((sum, part) => sum + part, 0),
      byUnit,
      uncovered: () => population.cellsAt(covered.map((isCovered) => 1 - isCovered)),
      marks: () => covered,
    },
    reachedBy: (members) =>
      marked(new Set(members)).reduce((sum, mark, place) => sum + mark * people[place]!, 0),
    insideEach,
    distances: walkedDistances(population, people, travel),
    travel,
    service: shelterClasses.flatMap((kind) => {
      const members = serving.filter((shelter) => shelter.class === kind);
      if (members.length === 0 || 'order' in population.index) return [];
      return {
        type: 'Feature' as const,
        properties: {
          class: kind,
          radiusMetres: limits[serving.indexOf(members[0]!)]!,
          shelters: members.length,
        },
        geometry: cellsOutline(population.index, marked(new Set(members))),
      };
    }),
  };
}

/** Mean, median and 95th percentile of the ways of those who can reach a shelter. */
function walkedDistances(
  population: Population,
  people: Float64Array,
  travel: Travel,
): DistancesByUnit {
  const { site, metres } = travel.nearest();
  const reaching = Uint32Array.from(site.keys()).filter((place) => site[place]! >= 0);
  const units = population.byUnit.length - 1;
  const found = spreadByGroup(
    Float64Array.from(reaching, (place) => metres[place]!),
    Float64Array.from(reaching, (place) => people[place]!),
    Int32Array.from(reaching, (place) => population.unitOf[place]!),
    units,
    [0.5, 0.95],
  ).map(toDistances);
  return { everyone: found.at(-1) ?? null, byUnit: found.slice(0, -1) };
}

/** The outline of chosen cells: runs of a row as boxes, dissolved. */
function cellsOutline({ lattice, cells }: LatticeIndex, chosen: Uint8Array): MultiPolygon {
  const { west, north, cellDegrees, columns } = lattice;
  const boxes: MultiPolygon['coordinates'] = [];
  for (let place = 0; place < cells.length;) {
    if (!chosen[place]) {
      place++;
      continue;
    }
    const first = cells[place]!;
    const row = Math.floor(first / columns);
    let last = first;
    for (
      place++;
      chosen[place] && cells[place] === last + 1 && last + 1 < (row + 1) * columns;
      place++
    )
      last++;
    const [left, right] = [first - row * columns, last + 1 - row * columns].map(
      (column) => west + column * cellDegrees,
    ) as [number, number];
    const [top, bottom] = [north - row * cellDegrees, north - (row + 1) * cellDegrees];
    boxes.push([
      [
        [left, bottom],
        [right, bottom],
        [right, top],
        [left, top],
        [left, bottom],
      ],
    ]);
  }
  return boxes.length > 0
    ? unionAreas([{ type: 'MultiPolygon', coordinates: boxes }])
    : { type: 'MultiPolygon', coordinates: [] };
}
