import type { DatasetId } from '../domain/manifest';
import { hazardIds, hazardTitles, type HazardId } from '../domain/hazard';
import { count, plain } from '../domain/numbers';
import { squareMetresPerResidentTarget } from '../domain/scheme';
import { plural, text, type Text } from '../domain/text';
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
import type { SitingQuestion } from './sitingParams';
import { mostCandidates } from './sitingReach';
import type { SitingSummary } from './sitingSummary';
import { exclusionTitles } from './sitingTables';

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

/** Why there is no candidate at all. */
const noCandidates = {
  grid: text('没有居民所在的候选地点。', 'There is no place where people live.'),
  points: text('没有给出自选地点。', 'No own places were given.'),
  planned: text(
    '台账中没有在建、拟建或停用的场所。',
    'The register has no planned or closed shelter.',
  ),
  facilities: text(
    '数据包里没有所选类别的重要设施；请先导入学校、广场等，或多选几类。',
    'The pack holds no facility of these kinds; import schools, squares and the like, or choose more kinds.',
  ),
} as const;

const list = (hazards: readonly HazardId[]): Text =>
  text(
    hazards.map((hazard) => hazardTitles[hazard]['zh-CN']).join('、') || '无',
    hazards.map((hazard) => hazardTitles[hazard].en).join(', ') || 'None',
  );

/** Hazards to avoid of which the pack tells nothing. */
function blindSpots(pack: Pack, { excludeHazards }: SitingQuestion): HazardId[] {
  const sources: Record<HazardId, number> = {
    flood: pack.streams.features.length,
    landslide: pack.geohazards.features.length,
    'dam-break': pack.reservoirs.features.length,
    chemical: pack.hazchem.features.length,
  };
  const drawn = new Set(pack.zones.features.map(({ properties }) => properties.hazard));
  return hazardIds.filter(
    (hazard) => excludeHazards.includes(hazard) && sources[hazard] === 0 && !drawn.has(hazard),
  );
}

function notesOn(
  pack: Pack,
  question: SitingQuestion,
  { serving }: ShelterAnswer,
  summary: SitingSummary,
  population: Population | null,
): Text[] {
  const notes: Text[] = [];
  const note = (condition: boolean, zh: string, en: string) => {
    if (condition) notes.push(text(zh, en));
  };
  const { sites, considered, found, excluded, isOptimal, assumedAreas } = summary;
  note(
    (excluded.surplus ?? 0) > 0,
    `${count(excluded.surplus ?? 0)} 处候选超过上限没有比较：候选最多比较 ${count(mostCandidates)} 处，按直线范围内待解决的居民从多到少保留；所给上界也包括没有比较的候选。`,
    `${plural(excluded.surplus ?? 0, 'candidate')} above the limit not compared: at most ${count(mostCandidates)} are, those with most residents still without in a straight-line radius; the upper bound includes those that were not.`,
  );
  note(
    !population,
    '数据包没有居民数据，无法选址。',
    'The pack has no residents: no site can be chosen.',
  );
  note(
    population !== null && found === 0,
    noCandidates[question.candidates]['zh-CN'],
    noCandidates[question.candidates].en,
  );
  note(
    population !== null && considered > 0 && sites.length < question.sites,
    `要求 ${question.sites} 处，只选出 ${sites.length} 处：再多的地点不再增加居民。`,
    `${plural(question.sites, 'site was', 'sites were')} asked for and ${sites.length} chosen: no further one adds anybody.`,
  );
  note(
    sites.length > 0 && !isOptimal,
    `未证明为最优：至多可增加 ${count(summary.upperBound)} 人，所选增加 ${count(summary.added)} 人。`,
    `Not proven to be the best: no choice adds more than ${count(summary.upperBound)} residents, this one adds ${count(summary.added)}.`,
  );
  for (const [reason, left] of Object.entries(excluded)) {
    if (reason === 'surplus') continue;
    const why = exclusionTitles[reason as keyof typeof exclusionTitles];
    const [zh, en] = [`${count(left)} 处候选未计入`, `${plural(left, 'candidate')} left out`];
    note(true, `${zh}：${why['zh-CN']}。`, `${en}. ${why.en}.`);
  }
  note(
    Object.keys(excluded).length > 1,
    '一处候选可能因几个原因未计入，各原因分别计数。',
    'A candidate may be left out for several reasons and is counted under each.',
  );
  note(
    question.candidates === 'grid',
    `候选：每 ${plain(question.spacingMetres)} m 见方取一处，为其中最靠近中心且允许建设的居民格中心；只说明位置，不表示有可用土地。`,
    `Candidates: one in every square of ${plain(question.spacingMetres)} m, the centre of the populated cell that is allowed and closest to its middle; they are locations, not land that is free.`,
  );
  const assumed = sites.filter(({ areaSource }) => areaSource === 'assumed').length;
  note(
    assumedAreas > 0,
    `${assumedAreas} 处台账候选的有效面积未知，按每处 ${plain(question.newAreaSquareMetres)} m² 假设；所选有 ${assumed} 处。加入方案时一并写入这一面积。`,
    `The effective area of ${plural(assumedAreas, 'candidate')} of the register is unknown and taken as ${plain(question.newAreaSquareMetres)} m²; chosen of them: ${assumed}. Adding one to a scenario enters this area with it.`,
  );
  const blind = blindSpots(pack, question);
  note(
    blind.length > 0,
    `数据包没有下列灾种的来源，也没有绘制范围，候选是否在其危险区内无法判断：${list(blind)['zh-CN']}。`,
    `The pack has neither sources nor drawn areas for these hazards, so nobody can tell which candidates lie in their zones: ${list(blind).en}.`,
  );
  note(
    true,
    '未核查：断裂带、地陷和地裂、高压走廊、油气管道、土地权属（数据包没有），选定前须现场核实。',
    'Not checked: faults, subsidence and fissures, high-voltage corridors, gas and oil pipelines, who owns the land (not in the pack); verify on site before choosing.',
  );
  const outlines = pack.district.features.length + pack.towns.features.length;
  note(
    question.insideDistrictOnly && outlines === 0,
    '数据包没有区界和镇街界线，无法判断候选是否在区内。',
    'The pack has no outline of the district or its towns: whether candidates are inside is not known.',
  );
  const unknownArea = serving.filter((one) => one.effectiveAreaSquareMetres === null).length;
  note(
    question.goal === 'area' && unknownArea > 0,
    `${unknownArea} 处现有场所面积未知，其面积没有计入，现达标人数可能偏少。`,
    `The area of ${plural(unknownArea, 'shelter')} is unknown and adds nothing: more residents may be up to standard now.`,
  );
  note(
    sites.some((site) => !question.classes.includes(site.class)),
    '新场所的类别不在计入的类别之内；按此类别计入后才有所列效果。',
    'The class of the new shelters is not among those that count; the effect holds once it counts.',
  );
  note(
    population?.assign === 'area',
    '居民按面积均匀分布，以细分格中心判断；与按精确面积计算的覆盖率可相差约 0.1 个百分点。',
    'Residents are spread evenly and judged at the centres of sub-cells; the share may differ by some 0.1 percentage point from coverage, which takes exact areas.',
  );
  return notes;
}

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
        value: list(hazardIds.filter((hazard) => question.excludeHazards.includes(hazard))),
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
      ...notesOn(pack, question, shelters, summary, population),
      ...ofTravel.notes,
      ...shelterNotes(pack, shelters, question),
      ...unknownTownNotes(population),
      metricNote,
      ...schematicNotes(pack, inputs),
    ],
  };
}
