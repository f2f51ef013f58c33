import { expect, test, vi } from 'vitest';
import type { Scenario } from '../../src/domain/scenario';
import { packArchive } from '../../src/pack/archive';
import { makePack } from '../../src/pack/make';
import { listPacks, savePack } from '../../src/pack/store';
import { inspect } from '../../src/worker/importFiles';
import { keepPack } from '../../src/worker/importKeep';

vi.mock(import('../../src/pack/store'), async (original) => ({
  ...(await original()),
  listPacks: vi.fn(),
  savePack: vi.fn(),
}));

// What was exported from the copy belonged to a pack of another id, and could not be read back into the copy.
test('scenarios of an archive whose id is taken belong to the id that its pack gets', async () => {
  const { manifest, files } = await makePack({
    id: 'own-0123456789abcdef',
    name: '试验',
    parts: [
      {
        register: 'streams',
        features: [
          {
            type: 'Feature',
            geometry: {
              type: 'LineString',
              coordinates: [
                [105.7, 29.7],
                [105.8, 29.8],
              ],
            },
            properties: {},
          },
        ],
        sourceName: '河流.geojson',
        asOf: null,
        problems: [],
      },
    ],
  });
  const [id, pack] = ['a'.repeat(16), manifest.id];
  const scenario: Scenario = { format: 1, id, name: '方案 1', pack, edits: [] };
  const bytes = await packArchive(
    (file) => Promise.resolve(new Uint8Array(files.get(file)!).buffer),
    manifest,
    { scenarios: [scenario] },
  );
  await inspect({ file: 1, data: [new File([new Uint8Array(bytes)], '试验.zip')] });
  vi.mocked(listPacks).mockResolvedValue([manifest]);
  const copy = await keepPack({ file: 1 });
  expect(copy).not.toBe(manifest.id);
  const [, , beside] = vi.mocked(savePack).mock.lastCall!;
  expect(beside?.scenarios).toEqual([{ ...scenario, pack: copy }]);
});
