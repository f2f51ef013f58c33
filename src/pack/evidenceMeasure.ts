import type { Transform } from '../geo/crs';
import { distanceMetres } from '../geo/metric';
import { farMetres, type Ground } from './evidenceKnown';
import type { RawPlace } from './evidencePlaces';
import { isDegreesAsMetres } from './placeDegrees';

/** How well one way to read the coordinates agrees with what is known. Shares are of the places looked at, 0 to 1. */
export interface Hypothesis {
  transform: Transform;
  /** Places that are on the globe at all. */
  world: number;
  /** `null` when no outline is known. */
  district: number | null;
  /** Of the places that name a town that is known; `null` when none does. */
  town: { share: number; places: number } | null;
  /** Distance to the known place of the same name, metres; `null` when there is none. */
  named: { medianMetres: number; places: number } | null;
  /** Distance to the nearest known place, metres, at most 3 km; `null` when none is known. */
  nearestMedianMetres: number | null;
  /** 0 to 1: what of all that could speak for it does. */
  score: number;
}

/** A {@link Hypothesis} with what was found row by row. */
export interface Measured extends Hypothesis {
  /** `NaN` where there is no place. */
  longitudes: Float64Array;
  latitudes: Float64Array;
  /** 1 inside, 0 outside; -1 when nobody can tell. */
  inDistrict: Int8Array;
  inTown: Int8Array;
  /** Metres, `NaN` without one of the same name. */
  namedMetres: Float64Array;
  rank: number;
}

/** What each thing weighs against the others; the same thing at the same place says most. */
const weights = { world: 1, district: 3, town: 3, named: 4, nearest: 1 };
/** Distances at which half of the weight is lost, metres: what a careful register is wrong by. */
const namedScaleMetres = 50;
const nearestScaleMetres = 100;
/** Rows whose nearest known place is looked for. */
const nearestRows = 1000;

/**
 * What is likelier where nothing else speaks, in shares of the score: degrees and metres of today's system, then the
 * web maps, then the systems that may not be used since July 2018.
 */
function prior({ id }: Transform): number {
  const base = id.split('+')[0]!;
  const rare = 0.0003 * (id.split('+').length - 1);
  if (base === 'GCJ02') return 0.002 - rare;
  if (base === 'BD09') return 0.0015 - rare;
  if (/^EPSG:326|^EPSG:327/u.test(base)) return -rare;
  if (/^EPSG:(?:4326|3857|4490|4[45]\d\d)$|^CGCS2000/u.test(base)) return 0.004 - rare;
  return 0.001 - rare;
}

const bend = (metres: number, scale: number) => 1 / (1 + (metres / scale) ** 2);

/** Reads every place by a transform and weighs where it comes to lie. */
export function measure(
  places: readonly RawPlace[],
  towns: readonly number[],
  namesakes: readonly (readonly (readonly [number, number])[])[],
  transform: Transform,
  ground: Ground,
): Measured {
  const size = places.length;
  const longitudes = new Float64Array(size).fill(NaN);
  const latitudes = new Float64Array(size).fill(NaN);
  const inDistrict = new Int8Array(size).fill(ground.inDistrict ? 0 : -1);
  const inTown = new Int8Array(size).fill(-1);
  const namedMetres = new Float64Array(size).fill(NaN);
  const near: number[] = [];
  const nearStep = Math.max(1, Math.floor(size / nearestRows));
  let [world, inside, ofTown, won, named, close] = [0, 0, 0, 0, 0, 0];
  for (let i = 0; i < size; i++) {
    const { x, y } = places[i]!;
    const town = towns[i]!;
    if (town >= 0) {
      inTown[i] = 0;
      ofTown++;
    }
    const same = namesakes[i]!;
    if (same.length > 0) namedMetres[i] = Infinity;
    const asksNear = ground.nearest !== null && i % nearStep === 0;
    const place = isDegreesAsMetres(x, y, transform) ? null : transform.toWgs84(x, y);
    if (!place || Math.abs(place[0]) > 180 || Math.abs(place[1]) > 90) {
      if (asksNear) near.push(farMetres);
      continue;
    }
    const [longitude, latitude] = place;
    longitudes[i] = longitude;
    latitudes[i] = latitude;
    world++;
    if (ground.inDistrict?.(longitude, latitude)) {
      inDistrict[i] = 1;
      inside++;
    }
    if (town >= 0 && ground.inTown(town, longitude, latitude)) {
      inTown[i] = 1;
      won++;
    }
    if (same.length > 0) {
      namedMetres[i] = Math.min(...same.map(([a, b]) => distanceMetres(longitude, latitude, a, b)));
      named += bend(namedMetres[i]!, namedScaleMetres);
    }
    if (asksNear) {
      const metres = ground.nearest!(longitude, latitude);
      near.push(metres);
      close += bend(metres, nearestScaleMetres);
    }
  }
  const ofName = namesakes.filter(({ length }) => length > 0).length;
  const possible =
    weights.world * size +
    (ground.inDistrict ? weights.district * size : 0) +
    weights.town * ofTown +
    weights.named * ofName +
    weights.nearest * near.length;
  const earned =
    weights.world * world +
    weights.district * inside +
    weights.town * won +
    weights.named * named +
    weights.nearest * close;
  const score = possible > 0 ? earned / possible : 0;
  return {
    transform,
    world: size > 0 ? world / size : 0,
    district: ground.inDistrict && size > 0 ? inside / size : null,
    town: ofTown > 0 ? { share: won / ofTown, places: ofTown } : null,
    named:
      ofName > 0
        ? {
            medianMetres: median(namedMetres.filter((metres) => !Number.isNaN(metres))),
            places: ofName,
          }
        : null,
    nearestMedianMetres: near.length > 0 ? median(Float64Array.from(near)) : null,
    score,
    rank: score + prior(transform),
    longitudes,
    latitudes,
    inDistrict,
    inTown,
    namedMetres,
  };
}

/** The middle of some numbers; `NaN` of none. */
export function median(values: Float64Array): number {
  const sorted = values.slice().sort();
  const half = sorted.length >> 1;
  if (sorted.length === 0) return NaN;
  return sorted.length % 2 === 1 ? sorted[half]! : (sorted[half - 1]! + sorted[half]!) / 2;
}
