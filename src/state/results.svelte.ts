import type { Geometry, Polygon, Position } from 'geojson';
import type { AnalysisId } from '../analysis';
import { listedAnalyses, listingOf, type Form, type ListedAnalysis } from '../analysis/catalogue';
import type { Control } from '../analysis/controls';
import { reasonOf } from '../domain/failure';
import type { Text } from '../domain/text';
import type { Engine } from '../worker/client';
import type { Params, Variant } from '../worker/protocol';
import { Asking } from './asking.svelte';
import { changedIn, same, valueAt, withValue, type Values } from './values';

/** Drawn shapes longer than this as JSON do not travel in a link. */
const longestShapesInLink = 1200;

/** What a question is put to besides its form; another object is another context. */
export interface Context extends Variant {
  /** Parameters that the page fills in by itself. */
  filled: Values;
}

/** One analysis of the catalogue: its form, what is filled in, what was asked, and the answer. */
export class Result {
  readonly asking: Asking<AnalysisId>;
  form = $state.raw<Form | null>(null);
  /** Why the form could not be loaded. */
  failure = $state.raw<Text | null>(null);
  params = $state.raw<Values>({});
  defaults = $state.raw<Values>({});
  /** What the newest question was asked with. */
  asked = $state.raw<Values | null>(null);
  /** What the shown answer was asked with. */
  answered = $state.raw<Values | null>(null);
  /** What the newest question, and the shown answer, were put to. */
  #askedOf = $state.raw<Context | null>(null);
  #answeredOf = $state.raw<Context | null>(null);
  readonly pace: 'live' | 'job';
  /** What a link filled in, until the form is there to check it. */
  #restored: unknown = null;

  constructor(
    engine: Engine,
    readonly id: ListedAnalysis,
    private readonly context: () => Context,
  ) {
    this.asking = new Asking<AnalysisId>(engine, id);
    this.pace = listingOf(id).pace;
  }

  answer = $derived.by(() => this.asking.answer);
  running = $derived.by(() => this.asking.status.kind === 'running');
  /** Addresses of the map results by name. */
  urls = $derived.by(() => this.asking.urls);
  /** Areas and places that are filled in. */
  shapes = $derived.by(() => shapesOf(this.params, this.form?.controls ?? []));
  /** The parameters that are not the default. */
  changed = $derived(changedIn(this.params, this.defaults));
  /** Whether the newest question is the one that is filled in. */
  isAsked = $derived.by(
    () => this.asked !== null && same(this.asked, this.params) && this.#askedOf === this.context(),
  );
  /** Whether the form has moved on from the shown answer. */
  isStale = $derived.by(
    () =>
      this.answered !== null &&
      this.answer !== null &&
      !(same(this.answered, this.params) && this.#answeredOf === this.context()),
  );

  /** Loads the form once, with what a link filled in. */
  async load(): Promise<void> {
    if (this.form) return;
    try {
      const [form, { usualValues, checkedValues }] = await Promise.all([
        listingOf(this.id).form?.(),
        import('../analysis/formValues'),
      ]);
      if (!form || this.form) return;
      this.defaults = usualValues(form.params);
      this.params = checkedValues(form.params, this.#restored ?? {}) ?? this.defaults;
      this.form = form;
      this.failure = null;
    } catch (error) {
      this.failure = reasonOf(error);
    }
  }

  set(key: string, value: unknown) {
    this.params = withValue(this.params, key, value);
  }

  reset() {
    this.params = this.defaults;
  }

  async ask(): Promise<void> {
    const params = this.params;
    const context = this.context();
    const before = this.answer;
    this.wanted = false;
    this.asked = params;
    this.#askedOf = context;
    // The schema of the analysis has checked them or will do so in the worker.
    const question = { ...params, ...context.filled } as unknown as Params<AnalysisId>;
    await (this.pace === 'live'
      ? this.asking.live(question, context)
      : this.asking.job(question, context));
    // A job that was cancelled leaves the answer before it, and a newer question has its own.
    const { answer, status } = this.asking;
    if (status.kind !== 'done' || answer === before || this.asked !== params) return;
    this.answered = params;
    this.#answeredOf = context;
  }

  /** Forgets the answer; what is filled in stays. */
  clear() {
    this.asking.clear();
    this.asked = null;
    this.answered = null;
  }

  /** What a link has to carry; `null` when nothing was asked. Contents of files stay behind. */
  get link(): Values | null {
    if (!this.answered || !this.form) return null;
    return linkable(this.changed, this.form.controls);
  }

  /** Fills in what a link carried; the form checks it when it is loaded. */
  restore(params: unknown) {
    this.#restored = params;
    this.wanted = true;
  }
  /** Whether a link reopens this result, so that its panel asks at once. */
  wanted = $state(false);
}

/** Changed parameters without the contents of files and without shapes too long for an address. */
function linkable(changed: Values, controls: readonly Control[]): Values {
  const left = new Set(
    controls
      .filter(
        ({ kind, key }) =>
          kind === 'file' ||
          ((kind === 'areas' || kind === 'places') &&
            JSON.stringify(changed[key] ?? null).length > longestShapesInLink),
      )
      .map(({ key }) => key),
  );
  return Object.fromEntries(Object.entries(changed).filter(([key]) => !left.has(key)));
}

/** The areas and places among the parameters. */
function shapesOf(params: Values, controls: readonly Control[]): Geometry[] {
  return controls.flatMap((control): Geometry[] => {
    const shown = control.when?.(params) ?? true;
    if (!shown) return [];
    if (control.kind === 'areas')
      return (valueAt(params, control.key) as Polygon[] | undefined) ?? [];
    if (control.kind !== 'places') return [];
    const places = (valueAt(params, control.key) as Position[] | undefined) ?? [];
    return places.map((coordinates) => ({ type: 'Point', coordinates }));
  });
}

/** One result for each analysis of the catalogue that has the general panel. */
export class Results {
  readonly all: readonly Result[];

  /** @param contextOf what each analysis is put to */
  constructor(engine: Engine, contextOf: (id: ListedAnalysis) => Context) {
    this.all = listedAnalyses
      .filter((id) => listingOf(id).form)
      .map((id) => new Result(engine, id, () => contextOf(id)));
  }

  of(id: string): Result | null {
    return this.all.find((result) => result.id === id) ?? null;
  }

  clear() {
    for (const result of this.all) result.clear();
  }

  /** What a link has to carry of the questions that were asked, by analysis. */
  get link(): Record<string, Values> {
    return Object.fromEntries(
      this.all.flatMap((result) => (result.link ? [[result.id, result.link]] : [])),
    );
  }

  /** Fills in what a link carried. */
  restore(params: Readonly<Record<string, unknown>>) {
    for (const result of this.all) if (result.id in params) result.restore(params[result.id]);
  }
}
