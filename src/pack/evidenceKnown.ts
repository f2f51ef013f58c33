import { distanceMetres } from '../geo/metric';
import { boundsOf, polygonsOf, type Bounds } from '../geo/polygons';
import type { Area } from './pack';
import { townKey } from './evidencePlaces';
import { normalWord } from './words';

/** What a pack knows already, in WGS 84 degrees. */
export interface Known {
  district: readonly Area[];
  /** Schematic outlines are no borders that a row could keep to, and are not compared with. */
  towns: readonly { name: string; code: string; area: Area; schematic?: boolean }[];
  /** Features of the pack; a name lets the same thing in the file be compared with it. */
  places: readonly {
    position: readonly [longitude: number, latitude: number];
    name: string | null;
  }[];
}

/** {@link Known} made ready for many questions. */
export interface Ground {
  /** Of the district, else the towns, else the places; `null` when nothing is known. */
  bounds: Bounds | null;
  /** In the district, else in any of its towns; `null` when neither has a real outline: a sketch is none. */
  inDistrict: ((longitude: number, latitude: number) => boolean) | null;
  /** Nothing but sketches of towns says where the district is. */
  isSketched: boolean;
  /** Place in the list of towns of what a row says of its town; -1 when none or more than one is meant. */
  townOf(said: string): number;
  inTown(town: number, longitude: number, latitude: number): boolean;
  /** Places with the same name, at most three; more are no name but a kind of thing. */
  named(name: string): readonly (readonly [number, number])[];
  /** Metres to the nearest known place, at most {@link farMetres}; `null` when no place is known. */
  nearest: ((longitude: number, latitude: number) => number) | null;
}

/** Farther than this a known place has nothing to do with a row. */
export const farMetres = 3000;
const mostNamesakes = 3;

type Point = readonly [longitude: number, latitude: number];

export function groundOf(known: Known): Ground {
  const { district, places } = known;
  const towns = known.towns.filter(({ schematic }) => !schematic);
  const outline = district.length > 0 ? district : known.towns.map(({ area }) => area);
  const isSketched = district.length === 0 && towns.length < known.towns.length;
  const holders = isSketched ? [] : outline.map(holderOf);
  const townHolders = new Map<number, (longitude: number, latitude: number) => boolean>();
  const names = new Map<string, Point[]>();
  for (const { name, position } of places) {
    const key = name === null ? '' : normalWord(name);
    if (key.length < 2) continue;
    const found = names.get(key);
    if (found) found.push(position);
    else names.set(key, [position]);
  }
  return {
    bounds: boundsAround(outline, places),
    inDistrict:
      holders.length > 0
        ? (longitude, latitude) => holders.some((holds) => holds(longitude, latitude))
        : null,
    isSketched,
    townOf: townFinder(towns),
    inTown(town, longitude, latitude) {
      let holds = townHolders.get(town);
      if (!holds) townHolders.set(town, (holds = holderOf(towns[town]!.area)));
      return holds(longitude, latitude);
    },
    named(name) {
      const found = names.get(normalWord(name)) ?? [];
      return found.length <= mostNamesakes ? found : [];
    },
    nearest: places.length > 0 ? nearestOf(places.map(({ position }) => position)) : null,
  };
}

const mostBands = 512;
const edgesPerBand = 4;

/**
 * `contains` of one area for places in any order: only the edges of the band that holds the parallel are looked at,
 * four numbers an edge.
 */
function holderOf(area: Area): (longitude: number, latitude: number) => boolean {
  const [west, south, east, north] = boundsOf(area);
  const rings = polygonsOf(area).flat();
  const count = rings.reduce((sum, { length }) => sum + length, 0);
  const bands = Math.max(1, Math.min(mostBands, Math.ceil(count / edgesPerBand)));
  const bandOf = (latitude: number) =>
    Math.max(0, Math.min(bands - 1, Math.floor(((latitude - south) / (north - south)) * bands)));
  const edges = Array.from({ length: bands }, (): number[] => []);
  for (const ring of rings) {
    for (let i = 1; i < ring.length; i++) {
      const [ax, ay] = ring[i - 1] as [number, number];
      const [bx, by] = ring[i] as [number, number];
      const last = bandOf(Math.max(ay, by));
      for (let band = bandOf(Math.min(ay, by)); band <= last; band++)
        edges[band]!.push(ax, ay, bx, by);
    }
  }
  return (longitude, latitude) => {
    if (!(longitude >= west && longitude <= east && latitude >= south && latitude < north))
      return false;
    const list = edges[bandOf(latitude)]!;
    let odd = false;
    for (let i = 0; i < list.length; i += 4) {
      const [ay, by] = [list[i + 1]!, list[i + 3]!];
      if (ay > latitude === by > latitude) continue;
      const ax = list[i]!;
      if (longitude < ax + ((latitude - ay) / (by - ay)) * (list[i + 2]! - ax)) odd = !odd;
    }
    return odd;
  };
}

function boundsAround(areas: readonly Area[], places: Known['places']): Bounds | null {
  const boxes: Bounds[] = areas.length
    ? areas.map(boundsOf)
    : places.map(({ position: [x, y] }) => [x, y, x, y]);
  const bounds: Bounds = [Infinity, Infinity, -Infinity, -Infinity];
  for (const [west, south, east, north] of boxes) {
    bounds[0] = Math.min(bounds[0], west);
    bounds[1] = Math.min(bounds[1], south);
    bounds[2] = Math.max(bounds[2], east);
    bounds[3] = Math.max(bounds[3], north);
  }
  return bounds[0] <= bounds[2] ? bounds : null;
}

/** Codes agree when one, without zeros and signs, begins with the other and both reach the towns (nine figures). */
const codeOf = (said: string): string | null =>
  /^\d{6}[-\s]?\d{3}(?:0{3})?$/u.test(said) ? said.replace(/\D/gu, '').slice(0, 9) : null;

function townFinder(towns: Known['towns']): (said: string) => number {
  const keys = towns.map(({ name }) => townKey(name));
  const byKey = new Map<string, number>();
  keys.forEach((key, i) => byKey.set(key, byKey.has(key) ? -1 : i));
  const byCode = new Map(towns.map(({ code }, i) => [codeOf(code) ?? code, i]));
  const asked = new Map<string, number>();
  const find = (said: string): number => {
    const code = codeOf(said.trim());
    if (code !== null) return byCode.get(code) ?? -1;
    const whole = byKey.get(townKey(said));
    if (whole !== undefined) return whole;
    // An address: the one town whose name stands in it, and no other.
    const line = normalWord(said);
    const inside = keys.flatMap((key, i) => (key.length >= 2 && line.includes(key) ? [i] : []));
    return inside.length === 1 ? inside[0]! : -1;
  };
  return (said) => {
    let town = asked.get(said);
    if (town === undefined) asked.set(said, (town = find(said)));
    return town;
  };
}

/** Places by squares of 0.01 degrees; at most so many of each count, enough to find one close by. */
const cellDegrees = 0.01;
const mostPerCell = 64;

function nearestOf(places: readonly Point[]): (longitude: number, latitude: number) => number {
  const cells = new Map<number, Point[]>();
  const cellOf = (column: number, row: number) => row * 100_000 + column;
  for (const place of places) {
    const cell = cellOf(Math.floor(place[0] / cellDegrees), Math.floor(place[1] / cellDegrees));
    const here = cells.get(cell);
    if (!here) cells.set(cell, [place]);
    else if (here.length < mostPerCell) here.push(place);
  }
  return (longitude, latitude) => {
    const column = Math.floor(longitude / cellDegrees);
    const row = Math.floor(latitude / cellDegrees);
    let best = farMetres;
    // Rings of squares outwards; a square is at least 500 m wide up to 63° of latitude.
    for (let ring = 0; ring <= 6 && best > (ring - 1) * 500; ring++) {
      for (let dy = -ring; dy <= ring; dy++) {
        const stride = Math.abs(dy) === ring ? 1 : 2 * ring || 1;
        for (let dx = -ring; dx <= ring; dx += stride) {
          for (const [x, y] of cells.get(cellOf(column + dx, row + dy)) ?? [])
            best = Math.min(best, distanceMetres(longitude, latitude, x, y));
        }
      }
    }
    return best;
  };
}
