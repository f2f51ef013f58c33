import { withEdit } from '../domain/edits';
import { reasonOf } from '../domain/failure';
import { newId } from '../domain/newId';
import type { Edit, Scenario } from '../domain/scenario';
import type { Text } from '../domain/text';
import type { KeptTogether } from './scenarioFiles';

/** One pack's scenarios as the browser keeps them, as far as this tab knows, and as they are to be kept. */
interface Known {
  kept: readonly Scenario[];
  list: readonly Scenario[];
}

/** What one step of the history goes back to. */
interface Snapshot {
  list: readonly Scenario[];
  activeId: string | null;
}

const longestHistory = 200;
const longestName = 100;
/** A scenario whose text is longer does not travel in a link. */
const longestInLink = 1500;
/** The beginning of the words that name one that this browser keeps. */
const byId = 'id:';

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
  /** What this tab knows the browser to keep of the pack, another tab may have kept more since; and what is to be kept. */
  #known: Known = { kept: [], list: [] };
  /** What the browser keeps is only overwritten once it has been read. */
  #isReadable = false;
  /** Changes are kept one after the other, so that an older one never overwrites a newer. */
  #saving: Promise<void> = Promise.resolve();

  /** Starts with what the browser keeps of a pack, and with what the words of a link bring. */
  async open(pack: string, words: string | null) {
    this.#pack = pack;
    this.list = [];
    this.activeId = this.againstId = null;
    this.#past = this.#future = [];
    this.failure = null;
    this.#isReadable = false;
    let brought: Scenario | null = null;
    try {
      const { keptScenarios, scenarioFromLink } = await import('./scenarioFiles');
      brought = words === null ? null : scenarioFromLink(words, pack);
      const kept = await keptScenarios(pack);
      if (this.#pack !== pack) return;
      this.list = kept;
      this.#known = { kept, list: kept };
      this.#isReadable = true;
    } catch (error) {
      if (this.#pack !== pack) return;
      this.failure = reasonOf(error);
    }
    if (brought) this.#adopt(brought);
    else if (words?.startsWith(byId))
      this.activeId = this.#find(words.slice(byId.length))?.id ?? null;
  }

  create(name: string, edits: readonly Edit[] = []): Scenario {
    const scenario: Scenario = {
      format: 1,
      id: newId(8),
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
   * Reads a scenario from a file and puts it in force.
   * @throws Failure naming the place that is wrong, or the other pack that it belongs to
   */
  async import(json: string) {
    const pack = this.#pack;
    const { scenarioFromFile } = await import('./scenarioFiles');
    const read = scenarioFromFile(json, pack);
    // Another pack may have been opened while the reader loaded.
    if (this.#pack === pack) this.#adopt(read);
  }

  /** Waits until the last change is kept. */
  saved = () => this.#saving;

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

  /**
   * The scenario in force as it stands in the address of this page: one that is too long for a link goes by its number,
   * which only this browser knows, so that a reload finds it.
   */
  inAddress = $derived(this.inLink ?? (this.activeId === null ? null : `${byId}${this.activeId}`));

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
      const fresh = { ...scenario, id: newId(8) };
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

  /** Takes up what another tab has kept meanwhile, also in the past, so that no step back loses it. */
  #takeUp(known: Known, { list, follow, notice }: KeptTogether) {
    known.kept = list;
    if (follow) known.list = follow.list(known.list);
    if (this.#known !== known) return;
    this.failure = notice;
    if (!follow) return;
    const taken = (at: Snapshot): Snapshot => ({
      list: follow.list(at.list),
      activeId: follow.id(at.activeId),
    });
    this.#past = this.#past.map(taken);
    this.#future = this.#future.map(taken);
    this.list = known.list;
    this.activeId = follow.id(this.activeId);
    this.againstId = follow.id(this.againstId);
  }

  #restore({ list, activeId }: Snapshot) {
    this.list = list;
    this.activeId = activeId;
    if (!list.some(({ id }) => id === this.againstId)) this.againstId = null;
    if (!this.#isReadable) return;
    const [pack, known] = [this.#pack, this.#known];
    known.list = list;
    this.#saving = this.#saving
      .then(async () => (await import('./scenarioFiles')).keepScenarios(pack, known))
      .then(
        (kept) => this.#takeUp(known, kept),
        (error: unknown) => void (this.failure = reasonOf(error)),
      );
  }
}
