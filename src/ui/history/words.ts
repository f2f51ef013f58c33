import type { Step } from '../../domain/history';
import { text, type Text } from '../../domain/text';
import type { ListedStep } from '../../worker/editProtocol';

/** What a step did. */
export const kindTitles: Readonly<Record<Step['kind'], Text>> = {
  import: text('导入', 'Import'),
  update: text('更新', 'Update'),
  edit: text('编辑', 'Edit'),
  mend: text('修正', 'Mend'),
  restore: text('退回', 'Step back'),
};

const counted = [
  ['new', '新增', 'new'],
  ['gone', '移除', 'gone'],
  ['moved', '移动', 'moved'],
  ['changed', '修改', 'changed'],
] as const;

/** How many records of each kind: 新增 2 · 修改 1. */
export function countsText(counts: ListedStep['counts']): Text {
  const there = counted.filter(([key]) => counts[key] > 0);
  return text(
    there.map(([key, zh]) => `${zh} ${counts[key].toLocaleString('en-US')}`).join(' · '),
    there.map(([key, , en]) => `${counts[key].toLocaleString('en-US')} ${en}`).join(' · '),
  );
}

/** How far a record was moved: to a metre, or to a decimetre where it is less than ten. */
export const metresText = (metres: number): string =>
  metres < 10 ? metres.toFixed(1) : Math.round(metres).toLocaleString('en-US');
