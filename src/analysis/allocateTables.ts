import { plural, text, type Text } from '../domain/text';
import type { AllocateSummary } from './allocateSummary';
import { classOptions, hazardsColumn, hazardsWord } from './coverageTables';
import type { Column, Headline, Table } from './define';
import { outsideOptions, rowsOf } from './rows';

const people = text('人', 'people');
const metres = text('m', 'm');
const degrees = text('°', '°');

const column = (
  key: string,
  zh: string,
  en: string,
  kind: Column['kind'],
  unit?: Text,
): Column => ({ key, label: text(zh, en), kind, ...(unit && { unit }) });

const planLabels: Readonly<Record<string, Text>> = {
  exact: text('最优分配', 'Best plan'),
  greedy: text('由近及远逐对安置（贪心）', 'Closest pairs first (greedy)'),
  nearest: text('范围内人人就近', 'Everybody in reach to the nearest'),
};

const outcome: Column[] = [
  column('demand', '需安置', 'Need shelter', 'people', people),
  column('placed', '可安置', 'Placed', 'people', people),
  column('placedShare', '安置率', 'Placed share', 'share'),
  column('outOfReach', '够不着', 'Out of reach', 'people', people),
  column('noRoom', '够得着但无余位', 'In reach, no room', 'people', people),
  column('roomUnknown', '只差容量未知', 'Room unknown', 'people', people),
  column('meanMetres', '平均路程', 'Mean way', 'metres', metres),
];

const townColumns: Column[] = [
  { ...column('name', '镇街', 'Town', 'text'), options: outsideOptions },
  column('code', '代码', 'Code', 'text'),
  column('residents', '常住人口', 'Residents', 'people', people),
  ...outcome,
  column('shelters', '去往场所', 'Shelters used', 'count'),
];

const shelterColumns: Column[] = [
  column('name', '名称', 'Name', 'text'),
  column('id', '编号', 'Number', 'text'),
  { ...column('class', '避难时长', 'Length of stay', 'text'), options: classOptions },
  column('capacityPeople', '可容纳', 'Places', 'people', people),
  column('load', '安置', 'Load', 'people', people),
  column('free', '余位', 'Free', 'people', people),
  column('loadShare', '使用率', 'Load share', 'share'),
  column('meanMetres', '平均路程', 'Mean way', 'metres', metres),
  column('nearestOnly', '范围内人人就近时', 'If all in reach go to the nearest', 'people', people),
  column('overload', '就近时超出容量', 'Then beyond capacity', 'people', people),
  hazardsColumn,
  column('longitude', '经度', 'Longitude', 'degrees', degrees),
  column('latitude', '纬度', 'Latitude', 'degrees', degrees),
];

const flowColumns: Column[] = [
  { ...column('town', '镇街', 'Town', 'text'), options: outsideOptions },
  column('code', '代码', 'Code', 'text'),
  column('shelter', '避难场所', 'Shelter', 'text'),
  column('shelterId', '场所编号', 'Number of shelter', 'text'),
  column('people', '人数', 'People', 'people', people),
  column('meanMetres', '平均路程', 'Mean way', 'metres', metres),
  column('longitude', '起点经度', 'Longitude of origin', 'degrees', degrees),
  column('latitude', '起点纬度', 'Latitude of origin', 'degrees', degrees),
];

const comparisonColumns: Column[] = [
  { ...column('plan', '方法', 'Method', 'text'), options: planLabels },
  column('placed', '可安置', 'Placed', 'people', people),
  column('placedShare', '安置率', 'Placed share', 'share'),
  column('withoutPlace', '够得着但未安置', 'In reach, not placed', 'people', people),
  column('fewer', '比最优少', 'Fewer than the best', 'people', people),
  column('overload', '超出容量', 'Beyond capacity', 'people', people),
  column('overloaded', '超容场所', 'Overloaded shelters', 'count'),
  column('meanMetres', '平均路程', 'Mean way', 'metres', metres),
];

/** The tables of an allocation: towns, shelters, who goes where, and other ways beside the best plan. */
export const allocateTables = (summary: AllocateSummary): Table[] => [
  {
    id: 'towns',
    title: text('分镇街', 'By town'),
    columns: townColumns,
    rows: rowsOf(townColumns, summary.units),
  },
  {
    id: 'shelters',
    title: text('场所负荷', 'Shelters'),
    columns: shelterColumns,
    rows: rowsOf(
      shelterColumns,
      summary.perShelter.map((shelter) => ({ ...shelter, hazards: hazardsWord(shelter.hazards) })),
    ),
  },
  {
    id: 'flows',
    title: text('谁去哪里', 'Who goes where'),
    columns: flowColumns,
    rows: rowsOf(flowColumns, summary.flows),
  },
  {
    id: 'comparison',
    title: text('与简单规则比较', 'Beside simple rules'),
    columns: comparisonColumns,
    rows: rowsOf(comparisonColumns, summary.comparison),
  },
];

/** The figures that an allocation begins with. */
export function allocateHeadlines(summary: AllocateSummary): Headline[] {
  const { demand, placed, outOfReach, noRoom, roomUnknown, meanMetres, full } = summary;
  const greedy = summary.comparison.find(({ plan }) => plan === 'greedy');
  const nearest = summary.comparison.find(({ plan }) => plan === 'nearest');
  return [
    {
      id: 'placed',
      label: text('需避难居民中可安置', 'Can be placed, of those in need'),
      value: placed,
      kind: 'people',
      of: demand,
      note: text('任何方案都不能安置更多', 'No plan can place more'),
    },
    {
      id: 'noRoom',
      label: text('够得着但无余位', 'In reach, but no room'),
      value: noRoom,
      kind: 'people',
      of: demand,
      note: text(
        '真实缺口：换任何分法也安置不下',
        'The true shortage: no other plan would place them all',
      ),
      caution: (noRoom ?? 0) > 0,
    },
    {
      id: 'outOfReach',
      label: text('够不着任何场所', 'Out of reach of every shelter'),
      value: outOfReach,
      kind: 'people',
      of: demand,
      caution: (outOfReach ?? 0) > 0,
    },
    ...(roomUnknown
      ? [
          {
            id: 'roomUnknown',
            label: text('能否安置取决于未知容量', 'Depends on unknown capacities'),
            value: roomUnknown,
            kind: 'people' as const,
            of: demand,
            note: text(
              `${summary.unknownCapacity} 处容量未知，没有安置任何人`,
              `${plural(summary.unknownCapacity, 'shelter of unknown capacity was', 'shelters of unknown capacity were')} given nobody`,
            ),
            caution: true,
          },
        ]
      : []),
    { id: 'meanMetres', label: text('平均路程', 'Mean way'), value: meanMetres, kind: 'metres' },
    {
      id: 'full',
      label: text('满员场所', 'Full shelters'),
      value: full,
      kind: 'count',
      of: summary.shelters - summary.unknownCapacity,
    },
    {
      id: 'overload',
      label: text(
        '范围内居民都去最近场所时超出容量',
        'Beyond capacity if all in reach go to the nearest',
      ),
      value: nearest?.overload ?? null,
      kind: 'people',
      note: text(
        '只计需避难且有场所在服务范围内的居民，够不着的不计',
        'Counts those in need with a shelter in reach; those out of reach are not in it',
      ),
      caution: (nearest?.overload ?? 0) > 0,
    },
    {
      id: 'greedyFewer',
      label: text('由近及远逐对安置会比本方案少安置', 'Closest pairs first would place fewer by'),
      value: greedy?.fewer ?? null,
      kind: 'people',
      note: text(
        '是那种分法的损失，不是缺口；缺口见“够得着但无余位”和“够不着”',
        'The loss of that way of placing, not a shortage: that is “in reach, but no room” and “out of reach”',
      ),
    },
  ];
}
