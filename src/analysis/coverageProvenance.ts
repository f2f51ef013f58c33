import type { DatasetId } from '../domain/manifest';
import { squareMetresPerResidentTarget } from '../domain/scheme';
import { text, type Text } from '../domain/text';
import { flatteningMetres } from '../geo/discs';
import { rowsPerArea } from '../geo/areas';
import type { Pack } from '../pack/pack';
import type { CoverageQuestion } from './coverageParams';
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
import type { Travel } from './travel';
import type { Way } from './travelParams';

const inputsOf = ({ by }: CoverageQuestion): readonly DatasetId[] => [
  'residents',
  'towns',
  ...shelterInputs,
  ...(by === 'walk' ? (['roads'] as const) : []),
];

const placings = {
  area: text('按面积均匀分布', 'Spread over the area'),
  point: text('置于代表点', 'At a representative point'),
} as const;

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

/** What takes the place of the straight line. */
const waysOf: Partial<Record<Way, Text>> = {
  walk: text(
    '每个有居民的位置（网格中心、居民点或细分格中心）到某个场所的步行路程不超过其上限即为覆盖，每位居民只计一次。图上的服务区是可达居民格的外轮廓，没有居民的地方不在其内；居民为点时不画服务区。',
    'A populated place (centre of a cell or sub-cell, or point) is covered when its way on foot to a shelter is no longer than the limit; each resident counts once. Service areas on the map are the outlines of the populated cells within reach, and hold no place where nobody lives; where residents are points none is drawn.',
  ),
  detour: text(
    '路程按直线距离 × 绕行系数；服务区是半径除以绕行系数的圆。',
    'The way is the straight line × the detour factor; service areas are discs of the limit ÷ the factor.',
  ),
};

const together = (parts: readonly (Text | undefined)[]): Text => {
  const known = parts.filter((part) => part !== undefined);
  return text(known.map((part) => part['zh-CN']).join(''), known.map((part) => part.en).join(' '));
};

const methodOf = (population: Population | null): keyof typeof methods =>
  population ? (population.assign ?? (population.kind as 'grid' | 'points')) : 'grid';

function errorBound(population: Population | null, { by }: CoverageQuestion): Text {
  if (by === 'walk') {
    return text(
      '路网内的最短路程精确到 0.01 m；居民以格中心、点或细分格中心计；是否连通、道路是否完整取决于道路数据。坡度、台阶、过街和拥挤未计入。',
      'Shortest ways on the given roads are exact to 0.01 m; residents are at centres of cells or sub-cells, or points; whether roads connect and are complete is up to the data. Slopes, steps, crossings and crowds are not included.',
    );
  }
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
  shelters: ShelterAnswer,
  population: Population | null,
  travel: Travel | null,
): Text[] {
  const notes: Text[] = [];
  const outside = population?.byUnit.at(-1) ?? 0;
  if (!population) {
    notes.push(
      text(
        '数据包没有居民数据，无法计算覆盖率。',
        'The pack has no residents: no share can be given.',
      ),
    );
  }
  notes.push(...shelterNotes(pack, shelters, question));
  if (pack.towns.features.length > 0 && outside > 0) {
    notes.push(
      text(
        `${Math.round(outside)} 位居民在各镇街范围之外，单列一行。`,
        `${Math.round(outside)} residents lie outside every town and have a row of their own.`,
      ),
    );
  }
  notes.push(...(travel?.notes ?? []), ...unknownTownNotes(population));
  notes.push(metricNote, ...schematicNotes(pack, inputsOf(question)));
  return notes;
}

/** How a coverage answer came to be. */
export function coverageProvenance(
  pack: Pack,
  question: CoverageQuestion,
  shelters: ShelterAnswer,
  population: Population | null,
  travel: Travel | null,
): Provenance {
  const datasets = datasetsOf(pack, inputsOf(question));
  const [scheme, classes] = shelterStandards(question, shelters.rules);
  return {
    analysis: 'coverage',
    version: '1',
    method:
      question.by === 'walk'
        ? waysOf.walk!
        : together([methods[methodOf(population)], waysOf[question.by]]),
    parameters: [
      ...(question.by === 'straight' ? [] : (travel?.parameters ?? [])),
      ...shelterParameters(question, shelters.rules),
      {
        label: text('人均面积目标', 'Target area per resident'),
        value: `${squareMetresPerResidentTarget} m²`,
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
      scheme!,
      { name: text('GB 21734-2008 第 5.4 条', 'GB 21734-2008 clause 5.4'), tag: 'C' },
      classes!,
    ],
    errorBound: errorBound(population, question),
    synthetic: anySynthetic(pack, datasets),
    notes: notesOn(pack, question, shelters, population, travel),
  };
}
