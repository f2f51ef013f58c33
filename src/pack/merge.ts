import type { Dataset, Manifest } from '../domain/manifest';
import { readResidents } from '../formats/geotiff';
import { oldestDay } from './dates';
import { addGeometry, emptyExtent, joinExtents, type Extent, type Extents } from './extent';
import { eachFeature } from './featureBytes';
import type { MadePack } from './make';
import type { ReadFile } from './pack';

/**
 * An own pack with another import put into it: a dataset that both have is replaced by the new one, all others stay.
 * Name, id and everything that a person filled in are kept.
 * @param manifest the pack as it is
 * @param read reads its files
 * @param added what {@link makePack} made of the new files
 */
export async function mergePack(
  manifest: Manifest,
  read: ReadFile,
  added: MadePack,
): Promise<MadePack> {
  const datasets: Manifest['datasets'] = { ...manifest.datasets, ...added.manifest.datasets };
  const files = new Map<string, Uint8Array>();
  const extents: Extents = {};
  for (const [id, dataset] of Object.entries(datasets)) {
    const bytes = added.files.get(dataset.file) ?? new Uint8Array(await read(dataset.file));
    files.set(dataset.file, bytes);
    extents[id] = await extentOf(dataset, bytes);
  }
  return {
    manifest: {
      ...manifest,
      extent: joinExtents(extents),
      asOf: oldestDay(Object.values(datasets).map(({ asOf }) => asOf)),
      synthetic: Object.values(datasets).some(({ synthetic }) => synthetic),
      assign:
        added.manifest.datasets.residents || added.manifest.datasets.towns
          ? added.manifest.assign
          : manifest.assign,
      datasets,
    },
    files,
  };
}

/** The old extent may hold a dataset that has gone, so each file is measured anew. */
async function extentOf({ file }: Dataset, bytes: Uint8Array): Promise<Extent> {
  if (file.endsWith('.tif')) {
    if (file !== 'residents.tif') return emptyExtent();
    const { west, north, cellDegrees, columns, rows } = await readResidents(
      new Uint8Array(bytes).buffer,
    );
    return [west, north - rows * cellDegrees, west + columns * cellDegrees, north];
  }
  const extent = emptyExtent();
  for (const { geometry } of eachFeature(bytes)) addGeometry(extent, geometry);
  return extent;
}
