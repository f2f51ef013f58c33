import type { Feature, MultiPolygon, Point } from 'geojson';
import type { BufferLayer } from '../domain/rules';
import { text } from '../domain/text';
import { distanceMetres, isInside, type Disc, type Place } from '../geo/metric';
import { areaSquareMetres, representativePoint, type Area } from '../geo/polygons';
import type { Pack } from '../pack/pack';
import { bufferLayers, BufferParams, type BufferQuestion } from './bufferParams';
import { bufferProvenance, bufferTables } from './bufferReport';
import { defineAnalysis, type Progress } from './define';
import { outsideEveryTown } from './rows';
import { populationOf, type Population, type Sums } from './population';
import { chooseSources, type Source } from './sources';
import { distanceBetween, distanceTo, sitesOf, type Site, type Status } from './sites';
import { dissolve } from './unionDissolve';

/** A feature of another register inside the buffer. */
export interface FeatureInside {
  register: BufferLayer;
  id: string;
  name: string;
  /** The record's position, or a place inside its area. */
  longitude: number;
  latitude: number;
  /** Whether a shelter is open or a hazard site active; `null` for registers without a status. */
  status: Status;
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
  /** Sites whose entered distance is 0: it is known that nothing round them needs keeping clear. */
  sitesWithZeroDistance: { id: string; name: string }[];
  /** Geological hazard sites that are treated, relocated or closed: they have no buffer. */
  inactiveSites: { id: string; name: string }[];
  smallestMetres: number | null;
  largestMetres: number | null;
  /** Residents that are known; `null` for a pack without residents. */
  residents: number | null;
  /** `null` too where a buffer reaches into a town of unknown residents; what is known stands by town. */
  residentsInside: number | null;
  residentsInsideShare: number | null;
  /** Residents are `null` where nobody knows how many live in the town. */
  towns: {
    code: string;
    name: string;
    residents: number | null;
    residentsInside: number | null;
  }[];
  features: FeatureInside[];
  /** Each spot once. */
  areaSquareKilometres: number;
}

const discOf = ({ site, metres }: Source): Disc | null =>
  site.point && { ...site.point, radiusMetres: metres };

/** A disc that holds a whole buffer; that of an area goes round its bounds and errs towards unknown. */
function surrounding({ site: { point, bounds }, metres }: Source): Disc {
  if (point) return { ...point, radiusMetres: metres };
  const [west, south, east, north] = bounds;
  const middle = { longitude: (west + east) / 2, latitude: (south + north) / 2 };
  const corner = distanceMetres(middle.longitude, middle.latitude, west, south);
  const other = distanceMetres(middle.longitude, middle.latitude, west, north);
  return { ...middle, radiusMetres: Math.max(corner, other) + metres };
}

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
    const { register, id, name, status } = target;
    const { longitude, latitude } = target.point ?? placeInside(target.area!);
    found.push({
      register,
      id,
      name,
      status,
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

/** The dissolved outline of some buffers. */
const drawn = (sources: readonly Source[]): MultiPolygon =>
  dissolve({
    discs: sources.map(discOf).filter(isDisc),
    lines: [],
    areas: sources.flatMap(({ site: { area }, metres }) => (area ? [{ area, metres }] : [])),
  });

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
    geometry: drawn([source]),
  }));
}

/** A feature inside as a point on the map. */
const marked = ({ longitude, latitude, ...properties }: FeatureInside): Feature<Point> => ({
  type: 'Feature',
  properties,
  geometry: { type: 'Point', coordinates: [longitude, latitude] },
});

const named = ({ id, name }: Site) => ({ id, name });

function residentsOf(unit: number, population: Population | null, reached: Sums | null) {
  const isKnown = population !== null && !population.unknownUnits.has(unit);
  return {
    residents: isKnown ? (population.byUnit[unit] ?? 0) : null,
    residentsInside: isKnown ? (reached?.byUnit[unit] ?? 0) : null,
  };
}

/** Who and what lies within a distance of the sites of a register; decided by the metric, never by the drawn outline. */
export const buffer = defineAnalysis({
  title: text('缓冲区', 'Buffers'),
  pace: 'job',
  params: BufferParams,
  run(pack, question, progress) {
    const { sources, without, zero, inactive } = chooseSources(pack, question);
    const population = populationOf(pack, pack.manifest.assign);
    const reached = population && residentsInside(population, sources, progress);
    const isWhole = !sources.some((source) => population?.reachesUnknown(surrounding(source)));
    const insideAll = reached && isWhole ? reached.people : null;
    const inside = featuresInside(pack, question.layer, sources, progress);
    progress?.(0, 1, text('处轮廓', 'outline'));
    const whole = drawn(sources);
    const residents = population?.total ?? null;
    const distances = sources.map(({ metres }) => metres);
    const towns = pack.towns.features.map(({ properties: { code, name } }) => ({ code, name }));
    const outside = { code: '', name: outsideEveryTown['zh-CN'] };
    const summary: BufferSummary = {
      layer: question.layer,
      sites: sources.length,
      sitesWithoutDistance: without.map(named),
      sitesWithZeroDistance: zero.map(named),
      inactiveSites: inactive.map(named),
      smallestMetres: distances.length ? Math.min(...distances) : null,
      largestMetres: distances.length ? Math.max(...distances) : null,
      residents,
      residentsInside: insideAll,
      residentsInsideShare: insideAll !== null && residents ? insideAll / residents : null,
      towns: towns.length
        ? [...towns, outside]
            .map((town, unit) => ({
              ...town,
              ...residentsOf(unit, population, reached),
            }))
            .filter((town, unit) => unit < towns.length || (town.residents ?? 0) > 0)
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
