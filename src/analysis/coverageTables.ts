import { hazardIds, hazardTitles, type HazardId } from '../domain/hazard';
import { durationOptions } from '../domain/options';
import { shelterFields } from '../domain/shelter';
import { text, type Text } from '../domain/text';
import type { Column, Table } from './define';
import type { CoverageSummary } from './coverageSummary';
import { outsideOptions, rowsOf } from './rows';
import { shelterClasses, type ShelterClass } from './serving';

/** What a class of shelters is called. */
export function classLabel(kind: ShelterClass): Text {
  if (kind === 'unknown') return text('时长未知', 'Length of stay unknown');
  return kind === 'medium' ? text('中期', 'Medium') : durationOptions[kind].label;
}

const people = text('人', 'people');
const squareMetres = text('m²', 'm²');
const metres = text('m', 'm');

const column = (
  key: string,
  zh: string,
  en: string,
  kind: Column['kind'],
  unit?: Text,
): Column => ({ key, label: text(zh, en), kind, ...(unit && { unit }) });

export const classOptions: Readonly<Record<string, Text>> = Object.fromEntries(
  shelterClasses.map((kind) => [kind, classLabel(kind)]),
);
const sourceOptions: Readonly<Record<string, Text>> = Object.fromEntries(
  Object.entries(shelterFields.capacitySource.options ?? {}).map(([id, { label }]) => [id, label]),
);

/** Every set of hazards as one word of a column, none included. */
const hazardOptions: Readonly<Record<string, Text>> = Object.fromEntries(
  Array.from({ length: 2 ** hazardIds.length }, (_, bits) => {
    const set = hazardIds.filter((_, i) => bits & (1 << i));
    const words = text(
      set.map((hazard) => hazardTitles[hazard]['zh-CN']).join('、'),
      set.map((hazard) => hazardTitles[hazard].en).join(', '),
    );
    return [hazardsWord(set), set.length > 0 ? words : text('无', 'None')];
  }),
);

/** Hazards as {@link hazardsColumn} reads them. */
export function hazardsWord(hazards: readonly HazardId[]): string {
  return hazards.join(' ') || 'none';
}

/** The hazards in whose zones a shelter lies. */
export const hazardsColumn: Column = {
  key: 'hazards',
  label: text('所在危险区', 'In zones of'),
  kind: 'text',
  options: hazardOptions,
};

const townColumns = (way: CoverageSummary['way']): Column[] => [
  { ...column('name', '镇街', 'Town', 'text'), options: outsideOptions },
  column('code', '代码', 'Code', 'text'),
  column('residents', '常住人口', 'Residents', 'people', people),
  column('covered', '半径内', 'Covered', 'people', people),
  column('coveredShare', '覆盖率', 'Covered share', 'share'),
  column('uncovered', '未覆盖', 'Not covered', 'people', people),
  column('shelters', '场所', 'Shelters', 'count'),
  column('effectiveAreaSquareMetres', '有效面积', 'Effective area', 'squareMetres', squareMetres),
  column(
    'squareMetresPerResident',
    '人均有效面积',
    'Area per resident',
    'squareMetresPerPerson',
    text('m²/人', 'm²/person'),
  ),
  column('places', '可容纳', 'Places', 'people', people),
  column('unknownArea', '面积未知', 'Area unknown', 'count'),
  way === 'walk'
    ? column(
        'medianDistanceMetres',
        '能到达者路程中位数',
        'Median way of those who reach one',
        'metres',
        metres,
      )
    : column('medianDistanceMetres', '距离中位数', 'Median distance', 'metres', metres),
];

const shelterColumns: Column[] = [
  column('name', '名称', 'Name', 'text'),
  column('id', '编号', 'Number', 'text'),
  { ...column('class', '避难时长', 'Length of stay', 'text'), options: classOptions },
  column('radiusMetres', '服务半径', 'Radius', 'metres', metres),
  column('residentsInside', '半径内居民', 'Residents inside', 'people', people),
  column('effectiveAreaSquareMetres', '有效面积', 'Effective area', 'squareMetres', squareMetres),
  column('capacityPeople', '可容纳', 'Places', 'people', people),
  { ...column('capacitySource', '容量来源', 'Source of capacity', 'text'), options: sourceOptions },
  hazardsColumn,
  column('longitude', '经度', 'Longitude', 'degrees', text('°', '°')),
  column('latitude', '纬度', 'Latitude', 'degrees', text('°', '°')),
];

const clusterColumns: Column[] = [
  column('rank', '序', 'Rank', 'count'),
  column('people', '未覆盖居民', 'Residents not covered', 'people', people),
  column('town', '镇街', 'Town', 'text'),
  column('areaSquareMetres', '面积', 'Area', 'squareMetres', squareMetres),
  column('longitude', '经度', 'Longitude', 'degrees', text('°', '°')),
  column('latitude', '纬度', 'Latitude', 'degrees', text('°', '°')),
];

/** A star at the name says that the figures are not those of the named town alone; a note explains it. */
const starred = <Unit extends { name: string }>(unit: Unit): Unit => ({
  ...unit,
  name: `${unit.name}＊`,
});

/** The tables of a coverage answer: towns, shelters, and the largest uncovered clusters. */
export function coverageTables({ way, units, perShelter, clusters }: CoverageSummary): Table[] {
  const towns = townColumns(way);
  return [
    {
      id: 'towns',
      title: text('分镇街', 'By town'),
      columns: towns,
      rows: rowsOf(
        towns,
        units.map((unit) => (unit.includesUnplacedTowns ? starred(unit) : unit)),
      ),
    },
    {
      id: 'shelters',
      title: text('避难场所', 'Shelters'),
      columns: shelterColumns,
      rows: rowsOf(
        shelterColumns,
        perShelter.map((shelter) => ({ ...shelter, hazards: hazardsWord(shelter.hazards) })),
      ),
    },
    {
      id: 'clusters',
      title: text('最大的未覆盖片区', 'Largest uncovered clusters'),
      columns: clusterColumns,
      rows: rowsOf(
        clusterColumns,
        clusters.map((cluster) => ({
          ...cluster,
          areaSquareMetres: cluster.areaSquareKilometres * 1e6,
        })),
      ),
    },
  ];
}
