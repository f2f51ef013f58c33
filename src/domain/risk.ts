import { text, type Text } from './text';

/** Risk levels 红橙黄蓝 (Ⅰ to Ⅳ); 1 is the highest. */
export type Risk = 1 | 2 | 3 | 4;

export interface RiskLevel {
  character: Text;
  numeral: string;
  label: Text;
}

export const riskLevels: Readonly<Record<Risk, RiskLevel>> = {
  1: { character: text('红', 'Red'), numeral: 'Ⅰ', label: text('重大', 'Major') },
  2: { character: text('橙', 'Org'), numeral: 'Ⅱ', label: text('较大', 'High') },
  3: { character: text('黄', 'Yel'), numeral: 'Ⅲ', label: text('一般', 'Moderate') },
  4: { character: text('蓝', 'Blu'), numeral: 'Ⅳ', label: text('低', 'Low') },
};
