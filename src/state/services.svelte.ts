import { SvelteMap } from 'svelte/reactivity';
import { reasonOf } from '../domain/failure';
import { givesFeatures, originOf, type Service } from '../domain/service';
import { wmsLegend } from '../formats/services/wms';
import { askPicture } from '../formats/services/tiles';
import { palettes } from '../layers/palette';
import { servicePart, servicePrefix, type ServicePart } from '../layers/services';
import type { ServiceFeature } from '../map/pick';
import { answerTiles } from '../map/services';
import { saveServices } from '../pack/ownServices';
import type { App } from './app.svelte';
import { LiveService, type ServiceStatus } from './liveService.svelte';
import { allowOrigin, hasDraft, keepServices, origins, servicesOf } from './serviceStore';

export type { ServiceStatus } from './liveService.svelte';

/** The policy of the page, which its first script wrote; nothing where there is none, as in tests. */
function policy(): string | null {
  const metas = document.querySelectorAll<HTMLMetaElement>(
    'meta[http-equiv="Content-Security-Policy"]',
  );
  return (
    [...metas].map(({ content }) => content).find((words) => /connect-src/.test(words)) ?? null
  );
}

/** Whether the page may ask this origin: a person let it through, and the page has been loaded since. */
export function isAllowed(origin: string): boolean {
  if (origin === location.origin) return true;
  const words = policy();
  return origins().includes(origin) && (words === null || words.split(/[\s;]+/).includes(origin));
}

/** Services of the open pack: what they are, how far they are, and what they give the map. */
export class Services {
  /** In the order they are drawn, the lowest first. */
  list = $state.raw<readonly Service[]>([]);
  #live = new SvelteMap<string, LiveService>();
  #app: App;
  /** Pack that the list belongs to. */
  #pack: string | null = null;

  constructor(app: App) {
    this.#app = app;
    answerTiles(
      async (asked, signal) => (await this.#live.get(asked.service)?.tile(asked, signal)) ?? null,
    );
  }

  /** What is drawn. */
  parts: readonly ServicePart[] = $derived.by(() => {
    const palette = palettes[this.#app.theme];
    return this.list.flatMap((service) => {
      const data = service.shown ? this.#live.get(service.id)?.data : null;
      return data ? [servicePart(service, data, palette)] : [];
    });
  });

  /** Whose map it is, for the foot of the map. */
  attributions: readonly string[] = $derived(
    this.list
      .filter(({ id, shown, attribution }) => shown && attribution && this.#live.get(id)?.data)
      .map(({ attribution }) => attribution)
      .filter((words, index, all) => all.indexOf(words) === index),
  );

  /** The feature that was clicked, and where on the map, pixels. */
  clicked = $state.raw<{ feature: ServiceFeature; at: { x: number; y: number } } | null>(null);

  /** Whether features can be clicked. */
  haveFeatures = $derived(this.parts.some(({ source }) => source.type !== 'raster'));

  status = (id: string): ServiceStatus => this.#live.get(id)?.status ?? { kind: 'off' };

  find = (id: string): Service | undefined => this.list.find((service) => service.id === id);

  /** Takes the services of the pack that was just opened. */
  open() {
    const { listed, opened } = this.#app;
    if (!listed || !opened || this.#pack === listed.id) return;
    this.close();
    this.#pack = listed.id;
    const own = opened.manifest.services;
    this.list = listed.own ? own : (servicesOf(listed.id) ?? own);
    for (const service of this.list) this.#begin(service);
    if (hasDraft()) this.#app.view.dialog = 'services';
  }

  close() {
    for (const live of this.#live.values()) live.stop();
    this.#live.clear();
    this.clicked = null;
    this.list = [];
    this.#pack = null;
  }

  add(services: readonly Service[]) {
    for (const service of services) allowOrigin(originOf(service));
    this.list = [...this.list, ...services];
    for (const service of services) this.#begin(service);
    return this.#keep();
  }

  /** Changes settings; only what the answers depend on is asked anew. */
  change(id: string, settings: Partial<Omit<Service, 'id'>>) {
    const before = this.find(id);
    if (!before) return Promise.resolve();
    const service = { ...before, ...settings };
    this.list = this.list.map((each) => (each.id === id ? service : each));
    const live = this.#live.get(id);
    live?.adopt(service);
    if (service.shown && !before.shown) live?.start();
    if (!service.shown && before.shown) this.#end(id);
    return this.#keep();
  }

  remove(id: string) {
    this.#end(id);
    this.#live.delete(id);
    this.list = this.list.filter((service) => service.id !== id);
    return this.#keep();
  }

  retry = (id: string) => this.#live.get(id)?.start();
  cancel = (id: string) => this.#live.get(id)?.cancel();

  /** The legend of a WMS layer as an address of its own; `null` when it gives none. */
  async legend(id: string): Promise<string | null> {
    const service = this.find(id);
    const live = this.#live.get(id);
    if (service?.kind !== 'wms' || !live) return null;
    try {
      const data = await askPicture(wmsLegend(service), live.question(AbortSignal.timeout(15_000)));
      return data && URL.createObjectURL(new Blob([data]));
    } catch {
      // A legend is an extra: a service without one is no failure.
      return null;
    }
  }

  /** The features that are on the map as a file, for the import. */
  async file(id: string): Promise<File | null> {
    const service = this.find(id);
    const data = this.#live.get(id)?.data;
    if (!service || data?.kind !== 'features') return null;
    const name = `${service.title.replace(/[\\/:*?"<>|]+/g, ' ').trim() || 'service'}.geojson`;
    return new File([await (await fetch(data.url)).blob()], name, { type: 'application/geo+json' });
  }

  /** Takes a service off the map, and the words of its feature with it. */
  #end(id: string) {
    this.#live.get(id)?.stop();
    if (this.clicked?.feature.source === `${servicePrefix}${id}`) this.clicked = null;
  }

  #begin(service: Service) {
    const { extent } = this.#app.opened!.manifest;
    // What lies close to the district matters to it too.
    const margin = 0.05;
    const [west, south, east, north] = extent;
    const box = [west - margin, south - margin, east + margin, north + margin] as const;
    const live = new LiveService(service, [...box], isAllowed);
    this.#live.set(service.id, live);
    if (service.shown) live.start();
  }

  /** An own pack keeps its services itself; those of a sample stay in the browser. */
  async #keep() {
    const pack = this.#pack;
    if (pack === null) return;
    try {
      if (this.#app.listed?.own) await saveServices(pack, this.list);
      else keepServices(pack, this.list);
    } catch (error) {
      this.#app.notice = reasonOf(error);
    }
  }
}

/** Whether its answers can be handed to the import. */
export const canImport = (service: Service): boolean => givesFeatures(service);
