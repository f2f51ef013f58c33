import { givesFeatures, originOf, type Service } from '../domain/service';
import { reasonOf } from '../domain/failure';
import { text, type Text } from '../domain/text';
import type { Asking } from '../formats/services/ask';
import type { Box } from '../formats/services/mercator';
import type { Archive } from '../formats/services/pmtiles';
import { askPicture, tileUrl } from '../formats/services/tiles';
import { wmsTileSize } from '../formats/services/wms';
import type { ServiceData } from '../layers/services';
import { tileTemplate, type AskedTile } from '../map/services';
import { retire } from './retire';
import { keyFor } from './serviceStore';
import { TileDoor } from './serviceTiles';

/** How far a service is. */
export type ServiceStatus =
  | { kind: 'off' }
  /** Its host was not let through on this device, or not yet. */
  | { kind: 'blocked' }
  /** It needs the person's own key. */
  | { kind: 'locked' }
  | { kind: 'running'; done: number; total: number | null }
  /** `features` is `null` for tiles. */
  | { kind: 'ready'; features: number | null; notes: readonly Text[] }
  | { kind: 'failed'; reason: Text };

/** Whether the page may ask this origin now. */
export type IsAllowed = (origin: string) => boolean;

/** The answers of one service, from the first question to the last. */
export class LiveService {
  status = $state.raw<ServiceStatus>({ kind: 'off' });
  data = $state.raw<ServiceData | null>(null);
  #service: Service;
  #ended = new AbortController();
  #door: TileDoor | null = null;
  #turn = 0;

  constructor(
    service: Service,
    /** Where features are wanted, degrees. */
    private readonly box: Box,
    private readonly isAllowed: IsAllowed,
  ) {
    this.#service = service;
  }

  /** Takes over settings that need no new question. */
  adopt(service: Service) {
    this.#service = service;
  }

  /** Asks anew. */
  start() {
    this.stop();
    const service = this.#service;
    this.#ended = new AbortController();
    if (!this.isAllowed(originOf(service))) this.status = { kind: 'blocked' };
    else if (service.keyName && !keyFor(service)) this.status = { kind: 'locked' };
    else void this.#run(service, this.#ended.signal);
  }

  /** Ends what is under way and takes it off the map. */
  stop() {
    this.#ended.abort();
    if (this.data?.kind === 'features') retire(this.data.url);
    this.data = null;
    this.#door = null;
    this.status = { kind: 'off' };
  }

  /** Ends a long reading; what was shown is gone, and it can be retried. */
  cancel() {
    this.stop();
    this.status = {
      kind: 'failed',
      reason: text('已停止读取；可重试。', 'Reading was stopped; it can be tried again.'),
    };
  }

  tile = ({ z, x, y }: AskedTile, signal: AbortSignal) =>
    this.#door ? this.#door.get({ z, x, y }, signal) : Promise.resolve(null);

  /** How the service is asked: with the person's key. */
  question(signal: AbortSignal = this.#ended.signal): Asking & { keyName: string | null } {
    const { keyName } = this.#service;
    // Called as a method of something else, `fetch` refuses.
    const asked: Asking['fetch'] = (url, init) => fetch(url, init);
    return { fetch: asked, signal, keyName, key: keyFor(this.#service) };
  }

  async #run(service: Service, signal: AbortSignal) {
    this.status = { kind: 'running', done: 0, total: null };
    try {
      if (givesFeatures(service)) await this.#readFeatures(service, signal);
      else if (service.kind === 'pmtiles') await this.#openArchive(service, signal);
      else {
        this.#serve((tile, ended) =>
          askPicture(tileUrl(service, tile), this.question(AbortSignal.any([signal, ended]))),
        );
        const tileSize = service.kind === 'wms' ? wmsTileSize : 256;
        this.data = { kind: 'raster', tiles: this.#template(), tileSize };
        this.status = { kind: 'ready', features: null, notes: [] };
      }
    } catch (error) {
      if (!signal.aborted) this.status = { kind: 'failed', reason: reasonOf(error) };
    }
  }

  #template = () => tileTemplate(this.#service.id, this.#turn++);

  #serve(ask: ConstructorParameters<typeof TileDoor>[0]) {
    this.#door = new TileDoor(ask, (reason) => {
      this.status = { kind: 'failed', reason };
    });
  }

  async #openArchive(service: Service, signal: AbortSignal) {
    const { openArchive } = await import('../formats/services/pmtiles');
    const archive: Archive = await openArchive(service.url, this.question(signal));
    signal.throwIfAborted();
    this.#serve((tile, ended) => archive.tile(tile, AbortSignal.any([signal, ended])));
    const tiles = this.#template();
    const layers = service.layer ? [service.layer] : archive.layers;
    this.data =
      archive.kind === 'raster'
        ? { kind: 'raster', tiles, tileSize: 256 }
        : { kind: 'vector', tiles, layers };
    this.status = { kind: 'ready', features: null, notes: [] };
  }

  async #readFeatures(service: Service, signal: AbortSignal) {
    const question = {
      ...this.question(signal),
      box: this.box,
      extent: service.extent,
      onprogress: (done: number, total: number | null) => {
        if (!signal.aborted) this.status = { kind: 'running', done, total };
      },
    };
    const { features, notes } =
      service.kind === 'wfs'
        ? await (await import('../formats/services/wfs')).fetchWfs(service, question)
        : await (await import('../formats/services/ogcapi')).fetchOgcApi(service, question);
    signal.throwIfAborted();
    const collection = JSON.stringify({ type: 'FeatureCollection', features });
    const blob = new Blob([collection], { type: 'application/geo+json' });
    this.data = { kind: 'features', url: URL.createObjectURL(blob) };
    this.status = { kind: 'ready', features: features.length, notes };
  }
}
