import { plain } from '../domain/numbers';
import { plural, text, type Text } from '../domain/text';
import type { AccessSummary } from './accessSummary';
import { classOptions, hazardsColumn, hazardsWord } from './coverageTables';
import type { Column, Headline, Table } from './define';
import { outsideOptions, rowsOf } from './rows';

const people = text('人', 'people');
const metres = text('m', 'm');

const column = (
  key: string,
  zh: string,
  en: string,
  kind: Column['kind'],
  unit?: Text,
): Column => ({ key, label: text(zh, en), kind, ...(unit && { unit }) });

type Supply = AccessSummary['supply'];

/** What access is counted in. */
const perResident = {
  places: { kind: 'ratio', unit: text('个/人', 'places/person') },
  area: { kind: 'squareMetresPerPerson', unit: text('m²/人', 'm²/person') },
} as const;

const townColumns = (supply: Supply, standard: number): Column[] => [
  { ...column('name', '镇街', 'Town', 'text'), options: outsideOptions },
  column('code', '代码', 'Code', 'text'),
  column('residents', '常住人口', 'Residents', 'people', people),
  {
    key: 'mean',
    label: text('人均可达', 'Access per resident'),
    ...perResident[supply],
  },
  column('none', '完全不可达', 'No access', 'people', people),
  column('noneShare', '不可达占比', 'Share without', 'share'),
  {
    key: 'below',
    label: belowLabel(supply, standard),
    kind: 'people',
    unit: people,
  },
  { key: 'belowUnknown', label: belowUnknownLabel, kind: 'people', unit: people },
];

/** Too little is known of what they reach to tell whether it is enough. */
const belowUnknownLabel = text('是否足够未知', 'Whether enough is unknown');

const belowLabel = (supply: Supply, standard: number): Text =>
  supply === 'area'
    ? text(`人均不超过 ${plain(standard)} m²`, `No more than ${plain(standard)} m² each`)
    : text('人均不足 1 个', 'Less than one place each');

const shelterColumns = (supply: Supply): Column[] => [
  column('name', '名称', 'Name', 'text'),
  column('id', '编号', 'Number', 'text'),
  { ...column('class', '避难时长', 'Length of stay', 'text'), options: classOptions },
  supply === 'places'
    ? column('supply', '可容纳', 'Places', 'people', people)
    : column('supply', '有效面积', 'Effective area', 'squareMetres', text('m²', 'm²')),
  column('limitMetres', '搜索范围', 'Limit', 'metres', metres),
  column('residentsInside', '范围内居民', 'Residents inside', 'people', people),
  column('demand', '加权需求', 'Weighted demand', 'people', people),
  {
    key: 'ratio',
    label: text('供需比', 'Supply per resident'),
    ...perResident[supply],
  },
  hazardsColumn,
  column('longitude', '经度', 'Longitude', 'degrees', text('°', '°')),
  column('latitude', '纬度', 'Latitude', 'degrees', text('°', '°')),
];

/** The tables of an access answer: towns and shelters. */
export function accessTables({ supply, standard, units, perShelter }: AccessSummary): Table[] {
  const [towns, shelters] = [townColumns(supply, standard), shelterColumns(supply)];
  return [
    { id: 'towns', title: text('分镇街', 'By town'), columns: towns, rows: rowsOf(towns, units) },
    {
      id: 'shelters',
      title: text('避难场所', 'Shelters'),
      columns: shelters,
      rows: rowsOf(
        shelters,
        perShelter.map((shelter) => ({ ...shelter, hazards: hazardsWord(shelter.hazards) })),
      ),
    },
  ];
}

const shareOfError = (error: number): string => (error === 0 ? '0' : error.toExponential(0));

/** The figures that an access answer begins with. */
export function accessHeadlines(summary: AccessSummary): Headline[] {
  const { supply, residents, mean, median, none, below, belowUnknown, shared, inReach } = summary;
  const { kind } = perResident[supply];
  const headlines: Headline[] = [
    {
      id: 'mean',
      label:
        supply === 'places'
          ? text('人均可达容量（个）', 'Places within reach per resident')
          : text('人均可达面积', 'Area within reach per resident'),
      value: mean,
      kind,
      ...(summary.unknownSupply > 0 && {
        note: text(
          `${summary.unknownSupply} 处${supply === 'places' ? '容量' : '面积'}未知，没有参与：这是下限。`,
          `${plural(summary.unknownSupply, 'shelter')} of unknown ${supply === 'places' ? 'capacity' : 'area'} left out: a lower bound.`,
        ),
      }),
    },
    {
      id: 'median',
      label: text('半数居民不超过', 'Half of residents have at most'),
      value: median,
      kind,
    },
    {
      id: 'none',
      label: text('完全不可达的居民', 'Residents with no access'),
      value: none,
      of: residents,
      kind: 'people',
      caution: (none ?? 0) > 0,
    },
    {
      id: 'below',
      label: belowLabel(supply, summary.standard),
      value: below,
      of: residents,
      kind: 'people',
      caution: (below ?? 0) > 0,
    },
    ...((belowUnknown ?? 0) > 0
      ? [
          {
            id: 'belowUnknown',
            label: belowUnknownLabel,
            value: belowUnknown,
            of: residents,
            kind: 'people' as const,
            note: text(
              '已知的供给不够，但可达供给未知的场所；没有计入不足',
              'Known supply is too little, but they reach shelters of unknown supply; not counted as below',
            ),
          },
        ]
      : []),
    {
      id: 'shared',
      label: text('核对：分给居民的合计', 'Check: shared among residents'),
      value: shared,
      of: inReach,
      kind: supply === 'places' ? 'people' : 'squareMetres',
      ...(summary.conservationError !== null && {
        note: text(
          `应等于有人可达的场所的供给合计，相对差 ${shareOfError(summary.conservationError)}；${summary.unreached} 处无人可达，不在其内。`,
          `Should be the supply of all shelters that reach anyone; relative difference ${shareOfError(summary.conservationError)}. Not in it: ${summary.unreached} that reach nobody.`,
        ),
      }),
    },
  ];
  if ((summary.onlyUnknown ?? 0) > 0) {
    headlines.splice(3, 0, {
      id: 'onlyUnknown',
      label: text('只可达供给未知场所的居民', 'Residents who reach unknown supply alone'),
      value: summary.onlyUnknown,
      of: residents,
      kind: 'people',
    });
  }
  return headlines;
}
