import { describe, expect, test, vi } from 'vitest';
import type { Step } from '../../src/domain/history';
import type { Scenario } from '../../src/domain/scenario';
import { packArchive } from '../../src/pack/archive';
import { makePack } from '../../src/pack/make';
import { emptyPack } from '../../src/pack/keepImport';
import { lastStepOf, listPacks, readerOf, readHistory, savePack } from '../../src/pack/store';
import { inspect } from '../../src/worker/importFiles';
import type { ImportPart, InspectedTable } from '../../src/worker/importProtocol';
import { keep, keepPack } from '../../src/worker/importKeep';
import { attempt } from '../../src/worker/imports';

vi.mock(import('../../src/pack/store'), async (original) => ({
  ...(await original()),
  lastStepOf: vi.fn(),
  listPacks: vi.fn(),
  readerOf: vi.fn(),
  readHistory: vi.fn(),
  readVersions: () => Promise.resolve(new Map()),
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
  const copy = await keepPack({ file: 1, id: 'own-0123456789abcdef' });
  expect(copy).toBe('own-0123456789abcdef');
  const [, , beside] = vi.mocked(savePack).mock.lastCall!;
  expect(beside?.scenarios).toEqual([{ ...scenario, pack: copy }]);
});

describe('a pack that another window changes while a file is on its way in', () => {
  const today = '2026-04-04';
  const own = 'own-0123456789abcdef';
  const step = (id: string) => ({ id }) as Step;

  async function partOf(file: number): Promise<ImportPart> {
    const data = [new File(['名称,经度,纬度\n一中,105.05,29.05\n'], '场所.csv')];
    const inspected = (await inspect({ file, data })) as InspectedTable;
    return {
      ...{ file, target: 'shelters', mapping: inspected.mappings.shelters, asOf: null },
      decisions: { crs: 'EPSG:4326' },
      entering: { way: 'update', removals: false, except: [], decided: {} },
    };
  }

  // The manifest is all that an empty pack has.
  const manifestOf = () => {
    const { manifest } = emptyPack(own, '试验');
    return () => Promise.resolve(new TextEncoder().encode(JSON.stringify(manifest)).buffer);
  };

  test('what was compared with another state than it has now is not kept, and says why', async () => {
    const part = await partOf(2);
    vi.mocked(readerOf).mockImplementation(manifestOf);
    vi.mocked(readHistory).mockResolvedValue({ format: 1, steps: [step('second')] });
    const ask = {
      ...{ name: '', into: own, id: '', base: null, against: null, assign: 'area' as const },
      ...{ at: `${today}T08:00:00Z`, today },
    };
    const saved = vi.mocked(savePack).mock.calls.length;
    await expect(keep({ ...ask, parts: [{ ...part, seen: 'first' }] })).rejects.toThrow(
      'the comparison is out of date and nothing was imported',
    );
    expect(vi.mocked(savePack).mock.calls).toHaveLength(saved);
  });

  test('is opened again for the next trial, and not while it stays as it is', async () => {
    const part = await partOf(3);
    const read = vi.mocked(readerOf).mockClear().mockImplementation(manifestOf);
    const against = { kind: 'own' as const, id: own };
    const opened = [];
    for (const state of ['first', 'first', 'second']) {
      vi.mocked(lastStepOf).mockResolvedValue(step(state));
      await attempt({ part, against, today });
      opened.push(read.mock.calls.length);
    }
    expect(opened).toEqual([1, 1, 2]);
  });
});
