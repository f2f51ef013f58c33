import { reasonOf } from '../domain/failure';
import type { Text } from '../domain/text';
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

/** The form that is not finished, kept so that a killed tab loses nothing. */
export class Unfinished {
  /** A form that was not finished when the page was last closed. */
  offered = $state.raw<{ at: string; draft: FormDraft } | null>(null);
  /** Why the form is not kept; `null` when it is. */
  notKept = $state.raw<Text | null>(null);

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

  /** Keeps a form; one that is still offered is not written over. */
  async keep(pack: string, form: RecordForm) {
    if (!form.changed || this.offered) return;
    try {
      await this.drafts.save(pack, { kind: 'edit', at: now(), content: form.draft });
      this.notKept = null;
    } catch (error) {
      this.notKept = reasonOf(error);
    }
  }

  async forget(pack: string) {
    if (this.offered) return;
    try {
      await this.drafts.delete(pack);
    } catch {
      // What was kept is offered once more, which loses nothing.
    }
  }
}
