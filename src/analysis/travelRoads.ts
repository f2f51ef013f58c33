import { Failure } from '../domain/failure';
import { plural, text, type Text } from '../domain/text';
import type { Place } from '../geo/metric';
import type { Nearest } from '../geo/nearest';
import { networkOf, type Network, type NetworkOptions } from '../geo/network';
import { snapTo, type Snaps } from '../geo/networkSnap';
import { Paths } from '../geo/pathsBetween';
import type { Pack } from '../pack/pack';
import type { Population } from './population';
import type { TravelQuestion } from './travelParams';
import { collectPairs, type Pairs } from './travelPairs';

/** What roads tell beside distances. */
export interface OnRoads {
  network: Network;
  paths: Paths;
  /** Where places and sites meet the roads; edge -1 for those farther from any road than the snapping distance. */
  places: Snaps;
  sites: Snaps;
}

/** The places of a population on a network, by snapping distance. */
const placeSnaps = new WeakMap<Population, WeakMap<Network, Map<number, Snaps>>>();

function snapsOf(population: Population, network: Network, snapMetres: number): Snaps {
  const byNetwork: WeakMap<Network, Map<number, Snaps>> = placeSnaps.get(population) ??
  new WeakMap<Network, Map<number, Snaps>>();
  placeSnaps.set(population, byNetwork);
  const byDistance = byNetwork.get(network) ?? new Map<number, Snaps>();
  byNetwork.set(network, byDistance);
  const snaps =
    byDistance.get(snapMetres) ??
    snapTo(network, population.people.length, (place) => population.position(place), snapMetres);
  byDistance.set(snapMetres, snaps);
  return snaps;
}

/**
 * Shortest ways on foot along the pack's roads.
 * @throws Failure in a pack without a road that can be walked, or under a scenario with a cut that no road is near:
 *   ways without the cut would not be those of the scenario
 */
export function travelOnRoads(
  pack: Pack,
  population: Population,
  sites: readonly Place[],
  question: TravelQuestion,
): {
  roads: OnRoads;
  nearest: () => Nearest;
  pairs: (limits: ArrayLike<number>) => Pairs;
  notes: Text[];
} {
  const missed = pack.cutsWithoutRoad?.[0];
  if (missed) throw new Failure(missed);
  const network = networkOf(pack.roads, question);
  if (network.from.length === 0) throw withoutRoads(pack, network);
  const places = snapsOf(population, network, question.snapMetres);
  const siteSnaps = snapTo(
    network,
    sites.length,
    (site) => [sites[site]!.longitude, sites[site]!.latitude],
    question.snapMetres,
  );
  const paths = new Paths(network, places, siteSnaps);
  return {
    roads: { network, paths, places, sites: siteSnaps },
    nearest: () => paths.nearest(),
    pairs(limits) {
      const found = paths.pairs(limits);
      return collectPairs(places.edge.length, (visit) => {
        for (let i = 0; i < found.count; i++)
          visit(found.place[i]!, found.site[i]!, found.metres[i]!);
      });
    },
    notes: notesOn(pack, population, { network, paths, places, sites: siteSnaps }, question),
  };
}

/** Whether any road of a pack can be walked. */
export const canWalkRoads = (pack: Pack, question: NetworkOptions): boolean =>
  networkOf(pack.roads, question).from.length > 0;

function withoutRoads(pack: Pack, { counts }: Network): Failure {
  const all = pack.roads.features.length;
  return all === 0
    ? new Failure(
        text(
          '数据包没有道路，不能按步行路程计算；请导入道路，或把距离改为“直线 × 绕行系数”。',
          'The pack has no roads to walk on; import roads, or measure by straight line × detour.',
        ),
      )
    : new Failure(
        text(
          `数据包的 ${all} 条道路都不能步行（禁止步行 ${counts.forbidden}，阻断 ${counts.blocked}，无长度 ${counts.empty}）；请把距离改为“直线 × 绕行系数”。`,
          `None of the pack's ${all} roads can be walked (closed to people on foot ${counts.forbidden}, blocked ${counts.blocked}, without length ${counts.empty}); measure by straight line × detour.`,
        ),
      );
}

const whole = (people: number) => Math.round(people).toLocaleString('en');

function notesOn(
  pack: Pack,
  population: Population,
  { network, places, sites }: OnRoads,
  { snapMetres, respectOneway }: TravelQuestion,
): Text[] {
  const notes: Text[] = [];
  const note = (condition: boolean, zh: string, en: string) => {
    if (condition) notes.push(text(zh, en));
  };
  const { counts, parts } = network;
  note(
    true,
    `路程＝离路段＋沿道路＋离路段：居民和场所到最近道路按直线，距道路 ${snapMetres} m 以内；道路限于可步行的 ${counts.walked} 条。道路之外没有捷径，路程不小于直线距离。`,
    `A way is the leg to the nearest road in a straight line, at most ${snapMetres} m, the way along ${plural(counts.walked, 'road')} that can be walked, and the leg to the shelter. Nobody cuts across country, and no way is shorter than the straight line.`,
  );
  note(
    counts.forbidden > 0,
    `${counts.forbidden} 条高速公路或禁止步行的道路不计入。`,
    `${plural(counts.forbidden, 'motorway or road', 'motorways or roads')} closed to people on foot left out.`,
  );
  note(
    counts.blocked > 0,
    `${counts.blocked} 条阻断的道路不计入。`,
    `${plural(counts.blocked, 'blocked road is', 'blocked roads are')} left out.`,
  );
  note(
    counts.empty > 0,
    `${counts.empty} 条道路没有长度，不计入。`,
    `Roads without length left out: ${counts.empty}.`,
  );
  note(
    parts > 1,
    `可步行的道路分为 ${parts} 个互不相连的部分。`,
    `The roads that can be walked fall into ${parts} parts that do not connect.`,
  );
  note(
    respectOneway,
    '按单行方向步行。',
    'People on foot keep to the direction of one-way streets.',
  );
  const far = sites.edge.filter((edge) => edge < 0).length;
  note(
    far > 0,
    `${far} 处场所离可步行的道路超过 ${snapMetres} m，无法沿道路到达。`,
    `${plural(far, 'shelter is', 'shelters are')} farther than ${snapMetres} m from any road that can be walked and cannot be reached on one.`,
  );
  const { people } = population.atPlaces(Uint8Array.from(places.edge, (edge) => +(edge < 0)));
  note(
    people > 0,
    `${whole(people)} 位居民离可步行的道路超过 ${snapMetres} m，路程未知，按到不了计，不作推测。`,
    `${plural(Math.round(people), 'resident is', 'residents are')} farther than ${snapMetres} m from any road that can be walked: their way is unknown, they count as not reaching a shelter, and nothing is guessed.`,
  );
  const schematic = pack.roads.features.some(({ properties }) => properties?.synthetic === true);
  note(
    schematic,
    '道路是示例数据，步行路程不能用于实际疏散。',
    'The roads are sample data: ways on them are not for a real evacuation.',
  );
  return notes;
}
