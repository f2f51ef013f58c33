import { datasetTitles } from './datasets';
import type { DatasetId, Manifest } from './manifest';
import { text, type Text } from './text';

/** Outlines are public facts: they make nothing of a pack a person's own. */
const outlines: readonly string[] = ['district', 'towns'];
/** What is said of generated relief in one word. */
const relief: readonly string[] = ['terrain', 'streams', 'lakes', 'builtup'];

/**
 * What of a pack is sample data, as it stands on the map and in every file: all of it, or which parts, where a person's
 * own registers stand on the ground of a sample; `null` when nothing is.
 */
export function sampleWords({
  synthetic,
  datasets,
}: Pick<Manifest, 'synthetic' | 'datasets'>): Text | null {
  const entries = Object.entries(datasets).filter(([id]) => !outlines.includes(id));
  const samples = entries.filter((entry) => entry[1].synthetic).map(([id]) => id as DatasetId);
  if (!samples.length) return synthetic ? text('示例数据', 'Sample data') : null;
  if (samples.length === entries.length) return text('示例数据', 'Sample data');
  const named = new Set(samples.map((id) => (relief.includes(id) ? 'terrain' : id)));
  const titles = ([...named] as DatasetId[]).map((id) => datasetTitles[id]);
  return text(
    `${titles.map((title) => title['zh-CN']).join('、')}为示例数据`,
    `Sample data: ${titles.map(({ en }) => en.toLowerCase()).join(', ')}`,
  );
}

/** Whether some of a pack is sample data and some is not. */
export const isPartlySample = (manifest: Pick<Manifest, 'synthetic' | 'datasets'>): boolean =>
  sampleWords(manifest)?.en.startsWith('Sample data:') === true;
