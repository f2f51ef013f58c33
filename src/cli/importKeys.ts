import { text } from '../domain/text';
import type { JsonKey } from './jsonKey';

/** What a finding says in `--json`. */
const findingMembers = 'file, row, dataset, id, name, field, value, check, level, reason, mend';

export const findingKeys: readonly JsonKey[] = [
  [
    'errors[], warnings[], notices[]',
    text(
      `检查结果，按轻重：${findingMembers}`,
      `findings by how grave they are: ${findingMembers}`,
    ),
  ],
];

/** Members that tell how files were read, as `import` and `convert` have them. */
export const readingKeys: readonly JsonKey[] = [
  ['features', text('得到的记录数', 'how many records came out')],
  ['rows', text('文件的行数', 'rows of the files')],
  [
    'crs',
    text(
      '采用的坐标系编号；没有坐标或各文件不同为 null',
      'id of the coordinate system that was used; null without coordinates, or where files differ',
    ),
  ],
  ['encoding', text('字符集；各文件不同为 null', 'the character set; null where files differ')],
  [
    'files[]',
    text(
      '各文件：file, sha256, format, table, layer, encoding, evidence, crs（id, title, decision, why）, rows, features, mapping, notes',
      'each file: file, sha256, format, table, layer, encoding, evidence, crs (id, title, decision, why), rows, features, mapping, notes',
    ),
  ],
  [
    'decide',
    text(
      '有疑义而未导入时：option, choices（value, meaning）；否则为 null',
      'what has to be decided before anything is done: option, choices (value, meaning); else null',
    ),
  ],
  ['to', text('写入的文件或数据包', 'what was written')],
];
