import type { Text } from '../domain/text';
import type { Door } from '../worker/client';
import type { Listed } from './packs.svelte';
import type { Selection } from './view.svelte';

/** What editing needs of the page. */
export interface Page {
  listed: Listed | null;
  notice: Text | null;
  reopen(selection: Selection | null): Promise<void>;
  openCopy(id: string, selection: Selection | null): Promise<void>;
  show(selection: Selection | null): void;
}

/** What answers the questions; a worker of its own, so that the map's is free. */
export type Asker = Pick<Door, 'ask' | 'end'>;

/** What a person is asked before it is done: to delete, to drop changes, to put a record far from where it was. */
export type Sure = 'delete' | 'leave' | 'far';
