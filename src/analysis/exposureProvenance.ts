import type { DatasetId } from '../domain/manifest';
import { plain } from '../domain/numbers';
import { registers } from '../domain/registers';
import { schemes, type Scheme } from '../domain/scheme';
import { text, type Text } from '../domain/text';
import { rowsPerArea } from '../geo/areas';
import type { Pack } from '../pack/pack';
import { classesOf, rulesInForce } from './classes';
import { classLabel } from './coverageTables';
import type { Provenance } from './define';
import { needFigures, needKeys, type ExposureQuestion } from './exposureParams';
import type { ExposureSummary } from './exposureSummary';
import type { Population } from './population';
import {
  anySynthetic,
  datasetsOf,
  metricNote,
  schematicNotes,
  unknownTownNotes,
} from './provenance';
import { outlineBound } from './union';
import type { Extent } from './unionExtent';

const common: readonly DatasetId[] = [
  'residents',
  'towns',
  'district',
  'shelters',
  'geohazards',
  'reservoirs',
  'forests',
  'hazchem',
];

function methodOf(population: Population | null, { parts }: Extent): Text {
  const discsOnly = parts.lines.length + parts.areas.length === 0;
  if (population?.assign === 'area') {
    return text(
      '居民按面积均匀分布于各自的多边形，按多边形在范围内的面积比例计入；每位居民只计一次。',
      'Residents are spread evenly over their polygons and count by the share of the area that lies in the zone; each resident counts once.',
    );
  }
  const where =
    population?.kind === 'grid'
      ? text(
          '居民按网格中心是否在范围内计入',
          'Residents count where the centre of their cell lies in the zone',
        )
      : text('居民按所在点是否在范围内计入', 'Residents count where their point lies in the zone');
  const rule = discsOnly
    ? text('按椭球距离判断', 'by the distance on the ellipsoid')
    : text(
        '距离按椭球计算，多边形内外按奇偶规则，孔不计',
        'by distance on the ellipsoid, and in polygons by the even-odd rule, holes left out',
      );
  return text(
    `${where['zh-CN']}：${rule['zh-CN']}；每位居民只计一次。`,
    `${where.en}, ${rule.en}; each resident counts once.`,
  );
}

function notesOn(
  pack: Pack,
  question: ExposureQuestion,
  extent: Extent,
  summary: ExposureSummary,
  population: Population | null,
): Text[] {
  const notes = [...extent.notes];
  if (!population) notes.push(text('数据包没有居民数据。', 'The pack has no residents.'));
  if (extent.source) {
    const { 'zh-CN': zh, en } = registers[extent.source].title;
    notes.push(
      text(
        `范围以${zh}为中心，范围内要素不再列出${zh}。`,
        `The zone goes round ${en.toLowerCase()}, which are not listed as lying inside.`,
      ),
    );
  }
  const { sheltersByArea, sheltersOfUnknownCapacity } = summary;
  if (sheltersByArea > 0) {
    notes.push(
      text(
        `范围内 ${sheltersByArea} 处开放场所没有登记容量，按有效面积÷人均面积推算。`,
        `${sheltersByArea} open shelters inside have no registered capacity: theirs is effective area ÷ area per person.`,
      ),
    );
  }
  if (sheltersOfUnknownCapacity > 0) {
    notes.push(
      text(
        `范围内 ${sheltersOfUnknownCapacity} 处开放场所容量和面积都未知，不计入可容纳人数。`,
        `Neither capacity nor area is known for ${sheltersOfUnknownCapacity} open shelters inside; they are not in the places.`,
      ),
    );
  }
  const reached = summary.towns.filter(({ residentsInside }) => residentsInside === null);
  if (population && summary.sources > 0 && summary.residentsInside === null) {
    const names = reached.map(({ name }) => name);
    notes.push(
      text(
        `范围伸入人口未知的镇街（${names.join('、')}），范围内居民总数和救助物资未知；其他镇街见分镇街表。`,
        `The zone reaches towns of unknown residents (${names.join(', ')}): the total inside and the relief are unknown; other towns stand in the table.`,
      ),
    );
  }
  const usual = needKeys.filter((key) => question.needs[key] === needFigures[key].usual).length;
  if (usual > 0) {
    notes.push(
      text(
        `救助定额中 ${usual} 项是未核的默认值，请按本地预案改填；估算不代替灾情核查。`,
        `${usual} figures of the relief table are unverified defaults: enter those of the local plan; the estimate does not replace a survey.`,
      ),
    );
  }
  return [...notes, ...unknownTownNotes(population), metricNote, ...schematicNotes(pack, common)];
}

/** How an exposure answer came to be. */
export function exposureProvenance(
  pack: Pack,
  question: ExposureQuestion,
  extent: Extent,
  summary: ExposureSummary,
  population: Population | null,
): Provenance {
  const datasets = datasetsOf(pack, [...new Set([...common, ...extent.inputs])]);
  const rows = rowsPerArea(population?.areas ?? 0);
  const scheme: Scheme = schemes[question.scheme];
  const rules = rulesInForce(scheme, {}, question.squareMetresPerPerson);
  const areas = classesOf(scheme).map((kind) => ({
    kind,
    figure: rules[kind].squareMetresPerPerson,
  }));
  return {
    analysis: 'exposure',
    version: '1',
    method: methodOf(population, extent),
    parameters: [
      ...extent.parameters,
      { label: text('口径', 'Scheme'), value: scheme.title },
      ...areas.map(({ kind, figure }) => ({
        label: text(
          `人均面积 ${classLabel(kind)['zh-CN']}`,
          `Area per person, ${classLabel(kind).en}`,
        ),
        value: `${plain(figure.value)} m²`,
        tag: figure.tag,
      })),
      ...needKeys.map((key) => ({
        label: needFigures[key].label,
        value: text(
          `${plain(question.needs[key])} ${needFigures[key].unit['zh-CN']}`,
          `${plain(question.needs[key])} ${needFigures[key].unit.en}`,
        ),
        tag: question.needs[key] === needFigures[key].usual ? ('M' as const) : ('own' as const),
      })),
    ],
    datasets,
    standards: [
      ...extent.standards,
      {
        name: scheme.standard,
        tag:
          (['M', 'own', 'D', 'C'] as const).find((tag) =>
            areas.some(({ figure }) => figure.tag === tag),
          ) ?? 'C',
      },
      {
        name: text(
          'Sphere 手册 2018（水、帐篷面积，数值未核）',
          'Sphere Handbook 2018 (water, area of tents; figures unverified)',
        ),
        tag: 'M',
      },
    ],
    errorBound:
      population?.assign === 'area'
        ? text(
            `每个居民多边形的比例不超过 0.1 个百分点（${rows} 行扫描）。${outlineBound['zh-CN']}`,
            `Share of each residents' polygon within 0.1 percentage point (${rows} scan rows). ${outlineBound.en}`,
          )
        : outlineBound,
    synthetic: anySynthetic(pack, datasets),
    notes: notesOn(pack, question, extent, summary, population),
  };
}
