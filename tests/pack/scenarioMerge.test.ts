import { describe, expect, test } from 'vitest';
import type { Scenario } from '../../src/domain/scenario';
import { mergeScenarios, withOthers } from '../../src/pack/scenarioMerge';

const scenario = (id: string, name = id, closed: readonly string[] = []): Scenario => ({
  ...{ format: 1, id: id.repeat(16).slice(0, 16), name, pack: 'dazu' },
  edits: closed.map((each) => ({ kind: 'status', id: each, status: 'closed' })),
});
const [a, b, c] = [scenario('a'), scenario('b'), scenario('c')];
const words = (list: readonly Scenario[]) =>
  list.map(({ name, edits }) => `${name}:${edits.map((edit) => 'id' in edit && edit.id).join()}`);

describe('two tabs with one list of scenarios', () => {
  test('each makes one: both stay', () => {
    expect(mergeScenarios([a], [a, b], [a, c]).list).toEqual([a, b, c]);
  });

  test('each changes another one: both changes stand', () => {
    const [a2, b2] = [scenario('a', 'a', ['x']), scenario('b', 'b', ['y'])];
    const { list, forked } = mergeScenarios([a, b], [a2, b], [a, b2]);
    expect(words(list)).toEqual(['a:x', 'b:y']);
    expect(forked.size).toBe(0);
  });

  test('a long name that is cut ends with a whole character', () => {
    const named = (x: string) => scenario('a', `${'a'.repeat(89)}🌊`, [x]);
    const { list } = mergeScenarios([named('w')], [named('x')], [named('y')]);
    expect(list[1]!.name).toBe(`${'a'.repeat(89)} (2)`);
  });

  test('both change the same one: the other keeps its number, this one stands beside it', () => {
    const [ours, theirs] = [scenario('a', 'a', ['x']), scenario('a', 'a', ['y'])];
    const { list, forked } = mergeScenarios([a], [ours], [theirs]);
    expect(words(list)).toEqual(['a:y', 'a (2):x']);
    expect(list[0]!.id).toBe(a.id);
    expect(forked.get(a.id)).toBe(list[1]);
    // From here on neither is in the other's way.
    const more = { ...list[1]!, edits: [] };
    expect(words(mergeScenarios(list, [list[0]!, more], list).list)).toEqual(['a:y', 'a (2):']);
  });

  test('removed there and as it was here, it is gone; changed here, it stays; removed here and changed there too', () => {
    const changed = scenario('a', 'a', ['x']);
    expect(mergeScenarios([a, b], [a, b], [b]).list).toEqual([b]);
    expect(mergeScenarios([a, b], [changed, b], [b]).list).toEqual([changed, b]);
    expect(mergeScenarios([a, b], [b], [changed, b]).list).toEqual([b, changed]);
    expect(mergeScenarios([a, b], [b], [a, b]).list).toEqual([b]);
  });

  test('a step back undoes what was done here and takes nothing of the other tab away', () => {
    const [a2, b2] = [scenario('a', 'a', ['x']), scenario('b', 'b', ['y'])];
    const ours = [a2, b];
    const merged = mergeScenarios([a, b], ours, [a, b2, c]);
    expect(withOthers([a, b], ours, merged)).toEqual([a, b2, c]);
    expect(withOthers([], ours, merged)).toEqual([b2, c]);
  });

  test('what was changed while it was being kept goes on in this tab’s version', () => {
    const [ours, theirs] = [scenario('a', 'a', ['x']), scenario('a', 'a', ['y'])];
    const merged = mergeScenarios([a], [ours], [theirs]);
    const later = scenario('a', 'a', ['x', 'z']);
    expect(words(withOthers([later], [ours], merged))).toEqual(['a:y', 'a (2):x,z']);
  });
});
