import { describe, expect, test } from 'vitest';
import { Failure } from '../../src/domain/failure';
import { text } from '../../src/domain/text';
import type { Editing } from '../../src/state/editing.svelte';
import { Exporting } from '../../src/state/exporting.svelte';
import type { Asker } from '../../src/state/editPage';
import { TrailList } from '../../src/state/trail.svelte';
import { momentOf } from '../../src/ui/history/moment';
import { countsText, metresText } from '../../src/ui/history/words';
import { Stale } from '../../src/worker/client';

const none = { counts: { new: 0, gone: 0, moved: 0, changed: 0 }, records: [], files: [] };

function trailOf(answers: Record<string, unknown>) {
  const asked: [string, unknown][] = [];
  const ask = (question: string, of: unknown) => {
    asked.push([question, of]);
    const answer = answers[question];
    return answer instanceof Error ? Promise.reject(answer) : Promise.resolve(answer);
  };
  const editing = { pack: 'own-1', ask } as unknown as Pick<Editing, 'ask' | 'pack'>;
  return { trail: new TrailList(editing), asked };
}

describe('the list of a history', () => {
  test('unfolds a step with its records, and folds it', async () => {
    const { trail } = trailOf({ steps: [], stepChanges: none });
    await trail.toggle('s1');
    expect(trail.unfolded).toEqual({ s1: none });
    await trail.toggle('s1');
    expect(trail.unfolded).toEqual({});
  });

  test('asks what has changed since a day anew after each step', async () => {
    const { trail, asked } = trailOf({ steps: [], changesSince: none });
    await trail.compare({ day: '2026-05-01' });
    await trail.read();
    expect(asked.filter(([question]) => question === 'changesSince')).toEqual([
      ['changesSince', { pack: 'own-1', since: { day: '2026-05-01' } }],
      ['changesSince', { pack: 'own-1', since: { day: '2026-05-01' } }],
    ]);
    expect(trail.since).toEqual(none);
  });

  test('says why it cannot be read', async () => {
    const reason = text('读不了', 'cannot be read');
    const { trail } = trailOf({ steps: new Failure(reason) });
    await trail.read();
    expect(trail.failure).toEqual(reason);
  });
});

describe('making a file', () => {
  test('that is stopped leaves no failure behind', async () => {
    let reject: (reason: unknown) => void = () => undefined;
    const asker = {
      ask: () => new Promise((_, no) => (reject = no)),
      end: (reason: unknown) => reject(reason),
    } as unknown as Asker;
    const exporting = new Exporting(() => asker);
    const file = exporting.make('packFile', {
      source: { kind: 'own', id: 'own-1' },
      history: true,
      scenarios: true,
    });
    expect(exporting.running).toBe(true);
    exporting.stop();
    expect(await file).toBeNull();
    expect([exporting.running, exporting.failure]).toEqual([false, null]);
    expect(new Stale()).toBeInstanceOf(Error);
  });
});

describe('words', () => {
  test('a moment is told in the time of China, day first', () => {
    // 20:30 in UTC is half past four of the next morning there.
    expect(momentOf('2026-04-30T20:30:00Z', 'zh-CN')).toBe('2026-05-01 04:30');
    expect(momentOf('2026-04-30T20:30:00Z', 'en')).toBe('2026-05-01 04:30');
  });

  test('counts leave out what there is none of', () => {
    expect(countsText({ new: 2, gone: 0, moved: 0, changed: 1200 })).toEqual(
      text('新增 2 · 修改 1,200', '2 new · 1,200 changed'),
    );
  });

  test('a short way has a decimal, a long one has none', () => {
    expect([metresText(0.43), metresText(451.2), metresText(12_345)]).toEqual([
      '0.4',
      '451',
      '12,345',
    ]);
  });
});
