/** What was changed in a form, step by step, to be taken back and made again. */
export class FormSteps<Content> {
  #past = $state.raw<readonly Content[]>([]);
  #future = $state.raw<readonly Content[]>([]);
  /** What was changed last; one thing changed several times in a row is one step. */
  #thing: string | null = null;

  canUndo = $derived(this.#past.length > 0);
  canRedo = $derived(this.#future.length > 0);

  /**
   * Keeps the content before a change.
   * @param thing what is changed: a field as it is typed, a corner as it is dragged
   */
  before(content: Content, thing: string) {
    if (thing !== this.#thing) this.#past = [...this.#past, content];
    this.#thing = thing;
    this.#future = [];
  }

  /** The thing is let go: changing it again is another step. */
  settle() {
    this.#thing = null;
  }

  /** The content before the last change; `null` when there is none. */
  undo(now: Content): Content | null {
    const content = this.#past.at(-1);
    if (content === undefined) return null;
    this.#past = this.#past.slice(0, -1);
    this.#future = [...this.#future, now];
    this.settle();
    return content;
  }

  /** The content that was taken back last; `null` when there is none. */
  redo(now: Content): Content | null {
    const content = this.#future.at(-1);
    if (content === undefined) return null;
    this.#future = this.#future.slice(0, -1);
    this.#past = [...this.#past, now];
    this.settle();
    return content;
  }
}
