import { reasonOf } from '../domain/failure';
import type { RegisterId } from '../domain/registers';
import { text, type Text } from '../domain/text';
import { Door, Stale } from '../worker/client';
import type { MadeStep } from '../worker/editProtocol';
import type { Question, Questions } from '../worker/protocol';
import type { Asker, Page, Sure } from './editPage';
import { FormCare } from './formCare';
import { MadeSteps } from './madeSteps.svelte';
import { now } from './now';
import { RecordForm } from './recordForm.svelte';
import { Reshape } from './reshape.svelte';
import { Unfinished } from './unfinished.svelte';
import type { Selection } from './view.svelte';

/** Editing the records of an own pack: one form at a time, each saving a step of the history. */
export class Editing {
  form = $state.raw<RecordForm | null>(null);
  /** What is under way. */
  busy = $state<'opening' | 'saving' | 'copying' | null>(null);
  failure = $state.raw<Text | null>(null);
  readonly steps = new MadeSteps();
  /** The outline whose corners are under the hand. */
  reshaping = $state.raw<Reshape | null>(null);
  /** What the person is asked. */
  sure = $state<Sure | null>(null);
  readonly #care = new FormCare({
    open: () => (this.form && this.pack !== null ? { pack: this.pack, form: this.form } : null),
    examine: (ask) => this.ask('examine', ask),
    keep: (pack, form) => this.unfinished.keep(pack, form),
    tell: (error) => this.#tell(error),
  });
  #asker: Asker | null = null;

  constructor(
    private readonly page: Page,
    private readonly asker: () => Asker = () => new Door(),
    readonly unfinished = new Unfinished(),
  ) {}

  ask<Q extends Question>(question: Q, ask: Questions[Q]['ask']) {
    this.#asker ??= this.asker();
    return this.#asker.ask(question, ask);
  }

  /** The own pack that is open. */
  get pack(): string | null {
    const { listed } = this.page;
    return listed?.own ? listed.id : null;
  }

  /** Looks for a form that was not finished, in a pack that was just opened. */
  async open() {
    const { pack } = this;
    if (pack === null) return;
    try {
      const found = await this.unfinished.look(pack);
      if (this.pack === pack) this.unfinished.offered = found;
    } catch (error) {
      this.page.notice = reasonOf(error);
    }
  }

  /** Another pack is being opened; an unfinished form is kept and offered when this one is opened again. */
  close() {
    this.#end();
    this.#asker?.end(new Stale());
    this.#asker = null;
    this.busy = this.unfinished.offered = null;
    this.steps.clear();
  }

  resume() {
    const draft = this.unfinished.take();
    if (!draft) return;
    const form = new RecordForm(draft);
    this.#start(form);
    this.page.show(form.before && { register: form.register, id: form.id });
  }

  async discard() {
    this.unfinished.take();
    await this.#forget();
  }

  async edit({ register, id }: Selection) {
    await this.#during('opening', async (pack) => {
      const before = await this.ask('record', { pack, register, id });
      if (before) this.#start(RecordForm.of(register, before));
      else
        this.failure = text(
          `“${id}”不在数据包的文件里，请重新打开数据包。`,
          `“${id}” is not in the file of the pack; open the pack again.`,
        );
    });
  }

  async add(register: RegisterId) {
    await this.#during('opening', async (pack) => {
      this.#start(RecordForm.blank(register, await this.ask('freeId', { pack, register })));
      this.page.show(null);
    });
  }

  /** Keeps a copy of a sample pack as an own one and opens it, with the form of a record where one is given. */
  async copy(source: Questions['copyPack']['ask']['source'], selection: Selection | null) {
    let isOpen = false;
    await this.#doing('copying', async () => {
      await this.page.openCopy(await this.ask('copyPack', { source }), selection);
      isOpen = true;
    });
    if (isOpen && selection) await this.edit(selection);
  }

  /** What the form holds has changed: it is checked and kept after a pause. */
  touch() {
    this.#care.touch();
  }

  /** Keeps the form at once: the page is being left. */
  flush() {
    void this.#care.settle();
  }

  /** Takes the corners of the outline under the hand, or lets them go. */
  reshape() {
    const { form } = this;
    form?.steps.settle();
    this.reshaping = this.reshaping || !form ? null : new Reshape(form, () => this.touch());
  }

  async #forget() {
    this.#care.stop();
    if (this.pack !== null) await this.unfinished.forget(this.pack);
  }

  async cancel() {
    this.#end();
    await this.#forget();
  }

  /** Leaves the form; a person is asked first when that would lose something. */
  async leave() {
    if (this.form?.touched) this.sure = 'leave';
    else await this.cancel();
  }

  /**
   * Saves the form as a step. Whatever the checks found stays a person's decision; what the register refuses does not.
   * A record that came to lie far from where it was is saved once that was asked.
   */
  async save(isSure = false) {
    const { form } = this;
    if (!form) return;
    await this.#care.examine();
    if (form.wrong.length || !form.after || form.sketch.length || this.form !== form) return;
    if (form.moved !== null && !isSure) this.sure = 'far';
    else await this.#amend(form, form.after);
  }

  /** Deletes the record of the form; a person was asked. */
  async remove() {
    if (this.form?.before) await this.#amend(this.form, null);
  }

  async #amend({ register, before, id }: RecordForm, after: RecordForm['after']) {
    const at = now();
    this.sure = null;
    await this.#during('saving', async (pack) => {
      const step = await this.ask('amend', { pack, register, before, after, at });
      this.#end();
      await this.#forget();
      // Told when the page shows it: whoever goes elsewhere then is not sent back to the record.
      const reopened = this.page.reopen(after && { register, id });
      await reopened.finally(() => this.steps.made(step));
    });
  }

  undo = () =>
    this.#turnBack(this.steps.past.at(-1)?.step, (restore) => this.steps.undone(restore));

  redo = () =>
    this.#turnBack(this.steps.future.at(-1)?.step, (restore) => this.steps.redone(restore));

  /** Takes any step of the history back. */
  back = (step: string) => this.#turnBack(step, (restore) => this.steps.made(restore));

  async #turnBack(step: string | undefined, done: (restore: MadeStep) => void) {
    if (step === undefined || this.busy) return;
    await this.#during('saving', async (pack) => {
      done(await this.ask('stepBack', { pack, step, at: now() }));
      await this.page.reopen(null);
    });
  }

  #start(form: RecordForm) {
    this.#end();
    this.form = form;
    this.touch();
  }

  #end() {
    this.#care.stop();
    this.form = this.failure = this.unfinished.notKept = null;
    this.reshaping = this.sure = null;
  }

  async #during(what: 'opening' | 'saving', work: (pack: string) => Promise<void>) {
    const { pack } = this;
    if (pack !== null && !this.busy) await this.#doing(what, () => work(pack));
  }

  async #doing(what: NonNullable<Editing['busy']>, work: () => Promise<void>) {
    this.busy = what;
    this.failure = null;
    try {
      await work();
    } catch (error) {
      this.#tell(error);
    } finally {
      this.busy = null;
    }
  }

  #tell(error: unknown) {
    if (!(error instanceof Stale)) this.failure = reasonOf(error);
  }
}
