import type { ReadProgress } from '../formats/format';

/** Least time between two messages of one kind of work, milliseconds: nobody reads more than ten a second. */
const pauseMilliseconds = 100;

/**
 * Progress at a pace that a page can follow. The beginning and the end of each kind of work are always told, what lies
 * between ten times a second at most.
 * @param now milliseconds, as a clock that only goes forward
 */
export function paced(
  tell: ReadProgress,
  now: () => number = () => performance.now(),
): ReadProgress {
  let last = { at: -Infinity, done: -1, total: -1, what: '' };
  return (done, total, what) => {
    const at = now();
    const isSameWork = what.en === last.what && total === last.total && done >= last.done;
    const isEnd = total > 0 && done >= total && done !== last.done;
    if (isSameWork && !isEnd && at - last.at < pauseMilliseconds) return;
    last = { at, done, total, what: what.en };
    tell(done, total, what);
  };
}
