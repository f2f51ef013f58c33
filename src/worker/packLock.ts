/** The last work on each pack, where the browser has no locks. */
const last = new Map<string, Promise<unknown>>();

/**
 * Does something to an own pack while nothing else does: reading, changing and keeping it must not fall between another's.
 * Without the browser's locks, on a page served over plain http, it waits for the other work of this window only; a step
 * that another window made meanwhile is told when the pack is kept, by its history.
 */
export function alone<Result>(pack: string, work: () => Promise<Result>): Promise<Result> {
  const locks = (globalThis.navigator as Partial<Navigator> | undefined)?.locks;
  if (locks) return locks.request(`pack ${pack}`, work);
  const done = (last.get(pack) ?? Promise.resolve()).then(work, work);
  last.set(pack, done);
  return done;
}
