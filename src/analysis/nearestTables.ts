import { plain } from '../domain/numbers';
import { plural, text, type Text } from '../domain/text';
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

const distanceColumns: Column[] = [
  column('medianMetres', '距离中位数', 'Median distance', 'metres', metres),
  column('p95Metres', '第 95 百分位', '95th percentile', 'metres', metres),
  column('meanMetres', '平均距离', 'Mean distance', 'metres', metres),
];

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
export function nearestTables({ bands, units, perShelter, farthest }: NearestSummary): Table[] {
  const townColumns: Column[] = [
    { ...column('name', '镇街', 'Town', 'text'), options: outsideOptions },
    column('code', '代码', 'Code', 'text'),
    column('residents', '常住人口', 'Residents', 'people', people),
    ...distanceColumns,
    ...bands.map((band, i): Column => ({
      key: `band${i + 1}`,
      label: bandLabel(band),
      kind: 'people',
      unit: people,
    })),
    column('unreachable', '无法到达', 'Cannot reach one', 'people', people),
  ];
  const bandColumns: Column[] = [
    column('band', '到最近场所的距离', 'Distance to the nearest', 'text'),
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
      rows: rowsOf(
        bandColumns,
        bands.map((band) => ({ ...band, band: bandLabel(band).en })),
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
  const headlines: Headline[] = [
    {
      id: 'median',
      label: text('到最近场所的距离中位数', 'Median distance to the nearest'),
      value: distance?.medianMetres ?? null,
      kind: 'metres',
    },
    {
      id: 'p95',
      label: text('第 95 百分位距离', '95th percentile'),
      value: distance?.p95Metres ?? null,
      kind: 'metres',
    },
    {
      id: 'beyond',
      label: text(
        `距最近场所超过 ${plain(last.fromMetres)} m 的居民`,
        `Residents beyond ${plain(last.fromMetres)} m`,
      ),
      value: isKnown ? last.people : null,
      of: residents,
      kind: 'people',
      caution: last.people > 0,
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
      label: text('最远的居民', 'Farthest resident'),
      value: summary.farthestMetres,
      kind: 'metres',
      ...(farthest?.town && { note: text(farthest.town, farthest.town) }),
    },
    {
      id: 'overCapacity',
      label: text('都去最近场所时超出容量', 'Beyond capacity if all went to the nearest'),
      value: overCapacity,
      of: residents,
      kind: 'people',
      caution: (overCapacity ?? 0) > 0,
      note: text(
        `${summary.unknownCapacity} 处容量未知，不在其内；分配分析给出容量不足时的最好安排。`,
        `${plural(summary.unknownCapacity, 'shelter of unknown capacity is', 'shelters of unknown capacity are')} not in it; allocation gives the best that capacities allow.`,
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
