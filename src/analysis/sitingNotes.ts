import { hazardIds, hazardTitles, type HazardId } from '../domain/hazard';
import { count, plain } from '../domain/numbers';
import { plural, text, type Text } from '../domain/text';
import type { Pack } from '../pack/pack';
import type { Population } from './population';
import type { ShelterAnswer } from './serving';
import type { SitingQuestion } from './sitingParams';
import { mostCandidates } from './sitingReach';
import type { SitingSummary } from './sitingSummary';
import { exclusionTitles } from './sitingTables';

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

/** Names of hazards for a sentence. */
export const hazardList = (hazards: readonly HazardId[]): Text =>
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

/** What has to be said of an answer: what was not compared, not proven, not known, or taken for granted. */
export function sitingNotes(
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
    `数据包没有下列灾种的来源，也没有绘制范围，候选是否在其危险区内无法判断：${hazardList(blind)['zh-CN']}。`,
    `The pack has neither sources nor drawn areas for these hazards, so nobody can tell which candidates lie in their zones: ${hazardList(blind).en}.`,
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
