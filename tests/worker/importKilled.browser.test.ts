import { openDB } from 'idb';
import { beforeEach, expect, test } from 'vitest';
import { openPack } from '../../src/pack/open';
import { newPackId } from '../../src/pack/packId';
import { deletePack, listPacks, readerOf, readHistory } from '../../src/pack/store';
import { Door, Stale } from '../../src/worker/client';
import type { ImportPart, InspectedTable } from '../../src/worker/importProtocol';

const stores = ['packs', 'files', 'scenarios', 'steps', 'versions', 'drafts'] as const;

/** Every key that the browser keeps, and the bytes of all files. */
async function keptNow() {
  const db = await openDB('yingtu');
  // A change that is being undone is waited for.
  const all = db.transaction(stores, 'readwrite');
  const keys = await Promise.all(
    stores.map(async (store) => [store, await all.objectStore(store).getAllKeys()] as const),
  );
  const files = (await all.objectStore('files').getAll()) as Uint8Array[];
  await all.done;
  db.close();
  return {
    keys: Object.fromEntries(keys),
    bytes: files.reduce((sum, { length }) => sum + length, 0),
  };
}

const residents = (rows: number, people: number) =>
  new File(
    [
      `经度,纬度,常住人口\n${Array.from(
        { length: rows },
        (_, i) => `${(105 + (i % 1000) / 1000).toFixed(3)},${(29 + i / 1e6).toFixed(6)},${people}`,
      ).join('\n')}\n`,
    ],
    '居民.csv',
  );

/** A worker that has read a file, with what it asks to keep it. */
async function ready(file: File, into: string | null) {
  const door = new Door();
  const table = (await door.ask('inspect', { file: 1, data: [file] })) as InspectedTable;
  const part: ImportPart = {
    ...{ file: 1, target: 'residents', mapping: table.mappings.residents },
    decisions: { crs: 'EPSG:4326' },
    entering: { way: 'update', removals: false, except: [], decided: {} },
    asOf: null,
  };
  const about = { against: null, today: '2026-01-05' };
  await door.ask('attempt', { part, ...about });
  const ask = {
    ...{ into, id: newPackId(), name: '居民', base: null, parts: [part], assign: 'area' as const },
    ...{ ...about, at: '2026-01-05T08:00:00+08:00' },
  };
  return { door, ask };
}

/** Ends the worker so long after it began to write into the browser. @returns whether it had answered before */
async function killed(file: File, into: string | null, milliseconds: number): Promise<boolean> {
  const { door, ask } = await ready(file, into);
  const answer = door.ask('keep', ask, (_, __, what) => {
    if (what.en !== 'Keeping in the browser') return;
    if (milliseconds) setTimeout(() => door.end(new Stale()), milliseconds);
    else door.end(new Stale());
  });
  const isDone = await answer.then(
    () => true,
    (error: unknown) => {
      if (error instanceof Stale) return false;
      throw error;
    },
  );
  door.end(new Stale());
  return isDone;
}

beforeEach(async () => {
  for (const { id } of await listPacks()) await deletePack(id);
});

test('a worker that is ended while it keeps a large pack leaves nothing of it, or all of it', async () => {
  const file = residents(100_000, 3);
  let undone = 0;
  for (const milliseconds of [0, 0, 5, 15, 40]) {
    await killed(file, null, milliseconds);
    const { keys, bytes } = await keptNow();
    const [pack] = await listPacks();
    if (!pack) {
      undone++;
      for (const store of stores) expect([store, keys[store]]).toEqual([store, []]);
      expect(bytes).toBe(0);
    } else {
      const opened = await openPack(readerOf(pack.id));
      expect(opened.residents).toMatchObject({ kind: 'points', people: { length: 100_000 } });
      expect((await readHistory(pack.id)).steps).toHaveLength(1);
      await deletePack(pack.id);
    }
  }
  expect(undone).toBeGreaterThan(0);
}, 120_000);

test('one that is ended while it puts a file into a pack leaves the pack and its history as they were', async () => {
  const { door, ask } = await ready(residents(1000, 1), null);
  const id = await door.ask('keep', ask);
  door.end(new Stale());
  const before = await keptNow();
  const manifest = await listPacks();
  let undone = 0;
  for (const milliseconds of [0, 0, 5]) {
    const isDone = await killed(residents(100_000, 3), id, milliseconds);
    if ((await readHistory(id)).steps.length > 1) break;
    expect(isDone).toBe(false);
    expect(await keptNow()).toEqual(before);
    expect(await listPacks()).toEqual(manifest);
    undone++;
  }
  expect(undone).toBeGreaterThan(0);
  expect((await openPack(readerOf(id))).residents?.kind).toBe('points');
}, 120_000);
