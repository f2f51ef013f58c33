import * as v from 'valibot';
import { bufferRange, bufferRules } from '../domain/rules';
import { text, type Text } from '../domain/text';
import { areaFinder, contains } from '../geo/polygons';
import { bearingDegrees, distanceMetres, type Place } from '../geo/metric';
import type { Pack } from '../pack/pack';
import { bufferLayers } from './bufferParams';
import { hazardLayers } from './hazardLayers';
import { defineAnalysis } from './define';
import { between, oneOf } from './params';
import { pointProvenance, pointTables } from './pointReport';
import { populationOf } from './population';
import type { NearHazard, NearShelter, PointSummary, PointZone } from './pointSummary';
import { directionTo, distanceTo, isActiveSite, sitesOf, type Site } from './sites';
import { isPosition } from './zones';

const Ring = v.strictObject({
  layer: oneOf(bufferLayers),
  distanceMetres: v.optional(v.nullable(between(bufferRange.min, bufferRange.max)), null),
});

const PointParams = v.strictObject({
  /** Degrees, WGS 84; `null` is the seat of the district, else the middle of its extent. */
  longitude: v.optional(v.nullable(between(-180, 180)), null),
  latitude: v.optional(v.nullable(between(-90, 90)), null),
  /** Buffers to test; a distance of `null` is the rule of the layer. */
  buffers: v.optional(
    v.array(Ring),
    hazardLayers.map((layer) => ({ layer, distanceMetres: null })),
  ),
});
export type PointQuestion = v.InferOutput<typeof PointParams>;

const winds = [
  text('北', 'north'),
  text('东北', 'north-east'),
  text('东', 'east'),
  text('东南', 'south-east'),
  text('南', 'south'),
  text('西南', 'south-west'),
  text('西', 'west'),
  text('西北', 'north-west'),
] as const;

/** One of eight winds for a bearing in degrees from north. */
export const windOf = (bearing: number): Text => winds[Math.round(bearing / 45) % 8]!;

const residentRadii = [500, 1000];
const hazardRadiusMetres = 2000;
const shelterMarginMetres = 100;
const sheltersShown = 3;

/** A site with the distance round it that must not be entered. */
interface RingOfSite {
  site: Site;
  kind: PointZone['kind'];
  radiusMetres: number;
}

/**
 * Every ring to be tested: entered safety distances always, and the buffers asked for. A distance of 0 is no ring, and
 * only active hazard sites have one.
 */
function ringsOf(pack: Pack, buffers: PointQuestion['buffers']): RingOfSite[] {
  const rings: RingOfSite[] = [];
  for (const site of sitesOf(pack, 'hazchem')) {
    const radiusMetres = bufferRules.hazchem.metres(site.properties);
    if (radiusMetres) rings.push({ site, kind: 'safety-distance', radiusMetres });
  }
  for (const { layer, distanceMetres: own } of buffers) {
    if (layer === 'hazchem' && own === null) continue;
    for (const site of sitesOf(pack, layer)) {
      if (!isActiveSite(site)) continue;
      const radiusMetres = own ?? bufferRules[layer].metres(site.properties);
      if (radiusMetres) rings.push({ site, kind: 'buffer', radiusMetres });
    }
  }
  return rings;
}

const isNear = (rings: readonly RingOfSite[], place: Place, marginMetres: number): boolean =>
  rings.some(({ site, radiusMetres }) => {
    const limit = radiusMetres + marginMetres;
    const distance = distanceTo(site, place, limit);
    return marginMetres > 0 ? distance < limit : distance <= limit;
  });

function sheltersByDistance(pack: Pack, place: Place, rings: readonly RingOfSite[]) {
  const open = pack.shelters.features.flatMap(({ geometry, properties }) => {
    const [longitude, latitude] = geometry.coordinates as [number, number];
    if (properties.status !== 'open' || !isPosition(longitude, latitude)) return [];
    const to = { longitude, latitude };
    const distance = distanceMetres(place.longitude, place.latitude, longitude, latitude);
    return [{ to, distance, properties }];
  });
  open.sort(
    (a, b) =>
      a.distance - b.distance ||
      (a.properties.id < b.properties.id ? -1 : Number(a.properties.id > b.properties.id)),
  );
  const describe = ({ to, distance, properties }: (typeof open)[number]): NearShelter => {
    const bearing = bearingDegrees(place, to);
    return {
      id: properties.id,
      name: properties.name,
      ...to,
      distanceMetres: distance,
      bearingDegrees: bearing,
      direction: windOf(bearing),
      class: properties.duration ?? 'unknown',
      capacityPeople: properties.capacityPeople,
      insideZone: isNear(rings, to, 0),
    };
  };
  const safe = open.find(({ to }) => !isNear(rings, to, shelterMarginMetres));
  return {
    nearestShelters: open.slice(0, sheltersShown).map(describe),
    nearestSafeShelter: safe ? describe(safe) : null,
  };
}

function zonesAt(rings: readonly RingOfSite[], place: Place): PointZone[] {
  return rings
    .flatMap(({ site, kind, radiusMetres }): PointZone[] => {
      const distance = distanceTo(site, place, radiusMetres);
      if (distance > radiusMetres) return [];
      const { register, id, name } = site;
      const direction = directionTo(site, place);
      return [
        {
          register,
          id,
          name,
          kind,
          radiusMetres,
          distanceMetres: distance,
          bearingDegrees: direction,
        },
      ];
    })
    .sort((a, b) => a.distanceMetres - b.distanceMetres);
}

function hazardsNear(pack: Pack, place: Place): NearHazard[] {
  return hazardLayers
    .flatMap((layer) => sitesOf(pack, layer))
    .flatMap((site): NearHazard[] => {
      const distance = distanceTo(site, place, hazardRadiusMetres);
      if (distance > hazardRadiusMetres) return [];
      const bearing = directionTo(site, place);
      const { riskGrade } = site.properties;
      return [
        {
          register: site.register,
          id: site.id,
          name: site.name,
          status: site.status,
          distanceMetres: distance,
          bearingDegrees: bearing,
          direction: windOf(bearing),
          riskGrade: typeof riskGrade === 'number' ? riskGrade : null,
        },
      ];
    })
    .sort((a, b) => a.distanceMetres - b.distanceMetres);
}

/** What threatens a place, and where to go from it. */
export const point = defineAnalysis({
  title: text('点位查询', 'Ask a place'),
  pace: 'live',
  params: PointParams,
  run(pack, question) {
    const [west, south, east, north] = pack.manifest.extent;
    const [homeLongitude, homeLatitude] = pack.manifest.seat ?? [
      (west + east) / 2,
      (south + north) / 2,
    ];
    const place: Place = {
      longitude: question.longitude ?? homeLongitude,
      latitude: question.latitude ?? homeLatitude,
    };
    const rings = ringsOf(pack, question.buffers);
    const find = areaFinder(pack.towns.features.map((town) => town.geometry));
    const town = pack.towns.features[find(place.longitude, place.latitude)]?.properties;
    const population = populationOf(pack, pack.manifest.assign);
    const circles = residentRadii.map((radiusMetres) => ({ ...place, radiusMetres }));
    const residents = population?.inside(circles);
    const insideDistrict = pack.district.features.length
      ? pack.district.features.some(({ geometry }) =>
          contains(geometry, place.longitude, place.latitude),
        )
      : null;
    const summary: PointSummary = {
      ...place,
      town: town ? { code: town.code, name: town.name } : null,
      insideDistrict,
      residentsWithin: circles.map((circle, i) => ({
        radiusMetres: circle.radiusMetres,
        // Who lives outside the district is not in its data: unknown, not nobody.
        residents:
          insideDistrict === false || population?.reachesUnknown(circle)
            ? null
            : (residents?.[i] ?? null),
      })),
      ...sheltersByDistance(pack, place, rings),
      zones: zonesAt(rings, place),
      hazards: hazardsNear(pack, place),
      sitesWithoutDistance: sitesOf(pack, 'hazchem').filter(
        (site) => bufferRules.hazchem.metres(site.properties) === null,
      ).length,
    };
    return {
      summary,
      tables: pointTables(summary),
      features: {
        place: {
          type: 'FeatureCollection',
          features: [
            {
              type: 'Feature',
              properties: { town: town?.name ?? null },
              geometry: { type: 'Point', coordinates: [place.longitude, place.latitude] },
            },
          ],
        },
      },
      images: {},
      provenance: pointProvenance(pack, question, summary, population),
    };
  },
});
