import { describe, expect, test, vi } from 'vitest';
import { registerIds, registers } from '../../src/domain/registers';
import { Failure } from '../../src/domain/failure';
import { text } from '../../src/domain/text';
import type { Draft } from '../../src/pack/store';
import { Editing } from '../../src/state/editing.svelte';
import type { Asker, Page } from '../../src/state/editPage';
import { Unfinished, type Drafts } from '../../src/state/unfinished.svelte';
import {
  accepts,
  blankValues,
  formFields,
  isFormDraft,
  RecordForm,
} from '../../src/state/recordForm.svelte';
import { refusalsOf } from '../../src/worker/editing';
import { listed, readNumber } from '../../src/ui/edit/written';
import { box, shelterAt } from '../fixtures/pack';

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

describe('a form', () => {
  test('of a new record is accepted by every register once it has a name and a place', () => {
    for (const register of registerIds) {
      const values = { ...blankValues(register, 'x-1'), name: '新的' };
      const geometry =
        registers[register].geometry === 'area'
          ? box(105, 29, 105.1, 29.1)
          : { type: 'Point' as const, coordinates: [105, 29] };
      expect(
        refusalsOf(register, { type: 'Feature', geometry, properties: values }),
        register,
      ).toEqual([]);
    }
  });

  test('holds every field but the marks that nobody sets by hand', () => {
    const keys = formFields('shelters').map(([key]) => key);
    expect(keys).toContain('capacityPeople');
    expect(keys).not.toContain('synthetic');
    expect(keys).not.toContain('assumed');
  });

  test('knows where a register takes the unknown, and numbers for options', () => {
    expect(accepts('shelters', 'capacityPeople', null)).toBe(true);
    expect(accepts('shelters', 'name', null)).toBe(false);
    expect(accepts('hazchem', 'majorHazardGrade', '3')).toBe(false);
    expect(accepts('hazchem', 'majorHazardGrade', 3)).toBe(true);
  });

  test('takes a value that a person gives off the list of assumed ones, and the mark of sample data stays', () => {
    const form = RecordForm.of('shelters', stored);
    form.set('capacityPeople', 250);
    expect(form.after?.properties).toMatchObject({
      capacityPeople: 250,
      assumed: ['level'],
      synthetic: stored.properties.synthetic,
    });
    expect([form.isChanged('capacityPeople'), form.isChanged('name')]).toEqual([true, false]);
  });

  test('keeps the value before when what was typed is none, and cannot be saved meanwhile', () => {
    const form = RecordForm.of('shelters', stored);
    form.refuse('capacityPeople', text('“12x”不是数字', '“12x” is no number'));
    expect(form.values.capacityPeople).toBe(100);
    expect(form.wrong.map(({ field }) => field)).toEqual(['capacityPeople']);
    form.set('capacityPeople', 12);
    expect(form.wrong).toEqual([]);
  });

  test('has no record while it has no place', () => {
    const form = RecordForm.blank('shelters', 'b');
    expect(form.after).toBeNull();
    expect(form.wrong).toEqual([
      { field: null, reason: text('还没有位置', 'There is no place yet') },
    ]);
    form.place([105.12345678, 29.00000049]);
    expect(form.after?.geometry).toEqual({ type: 'Point', coordinates: [105.123457, 29] });
  });

  test('is told from anything else that may lie in the storage', () => {
    expect(isFormDraft(RecordForm.of('shelters', stored).draft)).toBe(true);
    expect(isFormDraft({ register: 'lakes', before: null, values: {} })).toBe(false);
    expect(isFormDraft('shelters')).toBe(false);
  });
});

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
    expect([editing.past, editing.future.map(({ step }) => step)]).toEqual([[], ['back again']]);
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
});

describe('what is typed', () => {
  test.each([
    ['1,200', { value: 1200 }],
    ['１２００', { value: 1200 }],
    ['  ', { value: null }],
    ['5OO', { reason: text('“5OO”不是数字', '“5OO” is no number') }],
    ['1.5', { reason: text('“1.5”不是整数', '“1.5” is no whole number') }],
    [
      '-3',
      {
        reason: text('“-3”不在范围内，请填 0 至 10,000', '“-3” is out of range; enter 0 to 10,000'),
      },
    ],
  ])('%j as a whole number', (written, expected) => {
    expect(readNumber(written, { kind: 'integer', min: 0, max: 10_000 })).toEqual(expected);
  });

  test('a list is parted by Chinese and Western commas', () => {
    expect(listed('供水、厕所, 供电；')).toEqual(['供水', '厕所', '供电']);
    expect(listed(' ')).toBeNull();
  });
});
