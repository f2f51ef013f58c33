import { hazardTitles } from '../domain/hazard';
import { shelterFields } from '../domain/shelter';
import { text, type Text } from '../domain/text';
import { classOptions } from './coverageTables';
import type { Column, Table } from './define';
import { outsideOptions, rowsOf } from './rows';
import { goalWords } from './sitingFigures';
import type { NotCompared, SitingSummary } from './sitingSummary';

const people = text('人', 'people');
const metres = text('m', 'm');
const squareMetres = text('m²', 'm²');
const degrees = text('°', '°');

const column = (key: string, label: Text, kind: Column['kind'], unit?: Text): Column => ({
  key,
  label,
  kind,
  ...(unit && { unit }),
});

const optionsOf = (key: 'duration' | 'class51143' | 'capacitySource') =>
  Object.fromEntries(
    Object.entries(shelterFields[key].options ?? {}).map(([id, { label }]) => [id, label]),
  );

const siteColumns = (goal: SitingSummary['goal']): Column[] => [
  column('rank', text('序', 'Rank'), 'count'),
  column('town', text('镇街', 'Town'), 'text'),
  column('gain', goalWords[goal].added, 'people', people),
  column('cumulative', text('累计', 'Cumulative'), 'people', people),
  column('share', goalWords[goal].share, 'share'),
  column('longitude', text('经度', 'Longitude'), 'degrees', degrees),
  column('latitude', text('纬度', 'Latitude'), 'degrees', degrees),
  column('name', text('名称', 'Name'), 'text'),
  column('id', text('编号', 'Number'), 'text'),
  { ...column('class', text('类别', 'Class'), 'text'), options: classOptions },
  column('radiusMetres', text('服务半径', 'Radius'), 'metres', metres),
  column(
    'effectiveAreaSquareMetres',
    text('有效面积', 'Effective area'),
    'squareMetres',
    squareMetres,
  ),
  {
    ...column('areaSource', text('面积来源', 'Area from'), 'text'),
    options: {
      register: text('台账', 'The register'),
      asked: text('按每处有效面积', 'As asked for new shelters'),
      assumed: text('台账未知，假设', 'Unknown in the register, assumed'),
    },
  },
  column('capacityPeople', text('可容纳', 'Places'), 'people', people),
  {
    ...column('capacitySource', shelterFields.capacitySource.label, 'text'),
    options: optionsOf('capacitySource'),
  },
  { ...column('duration', shelterFields.duration.label, 'text'), options: optionsOf('duration') },
  {
    ...column('class51143', shelterFields.class51143.label, 'text'),
    options: optionsOf('class51143'),
  },
];

const townColumns = (goal: SitingSummary['goal']): Column[] => [
  { ...column('name', text('镇街', 'Town'), 'text'), options: outsideOptions },
  column('code', text('代码', 'Code'), 'text'),
  column('residents', text('常住人口', 'Residents'), 'people', people),
  column('before', goalWords[goal].before, 'people', people),
  column('beforeShare', text('现占比', 'Share now'), 'share'),
  column('added', goalWords[goal].added, 'people', people),
  column('after', goalWords[goal].after, 'people', people),
  column('afterShare', text('新建后占比', 'Share with them'), 'share'),
];

/** Why candidates were not compared, in words. */
export const exclusionTitles: Readonly<Record<NotCompared, Text>> = {
  flood: text('洪水危险区内', `Inside a zone of ${hazardTitles.flood.en.toLowerCase()}`),
  landslide: text(
    '地质灾害危险区内',
    `Inside a zone of ${hazardTitles.landslide.en.toLowerCase()}`,
  ),
  'dam-break': text(
    '溃坝危险区内',
    `Inside a zone of ${hazardTitles['dam-break'].en.toLowerCase()}`,
  ),
  chemical: text('危险化学品安全距离内', 'Inside the safety distance of a chemical site'),
  fire: text('距次生火灾源过近', 'Too close to a source of secondary fires'),
  district: text('区外', 'Outside the district'),
  position: text('位置无效', 'Position not on the globe'),
  useless: text('范围内没有待解决的居民', 'Nobody in reach who is still without'),
  surplus: text('超过候选上限', 'Above the limit of candidates'),
};

const exclusionOptions = Object.fromEntries(Object.entries(exclusionTitles));

const excludedColumns: Column[] = [
  { ...column('reason', text('原因', 'Reason'), 'text'), options: exclusionOptions },
  column('candidates', text('候选', 'Candidates'), 'count'),
];

/** The tables of an answer: the sites, the towns before and after, and the candidates that were left out. */
export function sitingTables({ goal, sites, units, excluded }: SitingSummary): Table[] {
  const [site, town] = [siteColumns(goal), townColumns(goal)];
  const reasons = Object.keys(exclusionTitles) as NotCompared[];
  const left = reasons
    .filter((reason) => excluded[reason])
    .map((reason) => ({ reason, candidates: excluded[reason] }));
  return [
    {
      id: 'sites',
      title: text('新建地点', 'New sites'),
      columns: site,
      rows: rowsOf(
        site,
        sites.map((one) => ({ ...one, id: one.id || null, name: one.name || null })),
      ),
    },
    { id: 'towns', title: text('分镇街', 'By town'), columns: town, rows: rowsOf(town, units) },
    {
      id: 'excluded',
      title: text('未计入的候选', 'Candidates left out'),
      columns: excludedColumns,
      rows: rowsOf(excludedColumns, left),
    },
  ];
}
