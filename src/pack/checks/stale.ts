import { text } from '../../domain/text';
import { registerOf, textOf, type Check, type Remark } from './check';

/** Days that spreadsheets and programs write for an empty cell. */
const emptyDays = new Set(['1899-12-30', '1899-12-31', '1900-01-00', '1900-01-01', '1970-01-01']);

/** Records that are older than the chosen number of years, or dated in the future. */
export const stale: Check = {
  id: 'stale',
  run({ dataset, features, context, thresholds }) {
    if (!registerOf(dataset)) return [];
    const { today } = context;
    const years = thresholds.staleYears;
    const oldest = `${Number(today.slice(0, 4)) - years}${today.slice(4)}`;
    return features.flatMap((feature, index): Remark[] => {
      const day = textOf(feature, 'updated');
      if (day === null || (day >= oldest && day <= today)) return [];
      const remark = { index, field: 'updated' } as const;
      if (day > today)
        return [
          {
            ...remark,
            level: 'error',
            reason: text(`晚于今天 ${today}`, `later than today, ${today}`),
          },
        ];
      if (emptyDays.has(day))
        return [
          {
            ...remark,
            level: 'warning',
            reason: text(
              '是空单元格变成的日期，不是真的更新日期',
              'the date that an empty cell turns into, not a real one',
            ),
          },
        ];
      const unit = years === 1 ? 'year' : 'years';
      return [
        {
          ...remark,
          level: 'warning',
          reason: text(
            `早于 ${oldest}，已超过 ${years} 年；请核实`,
            `before ${oldest}, older than ${years} ${unit}; verify the record`,
          ),
        },
      ];
    });
  },
};
