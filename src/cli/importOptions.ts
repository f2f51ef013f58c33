import { text } from '../domain/text';
import { encodings } from '../formats/encoding';
import { targets } from '../pack/targets';
import type { DataCommand } from './dataCommands';
import { importKeys } from './importKeys';
import type { Option } from './option';

const file = text('文件', 'FILE');
const pair = (left: string, right: string) => text(`${left}…`, `${right} …`);

/** How files are read, whatever becomes of them. */
export const readingOptions: readonly Option[] = [
  {
    name: 'table',
    value: text('表名', 'NAME'),
    meaning: text(
      '工作表、图层或压缩包里的文件；不止一张表时必须指定',
      'the sheet, layer or file of an archive; needed where there are several',
    ),
  },
  {
    name: 'encoding',
    value: text(encodings.join('|'), encodings.join('|')),
    meaning: text('字符集；不写则由字节判断', 'the character set; else told from the bytes'),
  },
  {
    name: 'crs',
    value: text('auto|EPSG:…|GCJ02|BD09|文件', 'auto|EPSG:…|GCJ02|BD09|FILE'),
    meaning: text(
      '坐标系，文件指 .prj 或 WKT；auto（默认）由文件和证据判断，证据不足时报错',
      'the coordinate system, FILE is a .prj or WKT; auto, the default, goes by the file and the evidence, and refuses where that is weak',
    ),
  },
  {
    name: 'against',
    value: text('数据包', 'PACK'),
    meaning: text(
      '用这个数据包的范围、镇街和已有记录作证据',
      'takes outlines, towns and records of this pack as evidence',
    ),
  },
];

const decisions: readonly Option[] = [
  {
    name: 'layer',
    value: text('图层', 'ID'),
    meaning: text(
      `${targets.join('、')}；只有看得准时可以不写`,
      `${targets.join(', ')}; may be left out only where there is no doubt`,
    ),
  },
  {
    name: 'map',
    value: pair('列=字段', 'COLUMN=FIELD'),
    many: true,
    meaning: text(
      '列给出的字段（名称或编号）；none 为不读这一列',
      'the field, by name or id, that a column gives; none leaves the column out',
    ),
  },
  {
    name: 'sum',
    value: pair('列=字段', 'COLUMN=FIELD'),
    many: true,
    meaning: text(
      '相加成一个字段的各列，如 室内面积=有效避难面积 室外面积=有效避难面积',
      'columns that are added for one field, for example indoor=capacityPeople outdoor=capacityPeople',
    ),
  },
  {
    name: 'unit',
    value: pair('列=单位', 'COLUMN=UNIT'),
    many: true,
    meaning: text('列的单位，如 面积=亩', 'the unit of a column that names none'),
  },
  {
    name: 'place-by-town',
    value: null,
    meaning: text(
      '没有坐标的记录放在所在镇街内一点，标为约略位置',
      'records without a position stand at a point inside their town, marked as approximate',
    ),
  },
  {
    name: 'pair',
    value: pair('值=代码', 'VALUE=CODE'),
    many: true,
    meaning: text(
      '镇街名称或代码对不上时，指定它是哪个镇街；none 为不导入',
      'the town that a name or code means where it fits none; none leaves its rows out',
    ),
  },
  {
    name: 'leave-unpaired',
    value: null,
    meaning: text('对不上镇街的行不导入', 'leaves out rows whose town cannot be told'),
  },
  {
    name: 'mend',
    value: text('all|unknown|none', 'all|unknown|none'),
    meaning: text(
      'all 执行不丢失内容的全部一键修正；unknown 还把不可能的值改为未知；默认 none',
      'all carries out every repair that loses nothing, unknown also makes values unknown that cannot be; none by default',
    ),
  },
  {
    name: 'class',
    value: pair('字段:词=类别', 'FIELD:WORD=CLASS'),
    many: true,
    meaning: text(
      '台账里不认识的类别词是哪一类，如 duration:临安置点=short；none 为按未知',
      'the class that a word of a register means where no list knows it, for example duration:refuge=short; none keeps it unknown',
    ),
  },
  {
    name: 'faulty',
    value: text('leave-out|keep', 'leave-out|keep'),
    meaning: text(
      '有错误的记录：不导入并列出，或原样导入并算作已处理；不写则原样导入并列为错误，但有记录远在行政区外时必须写明，否则什么也不导入',
      'records with an error: leave them out and list them, or import them as they are and have that settled; without it they are imported and listed as errors, but where records lie far outside the district it is needed, else nothing is imported',
    ),
  },
  {
    name: 'as-of',
    value: text('日期', 'DAY'),
    meaning: text('数据日期，如 2026-05-01', 'the day of the data, for example 2026-05-01'),
  },
];

const gridOptions: readonly Option[] = [
  {
    name: 'meaning',
    value: text('count|density-per-km2', 'count|density-per-km2'),
    meaning: text(
      '人口栅格的数值：每格人数，或每平方千米人数；必须指定',
      'what the numbers of a grid are: people in a cell, or people a km²; needed',
    ),
  },
  {
    name: 'band',
    value: text('序号', 'NUMBER'),
    meaning: text('栅格的波段，从 1 数', 'the band of a grid, from 1'),
  },
];

const into: readonly Option[] = [
  {
    name: 'to',
    value: text('文件|数据包', 'FILE|PACK'),
    meaning: text(
      '.geojson、.csv、.xlsx、.kml、.gpkg、.fgb 文件；或数据包：文件夹、.zip，没有则新建，有则加一步历史',
      'a file .geojson, .csv, .xlsx, .kml, .gpkg or .fgb; or a pack, a folder or .zip: made if it is not there, else changed by one step of its history',
    ),
  },
  {
    name: 'way',
    value: text('append|update|replace', 'append|update|replace'),
    meaning: text(
      '已有的记录：只加新的、更新（默认）、以文件为准',
      'records that are there: only add new ones, update them (default), or take the file as the whole',
    ),
  },
  {
    name: 'remove-missing',
    value: null,
    meaning: text(
      '文件里没有的记录从数据包删去；不写则保留并列出',
      'removes records that the file does not have; without it they stay and are named',
    ),
  },
  {
    name: 'edited',
    value: text('keep|file', 'keep|file'),
    meaning: text(
      '手工改过而与文件不同的值：保留，或以文件为准；默认更新时保留，replace 时以文件为准',
      'values edited by hand that the file says otherwise: keep them, or take those of the file; by default an update keeps them and replace does not',
    ),
  },
  {
    name: 'dry-run',
    value: null,
    meaning: text(
      '试算：列出会有的全部变化，不写文件和数据包（--report 仍写）；不写 --to 时与 --against 的数据包比较',
      'a trial: tells all that would change and writes no file and no pack (but --report); without --to it compares with the pack of --against',
    ),
  },
  {
    name: 'same',
    value: pair('编号=编号', 'NUMBER=NUMBER'),
    many: true,
    meaning: text(
      '分不清时，文件里的记录就是数据包里的哪一条；new 为新记录',
      'which record of the pack one of the file is, where that is in doubt; new for a record of its own',
    ),
  },
  {
    name: 'leave-doubts',
    value: null,
    meaning: text('分不清的记录不动', 'leaves alone records that cannot be told apart'),
  },
  {
    name: 'name',
    value: text('名称', 'NAME'),
    meaning: text('新数据包的名称', 'the name of a new pack'),
  },
  {
    name: 'assign',
    value: text('area|point', 'area|point'),
    meaning: text(
      '面上的居民按面积分摊（默认），或计在面内一点',
      'spreads residents over their area (default), or puts them at one point inside',
    ),
  },
];

export const jsonOption: Option = {
  name: 'json',
  value: null,
  meaning: text('JSON 到标准输出', 'JSON to standard output'),
};

export const reportOption: Option = {
  name: 'report',
  value: file,
  meaning: text(
    '保存全部检查结果（.xlsx 每镇街一张表，或 .csv），供退回修改；电话和姓名已遮盖',
    'saves all findings (.xlsx with a sheet for each town, or .csv) to send back; phones and names are masked',
  ),
};

export const importCommand: DataCommand = {
  title: text('导入', 'Import'),
  answers: text(
    '把台账、图层、栅格读成一个图层的记录，判断坐标、检查、修正，写入文件或数据包。有的行不能导入时其余照常导入，退出码仍是 0：rows 与 features 之差是没有导入的行，errors[]、leftOut[] 说明原因；一行也不能导入时为 1，须先决定时为 2',
    'Reads registers, layers and grids as records of a layer, tells their coordinates, checks and mends them, and writes a file or a pack. Where some rows cannot be imported the others are, and the exit code is still 0: rows less features were not imported, errors[] and leftOut[] say why; it is 1 when nothing could be imported, and 2 when something has to be decided first',
  ),
  operands: text('文件…', 'FILE…'),
  options: [
    [text('读取', 'Reading'), readingOptions],
    [text('决定', 'Decisions'), decisions],
    [text('栅格', 'Grids'), gridOptions],
    [text('写入', 'Writing'), into],
    [text('输出', 'Output'), [reportOption, jsonOption]],
  ],
  jsonKeys: importKeys,
  run: async (options, terminal) => (await import('./import')).runImport(options, terminal),
};
