import type { DatasetId } from '../domain/manifest';
import { geohazardFields } from '../domain/geohazard';
import { plain, position } from '../domain/numbers';
import { registers } from '../domain/registers';
import { bufferRules } from '../domain/rules';
import { plural, text, type Text } from '../domain/text';
import type { Pack } from '../pack/pack';
import { classOptions } from './coverageTables';
import type { Column, Provenance, Table } from './define';
import type { PointQuestion } from './point';
import type { PointSummary } from './pointSummary';
import type { Population } from './population';
import {
  anySynthetic,
  datasetsOf,
  metricNote,
  schematicNotes,
  unknownTownNotes,
} from './provenance';
import { registerOptions, rowsOf, statusColumn, withStatus, yesNoOptions } from './rows';

const metres = text('m', 'm');
const degrees = text('°', '°');
const name: Column = { key: 'name', label: text('名称', 'Name'), kind: 'text' };
const register: Column = {
  key: 'register',
  label: text('图层', 'Layer'),
  kind: 'text',
  options: registerOptions,
};
const distance: Column = {
  key: 'distanceMetres',
  label: text('距离', 'Distance'),
  kind: 'metres',
  unit: metres,
};
const bearing: Column = {
  key: 'bearingDegrees',
  label: text('方位', 'Bearing'),
  kind: 'count',
  unit: degrees,
};

const shelterColumns: Column[] = [
  name,
  distance,
  bearing,
  { key: 'class', label: text('避难时长', 'Length of stay'), kind: 'text', options: classOptions },
  { key: 'capacityPeople', label: text('可容纳', 'Capacity'), kind: 'people' },
  {
    key: 'insideZone',
    label: text('危险区内', 'In a hazard zone'),
    kind: 'text',
    options: yesNoOptions,
  },
];

const zoneColumns: Column[] = [
  register,
  name,
  {
    key: 'kind',
    label: text('类型', 'Kind'),
    kind: 'text',
    options: {
      'safety-distance': text('外部安全防护距离', 'External safety distance'),
      buffer: text('缓冲区', 'Buffer'),
    },
  },
  { key: 'radiusMetres', label: text('范围', 'Reach'), kind: 'metres', unit: metres },
  distance,
  bearing,
];

const hazardColumns: Column[] = [
  register,
  name,
  statusColumn,
  distance,
  bearing,
  {
    key: 'riskGrade',
    label: text('险情等级', 'Risk grade'),
    kind: 'text',
    options: Object.fromEntries(
      Object.entries(geohazardFields.riskGrade.options ?? {}).map(([id, { label }]) => [id, label]),
    ),
  },
];

/** The tables of a place: nearest shelters, rings it lies in, hazards within 2 km. */
export function pointTables({ nearestShelters, zones, hazards }: PointSummary): Table[] {
  return [
    {
      id: 'shelters',
      title: text('最近的避难场所', 'Nearest shelters'),
      columns: shelterColumns,
      rows: rowsOf(shelterColumns, nearestShelters),
    },
    {
      id: 'zones',
      title: text('所处的防护距离与缓冲区', 'Protection distances and buffers it lies in'),
      columns: zoneColumns,
      rows: rowsOf(zoneColumns, zones),
    },
    {
      id: 'hazards',
      title: text('2 km 内的危险源', 'Hazards within 2 km'),
      columns: hazardColumns,
      rows: rowsOf(hazardColumns, hazards.map(withStatus)),
    },
  ];
}

const inputs: readonly DatasetId[] = [
  'district',
  'towns',
  'residents',
  'shelters',
  'hazchem',
  'geohazards',
  'reservoirs',
  'forests',
];

/** How the answer about a place came to be. */
export function pointProvenance(
  pack: Pack,
  question: PointQuestion,
  summary: PointSummary,
  population: Population | null,
): Provenance {
  const datasets = datasetsOf(pack, inputs);
  const notes: Text[] = [];
  if (summary.sitesWithoutDistance > 0) {
    const count = summary.sitesWithoutDistance;
    notes.push(
      text(
        `${count} 处危险化学品单位没有录入外部安全防护距离，是否受其影响未知。`,
        `${plural(count, 'chemical site has', 'chemical sites have')} no entered external safety distance; whether it reaches this place is unknown.`,
      ),
    );
  }
  if (!population) notes.push(text('数据包没有居民数据。', 'The pack has no residents.'));
  notes.push(...unknownTownNotes(population));
  if (summary.nearestShelters.length === 0) {
    notes.push(text('数据包没有启用的避难场所。', 'The pack has no open shelter.'));
  }
  if (summary.insideDistrict === false) {
    notes.push(text('该点在区县范围之外。', 'The place lies outside the district.'));
  }
  notes.push(
    text(
      '方向与距离为直线，不是道路路线；地质灾害隐患点只有在册的设缓冲区，其余仍列出并注明状态。',
      'Directions and distances are straight lines, not routes; of hazard sites only active ones have a buffer, the others are listed with their status.',
    ),
    metricNote,
    ...schematicNotes(pack, inputs),
  );
  return {
    analysis: 'point',
    version: '1',
    method: text(
      '按椭球距离判断所处的防护距离和缓冲区、最近的启用场所和 2 km 内的危险源；林区按最近边界计。',
      'Protection distances and buffers, nearest open shelters and hazards within 2 km by distance on the ellipsoid; forest areas by their nearest edge.',
    ),
    parameters: [
      {
        label: text('位置', 'Place'),
        value: position(summary.longitude, summary.latitude),
      },
      ...question.buffers.map(({ layer, distanceMetres }) => ({
        label: registers[layer].title,
        value: distanceMetres === null ? bufferRules[layer].label : `${plain(distanceMetres)} m`,
        tag: distanceMetres === null ? bufferRules[layer].tag : ('own' as const),
      })),
    ],
    datasets,
    standards: [
      {
        name: text('GB/T 37243-2019（距离由评估报告录入）', 'GB/T 37243-2019 (distances entered)'),
        tag: 'own',
      },
    ],
    errorBound: text(
      '距离 20 km 内 2 cm，方位 0.2°；位置本身的误差以数据为准。',
      'Distances 2 cm at 20 km, bearings 0.2°; positions are as good as their data.',
    ),
    synthetic: anySynthetic(pack, datasets),
    notes,
  };
}
