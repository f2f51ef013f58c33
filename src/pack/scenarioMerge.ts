import { newId } from '../domain/newId';
import type { Scenario } from '../domain/scenario';
import { isSame } from './historyRecords';

/** Scenarios of one tab and those that the browser keeps, put together. */
export interface MergedScenarios {
  list: Scenario[];
  /** Scenarios that both changed: number → the one that this tab's version has become. */
  forked: ReadonlyMap<string, Scenario>;
}

/** What a version is called that was made beside another one of the same scenario. */
/** No half of a character that takes two places is left at the end. */
const forkedName = (name: string) => `${name.slice(0, 90).replace(/\p{Surrogate}$/u, '')} (2)`;

/**
 * Puts the scenarios of a tab together with those that another tab has kept meanwhile, so that neither loses what it did:
 * what one of them changed, made or removed counts; a scenario that both changed stays twice, the other tab's under its
 * number and this one's under a new one; one that was removed here and changed there stays.
 * @param base what this tab last read or kept
 * @param ours its scenarios now
 * @param theirs what the browser keeps
 */
export function mergeScenarios(
  base: readonly Scenario[],
  ours: readonly Scenario[],
  theirs: readonly Scenario[],
): MergedScenarios {
  const [was, is, other] = [base, ours, theirs].map(
    (list) => new Map(list.map((scenario) => [scenario.id, scenario])),
  ) as [Map<string, Scenario>, Map<string, Scenario>, Map<string, Scenario>];
  const forked = new Map<string, Scenario>();
  const list = ours.flatMap((scenario): Scenario[] => {
    const [before, there] = [was.get(scenario.id), other.get(scenario.id)];
    const unchanged = isSame(scenario, before);
    if (!there) return unchanged ? [] : [scenario];
    if (unchanged) return [there];
    if (isSame(there, before) || isSame(there, scenario)) return [scenario];
    const fork = { ...scenario, id: newId(8), name: forkedName(scenario.name) };
    forked.set(scenario.id, fork);
    return [there, fork];
  });
  const fromThere = theirs.filter(
    (scenario) => !is.has(scenario.id) && !isSame(scenario, was.get(scenario.id)),
  );
  return { list: [...list, ...fromThere], forked };
}

/**
 * A list of the past, or one that was changed while the merged one was being kept, with what came from the other tab.
 * What that tab changed stays as it has it: going back a step undoes what was done here.
 * @param kept the list that was merged
 */
export function withOthers(
  list: readonly Scenario[],
  kept: readonly Scenario[],
  merged: MergedScenarios,
): Scenario[] {
  const before = new Map(kept.map((scenario) => [scenario.id, scenario]));
  const there = new Map(merged.list.map((scenario) => [scenario.id, scenario]));
  const taken = list.flatMap((scenario): Scenario[] => {
    const fork = merged.forked.get(scenario.id);
    const now = there.get(scenario.id);
    // What was done here goes on in this tab's version; the other's stands beside it.
    if (fork) return [...(now ? [now] : []), { ...scenario, id: fork.id, name: fork.name }];
    if (!before.has(scenario.id)) return [scenario];
    if (!now) return isSame(scenario, before.get(scenario.id)) ? [] : [scenario];
    return [isSame(now, before.get(scenario.id)) ? scenario : now];
  });
  const forks = new Set([...merged.forked.values()].map(({ id }) => id));
  const had = new Set(taken.map(({ id }) => id));
  const isTheirs = (scenario: Scenario) =>
    !forks.has(scenario.id) && !isSame(scenario, before.get(scenario.id));
  return [...taken, ...merged.list.filter((each) => !had.has(each.id) && isTheirs(each))];
}
