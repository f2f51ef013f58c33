import { SvelteSet } from 'svelte/reactivity';
import { listedAnalyses, type ListedAnalysis } from '../analysis/catalogue';
import { layers, layerIds, type LayerId } from '../layers';
import type { RegisterId } from '../domain/registers';

export interface Camera {
  longitude: number;
  latitude: number;
  zoom: number;
}

export interface Selection {
  register: RegisterId;
  id: string;
}

/** The panel at the right: one at a time, Back returns to the one before. */
export type Panel = ListedAnalysis | 'details' | 'scenario';
export const panels: readonly Panel[] = [...listedAnalyses, 'details', 'scenario'];

/** Registers that have a table, in the order of its tabs. */
export const tables = [
  'shelters',
  'geohazards',
  'reservoirs',
  'hazchem',
  'forests',
  'facilities',
  'zones',
  'towns',
] as const;
export type TableId = (typeof tables)[number];

export type Dialog =
  'sources' | 'help' | 'basemap' | 'packs' | 'services' | 'history' | 'export' | null;
export type TownFigure = 'coverage' | 'squareMetres' | null;

/** What is on the screen: layers, camera, selection, panels. */
export class View {
  hidden = new SvelteSet<LayerId>(layerIds.filter((id) => !layers[id].shown));
  shown = $derived(layerIds.filter((id) => !this.hidden.has(id)));
  /** Whether the layers are those of a new session, so that a link need not name them. */
  usual = $derived(layerIds.every((id) => layers[id].shown === !this.hidden.has(id)));
  opacity = $state<Partial<Record<LayerId, number>>>({});
  camera = $state.raw<Camera | null>(null);
  selection = $state.raw<Selection | null>(null);
  panel = $state<Panel>('coverage');
  /** The analysis whose result is on the map: it stays there while a record or a place is looked at. */
  analysis = $state<ListedAnalysis>('coverage');
  /** Overlays of results that are switched off. */
  hiddenOverlays = new SvelteSet<string>();
  /** Panels to go back to, the last one first. */
  #before: Panel[] = [];
  table = $state<TableId>('shelters');
  catalogueOpen = $state(true);
  resultOpen = $state(true);
  tableOpen = $state(true);
  /** The table shows only records with an unknown area or capacity. */
  unknownOnly = $state(false);
  dialog = $state<Dialog>(null);
  townFigure = $state<TownFigure>(null);
  /** Whether a click on the map asks the place instead of selecting. */
  asking = $state(false);

  toggle(id: LayerId) {
    if (!this.hidden.delete(id)) this.hidden.add(id);
  }

  show(ids: readonly string[]) {
    for (const id of layerIds) {
      if (ids.includes(id) || layers[id].unlisted) this.hidden.delete(id);
      else this.hidden.add(id);
    }
  }

  /** Opens a panel; the one before is what Back returns to. */
  open(panel: Panel) {
    if (panel !== this.panel) this.#before = [this.panel, ...this.#before].slice(0, 8);
    this.#turnTo(panel);
    this.resultOpen = true;
    this.canGoBack = this.#before.length > 0;
  }
  canGoBack = $state(false);

  back() {
    const [panel, ...rest] = this.#before;
    this.#before = rest;
    this.canGoBack = rest.length > 0;
    if (panel) this.#turnTo(panel);
  }

  #turnTo(panel: Panel) {
    this.panel = panel;
    if (panel !== 'details' && panel !== 'scenario' && panel !== 'point') this.analysis = panel;
  }

  select(selection: Selection | null) {
    this.selection = selection;
    if (selection) this.open('details');
    else if (this.panel === 'details') this.back();
  }
}

/** Whether a register has a table of its own. */
export const isTable = (register: string): register is TableId =>
  (tables as readonly string[]).includes(register);
