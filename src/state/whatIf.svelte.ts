import { withEdit } from '../domain/edits';
import { reasonOf } from '../domain/failure';
import type { Edit, Scenario } from '../domain/scenario';
import type { HazardId } from '../domain/hazard';
import type { Duration } from '../domain/shelter';
import { text, type Text } from '../domain/text';
import { Stale } from '../worker/client';
import type { Entry, Frame, Variant } from '../worker/protocol';
import type { App } from './app.svelte';
import { Asking } from './asking.svelte';
import { editedEntries } from './editedEntries';
import type { Context } from './results.svelte';
import { Faults } from './faults.svelte';
import { withFrame, type Summary } from './liveSummary';
import { Scenarios } from './scenarios.svelte';

/** What a click on the map does while a scenario is edited. */
export type Tool = 'add' | 'cut' | 'zone';

const noEdits: readonly Edit[] = [];
const variantOf = (scenario: Scenario | null): Variant => ({
  edits: scenario?.edits ?? noEdits,
  ...(scenario && { scenario: scenario.name }),
});

/** The smallest number that no id of this beginning has: what was deleted never shares an id with what is there. */
function firstFree(beginning: string, taken: readonly string[]): number {
  let number = 1;
  while (taken.includes(`${beginning}${number}`)) number++;
  return number;
}

/** Trying things out on the map: the scenario in force, the shelter under the hand, and what it is held against. */
export class WhatIf {
  scenarios = new Scenarios();
  /** Whether the map is there for changing the scenario: shelters can be dragged. */
  editing = $state(false);
  tool = $state<Tool | null>(null);
  /** Whether the map is held beside the one without the scenario. */
  swiping = $state(false);
  /** What the next added shelter is like. */
  fresh = $state.raw<{ duration: Duration; effectiveAreaSquareMetres: number | null }>({
    duration: 'short',
    effectiveAreaSquareMetres: 2000,
  });
  /** The hazard whose zone is drawn next. */
  zoneHazard = $state<HazardId>('flood');
  /** Whether the next click on the map places something. */
  isPlacing = $derived(this.editing && (this.tool === 'add' || this.tool === 'cut'));
  /** The shelter that is being dragged, where it is now. */
  dragged = $state.raw<{ id: string; longitude: number; latitude: number } | null>(null);
  frame = $state.raw<Frame | null>(null);
  /** Coverage of what the scenario is held against. */
  before: Asking<'coverage'>;
  /** The picture of the newest frame. */
  picture = $state.raw<{ source: string; image: ImageBitmap } | null>(null);
  /** Addresses of what the scenario changes, for the map. */
  urls = $state.raw<Readonly<Record<string, string>>>({});

  #faults: Faults;

  constructor(private readonly app: App) {
    this.#faults = new Faults(app.engine, (reason) => (app.notice = reason));
    this.before = new Asking(app.engine, 'coverage', 'compared');
  }

  /** The scenario's edits with the drag that is under way. */
  edits = $derived.by<readonly Edit[]>(() => {
    const { edits } = this.scenarios;
    return this.dragged ? withEdit(edits, { kind: 'move', ...this.dragged }) : edits;
  });

  /** Edits of the scenario in force that do not fit the pack. */
  faults = $derived.by(() => this.#faults.of(this.scenarios.edits));

  /** Why the scenario in force has no coverage; `null` when it has, or no scenario is in force. */
  failure = $derived.by<Text | null>(() => {
    if (!this.scenarios.active) return null;
    const { status } = this.app.coverage;
    if (status.kind === 'failed') return status.reason;
    // Without roads a cut changes nothing; any other edit that does not fit leaves no figure at all.
    const { by } = this.app.coverageParams;
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
    return answer && this.frame
      ? withFrame(answer.summary, this.frame.figures)
      : (answer?.summary ?? null);
  });

  /** The figures that those shown are held against, while a scenario is in force. */
  compared = $derived.by<Summary | null>(() => {
    if (this.scenarios.active) return this.before.answer?.summary ?? null;
    return this.dragged ? (this.app.coverage.answer?.summary ?? null) : null;
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
      ...this.app.coverageParams,
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

  /** Cuts the road at a place; where there is none a notice says so, and the scenario stays as it is. */
  async #cut(longitude: number, latitude: number) {
    const edit: Edit = { kind: 'cut', longitude, latitude };
    // Cuts are sought on the roads of the pack, whatever else the scenario changes.
    const faults = await this.#faults.ask([edit]);
    if (!faults || !this.editing) return;
    if (faults[0]) this.app.notice = faults[0].reason;
    else this.edit(edit);
  }

  /** Asks what the scenario is held against. */
  askBefore() {
    return this.before.live(this.app.coverageParams, variantOf(this.scenarios.against));
  }

  /** A shelter is under the hand at this place: the figures follow. */
  drag(id: string, longitude: number, latitude: number) {
    this.dragged = { id, longitude, latitude };
    void this.#follow();
  }

  async #follow() {
    const { app } = this;
    const colours = app.pictures.coloursOf('uncovered');
    try {
      const frame = await app.engine.frame({
        params: app.coverageParams,
        edits: this.edits,
        colours,
      });
      if (!this.dragged) return;
      this.frame = frame;
      if (frame.picture) this.picture = { source: 'uncovered', image: frame.picture };
    } catch (error) {
      if (!(error instanceof Stale)) app.notice = reasonOf(error);
    }
  }

  /** The hand lets go: the move becomes an edit, which is asked in full. */
  drop() {
    if (!this.dragged) return;
    const edit: Edit = { kind: 'move', ...this.dragged };
    this.dragged = null;
    this.edit(edit);
  }

  /** A full answer is there: frames of an ended drag are no longer needed. */
  settle() {
    if (!this.dragged) this.frame = null;
  }

  /** The drag is called off: everything is as before. */
  cancelDrag() {
    if (!this.dragged) return;
    this.dragged = null;
    this.frame = null;
    void this.app.pictures.paint('uncovered');
  }

  /** Starts changing things in the scenario in force, or in a new one: shelters can be dragged from now on. */
  begin(isNew = false) {
    if (isNew) this.scenarios.choose(null);
    this.editing = true;
    // The figures that follow the hand.
    this.app.view.open('coverage');
  }

  /** The radius of the shelter under the hand, as the question in force has it. */
  draggedRadiusMetres = $derived.by<number | null>(() => {
    const shelter = this.app.coverage.answer?.summary.perShelter.find(
      ({ id }) => id === this.dragged?.id,
    );
    return shelter?.radiusMetres ?? null;
  });

  /** Residents inside the radius of a shelter: as of the newest frame, else of the last answer. */
  insideOf(id: string): number | null {
    const { answer } = this.app.coverage;
    const live = this.frame?.figures.insideChanged[id];
    if (live !== undefined) return live;
    return answer?.summary.perShelter.find((shelter) => shelter.id === id)?.residentsInside ?? null;
  }

  edit(edit: Edit) {
    const number = this.scenarios.list.length + 1;
    this.scenarios.edit(edit, this.app.t(text(`方案 ${number}`, `Scenario ${number}`)));
  }

  /** Takes a tool in hand; `null` puts it down. */
  take(tool: Tool | null) {
    this.app.pen.stop();
    this.tool = tool;
    if (tool !== null) this.app.view.open('scenario');
    if (tool !== 'zone') return;
    this.app.pen.polygon(this.app.t(text('画危险区', 'Draw a hazard zone')), (ring) => {
      const hazard = this.zoneHazard;
      const zones = this.scenarios.edits.flatMap((edit) => (edit.kind === 'zone' ? edit.id : []));
      const number = firstFree('zone-', zones);
      this.edit({ kind: 'zone', id: `zone-${number}`, name: `${number}`, hazard, ring });
      this.tool = null;
    });
  }

  /** A click on the map with a tool in hand. */
  click([longitude, latitude]: [number, number]) {
    if (this.tool === 'cut') void this.#cut(longitude, latitude);
    else if (this.tool === 'add') {
      const { fresh } = this;
      const number = firstFree(
        'plan-',
        this.shelters.map(({ id }) => id),
      );
      const id = `plan-${number}`;
      this.edit({
        kind: 'add',
        id,
        name: this.app.t(text(`拟建场所 ${number}`, `Planned shelter ${number}`)),
        longitude,
        latitude,
        duration: fresh.duration,
        class51143: null,
        effectiveAreaSquareMetres: fresh.effectiveAreaSquareMetres,
        capacityPeople: null,
      });
      this.app.view.selection = { register: 'shelters', id };
    }
  }

  /** Ends editing; the scenario stays in force until another is chosen. */
  finish() {
    this.cancelDrag();
    this.take(null);
    this.editing = false;
  }

  clear() {
    this.dragged = this.frame = this.picture = null;
    this.tool = null;
    this.editing = false;
    this.before.clear();
  }
}
