import type { DatasetId } from '../domain/manifest';
import { plain } from '../domain/numbers';
import { text, type Text } from '../domain/text';
import type { Pack } from '../pack/pack';
import type { Provenance } from './define';
import { endsOf, type NearestQuestion } from './nearestParams';
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

/** How residents become single places; the same for every analysis that measures from places. */
export function placesNote(population: Population | null): Text[] {
  if (population?.assign === 'area') {
    return [
      text(
        '居民按面积均匀分布到细分格，各格以中心计距离；比一格还窄的部分占用最近的一格；各镇街的合计与登记数一致。',
        'Residents are spread evenly over sub-cells and measured from their centres, and a part narrower than a sub-cell takes the nearest one; the sums of towns are as registered.',
      ),
    ];
  }
  if (population?.assign === 'point') {
    return [
      text(
        '每个多边形的居民整体置于其代表点。',
        'All residents of a polygon are placed at its representative point.',
      ),
    ];
  }
  return [];
}

/** Says when there is nobody to ask about. */
export const nobodyNotes = (population: Population | null): Text[] =>
  population
    ? []
    : [
        text(
          '数据包没有居民数据，没有可计算的居民。',
          'The pack has no residents: there is nobody to measure from.',
        ),
      ];

/** How a nearest answer came to be. */
export function nearestProvenance(
  pack: Pack,
  question: NearestQuestion,
  shelters: ShelterAnswer,
  population: Population | null,
  travel: Travel | null,
): Provenance {
  const inputs: DatasetId[] = [
    'residents',
    'towns',
    ...shelterInputs,
    ...(question.by === 'walk' ? (['roads'] as const) : []),
  ];
  const datasets = datasetsOf(pack, inputs);
  return {
    analysis: 'nearest',
    version: '1',
    method: text(
      '对每个有居民的位置（网格中心、居民点或细分格中心）求最近的计入场所，逐处比较，结果精确；平均数、中位数和百分位按居民人数加权，距离段含其上限。无法到达任何场所的居民单列，不进入平均和百分位。',
      'The nearest shelter that counts is found exactly for every populated place (centre of a cell or sub-cell, or point); mean, median and percentile are weighted by residents, and the end of a band belongs to it. Residents who can reach none are counted apart, in no mean and no percentile.',
    ),
    parameters: [
      ...(travel?.parameters ?? []),
      {
        label: text('距离段', 'Distance bands'),
        value: `${endsOf(question.bandMetres).map(plain).join(' / ')} m`,
      },
      ...shelterParameters(question, shelters.rules),
    ],
    datasets,
    standards: shelterStandards(question, shelters.rules),
    errorBound: text(
      '直线距离与测地线相差：20 km 内不超过 2 cm。网格居民以格中心计，离真实位置最多半个格对角线。',
      'Straight lines agree with the geodesic within 2 cm up to 20 km. Residents of a cell are measured from its centre, at most half a diagonal from where they are.',
    ),
    synthetic: anySynthetic(pack, datasets),
    notes: [
      ...nobodyNotes(population),
      ...shelterNotes(pack, shelters, question),
      ...(travel?.notes ?? []),
      text(
        '场所的“最近的居民”是人人都去最近一处时会来的人数，不是分配结果，也不受容量限制。',
        'Residents nearest to a shelter are those who would come if everyone went to the nearest; it is no allocation and knows no capacity.',
      ),
      ...placesNote(population),
      ...unknownTownNotes(population),
      metricNote,
      ...schematicNotes(pack, inputs),
    ],
  };
}
