import { reasonOf } from '../domain/failure';
import type { Locale, Text } from '../domain/text';
import { Stale } from '../worker/client';
import type { ListedChanges, ListedStep, MadeFile } from '../worker/editProtocol';
import type { Editing } from './editing.svelte';

/** From where on changes are asked for: a day, or a step of the list. */
type From = { day: string } | { step: string };

/** The history of the open pack as a list: read when it is shown, and again after each step. */
export class TrailList {
  steps = $state.raw<readonly ListedStep[] | null>(null);
  /** Records of the steps that are unfolded, by step. */
  unfolded = $state.raw<Readonly<Record<string, ListedChanges | null>>>({});
  from = $state.raw<From | null>(null);
  since = $state.raw<ListedChanges | null>(null);
  failure = $state.raw<Text | null>(null);
  #reading = 0;

  constructor(private readonly editing: Pick<Editing, 'ask' | 'pack'>) {}

  async read() {
    const { pack } = this.editing;
    if (pack === null) return;
    const reading = ++this.#reading;
    await this.#during(async () => {
      const steps = await this.editing.ask('steps', { pack });
      if (reading !== this.#reading) return;
      this.steps = steps;
      this.unfolded = {};
      if (this.from) await this.compare(this.from);
    });
  }

  /** Unfolds a step, or folds it. */
  async toggle(step: string) {
    const { pack } = this.editing;
    if (pack === null) return;
    if (step in this.unfolded) {
      const left = { ...this.unfolded };
      delete left[step];
      this.unfolded = left;
      return;
    }
    this.unfolded = { ...this.unfolded, [step]: null };
    await this.#during(async () => {
      const changes = await this.editing.ask('stepChanges', { pack, step });
      if (step in this.unfolded) this.unfolded = { ...this.unfolded, [step]: changes };
    });
  }

  /** What has changed in all since a day or a step; `null` shows the steps again. */
  async compare(from: From | null) {
    const { pack } = this.editing;
    this.from = from;
    this.since = null;
    if (!from || pack === null) return;
    await this.#during(async () => {
      const since = await this.editing.ask('changesSince', { pack, since: from });
      if (this.from === from) this.since = since;
    });
  }

  /** The history as a file; nothing when it could not be made. */
  async file(as: 'xlsx' | 'csv' | 'json', revealed: boolean, locale: Locale) {
    const { pack } = this.editing;
    let file: MadeFile | null = null;
    if (pack === null) return file;
    await this.#during(async () => {
      file = await this.editing.ask('historyFile', { pack, as, revealed, locale });
    });
    return file;
  }

  async #during(work: () => Promise<void>) {
    this.failure = null;
    try {
      await work();
    } catch (error) {
      if (!(error instanceof Stale)) this.failure = reasonOf(error);
    }
  }
}
