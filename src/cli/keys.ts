import { text } from '../domain/text';
import type { JsonKey } from './jsonKey';
import { capacityKeys } from './keysOfCapacity';
import { reachKeys } from './keysOfReach';
import { riskKeys } from './keysOfRisk';
import type { AnalysisId } from './registry';

/** The members of `--json`, which stay the same from version to version; new ones may be added. */
export const jsonKeys: Readonly<Record<AnalysisId, readonly JsonKey[]>> = {
  ...reachKeys,
  ...capacityKeys,
  ...riskKeys,
};

/** The list that `yingtu packs --json` prints. */
export const packsJsonKeys: readonly JsonKey[] = [
  [
    '[]',
    text(
      '各数据包：id, name, adcode, asOf, extent, synthetic',
      'each pack: id, name, adcode, asOf, extent, synthetic',
    ),
  ],
];

/** Members of analyses that begin with headlines. */
export const headlineJsonKeys: readonly JsonKey[] = [
  [
    'headlines',
    text('主要数字：编号到数值，未知为 null', 'the key figures: number by id, null if unknown'),
  ],
  [
    'charts[]',
    text(
      '图：id, title, x, y, lines（label, points）',
      'charts: id, title, x, y, lines (label, points)',
    ),
  ],
  ['tables', text('全部表格：编号到行，列见 --csv', 'all tables: rows by id, columns as in --csv')],
];

/** Members that every analysis has. */
export const commonJsonKeys: readonly JsonKey[] = [
  ['pack', text('数据包：id, name, asOf, synthetic', 'the pack: id, name, asOf, synthetic')],
  [
    'scenario',
    text(
      '所用方案：id, name, edits（处数）；没有为 null',
      'the scenario: id, name, edits (how many); null if none',
    ),
  ],
  ['parameters', text('所用参数', 'the parameters used')],
  [
    'problems[]',
    text(
      '导入时的问题：file, row, field, value, level, reason',
      'what the import found: file, row, field, value, level, reason',
    ),
  ],
  ['assumed[]', text('导入时的约定：file, text', 'what the import took for granted: file, text')],
  [
    'provenance',
    text(
      '方法、参数、数据及 SHA-256、标准与条款、误差、说明',
      'method, parameters, datasets with SHA-256, standards, error bound, notes',
    ),
  ],
];
