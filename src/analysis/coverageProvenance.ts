import type { DatasetId } from '../domain/manifest';
import { plain } from '../domain/numbers';
import { schemes, type Figure, type Scheme, type Tag } from '../domain/scheme';
import { text, type Text } from '../domain/text';
import { flatteningMetres } from '../geo/discs';
import { rowsPerArea } from '../geo/areas';
import type { Pack } from '../pack/pack';
import { classesOf, type Rule, type ShelterClass } from './classes';
import { assumedHazardZoneMetres, type CoverageQuestion } from './coverageParams';
import type { CoverageSummary } from './coverageSummary';
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
import { yesNoOptions } from './rows';

const inputs: readonly DatasetId[] = ['residents', 'towns', 'shelters', 'hazchem', 'geohazards'];

const placings = {
  area: text('按面积均匀分布', 'Spread over the area'),
  point: text('置于代表点', 'At a representative point'),
} as const;

const weakest = (figures: readonly Figure[]): Tag =>
  (['M', 'own', 'D', 'C'] as const).find((tag) => figures.some((figure) => figure.tag === tag)) ??
  'C';

const methods = {
  grid: text(
    '居民网格的每个格中心到场所的椭球距离不超过该类场所的服务半径即为覆盖，每位居民只计一次。',
    'A cell of the resident grid is covered when its centre is no farther from a shelter, on the ellipsoid, than the radius of its class; each resident counts once.',
  ),
  points: text(
    '居民点到场所的椭球距离不超过该类场所的服务半径即为覆盖，每位居民只计一次。',
    'A resident point is covered when it is no farther from a shelter, on the ellipsoid, than the radius of its class; each resident counts once.',
  ),
  area: text(
    '居民按面积均匀分布：覆盖人口＝人口×（多边形与服务区并集的面积÷多边形面积），每位居民只计一次；距离按细分格中心计算。跨镇街的多边形沿镇街边界切开，分别计入，不整体归入一个镇街。最大的未覆盖片区是未覆盖居民最多的镇街，没有镇街时按相连的细分格。',
    'Residents are spread evenly: covered = residents × area inside the union of service areas ÷ area of the polygon, each resident once; distances are taken from the centres of sub-cells. A polygon that reaches over several towns is cut along their outlines and counted in each by its part, never whole in one. The largest gaps are the towns with the most uncovered residents, without towns the connected sub-cells.',
  ),
  point: text(
    '每个多边形的居民整体置于其代表点，再按椭球距离判断，每位居民只计一次。镇街按代表点归属。',
    'All residents of a polygon are placed at its representative point and judged by ellipsoidal distance; each resident counts once. A polygon belongs to the town that holds that point.',
  ),
} as const satisfies Record<string, Text>;

const methodOf = (population: Population | null): keyof typeof methods =>
  population ? (population.assign ?? (population.kind as 'grid' | 'points')) : 'grid';

const isAssumed = ({ hazardZoneMetres }: CoverageQuestion): boolean =>
  hazardZoneMetres === assumedHazardZoneMetres;

function errorBound(population: Population | null): Text {
  if (methodOf(population) === 'area') {
    const rows = rowsPerArea(population!.areas);
    return text(
      `覆盖率：每个多边形不超过 0.1 个百分点（${rows} 行扫描，行内精确）；距离统计为细分格近似。居民在多边形内是否均匀未知，不含在内。`,
      `Covered share: within 0.1 percentage point a polygon (${rows} scan rows, exact along each); distances by sub-cells. Whether residents are spread evenly is not known and not included.`,
    );
  }
  return text(
    `半径内外的判断与测地线一致（20 km 内 2 cm）；服务区边线的弦在弧内不超过 ${flatteningMetres} m，只用于显示。`,
    `Inside or outside a radius agrees with the geodesic (2 cm at 20 km); outlines of service areas run at most ${flatteningMetres} m inside their arcs and are for display only.`,
  );
}

function notesOn(
  pack: Pack,
  question: CoverageQuestion,
  summary: CoverageSummary,
  population: Population | null,
): Text[] {
  const notes: Text[] = [];
  const note = (condition: boolean, zh: string, en: string) => {
    if (condition) notes.push(text(zh, en));
  };
  const { unknownArea, unknownCapacity, excluded, shelters, perShelter } = summary;
  const ofUnknownClass = perShelter.filter((shelter) => shelter.class === 'unknown').length;
  const fromArea = perShelter.filter((shelter) => shelter.capacitySource === 'from-area').length;
  const outside = population?.byUnit.at(-1) ?? 0;
  note(
    !population,
    '数据包没有居民数据，无法计算覆盖率。',
    'The pack has no residents: no share can be given.',
  );
  note(shelters === 0, '没有计入的避难场所。', 'No shelter counts.');
  note(
    ofUnknownClass > 0,
    `${ofUnknownClass} 处避难时长未知，按所用口径中最小的半径和最大的人均面积计（除非另行填写）。`,
    `${ofUnknownClass} shelters of unknown length of stay take the smallest radius and the largest area per person in force, unless entered.`,
  );
  note(
    unknownArea > 0,
    `${unknownArea} 处有效面积未知，不计入面积。`,
    `Effective area unknown for ${unknownArea} shelters; not in the sum.`,
  );
  note(
    unknownCapacity > 0,
    `${unknownCapacity} 处容量未知，不计入可容纳人数。`,
    `Capacity unknown for ${unknownCapacity} shelters; not in the places.`,
  );
  note(
    fromArea > 0,
    `${fromArea} 处的容量按有效面积÷人均面积推算。`,
    `The capacity of ${fromArea} shelters is effective area ÷ area per person.`,
  );
  for (const { reason, count } of excluded) {
    note(true, `${count} 处未计入：${reason['zh-CN']}。`, `${count} not counted: ${reason.en}.`);
  }
  note(
    summary.inHazardZone > 0 && question.countInsideHazardZones,
    `计入的场所中有 ${summary.inHazardZone} 处位于危险区内。`,
    `${summary.inHazardZone} of the shelters that count lie inside a hazard zone.`,
  );
  note(
    pack.towns.features.length > 0 && outside > 0,
    `${Math.round(outside)} 位居民在各镇街范围之外，单列一行。`,
    `${Math.round(outside)} residents lie outside every town and have a row of their own.`,
  );
  const [zh, en] = isAssumed(question)
    ? ['假设，未核', 'assumed, unverified']
    : ['自行填写', 'entered by the user'];
  note(
    true,
    `危险区：录入的外部安全防护距离，及在册地质灾害隐患点周边 ${question.hazardZoneMetres} m（${zh}）。`,
    `Hazard zones: entered external safety distances, and ${question.hazardZoneMetres} m round active geological hazard sites (${en}).`,
  );
  const unassessed = pack.hazchem.features.filter(
    ({ properties }) => properties.safetyDistanceMetres === null,
  ).length;
  note(
    unassessed > 0,
    `${unassessed} 处危险化学品单位没有录入外部安全防护距离，其危险区未知，场所是否在其内无法判断。`,
    `${unassessed} chemical sites have no entered external safety distance: their hazard zones are unknown, and shelters may lie inside.`,
  );
  note(
    schemes[question.scheme].classesBy === 'class51143' && shelters > 0,
    '场所类别按登记的 GB 51143 类别；没有登记的按避难时长。中心避难场所按长期计。',
    'The class of a shelter is its registered GB 51143 class, or its length of stay where none is registered; central shelters count as long.',
  );
  notes.push(...unknownTownNotes(population));
  notes.push(metricNote, ...schematicNotes(pack, inputs));
  return notes;
}

/** How a coverage answer came to be. */
export function coverageProvenance(
  pack: Pack,
  question: CoverageQuestion,
  rules: Record<ShelterClass, Rule>,
  summary: CoverageSummary,
  population: Population | null,
): Provenance {
  const scheme: Scheme = schemes[question.scheme];
  const inForce = classesOf(scheme).filter((kind) => question.classes.includes(kind));
  const datasets = datasetsOf(pack, inputs);
  const counted = inForce.map((kind) => rules[kind]);
  const figures = counted.flatMap((rule) => [rule.radiusMetres, rule.squareMetresPerPerson]);
  const perClass = inForce.flatMap((kind) => {
    const { radiusMetres, squareMetresPerPerson } = rules[kind];
    const label = classLabel(kind);
    return [
      {
        label: text(`服务半径 ${label['zh-CN']}`, `Radius, ${label.en}`),
        value: `${plain(radiusMetres.value)} m`,
        tag: radiusMetres.tag,
      },
      {
        label: text(`人均面积 ${label['zh-CN']}`, `Area per person, ${label.en}`),
        value: `${plain(squareMetresPerPerson.value)} m²`,
        tag: squareMetresPerPerson.tag,
      },
    ];
  });
  return {
    analysis: 'coverage',
    version: '1',
    method: methods[methodOf(population)],
    parameters: [
      { label: text('口径', 'Scheme'), value: scheme.title },
      ...perClass,
      {
        label: text('危险区内场所计入', 'Shelters inside hazard zones count'),
        value: yesNoOptions[`${question.countInsideHazardZones}`],
      },
      {
        label: text('隐患点危险区距离', 'Hazard zone round hazard sites'),
        value: `${plain(question.hazardZoneMetres)} m`,
        tag: isAssumed(question) ? 'M' : 'own',
      },
      {
        label: text('人均面积目标', 'Target area per resident'),
        value: `${summary.targetSquareMetresPerResident} m²`,
        tag: 'C',
      },
      ...(population?.assign
        ? [
            {
              label: text('居民分配方式', 'How residents are placed'),
              value: placings[population.assign],
            },
          ]
        : []),
    ],
    datasets,
    standards: [
      { name: scheme.standard, tag: weakest(figures) },
      { name: text('GB 21734-2008 第 5.4 条', 'GB 21734-2008 clause 5.4'), tag: 'C' },
      { name: text('GB/T 44013-2024（分类）', 'GB/T 44013-2024 (classes)'), tag: 'C' },
    ],
    errorBound: errorBound(population),
    synthetic: anySynthetic(pack, datasets),
    notes: notesOn(pack, question, summary, population),
  };
}
