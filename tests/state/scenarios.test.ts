import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { Failure } from '../../src/domain/failure';
import type { Edit, Scenario } from '../../src/domain/scenario';
import { text } from '../../src/domain/text';
import { mergeScenarios } from '../../src/pack/scenarioMerge';
import { readScenarios, saveScenarios } from '../../src/pack/store';
import { keepScenarios, scenarioFromLink } from '../../src/state/scenarioFiles';
import { Scenarios } from '../../src/state/scenarios.svelte';

vi.mock('../../src/pack/store', () => ({ readScenarios: vi.fn(), saveScenarios: vi.fn() }));

const read = vi.mocked(readScenarios);
const save = vi.mocked(saveScenarios);
beforeEach(() => {
  vi.clearAllMocks();
  read.mockResolvedValue([]);
  save.mockImplementation((_, list) =>
    Promise.resolve({ list: [...list], forked: new Map<string, Scenario>() }),
  );
});
// What a test keeps is kept before the next one begins: the store loads when it is first needed.
afterEach(() => vi.dynamicImportSettled());

const move = (id: string, longitude = 106): Edit => ({ kind: 'move', id, longitude, latitude: 29 });
const close = (id: string): Edit => ({ kind: 'status', id, status: 'closed' });

async function opened(pack = 'dazu', words: string | null = null) {
  const scenarios = new Scenarios();
  await scenarios.open(pack, words);
  return scenarios;
}

describe('the history', () => {
  test('goes back over every change and forward again, to the last value', async () => {
    const scenarios = await opened();
    scenarios.edit(move('a'), 'Plan 1');
    scenarios.edit(close('b'), 'Plan 1');
    scenarios.rename(scenarios.activeId!, 'Night');
    scenarios.remove(scenarios.activeId!);
    expect([scenarios.list.length, scenarios.active]).toEqual([0, null]);
    const seen: unknown[] = [];
    while (scenarios.canUndo) {
      scenarios.undo();
      seen.push(scenarios.active && [scenarios.active.name, scenarios.edits.length]);
    }
    expect(seen).toEqual([['Night', 2], ['Plan 1', 2], ['Plan 1', 1], null]);
    while (scenarios.canRedo) scenarios.redo();
    expect(scenarios.list).toEqual([]);
  });

  test('forgets what was undone once something else is done', async () => {
    const scenarios = await opened();
    scenarios.edit(move('a'), 'Plan 1');
    scenarios.edit(close('b'), 'Plan 1');
    scenarios.undo();
    scenarios.edit(close('c'), 'Plan 1');
    expect(scenarios.canRedo).toBe(false);
    expect(scenarios.edits).toEqual([move('a'), close('c')]);
  });

  test('has no step for looking at another scenario', async () => {
    const scenarios = await opened();
    scenarios.create('A', [move('a')]);
    scenarios.create('B');
    scenarios.choose(scenarios.list[0]!.id);
    scenarios.undo();
    expect(scenarios.list.map(({ name }) => name)).toEqual(['A']);
  });
});

describe('what the browser keeps', () => {
  test('is the last change, under the pack it was made on', async () => {
    const scenarios = await opened('wangcang');
    scenarios.edit(move('a'), 'Plan 1');
    scenarios.edit(close('b'), 'Plan 1');
    // Scenarios of the tests before may still be saving theirs, under another pack.
    const kept = () => save.mock.calls.filter(([pack]) => pack === 'wangcang');
    await vi.waitFor(() => expect(kept()).toHaveLength(2));
    expect(kept().at(-1)?.[1][0]?.edits).toEqual([move('a'), close('b')]);
  });

  test('may be full: the change stands, and the person is told', async () => {
    save.mockRejectedValue(new Failure(text('存储空间已满', 'No room left')));
    const scenarios = await opened();
    scenarios.edit(move('a'), 'Plan 1');
    await vi.waitFor(() => expect(scenarios.failure?.en).toBe('No room left'));
    expect(scenarios.edits).toEqual([move('a')]);
  });

  test('is not overwritten when it could not be read', async () => {
    read.mockRejectedValue(new Failure(text('读不到', 'Cannot be read')));
    const scenarios = await opened();
    expect(scenarios.failure?.en).toBe('Cannot be read');
    scenarios.edit(move('a'), 'Plan 1');
    await Promise.resolve();
    expect(save).not.toHaveBeenCalled();
  });

  test('of a pack that was left while it was read does not appear in the next', async () => {
    let give!: (list: Scenario[]) => void;
    read.mockReturnValueOnce(new Promise((resolve) => (give = resolve)));
    const scenarios = new Scenarios();
    const first = scenarios.open('dazu', null);
    await scenarios.open('jiangbei', null);
    give([{ format: 1, id: 'x', name: 'X', pack: 'dazu', edits: [] }]);
    await first;
    expect(scenarios.list).toEqual([]);
  });
});

describe('a link', () => {
  test('brings its scenario once: one with the same edits that is here already is used', async () => {
    const scenarios = await opened();
    scenarios.edit(move('a'), 'Plan 1');
    const words = scenarios.inLink!;
    read.mockResolvedValue([...scenarios.list]);
    const again = await opened('dazu', words);
    expect(again.list.length).toBe(1);
    expect(again.edits).toEqual([move('a')]);
  });

  test('carries no scenario that is too long, and says so', async () => {
    const scenarios = await opened();
    for (let i = 0; i < 60; i++) scenarios.edit(move(`shelter-${i}`), 'Plan 1');
    expect(scenarios.inLink).toBeNull();
    expect(scenarios.isTooLongForLink).toBe(true);
  });

  test('too long for a link stays in force over a reload of the page, in the browser that keeps it', async () => {
    const scenarios = await opened();
    for (let i = 0; i < 60; i++) scenarios.edit(move(`shelter-${i}`), 'Plan 1');
    const words = scenarios.inAddress!;
    expect(words.length).toBeLessThan(40);
    read.mockResolvedValue([...scenarios.list]);
    expect((await opened('dazu', words)).edits).toHaveLength(60);
    read.mockResolvedValue([]);
    expect((await opened('dazu', words)).active).toBeNull();
  });

  test.each(['{', '[]', '{"name":"A","edits":[{"kind":"fly"}]}', '{"name":1,"edits":[]}'])(
    'that is damaged brings none: %s',
    (words) => {
      expect(scenarioFromLink(words, 'dazu')).toBeNull();
    },
  );
});

test('taking out a new shelter takes out nothing else', async () => {
  const scenarios = await opened();
  const add: Edit = {
    kind: 'add',
    id: 'n',
    name: 'N',
    longitude: 106,
    latitude: 29,
    duration: null,
    class51143: null,
    effectiveAreaSquareMetres: null,
    capacityPeople: null,
  };
  for (const edit of [move('a'), add, close('b')]) scenarios.edit(edit, 'Plan 1');
  scenarios.removeEdits([1]);
  expect(scenarios.edits).toEqual([move('a'), close('b')]);
});

test('several edits that do not fit are taken out in one step of the history', async () => {
  const scenarios = await opened();
  for (const id of ['a', 'b', 'c']) scenarios.edit(close(id), 'Plan 1');
  scenarios.removeEdits([0, 2]);
  expect(scenarios.edits).toEqual([close('b')]);
  scenarios.undo();
  expect(scenarios.edits).toHaveLength(3);
});

describe('another tab', () => {
  const other: Scenario = { format: 1, id: 'b'.repeat(16), name: 'Other', pack: 'dazu', edits: [] };

  test('that kept a scenario meanwhile loses none, neither by the next change nor by a step back', async () => {
    const scenarios = await opened();
    // The store gives back what it holds after each save: the other tab's is there from the first on.
    save.mockImplementation((_, ours, base = []) =>
      Promise.resolve(mergeScenarios(base, ours, [...base.filter(isNotOther), other])),
    );
    const isNotOther = ({ id }: Scenario) => id !== other.id;
    scenarios.edit(move('a'), 'Plan 1');
    scenarios.edit(close('b'), 'Plan 1');
    await scenarios.saved();
    expect(scenarios.list.map(({ name }) => name)).toEqual(['Plan 1', 'Other']);
    expect(scenarios.active?.edits).toHaveLength(2);
    scenarios.undo();
    scenarios.undo();
    await scenarios.saved();
    expect(scenarios.list).toEqual([other]);
    expect(save.mock.lastCall?.[1]).toEqual([other]);
  });

  // The sentence named only the first of them, and not always as it is called now.
  test('that changed two scenarios too: the sentence names both, and what they are called now', async () => {
    const names = ['Plan 1', '长'.repeat(95)];
    const base = names.map((name, i): Scenario => ({ ...other, id: `${i}`.repeat(16), name }));
    const ours = base.map((each) => ({ ...each, edits: [move('a')] }));
    const theirs = base.map((each) => ({ ...each, edits: [close('b')] }));
    save.mockImplementation(() => Promise.resolve(mergeScenarios(base, ours, theirs)));
    const { notice } = await keepScenarios('dazu', { list: ours, kept: base });
    const forked = `“Plan 1 (2)”, “${'长'.repeat(90)} (2)”`;
    expect(notice?.en).toBe(
      `Another window changed the scenarios “Plan 1”, “${names[1]}” too: what it made stays, what this window made is kept as ${forked}.`,
    );
    expect(notice?.['zh-CN']).toContain(`这里的另存为“Plan 1 (2)”“${'长'.repeat(90)} (2)”。`);
  });
});
