import type { SummaryOf } from '../analysis';
import { classLabel } from '../analysis/coverageTables';
import {
  areaSum,
  distance,
  inline,
  landArea,
  people,
  perResident,
  position,
  share,
} from '../domain/numbers';
import { plural, text, type Locale } from '../domain/text';
import { printPairs } from './print';
import type { AnalysisId } from './registry';

type CoverageSummary = SummaryOf<'coverage'>;
type BufferSummary = SummaryOf<'buffer'>;
type PointSummary = SummaryOf<'point'>;
type Pair = [label: string, value: string];

/** Figures that an analysis of its own kind is summed up in, one a line; unknown is said in words. */
export const ownFigures: Partial<Record<AnalysisId, (summary: object, locale: Locale) => string>> =
  {
    coverage: (summary, locale) => coverageFigures(summary as CoverageSummary, locale),
    buffer: (summary, locale) => printPairs(bufferFigures(summary as BufferSummary, locale)),
    point: (summary, locale) => printPairs(pointFigures(summary as PointSummary, locale)),
  };

/** Whether an analysis is summed up in figures of its own rather than in headlines. */
export const hasOwnFigures = (id: AnalysisId): boolean => id in ownFigures;

const whole = (value: number) => Math.round(value).toLocaleString('en-US');
const wholeOr = (value: number | null, locale: Locale) =>
  value === null ? unknown(locale) : whole(value);
const unknown = (locale: Locale) => (locale === 'zh-CN' ? '未知' : 'unknown');

function bufferFigures(summary: BufferSummary, locale: Locale): Pair[] {
  const zh = locale === 'zh-CN';
  const { sites, sitesWithoutDistance, smallestMetres, largestMetres, residentsInsideShare } =
    summary;
  const reach =
    smallestMetres === null || largestMetres === null
      ? unknown(locale)
      : smallestMetres === largestMetres
        ? `${whole(smallestMetres)} m`
        : `${whole(smallestMetres)}–${whole(largestMetres)} m`;
  const part = residentsInsideShare === null ? '' : `  ${inline(share(residentsInsideShare))}`;
  return [
    [
      zh ? '对象' : 'Sites',
      `${sites}${sitesWithoutDistance.length ? (zh ? `，另有 ${sitesWithoutDistance.length} 处没有距离` : `; ${sitesWithoutDistance.length} more have no distance`) : ''}`,
    ],
    [zh ? '距离' : 'Distance', reach],
    [zh ? '面积' : 'Area', inline(landArea(summary.areaSquareKilometres))],
    [zh ? '常住人口' : 'Residents', wholeOr(summary.residents, locale)],
    [
      zh ? '缓冲区内居民' : 'Residents inside',
      `${wholeOr(summary.residentsInside, locale)}${part}`,
    ],
    [zh ? '缓冲区内要素' : 'Features inside', String(summary.features.length)],
  ];
}

function pointFigures(summary: PointSummary, locale: Locale): Pair[] {
  const zh = locale === 'zh-CN';
  const { town, insideDistrict, nearestSafeShelter: safe } = summary;
  const none = zh ? '没有' : 'none';
  const isOutside = insideDistrict === false;
  /** What the data do not hold outside the district may be there all the same. */
  const nothing = isOutside
    ? zh
      ? '未知（数据只到区县界）'
      : 'unknown (the data end at the district)'
    : none;
  return [
    [zh ? '地点' : 'Place', position(summary.longitude, summary.latitude)],
    ...(isOutside
      ? ([
          [zh ? '注意' : 'Note', zh ? '该点在区县范围之外' : 'the place lies outside the district'],
        ] as Pair[])
      : []),
    [zh ? '镇街' : 'Town', town?.name ?? none],
    ...summary.residentsWithin.map(({ radiusMetres, residents }): Pair => [
      zh ? `${whole(radiusMetres)} m 内居民` : `Residents within ${whole(radiusMetres)} m`,
      residents === null ? unknown(locale) : whole(residents),
    ]),
    [
      zh ? '位于防护距离或缓冲区内' : 'Protection distances it lies in',
      summary.zones.length ? String(summary.zones.length) : nothing,
    ],
    [
      zh ? '2 km 内危险源' : 'Hazards within 2 km',
      summary.hazards.length ? String(summary.hazards.length) : nothing,
    ],
    [
      zh ? '范围之外最近的避难场所' : 'Nearest shelter outside all of them',
      safe
        ? `${safe.name}  ${inline(distance(safe.distanceMetres))}`
        : summary.nearestShelters.length
          ? none
          : zh
            ? '数据中没有启用的避难场所'
            : 'the data hold no open shelter',
    ],
  ];
}

function unknownTowns(
  { residents, unitsWithoutResidents: towns }: CoverageSummary,
  locale: Locale,
) {
  if (residents === null || towns === 0) return '';
  return locale === 'zh-CN'
    ? `，另有 ${towns} 个镇街人口未知`
    : `; unknown for ${plural(towns, 'more town')}`;
}

const toTheNearest = {
  straight: text('到最近场所的直线', 'To the nearest shelter, straight'),
  detour: text('到最近场所的直线 × 绕行系数', 'To the nearest shelter, × detour'),
  walk: text('能到达者步行到最近场所', 'On foot to the nearest, of those who reach one'),
} as const;

function coverageFigures(summary: CoverageSummary, locale: Locale): string {
  const zh = locale === 'zh-CN';
  const orUnknown = (value: number | null, show: (known: number) => string) =>
    value === null ? (zh ? '未知' : 'unknown') : show(value);
  const persons = (value: number | null) =>
    orUnknown(value, (known) => inline(people(known, locale)));
  const percent = (value: number | null) => orUnknown(value, (known) => inline(share(known)));
  const metres = (value: number | undefined) =>
    orUnknown(value ?? null, (known) => inline(distance(known)));
  const { distance: near } = summary;
  const pairs: Pair[] = [
    [
      zh ? '常住人口' : 'Residents',
      `${wholeOr(summary.residents, locale)}${unknownTowns(summary, locale)}`,
    ],
    [
      zh ? '服务半径内' : 'Inside a service radius',
      summary.covered === null
        ? unknown(locale)
        : `${whole(summary.covered)}  ${percent(summary.coveredShare)}`,
    ],
    [zh ? '未覆盖' : 'Not covered', wholeOr(summary.uncovered, locale)],
    ...summary.byClass
      .filter(({ shelters }) => shelters > 0)
      .map(({ class: kind, shelters, radiusMetres, reached, reachedShare }): Pair => [
        `  ${classLabel(kind)[locale]}`,
        zh
          ? `${shelters} 处，半径 ${radiusMetres.toLocaleString('en-US')} m，${persons(reached)}  ${percent(reachedShare)}`
          : `${plural(shelters, 'shelter')}, radius ${radiusMetres.toLocaleString('en-US')} m, ${persons(reached)}  ${percent(reachedShare)}`,
      ]),
    [
      toTheNearest[summary.way][locale],
      zh
        ? `平均 ${metres(near?.meanMetres)}，中位 ${metres(near?.medianMetres)}，95% 在 ${metres(near?.p95Metres)} 内`
        : `mean ${metres(near?.meanMetres)}, median ${metres(near?.medianMetres)}, 95 % within ${metres(near?.p95Metres)}`,
    ],
    [zh ? '计入的场所' : 'Shelters that count', String(summary.shelters)],
    ...summary.excluded.map(({ reason, count }): Pair => [
      `  ${zh ? '未计入' : 'left out'}: ${reason[locale]}`,
      String(count),
    ]),
    [
      zh ? '有效避难面积' : 'Effective area',
      `${orUnknown(summary.effectiveAreaSquareMetres, (known) => inline(areaSum(known, locale)))}${
        summary.unknownArea
          ? zh
            ? `，${summary.unknownArea} 处面积未知`
            : `; unknown for ${plural(summary.unknownArea, 'shelter')}`
          : ''
      }`,
    ],
    [
      zh ? '人均有效面积' : 'Area per resident',
      `${orUnknown(summary.squareMetresPerResident, (known) => inline(perResident(known, locale)))} (${zh ? '标准 >' : 'standard >'} ${inline(perResident(summary.targetSquareMetresPerResident, locale))})`,
    ],
    [
      zh ? '可容纳' : 'Places',
      `${persons(summary.places)}${
        summary.unknownCapacity
          ? zh
            ? `，${summary.unknownCapacity} 处容量未知`
            : `; unknown for ${plural(summary.unknownCapacity, 'shelter')}`
          : ''
      }`,
    ],
  ];
  return printPairs(pairs);
}
