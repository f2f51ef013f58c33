import { reasonOf } from '../domain/failure';
import type { Text } from '../domain/text';
import { Door, Stale } from '../worker/client';
import type { Questions } from '../worker/protocol';
import type { Asker } from './editPage';
import type { Progressed } from './status';

type Files = 'packFile' | 'layersFile' | 'publicFile';

/** Making a file of a pack, in a worker of its own that can be stopped. */
export class Exporting {
  running = $state(false);
  progress = $state.raw<Progressed | null>(null);
  failure = $state.raw<Text | null>(null);
  #asker: Asker | null = null;

  constructor(private readonly asker: () => Asker = () => new Door()) {}

  /** @returns the answer, or nothing when it was stopped or could not be made */
  async make<Q extends Files>(
    question: Q,
    ask: Questions[Q]['ask'],
  ): Promise<Questions[Q]['answer'] | null> {
    this.stop();
    const asker = (this.#asker = this.asker());
    this.running = true;
    this.failure = this.progress = null;
    try {
      return await asker.ask(question, ask, (done, total, what) => {
        if (this.#asker === asker) this.progress = { done, total, what };
      });
    } catch (error) {
      if (!(error instanceof Stale)) this.failure = reasonOf(error);
      return null;
    } finally {
      asker.end(new Stale());
      if (this.#asker === asker) {
        this.#asker = null;
        this.running = false;
      }
    }
  }

  stop() {
    this.#asker?.end(new Stale());
    this.#asker = null;
    this.running = false;
  }
}
