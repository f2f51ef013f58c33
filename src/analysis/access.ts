import { squareMetresPerResidentTarget } from '../domain/scheme';
import { text, type Text } from '../domain/text';
import type { Pack } from '../pack/pack';
import { pairsFromTable } from './accessPairs';
import { AccessParams, type AccessQuestion } from './accessParams';
import { accessProvenance } from './accessProvenance';
import type { AccessSummary, ShelterAccess, UnitAccess } from './accessSummary';
import { accessHeadlines, accessTables } from './accessTables';
import { floatingCatchment, weigher, type Floating } from './accessWeights';
import { defineAnalysis, type CellImage } from './define';
import { populationOf, type Population } from './population';
import { spreadByGroup } from './quantiles';
import { unitsOf } from './residentPlaces';
import { sheltersFor, type Serving } from './serving';
import { travelTo, type Pairs, type Travel } from './travel';

/** Who asks for shelter from where: places of the population, or whole towns of an own table. */
interface Demand {
  people: Float64Array;
  unitOf: Int32Array;
  pairs: Pairs;
  notes: Text[];
  /** Whether it is by the places of the population, so that it can be drawn. */
  byPlace: boolean;
}

function demandOf(
  pack: Pack,
  question: AccessQuestion,
  population: Population,
  travel: Travel,
  serving: readonly Serving[],
  limits: Float64Array,
): Demand {
  if (question.pairs === null) {
    const pairs = travel.pairs(limits);
    const { unitOf } = population;
    const { people } = population;
    return { people, unitOf, pairs, notes: travel.notes, byPlace: true };
  }
  const towns = pack.towns.features.length;
  const { pairs, notes } = pairsFromTable(question.pairs, pack, serving, limits);
  const outside = population.byUnit[towns] ?? 0;
  if (outside > 0) {
    notes.push(
      text(
        `${Math.round(outside)} 位居民在各镇街范围之外，自备距离表没有他们，没有计入。`,
        `${Math.round(outside)} residents lie outside every town: an own table knows nothing of them, and they do not count.`,
      ),
    );
  }
  return {
    people: population.byUnit.slice(0, towns),
    unitOf: Int32Array.from({ length: towns }, (_, i) => i),
    pairs,
    notes,
    byPlace: false,
  };
}

/** What is shared: places or m²; `NaN` is unknown. */
const supplyOf = (question: AccessQuestion, serving: readonly Serving[]): Float64Array =>
  Float64Array.from(
    serving,
    ({ capacityPeople, effectiveAreaSquareMetres }) =>
      (question.supply === 'places' ? capacityPeople : effectiveAreaSquareMetres) ?? NaN,
  );

/** Limits between classes of access, per resident: parts of one place, or of the m² that plans ask for. */
const breaks = {
  places: [0.25, 0.5, 0.75, 1],
  area: [0.5, 1, 1.5, 2],
} as const;

/** Class 1 is no access at all, then one more for each break; 0 where only unknown supply is in reach. */
function accessClass(access: number, limits: readonly number[]): number {
  if (!(access > 0)) return 1;
  return 2 + limits.filter((limit) => access >= limit).length;
}

function accessImage(
  population: Population,
  { access, onlyUnknown }: Floating,
  limits: readonly number[],
): Record<string, CellImage> {
  if (population.kind === 'points' || population.assign === 'point') return {};
  const { lattice, cells } = population.cells;
  const classes = new Uint8Array(lattice.columns * lattice.rows);
  for (let place = 0; place < cells.length; place++)
    if (!onlyUnknown[place]) classes[cells[place]!] = accessClass(access[place]!, limits);
  return { access: { ...lattice, classes } };
}

/** People by town, and over all, at the places where something holds. */
function countWhere(demand: Demand, units: number, holds: (place: number) => boolean) {
  const byUnit = new Float64Array(units + 1);
  let all = 0;
  for (let place = 0; place < demand.people.length; place++) {
    if (!holds(place)) continue;
    const unit = demand.unitOf[place]! < 0 ? units : demand.unitOf[place]!;
    byUnit[unit]! += demand.people[place]!;
    all += demand.people[place]!;
  }
  return { byUnit, all };
}

/** How much shelter each resident can reach when it is shared with everyone who can reach it too. */
export const access = defineAnalysis({
  title: text('避难可达性', 'Access to shelter'),
  pace: 'live',
  params: AccessParams,
  run(pack, question) {
    const shelters = sheltersFor(pack, question);
    const { serving, excluded, inHazardZone, leftOut } = shelters;
    const population = populationOf(pack, question.assign ?? pack.manifest.assign);
    const byTable = question.pairs !== null;
    const way = byTable ? ({ ...question, by: 'straight' } as const) : question;
    const travel = population && travelTo(pack, population, serving, way);
    const own = question.catchmentMetres;
    const limits =
      own !== null
        ? new Float64Array(serving.length).fill(own)
        : (travel?.limits(serving) ?? Float64Array.from(serving, (each) => each.radiusMetres));
    const supply = supplyOf(question, serving);
    const demand = population && demandOf(pack, question, population, travel!, serving, limits);
    const found =
      demand &&
      floatingCatchment(
        demand.people,
        demand.pairs,
        supply,
        limits,
        weigher(question),
        question.method === '3sfca',
      );
    const towns = pack.towns.features.length;
    const isKnown = serving.length === 0 || supply.some((known) => !Number.isNaN(known));
    const standard = question.supply === 'area' ? squareMetresPerResidentTarget : 1;
    // Plans ask for more than the area, so exactly as much does not meet it; one place is enough for one person.
    const isBelow = (value: number) =>
      question.supply === 'area' ? value <= standard : value < standard;
    const answer = isKnown && found && demand ? { found, demand } : null;
    const count = (holds: (place: number) => boolean) =>
      answer && countWhere(answer.demand, towns, holds);
    const everyone = count(() => true);
    const none = count((place) => found!.access[place] === 0 && !found!.onlyUnknown[place]);
    const below = count((place) => isBelow(found!.access[place]!) && !found!.reachesUnknown[place]);
    const belowUnknown = count(
      (place) => isBelow(found!.access[place]!) && found!.reachesUnknown[place] === 1,
    );
    const onlyUnknown = count((place) => found!.onlyUnknown[place] === 1);
    const spreads =
      answer &&
      spreadByGroup(answer.found.access, answer.demand.people, answer.demand.unitOf, towns, [0.5]);
    const total = spreads?.at(-1) ?? null;
    const nobody = serving.map((_, i) => found !== null && Number.isNaN(found.ratio[i]!));
    const unreached = serving.flatMap((_, i) =>
      nobody[i] && !Number.isNaN(supply[i]!) ? [supply[i]!] : [],
    );
    const shared = answer?.found.shared ?? null;
    const inReach = answer?.found.inReach ?? null;
    const summary: AccessSummary = {
      method: question.method,
      supply: question.supply,
      residents: population?.total ?? null,
      mean: total?.mean ?? null,
      median: total?.quantiles[0] ?? null,
      none: none?.all ?? null,
      onlyUnknown: onlyUnknown?.all ?? null,
      below: below?.all ?? null,
      belowUnknown: belowUnknown?.all ?? null,
      standard,
      shared,
      inReach,
      conservationError:
        shared === null || inReach === null
          ? null
          : inReach > 0
            ? Math.abs(shared - inReach) / inReach
            : shared,
      unreached: unreached.length,
      unreachedSupply: unreached.reduce((sum, part) => sum + part, 0),
      unknownSupply: supply.filter((value) => Number.isNaN(value)).length,
      unitsWithoutResidents: population?.unknownUnits.size ?? towns,
      shelters: serving.length,
      excluded,
      inHazardZone,
      leftOut,
      units: unitsOf(pack, population)
        .filter(({ unit }) => unit < towns || demand?.byPlace !== false)
        .map(({ unit, code, name, residents }): UnitAccess => {
          const counts = residents !== null && (everyone?.byUnit[unit] ?? 0) > 0;
          const lacking = counts ? none!.byUnit[unit]! : null;
          return {
            code,
            name,
            residents,
            mean: counts ? (spreads![unit]?.mean ?? null) : null,
            none: lacking,
            noneShare: lacking === null ? null : lacking / everyone!.byUnit[unit]!,
            below: counts ? below!.byUnit[unit]! : null,
            belowUnknown: counts ? belowUnknown!.byUnit[unit]! : null,
          };
        }),
      perShelter: serving.map((shelter, i): ShelterAccess => {
        const known = Number.isNaN(supply[i]) ? null : supply[i]!;
        return {
          ...shelter,
          limitMetres: limits[i]!,
          supply: known,
          residentsInside: found?.residents[i] ?? null,
          demand: found && known !== null ? found.demand[i]! : null,
          ratio: found && !Number.isNaN(found.ratio[i]) ? found.ratio[i]! : null,
        };
      }),
    };
    return {
      summary,
      headlines: accessHeadlines(summary),
      tables: accessTables(summary),
      features: {},
      images:
        answer?.demand.byPlace && population
          ? accessImage(population, answer.found, breaks[question.supply])
          : {},
      provenance: accessProvenance(pack, question, shelters, population, summary, {
        parameters: byTable ? [] : (travel?.parameters ?? []),
        notes: demand?.notes ?? [],
      }),
    };
  },
});
