import { reasonOf } from '../domain/failure';
import type { RegisterId } from '../domain/registers';
import { text, type Text } from '../domain/text';
import { deleteDraft, readDraft, saveDraft, type Draft } from '../pack/store';
import { Door, Stale } from '../worker/client';
import type { MadeStep } from '../worker/editProtocol';
import type { Question, Questions } from '../worker/protocol';
import { now } from './now';
import { isFormDraft, RecordForm, type FormDraft } from './recordForm.svelte';
import type { Listed } from './packs.svelte';
import type { Selection } from './view.svelte';

/** What editing needs of the page. */
export interface Page {
  listed: Listed | null;
  notice: Text | null;
  reopen(selection: Selection | null): Promise<void>;
  openCopy(id: string, selection: Selection | null): Promise<void>;
  show(selection: Selection | null): void;
}

/** What answers the questions; a worker of its own, so that the map's is free. */
export type Asker = Pick<Door, 'ask' | 'end'>;

/** Where unfinished work is kept. */
export interface Drafts {
  save(pack: string, draft: Draft): Promise<void>;
  read(pack: string): Promise<Draft | null>;
  delete(pack: string): Promise<void>;
}

const stored: Drafts = { save: saveDraft, read: readDraft, delete: deleteDraft };

/** A person who types is not interrupted by checks and copies of every letter. */
const pauseMilliseconds = 350;

/** Editing the records of an own pack: one form at a time, each saving a step of the history. */
export class Editing {
  form = $state.raw<RecordForm | null>(null);
  /** A form that was not finished when the page was last closed. */
  offered = $state.raw<{ at: string; draft: FormDraft } | null>(null);
  /** What is under way. */
  busy = $state<'opening' | 'saving' | 'copying' | null>(null);
  failure = $state.raw<Text | null>(null);
  /** Why the unfinished form is not kept; `null` when it is. */
  notKept = $state.raw<Text | null>(null);
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
    private readonly drafts: Drafts = stored,
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
      const draft = await this.drafts.read(pack);
      if (this.pack !== pack || draft?.kind !== 'edit' || !isFormDraft(draft.content)) return;
      this.offered = { at: draft.at, draft: draft.content };
    } catch (error) {
      this.page.notice = reasonOf(error);
    }
  }

  /** Another pack is being opened; an unfinished form is kept and offered when this one is opened again. */
  close() {
    clearTimeout(this.#pause);
    this.#asker?.end(new Stale());
    this.#asker = null;
    this.form = this.offered = this.failure = this.notKept = this.busy = null;
    this.reshaping = false;
    this.past = this.future = [];
    this.last = null;
  }

  resume() {
    const { offered } = this;
    if (!offered) return;
    const { register, before } = offered.draft;
    this.offered = null;
    this.#start(new RecordForm(offered.draft));
    this.page.show(before && { register, id: this.form!.id });
  }

  async discard() {
    this.offered = null;
    await this.#forget();
  }

  /** Opens the form of a record. */
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

  /** Opens an empty form. */
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
    await Promise.all([this.#examine(), this.#keepDraft()]);
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

  async #keepDraft() {
    const { form, pack } = this;
    // A form that is still offered is not written over.
    if (!form?.changed || pack === null || this.offered) return;
    const at = now();
    try {
      await this.drafts.save(pack, { kind: 'edit', at, content: form.draft });
      this.notKept = null;
    } catch (error) {
      this.notKept = reasonOf(error);
    }
  }

  async #forget() {
    clearTimeout(this.#pause);
    try {
      if (this.pack !== null && !this.offered) await this.drafts.delete(this.pack);
    } catch {
      // What was kept is offered once more, which loses nothing.
    }
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
      await this.#follow(after && { register, id });
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
      await this.#follow(null);
    });
  }

  async #follow(selection: Selection | null) {
    this.turn++;
    await this.page.reopen(selection);
  }

  #start(form: RecordForm) {
    this.form = form;
    this.failure = this.notKept = null;
    this.reshaping = false;
    this.touch();
  }

  #end() {
    clearTimeout(this.#pause);
    this.#checks++;
    this.form = this.failure = this.notKept = null;
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
