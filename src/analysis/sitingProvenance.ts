import type { DatasetId } from '../domain/manifest';
import { hazardIds } from '../domain/hazard';
import { plain } from '../domain/numbers';
import { squareMetresPerResidentTarget } from '../domain/scheme';
import { text, type Text } from '../domain/text';
import type { Pack } from '../pack/pack';
import { classLabel } from './coverageTables';
import type { Provenance } from './define';
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
import { hazardList, sitingNotes } from './sitingNotes';
import type { SitingQuestion } from './sitingParams';
import type { SitingSummary } from './sitingSummary';

const inputs: readonly DatasetId[] = ['residents', 'towns', ...shelterInputs];

const methods = {
  covered: text(
    '在候选地点中选取若干处，使现在不在任何场所范围内、建成后进入范围的居民最多（最大覆盖选址），每位居民只计一次。贪心：每步取新增居民最多的一处（惰性求值，结果与普通贪心相同），不低于最优的 63.2 %（1−1/e）；并按各步剩余的最大新增给出更紧的上界。拉格朗日松弛再收紧上界并排除不可能更好的候选；仍不能证明最优时，用 HiGHS 整数规划对余下的候选精确求解。',
    'Chooses sites among the candidates so that most residents who are within reach of no shelter now come within reach (maximal covering), each resident once. Greedy takes the site that adds most at every step (lazily; the same sites as plain greedy) and reaches at least 63.2 % of the best (1 − 1/e); the largest gains left after each step give a closer upper bound. Lagrangian relaxation tightens it and rules out candidates that cannot be in a better choice; where a doubt remains, HiGHS solves the integer program of the others exactly.',
  ),
  area: text(
    '每处场所的有效面积由其范围内的全部居民平分，居民的人均面积是范围内各场所之和（两步移动搜索，范围内不分远近），超过标准为达标。在候选地点中逐个选取使新达标居民最多的一处，相同时取补足缺口最多的一处。此目标没有子模性，贪心没有比例保证；所给上界来自“人数 × 缺口补足比例”，它不小于达标人数且有子模性。',
    'The effective area of each shelter is divided among all residents within its reach; a resident has the sum over the shelters in reach (two-step floating catchment, all distances alike) and is up to standard above the figure. Sites are taken one by one, each bringing most residents above it, ties to the one that fills most of what is lacking. This goal is not submodular and greedy has no guaranteed share; the upper bound is that of people × the part filled of what they lack, which is never less and is submodular.',
  ),
} as const;

const candidateTitles = {
  grid: text('居民所在处', 'Where people live'),
  points: text('自选地点', 'Own places'),
  planned: text('在建、拟建或停用的场所', 'Planned and closed shelters'),
  facilities: text('重要设施', 'Facilities'),
} as const;

/** How a siting answer came to be. */
export function sitingProvenance(
  pack: Pack,
  question: SitingQuestion,
  shelters: ShelterAnswer,
  summary: SitingSummary,
  population: Population | null,
  ofTravel: { notes: Text[]; parameters: Provenance['parameters'] },
): Provenance {
  const datasets = datasetsOf(pack, inputs);
  const isArea = question.goal === 'area';
  return {
    analysis: 'siting',
    version: '1',
    method: methods[question.goal],
    parameters: [
      {
        label: text('目标', 'Goal'),
        value: isArea
          ? text('人均面积达标的居民最多', 'Most residents with enough area in reach')
          : text('新覆盖的居民最多', 'Most newly covered residents'),
      },
      { label: text('新建处数', 'New shelters'), value: `${question.sites}` },
      { label: text('候选地点', 'Candidates'), value: candidateTitles[question.candidates] },
      { label: text('新建类别', 'Class of new shelters'), value: classLabel(question.newClass) },
      {
        label: text('每处有效面积', 'Effective area of each'),
        value: `${plain(question.newAreaSquareMetres)} m²`,
        tag: question.newAreaSquareMetres === 2000 ? 'C' : 'own',
      },
      ...(isArea
        ? [
            {
              label: text('人均面积标准（须超过）', 'Area per resident to exceed'),
              value: `${plain(question.standardSquareMetres)} m²`,
              tag:
                question.standardSquareMetres === squareMetresPerResidentTarget
                  ? ('C' as const)
                  : ('own' as const),
            },
          ]
        : []),
      {
        label: text('不选危险区内的地点', 'No new shelter inside zones of'),
        value: hazardList(hazardIds.filter((hazard) => question.excludeHazards.includes(hazard))),
      },
      {
        label: text('距次生火灾源至少', 'Least distance from fire sources'),
        value: `${plain(question.fireSourceMetres)} m`,
        tag: question.fireSourceMetres === 30 ? 'C' : 'own',
      },
      ...ofTravel.parameters,
      ...shelterParameters(question, shelters.rules),
    ],
    datasets,
    standards: [
      {
        name: text(
          'GB 55028-2022 第 4.1.2、4.2.4 条（条文已核，标准号未核）',
          'GB 55028-2022 clauses 4.1.2, 4.2.4 (clauses seen, number of the standard unverified)',
        ),
        tag: 'M',
      },
      { name: text('GB 21734-2008 第 5.4 条', 'GB 21734-2008 clause 5.4'), tag: 'C' },
      ...shelterStandards(question, shelters.rules),
    ],
    errorBound: text(
      '所选地点增加的居民数就所用居民位置和距离而言是精确的；与最优的差距以所给上界为限，求解器容差为百万分之一。',
      'The residents that the sites add are exact for the places of residents and distances used; how far they are from the best is within the stated bound, the tolerance of the solver one millionth.',
    ),
    synthetic: anySynthetic(pack, datasets),
    notes: [
      ...sitingNotes(pack, question, shelters, summary, population),
      ...ofTravel.notes,
      ...shelterNotes(pack, shelters, question),
      ...unknownTownNotes(population),
      metricNote,
      ...schematicNotes(pack, inputs),
    ],
  };
}
