import { createContext } from 'svelte';
import * as v from 'valibot';
import { CoverageParams, type CoverageQuestion } from '../analysis/coverageParams';
import { reasonOf } from '../domain/failure';
import { BufferParams, hazardLayers } from '../analysis/bufferParams';
import type { BufferLayer } from '../domain/rules';
import { registerIds } from '../domain/registers';
import { text, type Text } from '../domain/text';
import { isOwnPack } from '../pack/packId';
import { Engine, Stale } from '../worker/client';
import type { Entry, Opened } from '../worker/protocol';
import { Asking } from './asking.svelte';
import { Results } from './results.svelte';
import { scenarioFromLink } from './scenarios.svelte';
import { WhatIf } from './whatIf.svelte';
import { retire } from './retire';
import { anyServices } from './serviceDoor';
import type { Editing } from './editing.svelte';
import type { Services } from './services.svelte';
import { mapUrls, placeUrl } from './sources';
import type { Link } from './link';
import { Packs, type Listed } from './packs.svelte';
import { Pen } from './pen.svelte';
import { Pictures } from './pictures.svelte';
import { Preferences } from './preferences.svelte';
import { shownValue, type Status } from './status';
import { panels, tables, View, type Panel, type Selection, type TableId } from './view.svelte';

const defaultPack = 'dazu';

/** A link to a place without a camera opens close to it. */
const near = ([longitude, latitude]: [number, number]) => ({ longitude, latitude, zoom: 13.5 });

/** Everything the page knows: what the person chose is state, the rest follows from it. */
export class App {
  preferences = new Preferences();
  packs = new Packs();
  view = new View();
  engine = new Engine();

  /** The pack that is open or being opened. */
  listed = $state.raw<Listed | null>(null);
  opening = $state.raw<Status<Opened>>({ kind: 'idle' });
  opened = $derived(shownValue(this.opening));
  urls = $state.raw<Record<string, string>>({});

  coverageParams = $state.raw<CoverageQuestion>(v.parse(CoverageParams, {}));
  coverage = new Asking(this.engine, 'coverage');
  bufferParams = $state.raw<{
    layer: BufferLayer;
    distanceMetres: number | null;
    dissolve: boolean;
  }>({ layer: 'hazchem', distanceMetres: null, dissolve: true });
  /** What the shown buffer was asked with; the form may have moved on. */
  askedBuffer = $state.raw<typeof this.bufferParams | null>(null);
  buffer = new Asking(this.engine, 'buffer');
  /** The asked place, longitude and latitude. */
  place = $state.raw<[number, number] | null>(null);
  /** Its address for the map. */
  placeUrl = $state.raw<string | null>(null);
  point = new Asking(this.engine, 'point');
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

  /** A place is tested against the rules of every hazard layer, and against the buffer that is on the map. */
  pointParams = $derived({
    longitude: this.place?.[0] ?? null,
    latitude: this.place?.[1] ?? null,
    buffers: [
      ...hazardLayers.map((layer) => ({ layer, distanceMetres: null })),
      ...(this.buffer.answer && this.askedBuffer && this.askedBuffer.distanceMetres !== null
        ? [this.askedBuffer].map(({ layer, distanceMetres }) => ({ layer, distanceMetres }))
        : []),
    ],
  });

  theme = $derived<'light' | 'dark'>(this.preferences.dark ? 'dark' : 'light');
  selected = $derived(this.#entry(this.view.selection));
  synthetic = $derived(this.opened?.manifest.synthetic ?? false);
  t = (words: Text) => this.preferences.t(words);

  /** Starts with what a link asks for. */
  async start(link: Link) {
    if (link.locale) this.preferences.locale = link.locale;
    if (link.layers) this.view.show(link.layers);
    if (link.choropleth === 'coverage' || link.choropleth === 'squareMetres')
      this.view.townFigure = link.choropleth;
    if (tables.includes(link.table as TableId)) this.view.table = link.table as TableId;
    if (link.params) this.#restoreParams(link);
    await this.packs.load();
    const listed =
      (link.pack !== undefined && this.packs.find(link.pack)) ||
      this.packs.find(defaultPack) ||
      this.packs.all[0];
    if (!listed) {
      this.opening = {
        kind: 'failed',
        reason:
          this.packs.failure ??
          text('这里没有数据包。请导入数据。', 'There is no pack here. Import data.'),
        previous: null,
      };
      return;
    }
    const missing = link.pack !== undefined && listed.id !== link.pack;
    await this.open(listed, missing ? {} : link);
    if (missing)
      this.notice = isOwnPack(link.pack ?? '')
        ? text(
            `链接里的数据包只在建立它的浏览器里，已打开${listed.name['zh-CN']}。`,
            `The pack of this link is only in the browser that made it; ${listed.name.en} is open instead.`,
          )
        : text(
            `没有名为“${link.pack}”的数据包，已打开${listed.name['zh-CN']}。`,
            `There is no pack “${link.pack}”; ${listed.name.en} is open instead.`,
          );
  }
  /** One sentence at the foot of the page, until it is closed. */
  notice = $state.raw<Text | null>(null);

  async open(listed: Listed, link: Link = {}) {
    this.listed = listed;
    this.opening = { kind: 'running', previous: null, progress: null };
    this.#clear();
    try {
      const opened = await this.engine.open(this.packs.source(listed));
      if (this.listed !== listed) return;
      const urls = await mapUrls(opened, this.packs.source(listed));
      // Another pack was chosen while the files of this one were read.
      if (this.listed !== listed) {
        for (const url of Object.values(urls)) retire(url);
        return;
      }
      this.urls = urls;
      await this.whatIf.scenarios.open(
        listed.id,
        link.scenario ? scenarioFromLink(link.scenario, listed.id) : null,
      );
      if (this.listed !== listed) return;
      this.view.camera = link.camera ?? (link.at ? near(link.at) : null);
      this.opening = { kind: 'done', value: opened };
      if (this.services || opened.manifest.services.length || anyServices())
        void this.useServices();
      if (listed.own) void this.useEditing().then((editing) => editing.open());
      if (this.#askBufferOnOpening) void this.askBuffer();
      this.#askBufferOnOpening = false;
      if (link.at) void this.askPlace(link.at);
      if (link.selection) this.#restoreSelection(link.selection);
      if (panels.includes(link.panel as Panel) && link.panel !== 'details')
        this.view.open(link.panel as Panel);
    } catch (error) {
      if (error instanceof Stale || this.listed !== listed) return;
      this.opening = { kind: 'failed', reason: reasonOf(error), previous: null };
    }
  }

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

  /** Opens a copy that was made of the open pack; the screen stays where it is. */
  async openCopy(id: string, selection: Selection | null) {
    await this.packs.load();
    const listed = this.packs.find(id);
    const { camera } = this.view;
    if (!listed) return;
    await this.open(listed, { ...(camera && { camera }), ...(selection && { selection }) });
  }

  /**
   * Reads the open pack anew after its records were changed: map, tables and analyses follow, the screen stays.
   * @param selection the record to be shown then; `null` keeps the one that is, where it still is there
   */
  async reopen(selection: Selection | null) {
    const { listed, opened: previous } = this;
    if (!listed || !previous) return;
    this.opening = { kind: 'running', previous, progress: null };
    try {
      const opened = await this.engine.open(this.packs.source(listed));
      const urls = await mapUrls(opened, this.packs.source(listed));
      if (this.listed !== listed) return Object.values(urls).forEach(retire);
      const { place, buffer, urls: former } = this;
      const asksBuffer = buffer.answer !== null;
      this.#clearAnswers();
      this.urls = urls;
      Object.values(former).forEach(retire);
      this.opening = { kind: 'done', value: opened };
      if (place) void this.point.live(this.pointParams, this.whatIf.context);
      if (asksBuffer) void this.askBuffer();
      if (selection) this.view.select(selection);
      else if (!this.selected) this.view.select(null);
    } catch (error) {
      if (error instanceof Stale || this.listed !== listed) return;
      this.opening = { kind: 'failed', reason: reasonOf(error), previous };
    }
  }

  /** Ends a live question that takes too long, by ending the standing worker and its memory; what was shown stays. */
  async stop(asking: { cancel(): void }) {
    asking.cancel();
    if (!this.listed) return;
    try {
      await this.engine.open(this.packs.source(this.listed));
    } catch (error) {
      if (!(error instanceof Stale)) this.notice = reasonOf(error);
    }
  }

  askCoverage() {
    return this.coverage.live(this.coverageParams, this.whatIf.context);
  }

  resetCoverage() {
    this.coverageParams = v.parse(CoverageParams, {});
  }

  askBuffer() {
    this.askedBuffer = this.bufferParams;
    return this.buffer.job({ ...this.bufferParams, ids: null }, this.whatIf.context);
  }

  /** Asks what threatens a place and what is near. */
  askPlace(place: [number, number]) {
    this.#hold(place);
    this.view.asking = false;
    this.view.open('point');
    return this.point.live(this.pointParams, this.whatIf.context);
  }

  forgetPlace() {
    this.#hold(null);
    this.point.clear();
  }

  /** The parameters of coverage that are not the default. */
  changedParams = $derived.by(() => {
    const defaults: Record<string, unknown> = v.parse(CoverageParams, {});
    return Object.fromEntries(
      Object.entries(this.coverageParams).filter(
        ([key, value]) => JSON.stringify(value) !== JSON.stringify(defaults[key]),
      ),
    );
  });

  /** The records of a register; shelters as the scenario in force has them. */
  entries = (register: Selection['register']): readonly Entry[] =>
    register === 'shelters' ? this.whatIf.shelters : (this.opened?.records[register] ?? []);

  #entry(selection: Selection | null): Entry | null {
    if (!selection) return null;
    return this.entries(selection.register).find(({ id }) => id === selection.id) ?? null;
  }

  /** What a link has to carry of the questions that were asked. */
  linkParams = $derived({
    ...(Object.keys(this.changedParams).length > 0 && { coverage: this.changedParams }),
    ...(this.buffer.answer && this.askedBuffer && { buffer: this.askedBuffer }),
    ...this.results.link,
  });

  #restoreParams({ params }: Link) {
    this.results.restore(params ?? {});
    const coverage = v.safeParse(CoverageParams, params?.coverage ?? {});
    if (coverage.success) this.coverageParams = coverage.output;
    const buffer = v.safeParse(BufferParams, params?.buffer);
    if (!buffer.success) return;
    const { layer, distanceMetres, dissolve } = buffer.output;
    this.bufferParams = { layer, distanceMetres, dissolve };
    this.#askBufferOnOpening = true;
  }
  #askBufferOnOpening = false;

  #restoreSelection({ register, id }: NonNullable<Link['selection']>) {
    const known = registerIds.find((each) => each === register);
    if (known && this.#entry({ register: known, id })) this.view.select({ register: known, id });
  }

  #hold(place: [number, number] | null) {
    if (this.placeUrl) retire(this.placeUrl);
    this.place = place;
    this.placeUrl = place && placeUrl(place);
  }

  #clear() {
    this.view.selection = null;
    if (this.view.panel === 'details' || this.view.panel === 'point') this.view.open('coverage');
    this.#hold(null);
    this.#clearAnswers();
    this.services?.close();
    this.editing?.close();
    for (const url of Object.values(this.urls)) retire(url);
    this.urls = {};
  }

  #clearAnswers() {
    this.coverage.clear();
    this.buffer.clear();
    this.point.clear();
    this.results.clear();
    this.whatIf.clear();
    this.pictures.clear();
  }
}

export const [getApp, setApp] = createContext<App>();
