import type { Text } from '../domain/text';

/** How far an asynchronous answer is; the last good value stays until the next one is there. */
export type Status<Value> =
  | { kind: 'idle' }
  | { kind: 'running'; previous: Value | null; progress: Progressed | null }
  | { kind: 'done'; value: Value }
  | { kind: 'failed'; reason: Text; previous: Value | null };

export interface Progressed {
  done: number;
  total: number;
  what: Text;
}

/** The value to show: the answer, or the last one while a newer is on its way. */
export function shownValue<Value>(status: Status<Value>): Value | null {
  if (status.kind === 'done') return status.value;
  return status.kind === 'idle' ? null : status.previous;
}
