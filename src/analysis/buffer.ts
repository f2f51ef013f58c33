import type { Feature, MultiPolygon, Point } from 'geojson';
import { bufferRules, type BufferLayer } from '../domain/rules';
import { Failure } from '../domain/failure';
import { text } from '../domain/text';
import { dissolveDiscs } from '../geo/discs';
import { inflateArea } from '../geo/inflate';
import { isInside, type Disc, type Place } from '../geo/metric';
import { areaSquareMetres, representativePoint, unionAreas, type Area } from '../geo/polygons';
import type { Pack } from '../pack/pack';
import { bufferLayers, BufferParams, type BufferQuestion } from './bufferParams';
import { bufferProvenance, bufferTables } from './bufferReport';
import { defineAnalysis, type Progress } from './define';
import { outsideEveryTown } from './rows';
import { populationOf, type Population, type Sums } from './population';
import { distanceBetween, distanceTo, sitesOf, type Site } from './sites';

/** A feature of another register inside the buffer. */
export interface FeatureInside {
  register: BufferLayer;
  id: string;
  name: string;
  /** The record's position, or a place inside its area. */
  longitude: number;
  latitude: number;
  /** To the nearest site whose buffer holds it; 0 inside an area. */
  distanceMetres: number;
  nearestSource: string;
}

/** What lies within a distance of the sites of one register. */
export interface BufferSummary {
  layer: BufferLayer;
  /** Sites with a distance. */
  sites: number;
  /** Sites whose rule gives no distance: what lies round them is unknown. */
  sitesWithoutDistance: { id: string; name: string }[];
  smallestMetres: number | null;
  largestMetres: number | null;
  residents: number;
  residentsInside: number;
  residentsInsideShare: number | null;
  towns: { code: string; name: string; residents: number; residentsInside: number }[];
  features: FeatureInside[];
  /** Each spot once. */
  areaSquareKilometres: number;
}

/** A site and how far its buffer goes. */
interface Source {
  site: Site;
  metres: number;
}

const discOf = ({ site, metres }: Source): Disc | null =>
  site.point && { ...site.point, radiusMetres: metres };

const isDisc = (disc: Disc | null): disc is Disc => disc !== null;

/** Residents within the buffers, each once: discs by rows, areas by the distance of every place near them. */
function residentsInside(
  population: Population,
  sources: readonly Source[],
  progress: Progress | undefined,
): Sums {
  const discs = sources.map(discOf).filter(isDisc);
  const areas = sources.filter(({ site }) => site.area);
  if (areas.length === 0) return population.reached(discs);
  const inside = new Uint8Array(population.people.length);
  areas.forEach(({ site, metres }, done) => {
    progress?.(done, areas.length, text('处林区', 'forest areas'));
    for (let place = 0; place < inside.length; place++) {
      if (inside[place]) continue;
      const [longitude, latitude] = population.position(place);
      if (distanceTo(site, { longitude, latitude }, metres) <= metres) inside[place] = 1;
    }
  });
  for (let place = 0; discs.length > 0 && place < inside.length; place++) {
    const [longitude, latitude] = population.position(place);
    if (discs.some((disc) => isInside(disc, longitude, latitude))) inside[place] = 1;
  }
  return population.atPlaces(inside);
}

function featuresInside(
  pack: Pack,
  layer: BufferLayer,
  sources: readonly Source[],
  progress: Progress | undefined,
): FeatureInside[] {
  const targets = bufferLayers
    .filter((other) => other !== layer)
    .flatMap((id) => sitesOf(pack, id));
  const found: FeatureInside[] = [];
  targets.forEach((target, done) => {
    if (done % 100 === 0) progress?.(done, targets.length, text('处要素', 'features'));
    let nearest: Source | null = null;
    let shortest = Infinity;
    for (const source of sources) {
      const distance = distanceBetween(source.site, target, source.metres);
      if (distance > source.metres || distance >= shortest) continue;
      shortest = distance;
      nearest = source;
    }
    if (!nearest) return;
    const { register, id, name } = target;
    const { longitude, latitude } = target.point ?? placeInside(target.area!);
    found.push({
      register,
      id,
      name,
      longitude,
      latitude,
      distanceMetres: shortest,
      nearestSource: nearest.site.name,
    });
  });
  return found.sort(
    (a, b) =>
      bufferLayers.indexOf(a.register) - bufferLayers.indexOf(b.register) ||
      a.distanceMetres - b.distanceMetres,
  );
}

const placeInside = (area: Area): Place => {
  const [longitude, latitude] = representativePoint(area);
  return { longitude, latitude };
};

const drawn = (source: Source): MultiPolygon => {
  const disc = discOf(source);
  return disc ? dissolveDiscs([disc]) : inflateArea(source.site.area!, source.metres);
};

function dissolved(sources: readonly Source[]): MultiPolygon {
  const discs = dissolveDiscs(sources.map(discOf).filter(isDisc));
  const areas: Area[] = sources.filter(({ site }) => site.area).map(drawn);
  return areas.length ? unionAreas([discs, ...areas]) : discs;
}

function features(
  question: BufferQuestion,
  sources: readonly Source[],
  whole: MultiPolygon,
): Feature<MultiPolygon>[] {
  if (sources.length === 0) return [];
  if (question.dissolve) {
    const properties = { layer: question.layer, sites: sources.length };
    return [{ type: 'Feature', properties, geometry: whole }];
  }
  return sources.map((source) => ({
    type: 'Feature',
    properties: {
      layer: question.layer,
      id: source.site.id,
      name: source.site.name,
      distanceMetres: source.metres,
    },
    geometry: drawn(source),
  }));
}

/** A feature inside as a point on the map. */
const marked = ({ longitude, latitude, ...properties }: FeatureInside): Feature<Point> => ({
  type: 'Feature',
  properties,
  geometry: { type: 'Point', coordinates: [longitude, latitude] },
});

/** The sites asked for, and those of them that have a distance. */
function chooseSources(pack: Pack, question: BufferQuestion) {
  const all = sitesOf(pack, question.layer);
  const unknown = question.ids?.find((id) => !all.some((site) => site.id === id));
  if (unknown !== undefined) {
    throw new Failure(
      text(
        `图层中没有编号为“${unknown}”的记录；请从列表中选取。`,
        `The layer has no record numbered “${unknown}”; choose one from its list.`,
      ),
    );
  }
  const chosen = question.ids ? all.filter((site) => question.ids!.includes(site.id)) : all;
  const sources: Source[] = [];
  const without: Site[] = [];
  for (const site of chosen) {
    const metres = question.distanceMetres ?? bufferRules[question.layer].metres(site.properties);
    if (metres === null) without.push(site);
    else sources.push({ site, metres });
  }
  return { sources, without };
}

/** Who and what lies within a distance of the sites of a register; decided by the metric, never by the drawn outline. */
export const buffer = defineAnalysis({
  title: text('缓冲区', 'Buffers'),
  pace: 'job',
  params: BufferParams,
  run(pack, question, progress) {
    const { sources, without } = chooseSources(pack, question);
    const population = populationOf(pack, pack.manifest.assign);
    const reached = population && residentsInside(population, sources, progress);
    const inside = featuresInside(pack, question.layer, sources, progress);
    progress?.(0, 1, text('处轮廓', 'outline'));
    const whole = dissolved(sources);
    const residents = population?.total ?? 0;
    const distances = sources.map(({ metres }) => metres);
    const towns = pack.towns.features.map(({ properties: { code, name } }) => ({ code, name }));
    const outside = { code: '', name: outsideEveryTown['zh-CN'] };
    const summary: BufferSummary = {
      layer: question.layer,
      sites: sources.length,
      sitesWithoutDistance: without.map(({ id, name }) => ({ id, name })),
      smallestMetres: distances.length ? Math.min(...distances) : null,
      largestMetres: distances.length ? Math.max(...distances) : null,
      residents,
      residentsInside: reached?.people ?? 0,
      residentsInsideShare: reached && residents > 0 ? reached.people / residents : null,
      towns: towns.length
        ? [...towns, outside]
            .map((town, unit) => ({
              ...town,
              residents: population?.byUnit[unit] ?? 0,
              residentsInside: reached?.byUnit[unit] ?? 0,
            }))
            .filter((town) => town.code !== '' || town.residents > 0)
        : [],
      features: inside,
      areaSquareKilometres: areaSquareMetres(whole) / 1e6,
    };
    return {
      summary,
      tables: bufferTables(summary),
      features: {
        buffers: { type: 'FeatureCollection', features: features(question, sources, whole) },
        inside: { type: 'FeatureCollection', features: inside.map(marked) },
      },
      images: {},
      provenance: bufferProvenance(pack, question, summary, population),
    };
  },
});
