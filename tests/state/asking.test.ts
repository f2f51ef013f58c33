import { expect, test, vi } from 'vitest';
import { text } from '../../src/domain/text';
import { Failure } from '../../src/domain/failure';
import { Asking } from '../../src/state/asking.svelte';
import { Stale, type Engine } from '../../src/worker/client';

/** An engine whose answers come when the test says so. */
function heldEngine() {
  const answers: { resolve: (value: unknown) => void; reject: (reason: unknown) => void }[] = [];
  const ask = vi.fn(() => new Promise((resolve, reject) => void answers.push({ resolve, reject })));
  return { engine: { live: ask, job: ask } as unknown as Engine, answers };
}

const answer = (covered: number) => ({ summary: { covered }, features: {} });

test('an answer that a newer question has overtaken is shown, but not as the last word', async () => {
  const { engine, answers } = heldEngine();
  const asking = new Asking(engine, 'coverage');
  const first = asking.live({});
  const second = asking.live({});
  answers[0]!.resolve(answer(1));
  await first;
  expect(asking.status).toMatchObject({ kind: 'running', previous: { summary: { covered: 1 } } });
  answers[1]!.resolve(answer(2));
  await second;
  expect(asking.status).toMatchObject({ kind: 'done', value: { summary: { covered: 2 } } });
});

test('the failure of an overtaken question does not cover the newer one', async () => {
  const { engine, answers } = heldEngine();
  const asking = new Asking(engine, 'coverage');
  const first = asking.live({});
  const second = asking.live({});
  answers[0]!.reject(new Failure(text('坏', 'bad')));
  await first;
  expect(asking.status.kind).toBe('running');
  answers[1]!.resolve(answer(2));
  await second;
  expect(asking.status.kind).toBe('done');
});

test('a failure keeps the last good answer beside its sentence', async () => {
  const { engine, answers } = heldEngine();
  const asking = new Asking(engine, 'coverage');
  const first = asking.live({});
  answers[0]!.resolve(answer(1));
  await first;
  const second = asking.live({});
  answers[1]!.reject(new Failure(text('坏', 'bad')));
  await second;
  expect(asking.status).toMatchObject({
    kind: 'failed',
    reason: { 'zh-CN': '坏' },
    previous: { summary: { covered: 1 } },
  });
});

test('a cancelled job leaves what was shown before', async () => {
  const { engine, answers } = heldEngine();
  const asking = new Asking(engine, 'buffer');
  const first = asking.job({});
  answers[0]!.resolve(answer(1));
  await first;
  const second = asking.job({});
  asking.cancel();
  answers[1]!.reject(new Stale());
  await second;
  expect(asking.status).toMatchObject({ kind: 'done', value: { summary: { covered: 1 } } });
});

test('an answer that comes after everything was cleared is dropped', async () => {
  const { engine, answers } = heldEngine();
  const asking = new Asking(engine, 'coverage');
  const first = asking.live({});
  asking.clear();
  answers[0]!.resolve(answer(1));
  await first;
  expect(asking.status.kind).toBe('idle');
});
