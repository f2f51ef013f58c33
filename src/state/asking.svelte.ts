import type { AnalysisId } from '../analysis';
import { reasonOf } from '../domain/failure';
import { Stale, type Engine } from '../worker/client';
import type { PageAnswer, Params, Variant } from '../worker/protocol';
import { retire } from './retire';
import { shownValue, type Status } from './status';

/** One analysis as the page sees it: asked, answered, its map results held as addresses for the map. */
export class Asking<Id extends AnalysisId> {
  status = $state.raw<Status<PageAnswer<Id>>>({ kind: 'idle' });
  /** Addresses of the map results by name; the old ones are freed when new ones come. */
  urls = $state.raw<Record<string, string>>({});
  answer = $derived(shownValue(this.status));
  #stop: AbortController | null = null;
  /** Number of the newest question. */
  #turn = 0;

  constructor(
    private readonly engine: Engine,
    readonly analysis: Id,
    private readonly role: 'shown' | 'compared' = 'shown',
  ) {}

  /** Asks the standing worker; a newer question replaces an older one. */
  async live(params: Params<Id>, variant?: Variant): Promise<void> {
    this.#start();
    await this.#settle(this.engine.live(this.analysis, params, variant, this.role));
  }

  /** Asks a worker of its own, with progress; {@link cancel} ends it. */
  async job(params: Params<Id>, variant?: Variant): Promise<void> {
    this.#stop?.abort(new Stale());
    this.#stop = new AbortController();
    this.#start();
    await this.#settle(
      this.engine.job(
        this.analysis,
        params,
        this.#stop.signal,
        (done, total, what) => {
          if (this.status.kind === 'running')
            this.status = { ...this.status, progress: { done, total, what } };
        },
        variant,
      ),
    );
  }

  /** Ends a running job; what was shown before stays. */
  cancel() {
    this.#stop?.abort(new Stale());
    const previous = this.answer;
    this.status = previous ? { kind: 'done', value: previous } : { kind: 'idle' };
  }

  clear() {
    this.#stop?.abort(new Stale());
    this.status = { kind: 'idle' };
    this.#hold({});
  }

  #start() {
    this.#turn++;
    this.status = { kind: 'running', previous: this.answer, progress: null };
  }

  async #settle(promise: Promise<PageAnswer<Id>>): Promise<void> {
    const turn = this.#turn;
    try {
      const value = await promise;
      if (this.status.kind === 'idle') return;
      this.#hold(
        Object.fromEntries(
          Object.entries(value.features).map(([key, blob]) => [key, URL.createObjectURL(blob)]),
        ),
      );
      // An answer that a newer question has overtaken is shown, but not as the last word.
      this.status =
        turn === this.#turn
          ? { kind: 'done', value }
          : { kind: 'running', previous: value, progress: null };
    } catch (error) {
      // A newer question is on its way, or the person cancelled: its own status stands.
      if (error instanceof Stale || turn !== this.#turn) return;
      this.status = { kind: 'failed', reason: reasonOf(error), previous: this.answer };
    }
  }

  #hold(urls: Record<string, string>) {
    for (const url of Object.values(this.urls)) retire(url);
    this.urls = urls;
  }
}
