import { text } from '../domain/text';
import { ofMeridian, transformOf, type Transform } from './crs';
import { datums, type DatumId } from './crsDatums';
import { proj4Transform } from './crsProj4';
import { codeOfZone } from './crsZones';

/** The datums by the names that EPSG, ESRI and people give them; the more special name first. */
const datumNames: readonly (readonly [RegExp, DatumId])[] = [
  [/new[_ ]beijing/iu, 'newBeijing'],
  [/beijing[_ ]?(?:19)?54|北京.{0,4}54/iu, 'beijing54'],
  [/xi'?an[_ ]?(?:19)?80|西安.{0,4}80/iu, 'xian80'],
  [/china[_ ]2000|cgcs[_ ]?2000|China[_ ]Geodetic[_ ]Coordinate[_ ]System[_ ]2000/iu, 'cgcs2000'],
  [/wgs[_ ]?(?:19)?84|World[_ ]Geodetic[_ ]System[_ ]1984/iu, 'wgs84'],
];

/** The horizontal part of a compound definition: from its keyword to the bracket that closes it. */
function horizontal(wkt: string): string {
  const start = /^(?:COMPD_CS|COMPOUNDCRS)\b/iu.test(wkt)
    ? wkt.search(/\b(?:PROJCS|PROJCRS|PROJECTEDCRS|GEOGCS|GEOGCRS|GEODCRS)\s*[[(]/iu)
    : 0;
  if (start < 0) return wkt;
  let depth = 0;
  let quoted = false;
  for (let i = start; i < wkt.length; i++) {
    const character = wkt[i]!;
    if (character === '"') quoted = !quoted;
    else if (!quoted && (character === '[' || character === '(')) depth++;
    else if (!quoted && (character === ']' || character === ')') && --depth === 0)
      return wkt.slice(start, i + 1);
  }
  return wkt.slice(start);
}

/** The value of the first parameter that has one of the names. */
function parameter(wkt: string, names: string): number | null {
  const found = new RegExp(
    String.raw`PARAMETER\s*[\[(]\s*"(?:${names})"\s*,\s*([-+\d.eE]+)`,
    'iu',
  ).exec(wkt);
  return found ? Number(found[1]) : null;
}

/** A Gauss–Krüger or transverse Mercator projection of a known datum in metres; `null` for anything else. */
function transverse(wkt: string, name: string, id: DatumId): Transform | null {
  if (!/"(?:Gauss[_ -]Kr[uü]e?ger|Transverse[_ ]Mercator)"/iu.test(wkt)) return null;
  const meridian = parameter(wkt, 'central_meridian|Longitude of natural origin');
  const falseEasting = parameter(wkt, 'false_easting|False easting');
  const falseNorthing = parameter(wkt, 'false_northing|False northing') ?? 0;
  const scale = parameter(wkt, 'scale_factor|Scale factor at natural origin') ?? 1;
  const origin = parameter(wkt, 'latitude_of_origin|Latitude of natural origin') ?? 0;
  if (meridian === null || falseEasting === null || origin !== 0) return null;
  if (![meridian, falseEasting, falseNorthing, scale].every(Number.isFinite)) return null;
  if (scale === 1 && falseNorthing === 0) {
    const number = (falseEasting - 500_000) / 1e6;
    const widths =
      /3[-_ ]degree/iu.test(name) || number > 23 ? ([3, 6] as const) : ([6, 3] as const);
    for (const width of widths) {
      const code = codeOfZone({ datum: id, meridian, width, number: number === 0 ? null : number });
      const known = code === null ? null : transformOf(`EPSG:${code}`);
      // A false easting that is no zone's, or another zone's, is a projection of its own.
      if (known && (number === 0 || number === meridian / 3 || number === (meridian + 3) / 6))
        return known;
    }
  }
  return ofMeridian(wkt, text(name, name), datums[id], {
    centralMeridian: meridian,
    falseEasting,
    falseNorthing,
    scale,
  });
}

/**
 * The transform of a definition in WKT: by the EPSG code it ends with, by its datum and parameters where they are of
 * the Chinese surveys, else by proj4.
 * @throws Failure when it cannot be read
 */
export async function ofWkt(definition: string): Promise<Transform> {
  const wkt = horizontal(definition);
  const name = /"([^"]*)"/u.exec(wkt)?.[1] ?? wkt.slice(0, 60);
  const code = /(?:AUTHORITY|ID)\s*[[(]\s*"EPSG"\s*,\s*"?(\d+)"?\s*[\])]\s*[\])]\s*$/iu.exec(
    wkt,
  )?.[1];
  const known = code ? transformOf(`EPSG:${code}`) : null;
  if (known) return known;
  if (/"Mercator_Auxiliary_Sphere"|Popular Visualisation Pseudo/iu.test(wkt))
    return transformOf('EPSG:3857')!;
  // Parameters to WGS 84 in the definition are better than any of ours.
  const id = /TOWGS84/iu.test(wkt) ? null : datumOf(wkt);
  if (id && /^GEO(?:GCS|GCRS|DCRS|DETICCRS|GRAPHICCRS)/iu.test(wkt)) {
    const degrees = transformOf(`EPSG:${datums[id].degrees}`);
    if (degrees && inDegrees(wkt)) return degrees;
  }
  const isMetric = !/UNIT\s*[[(]\s*"[^"]*(?:foot|feet|kilomet)/iu.test(wkt);
  const found = id && isMetric ? transverse(wkt, name, id) : null;
  return found ?? (await proj4Transform(wkt, wkt, name));
}

/** The datum by the names of the datum itself, else of the whole. */
function datumOf(wkt: string): DatumId | null {
  const own = /(?:DATUM|ENSEMBLE)\s*[[(]\s*"([^"]*)"/iu.exec(wkt)?.[1] ?? '';
  return datumNames.find(([name]) => name.test(own))?.[1] ?? null;
}

const inDegrees = (wkt: string): boolean => {
  const primeMeridian = /PRIMEM\s*[[(]\s*"[^"]*"\s*,\s*([-+\d.]+)/iu.exec(wkt)?.[1];
  return Number(primeMeridian ?? 0) === 0 && /UNIT\s*[[(]\s*"degree/iu.test(wkt);
};
