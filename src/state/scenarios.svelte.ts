import * as v from 'valibot';
import { withEdit } from '../domain/edits';
import { Failure, reasonOf } from '../domain/failure';
import { Scenario, type Edit } from '../domain/scenario';
import { text, type Text } from '../domain/text';

/** What one step of the history goes back to. */
interface Snapshot {
  list: readonly Scenario[];
  activeId: string | null;
}

const longestHistory = 200;
const longestName = 100;
/** A scenario whose text is longer does not travel in a link. */
const longestInLink = 1500;

/** Sixteen hexadecimal digits; `randomUUID` is missing on pages that an office serves without https. */
const newId = () =>
  Array.from(crypto.getRandomValues(new Uint8Array(8)), (byte) =>
    byte.toString(16).padStart(2, '0'),
  ).join('');

/** The what-ifs of the open pack: named lists of edits, one of them in force, and the way back from every change. */
export class Scenarios {
  list = $state.raw<readonly Scenario[]>([]);
  activeId = $state<string | null>(null);
  /** The scenario that the one in force is held against; `null` is the pack as it is. */
  againstId = $state<string | null>(null);
  /** Why the last change was not kept in the browser; the change itself stands. */
  failure = $state.raw<Text | null>(null);
  active = $derived(this.#find(this.activeId));
  against = $derived(this.#find(this.againstId));
  edits = $derived<readonly Edit[]>(this.active?.edits ?? []);
  #past = $state.raw<Snapshot[]>([]);
  #future = $state.raw<Snapshot[]>([]);
  canUndo = $derived(this.#past.length > 0);
  canRedo = $derived(this.#future.length > 0);
  #pack = '';
  /** What the browser keeps is only overwritten once it has been read. */
  #isReadable = false;
  /** Changes are kept one after the other, so that an older one never overwrites a newer. */
  #saving: Promise<void> = Promise.resolve();

  /** Starts with what the browser keeps of a pack, and what a link brought. */
  async open(pack: string, brought: Scenario | null) {
    this.#pack = pack;
    this.list = [];
    this.activeId = this.againstId = null;
    this.#past = this.#future = [];
    this.failure = null;
    this.#isReadable = false;
    try {
      const { readScenarios } = await import('../pack/store');
      const kept = v.parse(v.array(Scenario), await readScenarios(pack));
      if (this.#pack !== pack) return;
      this.list = kept;
      this.#isReadable = true;
    } catch (error) {
      if (this.#pack !== pack) return;
      this.failure = reasonOf(error);
    }
    if (brought) this.#adopt({ ...brought, pack });
  }

  create(name: string, edits: readonly Edit[] = []): Scenario {
    const scenario: Scenario = {
      format: 1,
      id: newId(),
      name: name.slice(0, longestName),
      pack: this.#pack,
      edits: [...edits],
    };
    this.#change([...this.list, scenario], scenario.id);
    return scenario;
  }

  /** Adds an edit to the scenario in force; without one a new scenario begins. */
  edit(edit: Edit, nameIfNew: string) {
    if (!this.active) this.create(nameIfNew, [edit]);
    else this.#set({ ...this.active, edits: withEdit(this.active.edits, edit) });
  }

  /** Takes edits out of the scenario in force, by their places from 0: one step of the history. */
  removeEdits(places: readonly number[]) {
    if (!this.active) return;
    const { edits } = this.active;
    const kept = edits.filter((_, i) => !places.includes(i));
    const isAdded = (id: string) => kept.some((edit) => edit.kind === 'add' && edit.id === id);
    const unadded = places.flatMap((place) => {
      const edit = edits[place];
      return edit?.kind === 'add' && !isAdded(edit.id) ? [edit.id] : [];
    });
    // Nothing may refer to a shelter that is no longer added.
    const isOrphan = (edit: Edit) =>
      'id' in edit && edit.kind !== 'zone' && unadded.includes(edit.id);
    this.#set({ ...this.active, edits: kept.filter((edit) => !isOrphan(edit)) });
  }

  rename(id: string, name: string) {
    const scenario = this.#find(id);
    const trimmed = name.trim().slice(0, longestName);
    if (scenario && trimmed && trimmed !== scenario.name) this.#set({ ...scenario, name: trimmed });
  }

  remove(id: string) {
    if (this.againstId === id) this.againstId = null;
    this.#change(
      this.list.filter((scenario) => scenario.id !== id),
      this.activeId === id ? null : this.activeId,
    );
  }

  /** Puts a scenario in force; `null` is the pack as it is. Looking is no change and has no step in the history. */
  choose(id: string | null) {
    this.activeId = id;
    if (this.againstId === id) this.againstId = null;
  }

  undo() {
    const [last, ...rest] = this.#past;
    if (!last) return;
    this.#future = [this.#now(), ...this.#future];
    this.#past = rest;
    this.#restore(last);
  }

  redo() {
    const [next, ...rest] = this.#future;
    if (!next) return;
    this.#past = [this.#now(), ...this.#past];
    this.#future = rest;
    this.#restore(next);
  }

  /**
   * Reads a scenario from a file.
   * @throws Failure naming the place that is wrong, or the other pack that it belongs to
   */
  import(json: string) {
    let value: unknown;
    try {
      value = JSON.parse(json);
    } catch {
      throw new Failure(
        text(
          '这个文件不是方案（不是 JSON）；请选择从应图导出的方案文件。',
          'This file is no scenario (not JSON); choose one that was exported from Yingtu.',
        ),
      );
    }
    const read = v.safeParse(Scenario, value);
    if (!read.success) {
      const [issue] = read.issues;
      const where = v.getDotPath(issue) ?? '';
      throw new Failure(
        text(
          `这个方案文件有误（${where}：${issue.message}），没有导入。`,
          `This scenario is damaged (${where}: ${issue.message}) and was not imported.`,
        ),
      );
    }
    if (read.output.pack !== this.#pack) {
      throw new Failure(
        text(
          `方案“${read.output.name}”属于数据包“${read.output.pack}”；请先打开那个数据包。`,
          `The scenario “${read.output.name}” belongs to the pack “${read.output.pack}”; open that pack first.`,
        ),
      );
    }
    this.#adopt(read.output);
  }

  /** The scenario in force as the text of a file. */
  export(): string {
    return `${JSON.stringify(this.active, null, 2)}\n`;
  }

  /** The scenario in force as it travels in a link; `null` when there is none or it is too long for one. */
  inLink = $derived.by(() => {
    if (!this.active) return null;
    const { name, edits } = this.active;
    const words = JSON.stringify({ name, edits });
    return words.length <= longestInLink ? words : null;
  });

  /** Whether the scenario in force is too long for a link, which the person should know before sending one. */
  isTooLongForLink = $derived(this.active !== null && this.inLink === null);

  /** Puts a scenario that came from outside in force; one with the same edits that is here already is used. */
  #adopt(scenario: Scenario) {
    const same = this.list.find(
      ({ name, edits }) =>
        name === scenario.name && JSON.stringify(edits) === JSON.stringify(scenario.edits),
    );
    if (same) this.activeId = same.id;
    else {
      const fresh = { ...scenario, id: newId() };
      this.#change([...this.list, fresh], fresh.id);
    }
  }

  #find(id: string | null): Scenario | null {
    return this.list.find((scenario) => scenario.id === id) ?? null;
  }

  #now = (): Snapshot => ({ list: this.list, activeId: this.activeId });

  #set(changed: Scenario) {
    this.#change(
      this.list.map((scenario) => (scenario.id === changed.id ? changed : scenario)),
      this.activeId,
    );
  }

  #change(list: readonly Scenario[], activeId: string | null) {
    this.#past = [this.#now(), ...this.#past].slice(0, longestHistory);
    this.#future = [];
    this.#restore({ list, activeId });
  }

  #restore({ list, activeId }: Snapshot) {
    this.list = list;
    this.activeId = activeId;
    if (!list.some(({ id }) => id === this.againstId)) this.againstId = null;
    const pack = this.#pack;
    if (!this.#isReadable) return;
    this.#saving = this.#saving
      .then(async () => (await import('../pack/store')).saveScenarios(pack, list))
      .then(
        () => void (this.failure = null),
        (error: unknown) => void (this.failure = reasonOf(error)),
      );
  }
}

/** Reads a scenario from a link; `null` when it is damaged. */
export function scenarioFromLink(words: string, pack: string): Scenario | null {
  try {
    const value = JSON.parse(words) as object;
    const read = v.safeParse(Scenario, { ...value, format: 1, id: newId(), pack });
    return read.success ? read.output : null;
  } catch {
    // A damaged link opens what is left of it.
    return null;
  }
}
