import { text } from '../domain/text';
import type { DataCommand } from './dataCommands';
import { findingKeys } from './importKeys';
import { jsonOption, reportOption } from './importOptions';

export const checkPackCommand: DataCommand = {
  title: text('检查数据包', 'Check a pack'),
  answers: text(
    '打开数据包，核对校验和与格式，检查全部台账；有错误时退出码 1',
    'Opens a pack, verifies checksums and schemas, and checks all registers; exit code 1 when there are errors',
  ),
  operands: text('数据包', 'PACK'),
  options: [[text('输出', 'Output'), [reportOption, jsonOption]]],
  jsonKeys: [
    ['pack', text('数据包：id, name, asOf, synthetic', 'the pack: id, name, asOf, synthetic')],
    ['records', text('检查的记录数：图层到数', 'records that were checked, by layer')],
    ['steps', text('历史步数', 'steps of the history')],
    [
      'counts[]',
      text(
        '各检查的结果数：dataset, check, level, count, mendable',
        'findings of each check: dataset, check, level, count, mendable',
      ),
    ],
    ...findingKeys,
  ],
  run: async (options, terminal) => (await import('./checkPack')).runCheckPack(options, terminal),
};
