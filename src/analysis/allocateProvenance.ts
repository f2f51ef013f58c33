import type { DatasetId } from '../domain/manifest';
import { plain } from '../domain/numbers';
import { plural, text, type Text } from '../domain/text';
import type { Pack } from '../pack/pack';
import { mostLines } from './allocateMap';
import { unitLabels, unknownCapacityLabels, type AllocateQuestion } from './allocateParams';
import { partsPerPerson } from './allocatePlan';
import type { AllocateSummary } from './allocateSummary';
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

function unitNotes(pack: Pack, { unit }: AllocateQuestion): Text[] {
  if (unit === 'town' && pack.towns.features.length === 0) {
    return [
      text(
        '数据包没有镇街，按居民位置分配。',
        'The pack has no towns: residents are sent from their own places.',
      ),
    ];
  }
  if (unit === 'town') {
    return [
      text(
        '每个镇街的居民整体置于离其人口重心最近的有居民位置，路程从那里计；各镇街之外的居民留在原处。镇街内部的远近被忽略，够不着和路程只是粗略值。',
        'All residents of a town are placed at the populated place closest to their people-weighted middle, and ways are taken from there; those outside every town stay where they are. Distances within a town are ignored: reach and ways are rough.',
      ),
    ];
  }
  if (unit === 'area' && pack.residents?.kind === 'grid') {
    return [
      text(
        '居民数据是网格，没有村社区单元，按网格分配。',
        'Residents are a grid without villages or areas: they are sent from its cells.',
      ),
    ];
  }
  return [];
}

function resultNotes(question: AllocateQuestion, summary: AllocateSummary): Text[] {
  const { demand, placed, outOfReach, noRoom, roomUnknown, unknownCapacity, flows } = summary;
  const notes: Text[] = [];
  const note = (condition: boolean, zh: string, en: string) => {
    if (condition) notes.push(text(zh, en));
  };
  const figure = (value: number | null) => plain(value ?? 0);
  note(
    placed !== null,
    `守恒：可安置 ${figure(placed)} ＋ 够不着 ${figure(outOfReach)} ＋ 无余位 ${figure(noRoom)} ＋ 取决于未知容量 ${figure(roomUnknown)} ＝ 需安置 ${figure(demand)}（相差 ${figure(summary.imbalance)} 人）。`,
    `Conservation: placed ${figure(placed)} + out of reach ${figure(outOfReach)} + no room ${figure(noRoom)} + depending on unknown capacities ${figure(roomUnknown)} = need shelter ${figure(demand)} (difference ${figure(summary.imbalance)}).`,
  );
  note(
    unknownCapacity > 0 && question.capacity === 'none',
    `${unknownCapacity} 处容量未知的场所没有安置任何人，也不参加“人人就近”和贪心比较；够得着它们而没有安置的居民单列，若它们有余位，缺口会小于所列。`,
    `${plural(unknownCapacity, 'shelter of unknown capacity was', 'shelters of unknown capacity were')} given nobody, in the comparison neither; residents in reach of them and not placed are counted apart. If they have room, the shortage is less than given.`,
  );
  note(
    unknownCapacity > 0 && question.capacity === 'unlimited',
    `${unknownCapacity} 处容量未知的场所按不限容量计，是乐观的假设。`,
    `${plural(unknownCapacity, 'shelter of unknown capacity takes', 'shelters of unknown capacity take')} any number, which is an optimistic assumption.`,
  );
  note(
    demand !== null && summary.shelters > 0 && placed === null,
    '计入的场所容量全部未知：能安置多少人无法给出。',
    'The capacity of every shelter that counts is unknown: nobody can tell how many can be placed.',
  );
  note(
    true,
    '“够得着但无余位”是最优分配下的缺口。贪心和人人就近没有安置的人可能只是分法不好，不能当作缺口。总数不变，但缺口落在哪些镇街按总路程最短确定。',
    '“In reach, no room” is the shortage under the best plan. Those whom greedy or everybody to the nearest leave out may only be badly sent and are no shortage. Which towns the shortage falls on is decided by the least total way.',
  );
  note(
    flows.length > mostLines,
    `地图只画人数最多的 ${plain(mostLines)} 条去向，表中列出全部 ${plain(flows.length)} 条。`,
    `The map shows the ${plain(mostLines)} largest flows; the table has all ${plain(flows.length)}.`,
  );
  return notes;
}

/** How an allocation came to be. */
export function allocateProvenance(
  pack: Pack,
  question: AllocateQuestion,
  shelters: ShelterAnswer,
  population: Population | null,
  travel: Travel | null,
  summary: AllocateSummary,
): Provenance {
  const inputs: DatasetId[] = [
    'residents',
    'towns',
    ...shelterInputs,
    ...(question.by === 'walk' ? (['roads'] as const) : []),
  ];
  const datasets = datasetsOf(pack, inputs);
  return {
    analysis: 'allocate',
    version: '1',
    method: text(
      '运输问题的精确解：每位居民至多去一处在其范围内的场所，各场所不超过容量；先使安置人数最多，再使总路程最短，分配单位可以拆分。以拍卖和最短增广路求解，并以对偶价格（互补松弛）证明最优，不是贪心或启发式。',
      'Exact solution of a transportation problem: everyone goes to at most one shelter within reach, no shelter takes more than its capacity; first as many as possible are placed, then the total way is least, and units may be split. Solved by an auction and shortest augmenting paths and proved by dual prices (complementary slackness); neither greedy nor a heuristic.',
    ),
    parameters: [
      {
        label: text('需要避难的居民', 'Residents who need shelter'),
        value: `${plain(question.sharePercent)} %`,
        ...(question.sharePercent !== 100 && { tag: 'own' as const }),
      },
      { label: text('分配单位', 'Who is sent together'), value: unitLabels[question.unit] },
      {
        label: text('容量未知的场所', 'Shelters of unknown capacity'),
        value: unknownCapacityLabels[question.capacity],
      },
      ...(travel?.parameters ?? []),
      ...shelterParameters(question, shelters.rules),
    ],
    datasets,
    standards: [
      ...shelterStandards(question, shelters.rules),
      {
        name: text(
          '魏本勇等，《地震研究》2022 年第 1 期（受容量限制的避难分配）',
          'Wei Benyong et al., Journal of Seismological Research 2022(1) (allocation limited by capacity)',
        ),
        tag: 'C',
      },
      {
        name: text(
          '《特殊设施工程项目规范》第 4.2.2 条（固定避难场所容量不小于责任区规划人口的 15 %；标准号 GB 55028-2022 未核）',
          'Code for special facilities, clause 4.2.2 (fixed shelters hold at least 15 % of the planned population; its number GB 55028-2022 unverified)',
        ),
        tag: 'C',
      },
      { name: text('GB 21734-2008 第 5.4 条', 'GB 21734-2008 clause 5.4'), tag: 'C' },
    ],
    errorBound: text(
      `安置人数精确。求解时路程取整到厘米，总路程与真正最短值相差每人不超过 1 cm；所列路程不取整。居民不是整数时以 1/${plain(partsPerPerson)} 人为单位，一个镇街的合计只差不到半个单位。`,
      `People placed are exact. Ways are rounded to centimetres for the solution: the total is within 1 cm a person of the least; ways shown are not rounded. Residents that are not whole count in parts of 1/${plain(partsPerPerson)} person, such that the sum of a town is off by less than half a part.`,
    ),
    synthetic: anySynthetic(pack, datasets),
    notes: [
      ...nobodyNotes(population),
      ...resultNotes(question, summary),
      ...unitNotes(pack, question),
      ...shelterNotes(pack, shelters, question),
      ...(travel?.notes ?? []),
      ...placesNote(population),
      ...unknownTownNotes(population),
      metricNote,
      ...schematicNotes(pack, inputs),
    ],
  };
}
