import type { Feature, Point } from 'geojson';
import { classUnder, schemes, type Scheme } from '../domain/scheme';
import type { Shelter } from '../domain/shelter';
import { text } from '../domain/text';
import { areaSquareMetres, representativePoint } from '../geo/polygons';
import type { Pack } from '../pack/pack';
import { capacityOf } from './capacity';
import { rulesInForce } from './classes';
import { defineAnalysis } from './define';
import { districtShare, residentsInside, sitesInside, unknownReached } from './exposureInside';
import { needsOf, peopleInNeed } from './exposureNeeds';
import { ExposureParams, type ExposureQuestion } from './exposureParams';
import { exposureProvenance } from './exposureProvenance';
import type { Exposed, ExposureSummary } from './exposureSummary';
import { exposureHeadlines, exposureTables } from './exposureTables';
import { populationOf, type Population, type Sums } from './population';
import { outsideEveryTown } from './rows';
import type { Site } from './sites';
import { extentOf, type Extent } from './unionExtent';

const numberOf = (value: unknown): number | null => (typeof value === 'number' ? value : null);

type CapacityOf = (shelter: Shelter) => Pick<Shelter, 'capacityPeople' | 'capacitySource'>;

/** What shelters hold under a question: the same as in every other analysis. */
function capacityUnder({ scheme: id, squareMetresPerPerson }: ExposureQuestion): CapacityOf {
  const scheme: Scheme = schemes[id];
  const rules = rulesInForce(scheme, {}, squareMetresPerPerson);
  return (shelter) => {
    const rule = rules[classUnder(scheme, shelter) ?? 'unknown'];
    return capacityOf(shelter, rule.squareMetresPerPerson.value);
  };
}

function exposed(
  { register, id, name, status, properties, point, area }: Site,
  capacity: CapacityOf,
): Exposed {
  const [longitude, latitude] = point
    ? [point.longitude, point.latitude]
    : representativePoint(area!);
  const grade = numberOf(
    register === 'geohazards'
      ? properties.riskGrade
      : register === 'hazchem'
        ? properties.majorHazardGrade
        : null,
  );
  return {
    register,
    id,
    name,
    status,
    // Records are checked against their schema when a pack is read.
    ...(register === 'shelters'
      ? capacity(properties as unknown as Shelter)
      : { capacityPeople: null, capacitySource: null }),
    threatenedPeople: register === 'geohazards' ? numberOf(properties.threatenedPeople) : null,
    grade: grade === null ? null : `${register}.${grade}`,
    longitude,
    latitude,
  };
}

function townRows(
  pack: Pack,
  population: Population | null,
  inside: Sums | null,
  unknown: ReadonlySet<number>,
): ExposureSummary['towns'] {
  const towns = pack.towns.features.map(({ properties: { code, name } }) => ({ code, name }));
  if (towns.length === 0) return [];
  const outside = { code: '', name: outsideEveryTown['zh-CN'] };
  return [...towns, outside]
    .map((town, unit) => {
      const isKnown = population !== null && !population.unknownUnits.has(unit);
      const residents = isKnown ? (population.byUnit[unit] ?? 0) : null;
      const here = inside && !unknown.has(unit) ? (inside.byUnit[unit] ?? 0) : null;
      return {
        ...town,
        residents,
        residentsInside: here,
        residentsInsideShare: here !== null && residents ? here / residents : null,
      };
    })
    .filter(
      ({ residents }, unit) =>
        unit < towns.length || (residents ?? 0) > 0 || unknown.has(towns.length),
    );
}

/** Active geological hazard sites inside; a zone round them holds all that it goes round, and no other is active. */
function hazardSites({ source, parts }: Extent, features: readonly Exposed[]): number {
  // Areas without a distance are drawn ones.
  if (source === 'geohazards')
    return parts.discs.length + parts.areas.filter(({ metres }) => metres > 0).length;
  return features.filter(({ register, status }) => register === 'geohazards' && status === 'active')
    .length;
}

const marked = ({ longitude, latitude, ...properties }: Exposed): Feature<Point> => ({
  type: 'Feature',
  properties,
  geometry: { type: 'Point', coordinates: [longitude, latitude] },
});

/** Who and what lies inside a zone, and what those people need: the rapid damage estimate. */
export const exposure = defineAnalysis({
  title: text('灾情快速评估', 'Exposure and relief'),
  pace: 'job',
  params: ExposureParams,
  run(pack, question, progress) {
    progress?.(0, 1, text('处轮廓', 'outline'));
    const extent = extentOf(pack, question);
    const { outline, count } = extent;
    const isAsked = count > 0;
    const population = populationOf(pack, question.assign ?? pack.manifest.assign);
    const inside =
      population && isAsked ? residentsInside(pack, population, extent, progress) : null;
    const unknown = unknownReached(pack, outline);
    const insideAll = inside && unknown.size === 0 ? inside.people : null;
    const residents = population?.total ?? null;
    const capacity = capacityUnder(question);
    const features = isAsked
      ? sitesInside(pack, extent).map((site) => exposed(site, capacity))
      : [];
    const shelters = features.filter(
      ({ register, status }) => register === 'shelters' && status === 'open',
    );
    const capacities = shelters.flatMap(({ capacityPeople }) => capacityPeople ?? []);
    const asksShelters = isAsked && extent.source !== 'shelters';
    const people = peopleInNeed(insideAll, question.needs);
    const inDistrict = isAsked ? districtShare(pack, outline) : null;
    const summary: ExposureSummary = {
      sources: count,
      areaSquareKilometres: isAsked ? areaSquareMetres(outline) / 1e6 : null,
      areaInDistrictSquareKilometres: inDistrict === null ? null : inDistrict / 1e6,
      residents,
      residentsInside: insideAll,
      residentsInsideShare: insideAll !== null && residents ? insideAll / residents : null,
      towns: townRows(pack, population, inside, unknown),
      features,
      openShelters: asksShelters ? shelters.length : null,
      shelterPlaces:
        asksShelters && (shelters.length === 0 || capacities.length > 0)
          ? capacities.reduce((sum, places) => sum + places, 0)
          : null,
      sheltersOfUnknownCapacity: shelters.length - capacities.length,
      sheltersByArea: shelters.filter(({ capacitySource }) => capacitySource === 'from-area')
        .length,
      hazardSites: isAsked ? hazardSites(extent, features) : null,
      source: extent.source,
      peopleInNeed: people,
      needs: needsOf(people, question.needs),
    };
    return {
      summary,
      headlines: exposureHeadlines(summary),
      tables: exposureTables(summary),
      features: {
        exposed: {
          type: 'FeatureCollection',
          features: isAsked
            ? [
                {
                  type: 'Feature',
                  properties: { of: question.of, sources: count },
                  geometry: outline,
                },
              ]
            : [],
        },
        exposedFeatures: { type: 'FeatureCollection', features: features.map(marked) },
      },
      images: {},
      provenance: exposureProvenance(pack, question, extent, summary, population),
    };
  },
});
