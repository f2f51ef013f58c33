import type { Feature, MultiPolygon, Point, Polygon } from 'geojson';
import type { Settlement } from './builtup';
import { apart, centreOf, type Ground } from './ground';
import type { Lake } from './lakes';
import type { Place, Plan } from './plan';
import type { Random } from './random';
import { rounded, within, type Ring } from './rings';
import type { Terrain } from './terrain';
import type { Seat } from './towns';

/** Everything that a register's records are placed on. */
export interface Scene {
  plan: Plan;
  ground: Ground;
  terrain: Terrain;
  outline: Polygon | MultiPolygon;
  rings: Ring[];
  seats: Seat[];
  settlements: Settlement[];
  lakes: Lake[];
  /** Residents expected in each cell. */
  people: Float64Array;
  /** Distance to the nearest road, to the nearest built-up cell and to the outline from within, metres. */
  toRoad: Float32Array;
  toBuiltUp: Float32Array;
  toEdge: Float32Array;
}

const surnames = [
  ...'张王李赵陈杨周吴徐孙胡朱高林何郭马罗梁宋郑谢韩唐冯于董萧程曹袁邓许傅沈曾彭吕苏卢蒋蔡贾丁魏薛叶阎余潘杜戴夏钟汪田任姜范方石姚谭廖邹熊金陆郝孔白崔康毛邱秦江史顾侯邵孟龙万段雷钱汤',
];

/** A person who does not exist: a surname and 某某. */
export const person = (random: Random) => `${random.pick(surnames)}某某`;

/** A number of 11 digits that nobody has: 1380000 and four digits. */
export const phone = (random: Random) => `1380000${`${random.whole(0, 9999)}`.padStart(4, '0')}`;

/** A day of the year before the date of the sample registers, 2025-12-31. */
export const day = (random: Random) =>
  `2025-${`${random.whole(3, 12)}`.padStart(2, '0')}-${`${random.whole(1, 28)}`.padStart(2, '0')}`;

/** The town that a record at a place may be named after: the nearest known seat, if it is within the plan's reach. */
export function townAt({ plan, ground, seats }: Scene, place: Place): string | null {
  let best: string | null = null;
  let least = plan.townReachMetres;
  for (const { name, at } of seats) {
    if (!at) continue;
    const far = apart(ground, place, at);
    if (far < least) [best, least] = [name, far];
  }
  return best;
}

/** Gives each record of one kind its running number within its town, or within the district. */
export function numbering({ plan }: Scene) {
  const used = new Map<string, number>();
  return (town: string | null, kind: string, counter: string) => {
    const owner = town ?? plan.name['zh-CN'];
    const number = (used.get(owner) ?? 0) + 1;
    used.set(owner, number);
    return `${owner}${kind} ${`${number}`.padStart(2, '0')}${counter}`;
  };
}

/** A place at a cell, off its centre by chance, inside the outline. */
export function placeIn({ ground, rings }: Scene, cell: number, random: Random): Place {
  const [x, y] = centreOf(ground, cell);
  const side = ground.cellDegrees;
  const moved: Place = [
    rounded(x + random.between(-0.4, 0.4) * side),
    rounded(y + random.between(-0.4, 0.4) * side),
  ];
  return within(rings, ...moved) ? moved : [rounded(x), rounded(y)];
}

/**
 * Draws cells by weight without giving the same one twice, apart from each other by a spacing that shrinks when there
 * is no room.
 * @throws Error when fewer cells than wanted have a weight
 */
export function draw(
  { ground, plan }: Scene,
  weightOf: (cell: number) => number,
  count: number,
  spacingMetres: number,
  random: Random,
): number[] {
  const cells: number[] = [];
  const sums: number[] = [];
  let total = 0;
  for (let cell = 0; cell < ground.inside.length; cell++) {
    if (!ground.inside[cell]) continue;
    const weight = weightOf(cell);
    if (!(weight > 0)) continue;
    total += weight;
    cells.push(cell);
    sums.push(total);
  }
  if (cells.length < count)
    throw new Error(
      `${plan.id} has ${cells.length} fit places, ${count} are wanted: loosen the conditions.`,
    );
  const chosen: number[] = [];
  let spacing = spacingMetres;
  for (let tries = 0; chosen.length < count; tries++) {
    if (tries % 200 === 199) spacing *= 0.8;
    const wanted = random.next() * total;
    let low = 0;
    let high = sums.length - 1;
    while (low < high) {
      const middle = (low + high) >> 1;
      if (sums[middle]! > wanted) high = middle;
      else low = middle + 1;
    }
    const cell = cells[low]!;
    const at = centreOf(ground, cell);
    if (chosen.includes(cell)) continue;
    if (chosen.every((other) => apart(ground, at, centreOf(ground, other)) >= spacing))
      chosen.push(cell);
  }
  return chosen;
}

export const point = <Properties>(
  at: Place,
  properties: Properties,
): Feature<Point, Properties> => ({
  type: 'Feature',
  properties,
  geometry: { type: 'Point', coordinates: [rounded(at[0]), rounded(at[1])] },
});

/** A figure as a register would give it: two significant digits. */
export function twoDigits(value: number): number {
  if (value <= 0) return 0;
  const unit = 10 ** (Math.floor(Math.log10(value)) - 1);
  return Math.round(Math.round(value / unit) * unit);
}
