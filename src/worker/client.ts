import type { AnalysisId } from '../analysis';
import { Failure } from '../domain/failure';
import type { Edit } from '../domain/scenario';
import { text, type Text } from '../domain/text';
import type {
  Asked,
  PackSource,
  PageAnswer,
  Params,
  Question,
  Questions,
  Reply,
  Variant,
} from './protocol';

type OnProgress = (done: number, total: number, what: Text) => void;

/** The pack as it is. */
const today: Variant = { edits: [] };

interface Waiting {
  resolve: (answer: never) => void;
  reject: (reason: unknown) => void;
  progress?: OnProgress;
}

/** A question that a newer one has replaced; nobody needs its answer. */
export class Stale extends Error {}

const stopped = (why: string) =>
  new Failure(
    text(
      `计算进程没有运行（${why || '可能没有网络'}）。联网后重试，或重新打开页面。`,
      `The worker does not run (${why || 'perhaps there is no network'}). Try again when connected, or reload the page.`,
    ),
  );

/** One worker with an open pack, and the questions it has not answered yet. */
export class Door {
  #worker = new Worker(new URL('./worker.ts', import.meta.url), { type: 'module' });
  #waiting = new Map<number, Waiting>();
  #next = 1;
  /** Why this worker answers no more; whatever is asked then is rejected with it. */
  #ended: { reason: unknown } | null = null;

  constructor() {
    this.#worker.onmessage = ({ data }: MessageEvent<Reply>) => this.#receive(data);
    // A worker that fails to load or to speak rejects everything: nothing waits for ever.
    this.#worker.onerror = (event) => {
      event.preventDefault();
      this.end(stopped(event.message));
    };
    this.#worker.onmessageerror = () => this.end(stopped(''));
  }

  ask<Q extends Question>(question: Q, ask: Questions[Q]['ask'], progress?: OnProgress) {
    const { promise, resolve, reject } = withResolvers<Questions[Q]['answer']>();
    if (this.#ended) {
      reject(this.#ended.reason);
      return promise;
    }
    const id = this.#next++;
    this.#waiting.set(id, { resolve, reject, ...(progress && { progress }) });
    this.#worker.postMessage({ id, question, ask });
    return promise;
  }

  end(reason: unknown) {
    this.#ended ??= { reason };
    this.#worker.terminate();
    for (const { reject } of this.#waiting.values()) reject(reason);
    this.#waiting.clear();
  }

  #receive(reply: Reply) {
    const waiting = this.#waiting.get(reply.id);
    if (!waiting) return;
    if (reply.kind === 'progress') {
      waiting.progress?.(reply.done, reply.total, reply.what);
      return;
    }
    this.#waiting.delete(reply.id);
    if (reply.kind === 'answer') waiting.resolve(reply.answer as never);
    else waiting.reject(new Failure(reply.reason));
  }
}

/** `Promise.withResolvers`, which browsers before 2024 do not have. */
function withResolvers<T>() {
  let resolve!: (value: T) => void;
  let reject!: (reason: unknown) => void;
  const promise = new Promise<T>((yes, no) => {
    resolve = yes;
    reject = no;
  });
  return { promise, resolve, reject };
}

/** The page's side of the standing worker: the pack is opened once, then it is asked small questions. */
export class Engine {
  #door: Door | null = null;
  #source: PackSource | null = null;
  /** For each live question the newest one that waits for the worker to be free. */
  #queue = new Map<string, { start: () => void; drop: () => void }>();
  #busy = new Set<string>();

  /** Opens a pack in the standing worker; whatever was asked of an earlier pack is stale. */
  async open(source: PackSource, progress?: OnProgress) {
    this.#door?.end(new Stale());
    for (const { drop } of this.#queue.values()) drop();
    this.#queue.clear();
    this.#busy.clear();
    this.#door = new Door();
    this.#source = source;
    return this.#door.ask('open', { source }, progress);
  }

  /**
   * A live question: while one of its kind is being answered, only the newest of those that follow is kept, the others
   * are rejected as {@link Stale}.
   */
  async live<Id extends AnalysisId>(
    analysis: Id,
    params: Params<Id>,
    variant: Variant = today,
    role: Asked['role'] = 'shown',
  ): Promise<PageAnswer<Id>> {
    const ask = { analysis, params, ...variant, role };
    return await this.#latest(`analyse ${analysis} ${role}`, 'analyse', ask);
  }

  /** Coverage while a shelter is dragged; frames that a newer one has overtaken are {@link Stale}. */
  frame(ask: Questions['frame']['ask']) {
    return this.#latest('frame', 'frame', ask);
  }

  /**
   * Which edits of a scenario do not fit the open pack.
   * @throws Stale when another pack was opened meanwhile
   */
  faults(edits: readonly Edit[]) {
    // Every list is answered: a place that was clicked is not forgotten because of the next one.
    return this.#latest(`faults ${JSON.stringify(edits)}`, 'faults', { edits });
  }

  paint(ask: Questions['paint']['ask']) {
    return this.#latest(`paint ${ask.what}`, 'paint', ask);
  }

  /** All map results of a question as GeoJSON text. */
  export(ask: Questions['export']['ask']) {
    return this.#latest('export', 'export', ask);
  }

  search(query: string) {
    return this.#latest('search', 'search', { query });
  }

  /** A long question in a worker of its own; aborting ends the worker and frees its memory. */
  async job<Id extends AnalysisId>(
    analysis: Id,
    params: Params<Id>,
    signal: AbortSignal,
    progress: OnProgress,
    variant: Variant = today,
  ): Promise<PageAnswer<Id>> {
    signal.throwIfAborted();
    const standing = this.#door;
    const door = new Door();
    const abort = () => door.end(signal.reason);
    signal.addEventListener('abort', abort, { once: true });
    try {
      await door.ask('open', { source: this.#source! });
      const answer = await door.ask('analyse', { analysis, params, ...variant }, progress);
      // The images die with the job's worker, so the standing one takes them over and paints them in any theme.
      await standing?.ask('adopt', { analysis, images: await door.ask('images', null) });
      return answer;
    } finally {
      signal.removeEventListener('abort', abort);
      door.end(new Stale());
    }
  }

  #latest<Q extends Question>(key: string, question: Q, ask: Questions[Q]['ask']) {
    const { promise, resolve, reject } = withResolvers<Questions[Q]['answer']>();
    const door = this.#door;
    if (!door) return Promise.reject<Questions[Q]['answer']>(new Stale());
    const start = () => {
      this.#busy.add(key);
      door
        .ask(question, ask)
        .then(resolve, reject)
        .finally(() => {
          if (door !== this.#door) return;
          this.#busy.delete(key);
          const next = this.#queue.get(key);
          this.#queue.delete(key);
          next?.start();
        });
    };
    if (this.#busy.has(key)) {
      this.#queue.get(key)?.drop();
      this.#queue.set(key, { start, drop: () => reject(new Stale()) });
    } else start();
    return promise;
  }
}
