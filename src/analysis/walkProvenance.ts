import type { DatasetId } from '../domain/manifest';
import { plain } from '../domain/numbers';
import { text } from '../domain/text';
import type { Pack } from '../pack/pack';
import type { Provenance } from './define';
import { nobodyNotes, placesNote } from './nearestProvenance';
import type { Population } from './population';
import {
  anySynthetic,
  datasetsOf,
  metricNote,
  schematicNotes,
  unknownTownNotes,
} from './provenance';
import type { ShelterAnswer } from './serving';
import {
  shelterInputs,
  shelterNotes,
  shelterParameters,
  shelterStandards,
} from './shelterProvenance';
import type { Travel } from './travel';
import { standardMinutes, walkBandEnds, type WalkQuestion } from './walkParams';
import type { WalkSummary } from './walkSummary';

const methods = {
  walk: text(
    '道路在共用节点处连通；对每个有居民的位置求沿道路到最近计入场所的最短路程（Dijkstra 算法，逐一精确），路程＝离路段＋沿道路＋离路段，时间＝路程÷步速。平均数和中位数按居民人数加权，时间段含其上限。到不了任何场所的居民单列，不进入平均和中位数。',
    'Roads meet where they share a vertex. For every populated place the shortest way to a shelter that counts is found (Dijkstra, exact): leg to the road, along roads, leg to the shelter; time is the way ÷ speed. Mean and median are weighted by residents, and the end of a band belongs to it. Residents who reach no shelter are counted apart, in no mean and no median.',
  ),
  detour: text(
    '路程＝到最近计入场所的直线距离 × 绕行系数，时间＝路程÷步速；没有沿道路计算。平均数和中位数按居民人数加权，时间段含其上限。',
    'The way is the straight line to the nearest shelter that counts × the detour factor, time is the way ÷ speed; roads are not used. Mean and median are weighted by residents, and the end of a band belongs to it.',
  ),
} as const;

/** How a walking answer came to be. */
export function walkProvenance(
  pack: Pack,
  question: WalkQuestion,
  shelters: ShelterAnswer,
  population: Population | null,
  travel: Travel | null,
  { isInsteadOfRoads }: WalkSummary,
): Provenance {
  const way = travel?.way === 'walk' ? 'walk' : travel ? 'detour' : question.by;
  const inputs: DatasetId[] = [
    'residents',
    'towns',
    ...shelterInputs,
    ...(way === 'walk' ? (['roads'] as const) : []),
  ];
  const datasets = datasetsOf(pack, inputs);
  return {
    analysis: 'walk',
    version: '1',
    method: methods[way],
    parameters: [
      ...(travel?.parameters ?? []),
      {
        label: text('时间段', 'Bands of time'),
        value: text(
          `${walkBandEnds(question.bandMinutes).map(plain).join(' / ')} 分钟`,
          `${walkBandEnds(question.bandMinutes).map(plain).join(' / ')} min`,
        ),
      },
      ...shelterParameters(question, shelters.rules),
    ],
    datasets,
    standards: [
      {
        name: text(
          `重庆市 2009 年规定：人口密集区半小时内步行到达${question.minutes === standardMinutes ? '' : '（本次另填时限）'}`,
          `Chongqing 2009: in dense areas within half an hour on foot${question.minutes === standardMinutes ? '' : ' (another limit was entered)'}`,
        ),
        tag: 'C',
      },
      {
        name: text(
          '步行速度：没有国家标准给出数值，按规划实例取值',
          'Walking speed: no national standard gives one; taken from planning examples',
        ),
        tag: 'M',
      },
      ...shelterStandards(question, shelters.rules),
    ],
    errorBound:
      way === 'walk'
        ? text(
            '路网内的最短路程精确到 0.01 m；是否连通、道路是否完整取决于道路数据。坡度、台阶、过街和拥挤未计入。',
            'Shortest ways on the given roads are exact to 0.01 m; whether roads connect and are complete is up to the data. Slopes, steps, crossings and crowds are not included.',
          )
        : text(
            '绕行系数是假设：单个位置的实际路程可能长得多，河流、铁路和山地附近尤其如此。',
            'The detour factor is an assumption: the way of a single place can be far longer, most of all near rivers, railways and hills.',
          ),
    synthetic: anySynthetic(pack, datasets),
    notes: [
      ...nobodyNotes(population),
      ...(isInsteadOfRoads
        ? [
            text(
              '要求沿道路步行，但数据包没有可步行的道路：改按直线 × 绕行系数估算，未核。',
              'Walking on roads was asked for, but no road of the pack can be walked: the straight line × the detour factor was taken instead, unverified.',
            ),
          ]
        : []),
      ...shelterNotes(pack, shelters, question),
      ...(travel?.notes ?? []),
      ...placesNote(population),
      ...unknownTownNotes(population),
      metricNote,
      ...schematicNotes(pack, inputs),
    ],
  };
}
