import { bufferRange, bufferRules } from '../domain/rules';
import { text } from '../domain/text';
import { controlOptions } from './controlOptions';
import { dataCommandIds, dataCommandOf, type DataCommandId } from './dataCommands';
import type { Option } from './option';
import { analysisIds, comparesScenarios, type AnalysisId } from './registry';

export type Command = AnalysisId | DataCommandId | 'packs';
export const commandIds: readonly Command[] = [...analysisIds, ...dataCommandIds, 'packs'];

const file = text('文件', 'FILE');

/** Options that name a file, and what it is read as. */
export const registerOptions = {
  shelters: 'shelters',
  geohazards: 'geohazards',
  reservoirs: 'reservoirs',
  forests: 'forests',
  hazchem: 'hazchem',
  facilities: 'facilities',
} as const;

const dataOptions: readonly Option[] = [
  {
    name: 'pack',
    value: text('编号|文件夹|.zip', 'ID|FOLDER|.zip'),
    meaning: text(
      '示例数据包（yingtu packs 列出），含 pack.json 的文件夹，或 .zip',
      'a sample pack (yingtu packs lists them), a folder with a pack.json, or a .zip',
    ),
  },
  {
    name: 'residents',
    value: file,
    meaning: text(
      '居民：GeoJSON、CSV 或 GeoTIFF（.tif）',
      'residents: GeoJSON, CSV or GeoTIFF (.tif)',
    ),
  },
  {
    name: 'count',
    value: text('列名', 'FIELD'),
    meaning: text(
      '人数所在的列；不写则按列名识别',
      'the column of the count; told by its name if left out',
    ),
  },
  {
    name: 'assign',
    value: text('area|point', 'area|point'),
    meaning: text(
      '面上的居民按面积分摊，或计在面内一点',
      'spread residents over their area, or put them at one point inside',
    ),
  },
  {
    name: 'units',
    value: file,
    meaning: text(
      '统计单元（面）；不写则用居民的面',
      'areas that figures are given for; those of the residents if left out',
    ),
  },
  { name: 'shelters', value: file, meaning: text('避难场所', 'shelters') },
  { name: 'geohazards', value: file, meaning: text('地质灾害隐患点', 'hazard sites') },
  { name: 'reservoirs', value: file, meaning: text('水库', 'reservoirs') },
  { name: 'forests', value: file, meaning: text('林区', 'forest areas') },
  { name: 'hazchem', value: file, meaning: text('危险化学品单位', 'chemical sites') },
  {
    name: 'facilities',
    value: file,
    meaning: text('重要设施：学校、医院、广场等', 'facilities: schools, hospitals, squares …'),
  },
  {
    name: 'roads',
    value: file,
    meaning: text(
      '道路：GeoJSON 线，属性 oneway、blocked 计入；与 --pack 同用时替换其道路',
      'roads: GeoJSON lines, with oneway and blocked; with --pack instead of its roads',
    ),
  },
  { name: 'streams', value: file, meaning: text('河流：GeoJSON 线', 'streams: GeoJSON lines') },
  {
    name: 'zones',
    value: file,
    meaning: text(
      '危险区：GeoJSON 面，属性 hazard 为 flood、landslide、dam-break 或 chemical；可与 --pack 同用',
      'hazard zones: GeoJSON polygons with hazard flood, landslide, dam-break or chemical; also with --pack',
    ),
  },
];

const scenario: Option = {
  name: 'scenario',
  value: file,
  meaning: text(
    '先应用这个方案（JSON，从应用导出）',
    'applies this scenario first (JSON, as the app exports it)',
  ),
};

const compared: readonly Option[] = [
  {
    name: 'scenario',
    value: file,
    meaning: text('要比较的方案（JSON，从应用导出）', 'the scenario (JSON, as the app exports it)'),
  },
  {
    name: 'against',
    value: file,
    meaning: text(
      '与这个方案比较；不写则与现状比较',
      'compares with this scenario; with the data as they are if left out',
    ),
  },
];

/** What becomes of the answer. */
const outputOptions: readonly Option[] = [
  { name: 'json', value: null, meaning: text('JSON 到标准输出', 'JSON to standard output') },
  {
    name: 'csv',
    value: file,
    meaning: text(
      '保存第一张表（UTF-8，带 BOM）',
      'saves the first table (UTF-8 with byte order mark)',
    ),
  },
  {
    name: 'table',
    value: text('编号', 'ID'),
    meaning: text('--csv 保存的是这张表', 'the table that --csv saves'),
  },
  {
    name: 'geojson',
    value: file,
    meaning: text(
      '保存全部图形和计算过程',
      'saves everything that is drawn, with how it was computed',
    ),
  },
  {
    name: 'problems',
    value: file,
    meaning: text(
      '保存没有导入或需核对的行（CSV）',
      'saves the rows that were not imported or should be checked (CSV)',
    ),
  },
];

/** Options that every command has. */
export const always: readonly Option[] = [
  {
    name: 'lang',
    value: text('zh-CN|en', 'zh-CN|en'),
    meaning: text('语言；不写则随系统', 'language; that of the system if left out'),
  },
  { name: 'help', value: null, meaning: text('本页', 'this page') },
];

const range = (({ min, max }) => `${min}–${max.toLocaleString('en-US')}`)(bufferRange);
const layers = Object.keys(bufferRules);

/** The questions of two analyses are not asked with controls. */
const own: Partial<Record<AnalysisId, readonly Option[]>> = {
  buffer: [
    {
      name: 'layer',
      value: text('图层', 'ID'),
      meaning: text(layers.join('、'), layers.join(', ')),
    },
    {
      name: 'distance',
      value: text('米', 'METRES'),
      meaning: text(
        `缓冲距离，m，${range}；不写则按图层自己的规则`,
        `buffer distance, m, ${range}; by the rule of the layer if left out`,
      ),
    },
    {
      name: 'separate',
      value: null,
      meaning: text('每个对象一个范围，不融合', 'one outline a site, not dissolved'),
    },
  ],
  point: [
    {
      name: 'at',
      value: text('经度,纬度', 'LON,LAT'),
      meaning: text(
        '地点，例如 105.71,29.70 或 105°42′36″E 29°42′N',
        'the place, for example 105.71,29.70 or 105°42′36″E 29°42′N',
      ),
    },
  ],
};

/** What a command asks besides its data, in the order of its form. */
export const questionOptions = (command: AnalysisId): readonly Option[] => [
  ...(comparesScenarios(command) ? compared : []),
  ...(own[command] ?? controlOptions(command)),
];

/** What the question of a command is put to. */
export const sourceOptions = (command: AnalysisId): readonly Option[] =>
  comparesScenarios(command) ? dataOptions : [...dataOptions, scenario];

/** Options of the data, the output and the language. */
export const outputsOf = (): readonly Option[] => [...outputOptions, ...always];

/** Every option of a command. */
export function optionsOf(command: Command): readonly Option[] {
  if (command === 'packs') return [outputOptions[0]!, ...always];
  const data = dataCommandOf(command);
  if (data) return [...data.options.flatMap(([, some]) => some), ...always];
  const analysis = command as AnalysisId;
  return [...questionOptions(analysis), ...sourceOptions(analysis), ...outputsOf()];
}
