import { expect, test } from 'vitest';
import { ImportWorker } from '../../src/state/importWorker';
import { Stale } from '../../src/worker/client';

/** Doors that never answer; ending one rejects what it was asked. */
function workshop() {
  const asked: string[] = [];
  const worker = new ImportWorker((() => {
    const rejects: ((reason: unknown) => void)[] = [];
    return {
      ask: (question: string) => {
        asked.push(question);
        return new Promise((_, no) => rejects.push(no));
      },
      end: (reason: unknown) => rejects.forEach((no) => no(reason)),
    };
  }) as never);
  return { worker, asked };
}
const file = (number: number) => [{ number, reading: null }];

test('stopping one file has what was asked of another asked again', async () => {
  const { worker, asked } = workshop();
  void worker.ask(file(1), 'attempt', {} as never).catch(() => undefined);
  const stopped = worker.ask(file(2), 'inspect', {} as never);
  await Promise.resolve();
  worker.stop(2);
  await expect(stopped).rejects.toBeInstanceOf(Stale);
  expect(asked).toEqual(['inspect', 'attempt', 'attempt']);
});

// The check of a large file began again because a small one behind it was taken out.
test('stopping a file that nothing is asked of yet leaves the others at work', async () => {
  const { worker, asked } = workshop();
  void worker.ask(file(1), 'inspect', {} as never).catch(() => undefined);
  await Promise.resolve();
  worker.stop(2);
  await new Promise((resolve) => setTimeout(resolve));
  expect(asked).toEqual(['inspect']);
});

test('an import that is being kept is never asked for twice, whichever file is taken out meanwhile', async () => {
  const { worker, asked } = workshop();
  const kept = worker.ask(file(1), 'keep', {} as never);
  await new Promise((resolve) => setTimeout(resolve));
  worker.stop(2);
  await new Promise((resolve) => setTimeout(resolve));
  expect(asked).toEqual(['keep']);
  worker.stop(null);
  await expect(kept).rejects.toBeInstanceOf(Stale);
  expect(asked).toEqual(['keep']);
});
