import { text, type Text } from '../domain/text';
import { bd09ToWgs84, wgs84ToBd09 } from './bd09';
import { datums, type Datum } from './crsDatums';
import { gaussKruger, type Meridian } from './crsGaussKruger';
import { modified } from './crsModifiers';
import { anyZone } from './crsAnyZone';
import { zoneOf, type Zone } from './crsZones';
import { gcj02ToWgs84, wgs84ToGcj02 } from './gcj02';
import { semiMajorMetres } from './metric';

/** A way from written coordinates to WGS 84 degrees and back. */
export interface Transform {
  /** For example `EPSG:4544`, `GCJ02`, `EPSG:4326+swapped+e6`; what {@link transformOf} takes. */
  id: string;
  title: Text;
  /** Why its places are only approximate, with the size of the error; `null` when they are not. */
  approximate: Text | null;
  /** `x` is what stands first in the file's order east, north, unless the transform says swapped; `null`: no place. */
  toWgs84: (x: number, y: number) => [longitude: number, latitude: number] | null;
  fromWgs84: (longitude: number, latitude: number) => [x: number, y: number] | null;
}

const inWorld = (longitude: number, latitude: number): boolean =>
  Math.abs(longitude) <= 180 && Math.abs(latitude) <= 90;

/** A transform between degrees, refused beyond the world on both sides. */
function ofDegrees(
  id: string,
  title: Text,
  to: (place: [number, number]) => [number, number],
  from: (place: [number, number]) => [number, number],
  approximate: Text | null = null,
): Transform {
  return {
    id,
    title,
    approximate,
    toWgs84: (x, y) => (inWorld(x, y) ? to([x, y]) : null),
    fromWgs84: (longitude, latitude) =>
      inWorld(longitude, latitude) ? from([longitude, latitude]) : null,
  };
}

/** A transform of a transverse Mercator projection (Gauss–Krüger, UTM) of a datum. */
export function ofMeridian(id: string, title: Text, datum: Datum, meridian: Meridian): Transform {
  const projection = gaussKruger(datum.ellipsoid, meridian);
  return {
    id,
    title,
    approximate: datum.approximate,
    toWgs84(x, y) {
      const place = projection.inverse(x, y);
      return place && datum.toWgs84(...place);
    },
    fromWgs84: (longitude, latitude) =>
      inWorld(longitude, latitude)
        ? projection.forward(...datum.fromWgs84(longitude, latitude))
        : null,
  };
}

function ofZone(code: number, zone: Zone): Transform {
  const { meridian, width, number } = zone;
  const datum: Datum = datums[zone.datum];
  const { 'zh-CN': zh, en } = datum.title;
  const title =
    number === null
      ? text(
          `${zh} 高斯–克吕格 ${width}° 带，中央经线 ${meridian}°`,
          `${en} Gauss–Krüger, ${width}° zones, central meridian ${meridian}°`,
        )
      : text(
          `${zh} 高斯–克吕格 ${width}° 带第 ${number} 带`,
          `${en} Gauss–Krüger, ${width}° zone ${number}`,
        );
  const falseEasting = (number === null ? 0 : number * 1e6) + 500_000;
  return ofMeridian(`EPSG:${code}`, title, datum, { centralMeridian: meridian, falseEasting });
}

const radian = Math.PI / 180;
/** Web Mercator ends at this latitude, where the map is square. */
const edgeMetres = Math.PI * semiMajorMetres;

const webMercator: Transform = {
  id: 'EPSG:3857',
  title: text('Web 墨卡托', 'Web Mercator'),
  approximate: null,
  toWgs84: (x, y) =>
    Math.abs(x) <= edgeMetres && Math.abs(y) <= edgeMetres
      ? [x / semiMajorMetres / radian, Math.atan(Math.sinh(y / semiMajorMetres)) / radian]
      : null,
  fromWgs84: (longitude, latitude) =>
    Math.abs(longitude) <= 180 && Math.abs(latitude) < 86
      ? [
          longitude * radian * semiMajorMetres,
          Math.asinh(Math.tan(latitude * radian)) * semiMajorMetres,
        ]
      : null,
};

function ofUtm(code: number): Transform | null {
  const south = code >= 32701;
  const zone = code - (south ? 32700 : 32600);
  if (!(zone >= 1 && zone <= 60)) return null;
  const name = `${zone}${south ? 'S' : 'N'}`;
  return ofMeridian(
    `EPSG:${code}`,
    text(`WGS 84 UTM ${name} 带`, `WGS 84 UTM zone ${name}`),
    datums.wgs84,
    {
      centralMeridian: 6 * zone - 183,
      falseEasting: 500_000,
      falseNorthing: south ? 10_000_000 : 0,
      scale: 0.9996,
    },
  );
}

function ofEpsg(code: number): Transform | null {
  // 900913, 102100 and 102113 are older names of Web Mercator, 3785 its withdrawn code.
  if ([3857, 3785, 900913, 102100, 102113].includes(code)) return webMercator;
  const datum: Datum | undefined = Object.values(datums).find(({ degrees }) => degrees === code);
  if (datum) {
    // The two agree to decimetres, and files that name the one mean the other as often.
    const both = code === 4326 ? ' / CGCS 2000' : '';
    return ofDegrees(
      `EPSG:${code}`,
      text(`${datum.title['zh-CN']}${both} 经纬度`, `${datum.title.en}${both} degrees`),
      (place) => datum.toWgs84(...place),
      (place) => datum.fromWgs84(...place),
      datum.approximate,
    );
  }
  const zone = zoneOf(code);
  return zone ? ofZone(code, zone) : ofUtm(code);
}

function ofName(name: string): Transform | null {
  const plain = name.toUpperCase().replace(/[\s_-]/gu, '');
  if (plain === 'GCJ02') return ofDegrees('GCJ02', gcjTitle, gcj02ToWgs84, wgs84ToGcj02);
  if (plain === 'BD09' || plain === 'BD09LL')
    return ofDegrees('BD09', bdTitle, bd09ToWgs84, wgs84ToBd09);
  if (plain === 'WGS84' || plain === 'CRS84') return ofEpsg(4326);
  if (plain === 'CGCS2000') return ofEpsg(4490);
  return anyZone(plain);
}

const gcjTitle = text('GCJ-02（高德、腾讯）', 'GCJ-02 (Amap, Tencent)');
const bdTitle = text('BD-09（百度）', 'BD-09 (Baidu)');

/**
 * The transform of an id: `EPSG:` and a code (WGS 84, CGCS 2000, Xi'an 80, Beijing 54 and New Beijing in degrees and
 * in 3° and 6° zones, Web Mercator, UTM), `GCJ02`, `BD09`, `CGCS2000-GK` (the zone of each row by the number before
 * its easting; also `XIAN80-GK`, `BEIJING54-GK`), each with modifiers joined by `+` for what registers do to
 * coordinates, see {@link modified}. East stands before north, whatever order EPSG gives a code, as files of maps have
 * it; Chinese surveys write X for the north: `+swapped`.
 * @returns `null` when the id is not known; there is no table of all EPSG codes
 */
export function transformOf(id: string): Transform | null {
  const [base = '', ...modifiers] = id.trim().split('+');
  const code = /^EPSG:{1,2}(\d{1,6})$/iu.exec(base)?.[1];
  const found = code ? ofEpsg(Number(code)) : ofName(base);
  return modifiers.reduce<Transform | null>((transform, name) => {
    return transform && modified(transform, name);
  }, found);
}
