type LngLat = [longitude: number, latitude: number];

/** How an outline is drawn that was begun before, and who is told of each corner. */
export interface Sketch {
  /** Corners that were set already. */
  begun?: readonly LngLat[];
  /** Told of the corners that are set, after each one. */
  onsketch?: (corners: readonly LngLat[]) => void;
  /** Told when the drawing is called off. */
  oncancel?: () => void;
}

/** What the map is asked to draw. */
export type PenRequest =
  | ({ kind: 'polygon'; done: (ring: LngLat[]) => void; label: string } & Sketch)
  /** Any number of places, until the person ends it. */
  | { kind: 'places'; done: (place: LngLat) => void; label: string };

/** Drawing on the map on behalf of a form: one thing at a time, ended by its result or by {@link stop}. */
export class Pen {
  request = $state.raw<PenRequest | null>(null);
  /** Corners of the polygon that are set, degrees; a drawing that has to begin anew begins with them. */
  corners = $state.raw<readonly LngLat[]>([]);

  /** Asks for one polygon; `done` gets its ring in degrees, closed, the first position again at the end. */
  polygon(label: string, done: (ring: LngLat[]) => void, sketch: Sketch = {}) {
    this.corners = sketch.begun ?? [];
    this.request = {
      ...sketch,
      kind: 'polygon',
      label,
      done: (ring) => {
        this.request = null;
        done(ring);
      },
    };
  }

  /** A corner was set, or taken back. */
  sketch(corners: readonly LngLat[]) {
    this.corners = corners;
    if (this.request?.kind === 'polygon') this.request.onsketch?.(corners);
  }

  /** Asks for places, each given as soon as it is picked. */
  places(label: string, done: (place: LngLat) => void) {
    this.request = { kind: 'places', label, done };
  }

  stop() {
    const { request } = this;
    this.request = null;
    if (request?.kind === 'polygon') request.oncancel?.();
  }
}
