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

/** Members of `yingtu import --json`. */
export const importKeys: readonly JsonKey[] = [
  ...readingKeys,
  [
    'counts',
    text(
      '各检查的结果数：检查到 errors, warnings, notices, mended, leftOut, kept',
      'findings of each check: errors, warnings, notices, mended, leftOut, kept by check',
    ),
  ],
  ...findingKeys,
  [
    'leftOut[], kept[]',
    text(
      '有错误而不导入的、原样导入的（--faulty），成员同上',
      'errors whose records were left out, or imported as they are (--faulty), with the same members',
    ),
  ],
  [
    'classes[]',
    text(
      '不认识或人工认定的类别词：file, field, label, word, rows, row, options, isDecided, decided',
      'words of classes that no list knows or that --class decided: file, field, label, word, rows, row, options, isDecided, decided',
    ),
  ],
  [
    'changes',
    text(
      '数据包的变化；写文件为 null：layers（图层到 new, changed, removed, replaced 各几条）；new[], gone[]（dataset, id, name；gone 还有 removed 已删去、edited 手工改过）；moved[], changed[]（dataset, id, name, movedMetres, reshaped, fields：field, label, before, after，电话和姓名已遮盖）',
      'what changed in the pack; null for a file: layers (new, changed, removed, replaced by layer); new[], gone[] (dataset, id, name; gone also removed, else it stays, and edited by hand); moved[], changed[] (dataset, id, name, movedMetres, reshaped, fields: field, label, before, after; phones and names are masked)',
    ),
  ],
  ['dryRun', text('是否试算，什么也没有写', 'whether it was a trial that wrote nothing')],
  [
    'left[]',
    text('数据包里没有动的，一句话一项', 'what was left alone in the pack, a sentence each'),
  ],
];
