type LngLat = [longitude: number, latitude: number];

/** What the map is asked to draw. */
export type PenRequest =
  | { kind: 'polygon'; done: (ring: LngLat[]) => void; label: string }
  /** Any number of places, until the person ends it. */
  | { kind: 'places'; done: (place: LngLat) => void; label: string };

/** Drawing on the map on behalf of a form: one thing at a time, ended by its result or by {@link stop}. */
export class Pen {
  request = $state.raw<PenRequest | null>(null);

  /** Asks for one polygon; `done` gets its ring in degrees, closed, the first position again at the end. */
  polygon(label: string, done: (ring: LngLat[]) => void) {
    this.request = {
      kind: 'polygon',
      label,
      done: (ring) => {
        this.request = null;
        done(ring);
      },
    };
  }

  /** Asks for places, each given as soon as it is picked. */
  places(label: string, done: (place: LngLat) => void) {
    this.request = { kind: 'places', label, done };
  }

  stop() {
    this.request = null;
  }
}
