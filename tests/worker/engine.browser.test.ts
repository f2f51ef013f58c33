import { expect, test } from 'vitest';
import { Engine, Stale } from '../../src/worker/client';

const dazu = { kind: 'folder', url: new URL('/packs/dazu', location.href).href } as const;

test('the worker opens a pack once and answers a live question about it', async () => {
  const engine = new Engine();
  const opened = await engine.open(dazu);
  expect(opened.residents).toBe(834_592);
  expect(opened.records.geohazards).toHaveLength(83);
  const { summary, features } = await engine.live('coverage', {});
  expect(summary.residents).toBe(834_592);
  expect(summary.covered! + summary.uncovered!).toBe(834_592);
  expect(features.service).toBeInstanceOf(Blob);
});

test('of questions that pile up the newest is answered and the ones between are stale', async () => {
  const engine = new Engine();
  await engine.open(dazu);
  const radius = (metres: number) => ({ radiusMetres: { emergency: metres } });
  const asked = [300, 400, 500, 600].map((metres) => engine.live('coverage', radius(metres)));
  const results = await Promise.allSettled(asked);
  expect(results.map(({ status }) => status)).toEqual([
    'fulfilled',
    'rejected',
    'rejected',
    'fulfilled',
  ]);
  expect((results[1] as PromiseRejectedResult).reason).toBeInstanceOf(Stale);
});

test('a job that is cancelled rejects, and the standing worker still answers', async () => {
  const engine = new Engine();
  await engine.open(dazu);
  const stop = new AbortController();
  const job = engine.job('buffer', { layer: 'hazchem' }, stop.signal, () => undefined);
  stop.abort(new Stale());
  await expect(job).rejects.toBeInstanceOf(Stale);
  const { summary } = await engine.live('point', { longitude: 105.717, latitude: 29.705 });
  expect(summary.town?.name).toBe('棠香街道');
});

test('opening another pack makes what was asked of the first stale', async () => {
  const engine = new Engine();
  await engine.open(dazu);
  const question = engine.live('coverage', {});
  const second = engine.open({ ...dazu, url: dazu.url.replace('dazu', 'hongqiao') });
  await expect(question).rejects.toBeInstanceOf(Stale);
  expect((await second).residents).toBe(483_130);
});

test('a wrong parameter gets a sentence, in both languages', async () => {
  const engine = new Engine();
  await engine.open(dazu);
  await expect(engine.live('coverage', { zoneMetres: { flood: -1 } })).rejects.toMatchObject({
    text: { 'zh-CN': expect.stringContaining('-1') as string },
  });
});

test('a folder without a pack is refused and nothing waits for ever', async () => {
  const engine = new Engine();
  await expect(engine.open({ ...dazu, url: dazu.url.replace('dazu', 'none') })).rejects.toThrow();
});

test('names are found by pinyin initials, full pinyin and characters, towns first', async () => {
  const engine = new Engine();
  await engine.open(dazu);
  for (const query of ['lgjd', 'longgangjiedao', '龙岗街道']) {
    const [first] = await engine.search(query);
    expect(first).toMatchObject({ register: 'towns', name: '龙岗街道' });
  }
  expect(await engine.search('没有这个名字')).toEqual([]);
});
