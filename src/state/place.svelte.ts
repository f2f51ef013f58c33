import { hazardLayers } from '../analysis/hazardLayers';
import type { Engine } from '../worker/client';
import type { Variant } from '../worker/protocol';
import { Asking } from './asking.svelte';
import type { BufferAsking } from './buffer.svelte';
import { retire } from './retire';
import { placeUrl } from './sources';

/** The asked place: what threatens it and what is near. */
export class PlaceAsking extends Asking<'point'> {
  /** Longitude and latitude. */
  place = $state.raw<[number, number] | null>(null);
  /** Its address for the map. */
  url = $state.raw<string | null>(null);

  /**
   * @param buffer the buffer that may be on the map
   * @param variant the pack as the scenario in force has it
   */
  constructor(
    engine: Engine,
    private readonly buffer: BufferAsking,
    private readonly variant: () => Variant,
  ) {
    super(engine, 'point');
  }

  /** A place is tested against the rules of every hazard layer, and against the buffer that is on the map. */
  params = $derived.by(() => {
    const { shown } = this.buffer;
    const own = shown && shown.distanceMetres !== null ? [shown] : [];
    return {
      longitude: this.place?.[0] ?? null,
      latitude: this.place?.[1] ?? null,
      buffers: [
        ...hazardLayers.map((layer) => ({ layer, distanceMetres: null })),
        ...own.map(({ layer, distanceMetres }) => ({ layer, distanceMetres })),
      ],
    };
  });

  askAt(place: [number, number]) {
    this.#hold(place);
    return this.again();
  }

  /** Asks about the same place, of a pack that has changed since. */
  async again() {
    if (this.place) await this.live(this.params, this.variant());
  }

  forget() {
    this.#hold(null);
    this.clear();
  }

  #hold(place: [number, number] | null) {
    if (this.url) retire(this.url);
    this.place = place;
    this.url = place && placeUrl(place);
  }
}
