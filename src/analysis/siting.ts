import type { Feature, MultiPolygon, Point } from 'geojson';
import { text } from '../domain/text';
import { dissolveDiscs } from '../geo/discs';
import { areaFinder } from '../geo/polygons';
import type { Pack } from '../pack/pack';
import { share } from './coverageTotals';
import { defineAnalysis, type CellImage, type Progress } from './define';
import { densityImage } from './images';
import { populationOf, type Population } from './population';
import { outsideEveryTown } from './rows';
import { sheltersFor, type ShelterAnswer } from './serving';
import { candidatesFor, type Candidate } from './sitingCandidates';
import { choose, type Choice } from './sitingChoice';
import { SitingParams, type SitingQuestion } from './sitingParams';
import { sitingCharts, sitingHeadlines } from './sitingFigures';
import { sitingProvenance } from './sitingProvenance';
import { promisingOf, reachOf } from './sitingReach';
import { standingOf, without } from './sitingStanding';
import type { NewSite, SitingSummary, SitingUnit } from './sitingSummary';
import { sitingTables } from './sitingTables';
import { travelTo, type Travel } from './travel';

const nobody: SitingSummary = {
  goal: 'covered',
  residents: null,
  before: null,
  after: null,
  added: 0,
  sites: [],
  found: 0,
  considered: 0,
  excluded: {},
  assumedAreas: 0,
  upperBound: 0,
  shareOfBest: 1,
  isOptimal: true,
  method: 'greedy',
  greedyGains: null,
  units: [],
};

/** The chosen sites with what each of them adds. */
function newSites(
  pack: Pack,
  candidates: readonly Candidate[],
  { sites, gains }: Choice,
  before: number,
  residents: number,
): NewSite[] {
  const find = areaFinder(pack.towns.features.map((town) => town.geometry));
  let cumulative = 0;
  return sites.map((site, i) => {
    const shelter = candidates[site]!;
    const town = pack.towns.features[find(shelter.longitude, shelter.latitude)];
    cumulative += gains[i]!;
    return {
      id: shelter.id,
      name: shelter.name,
      longitude: shelter.longitude,
      latitude: shelter.latitude,
      class: shelter.class,
      duration: shelter.duration,
      class51143: shelter.class51143,
      radiusMetres: shelter.radiusMetres,
      effectiveAreaSquareMetres: shelter.effectiveAreaSquareMetres,
      areaSource: shelter.areaSource,
      capacityPeople: shelter.capacityPeople,
      capacitySource: shelter.capacitySource,
      rank: i + 1,
      town: town?.properties.name ?? null,
      gain: gains[i]!,
      cumulative,
      share: share(before + cumulative, residents),
    };
  });
}

function unitRows(
  pack: Pack,
  population: Population,
  isMet: Uint8Array,
  isMetAfter: Uint8Array,
): SitingUnit[] {
  const towns = pack.towns.features;
  if (towns.length === 0) return [];
  const before = population.atPlaces(isMet).byUnit;
  const after = population.atPlaces(isMetAfter).byUnit;
  const rows = [...towns.map((town) => town.properties), null].map((town, unit): SitingUnit => {
    const isKnown = !population.unknownUnits.has(unit);
    const residents = isKnown ? population.byUnit[unit]! : null;
    return {
      code: town?.code ?? '',
      name: town?.name ?? outsideEveryTown['zh-CN'],
      residents,
      before: isKnown ? before[unit]! : null,
      beforeShare: share(isKnown ? before[unit]! : null, residents),
      after: isKnown ? after[unit]! : null,
      afterShare: share(isKnown ? after[unit]! : null, residents),
      added: isKnown ? after[unit]! - before[unit]! : null,
    };
  });
  return rows.at(-1)!.residents === 0 ? rows.slice(0, -1) : rows;
}

/** Service areas of the new sites, by radius; only where reach is a disc. */
function serviceAreas(
  sites: readonly NewSite[],
  limits: Float64Array,
  { by, detourFactor }: SitingQuestion,
): Feature<MultiPolygon>[] {
  if (by === 'walk') return [];
  const discs = sites.map(({ longitude, latitude }, i) => ({
    longitude,
    latitude,
    radiusMetres: limits[i]! / (by === 'detour' ? detourFactor : 1),
  }));
  return [...new Set(discs.map((disc) => disc.radiusMetres))].map((radiusMetres) => {
    const members = discs.filter((disc) => disc.radiusMetres === radiusMetres);
    return {
      type: 'Feature',
      properties: { radiusMetres, sites: members.length },
      geometry: dissolveDiscs(members),
    };
  });
}

interface Found {
  summary: SitingSummary;
  images: Record<string, CellImage>;
  service: Feature<MultiPolygon>[];
  travel: Travel | null;
  choice: Choice | null;
}

async function find(
  pack: Pack,
  population: Population,
  { serving, rules }: ShelterAnswer,
  question: SitingQuestion,
  progress: Progress,
): Promise<Found> {
  const travel = travelTo(pack, population, serving, question);
  const standing = standingOf(population, serving, travel, question);
  const people = without(population, standing);
  const { allowed, found, excluded } = candidatesFor(pack, population, question, rules);
  const promising = promisingOf(population, allowed, travel.limits(allowed), people);
  const { candidates, useless, surplus } = promising;
  const reach = reachOf(pack, population, candidates, question, people, (done) =>
    progress(done, candidates.length, text('候选地点的范围', 'Reach of candidates')),
  );
  const choice = await choose(reach, promising, standing, question, progress);
  const residents = population.total;
  const before = population.atPlaces(standing.isMet).people;
  const sites = newSites(pack, candidates, choice, before, residents);
  const { total, upperBound, method, greedyGains, isMetAfter } = choice;
  const chosen = choice.sites.map((site) => candidates[site]!);
  const added = isMetAfter.map((met, place) => +(met > standing.isMet[place]!));
  const hasCells = population.kind === 'grid' || population.assign === 'area';
  return {
    summary: {
      goal: question.goal,
      residents,
      before,
      after: population.atPlaces(isMetAfter).people,
      added: total,
      sites,
      found,
      considered: candidates.length,
      excluded: { ...excluded, ...(useless && { useless }), ...(surplus && { surplus }) },
      assumedAreas: candidates.filter(({ areaSource }) => areaSource === 'assumed').length,
      upperBound,
      shareOfBest: upperBound > 0 ? Math.min(1, total / upperBound) : 1,
      isOptimal: total >= upperBound * (1 - 1e-12),
      method,
      greedyGains,
      units: unitRows(pack, population, standing.isMet, isMetAfter),
    },
    images: hasCells ? { newlyCovered: densityImage(population.cells, added) } : {},
    service: serviceAreas(sites, travel.limits(chosen), question),
    travel,
    choice,
  };
}

/** Where new shelters would help most: the sites, what each adds, and how close to the best possible that is. */
export const siting = defineAnalysis({
  title: text('选址', 'Siting'),
  pace: 'job',
  params: SitingParams,
  async run(pack, question, progress = () => undefined) {
    const shelters = sheltersFor(pack, question);
    const population = populationOf(pack, question.assign ?? pack.manifest.assign);
    const found: Found = population
      ? await find(pack, population, shelters, question, progress)
      : {
          summary: { ...nobody, goal: question.goal },
          images: {},
          service: [],
          travel: null,
          choice: null,
        };
    const { summary, images, service, travel, choice } = found;
    return {
      summary,
      headlines: sitingHeadlines(summary),
      charts: sitingCharts(summary),
      tables: sitingTables(summary),
      features: {
        newSites: {
          type: 'FeatureCollection' as const,
          features: summary.sites.map(({ longitude, latitude, ...properties }): Feature<Point> => ({
            type: 'Feature',
            properties,
            geometry: { type: 'Point', coordinates: [longitude, latitude] },
          })),
        },
        newService: { type: 'FeatureCollection' as const, features: service },
      },
      images,
      provenance: sitingProvenance(pack, question, shelters, summary, population, {
        notes: [...(choice?.notes ?? []), ...(travel?.notes ?? [])],
        parameters: travel?.parameters ?? [],
      }),
    };
  },
});
