import { reasonOf } from '../domain/failure';
import { newId } from '../domain/newId';
import { text, type Text } from '../domain/text';
import { deleteDraft, readDraft, saveDraft, type Draft } from '../pack/store';
import { now } from './now';
import { isFormDraft, type FormDraft, type RecordForm } from './recordForm.svelte';

/** Where unfinished work is kept. */
export interface Drafts {
  save(pack: string, draft: Draft): Promise<void>;
  read(pack: string): Promise<Draft | null>;
  delete(pack: string): Promise<void>;
}

const stored: Drafts = { save: saveDraft, read: readDraft, delete: deleteDraft };

/** Which tab wrote a draft: two tabs on one pack must not write over each other's. */
const tabOf = ({ content }: Draft): string | null => {
  const { tab } = content as { tab?: unknown };
  return typeof tab === 'string' ? tab : null;
};

const otherTab = text(
  '另一个窗口也在编辑这个数据包，那边没保存的内容留着；这里的还没有存下。请先在一处保存或取消。',
  'Another window edits this pack too, and what is unsaved there is kept; what is here is not. Save or cancel in one of them first.',
);

/** The form that is not finished, kept so that a killed tab loses nothing. */
export class Unfinished {
  /** A form that was not finished when the page was last closed. */
  offered = $state.raw<{ at: string; draft: FormDraft } | null>(null);
  /** Why the form is not kept; `null` when it is. */
  notKept = $state.raw<Text | null>(null);
  readonly #tab = newId(16);
  /** The tabs whose drafts are this one's to write over: its own, and the one whose form was taken on. */
  #own: (string | null)[] = [this.#tab, null];

  constructor(private readonly drafts: Drafts = stored) {}

  /**
   * Looks for what was kept of a pack.
   * @throws Failure when the storage is refused
   */
  async look(pack: string): Promise<{ at: string; draft: FormDraft } | null> {
    const draft = await this.drafts.read(pack);
    if (draft?.kind !== 'edit' || !isFormDraft(draft.content)) return null;
    return { at: draft.at, draft: draft.content };
  }

  /** Takes on the form that is offered, or lets it go: it is this tab's from here on. */
  take(): FormDraft | null {
    const { offered } = this;
    this.offered = null;
    if (!offered) return null;
    this.#own.push((offered.draft as { tab?: string }).tab ?? null);
    return offered.draft;
  }

  async #isOurs(pack: string): Promise<boolean> {
    const there = await this.drafts.read(pack);
    return there?.kind !== 'edit' || this.#own.includes(tabOf(there));
  }

  /** Keeps a form while there is anything to lose in it; one that is still offered, or of another tab, is not written over. */
  async keep(pack: string, form: RecordForm) {
    if (this.offered) return;
    try {
      const isOurs = await this.#isOurs(pack);
      const content = { ...form.draft, tab: this.#tab };
      if (isOurs && form.touched)
        await this.drafts.save(pack, { kind: 'edit', at: now(), content });
      else if (isOurs) await this.drafts.delete(pack);
      this.notKept = !isOurs && form.touched ? otherTab : null;
    } catch (error) {
      this.notKept = reasonOf(error);
    }
  }

  async forget(pack: string) {
    if (this.offered) return;
    try {
      if (await this.#isOurs(pack)) await this.drafts.delete(pack);
    } catch {
      // What was kept is offered once more, which loses nothing.
    }
  }
}
