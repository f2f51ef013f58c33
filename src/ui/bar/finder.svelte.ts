import { reasonOf } from '../../domain/failure';
import { position } from '../../domain/numbers';
import { text } from '../../domain/text';
import type { parseCoordinate } from '../../formats/coordinates';
import type { Found } from '../../pack/search';
import type { App } from '../../state/app.svelte';
import { Stale } from '../../worker/client';
import type { Go } from '../mapview/target';
import { layerOf } from '../parts/layerOf';

/** What a person types to search for, and what it leads to: one coordinate, or records by name. */
export class Finder {
  query = $state('');
  #found = $state.raw<Found[]>([]);
  /** The words that `#found` answers. */
  #searched = $state('');
  #app: App;
  /** Loads apart, long before anybody has typed a coordinate. */
  #parse = $state.raw<typeof parseCoordinate | null>(null);
  /** The newest search. */
  #looking: Promise<void> = Promise.resolve();

  constructor(app: App) {
    this.#app = app;
    this.#looking = import('../../formats/coordinates').then(
      (loaded) => void (this.#parse = loaded.parseCoordinate),
      (error: unknown) => void (app.notice = reasonOf(error)),
    );
  }

  #place = $derived.by(() => {
    const read = this.#parse?.(this.query);
    return read?.reason === null ? read : null;
  });

  /** The lines of the list: a name, and what or where it is. */
  choices = $derived.by((): { name: string; detail: string }[] => {
    const app = this.#app;
    if (this.#place) {
      const { longitude, latitude } = this.#place;
      const detail = app.t(text('查询此处', 'Ask this place'));
      return [{ name: position(longitude, latitude), detail }];
    }
    return this.#found.map(({ name, register, place }) => {
      const layer = layerOf(register);
      return { name, detail: [layer && app.t(layer.title), place].filter(Boolean).join(' · ') };
    });
  });

  /** The words that were searched in vain, `null` when there are choices or no answer yet. */
  missed = $derived.by(() =>
    this.choices.length === 0 && this.#searched === this.query.trim() ? this.#searched : null,
  );

  /** Searches for what is typed; an answer that a newer search overtook is dropped. */
  look() {
    this.#looking = this.#look(this.#looking);
  }

  /**
   * Waits for the answer to what is typed: until then the list is that of fewer letters, and its first line another.
   * @returns whether nothing else was typed meanwhile
   */
  async answered(): Promise<boolean> {
    const typed = this.query;
    await this.#looking;
    return this.query === typed;
  }

  async #look(before: Promise<void>) {
    if (!this.#parse) await before;
    const asked = this.query.trim();
    if (!asked || this.#place) return;
    try {
      this.#found = await this.#app.engine.search(asked);
      this.#searched = asked;
    } catch (error) {
      if (!(error instanceof Stale)) this.#app.notice = reasonOf(error);
    }
  }

  /** Goes to a choice by its index: asks a coordinate, selects a record. Says whether there is such a choice. */
  choose(index: number, go: Go): boolean {
    const app = this.#app;
    if (this.#place) {
      const { longitude, latitude } = this.#place;
      go(longitude, latitude);
      void app.askPlace([longitude, latitude]);
      return true;
    }
    const hit = this.#found[index];
    if (!hit) return false;
    const entry = app.entries(hit.register).find(({ id }) => id === hit.id);
    if (entry) go(entry.longitude, entry.latitude);
    app.view.select({ register: hit.register, id: hit.id });
    return true;
  }
}
