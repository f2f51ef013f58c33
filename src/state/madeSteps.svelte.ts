import type { MadeStep } from '../worker/editProtocol';

/** The steps that were made since the pack was opened, to be taken back and made again. */
export class MadeSteps {
  /** What can be taken back, the last one last. */
  past = $state.raw<readonly MadeStep[]>([]);
  future = $state.raw<readonly MadeStep[]>([]);
  /** The step that was made last, until its words are closed. */
  last = $state.raw<MadeStep | null>(null);
  /** Counts the steps, so that lists of the history follow. */
  turn = $state(0);

  /** A step was made, by hand or as the way back from any other. */
  made(step: MadeStep) {
    this.past = [...this.past, step];
    this.future = [];
    this.#told(step);
  }

  /** The last step was taken back, which `restore` did. */
  undone(restore: MadeStep) {
    this.past = this.past.slice(0, -1);
    this.future = [...this.future, restore];
    this.#told(restore);
  }

  /** What was taken back last was made again. */
  redone(restore: MadeStep) {
    this.future = this.future.slice(0, -1);
    this.past = [...this.past, restore];
    this.#told(restore);
  }

  #told(step: MadeStep) {
    this.last = step;
    this.turn++;
  }

  clear() {
    this.past = this.future = [];
    this.last = null;
  }
}
