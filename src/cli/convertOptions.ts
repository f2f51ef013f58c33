import { text } from '../domain/text';
import type { DataCommand } from './dataCommands';
import { findingKeys, readingKeys } from './importKeys';
import { jsonOption, readingOptions } from './importOptions';

export const convertCommand: DataCommand = {
  title: text('转换格式', 'Convert'),
  answers: text(
    '任何能读的格式转成能写的格式：列原样保留，坐标换算为 WGS 84；换算过的坐标列改名为“…_原值”',
    'Turns any format that can be read into one that can be written: columns as they are, positions in WGS 84; columns of coordinates that were converted are named …_原值',
  ),
  operands: text('文件…', 'FILE…'),
  options: [
    [text('读取', 'Reading'), readingOptions],
    [
      text('写入', 'Writing'),
      [
        {
          name: 'to',
          value: text('文件', 'FILE'),
          meaning: text(
            '.geojson、.csv、.xlsx、.kml、.gpkg 或 .fgb；多张表要 .xlsx、.kml 或 .gpkg',
            '.geojson, .csv, .xlsx, .kml, .gpkg or .fgb; several tables need .xlsx, .kml or .gpkg',
          ),
        },
      ],
    ],
    [text('输出', 'Output'), [jsonOption]],
  ],
  jsonKeys: [...readingKeys, ...findingKeys],
  run: async (options, terminal) => (await import('./convert')).runConvert(options, terminal),
};
