import { plain } from '../domain/numbers';
import { plural, text, type Text } from '../domain/text';
import { share } from './coverageTotals';
import { classOptions, hazardsColumn, hazardsWord } from './coverageTables';
import type { Column, Headline, Table } from './define';
import type { Band, NearestSummary } from './nearestSummary';
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

const place: Column[] = [
  column('longitude', '经度', 'Longitude', 'degrees', text('°', '°')),
  column('latitude', '纬度', 'Latitude', 'degrees', text('°', '°')),
];

function bandLabel({ fromMetres, toMetres }: Band): Text {
  if (toMetres === null) return text(`>${plain(fromMetres)} m`, `>${plain(fromMetres)} m`);
  const words =
    fromMetres === 0 ? `≤${plain(toMetres)} m` : `${plain(fromMetres)}–${plain(toMetres)} m`;
  return text(words, words);
}

/** Figures of distance say so where not everybody is in them. */
const distanceColumns = (isOfSome: boolean): Column[] => {
  const [zh, en] = isOfSome ? ['能到达者', ' of those who reach one'] : ['', ''];
  return [
    column('medianMetres', `${zh}距离中位数`, `Median distance${en}`, 'metres', metres),
    column('p95Metres', `${zh}第 95 百分位`, `95th percentile${en}`, 'metres', metres),
    column('meanMetres', `${zh}平均距离`, `Mean distance${en}`, 'metres', metres),
  ];
};

const noneLabel = text('无法到达任何场所', 'Reach no shelter');

const shelterColumns: Column[] = [
  column('name', '名称', 'Name', 'text'),
  column('id', '编号', 'Number', 'text'),
  { ...column('class', '避难时长', 'Length of stay', 'text'), options: classOptions },
  column('residents', '最近的居民', 'Residents nearest to it', 'people', people),
  column('meanMetres', '平均距离', 'Mean distance', 'metres', metres),
  column('farthestMetres', '最远距离', 'Farthest', 'metres', metres),
  column('capacityPeople', '可容纳', 'Places', 'people', people),
  column('load', '负荷（居民÷容量）', 'Load (residents ÷ places)', 'ratio'),
  column('over', '超出容量', 'Beyond capacity', 'people', people),
  hazardsColumn,
  ...place,
];

const farColumns: Column[] = [
  column('rank', '序', 'Rank', 'count'),
  column('metres', '距离', 'Distance', 'metres', metres),
  column('people', '居民', 'Residents', 'people', people),
  column('town', '镇街', 'Town', 'text'),
  column('shelter', '最近的避难场所', 'Nearest shelter', 'text'),
  ...place,
];

/** The tables of a nearest answer: towns, distance bands, shelters, and the places that are farthest. */
export function nearestTables(summary: NearestSummary): Table[] {
  const { bands, units, perShelter, farthest, unreachable, residents } = summary;
  const isOfSome = (unreachable ?? 0) > 0;
  const townColumns: Column[] = [
    { ...column('name', '镇街', 'Town', 'text'), options: outsideOptions },
    column('code', '代码', 'Code', 'text'),
    column('residents', '常住人口', 'Residents', 'people', people),
    ...distanceColumns(isOfSome),
    ...bands.map((band, i): Column => ({
      key: `band${i + 1}`,
      label: bandLabel(band),
      kind: 'people',
      unit: people,
    })),
    column('unreachable', '无法到达', 'Cannot reach one', 'people', people),
  ];
  const bandColumns: Column[] = [
    {
      ...column('band', '到最近场所的距离', 'Distance to the nearest', 'text'),
      options: { [noneLabel.en]: noneLabel },
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
        units.map(({ bands: counts, distance, ...unit }) => ({
          ...unit,
          ...distance,
          ...Object.fromEntries(bands.map((_, i) => [`band${i + 1}`, counts?.[i] ?? null])),
        })),
      ),
    },
    {
      id: 'bands',
      title: text('距离段', 'Distance bands'),
      columns: bandColumns,
      rows: rowsOf(bandColumns, [
        ...bands.map((band) => ({ ...band, band: bandLabel(band).en })),
        // Without them the bands would not add up to all residents.
        ...(isOfSome
          ? [{ band: noneLabel.en, people: unreachable, share: share(unreachable, residents) }]
          : []),
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
      id: 'farthest',
      title: text('最远的居民（相隔 1 km 以上）', 'Farthest residents, 1 km or more apart'),
      columns: farColumns,
      rows: rowsOf(farColumns, farthest),
    },
  ];
}

/** The figures that a nearest answer begins with. */
export function nearestHeadlines(summary: NearestSummary): Headline[] {
  const { residents, distance, bands, unreachable, withinLimit, overCapacity } = summary;
  const last = bands.at(-1)!;
  const farthest = summary.farthest[0];
  const isKnown = residents !== null;
  const none = unreachable ?? 0;
  const beyond = last.people + none;
  /** Says of whom a figure of distance is. */
  const ofWhom = (zh: string, en: string): Text =>
    none > 0 ? text(`能到达的居民${zh}`, `${en}, of those who reach one`) : text(zh, en);
  const headlines: Headline[] = [
    {
      id: 'median',
      label: ofWhom('到最近场所的距离中位数', 'Median distance to the nearest'),
      value: distance?.medianMetres ?? null,
      kind: 'metres',
    },
    {
      id: 'p95',
      label: ofWhom('第 95 百分位距离', '95th percentile'),
      value: distance?.p95Metres ?? null,
      kind: 'metres',
    },
    {
      id: 'beyond',
      label: text(
        `距最近场所超过 ${plain(last.fromMetres)} m 的居民`,
        `Residents beyond ${plain(last.fromMetres)} m`,
      ),
      value: isKnown ? beyond : null,
      of: residents,
      kind: 'people',
      caution: beyond > 0,
      ...(none > 0 && {
        note: text(
          `其中无法到达任何场所 ${plain(Math.round(none))} 人`,
          `${plain(Math.round(none))} of them can reach none at all`,
        ),
      }),
    },
    {
      id: 'withinLimit',
      label: text('在最近场所服务范围内', 'Within the limit of their nearest'),
      value: withinLimit,
      of: residents,
      kind: 'people',
      note: text(
        '只看最近的一处；较远但半径更大的场所也可能覆盖，见覆盖分析。',
        'Looks at the nearest alone; a farther one with a larger radius may reach them too, see coverage.',
      ),
    },
    {
      id: 'farthest',
      label: ofWhom('最远的一处', 'Farthest resident'),
      value: summary.farthestMetres,
      kind: 'metres',
      ...(farthest?.town && { note: text(farthest.town, farthest.town) }),
    },
    {
      id: 'overCapacity',
      label: text(
        '不论远近都去最近场所时超出容量',
        'Beyond capacity if all went to the nearest, however far',
      ),
      value: overCapacity,
      of: residents,
      kind: 'people',
      caution: (overCapacity ?? 0) > 0,
      note: text(
        `计入全部能到达的居民，不限服务范围；${summary.unknownCapacity} 处容量未知，不在其内。分配分析只计服务范围内的居民，数字较小。`,
        `Counts everybody who can reach one, whatever the service radius; ${plural(summary.unknownCapacity, 'shelter of unknown capacity is', 'shelters of unknown capacity are')} not in it. Allocation counts those within reach only, which is fewer.`,
      ),
    },
  ];
  if (unreachable !== null && unreachable > 0) {
    headlines.splice(3, 0, {
      id: 'unreachable',
      label: text('无法到达任何场所的居民', 'Residents who can reach none'),
      value: unreachable,
      of: residents,
      kind: 'people',
      caution: true,
    });
  }
  return headlines;
}
