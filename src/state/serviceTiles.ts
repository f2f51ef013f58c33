import { reasonOf } from '../domain/failure';
import type { Text } from '../domain/text';
import type { Tile } from '../formats/services/mercator';

type AskTile = (tile: Tile, signal: AbortSignal) => Promise<ArrayBuffer | null>;

/** So many tiles in a row may fail before the service counts as failed and is left alone until a person retries. */
const patience = 3;

/** The tiles of one service: a failed tile is an empty one, and a service that only fails is not asked again. */
export class TileDoor {
  #inARow = 0;
  #isShut = false;

  constructor(
    private readonly ask: AskTile,
    private readonly onfail: (reason: Text) => void,
  ) {}

  /** @throws only when `signal` ended the question */
  async get(tile: Tile, signal: AbortSignal): Promise<ArrayBuffer | null> {
    if (this.#isShut) return null;
    try {
      const data = await this.ask(tile, signal);
      this.#inARow = 0;
      return data;
    } catch (error) {
      if (signal.aborted) throw error;
      if (++this.#inARow >= patience && !this.#isShut) {
        this.#isShut = true;
        this.onfail(reasonOf(error));
      }
      return null;
    }
  }
}
