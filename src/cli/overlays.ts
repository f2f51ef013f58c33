import { basename } from 'node:path';
import type { Dataset } from '../domain/manifest';
import { text, type Text } from '../domain/text';
import { sha256 } from '../pack/checksum';
import type { Pack } from '../pack/pack';
import { openPart } from './files';
import { bytesOf, type Findings } from './read';
import { valueOf, type Options } from './usage';

/** Files that go on top of a pack, whether it was named or made of files. */
export const overlayNames = ['roads', 'streams', 'zones'] as const;

/**
 * A pack with the roads, streams and hazard zones of the files that the options name; its own roads and streams give
 * way, its zones stay. `notes` is what the provenance must say of files that are no dataset of a pack.
 */
export async function withOverlays(
  pack: Pack,
  options: Options,
  findings: Findings,
): Promise<{ pack: Pack; notes: Text[] }> {
  let result = pack;
  for (const id of ['roads', 'streams'] as const) {
    const path = valueOf(options, id);
    if (path === null) continue;
    const { features } = await openPart(id, path, {}, findings);
    const dataset = await datasetOf(path, `${id}.geojson`, features.length);
    const { manifest } = result;
    result = {
      ...result,
      manifest: { ...manifest, datasets: { ...manifest.datasets, [id]: dataset } },
      [id]: { type: 'FeatureCollection', features: features as Pack['roads']['features'] },
    };
  }
  const path = valueOf(options, 'zones');
  if (path === null) return { pack: result, notes: [] };
  const zones = await openPart('zones', path, {}, findings);
  const features = [...result.zones.features, ...(zones.features as Pack['zones']['features'])];
  const [name, sum] = [basename(path), await sha256(await bytesOf(path))];
  const note = text(
    `危险区另取自文件 ${name}，${zones.features.length} 个，SHA-256 ${sum}。`,
    `Hazard zones are also those of the file ${name}: ${zones.features.length}, SHA-256 ${sum}.`,
  );
  return { pack: { ...result, zones: { type: 'FeatureCollection', features } }, notes: [note] };
}

async function datasetOf(path: string, file: string, count: number): Promise<Dataset> {
  const name = basename(path);
  return {
    file,
    count,
    source: text(`文件 ${name}`, `File ${name}`),
    licence: '自有数据，许可未填 / own data, licence not stated',
    asOf: null,
    sha256: await sha256(await bytesOf(path)),
    synthetic: false,
    schematic: false,
    note: null,
  };
}

/** What a named pack is answered with besides its own data, a line a file. */
export function overlayNotes(options: Options, pack: Pack): Text[] {
  const name = pack.manifest.fullName;
  return overlayNames.flatMap((id) => {
    const path = valueOf(options, id);
    if (path === null) return [];
    const file = basename(path);
    return id === 'zones'
      ? text(`${name['zh-CN']}：加入危险区 ${file}`, `${name.en}: with the hazard zones of ${file}`)
      : text(
          `${name['zh-CN']}：道路用 ${file}，不用数据包自己的`,
          `${name.en}: with the roads of ${file}, not those of the pack`,
        );
  });
}
