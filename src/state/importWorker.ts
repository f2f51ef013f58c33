import { Door, Stale } from '../worker/client';
import type { Text } from '../domain/text';
import type { ImportQuestions } from '../worker/importProtocol';
import type { Questions } from '../worker/protocol';

type Ask = Pick<Door, 'ask' | 'end'>;
export type MakeDoor = () => Ask;
type OnProgress = (done: number, total: number, what: Text) => void;
type ImportQuestion = keyof ImportQuestions;

/** A file as the worker is to have it open. */
export interface ToOpen {
  number: number;
  /** How it was read last; `null` while it never was. */
  reading: ImportQuestions['inspect']['ask'] | null;
}

/** The files as the worker is to have them open. */
export const toOpen = (files: readonly { toOpen: ToOpen }[]): ToOpen[] =>
  files.map((file) => file.toOpen);

interface Call {
  /** Numbers of the files that it is about; those that a file is only held against are none. */
  about: readonly number[];
  /** Whether it changes what the browser keeps: asked twice it might be done twice. */
  keeps: boolean;
  isStopped: boolean;
}

/**
 * The worker of an import. A reader that is at work hears nothing, so stopping it ends the worker: what else was asked is
 * asked again in a new one, and files that were read before are read again when they are next asked something.
 */
export class ImportWorker {
  #door: Ask;
  #open = new Map<number, Promise<unknown>>();
  #calls = new Set<Call>();
  #isEnded = false;

  constructor(private readonly make: MakeDoor = () => new Door()) {
    this.#door = make();
  }

  /**
   * Asks something of some files.
   * @throws Stale when the question was stopped or the import has ended
   */
  async ask<Q extends ImportQuestion>(
    files: readonly ToOpen[],
    question: Q,
    ask: Questions[Q]['ask'],
    progress?: OnProgress,
  ): Promise<Questions[Q]['answer']> {
    const keeps = question === 'keep' || question === 'keepPack';
    const about = 'part' in ask ? [ask.part.file] : files.map(({ number }) => number);
    const call: Call = { about, keeps, isStopped: false };
    this.#calls.add(call);
    try {
      for (;;) {
        const door = this.#door;
        try {
          return await this.#askOnce(door, files, question, ask, progress);
        } catch (error) {
          const isRestarted = door !== this.#door && error instanceof Stale;
          if (!isRestarted || keeps || call.isStopped || this.#isEnded) throw error;
        }
      }
    } finally {
      this.#calls.delete(call);
    }
  }

  /** Stops what is asked of a file, or everything where none is named; while an import is being kept, only that as a whole. */
  stop(file: number | null) {
    const calls = [...this.#calls];
    // A file that nothing is asked of yet is no reason to begin again with the others.
    if (file !== null && !calls.some(({ about }) => about.includes(file))) return;
    if (file !== null && calls.some(({ keeps }) => keeps)) return;
    for (const call of calls) if (file === null || call.about.includes(file)) call.isStopped = true;
    const door = this.#door;
    this.#open.clear();
    this.#door = this.make();
    door.end(new Stale());
  }

  /** Frees the memory of a file that nothing is asked of. */
  letGo(file: number) {
    // A worker that has ended meanwhile has no memory to free.
    if (this.#open.delete(file)) this.#door.ask('letGo', { file }).catch(() => undefined);
  }

  end() {
    this.#isEnded = true;
    this.#door.end(new Stale());
  }

  async #askOnce<Q extends ImportQuestion>(
    door: Ask,
    files: readonly ToOpen[],
    question: Q,
    ask: Questions[Q]['ask'],
    progress?: OnProgress,
  ): Promise<Questions[Q]['answer']> {
    if (question !== 'inspect') for (const file of files) await this.#reopen(door, file, progress);
    // Stopped while the files were being read again.
    if (door !== this.#door) throw new Stale();
    const answer = door.ask(question, ask, progress);
    if (question !== 'inspect') return answer;
    const found = await answer;
    if (door === this.#door) for (const { number } of files) this.#open.set(number, answer);
    return found;
  }

  async #reopen(door: Ask, { number, reading }: ToOpen, progress?: OnProgress) {
    if (door !== this.#door) throw new Stale();
    const open = this.#open.get(number);
    if (open || !reading) return open;
    const opening = door.ask('inspect', reading, progress);
    this.#open.set(number, opening);
    // What failed is asked again.
    opening.catch(() => {
      if (this.#open.get(number) === opening) this.#open.delete(number);
    });
    return opening;
  }
}
