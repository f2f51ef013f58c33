import { position } from '../../domain/numbers';
import { registers } from '../../domain/registers';
import { text } from '../../domain/text';
import type { parseCoordinate } from '../../formats/coordinates';
import type { Found } from '../../pack/search';
import type { App } from '../../state/app.svelte';
import { Stale } from '../../worker/client';
import type { Go } from '../mapview/target';

/** What a person types to search for, and what it leads to: one coordinate, or records by name. */
export class Finder {
  query = $state('');
  #found = $state.raw<Found[]>([]);
  /** The words that `#found` answers. */
  #searched = $state('');
  #app: App;
  /** Loads apart, long before anybody has typed a coordinate. */
  #parse = $state.raw<typeof parseCoordinate | null>(null);

  constructor(app: App) {
    this.#app = app;
    void import('../../formats/coordinates').then(
      (loaded) => (this.#parse = loaded.parseCoordinate),
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
    return this.#found.map(({ name, register, place }) => ({
      name,
      detail: [app.t(registers[register].title), place].filter(Boolean).join(' · '),
    }));
  });

  /** The words that were searched in vain, `null` when there are choices or no answer yet. */
  missed = $derived.by(() =>
    this.choices.length === 0 && this.#searched === this.query.trim() ? this.#searched : null,
  );

  /** Searches for what is typed; an answer that a newer search overtook is dropped. */
  async look() {
    const asked = this.query.trim();
    if (!asked || this.#place) return;
    try {
      this.#found = await this.#app.engine.search(asked);
      this.#searched = asked;
    } catch (error) {
      if (!(error instanceof Stale)) throw error;
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
