import type { Progress } from '../analysis/define';
import type { Locale } from '../domain/text';
import { widthOf } from './print';

/** Least time between two lines, milliseconds. */
const between = 100;

/** Where progress is told: a terminal, whose line can be rewritten. */
interface Terminal {
  isTTY?: boolean;
  columns?: number;
  write(words: string): unknown;
}

/**
 * Tells how far a job has come, on one line that is rewritten; nothing where the output goes to a file or a pipe.
 * `end` clears the line.
 */
export function progressOn(
  terminal: Terminal,
  locale: Locale,
): { progress: Progress; end: () => void } {
  let last = -Infinity;
  let isShown = false;
  const progress: Progress = (done, total, what) => {
    const now = performance.now();
    if (!terminal.isTTY || now - last < between) return;
    last = now;
    isShown = true;
    const count = (value: number) => Math.round(value).toLocaleString('en-US');
    const line = `${what[locale]} ${count(done)} / ${count(total)}`;
    // A line that wraps could not be rewritten.
    if (widthOf(line) < (terminal.columns ?? 80)) terminal.write(`\r\u001b[K${line}`);
  };
  return {
    progress,
    end: () => {
      if (isShown) terminal.write('\r\u001b[K');
    },
  };
}
