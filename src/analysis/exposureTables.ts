import type { Option } from '../domain/field';
import { geohazardFields } from '../domain/geohazard';
import { hazchemFields } from '../domain/hazchem';
import { registers } from '../domain/registers';
import { shelterFields } from '../domain/shelter';
import { text, type Text } from '../domain/text';
import type { Column, Headline, Table } from './define';
import { needBases, needFigures, needKeys } from './exposureParams';
import type { Exposed, ExposureSummary } from './exposureSummary';
import { outsideOptions, registerOptions, rowsOf, statusColumn, withStatus } from './rows';

const people = text('人', 'people');

const townColumns: Column[] = [
  { key: 'name', label: text('镇街', 'Town'), kind: 'text', options: outsideOptions },
  { key: 'code', label: text('代码', 'Code'), kind: 'text' },
  { key: 'residents', label: text('常住人口', 'Residents'), kind: 'people', unit: people },
  { key: 'residentsInside', label: text('范围内', 'Inside'), kind: 'people', unit: people },
  { key: 'residentsInsideShare', label: text('占本镇街', 'Share of the town'), kind: 'share' },
];

const optionsOf = (prefix: string, options: Readonly<Record<string, Option>> | undefined) =>
  Object.fromEntries(
    Object.entries(options ?? {}).map(([id, { label }]) => [`${prefix}.${id}`, label]),
  );

/** Registers whose records have a grade. */
const graded: readonly Exposed['register'][] = ['geohazards', 'hazchem'];

const featureColumns: Column[] = [
  { key: 'name', label: text('名称', 'Name'), kind: 'text' },
  { key: 'register', label: text('图层', 'Layer'), kind: 'text', options: registerOptions },
  { key: 'id', label: text('编号', 'Number'), kind: 'text' },
  statusColumn,
  { key: 'capacityPeople', label: text('可容纳', 'Places'), kind: 'people', unit: people },
  {
    key: 'capacitySource',
    label: shelterFields.capacitySource.label,
    kind: 'text',
    options: Object.fromEntries(
      Object.entries(shelterFields.capacitySource.options ?? {}).map(([id, { label }]) => [
        id,
        label,
      ]),
    ),
  },
  { key: 'threatenedPeople', label: text('威胁人口', 'Threatened'), kind: 'people', unit: people },
  {
    key: 'grade',
    label: text('等级', 'Grade'),
    kind: 'text',
    options: {
      ...optionsOf('geohazards', geohazardFields.riskGrade.options),
      ...optionsOf('hazchem', hazchemFields.majorHazardGrade.options),
    },
  },
  { key: 'longitude', label: text('经度', 'Longitude'), kind: 'degrees' },
  { key: 'latitude', label: text('纬度', 'Latitude'), kind: 'degrees' },
];

const labelled = (pick: (key: (typeof needKeys)[number]) => Text | undefined) =>
  Object.fromEntries(
    needKeys.flatMap((key): [string, Text][] => {
      const label = pick(key);
      return label ? [[key, label]] : [];
    }),
  );
const ownSource = text('自行填写', 'Entered by the user');
const unverified = (source: Text) =>
  text(`${source['zh-CN']}（未核）`, `${source.en} (unverified)`);
const items: Readonly<Record<string, Text>> = {
  ...labelled((key) => needFigures[key].label),
  peoplePerTent: text('帐篷', 'Tents'),
};

const needColumns: Column[] = [
  { key: 'item', label: text('物资', 'Item'), kind: 'text', options: items },
  { key: 'quantity', label: text('数量', 'Quantity'), kind: 'count' },
  {
    key: 'unit',
    label: text('单位', 'Unit'),
    kind: 'text',
    options: {
      tents: text('顶', 'tents'),
      litres: text('L', 'L'),
      kilograms: text('kg', 'kg'),
      pieces: text('条', 'pieces'),
    },
  },
  { key: 'figure', label: text('定额', 'Figure'), kind: 'ratio' },
  {
    key: 'basis',
    label: text('定额含义', 'Figure is'),
    kind: 'text',
    options: labelled((key) => needBases[key]),
  },
  { key: 'days', label: text('天数', 'Days'), kind: 'count' },
  {
    key: 'source',
    label: text('定额来源', 'Source of the figure'),
    kind: 'text',
    options: { ...labelled((key) => unverified(needFigures[key].source)), own: ownSource },
  },
];

/** A record with nothing in the columns that its register does not have, where `null` would read as unknown. */
const withoutForeign = (found: Exposed) => ({
  ...found,
  ...(found.register !== 'shelters' && { capacityPeople: '', capacitySource: '' }),
  ...(found.register !== 'geohazards' && { threatenedPeople: '' }),
  ...(!graded.includes(found.register) && { grade: '' }),
  ...(!('status' in registers[found.register].fields) && { status: '' }),
});

/** The tables of an exposure answer: towns, records inside, relief. */
export function exposureTables(summary: ExposureSummary): Table[] {
  const needs = summary.needs.map((need) => ({
    ...need,
    basis: need.item,
    // What does not depend on time has no days; that is not unknown.
    days: need.days ?? '',
    source: need.isUsual ? need.item : 'own',
  }));
  const order = Object.keys(registers);
  const features = summary.features
    .map(withStatus)
    .map(withoutForeign)
    .toSorted((a, b) => order.indexOf(a.register) - order.indexOf(b.register));
  return [
    {
      id: 'towns',
      title: text('分镇街', 'By town'),
      columns: townColumns,
      rows: rowsOf(townColumns, summary.towns),
    },
    {
      id: 'features',
      title: text('范围内要素', 'Inside the zone'),
      columns: featureColumns,
      rows: rowsOf(featureColumns, features),
    },
    {
      id: 'needs',
      title: text('救助物资估算', 'Relief estimate'),
      columns: needColumns,
      rows: rowsOf(needColumns, needs),
    },
  ];
}

/** The key figures of an exposure answer. */
export function exposureHeadlines(summary: ExposureSummary): Headline[] {
  const { residentsInside, residents, needs, sheltersOfUnknownCapacity, sheltersByArea } = summary;
  const quantity = (item: string) => needs.find((need) => need.item === item)?.quantity ?? null;
  return [
    {
      id: 'residentsInside',
      label: text('范围内居民', 'Residents inside'),
      value: residentsInside,
      kind: 'people',
      of: residents,
      caution: (residentsInside ?? 0) > 0,
    },
    {
      id: 'shelters',
      label: text('范围内在用避难场所', 'Open shelters inside'),
      value: summary.openShelters,
      kind: 'count',
      caution: (summary.openShelters ?? 0) > 0,
      ...(sheltersOfUnknownCapacity > 0 && {
        note: text(
          `其中 ${sheltersOfUnknownCapacity} 处容量未知`,
          `Capacity unknown for ${sheltersOfUnknownCapacity}`,
        ),
      }),
    },
    {
      id: 'places',
      label: text('这些场所可容纳', 'Places in them'),
      value: summary.shelterPlaces,
      kind: 'people',
      ...(sheltersByArea > 0 && {
        note: text(
          `其中 ${sheltersByArea} 处按有效面积推算`,
          `By effective area for ${sheltersByArea} of them`,
        ),
      }),
    },
    {
      id: 'geohazards',
      label: text('范围内在册隐患点', 'Active hazard sites inside'),
      value: summary.hazardSites,
      kind: 'count',
      ...(summary.source === 'geohazards' && {
        note: text('范围以它们为中心', 'The zone goes round them'),
      }),
    },
    {
      id: 'area',
      label: text('范围面积', 'Area'),
      value: summary.areaSquareKilometres,
      kind: 'squareKilometres',
    },
    {
      id: 'areaInDistrict',
      label: text('其中在本区', 'Of it in the district'),
      value: summary.areaInDistrictSquareKilometres,
      kind: 'squareKilometres',
      of: summary.areaSquareKilometres,
    },
    {
      id: 'peopleInNeed',
      label: text('需救助人数', 'People in need of relief'),
      value: summary.peopleInNeed,
      kind: 'people',
    },
    {
      id: 'tents',
      label: text('帐篷（顶）', 'Tents'),
      value: quantity('peoplePerTent'),
      kind: 'count',
    },
    {
      id: 'water',
      label: text('生活用水（L）', 'Water (L)'),
      value: quantity('waterLitresPerDay'),
      kind: 'count',
    },
    {
      id: 'food',
      label: text('成品粮（kg）', 'Staple food (kg)'),
      value: quantity('foodKilogramsPerDay'),
      kind: 'count',
    },
    {
      id: 'blankets',
      label: text('毛毯或棉被（条）', 'Blankets or quilts'),
      value: quantity('blanketsPerPerson'),
      kind: 'count',
    },
  ];
}
