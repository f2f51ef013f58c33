import type { Position } from 'geojson';
import { areaSquareMetres } from '../geo/polygons';
import {
  cornerFrom,
  cornersOf,
  isSameCorner,
  middleAfter,
  perimeterMetres,
  placeOf,
  withCornerAfter,
  withCornerAt,
  withCornerMoved,
  withoutCorner,
  type Corner,
  type Outline,
} from '../map/outline';
import { crossingPlaces } from '../pack/ringFaults';
import type { RecordForm } from './recordForm.svelte';

type LngLat = [longitude: number, latitude: number];

/** The outline of a record under the hand: one corner is chosen, moved, removed, or another one added beside it. */
export class Reshape {
  #chosen = $state.raw<Corner | null>(null);
  /** Corners in view, and those of them that have a handle; as the map last counted them. */
  inView = $state(0);
  shown = $state(0);

  constructor(
    private readonly form: RecordForm,
    private readonly ontouch: () => void,
  ) {}

  /** The outline as it is now; `null` where the record is a point. */
  outline = $derived.by<Outline | null>(() => {
    const { geometry } = this.form;
    return geometry?.type === 'Polygon' || geometry?.type === 'MultiPolygon' ? geometry : null;
  });

  /** The chosen corner, while the outline has it; steps back may have taken it. */
  corner = $derived.by<Corner | null>(() => {
    const [outline, corner] = [this.outline, this.#chosen];
    return outline && corner && placeOf(outline, corner) ? corner : null;
  });

  place = $derived(this.outline && this.corner && placeOf(this.outline, this.corner));
  corners = $derived(this.outline ? cornersOf(this.outline) : []);
  /** Which of the corners is chosen, from 1; 0 when none is. */
  number = $derived(this.corners.findIndex((each) => isSameCorner(each, this.corner)) + 1);
  areaSquareMetres = $derived(this.outline ? areaSquareMetres(this.outline) : 0);
  perimeterMetres = $derived(this.outline ? perimeterMetres(this.outline) : 0);
  /** Where edges cross; such an outline is not saved. */
  crossings = $derived<Position[]>(this.outline ? crossingPlaces(this.outline) : []);
  /** Whether the ring of the chosen corner can do without it. */
  canRemove = $derived(
    this.outline !== null &&
      this.corner !== null &&
      withoutCorner(this.outline, this.corner) !== null,
  );

  choose(corner: Corner | null) {
    if (!isSameCorner(corner, this.#chosen)) this.form.steps.settle();
    this.#chosen = corner;
  }

  /** Chooses the corner so many further on; it has to be looked for on the map. */
  step(by: number) {
    if (this.outline) this.choose(cornerFrom(this.outline, this.corner, by));
  }

  #change(outline: Outline | null) {
    if (!outline) return;
    this.form.shape(outline);
    this.ontouch();
  }

  moveTo(place: LngLat) {
    const { outline, corner } = this;
    if (outline && corner) this.#change(withCornerAt(outline, corner, place));
  }

  moveBy(eastMetres: number, northMetres: number) {
    const { outline, corner } = this;
    if (outline && corner) this.#change(withCornerMoved(outline, corner, eastMetres, northMetres));
  }

  /** The chosen corner is let go: moving it again is another step. */
  settle() {
    this.form.steps.settle();
  }

  /** Adds a corner in the middle of the side after a corner, and chooses it; where it is dragged to belongs to the step. */
  addAfter(corner: Corner) {
    const { outline } = this;
    const middle = outline && middleAfter(outline, corner);
    if (!outline || !middle) return;
    this.settle();
    this.#change(withCornerAfter(outline, corner, middle));
    this.#chosen = { ...corner, index: corner.index + 1 };
  }

  /** Removes the chosen corner; the one before it is chosen then. */
  remove() {
    const { outline, corner } = this;
    const left = outline && corner && withoutCorner(outline, corner);
    if (!left) return;
    this.settle();
    this.#change(left);
    this.settle();
    this.#chosen = { ...corner, index: Math.max(0, corner.index - 1) };
  }
}
