import { withEdit } from '../domain/edits';
import type { Edit, Scenario } from '../domain/scenario';
import { text, type Text } from '../domain/text';
import type { Entry, Variant } from '../worker/protocol';
import type { App } from './app.svelte';
import { Asking } from './asking.svelte';
import { editedEntries } from './editedEntries';
import type { Context } from './results.svelte';
import { Faults } from './faults.svelte';
import { withFrame, type Summary } from './liveSummary';
import { Scenarios } from './scenarios.svelte';
import { ScenarioTools } from './scenarioTools.svelte';
import { ShelterDrag } from './shelterDrag.svelte';

const noEdits: readonly Edit[] = [];
const variantOf = (scenario: Scenario | null): Variant => ({
  edits: scenario?.edits ?? noEdits,
  ...(scenario && { scenario: scenario.name }),
});

/** Trying things out on the map: the scenario in force, what it changes, and what it is held against. */
export class WhatIf {
  scenarios = new Scenarios();
  /** Whether the map is there for changing the scenario: shelters can be dragged. */
  editing = $state(false);
  /** Whether the map is held beside the one without the scenario. */
  swiping = $state(false);
  tools: ScenarioTools;
  drag: ShelterDrag;
  /** Coverage of what the scenario is held against. */
  before: Asking<'coverage'>;
  /** Addresses of what the scenario changes, for the map. */
  urls = $state.raw<Readonly<Record<string, string>>>({});

  #faults: Faults;

  constructor(private readonly app: App) {
    this.#faults = new Faults(app.engine, (reason) => (app.notice = reason));
    this.before = new Asking(app.engine, 'coverage', 'compared');
    this.tools = new ScenarioTools(app);
    this.drag = new ShelterDrag(app);
  }

  /** The scenario's edits with the drag that is under way. */
  edits = $derived.by<readonly Edit[]>(() => {
    const { edits } = this.scenarios;
    const { shelter } = this.drag;
    return shelter ? withEdit(edits, { kind: 'move', ...shelter }) : edits;
  });

  /** Edits of the scenario in force that do not fit the pack. */
  faults = $derived.by(() => this.#faults.of(this.scenarios.edits));

  /** Why the scenario in force has no coverage; `null` when it has, or no scenario is in force. */
  failure = $derived.by<Text | null>(() => {
    if (!this.scenarios.active) return null;
    const { status } = this.app.coverage;
    if (status.kind === 'failed') return status.reason;
    // Without roads a cut changes nothing; any other edit that does not fit leaves no figure at all.
    const { by } = this.app.coverage.params;
    const fault = this.faults.find(
      ({ edit }) => by === 'walk' || this.scenarios.edits[edit]?.kind !== 'cut',
    );
    return fault?.reason ?? null;
  });

  /**
   * What coverage says now: the last answer, with the frame of a drag on top. A scenario that cannot be computed has no
   * figures: the last answer is of something else.
   */
  summary = $derived.by<Summary | null>(() => {
    if (this.failure) return null;
    const { answer } = this.app.coverage;
    const { frame } = this.drag;
    return answer && frame ? withFrame(answer.summary, frame.figures) : (answer?.summary ?? null);
  });

  /** The figures that those shown are held against, while a scenario is in force. */
  compared = $derived.by<Summary | null>(() => {
    if (this.scenarios.active) return this.before.answer?.summary ?? null;
    return this.drag.shelter ? (this.app.coverage.answer?.summary ?? null) : null;
  });

  /** What they are figures of. */
  comparedName = $derived.by<Text>(() => {
    const { against } = this.scenarios;
    return against ? text(against.name, against.name) : text('现状', 'today');
  });

  /** The shelters with the scenario's edits; the register's own objects where nothing was edited. */
  shelters = $derived.by<readonly Entry[]>(() => {
    const entries = this.app.opened?.records.shelters ?? [];
    const { edits } = this.scenarios;
    if (!edits.length) return entries;
    try {
      return editedEntries(entries, edits);
    } catch {
      // The worker says which edit does not fit; the register is shown as it is.
      return entries;
    }
  });

  /** The pack as the scenario in force has it. */
  variant = $derived.by<Variant>(() => variantOf(this.scenarios.active));

  /** What analyses are put to while this scenario is in force. */
  context = $derived.by<Context>(() => ({ ...this.variant, filled: {} }));

  /** The comparison is put to the pack itself and holds both sides, with coverage's own parameters. */
  comparison = $derived.by<Context>(() => ({
    edits: [],
    filled: {
      ...this.app.coverage.params,
      before: this.scenarios.against?.edits ?? [],
      after: this.scenarios.edits,
      beforeName: this.scenarios.against?.name ?? null,
      afterName: this.scenarios.active?.name ?? null,
    },
  }));

  /** Asks which edits of the scenario in force do not fit the pack. */
  check() {
    return this.#faults.check(this.scenarios.edits);
  }

  /** Asks which of these edits would not fit the pack; `null` when nobody can say. */
  askFaults(edits: readonly Edit[]) {
    return this.#faults.ask(edits);
  }

  /** Asks what the scenario is held against. */
  askBefore() {
    return this.before.live(this.app.coverage.params, variantOf(this.scenarios.against));
  }

  /** Starts changing things in the scenario in force, or in a new one: shelters can be dragged from now on. */
  begin(isNew = false) {
    if (isNew) this.scenarios.choose(null);
    this.editing = true;
    // The figures that follow the hand.
    this.app.view.open('coverage');
  }

  /** Adds an edit to the scenario in force; without one a new scenario begins. */
  edit(edit: Edit) {
    const number = this.scenarios.list.length + 1;
    this.scenarios.edit(edit, this.app.t(text(`方案 ${number}`, `Scenario ${number}`)));
  }

  /** Ends editing; the scenario stays in force until another is chosen. */
  finish() {
    this.drag.cancel();
    this.tools.take(null);
    this.editing = false;
  }

  clear() {
    this.drag.clear();
    this.tools.tool = null;
    this.editing = false;
    this.before.clear();
  }
}
