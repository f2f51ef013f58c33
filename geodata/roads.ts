import type { Feature, LineString } from 'geojson';
import type { Settlement } from './builtup';
import { apart, type Ground } from './ground';
import { coarseCell, coarseOf, findWay, searchOf, Web, type Coarse, type Search } from './paths';
import type { Place, Plan } from './plan';
import type { Ring } from './rings';
import { clip, ease } from './streams';
import { makeStreets } from './streets';
import type { Terrain } from './terrain';

type RoadClass = 'motorway' | 'main' | 'street';
export type Road = Feature<LineString, { class: RoadClass; name: string | null; synthetic: true }>;

/** Roads of a district: main roads that join the towns, ways to the villages, street grids, and motorways across. */
export function makeRoads(
  ground: Ground,
  terrain: Terrain,
  plan: Plan,
  settlements: readonly Settlement[],
  orders: Uint8Array,
  outline: Ring[],
): Road[] {
  const coarse = coarseOf(ground, terrain, orders, 1.6);
  const search = searchOf(coarse);
  const cellOf = ({ cell }: Settlement) => coarseCell(ground, coarse, cell);
  const towns = settlements.filter(({ kind }) => kind === 'town');
  const main = new Web();
  const walk = (web: Web, way: number[] | null) =>
    way?.forEach((cell, i) => {
      if (i > 0) web.add(way[i - 1]!, cell);
    });
  for (const [a, b] of townLinks(ground, towns)) {
    const goal = cellOf(b);
    walk(
      main,
      findWay(
        coarse,
        search,
        cellOf(a),
        (cell) => cell === goal,
        (cell) => (main.has(cell) ? 0.4 : 1),
      ),
    );
  }
  const local = new Web();
  const onRoad = (cell: number) => main.has(cell) || local.has(cell);
  for (const village of settlements.filter(({ kind }) => kind === 'village'))
    if (!onRoad(cellOf(village)))
      walk(
        local,
        findWay(coarse, search, cellOf(village), onRoad, () => 1),
      );
  const lineOf = (chain: number[]) =>
    ease(
      chain.map((cell) => centreOfCoarse(ground, coarse, cell)),
      3,
    );
  const roads: Road[] = [];
  const add = (kind: RoadClass, name: string | null, line: Place[]) => {
    for (const coordinates of clip(line, outline))
      roads.push({
        type: 'Feature',
        properties: { class: kind, name, synthetic: true },
        geometry: { type: 'LineString', coordinates },
      });
  };
  motorways(ground, coarseOf(ground, terrain, orders, 0.12), plan, towns, search).forEach(
    (line, i) => add('motorway', `示例高速${i + 1}`, line),
  );
  const mainLines = main.chains((cell) => local.has(cell)).map(lineOf);
  mainLines.forEach((line, i) => add('main', `示例道路${`${i + 1}`.padStart(3, '0')}`, line));
  for (const chain of local.chains((cell) => main.has(cell))) add('street', null, lineOf(chain));
  for (const line of makeStreets(ground, terrain, plan, towns, mainLines))
    add('street', null, line);
  return roads;
}

/** Centre of the block of four cells, degrees. */
const centreOfCoarse = (
  { west, north, cellDegrees }: Ground,
  { columns }: Coarse,
  cell: number,
): Place => [
  west + (cell % columns) * 2 * cellDegrees + cellDegrees,
  north - Math.floor(cell / columns) * 2 * cellDegrees - cellDegrees,
];

/** Which towns are joined: the shortest tree over all, and links that save a long way round. */
function townLinks(ground: Ground, towns: readonly Settlement[]): [Settlement, Settlement][] {
  if (towns.length < 2) return [];
  const links: [Settlement, Settlement][] = [];
  const reached = [towns[0]!];
  const waiting = towns.slice(1);
  while (waiting.length) {
    let best: [number, Settlement, Settlement] | null = null;
    for (const a of reached)
      for (const b of waiting) {
        const far = apart(ground, a.at, b.at);
        if (!best || far < best[0]) best = [far, a, b];
      }
    links.push([best![1], best![2]]);
    reached.push(best![2]);
    waiting.splice(waiting.indexOf(best![2]), 1);
  }
  // Gabriel neighbours: no third town lies in the circle between the two.
  for (const [i, a] of towns.entries())
    for (const b of towns.slice(i + 1)) {
      const middle: Place = [(a.at[0] + b.at[0]) / 2, (a.at[1] + b.at[1]) / 2];
      const half = apart(ground, a.at, b.at) / 2;
      if (towns.every((c) => c === a || c === b || apart(ground, c.at, middle) > half * 0.96))
        if (!links.some(([c, d]) => (c === a && d === b) || (c === b && d === a)))
          links.push([a, b]);
    }
  return links;
}

/** Motorways: across the district past its largest towns, from edge to edge. */
function motorways(
  ground: Ground,
  coarse: Coarse,
  plan: Plan,
  towns: readonly Settlement[],
  search: Search,
): Place[][] {
  if (!plan.motorways.length) return [];
  for (const { cells } of towns)
    for (const cell of cells) coarse.effort[coarseCell(ground, coarse, cell)]! *= 2.2;
  const used = new Set<number>();
  return plan.motorways.map((stops) => {
    const way: number[] = [];
    stops.slice(1).forEach((stop, i) => {
      const goal = nearestOpen(ground, coarse, stop);
      const start = nearestOpen(ground, coarse, stops[i]!);
      const part = findWay(
        coarse,
        search,
        start,
        (cell) => cell === goal,
        (cell) => (used.has(cell) ? 3 : 1),
      );
      way.push(...(part ?? []).slice(way.length ? 1 : 0));
    });
    for (const cell of way) used.add(cell);
    // A motorway bends gently: every fourth place, well smoothed.
    const places = way.map((cell) => centreOfCoarse(ground, coarse, cell));
    return ease(ease(places, 14), 6);
  });
}

/** The coarse cell nearest to a place that a road may cross. */
function nearestOpen(ground: Ground, coarse: Coarse, [x, y]: Place): number {
  let best = -1;
  let least = Number.POSITIVE_INFINITY;
  for (let cell = 0; cell < coarse.effort.length; cell++) {
    if (coarse.effort[cell] === Number.POSITIVE_INFINITY) continue;
    const far = apart(ground, centreOfCoarse(ground, coarse, cell), [x, y]);
    if (far < least) [best, least] = [cell, far];
  }
  return best;
}
