import { text, type Text } from '../domain/text';
import type { Place } from '../geo/metric';
import type { Nearest } from '../geo/nearest';
import type { Pack } from '../pack/pack';
import type { Provenance } from './define';
import type { Population } from './population';
import type { Serving } from './serving';
import { pairsInside, type Pairs } from './travelPairs';
import { metresPerSecondOf, wayLabels, type TravelQuestion, type Way } from './travelParams';
import { travelOnRoads, type OnRoads } from './travelRoads';

export type { Pairs };

/** How far every place of a population is from some sites, by one way of measuring. */
export interface Travel {
  way: Way;
  /** Nearest site of every place by path, metres; site -1 and `NaN` metres where none can be reached. */
  nearest: () => Nearest;
  /** All pairs of place and site whose path is no longer than the site's limit, metres; one limit a site. */
  pairs: (limits: ArrayLike<number>) => Pairs;
  /** The limit of each shelter that serves, metres of path: minutes at walking speed, or its own radius. */
  limits: (serving: readonly Serving[]) => Float64Array;
  notes: Text[];
  parameters: Provenance['parameters'];
  /** What only roads can tell; absent for the other ways. */
  roads?: OnRoads;
}

/**
 * Distances between the places of a population and some sites.
 *
 * `straight` is the geodesic, `detour` the geodesic times a factor (assumed [M]), `walk` the shortest way along the
 * pack's roads with the legs off the road at both ends in a straight line.
 * @throws Failure for `walk` in a pack without a road that can be walked
 */
export function travelTo(
  pack: Pack,
  population: Population,
  sites: readonly Place[],
  question: TravelQuestion,
): Travel {
  if (question.by === 'walk') {
    const { roads, nearest, pairs, notes } = travelOnRoads(pack, population, sites, question);
    return {
      way: 'walk',
      nearest,
      pairs,
      limits: (serving) => limitsOf(serving, question),
      notes: [...notes, ...notesOn(question)],
      parameters: parametersOf(question),
      roads,
    };
  }
  const factor = question.by === 'detour' ? question.detourFactor : 1;
  return {
    way: question.by,
    nearest() {
      const { site, metres } = population.nearest(sites);
      return { site, metres: factor === 1 ? metres : metres.map((d) => d * factor) };
    },
    pairs(limits) {
      const discs = sites.map(({ longitude, latitude }, i) => ({
        longitude,
        latitude,
        radiusMetres: limits[i]! / factor,
      }));
      const found = pairsInside(population.index, discs);
      if (factor !== 1) for (let i = 0; i < found.metres.length; i++) found.metres[i]! *= factor;
      return found;
    },
    limits: (serving) => limitsOf(serving, question),
    notes: notesOn(question),
    parameters: parametersOf(question),
  };
}

/**
 * The limit of each shelter on the way, metres: minutes at walking speed, or its own radius. Minutes bear on ways that
 * take time; a straight line is held against the radius alone.
 */
export const limitsOf = (serving: readonly Serving[], question: TravelQuestion): Float64Array =>
  question.minutes === null || question.by === 'straight'
    ? Float64Array.from(serving, ({ radiusMetres }) => radiusMetres)
    : new Float64Array(serving.length).fill(question.minutes * 60 * metresPerSecondOf(question));

function notesOn(question: TravelQuestion): Text[] {
  const { by, minutes, detourFactor } = question;
  if (by === 'straight') {
    if (minutes === null) return [];
    return [
      text(
        `步行时限 ${minutes} 分钟未用：直线距离只与服务半径比较。`,
        `The limit of ${minutes} min is not used: a straight line is held against the service radius alone.`,
      ),
    ];
  }
  const notes: Text[] = [];
  if (by === 'detour') {
    notes.push(
      text(
        `路程按直线距离 × ${detourFactor} 估算，是假设（未核），没有沿道路计算。`,
        `The way is taken as the straight line × ${detourFactor}, an assumption (unverified); roads were not used.`,
      ),
    );
  }
  if (minutes === null) {
    notes.push(
      text(
        '没有填写步行时限：以各场所的服务半径作为路程上限。',
        'No limit in minutes was given: the service radius of each shelter is the limit on the way.',
      ),
    );
  }
  return notes;
}

function parametersOf(question: TravelQuestion): Provenance['parameters'] {
  const parameters: Provenance['parameters'] = [
    { label: text('距离', 'Distance'), value: wayLabels[question.by] },
  ];
  if (question.by === 'straight') return parameters;
  const isOwn = metresPerSecondOf(question) !== (question.walker === 'able' ? 1.2 : 0.8);
  parameters.push({
    label:
      question.walker === 'able'
        ? text('步速（一般）', 'Walking speed, able')
        : text('步速（老幼病残）', 'Walking speed, frail'),
    value: `${metresPerSecondOf(question)} m/s`,
    tag: isOwn ? 'own' : 'M',
  });
  if (question.minutes !== null) {
    parameters.push({
      label: text('步行时限', 'Walking limit'),
      value: text(`${question.minutes} 分钟`, `${question.minutes} min`),
      tag: 'own',
    });
  }
  if (question.by === 'detour') {
    parameters.push({
      label: text('绕行系数', 'Detour factor'),
      value: `${question.detourFactor}`,
      tag: question.detourFactor === 1.3 ? 'M' : 'own',
    });
    return parameters;
  }
  parameters.push(
    {
      label: text('离道路最远', 'Farthest from a road'),
      value: `${question.snapMetres} m`,
      tag: question.snapMetres === 500 ? 'M' : 'own',
    },
    {
      label: text('交叉而无共用节点的道路', 'Roads that cross without a shared vertex'),
      value: question.joinCrossings ? text('连通', 'Joined') : text('不连通', 'Not joined'),
    },
    {
      label: text('断头路连接距离', 'Loose ends joined within'),
      value: `${question.joinMetres} m`,
    },
    {
      label: text('单行方向', 'One-way streets'),
      value: question.respectOneway
        ? text('步行也遵守', 'Kept to on foot')
        : text('步行不受限', 'Not binding on foot'),
    },
  );
  return parameters;
}
