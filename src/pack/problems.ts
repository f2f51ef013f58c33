import type { Locale } from '../domain/text';
import { toCsv } from '../formats/csv';
import type { Problem } from '../formats/sheet';

const words = {
  'zh-CN': {
    row: '行',
    level: '结果',
    field: '列',
    value: '值',
    reason: '原因',
    error: '没有导入',
    warning: '已导入，请核对',
  },
  en: {
    row: 'Row',
    level: 'Outcome',
    field: 'Column',
    value: 'Value',
    reason: 'Reason',
    error: 'Not imported',
    warning: 'Imported, check',
  },
} as const;

/** Everything that an import had to say, as a table to save: row, outcome, column, value, reason. */
export function problemsCsv(problems: readonly Problem[], locale: Locale): string {
  const say = words[locale];
  const columns = (['row', 'level', 'field', 'value', 'reason'] as const).map((key) => ({
    key,
    label: say[key],
  }));
  const rows = problems.map(({ row, level, field, value, reason }) => ({
    row,
    level: say[level],
    field,
    value,
    reason: reason[locale],
  }));
  return toCsv(columns, rows);
}
