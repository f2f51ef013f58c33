import { text } from '../domain/text';
import type { Transform } from './crs';
import { datums, type Datum } from './crsDatums';
import { gaussKruger, type Projection } from './crsGaussKruger';
import { meridianOf } from './crsZones';

const kinds: Readonly<Record<string, { id: string; datum: Datum }>> = {
  CGCS2000GK: { id: 'CGCS2000-GK', datum: datums.cgcs2000 },
  XIAN80GK: { id: 'XIAN80-GK', datum: datums.xian80 },
  BEIJING54GK: { id: 'BEIJING54-GK', datum: datums.beijing54 },
};

/** Gauss–Krüger metres whose zone is told row by row by the number before the easting, for files across zones. */
export function anyZone(name: string): Transform | null {
  const kind = kinds[name];
  if (!kind) return null;
  const { id, datum } = kind;
  const { 'zh-CN': zh, en } = datum.title;
  const zones = new Map<number, Projection>();
  const projectionOf = (zone: number): Projection | null => {
    const meridian = meridianOf(zone);
    if (meridian === null) return null;
    const falseEasting = zone * 1e6 + 500_000;
    const projection =
      zones.get(zone) ?? gaussKruger(datum.ellipsoid, { centralMeridian: meridian, falseEasting });
    zones.set(zone, projection);
    return projection;
  };
  return {
    id,
    title: text(
      `${zh} 高斯–克吕格，带号以每行为准`,
      `${en} Gauss–Krüger, zone by the number of each row`,
    ),
    approximate: datum.approximate,
    toWgs84(x, y) {
      const place = projectionOf(Math.floor(x / 1e6))?.inverse(x, y);
      return place ? datum.toWgs84(...place) : null;
    },
    fromWgs84(longitude, latitude) {
      const place = datum.fromWgs84(longitude, latitude);
      return projectionOf(Math.round(place[0] / 3))?.forward(...place) ?? null;
    },
  };
}
