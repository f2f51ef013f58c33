import type { HazardId } from '../domain/hazard';
import type { Duration } from '../domain/options';
import type { Edit } from '../domain/scenario';
import { text } from '../domain/text';
import type { App } from './app.svelte';

/** What a click on the map does while a scenario is edited. */
export type Tool = 'add' | 'cut' | 'zone';

/** The smallest number that no id of this beginning has: what was deleted never shares an id with what is there. */
function firstFree(beginning: string, taken: readonly string[]): number {
  let number = 1;
  while (taken.includes(`${beginning}${number}`)) number++;
  return number;
}

/** The tool in hand while a scenario is edited on the map, and what it makes. */
export class ScenarioTools {
  tool = $state<Tool | null>(null);
  /** What the next added shelter is like. */
  fresh = $state.raw<{ duration: Duration; effectiveAreaSquareMetres: number | null }>({
    duration: 'short',
    effectiveAreaSquareMetres: 2000,
  });
  /** The hazard whose zone is drawn next. */
  zoneHazard = $state<HazardId>('flood');

  constructor(private readonly app: App) {}

  /** Whether the next click on the map places something. */
  isPlacing = $derived.by(
    () => this.app.whatIf.editing && (this.tool === 'add' || this.tool === 'cut'),
  );

  /** Takes a tool in hand; `null` puts it down. */
  take(tool: Tool | null) {
    const { app } = this;
    app.pen.stop();
    this.tool = tool;
    if (tool !== null) app.view.open('scenario');
    if (tool !== 'zone') return;
    app.pen.polygon(app.t(text('画危险区', 'Draw a hazard zone')), (ring) => {
      const zones = app.whatIf.scenarios.edits.flatMap((edit) =>
        edit.kind === 'zone' ? edit.id : [],
      );
      const number = firstFree('zone-', zones);
      const hazard = this.zoneHazard;
      app.whatIf.edit({ kind: 'zone', id: `zone-${number}`, name: `${number}`, hazard, ring });
      this.tool = null;
    });
  }

  /** A click on the map with a tool in hand. */
  click([longitude, latitude]: [number, number]) {
    if (this.tool === 'cut') void this.#cut(longitude, latitude);
    else if (this.tool === 'add') this.#add(longitude, latitude);
  }

  #add(longitude: number, latitude: number) {
    const { app, fresh } = this;
    const number = firstFree(
      'plan-',
      app.whatIf.shelters.map(({ id }) => id),
    );
    const id = `plan-${number}`;
    app.whatIf.edit({
      kind: 'add',
      id,
      name: app.t(text(`拟建场所 ${number}`, `Planned shelter ${number}`)),
      longitude,
      latitude,
      duration: fresh.duration,
      class51143: null,
      effectiveAreaSquareMetres: fresh.effectiveAreaSquareMetres,
      capacityPeople: null,
    });
    app.view.selection = { register: 'shelters', id };
  }

  /** Cuts the road at a place; where there is none a notice says so, and the scenario stays as it is. */
  async #cut(longitude: number, latitude: number) {
    const { app } = this;
    const edit: Edit = { kind: 'cut', longitude, latitude };
    // Cuts are sought on the roads of the pack, whatever else the scenario changes.
    const faults = await app.whatIf.askFaults([edit]);
    if (!faults || !app.whatIf.editing) return;
    if (faults[0]) app.notice = faults[0].reason;
    else app.whatIf.edit(edit);
  }
}
