import type { Feature, Point } from 'geojson';
import { schemes, type Scheme } from '../domain/scheme';
import { text } from '../domain/text';
import { largestClusters } from '../geo/clusters';
import { areaFinder, areaSquareMetres, boundsOf, representativePoint } from '../geo/polygons';
import type { Pack } from '../pack/pack';
import { classesOf, type ShelterClass } from './classes';
import { CoverageParams } from './coverageParams';
import { coverageProvenance } from './coverageProvenance';
import { coverageReach, discAreas, serviceDiscs } from './coverageReach';
import type { CoverageSummary, UncoveredCluster, UnitCoverage } from './coverageSummary';
import { coverageTables } from './coverageTables';
import { areaOf, placesOf, share, totalsOf, unitFigures } from './coverageTotals';
import { defineAnalysis, type CellImage } from './define';
import type { DistancesByUnit } from './distances';
import { densityImage } from './images';
import { populationOf, type Population, type Reached } from './population';
import { outsideEveryTown } from './rows';
import { sheltersFor, type Serving } from './serving';
import { limitsOf } from './travel';

function unitRows(
  pack: Pack,
  population: Population | null,
  serving: readonly Serving[],
  coveredByUnit: Float64Array,
  distances: DistancesByUnit | null,
): UnitCoverage[] {
  const towns = pack.towns.features;
  if (towns.length === 0) return [];
  const find = areaFinder(towns.map((town) => town.geometry));
  const homes = serving.map((shelter) => find(shelter.longitude, shelter.latitude));
  const rows = [...towns.map((town) => town.properties), null].map((town, unit) => {
    const here = serving.filter((_, i) => homes[i] === (town ? unit : -1));
    const isKnown = population !== null && !population.unknownUnits.has(unit);
    const residents = isKnown ? (population.byUnit[unit] ?? 0) : null;
    return {
      code: town?.code ?? '',
      name: town?.name ?? outsideEveryTown['zh-CN'],
      includesUnplacedTowns: town !== null && pack.manifest.townsWithoutPosition.length > 0,
      ...unitFigures(here, residents, coveredByUnit[unit] ?? 0),
      medianDistanceMetres: isKnown ? (distances?.byUnit[unit]?.medianMetres ?? null) : null,
    };
  });
  const outside = rows.at(-1)!;
  return (outside.residents ?? 0) > 0 || outside.shelters > 0 ? rows : rows.slice(0, -1);
}

const largestShown = 10;

/**
 * Residents spread evenly over areas hang together almost everywhere, so their largest gaps are the towns with the most
 * uncovered residents.
 */
function townGaps(pack: Pack, units: readonly UnitCoverage[]): UncoveredCluster[] {
  return pack.towns.features
    .flatMap(({ geometry, properties }, i) => {
      const { uncovered, coveredShare } = units[i]!;
      if (!uncovered || coveredShare === null) return [];
      const [longitude, latitude] = representativePoint(geometry);
      const areaSquareKilometres = (areaSquareMetres(geometry) / 1e6) * (1 - coveredShare);
      const bounds = boundsOf(geometry);
      const { name: town } = properties;
      return { people: uncovered, longitude, latitude, town, areaSquareKilometres, bounds };
    })
    .sort((a, b) => b.people - a.people)
    .slice(0, largestShown)
    .map((gap, i) => ({ rank: i + 1, ...gap }));
}

/** The largest groups of residents without a shelter, and the image of all of them where they have an extent. */
function gaps(pack: Pack, population: Population | null, reached: Reached | undefined) {
  const images: Record<string, CellImage> = {};
  if (!reached) return { clusters: [], images };
  const { index, chosen } = reached.uncovered();
  if (population?.kind === 'grid' || population?.assign === 'area')
    images.uncovered = densityImage(index, chosen);
  const find = areaFinder(pack.towns.features.map((town) => town.geometry));
  const clusters = largestClusters(index, chosen, largestShown).map((cluster, i) => ({
    rank: i + 1,
    people: cluster.people,
    longitude: cluster.longitude,
    latitude: cluster.latitude,
    town: pack.towns.features[find(cluster.longitude, cluster.latitude)]?.properties.name ?? null,
    areaSquareKilometres: cluster.areaSquareMetres / 1e6,
    bounds: cluster.bounds,
  }));
  return { clusters, images };
}

/** How well residents are covered by shelters: who lives inside a service radius, and how much room there is. */
export const coverage = defineAnalysis({
  title: text('避难场所覆盖', 'Shelter coverage'),
  pace: 'live',
  params: CoverageParams,
  run(pack, question) {
    const scheme: Scheme = schemes[question.scheme];
    const shelters = sheltersFor(pack, question);
    const { serving, excluded, inHazardZone, leftOut, rules } = shelters;
    const population = populationOf(pack, question.assign ?? pack.manifest.assign);
    const residents = population?.total ?? null;
    const limits = limitsOf(serving, question);
    const limitOf = (kind: ShelterClass) =>
      limits[serving.findIndex((shelter) => shelter.class === kind)] ??
      rules[kind].radiusMetres.value;
    const reach = population && coverageReach(pack, population, serving, question);
    const reached = reach?.reached;
    const covered = reached?.people ?? null;
    const distances = reach?.distances;
    const { clusters: largest, images } = gaps(pack, population, reached);
    const units = unitRows(
      pack,
      population,
      serving,
      reached?.byUnit ?? new Float64Array(0),
      distances ?? null,
    );
    const clusters =
      population?.assign === 'area' && units.length > 0 ? townGaps(pack, units) : largest;
    const everyone = population?.unknownUnits.size ? null : residents;
    const summary: CoverageSummary = {
      residents,
      covered,
      coveredShare: share(covered, residents),
      uncovered: residents !== null && covered !== null ? residents - covered : null,
      unitsWithoutResidents: population?.unknownUnits.size ?? pack.towns.features.length,
      byClass: classesOf(scheme)
        .filter((kind) => question.classes.includes(kind))
        .map((kind) => {
          const members = serving.filter((shelter) => shelter.class === kind);
          const people = population && (members.length ? reach!.reachedBy(members) : 0);
          return {
            class: kind,
            shelters: members.length,
            radiusMetres: limitOf(kind),
            reached: people,
            reachedShare: share(people, residents),
            effectiveAreaSquareMetres: areaOf(members),
            places: placesOf(members),
          };
        }),
      way: question.by,
      distance: distances?.everyone ?? null,
      ...totalsOf(serving, everyone),
      excluded,
      inHazardZone,
      leftOut,
      units,
      perShelter: serving.map((shelter, i) => ({
        ...shelter,
        radiusMetres: limits[i]!,
        residentsInside: population?.reachesUnknown({ ...shelter, radiusMetres: limits[i]! })
          ? null
          : (reach?.insideEach[i] ?? null),
      })),
      clusters,
    };
    return {
      summary,
      tables: coverageTables(summary),
      features: {
        service: {
          type: 'FeatureCollection',
          features: reach?.service ?? discAreas(serviceDiscs(serving, question, limits)),
        },
        uncoveredClusters: {
          type: 'FeatureCollection',
          features: clusters.map(({ longitude, latitude, ...properties }): Feature<Point> => ({
            type: 'Feature',
            properties,
            geometry: { type: 'Point', coordinates: [longitude, latitude] },
          })),
        },
      },
      images,
      provenance: coverageProvenance(pack, question, shelters, population, reach?.travel ?? null),
    };
  },
});
