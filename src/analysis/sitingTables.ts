import { hazardTitles } from '../domain/hazard';
import { count, inline, share as shownShare } from '../domain/numbers';
import { shelterFields } from '../domain/shelter';
import { plural, text, type Text } from '../domain/text';
import { classOptions } from './coverageTables';
import type { Chart, Column, Headline, Table } from './define';
import { outsideOptions, rowsOf } from './rows';
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

/** What the goal counts. */
const words = {
  covered: {
    added: text('新覆盖居民', 'Newly covered'),
    share: text('覆盖率', 'Covered share'),
    before: text('现覆盖', 'Covered now'),
    after: text('新建后覆盖', 'Covered with them'),
  },
  area: {
    added: text('新达标居民', 'Newly up to standard'),
    share: text('达标率', 'Share up to standard'),
    before: text('现达标', 'Up to standard now'),
    after: text('新建后达标', 'Up to standard with them'),
  },
} as const;

const optionsOf = (key: 'duration' | 'class51143' | 'capacitySource') =>
  Object.fromEntries(
    Object.entries(shelterFields[key].options ?? {}).map(([id, { label }]) => [id, label]),
  );

const siteColumns = (goal: SitingSummary['goal']): Column[] => [
  column('rank', text('序', 'Rank'), 'count'),
  column('town', text('镇街', 'Town'), 'text'),
  column('gain', words[goal].added, 'people', people),
  column('cumulative', text('累计', 'Cumulative'), 'people', people),
  column('share', words[goal].share, 'share'),
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
  column('before', words[goal].before, 'people', people),
  column('beforeShare', text('现占比', 'Share now'), 'share'),
  column('added', words[goal].added, 'people', people),
  column('after', words[goal].after, 'people', people),
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

/** How good the choice is, in words. */
function quality({ isOptimal, shareOfBest, sites, considered, excluded }: SitingSummary): Text {
  const surplus = excluded.surplus ?? 0;
  if (considered === 0) return text('没有可用的候选地点', 'No candidate can be used');
  if (sites.length === 0) return text('没有候选能增加居民', 'No candidate adds anybody');
  if (isOptimal && surplus > 0)
    return text(
      `已证明：比较的 ${count(considered)} 处候选中没有更好的选择；超过上限未比较的 ${count(surplus)} 处，按其至多可达的居民计也不会更好`,
      `Proven among the ${count(considered)} compared; the ${count(surplus)} above the limit were not, but even with all they could reach none does better`,
    );
  if (isOptimal)
    return text(
      '已证明：在可用的候选中没有更好的选择',
      'Proven: no choice among the candidates allowed is better',
    );
  // Rounded down: “at least” must hold.
  const least = inline(shownShare(Math.floor(shareOfBest * 1000) / 1000));
  return text(
    `在可用的候选中至少达到最优的 ${least}${surplus > 0 ? `；未比较的 ${count(surplus)} 处按其至多可达的居民计入上界` : ''}`,
    `At least ${least} of the best possible among the candidates allowed${surplus > 0 ? `; the ${count(surplus)} not compared are in the bound with all they could reach` : ''}`,
  );
}

/** The key figures: residents added, the share with the new sites, how good the choice is, and the candidates. */
export function sitingHeadlines(summary: SitingSummary): Headline[] {
  const { goal, residents, before, after, added, sites, considered, found } = summary;
  const isKnown = residents !== null && before !== null;
  const now = isKnown && residents > 0 ? inline(shownShare(before / residents)) : null;
  const assumed = sites.filter(({ areaSource }) => areaSource === 'assumed').length;
  const surplus = summary.excluded.surplus ?? 0;
  return [
    {
      id: 'added',
      label: words[goal].added,
      value: isKnown ? added : null,
      kind: 'people',
      of: isKnown ? residents - before : null,
      note: text(
        `新建 ${sites.length} 处${assumed > 0 ? `（${assumed} 处面积未知，为假设）` : ''}；占现未满足居民`,
        `${plural(sites.length, 'new site')}${assumed > 0 ? ` (${assumed} of unknown area, assumed)` : ''}; of those without now`,
      ),
    },
    {
      id: 'after',
      label: words[goal].after,
      value: after,
      kind: 'people',
      of: residents,
      ...(now && { note: text(`现为 ${now}`, `Now ${now}`) }),
    },
    {
      id: 'shareOfBest',
      label: text('与最优相比，至少', 'Of the best possible, at least'),
      value: isKnown && considered > 0 ? Math.floor(summary.shareOfBest * 1000) / 1000 : null,
      kind: 'share',
      note: quality(summary),
    },
    {
      id: 'considered',
      label: text('比较的候选', 'Candidates compared'),
      value: considered,
      kind: 'count',
      note:
        surplus > 0
          ? text(
              `共 ${count(found)} 处；${count(surplus)} 处超过上限没有比较，加大候选间距可全部比较`,
              `Of ${count(found)}; ${count(surplus)} above the limit were not compared, a wider spacing compares them all`,
            )
          : text(
              `共 ${count(found)} 处，其余未计入`,
              `Of ${count(found)}; the others were left out`,
            ),
      caution: surplus > 0,
    },
  ];
}

/** The share of residents against the number of new sites; greedy beside a better choice. */
export function sitingCharts(summary: SitingSummary): Chart[] {
  const { goal, residents, before, sites, greedyGains } = summary;
  if (!residents || before === null) return [];
  const curve = (gains: readonly number[]): [number, number][] => {
    let sum = before;
    return [
      [0, before / residents],
      ...gains.map((gain, i): [number, number] => [i + 1, (sum += gain) / residents]),
    ];
  };
  const answer = {
    label: greedyGains ? text('求解器', 'Solver') : text('逐个最优', 'Best one by one'),
    points: curve(sites.map(({ gain }) => gain)),
  };
  return [
    {
      id: 'curve',
      title: text(
        `${words[goal].share['zh-CN']}随新建处数`,
        `${words[goal].share.en} by new sites`,
      ),
      x: { label: text('新建处数', 'New sites'), kind: 'count' },
      y: { label: words[goal].share, kind: 'share' },
      lines: greedyGains
        ? [answer, { label: text('逐个最优', 'Best one by one'), points: curve(greedyGains) }]
        : [answer],
    },
  ];
}
