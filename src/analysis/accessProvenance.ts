import type { DatasetId } from '../domain/manifest';
import { plain } from '../domain/numbers';
import { plural, text, type Text } from '../domain/text';
import type { Pack } from '../pack/pack';
import { accessTitles, usualSteps, type AccessMethod, type AccessQuestion } from './accessParams';
import type { AccessSummary } from './accessSummary';
import { stepsOf } from './accessWeights';
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

const formulas: Readonly<Record<AccessMethod, Text>> = {
  '2sfca': text('权重在范围内为 1。', 'The weight is 1 within the limit.'),
  'e2sfca-step': text(
    '权重按距离分段，各段含其上限。',
    'The weight is that of the zone of distance; the end of a zone belongs to it.',
  ),
  gaussian: text('权重 w = exp(−d²/2σ²)，d ≤ d₀。', 'The weight is w = exp(−d²/2σ²) for d ≤ d₀.'),
  'gaussian-zero': text(
    '权重 w = (f(d)−f(d₀))/(1−f(d₀))，f(d) = exp(−½(d/d₀)²)，d ≤ d₀，在 d₀ 处为 0。',
    'The weight is w = (f(d)−f(d₀))/(1−f(d₀)) with f(d) = exp(−½(d/d₀)²) for d ≤ d₀; it is 0 at d₀.',
  ),
  '3sfca': text(
    '先按分段权重 W 求选择权重 Gᵢⱼ = Wᵢⱼ/ΣₖWᵢₖ，再以 w = Gᵢⱼ·Wᵢⱼ 作两步搜索。',
    'Selection weights Gᵢⱼ = Wᵢⱼ/ΣₖWᵢₖ from step weights W come first; the two steps then use w = Gᵢⱼ·Wᵢⱼ.',
  ),
};

/** Papers that a method follows; cited as [M], for no copy was at hand to check figures against. */
const papers: Readonly<Record<AccessMethod, string>> = {
  '2sfca': 'Luo & Wang 2003, Environment and Planning B 30(6)',
  'e2sfca-step': 'Luo & Qi 2009, Health & Place 15(4)',
  gaussian: 'exp(−d²/2σ²), Gaussian 2SFCA',
  'gaussian-zero': 'Dai 2010, Health & Place 16(5)',
  '3sfca': 'Wan, Zou & Sternberg 2012, IJGIS 26(6) 1073–1089',
};

function weightParameters(question: AccessQuestion): Provenance['parameters'] {
  const { method, stepMetres, sigmaMetres } = question;
  if (method === 'gaussian') {
    return [
      {
        label: text('σ', 'σ'),
        value:
          sigmaMetres === null
            ? text('d₀/√(2·ln 100)，边界处权重 0.01', 'd₀/√(2·ln 100), weight 0.01 at the limit')
            : `${plain(sigmaMetres)} m`,
        tag: sigmaMetres === null ? 'M' : 'own',
      },
    ];
  }
  if (method !== 'e2sfca-step' && method !== '3sfca') return [];
  const { sixths, weights } = usualSteps[method];
  const own = [stepMetres.first, stepMetres.second, stepMetres.third];
  const ends = Array.from({ length: 4 }, (_, zone) => own[zone] ?? (sixths[zone] ?? 6) / 6)
    .map((end, zone) => (own[zone] ? `${plain(end)} m` : end === 1 ? 'd₀' : `${plain(end)}·d₀`))
    .filter((end, zone, all) => end !== all[zone - 1]);
  const inForce = stepsOf(question, method).weights.slice(0, ends.length);
  const isUsual = inForce.every((weight, zone) => weight === weights[zone]);
  return [
    {
      label: text('分段（含上限）', 'Zones, ends inclusive'),
      value: ends.join(' / '),
      tag: own.some((end) => end !== null) ? 'own' : 'M',
    },
    {
      label: text('分段权重', 'Weights of zones'),
      value: inForce.map(plain).join(' / '),
      tag: isUsual ? 'M' : 'own',
    },
  ];
}

/** What a reader must know about sums of floating catchments. */
function catchmentNotes(summary: AccessSummary): Text[] {
  const { shared, inReach, unreached, unreachedSupply, unknownSupply } = summary;
  const onlyUnknown = Math.round(summary.onlyUnknown ?? 0);
  const belowUnknown = Math.round(summary.belowUnknown ?? 0);
  const notes: Text[] = [];
  const unit = summary.supply === 'places' ? text('个', ' places') : text(' m²', ' m²');
  if (shared !== null && inReach !== null) {
    notes.push(
      text(
        `守恒检查：Σ(可达量×居民) = ${plain(shared)}${unit['zh-CN']}，有人可达的场所供给合计 ${plain(inReach)}${unit['zh-CN']}，相对差 ${summary.conservationError!.toExponential(1)}（应小于 1e-9）。`,
        `Conservation: Σ(access × residents) = ${plain(shared)}${unit.en}, supply of the shelters that reach anyone ${plain(inReach)}${unit.en}, relative difference ${summary.conservationError!.toExponential(1)} (should be below 1e-9).`,
      ),
    );
  }
  if (unreached > 0) {
    notes.push(
      text(
        `${unreached} 处范围内没有居民，其 ${plain(unreachedSupply)}${unit['zh-CN']}没有分给任何人。`,
        `${plural(unreached, 'shelter has', 'shelters have')} nobody within the limit; ${plain(unreachedSupply)}${unit.en} are shared with no one.`,
      ),
    );
  }
  if (unknownSupply > 0) {
    notes.push(
      text(
        `${unknownSupply} 处供给未知，不参与分配，因此可达量是下限；${onlyUnknown} 位居民只可达这些场所，在平均中按 0 计；${belowUnknown} 位已知供给不够但可达这些场所，是否足够未知，不计入不足。`,
        `${plural(unknownSupply, 'shelter of unknown supply takes', 'shelters of unknown supply take')} no part, so access is a lower bound; ${onlyUnknown} residents reach these alone and count as 0 in means; ${belowUnknown} have too little of known supply but reach these, so whether it is enough is unknown and they are not counted as below.`,
      ),
    );
  }
  notes.push(
    text(
      '两步法中，一位居民在其可达的每一处场所各计一次需求（三步法按选择权重拆分）；覆盖分析中每位居民只计一次，两者不可相比。',
      'In two-step sums a resident is demand at every shelter in reach (three-step splits them by selection weights); coverage counts each resident once. The two cannot be compared.',
    ),
  );
  return notes;
}

/** How an access answer came to be. */
export function accessProvenance(
  pack: Pack,
  question: AccessQuestion,
  shelters: ShelterAnswer,
  population: Population | null,
  summary: AccessSummary,
  way: { parameters: Provenance['parameters']; notes: Text[] },
): Provenance {
  const isWalk = question.by === 'walk' && question.pairs === null;
  const inputs: DatasetId[] = [
    'residents',
    'towns',
    ...shelterInputs,
    ...(isWalk ? (['roads'] as const) : []),
  ];
  const datasets = datasetsOf(pack, inputs);
  const formula = formulas[question.method];
  return {
    analysis: 'access',
    version: '1',
    method: text(
      `移动搜索法：各场所的供需比 Rⱼ = 供给 ÷ Σ(居民×权重)，各位置的可达量 Aᵢ = Σ(权重×Rⱼ)。${formula['zh-CN']}`,
      `Floating catchments: ratio of a shelter Rⱼ = supply ÷ Σ(residents × weight), access of a place Aᵢ = Σ(weight × Rⱼ). ${formula.en}`,
    ),
    parameters: [
      { label: text('方法', 'Method'), value: accessTitles[question.method] },
      {
        label: text('供给', 'Supply'),
        value:
          question.supply === 'places'
            ? text('可容纳人数', 'Places')
            : text('有效避难面积', 'Effective area'),
      },
      {
        label: text('搜索范围 d₀', 'Catchment d₀'),
        value:
          question.catchmentMetres === null
            ? text('各场所自己的范围', 'The limit of each shelter')
            : `${plain(question.catchmentMetres)} m`,
      },
      ...weightParameters(question),
      ...way.parameters,
      ...shelterParameters(question, shelters.rules),
    ],
    datasets,
    standards: [
      ...shelterStandards(question, shelters.rules),
      ...(question.supply === 'area'
        ? [{ name: text('GB 21734-2008 第 5.4 条', 'GB 21734-2008 clause 5.4'), tag: 'C' as const }]
        : []),
      { name: text(papers[question.method], papers[question.method]), tag: 'M' },
    ],
    errorBound: text(
      '距离与测地线相差：20 km 内不超过 2 cm；守恒的相对差小于 1e-9。可达量是模型指标，权重怎样随距离减小没有国家标准。',
      'Distances agree with the geodesic within 2 cm up to 20 km; conservation holds to 1e-9. Access is an indicator of a model: no national standard says how weight falls with distance.',
    ),
    synthetic: anySynthetic(pack, datasets),
    notes: [
      ...nobodyNotes(population),
      ...shelterNotes(pack, shelters, question),
      ...way.notes,
      ...catchmentNotes(summary),
      ...placesNote(population),
      ...unknownTownNotes(population),
      metricNote,
      ...schematicNotes(pack, inputs),
    ],
  };
}
