import { createContext } from 'svelte';
import type { RegisterId } from '../domain/registers';
import type { Text } from '../domain/text';
import { Engine } from '../worker/client';
import type { Entry, Opened } from '../worker/protocol';
import { BufferAsking } from './buffer.svelte';
import { CoverageAsking } from './coverage.svelte';
import type { Editing } from './editing.svelte';
import type { Link } from './link';
import { OpenPack } from './openPack.svelte';
import { Packs, type Listed } from './packs.svelte';
import { Pen } from './pen.svelte';
import { Pictures } from './pictures.svelte';
import { PlaceAsking } from './place.svelte';
import { Preferences } from './preferences.svelte';
import { Results } from './results.svelte';
import { anyServices } from './serviceDoor';
import type { Services } from './services.svelte';
import { startPage } from './startup';
import { panels, View, type Panel, type Selection } from './view.svelte';
import { WhatIf } from './whatIf.svelte';

/** Whether what a link names is a register of the pack. */
const isSelection = (
  named: { register: string; id: string },
  { records }: Opened,
): named is Selection => Object.hasOwn(records, named.register);

/** Everything the page knows, room by room: what the person chose is state, the rest follows from it. */
export class App {
  preferences = new Preferences();
  packs = new Packs();
  view = new View();
  engine = new Engine();
  pack = new OpenPack(this);
  coverage = new CoverageAsking(this.engine, () => this.whatIf.context);
  buffer = new BufferAsking(this.engine, () => this.whatIf.context);
  point = new PlaceAsking(this.engine, this.buffer, () => this.whatIf.context);
  /** The analyses with the general panel. */
  results = new Results(this.engine, (id) =>
    id === 'compare' ? this.whatIf.comparison : this.whatIf.context,
  );
  pictures = new Pictures(
    this.engine,
    () => this.theme,
    (reason) => (this.notice = reason),
  );
  whatIf = new WhatIf(this);
  /** Services of the pack; loaded with the first one. */
  services = $state.raw<Services | null>(null);
  /** Editing of records and the history; loaded with the first own pack. */
  editing = $state.raw<Editing | null>(null);
  /** What a form asks the map to draw. */
  pen = new Pen();
  /** Address of the areas and places that the open form holds. */
  drawnUrl = $state.raw<string | null>(null);
  /** One sentence at the foot of the page, until it is closed. */
  notice = $state.raw<Text | null>(null);

  listed = $derived.by(() => this.pack.listed);
  opening = $derived.by(() => this.pack.status);
  opened = $derived.by(() => this.pack.opened);
  urls = $derived.by(() => this.pack.urls);
  synthetic = $derived.by(() => this.opened?.manifest.synthetic ?? false);
  theme = $derived<'light' | 'dark'>(this.preferences.dark ? 'dark' : 'light');
  selected = $derived.by(() => this.#entry(this.view.selection));
  t = (words: Text) => this.preferences.t(words);

  /** What a link has to carry of the questions that were asked. */
  linkParams = $derived.by(() => ({
    ...(Object.keys(this.coverage.changed).length > 0 && { coverage: this.coverage.changed }),
    ...(this.buffer.shown && { buffer: this.buffer.shown }),
    ...this.results.link,
  }));

  start = (link: Link) => startPage(this, link);
  open = (listed: Listed, link: Link = {}) => this.pack.open(listed, link);
  openCopy = (id: string, selection: Selection | null) => this.pack.openCopy(id, selection);
  reopen = (selection: Selection | null) => this.pack.reopen(selection);

  /** The services of the open pack, ready to be changed. */
  async useServices(): Promise<Services> {
    const { Services } = await import('./services.svelte');
    this.services ??= new Services(this);
    this.services.open();
    return this.services;
  }

  /** Editing of records, ready to be asked. */
  async useEditing(): Promise<Editing> {
    const { Editing } = await import('./editing.svelte');
    return (this.editing ??= new Editing(this));
  }

  /** Shows a record, or none, as a choice on the map does. */
  show(selection: Selection | null) {
    if (selection) this.view.select(selection);
    else {
      this.view.selection = null;
      this.view.open('details');
    }
  }

  /** Asks what threatens a place and what is near. */
  askPlace(place: [number, number]) {
    this.view.asking = false;
    this.view.open('point');
    return this.point.askAt(place);
  }

  /** Ends a live question that takes too long, by ending the standing worker and its memory; what was shown stays. */
  stop(asking: { cancel(): void }) {
    asking.cancel();
    return this.pack.restart();
  }

  /** The records of a register; shelters as the scenario in force has them. */
  entries = (register: RegisterId): readonly Entry[] =>
    register === 'shelters' ? this.whatIf.shelters : (this.opened?.records[register] ?? []);

  #entry(selection: Selection | null): Entry | null {
    if (!selection) return null;
    return this.entries(selection.register).find(({ id }) => id === selection.id) ?? null;
  }

  /** A pack was opened: what waits for one begins, and the link's place, record and panel are shown. */
  arrive({ at, selection, panel }: Link) {
    const { listed, opened, view } = this;
    if (!listed || !opened) return;
    if (this.services || opened.manifest.services.length || anyServices()) void this.useServices();
    if (listed.own) void this.useEditing().then((editing) => editing.open());
    if (this.buffer.wanted) void this.buffer.ask();
    if (at) void this.askPlace(at);
    if (selection && isSelection(selection, opened) && this.#entry(selection))
      view.select(selection);
    if (panels.includes(panel as Panel) && panel !== 'details') view.open(panel as Panel);
  }

  /** The open pack is left: nothing of it stays on the screen. */
  leave() {
    this.view.selection = null;
    if (this.view.panel === 'details' || this.view.panel === 'point') this.view.open('coverage');
    this.point.forget();
    this.clearAnswers();
    this.services?.close();
    this.editing?.close();
  }

  /** Forgets every answer; what was asked and filled in stays. */
  clearAnswers() {
    this.coverage.clear();
    this.buffer.clear();
    this.point.clear();
    this.results.clear();
    this.whatIf.clear();
    this.pictures.clear();
  }
}

export const [getApp, setApp] = createContext<App>();
