import { expect, test, vi } from 'vitest';
import { Results, type Context } from '../../src/state/results.svelte';
import { Stale, type Engine } from '../../src/worker/client';

/** Results whose answers come when the test says so, put to a context that the test can change. */
function held() {
  const answers: { resolve: (value: unknown) => void; reject: (reason: unknown) => void }[] = [];
  const ask = vi.fn(() => new Promise((resolve, reject) => void answers.push({ resolve, reject })));
  const engine = { live: ask, job: ask } as unknown as Engine;
  let context: Context = { filled: {}, edits: [] };
  const results = new Results(engine, () => context);
  return { results, answers, turnTo: (next: Context) => (context = next) };
}

const answer = () => ({ summary: {}, features: {}, images: [] });

test('analyses with a panel of their own have no general result', () => {
  const { results } = held();
  expect(results.of('coverage')).toBeNull();
  expect(results.of('siting')?.pace).toBe('job');
});

test('a changed form makes the shown answer stale, and changing it back makes it good again', async () => {
  const { results, answers } = held();
  const siting = results.of('siting')!;
  await siting.load();
  const asked = siting.ask();
  answers[0]!.resolve(answer());
  await asked;
  expect(siting.isStale).toBe(false);
  siting.set('sites', 7);
  expect(siting.isStale).toBe(true);
  expect(siting.changed).toEqual({ sites: 7 });
  siting.set('sites', 5);
  expect(siting.isStale).toBe(false);
});

test('an answer to another scenario has to be asked again', async () => {
  const { results, answers, turnTo } = held();
  const nearest = results.of('nearest')!;
  await nearest.load();
  const asked = nearest.ask();
  answers[0]!.resolve(answer());
  await asked;
  expect(nearest.isAsked).toBe(true);
  turnTo({ filled: {}, edits: [{ kind: 'cut', longitude: 105.7, latitude: 29.7 }] });
  // The context is read anew when the form changes, as it is when the page's state does.
  nearest.set('by', 'straight');
  expect(nearest.isAsked).toBe(false);
});

test('a cancelled job does not pass its question off as that of the answer before it', async () => {
  const { results, answers } = held();
  const siting = results.of('siting')!;
  await siting.load();
  const first = siting.ask();
  answers[0]!.resolve(answer());
  await first;
  siting.set('sites', 7);
  const second = siting.ask();
  siting.asking.cancel();
  answers[1]!.reject(new Stale());
  await second;
  expect(siting.answered).toMatchObject({ sites: 5 });
  expect(siting.isStale).toBe(true);
});

test('a link carries what differs from the defaults, and opens it again', async () => {
  const { results, answers } = held();
  const siting = results.of('siting')!;
  await siting.load();
  siting.set('sites', 3);
  expect(results.link).toEqual({});
  const asked = siting.ask();
  answers[0]!.resolve(answer());
  await asked;
  expect(results.link).toEqual({ siting: { sites: 3 } });

  const opened = held().results;
  opened.restore({ siting: { sites: 3 }, nearest: { scheme: 'nonsense' } });
  const again = opened.of('siting')!;
  await again.load();
  expect(again.wanted).toBe(true);
  expect(again.params).toMatchObject({ sites: 3, goal: 'covered' });
  const damaged = opened.of('nearest')!;
  await damaged.load();
  expect(damaged.changed).toEqual({});
});

test('the content of a file never travels in a link', async () => {
  const { results, answers } = held();
  const access = results.of('access')!;
  await access.load();
  access.set('pairs', 'demand,supply,cost\n1,2,3');
  const asked = access.ask();
  answers[0]!.resolve(answer());
  await asked;
  expect(results.link).toEqual({ access: {} });
});

test('areas that a form holds are shapes for the map while their control is shown', async () => {
  const { results } = held();
  const exposure = results.of('exposure')!;
  await exposure.load();
  const square = {
    type: 'Polygon',
    coordinates: [
      [
        [105, 29],
        [106, 29],
        [106, 30],
        [105, 29],
      ],
    ],
  };
  exposure.set('areas', [square]);
  expect(exposure.shapes).toEqual([square]);
  exposure.set('of', 'zones');
  expect(exposure.shapes).toEqual([]);
});
