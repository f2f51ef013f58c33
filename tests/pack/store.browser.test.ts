import { deleteDB, openDB } from 'idb';
import { beforeEach, describe, expect, test } from 'vitest';
import { emptyHistory } from '../../src/domain/history';
import type { Manifest } from '../../src/domain/manifest';
import type { Text } from '../../src/domain/text';
import { applyStep, revertStep } from '../../src/pack/history';
import type { TrailedPack } from '../../src/pack/historyStep';
import { makePack } from '../../src/pack/make';
import { openPack } from '../../src/pack/open';
import { saveServices } from '../../src/pack/ownServices';
import {
  deleteDraft,
  deletePack,
  holdOpen,
  listPacks,
  readDraft,
  readerOf,
  readHistory,
  readScenarios,
  readVersions,
  saveDraft,
  savePack,
  storageFailure,
} from '../../src/pack/store';
import { isOwnPack, newPackId } from '../../src/pack/packId';
import { shelterAt } from '../fixtures/pack';
import { serviceOf } from '../fixtures/service';

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

test('a pack that another window has open is not deleted under its work; one that this window has open is', async () => {
  await savePack(await made('own-a', 'open'));
  await savePack(await made('own-ab', 'neighbour'));
  const letGo = holdOpen('own-a');
  let close = () => undefined as void;
  const closed = new Promise<void>((resolve) => (close = resolve));
  const there = navigator.locks.request(`open own-ab ${'0'.repeat(32)}`, () => closed);
  await expect(deletePack('own-ab')).rejects.toThrow('open in another window');
  await deletePack('own-a');
  letGo();
  expect(await names()).toEqual(['neighbour']);
  close();
  await there;
  await deletePack('own-ab');
  expect(await names()).toEqual([]);
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

describe('the trail of a pack', () => {
  const trailed = async (...ids: string[]) => {
    const { manifest, files } = await made('own-a', 'trailed');
    let pack: TrailedPack = { manifest, files, history: emptyHistory(), versions: new Map() };
    for (const id of ids)
      pack = await applyStep(pack, {
        ...{ id, at: '2026-05-01T08:00:00Z', kind: 'edit', source: null },
        title: { 'zh-CN': id, en: id },
        changes: [
          { dataset: 'shelters', id, before: null, after: shelterAt(106, 29, { id, name: id }) },
        ],
      });
    return pack;
  };
  const kept = async () => (await readHistory('own-a')).steps.map(({ id }) => id);

  test('is kept with the pack, grows step by step, and is there when nothing is said of it', async () => {
    const first = await trailed('a', 'b');
    await savePack(first, first.history, {
      versions: new Map([['f'.repeat(64), Uint8Array.of(7)]]),
    });
    expect(await readHistory('own-a')).toEqual(first.history);
    const later = await trailed('a', 'b', 'c');
    await savePack(later, later.history);
    expect(await kept()).toEqual(['a', 'b', 'c']);
    await savePack(await made('own-a', 'again'));
    expect(await kept()).toEqual(['a', 'b', 'c']);
    expect(await readVersions('own-a')).toEqual(new Map([['f'.repeat(64), Uint8Array.of(7)]]));
    await savePack(later, later.history, { versions: new Map(), scenarios: [] });
    expect(await readVersions('own-a')).toEqual(new Map());
    await deletePack('own-a');
    expect(await kept()).toEqual([]);
  });

  test('never loses the step of another window: one that does not go on from it is refused', async () => {
    const first = await trailed('a');
    await savePack(first, first.history);
    const here = await trailed('a', 'b');
    const there = await trailed('a', 'c', 'd');
    await savePack(there, there.history);
    await expect(savePack(here, here.history)).rejects.toThrow('Another window');
    expect(await kept()).toEqual(['a', 'c', 'd']);
    expect((await openPack(readerOf('own-a'))).shelters.features).toHaveLength(3);
  });

  test('of a pack that another window deleted meanwhile does not bring it back', async () => {
    const first = await trailed('a');
    await savePack(first, first.history);
    const next = await trailed('a', 'b');
    await deletePack('own-a');
    await expect(savePack(next, next.history, { goesOn: true })).rejects.toThrow(
      'deleted in another window, so nothing was kept',
    );
    expect([await names(), await kept()]).toEqual([[], []]);
  });

  test('leaves services as they are now, not as they were when the step was begun', async () => {
    const first = await trailed('a');
    await savePack(first, first.history);
    const service = serviceOf({ url: 'https://tiles.example/{z}/{x}/{y}.png' });
    await saveServices('own-a', [service]);
    const next = await trailed('a', 'b');
    await savePack(next, next.history);
    const back = await revertStep(next, 'b', { id: 'c', at: '2026-05-02T08:00:00Z' });
    await savePack(back, back.history);
    const [kept] = (await listPacks()).filter(({ id }) => id === 'own-a');
    expect(kept?.services.map(({ url }) => url)).toEqual([service.url]);
  });

  test('stays as it was with the pack when a save fails half way', async () => {
    const first = await trailed('a');
    await savePack(first, first.history);
    const next = await trailed('a', 'b');
    const broken = { ...next.history.steps[1]!, title: (() => '') as unknown as Text };
    const history = { ...next.history, steps: [next.history.steps[0]!, broken] };
    await expect(savePack(next, history)).rejects.toThrow('what was there stays');
    expect(await kept()).toEqual(['a']);
    expect((await openPack(readerOf('own-a'))).shelters.features).toHaveLength(1);
  });
});

test('a draft is kept, read, replaced and let go, and goes with its pack', async () => {
  const draft = (content: unknown) => ({
    ...{ kind: 'import' as const, at: '2026-05-01T08:00:00Z', content },
  });
  expect(await readDraft('own-a')).toBeNull();
  const file = new File(['名称,经度,纬度'], '避难场所.csv');
  await saveDraft('own-a', draft({ mapping: { name: '名称' }, file }));
  const { content } = (await readDraft('own-a'))!;
  expect(await (content as { file: File }).file.text()).toBe('名称,经度,纬度');
  await expect(
    saveDraft(
      'own-a',
      draft(() => ''),
    ),
  ).rejects.toThrow('what was there stays');
  await saveDraft('own-a', draft('second'));
  expect(await readDraft('own-a')).toEqual(draft('second'));
  await deleteDraft('own-a');
  expect(await readDraft('own-a')).toBeNull();
  await saveDraft('own-a', draft('third'));
  await deletePack('own-a');
  expect(await readDraft('own-a')).toBeNull();
});

/** The database as a version of before left it: stores, and what was in them. */
async function leftBy(version: 1 | 2, manifest: Manifest, files: Map<string, Uint8Array>) {
  await deleteDB('yingtu');
  const db = await openDB('yingtu', version, {
    upgrade(fresh) {
      fresh.createObjectStore('packs', { keyPath: 'id' });
      fresh.createObjectStore('files');
      if (version > 1) fresh.createObjectStore('scenarios');
    },
  });
  await db.put('packs', manifest);
  for (const [file, bytes] of files) await db.put('files', bytes, [manifest.id, file]);
  if (version > 1) await db.put('scenarios', [{ id: 'kept' }], manifest.id);
  db.close();
}

test.each([1, 2] as const)(
  'what version %i of the storage held is still there',
  async (version) => {
    const { manifest, files } = await made('own-old', 'old');
    await leftBy(version, manifest, files);
    expect((await openPack(readerOf('own-old'))).manifest.name.en).toBe('old');
    expect((await readScenarios('own-old')).length).toBe(version - 1);
    expect(await readHistory('own-old')).toEqual(emptyHistory());
    await saveDraft('own-old', { kind: 'edit', at: '2026-05-01T08:00:00Z', content: 1 });
    expect(await readDraft('own-old')).toMatchObject({ content: 1 });
  },
);

test('storage that a newer program has changed says what to do', async () => {
  await deleteDB('yingtu');
  (await openDB('yingtu', 99)).close();
  await expect(listPacks()).rejects.toThrow('A newer Yingtu in another window');
  await deleteDB('yingtu');
});
