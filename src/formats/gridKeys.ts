import { text } from '../domain/text';
import type { SheetCrs } from './sheet';

type Keys = Readonly<Record<string, unknown>>;

/** Codes that say "defined by the other keys", and "not defined". */
const userDefined = 32767;

/** Projections by their number in `ProjMethodGeoKey` (OGC 19-008r4, annex C), as proj calls them. */
const methods: Readonly<Record<number, string>> = {
  1: 'tmerc',
  7: 'merc',
  8: 'lcc',
  9: 'lcc',
  10: 'laea',
  11: 'aea',
  12: 'aeqd',
  13: 'eqdc',
  17: 'eqc',
  24: 'sinu',
  28: 'cea',
};

/** Keys of parameters in the order in which they are looked for, and what proj calls them. */
const parameters: readonly (readonly [proj: string, ...keys: string[]])[] = [
  ['lat_0', 'ProjNatOriginLatGeoKey', 'ProjFalseOriginLatGeoKey', 'ProjCenterLatGeoKey'],
  ['lon_0', 'ProjNatOriginLongGeoKey', 'ProjFalseOriginLongGeoKey', 'ProjCenterLongGeoKey'],
  ['lat_1', 'ProjStdParallel1GeoKey'],
  ['lat_2', 'ProjStdParallel2GeoKey'],
  ['k_0', 'ProjScaleAtNatOriginGeoKey', 'ProjScaleAtCenterGeoKey'],
  ['x_0', 'ProjFalseEastingGeoKey', 'ProjFalseOriginEastingGeoKey', 'ProjCenterEastingGeoKey'],
  ['y_0', 'ProjFalseNorthingGeoKey', 'ProjFalseOriginNorthingGeoKey', 'ProjCenterNorthingGeoKey'],
];

/** Ellipsoids by the code of a geographic system or of a datum; CGCS 2000's differs from GRS 80 by 0.1 mm. */
const ellipsoids: Readonly<Record<number, string>> = {
  4326: '+datum=WGS84',
  6326: '+datum=WGS84',
  4490: '+ellps=GRS80 +towgs84=0,0,0',
  1043: '+ellps=GRS80 +towgs84=0,0,0',
  4214: '+ellps=krass',
  4610: '+a=6378140 +rf=298.257',
};

/** Metres of a linear unit by its EPSG code. */
const units: Readonly<Record<number, number>> = {
  9001: 1,
  9002: 0.3048,
  9003: 1200 / 3937,
  9036: 1000,
};

/**
 * The coordinate system that the GeoKeys of a GeoTIFF give (OGC 19-008r4): an EPSG code, WKT where ESRI wrote it into a
 * citation, else a proj string of the parameters; `null` when they give none.
 */
export function crsOfKeys(keys: Keys): SheetCrs | null {
  const evidence = text('GeoTIFF 的 GeoKey', 'the GeoKeys of the GeoTIFF');
  const named = (definition: string, name = definition): SheetCrs => ({
    definition,
    name: name.slice(0, 80),
    evidence,
  });
  const citation = [keys.PCSCitationGeoKey, keys.GTCitationGeoKey, keys.GeogCitationGeoKey].find(
    (each) => typeof each === 'string' && each.trim() !== '',
  ) as string | undefined;
  const projected = number(keys.ProjectedCSTypeGeoKey);
  const geographic = number(keys.GeographicTypeGeoKey);
  if (isCode(projected)) return named(`EPSG:${projected}`, citation);
  const wkt = citation && /(?:PROJCS|PROJCRS|GEOGCS|GEOGCRS)\s*\[.*\]/su.exec(citation)?.[0];
  if (wkt) return named(wkt, /"([^"]*)"/u.exec(wkt)?.[1]);
  if (keys.GTModelTypeGeoKey === 1 || projected !== null) {
    const proj = projOf(keys);
    return proj === null ? null : named(proj, citation);
  }
  if (isCode(geographic)) return named(`EPSG:${geographic}`, citation);
  const ellipsoid = keys.GTModelTypeGeoKey === 2 ? ellipsoidOf(keys) : null;
  return ellipsoid === null ? null : named(`+proj=longlat ${ellipsoid} +no_defs`, citation);
}

const number = (value: unknown): number | null =>
  typeof value === 'number' && Number.isFinite(value) ? value : null;

const isCode = (value: number | null): value is number =>
  value !== null && value > 1023 && value !== userDefined;

function ellipsoidOf(keys: Keys): string | null {
  for (const key of [keys.GeographicTypeGeoKey, keys.GeogGeodeticDatumGeoKey]) {
    const known = ellipsoids[Number(key)];
    if (known) return known;
  }
  const axis = number(keys.GeogSemiMajorAxisGeoKey);
  const inverse = number(keys.GeogInvFlatteningGeoKey);
  const minor = number(keys.GeogSemiMinorAxisGeoKey);
  if (axis === null || (inverse === null && minor === null)) return null;
  return inverse === null ? `+a=${axis} +b=${minor}` : `+a=${axis} +rf=${inverse}`;
}

function projOf(keys: Keys): string | null {
  const method = methods[Number(keys.ProjCoordTransGeoKey)];
  const ellipsoid = ellipsoidOf(keys);
  const unit = units[number(keys.ProjLinearUnitsGeoKey) ?? 9001];
  if (!method || ellipsoid === null || unit === undefined) return null;
  const given = parameters.flatMap(([name, ...names]) => {
    const value = names.map((key) => number(keys[key])).find((each) => each !== null);
    // False eastings stand in the unit of the file, proj wants metres.
    const factor = name === 'x_0' || name === 'y_0' ? unit : 1;
    return value === undefined || value === null ? [] : `+${name}=${value * factor}`;
  });
  const scale = unit === 1 ? '+units=m' : `+to_meter=${unit}`;
  return [`+proj=${method}`, ...given, ellipsoid, scale, '+no_defs'].join(' ');
}
