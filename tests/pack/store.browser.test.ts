import { beforeEach, expect, test } from 'vitest';
import { makePack } from '../../src/pack/make';
import { openPack } from '../../src/pack/open';
import {
  deletePack,
  isOwnPack,
  listPacks,
  newPackId,
  readerOf,
  savePack,
  storageFailure,
} from '../../src/pack/store';

const made = (id: string, name: string) =>
  makePack({
    id,
    name,
    parts: [
      {
        register: 'residents',
        features: [
          {
            type: 'Feature',
            geometry: { type: 'Point', coordinates: [105, 29] },
            properties: { people: 3 },
          },
        ],
        sourceName: 'people.csv',
        asOf: null,
        problems: [],
      },
    ],
  });
const names = async () => (await listPacks()).map(({ name }) => name.en);

beforeEach(async () => {
  for (const { id } of await listPacks()) await deletePack(id);
});

test('a pack is kept, listed, opened, replaced and deleted', async () => {
  await savePack(await made('own-a', 'first'));
  await savePack(await made('own-ab', 'neighbour'));
  expect((await openPack(readerOf('own-a'))).residents).toMatchObject({
    kind: 'points',
    people: Float64Array.of(3),
  });
  await savePack(await made('own-a', 'second'));
  expect(await names()).toEqual(['second', 'neighbour']);
  await deletePack('own-a');
  expect(await names()).toEqual(['neighbour']);
  await expect(openPack(readerOf('own-a'))).rejects.toThrow(
    'does not hold the file pack.json of the pack “own-a”',
  );
  expect((await openPack(readerOf('own-ab'))).manifest.name.en).toBe('neighbour');
});

test('a save that fails half way leaves the last good state', async () => {
  await savePack(await made('own-a', 'good'));
  const next = await made('own-a', 'bad');
  // A function cannot be stored, so the transaction breaks after the old files were deleted in it.
  const broken = {
    manifest: { ...next.manifest, plan: (() => '') as unknown as string },
    files: next.files,
  };
  await expect(savePack(broken)).rejects.toThrow('what was there stays');
  expect((await openPack(readerOf('own-a'))).manifest.name.en).toBe('good');
});

test('a full disk is one sentence that says what to do', () => {
  expect(storageFailure(new DOMException('x', 'QuotaExceededError')).message).toBe(
    'The browser has no room left; nothing was saved and what was there stays. Delete packs that are not needed, or free disk space.',
  );
});

test('ids of own packs are new each time and told from those of sample packs', () => {
  expect(newPackId()).not.toBe(newPackId());
  expect([isOwnPack(newPackId()), isOwnPack('dazu')]).toEqual([true, false]);
});
