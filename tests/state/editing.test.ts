import { describe, expect, test, vi } from 'vitest';
import { Failure } from '../../src/domain/failure';
import { text } from '../../src/domain/text';
import type { Draft } from '../../src/pack/store';
import { Editing } from '../../src/state/editing.svelte';
import type { Asker, Page } from '../../src/state/editPage';
import { RecordForm } from '../../src/state/recordForm.svelte';
import { Unfinished, type Drafts } from '../../src/state/unfinished.svelte';
import { shelterAt } from '../fixtures/pack';

const shelter = shelterAt(105.7, 29.7, {
  id: 'a',
  name: '龙水镇小学',
  capacityPeople: 100,
  assumed: ['capacityPeople', 'level'],
});
const stored = { ...shelter, properties: { ...shelter.properties } };
const ownPack = {
  id: 'own-1',
  own: true,
  name: text('', ''),
  fullName: text('', ''),
  adcode: null,
};

function workshop(answers: Record<string, (ask: never) => unknown>) {
  const kept = new Map<string, Draft>();
  const drafts: Drafts = {
    save: (pack, draft) => Promise.resolve(void kept.set(pack, draft)),
    read: (pack) => Promise.resolve(kept.get(pack) ?? null),
    delete: (pack) => Promise.resolve(void kept.delete(pack)),
  };
  const page = {
    listed: ownPack,
    notice: null,
    reopen: vi.fn(() => Promise.resolve()),
    openCopy: vi.fn(() => Promise.resolve()),
    show: vi.fn(),
  } satisfies Page;
  const asked: [string, unknown][] = [];
  const asker = {
    // An async function, so that what an answer throws is a rejection.
    ask: async (question: string, ask: never) => {
      asked.push([question, ask]);
      return Promise.resolve(answers[question]?.(ask));
    },
    end: () => undefined,
  } as unknown as Asker;
  return {
    editing: new Editing(page, () => asker, new Unfinished(drafts)),
    page,
    asked,
    kept,
    drafts,
  };
}
const sound = { examine: () => ({ wrong: [], findings: [] }), record: () => stored };
const made = (step: string) => ({ step, title: text(step, step) });

describe('editing', () => {
  test('makes one step with the record before and after, and the page follows', async () => {
    const { editing, page, asked } = workshop({ ...sound, amend: () => made('s1') });
    await editing.edit({ register: 'shelters', id: 'a' });
    editing.form!.set('capacityPeople', 250);
    await editing.save();
    const [, ask] = asked.find(([question]) => question === 'amend')!;
    expect(ask).toMatchObject({
      pack: 'own-1',
      register: 'shelters',
      before: { properties: { capacityPeople: 100 } },
      after: { properties: { capacityPeople: 250 } },
    });
    expect(page.reopen).toHaveBeenCalledWith({ register: 'shelters', id: 'a' });
    expect(editing.form).toBeNull();
  });

  test('tells of a step when the page shows it, not before: a click meanwhile would be undone by the page', async () => {
    const { editing, page } = workshop({ ...sound, amend: () => made('s1') });
    const told: unknown[] = [];
    page.reopen.mockImplementation(() => Promise.resolve(void told.push(editing.steps.last)));
    await editing.edit({ register: 'shelters', id: 'a' });
    editing.form!.set('capacityPeople', 250);
    await editing.save();
    expect([told, editing.steps.last?.step]).toEqual([[null], 's1']);
  });

  test('does not save what the register refuses', async () => {
    const wrong = [{ field: 'name', reason: text('必填', 'Required') }];
    const { editing, asked } = workshop({ ...sound, examine: () => ({ wrong, findings: [] }) });
    await editing.edit({ register: 'shelters', id: 'a' });
    editing.form!.set('name', '');
    await editing.save();
    expect(asked.some(([question]) => question === 'amend')).toBe(false);
    expect(editing.form?.wrong).toEqual(wrong);
  });

  test('tells of a full disk and keeps the form', async () => {
    const full = text('存储空间已满', 'no room left');
    const { editing, page } = workshop({
      ...sound,
      amend: () => {
        throw new Failure(full);
      },
    });
    await editing.edit({ register: 'shelters', id: 'a' });
    editing.form!.set('capacityPeople', 250);
    await editing.save();
    expect(editing.failure).toEqual(full);
    expect(editing.form?.values.capacityPeople).toBe(250);
    expect(page.reopen).not.toHaveBeenCalled();
  });

  test('undo takes the last step back, redo takes that back', async () => {
    const steps = ['back', 'again', 'back again'].map(made);
    const { editing, asked } = workshop({
      ...sound,
      amend: () => made('s1'),
      stepBack: () => steps.shift(),
    });
    await editing.edit({ register: 'shelters', id: 'a' });
    editing.form!.set('capacityPeople', 250);
    await editing.save();
    await editing.undo();
    await editing.redo();
    await editing.undo();
    const back = asked.filter(([question]) => question === 'stepBack');
    expect(back.map(([, ask]) => (ask as { step: string }).step)).toEqual(['s1', 'back', 'again']);
    expect([editing.steps.past, editing.steps.future.map(({ step }) => step)]).toEqual([
      [],
      ['back again'],
    ]);
  });

  test('keeps an unfinished form and offers it when the pack is opened again', async () => {
    vi.useFakeTimers();
    const { editing, kept } = workshop(sound);
    await editing.edit({ register: 'shelters', id: 'a' });
    editing.form!.set('capacityPeople', 250);
    editing.touch();
    await vi.advanceTimersByTimeAsync(1000);
    vi.useRealTimers();
    expect(kept.get('own-1')?.kind).toBe('edit');
    // The tab is killed; the next one opens the pack.
    editing.close();
    await editing.open();
    expect(editing.form).toBeNull();
    editing.resume();
    expect(editing.form!.values.capacityPeople).toBe(250);
    await editing.cancel();
    expect(kept.size).toBe(0);
  });

  test('says so when the unfinished form cannot be kept', async () => {
    vi.useFakeTimers();
    const { editing, drafts } = workshop(sound);
    const full = text('存储空间已满', 'no room left');
    drafts.save = () => Promise.reject(new Failure(full));
    await editing.edit({ register: 'shelters', id: 'a' });
    editing.form!.set('capacityPeople', 250);
    editing.touch();
    await vi.advanceTimersByTimeAsync(1000);
    vi.useRealTimers();
    expect(editing.unfinished.notKept).toEqual(full);
  });

  test('asks before changes are dropped, and not where there are none', async () => {
    const { editing, kept } = workshop(sound);
    await editing.edit({ register: 'shelters', id: 'a' });
    await editing.leave();
    expect([editing.form, editing.sure]).toEqual([null, null]);
    await editing.edit({ register: 'shelters', id: 'a' });
    editing.form!.set('capacityPeople', 250);
    await editing.leave();
    expect([editing.form?.values.capacityPeople, editing.sure]).toEqual([250, 'leave']);
    await editing.cancel();
    expect([editing.form, editing.sure, kept.size]).toEqual([null, null, 0]);
  });

  test('asks before a record is saved more than 1 km from where it was', async () => {
    const { editing, asked } = workshop({ ...sound, amend: () => made('s1') });
    await editing.edit({ register: 'shelters', id: 'a' });
    editing.form!.place([105.72, 29.7]);
    await editing.save();
    expect([editing.sure, asked.some(([question]) => question === 'amend')]).toEqual([
      'far',
      false,
    ]);
    await editing.save(true);
    expect([editing.form, editing.sure]).toEqual([null, null]);
    expect(asked.filter(([question]) => question === 'amend')).toHaveLength(1);
  });

  test('keeps the corners of an outline that is being drawn, and cannot be saved meanwhile', async () => {
    const { editing, kept } = workshop({ ...sound, freeId: () => 'z-1', amend: () => made('s1') });
    await editing.add('zones');
    editing.form!.sketch = [
      [105, 29],
      [105.01, 29],
    ];
    editing.flush();
    await vi.waitFor(() => expect(kept.size).toBe(1));
    await editing.save();
    expect(editing.form).not.toBeNull();
    editing.close();
    await editing.open();
    editing.resume();
    expect(editing.form?.sketch).toEqual([
      [105, 29],
      [105.01, 29],
    ]);
  });

  test('keeps nothing of a new record that nobody has touched', async () => {
    const { editing, kept } = workshop({ ...sound, freeId: () => 'z-1' });
    await editing.add('zones');
    editing.flush();
    await vi.waitFor(() => expect(editing.unfinished.notKept).toBeNull());
    expect([kept.size, editing.form?.touched]).toEqual([0, false]);
  });

  test('does not write over what another window has not saved, and says so', async () => {
    const { editing, kept, drafts } = workshop(sound);
    const there = new Unfinished(drafts);
    const theirs = RecordForm.of('shelters', stored);
    theirs.set('name', '那边改的');
    await editing.edit({ register: 'shelters', id: 'a' });
    await there.keep('own-1', theirs);
    editing.form!.set('name', '这边改的');
    editing.flush();
    await vi.waitFor(() => expect(editing.unfinished.notKept).not.toBeNull());
    expect(JSON.stringify(kept.get('own-1'))).toContain('那边改的');
    await there.forget('own-1');
    editing.flush();
    await vi.waitFor(() => expect(editing.unfinished.notKept).toBeNull());
    expect(JSON.stringify(kept.get('own-1'))).toContain('这边改的');
  });
});
