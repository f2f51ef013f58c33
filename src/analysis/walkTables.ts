import { plain } from '../domain/numbers';
import { text, type Text } from '../domain/text';
import { share } from './coverageTotals';
import { classOptions, hazardsColumn, hazardsWord } from './coverageTables';
import type { Column, Headline, Table } from './define';
import { outsideOptions, rowsOf } from './rows';
import type { MinuteBand, WalkSummary } from './walkSummary';

const people = text('人', 'people');
const minutes = text('分钟', 'min');
const metres = text('m', 'm');

const column = (
  key: string,
  zh: string,
  en: string,
  kind: Column['kind'],
  unit?: Text,
): Column => ({ key, label: text(zh, en), kind, ...(unit && { unit }) });

const place: Column[] = [
  column('longitude', '经度', 'Longitude', 'degrees', text('°', '°')),
  column('latitude', '纬度', 'Latitude', 'degrees', text('°', '°')),
];

function bandLabel({ fromMinutes, toMinutes }: MinuteBand): Text {
  const words =
    toMinutes === null
      ? `>${plain(fromMinutes)}`
      : fromMinutes === 0
        ? `≤${plain(toMinutes)}`
        : `${plain(fromMinutes)}–${plain(toMinutes)}`;
  return text(`${words} 分钟`, `${words} min`);
}

const noneLabel = text('到不了任何场所', 'Reach no shelter');

/** Residents who reach no shelter, whatever the reason. */
const unreachedOf = ({ unreachable }: WalkSummary): number | null =>
  unreachable && unreachable.farFromRoads + unreachable.cutOff;

const whyOptions = {
  farFromRoads: text('附近没有可步行的道路', 'No road to walk on nearby'),
  cutOff: text('道路不通往任何场所', 'Its road leads to no shelter'),
};

const shelterColumns: Column[] = [
  column('name', '名称', 'Name', 'text'),
  column('id', '编号', 'Number', 'text'),
  { ...column('class', '避难时长', 'Length of stay', 'text'), options: classOptions },
  column('residents', '最近的居民', 'Residents nearest to it', 'people', people),
  column('medianMinutes', '步行时间中位数', 'Median walk', 'minutes', minutes),
  column('farthestMinutes', '最长步行时间', 'Longest walk', 'minutes', minutes),
  column('offRoadMetres', '离路段', 'Leg off the road', 'metres', metres),
  column('capacityPeople', '可容纳', 'Places', 'people', people),
  hazardsColumn,
  ...place,
];

const unreachableColumns: Column[] = [
  column('rank', '序', 'Rank', 'count'),
  column('people', '居民', 'Residents', 'people', people),
  { ...column('why', '原因', 'Why', 'text'), options: whyOptions },
  column('town', '镇街', 'Town', 'text'),
  ...place,
];

/** The tables of a walking answer: towns, bands, shelters, and where those live who reach none. */
export function walkTables(summary: WalkSummary): Table[] {
  const { bands, units, perShelter, unreachablePlaces } = summary;
  const townColumns: Column[] = [
    { ...column('name', '镇街', 'Town', 'text'), options: outsideOptions },
    column('code', '代码', 'Code', 'text'),
    column('residents', '常住人口', 'Residents', 'people', people),
    column(
      'withinLimit',
      `${plain(summary.limitMinutes)} 分钟内`,
      `Within ${plain(summary.limitMinutes)} min`,
      'people',
      people,
    ),
    column('withinShare', '占居民', 'Of residents', 'share'),
    column(
      'median',
      '能到达者步行中位数',
      'Median walk of those who reach one',
      'minutes',
      minutes,
    ),
    column('mean', '能到达者平均步行', 'Mean walk of those who reach one', 'minutes', minutes),
    ...bands.map((band, i): Column => ({
      key: `band${i + 1}`,
      label: bandLabel(band),
      kind: 'people',
      unit: people,
    })),
    column('farFromRoads', '附近没有道路', 'No road nearby', 'people', people),
    column('cutOff', '道路不通', 'Cut off', 'people', people),
  ];
  const bandLabels = bands.map(bandLabel);
  const none = unreachedOf(summary);
  const noneShare = share(none, summary.residents);
  const bandColumns: Column[] = [
    {
      ...column('band', '到最近场所的步行时间', 'Walk to the nearest', 'text'),
      options: Object.fromEntries([...bandLabels, noneLabel].map((label) => [label.en, label])),
    },
    column('people', '居民', 'Residents', 'people', people),
    column('share', '占居民', 'Of residents', 'share'),
  ];
  return [
    {
      id: 'towns',
      title: text('分镇街', 'By town'),
      columns: townColumns,
      rows: rowsOf(
        townColumns,
        units.map(({ bands: counts, minutes: spread, unreachable, ...unit }) => ({
          ...unit,
          ...spread,
          ...unreachable,
          ...Object.fromEntries(bands.map((_, i) => [`band${i + 1}`, counts?.[i] ?? null])),
        })),
      ),
    },
    {
      id: 'bands',
      title: text('步行时间段', 'Bands of time'),
      columns: bandColumns,
      rows: rowsOf(bandColumns, [
        ...bands.map((band, i) => ({ ...band, band: bandLabels[i]!.en })),
        // Without them the bands would not add up to all residents.
        ...(none === null ? [] : [{ band: noneLabel.en, people: none, share: noneShare }]),
      ]),
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
      id: 'unreachable',
      title: text('到不了任何场所的居民', 'Residents who reach no shelter'),
      columns: unreachableColumns,
      rows: rowsOf(unreachableColumns, unreachablePlaces),
    },
  ];
}

/** Says that no road was walked. */
const estimated = text(
  '没有可步行的道路，按直线 × 绕行系数估算（未核）',
  'No road to walk on: straight line × detour factor (unverified)',
);

/** The figures that a walking answer begins with. */
export function walkHeadlines(summary: WalkSummary): Headline[] {
  const { residents, limitMinutes, withinLimit, bands, unreachable, offRoad } = summary;
  const last = bands.at(-1)!;
  const none = unreachedOf(summary) ?? 0;
  const beyond = last.people + none;
  const isKnown = residents !== null;
  const headlines: Headline[] = [
    {
      id: 'withinLimit',
      label: text(
        `步行 ${plain(limitMinutes)} 分钟内可到的居民`,
        `Residents within ${plain(limitMinutes)} min on foot`,
      ),
      value: withinLimit,
      of: residents,
      kind: 'people',
      ...(summary.isInsteadOfRoads && { note: estimated, caution: true }),
    },
    {
      id: 'median',
      label: text('能到达的居民步行时间中位数', 'Median walk of those who reach one'),
      value: summary.minutes?.median ?? null,
      kind: 'minutes',
    },
    {
      id: 'mean',
      label: text('能到达的居民平均步行时间', 'Mean walk of those who reach one'),
      value: summary.minutes?.mean ?? null,
      kind: 'minutes',
    },
    {
      id: 'beyond',
      label: text(
        `步行 ${plain(last.fromMinutes)} 分钟到不了的居民`,
        `Residents who reach none within ${plain(last.fromMinutes)} min`,
      ),
      value: isKnown ? beyond : null,
      of: residents,
      kind: 'people',
      caution: beyond > 0,
      ...(none > 0 && {
        note: text(
          `超过此时间才到 ${plain(Math.round(last.people))} 人，到不了任何场所 ${plain(Math.round(none))} 人`,
          `${plain(Math.round(last.people))} take longer, ${plain(Math.round(none))} reach none at all`,
        ),
      }),
    },
  ];
  if (unreachable) {
    headlines.push({
      id: 'unreachable',
      label: text('到不了任何场所的居民', 'Residents who reach no shelter'),
      value: none,
      of: residents,
      kind: 'people',
      caution: none > 0,
      note: text(
        `附近没有道路 ${plain(Math.round(unreachable.farFromRoads))} 人，道路不通 ${plain(Math.round(unreachable.cutOff))} 人`,
        `No road nearby ${plain(Math.round(unreachable.farFromRoads))}, cut off ${plain(Math.round(unreachable.cutOff))}`,
      ),
    });
  }
  if (offRoad) {
    headlines.push(
      {
        id: 'offRoadMean',
        label: text('附近有道路的居民离路段平均', 'Mean leg off the road, of those near one'),
        value: offRoad.meanMetres,
        kind: 'metres',
      },
      {
        id: 'offRoadLargest',
        label: text('附近有道路的居民离路段最长', 'Longest leg off the road, of those near one'),
        value: offRoad.largestMetres,
        kind: 'metres',
      },
    );
  }
  return headlines;
}
