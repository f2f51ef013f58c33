import { reasonOf } from '../domain/failure';
import { Stale } from '../worker/client';
import type { Opened } from '../worker/protocol';
import type { App } from './app.svelte';
import type { Link } from './link';
import type { Listed } from './packs.svelte';
import { retire } from './retire';
import { mapUrls } from './sources';
import { shownValue, type Status } from './status';
import type { Selection } from './view.svelte';

/** A link to a place without a camera opens close to it. */
const near = ([longitude, latitude]: [number, number]) => ({ longitude, latitude, zoom: 13.5 });

/** The pack that is open or being opened: from the worker to the map. */
export class OpenPack {
  listed = $state.raw<Listed | null>(null);
  status = $state.raw<Status<Opened>>({ kind: 'idle' });
  opened = $derived(shownValue(this.status));
  /** Addresses of its datasets for the map. */
  urls = $state.raw<Record<string, string>>({});

  constructor(private readonly app: App) {}

  /** Opens a pack with what a link asks for; another that is chosen meanwhile wins. */
  async open(listed: Listed, link: Link) {
    const { app } = this;
    this.listed = listed;
    this.status = { kind: 'running', previous: null, progress: null };
    app.leave();
    Object.values(this.urls).forEach(retire);
    this.urls = {};
    try {
      const read = await this.#read(listed);
      if (!read) return;
      this.urls = read.urls;
      await app.whatIf.scenarios.open(listed.id, link.scenario ?? null);
      if (this.listed !== listed) return;
      app.view.camera = link.camera ?? (link.at ? near(link.at) : null);
      this.status = { kind: 'done', value: read.opened };
      app.arrive(link);
    } catch (error) {
      this.#fail(listed, error, null);
    }
  }

  /** Opens a copy that was made of the open pack; the screen stays where it is. */
  async openCopy(id: string, selection: Selection | null) {
    const { packs, view } = this.app;
    await packs.load();
    const listed = packs.find(id);
    const { camera } = view;
    if (!listed) return;
    await this.open(listed, { ...(camera && { camera }), ...(selection && { selection }) });
  }

  /**
   * Reads the open pack anew after its records were changed: map, tables and analyses follow, the screen stays.
   * @param selection the record to be shown then; `null` keeps the one that is, where it still is there
   */
  async reopen(selection: Selection | null) {
    const { listed, opened: previous, app } = this;
    if (!listed || !previous) return;
    this.status = { kind: 'running', previous, progress: null };
    try {
      const read = await this.#read(listed);
      if (!read) return;
      const { urls: former } = this;
      const asksBuffer = app.buffer.answer !== null;
      app.clearAnswers();
      this.urls = read.urls;
      Object.values(former).forEach(retire);
      this.status = { kind: 'done', value: read.opened };
      void app.point.again();
      if (asksBuffer) void app.buffer.ask();
      if (selection) app.view.select(selection);
      else if (!app.selected) app.view.select(null);
    } catch (error) {
      this.#fail(listed, error, previous);
    }
  }

  /** Has the worker begun anew with the open pack: ending a question that takes too long ends the worker. */
  async restart() {
    if (!this.listed) return;
    try {
      await this.app.engine.open(this.app.packs.source(this.listed));
    } catch (error) {
      if (!(error instanceof Stale)) this.app.notice = reasonOf(error);
    }
  }

  /** The pack and its addresses; `null` when another was chosen while they were read. */
  async #read(listed: Listed) {
    const source = this.app.packs.source(listed);
    const opened = await this.app.engine.open(source);
    if (this.listed !== listed) return null;
    const urls = await mapUrls(opened, source);
    if (this.listed === listed) return { opened, urls };
    Object.values(urls).forEach(retire);
    return null;
  }

  #fail(listed: Listed, error: unknown, previous: Opened | null) {
    if (error instanceof Stale || this.listed !== listed) return;
    this.status = { kind: 'failed', reason: reasonOf(error), previous };
  }
}
