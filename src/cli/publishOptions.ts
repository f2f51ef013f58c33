import { datasetIds } from '../domain/datasetIds';
import { text } from '../domain/text';
import type { DataCommand } from './dataCommands';
import { jsonOption } from './importOptions';

export const publishCommand: DataCommand = {
  title: text('发布', 'Publish'),
  answers: text(
    '生成一个文件夹，放到任何网页服务器上就是打开这个数据包的应用',
    'Makes a folder that, on any web server, is the app with this pack open',
  ),
  operands: text('数据包', 'PACK'),
  options: [
    [
      text('内容', 'Content'),
      [
        {
          name: 'public',
          value: null,
          meaning: text(
            '公开版：清空人员和电话字段并从文字中去掉，去掉历史和方案，坐标取整',
            'the public edition: fields of persons and phones emptied, their names removed from texts, no history or scenarios, positions rounded',
          ),
        },
        {
          name: 'precision',
          value: text('米', 'METRES'),
          meaning: text(
            '公开版的坐标至少粗到多少 m（取到小数位，实际更粗，会写明）；不写为 50',
            'how coarse positions of the public edition are at least, m: they are rounded to a decimal that is coarser, and the report says how far; 50 if left out',
          ),
        },
        {
          name: 'remove',
          value: text('姓名,…', 'NAME,…'),
          meaning: text(
            '公开版另外要从所有文字中去掉的姓名或词，见报告“可能还有姓名”',
            'further names or words to take out of all texts of the public edition, see “May still be names” of its report',
          ),
        },
        {
          name: 'leave-out',
          value: text('图层,…', 'DATASET,…'),
          meaning: text(
            `去掉的图层：${datasetIds.join('、')}`,
            `datasets that are left out: ${datasetIds.join(', ')}`,
          ),
        },
      ],
    ],
    [
      text('写入', 'Writing'),
      [
        {
          name: 'to',
          value: text('文件夹', 'FOLDER'),
          meaning: text(
            '空的、新的，或上次发布的文件夹',
            'an empty or new folder, or one that was published before',
          ),
        },
      ],
    ],
    [text('输出', 'Output'), [jsonOption]],
  ],
  jsonKeys: [
    ['to', text('文件夹', 'the folder')],
    [
      'pack',
      text('其中的数据包：id, name, asOf, synthetic', 'its pack: id, name, asOf, synthetic'),
    ],
    ['files, bytes', text('文件数和总字节数', 'how many files, and their bytes in all')],
    [
      'public',
      text(
        '公开版改了什么：precision, emptied, texts, doubts（可能还有姓名）, collapsed, renumbered, leftOut, services；不是公开版为 null',
        'what the public edition changed: precision, emptied, texts, doubts (words that may still be names), collapsed, renumbered, leftOut, services; null for the whole pack',
      ),
    ],
  ],
  run: async (options, terminal) => (await import('./publish')).runPublish(options, terminal),
};
