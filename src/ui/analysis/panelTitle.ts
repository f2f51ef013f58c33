import { listedAnalyses, listingOf } from '../../analysis/catalogue';
import { text, type Text } from '../../domain/text';
import type { Panel } from '../../state/view.svelte';

/** What a panel at the right is called: an analysis, or one of the others. */
export function panelTitle(panel: Panel): Text {
  const analysis = listedAnalyses.find((id) => id === panel);
  if (analysis) return listingOf(analysis).title;
  return panel === 'details' ? text('要素详情', 'Details') : text('方案', 'Scenarios');
}
