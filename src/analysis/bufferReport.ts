import type { DatasetId } from '../domain/manifest';
import { plain } from '../domain/numbers';
import { registers } from '../domain/registers';
import { bufferRules } from '../domain/rules';
import { plural, text, type Text } from '../domain/text';
import { flatteningMetres } from '../geo/discs';
import type { Pack } from '../pack/pack';
import type { BufferSummary } from './buffer';
import type { BufferQuestion } from './bufferParams';
import type { Column, Provenance, Table } from './define';
import type { Population } from './population';
import {
  anySynthetic,
  datasetsOf,
  metricNote,
  schematicNotes,
  unknownTownNotes,
} from './provenance';
import {
  outsideOptions,
  registerOptions,
  rowsOf,
  statusColumn,
  withStatus,
  yesNoOptions,
} from './rows';

const people = text('人', 'people');
const name: Column = { key: 'name', label: text('名称', 'Name'), kind: 'text' };
const id: Column = { key: 'id', label: text('编号', 'Number'), kind: 'text' };

const townColumns: Column[] = [
  { key: 'name', label: text('镇街', 'Town'), kind: 'text', options: outsideOptions },
  { key: 'code', label: text('代码', 'Code'), kind: 'text' },
  { key: 'residents', label: text('常住人口', 'Residents'), kind: 'people', unit: people },
  { key: 'residentsInside', label: text('缓冲区内', 'Inside'), kind: 'people', unit: people },
];

const featureColumns: Column[] = [
  { key: 'register', label: text('图层', 'Layer'), kind: 'text', options: registerOptions },
  name,
  id,
  statusColumn,
  { key: 'distanceMetres', label: text('距离', 'Distance'), kind: 'metres', unit: text('m', 'm') },
  { key: 'longitude', label: text('经度', 'Longitude'), kind: 'degrees' },
  { key: 'latitude', label: text('纬度', 'Latitude'), kind: 'degrees' },
  { key: 'nearestSource', label: text('最近的来源', 'Nearest source'), kind: 'text' },
];

/** The tables of a buffer: towns, features inside, sites without a distance. */
export function bufferTables(summary: BufferSummary): Table[] {
  return [
    {
      id: 'towns',
      title: text('分镇街', 'By town'),
      columns: townColumns,
      rows: rowsOf(townColumns, summary.towns),
    },
    {
      id: 'features',
      title: text('缓冲区内要素', 'Features inside'),
      columns: featureColumns,
      rows: rowsOf(featureColumns, summary.features.map(withStatus)),
    },
    {
      id: 'unknown',
      title: text('没有距离的来源', 'Sites without a distance'),
      columns: [name, id],
      rows: rowsOf([name, id], summary.sitesWithoutDistance),
    },
  ];
}

const inputs: readonly DatasetId[] = [
  'residents',
  'towns',
  'shelters',
  'geohazards',
  'reservoirs',
  'forests',
  'hazchem',
];

/** How a buffer answer came to be. */
export function bufferProvenance(
  pack: Pack,
  question: BufferQuestion,
  summary: BufferSummary,
  population: Population | null,
): Provenance {
  const datasets = datasetsOf(pack, inputs);
  const rule = bufferRules[question.layer];
  const notes: Text[] = [];
  const missing = summary.sitesWithoutDistance.length;
  if (missing > 0) {
    notes.push(
      text(
        `${missing} 处没有录入距离，其周边情况未知，不计入结果。`,
        `${plural(missing, 'site has', 'sites have')} no entered distance: what lies round them is unknown and not in the result.`,
      ),
    );
  }
  const { inactiveSites, sitesWithZeroDistance } = summary;
  if (sitesWithZeroDistance.length > 0) {
    notes.push(
      text(
        `${sitesWithZeroDistance.length} 处录入的距离为 0，没有缓冲区。`,
        `${plural(sitesWithZeroDistance.length, 'site has', 'sites have')} an entered distance of 0 and no buffer.`,
      ),
    );
  }
  if (inactiveSites.length > 0) {
    const names = inactiveSites.map((site) => site.name);
    notes.push(
      text(
        `${names.length} 处隐患点已治理、搬迁或核销，不设缓冲区：${names.join('、')}。`,
        `${names.length} hazard sites are treated, relocated or closed and have no buffer: ${names.join(', ')}.`,
      ),
    );
  }
  if (summary.sites === 0) {
    notes.push(text('没有可缓冲的对象。', 'There is nothing to buffer.'));
  }
  if (!population) notes.push(text('数据包没有居民数据。', 'The pack has no residents.'));
  notes.push(...unknownTownNotes(population));
  if (population?.assign === 'area') {
    notes.push(
      text(
        '居民按面积均匀分布于各自的多边形；林区缓冲按细分格中心判断。',
        'Residents are spread evenly over their polygons; buffers of forest areas are judged at the centres of sub-cells.',
      ),
    );
  }
  notes.push(metricNote, ...schematicNotes(pack, inputs));
  return {
    analysis: 'buffer',
    version: '1',
    method: text(
      '居民和要素是否在内按到最近来源的椭球距离判断，与所绘轮廓无关；每位居民只计一次。点的轮廓为圆弧精确并集，林区轮廓由 Clipper 外扩。',
      'Residents and features are inside by their ellipsoidal distance to the nearest site, whatever the outline drawn; each resident counts once. Outlines of points are exact arc unions, those of forest areas are offset by Clipper.',
    ),
    parameters: [
      { label: text('图层', 'Layer'), value: registers[question.layer].title },
      {
        label: text('缓冲距离', 'Distance'),
        value:
          question.distanceMetres === null ? rule.label : `${plain(question.distanceMetres)} m`,
        tag: question.distanceMetres === null ? rule.tag : 'own',
      },
      { label: text('融合', 'Dissolved'), value: yesNoOptions[`${question.dissolve}`] },
      {
        label: text('对象', 'Sites'),
        value: question.ids === null ? String(summary.sites) : question.ids.join('、'),
      },
    ],
    datasets,
    standards: [{ name: rule.label, tag: rule.tag }],
    errorBound: text(
      `内外判断与测地线一致（20 km 内 2 cm）；轮廓弧线误差不超过 ${flatteningMetres} m，面积按轮廓在椭球上计算。`,
      `Inside or outside agrees with the geodesic (2 cm at 20 km); outlines are within ${flatteningMetres} m on arcs, the area is that of the outline on the ellipsoid.`,
    ),
    synthetic: anySynthetic(pack, datasets),
    notes,
  };
}
