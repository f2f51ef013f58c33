import { reasonOf } from '../domain/failure';
import { Stale } from '../worker/client';
import type { Frame } from '../worker/protocol';
import type { App } from './app.svelte';

/** A shelter under the hand: where it is now, and the figures and the picture that follow it. */
export class ShelterDrag {
  shelter = $state.raw<{ id: string; longitude: number; latitude: number } | null>(null);
  frame = $state.raw<Frame | null>(null);
  /** The picture of the newest frame. */
  picture = $state.raw<{ source: string; image: ImageBitmap } | null>(null);

  constructor(private readonly app: App) {}

  /** The radius of the shelter under the hand, as the question in force has it. */
  radiusMetres = $derived.by<number | null>(
    () => this.#answered(this.shelter?.id)?.radiusMetres ?? null,
  );

  /** Residents inside the radius of a shelter: as of the newest frame, else of the last answer. */
  insideOf(id: string): number | null {
    const live = this.frame?.figures.insideChanged[id];
    return live !== undefined ? live : (this.#answered(id)?.residentsInside ?? null);
  }

  /** A shelter is under the hand at this place: the figures follow. */
  to(id: string, longitude: number, latitude: number) {
    this.shelter = { id, longitude, latitude };
    void this.#follow();
  }

  /** The hand lets go: the move becomes an edit, which is asked in full. */
  drop() {
    if (!this.shelter) return;
    const { shelter } = this;
    this.shelter = null;
    this.app.whatIf.edit({ kind: 'move', ...shelter });
  }

  /** A full answer is there: frames of an ended drag are no longer needed. */
  settle() {
    if (!this.shelter) this.frame = null;
  }

  /** The drag is called off: everything is as before. */
  cancel() {
    if (!this.shelter) return;
    this.shelter = this.frame = null;
    void this.app.pictures.paint('uncovered');
  }

  clear() {
    this.shelter = this.frame = this.picture = null;
  }

  async #follow() {
    const { engine, pictures, coverage, whatIf } = this.app;
    const colours = pictures.coloursOf('uncovered');
    try {
      const frame = await engine.frame({ params: coverage.params, edits: whatIf.edits, colours });
      if (!this.shelter) {
        // Nobody shows it any more: a bitmap holds its memory until it is closed.
        frame.picture?.close();
        return;
      }
      this.frame = frame;
      if (frame.picture) this.picture = { source: 'uncovered', image: frame.picture };
    } catch (error) {
      if (!(error instanceof Stale)) this.app.notice = reasonOf(error);
    }
  }

  #answered(id: string | undefined) {
    return this.app.coverage.answer?.summary.perShelter.find((shelter) => shelter.id === id);
  }
}
