import type { RegisterId } from '../domain/registers';
import type { Entry as Stored } from '../pack/historyRecords';
import type { Examined } from '../worker/editProtocol';
import { now } from './now';
import type { RecordForm } from './recordForm.svelte';

/** A person who types is not interrupted by checks and copies of every letter. */
const pauseMilliseconds = 350;

/** What looks after a form asks of where the form lies. */
export interface Desk {
  /** The form, and the own pack that it belongs to; `null` when there is none. */
  open(): { pack: string; form: RecordForm } | null;
  examine(ask: {
    pack: string;
    register: RegisterId;
    before: Stored | null;
    after: Stored;
    today: string;
  }): Promise<Examined>;
  keep(pack: string, form: RecordForm): Promise<void>;
  tell(error: unknown): void;
}

/** Checks a form and keeps it, a moment after each change. */
export class FormCare {
  #pause: ReturnType<typeof setTimeout> | undefined;
  #checks = 0;

  constructor(private readonly desk: Desk) {}

  /** What the form holds has changed: it is checked and kept after a pause. */
  touch() {
    clearTimeout(this.#pause);
    this.#pause = setTimeout(() => void this.settle(), pauseMilliseconds);
  }

  /** Checks and keeps the form now: the page is being left, or hidden. */
  async settle() {
    clearTimeout(this.#pause);
    const open = this.desk.open();
    if (open) await Promise.all([this.examine(), this.desk.keep(open.pack, open.form)]);
  }

  /** Checks the form; the answer to an earlier question than the last one is dropped. */
  async examine() {
    const open = this.desk.open();
    if (!open?.form.after) return;
    const { pack, form } = open;
    const { register, before, after } = open.form;
    const check = ++this.#checks;
    try {
      const today = now().slice(0, 10);
      const examined = await this.desk.examine({ pack, register, before, after: after, today });
      if (check === this.#checks) form.examined = examined;
    } catch (error) {
      this.desk.tell(error);
    }
  }

  /** Leaves off; what was asked is not answered any more. */
  stop() {
    clearTimeout(this.#pause);
    this.#checks++;
  }
}
