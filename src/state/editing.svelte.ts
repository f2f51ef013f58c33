import { reasonOf } from '../domain/failure';
import type { RegisterId } from '../domain/registers';
import { text, type Text } from '../domain/text';
import { Door, Stale } from '../worker/client';
import type { MadeStep } from '../worker/editProtocol';
import type { Question, Questions } from '../worker/protocol';
import type { Asker, Page } from './editPage';
import { now } from './now';
import { RecordForm } from './recordForm.svelte';
import { Unfinished } from './unfinished.svelte';
import type { Selection } from './view.svelte';

/** A person who types is not interrupted by checks and copies of every letter. */
const pauseMilliseconds = 350;

/** Editing the records of an own pack: one form at a time, each saving a step of the history. */
export class Editing {
  form = $state.raw<RecordForm | null>(null);
  /** What is under way. */
  busy = $state<'opening' | 'saving' | 'copying' | null>(null);
  failure = $state.raw<Text | null>(null);
  /** Steps of this session that can be taken back and made again, the last one last. */
  past = $state.raw<readonly MadeStep[]>([]);
  future = $state.raw<readonly MadeStep[]>([]);
  /** The step that was made last, until its words are closed. */
  last = $state.raw<MadeStep | null>(null);
  /** Counts the steps that were made, so that lists of the history follow. */
  turn = $state(0);
  /** The corners of the outline are under the hand. */
  reshaping = $state(false);
  #asker: Asker | null = null;
  #pause: ReturnType<typeof setTimeout> | undefined;
  #checks = 0;

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
    clearTimeout(this.#pause);
    this.#asker?.end(new Stale());
    this.#asker = null;
    this.form = this.failure = this.busy = null;
    this.unfinished.offered = this.unfinished.notKept = null;
    this.reshaping = false;
    this.past = this.future = [];
    this.last = null;
  }

  resume() {
    const { offered } = this.unfinished;
    if (!offered) return;
    this.unfinished.offered = null;
    const form = new RecordForm(offered.draft);
    this.#start(form);
    this.page.show(form.before && { register: form.register, id: form.id });
  }

  async discard() {
    this.unfinished.offered = null;
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
    this.busy = 'copying';
    this.failure = null;
    try {
      const id = await this.ask('copyPack', { source });
      this.busy = null;
      await this.page.openCopy(id, selection);
      if (selection) await this.edit(selection);
    } catch (error) {
      this.#tell(error);
    } finally {
      this.busy = null;
    }
  }

  /** What the form holds has changed: it is checked and kept after a pause. */
  touch() {
    clearTimeout(this.#pause);
    this.#pause = setTimeout(() => void this.#settle(), pauseMilliseconds);
  }

  async #settle() {
    const { form, pack, unfinished } = this;
    if (form && pack !== null) await Promise.all([this.#examine(), unfinished.keep(pack, form)]);
  }

  async #examine() {
    const { form, pack } = this;
    if (!form?.after || pack === null) return;
    const { register, before, after } = form;
    const check = ++this.#checks;
    try {
      const today = now().slice(0, 10);
      const examined = await this.ask('examine', { pack, register, before, after, today });
      if (check === this.#checks) form.examined = examined;
    } catch (error) {
      this.#tell(error);
    }
  }

  async #forget() {
    clearTimeout(this.#pause);
    if (this.pack !== null) await this.unfinished.forget(this.pack);
  }

  async cancel() {
    this.#end();
    await this.#forget();
  }

  /** Saves the form as a step. Whatever the checks found stays a person's decision; what the register refuses does not. */
  async save() {
    const { form } = this;
    if (!form) return;
    await this.#examine();
    if (form.wrong.length || !form.after || this.form !== form) return;
    await this.#amend(form, form.after);
  }

  /** Deletes the record of the form. */
  async remove() {
    if (this.form?.before) await this.#amend(this.form, null);
  }

  async #amend({ register, before, id }: RecordForm, after: RecordForm['after']) {
    const at = now();
    await this.#during('saving', async (pack) => {
      const step = await this.ask('amend', { pack, register, before, after, at });
      this.past = [...this.past, step];
      this.future = [];
      this.last = step;
      this.#end();
      await this.#forget();
      this.turn++;
      await this.page.reopen(after && { register, id });
    });
  }

  undo = () =>
    this.#turnBack(this.past.at(-1)?.step, (restore) => {
      this.past = this.past.slice(0, -1);
      this.future = [...this.future, restore];
    });

  redo = () =>
    this.#turnBack(this.future.at(-1)?.step, (restore) => {
      this.future = this.future.slice(0, -1);
      this.past = [...this.past, restore];
    });

  /** Takes any step of the history back. */
  back = (step: string) =>
    this.#turnBack(step, (restore) => {
      this.past = [...this.past, restore];
      this.future = [];
    });

  async #turnBack(step: string | undefined, done: (restore: MadeStep) => void) {
    if (step === undefined || this.busy) return;
    await this.#during('saving', async (pack) => {
      const made = await this.ask('stepBack', { pack, step, at: now() });
      done(made);
      this.last = made;
      this.turn++;
      await this.page.reopen(null);
    });
  }

  #start(form: RecordForm) {
    this.form = form;
    this.failure = this.unfinished.notKept = null;
    this.reshaping = false;
    this.touch();
  }

  #end() {
    clearTimeout(this.#pause);
    this.#checks++;
    this.form = this.failure = this.unfinished.notKept = null;
    this.reshaping = false;
  }

  async #during(what: 'opening' | 'saving', work: (pack: string) => Promise<void>) {
    const { pack } = this;
    if (pack === null || this.busy) return;
    this.busy = what;
    this.failure = null;
    try {
      await work(pack);
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
