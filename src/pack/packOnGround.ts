import { datasetIds } from '../domain/datasetIds';
import type { DatasetId, Manifest } from '../domain/manifest';
import { districtNamesOf } from './districtNames';
import type { TrailedPack } from './historyStep';
import { emptyPack } from './keepImport';
import { readManifest } from './open';
import type { ReadFile } from './pack';

/** What a new pack takes over from the pack that it begins with: the ground, not the registers. */
const groundDatasets: readonly DatasetId[] = datasetIds.filter((id) =>
  ['district', 'towns', 'residents', 'terrain', 'streams', 'lakes', 'builtup', 'roads'].includes(
    id,
  ),
);

/**
 * A new pack that begins with the ground of another: outlines, residents, terrain, waters, built-up areas and roads, but
 * none of its other registers and nothing of its history.
 * @param read reads the files of the other pack
 */
export async function packOnGround(id: string, name: string, read: ReadFile): Promise<TrailedPack> {
  const empty = emptyPack(id, name);
  const manifest = await readManifest(read);
  const datasets: Manifest['datasets'] = {};
  const files = new Map<string, Uint8Array>();
  for (const dataset of groundDatasets) {
    const entry = manifest.datasets[dataset];
    if (!entry) continue;
    datasets[dataset] = entry;
    files.set(entry.file, new Uint8Array(await read(entry.file)));
  }
  const { adcode, extent, seat, townsWithoutPosition, assign, asOf, synthetic } = manifest;
  const taken = { adcode, extent, seat, townsWithoutPosition, assign, asOf, synthetic };
  const districtNames = districtNamesOf(manifest);
  return { ...empty, manifest: { ...empty.manifest, ...taken, districtNames, datasets }, files };
}
