import { text, type Text } from '../../domain/text';
import type { Wait } from '../../state/importChoices';

/** What a file waits for, as something to be done, and the card where it is done. */
export const waits: Readonly<Record<Wait, { words: Text; card: string }>> = {
  reading: { words: text('正在检查', 'being checked'), card: 'card-files' },
  stopped: { words: text('重新检查', 'check it again'), card: 'card-stopped' },
  findings: { words: text('处理错误', 'decide about the errors'), card: 'card-findings' },
  columns: { words: text('对应必需的列', 'match the required columns'), card: 'card-columns' },
  coordinates: {
    words: text('确认坐标系', 'confirm the coordinates'),
    card: 'card-coordinates',
  },
  rows: { words: text('没有可导入的行', 'no row can be imported'), card: 'card-findings' },
  comparison: { words: text('与原有记录对比', 'compare with what is there'), card: 'card-compare' },
  meaning: { words: text('说明格值的含义', 'say what the cells mean'), card: 'card-grid' },
  gridCrs: { words: text('指定坐标系', 'name the coordinate system'), card: 'card-grid' },
};

/** Leads to a card: into view, with the focus at its heading. */
export function goTo(card: string) {
  const element = document.getElementById(card);
  element?.scrollIntoView({ block: 'start' });
  element?.querySelector<HTMLElement>('h2')?.focus({ preventScroll: true });
}
