import { reasonOf } from '../domain/failure';
import type { Edit } from '../domain/scenario';
import type { Text } from '../domain/text';
import type { Fault } from '../pack/scenario';
import { Stale, type Engine } from '../worker/client';

/** Which edits of a scenario do not fit the open pack, as the worker says. */
export class Faults {
  #checked = $state.raw<{ edits: readonly Edit[]; faults: readonly Fault[] } | null>(null);

  /** @param fail hears why nobody could say */
  constructor(
    private readonly engine: Engine,
    private readonly fail: (reason: Text) => void,
  ) {}

  /** What is known of a list of edits; nothing until {@link check} has been answered for it. */
  of(edits: readonly Edit[]): readonly Fault[] {
    return this.#checked?.edits === edits ? this.#checked.faults : [];
  }

  /** Asks about the edits that are in force; an answer to a list that no longer is does no harm. */
  async check(edits: readonly Edit[]) {
    const faults = edits.length ? await this.ask(edits) : [];
    if (faults) this.#checked = { edits, faults };
  }

  /** Asks about edits that are not in force yet; `null` when nobody can say. */
  async ask(edits: readonly Edit[]): Promise<readonly Fault[] | null> {
    try {
      return await this.engine.faults(edits);
    } catch (error) {
      // Another pack is open by now.
      if (!(error instanceof Stale)) this.fail(reasonOf(error));
      return null;
    }
  }
}
