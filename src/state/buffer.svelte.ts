import type { BufferLayer } from '../domain/rules';
import type { Engine } from '../worker/client';
import type { Variant } from '../worker/protocol';
import { Asking } from './asking.svelte';

/** What a buffer is asked with. */
export interface BufferForm {
  layer: BufferLayer;
  /** `null` is the rule of the layer. */
  distanceMetres: number | null;
  dissolve: boolean;
}

/** Buffers round the sites of a layer: what is filled in, and what the shown ones were asked with. */
export class BufferAsking extends Asking<'buffer'> {
  params = $state.raw<BufferForm>({ layer: 'hazchem', distanceMetres: null, dissolve: true });
  /** What the shown buffer was asked with; the form may have moved on. */
  asked = $state.raw<BufferForm | null>(null);
  /** Whether a link reopens a buffer, which is asked once its pack is open. */
  wanted = false;

  /** @param variant the pack as the scenario in force has it */
  constructor(
    engine: Engine,
    private readonly variant: () => Variant,
  ) {
    super(engine, 'buffer');
  }

  ask() {
    this.wanted = false;
    this.asked = this.params;
    return this.job({ ...this.params, ids: null }, this.variant());
  }

  /** What the buffer on the map was asked with; `null` without one. */
  get shown(): BufferForm | null {
    return this.answer && this.asked;
  }

  /** Fills in what a link carried; where a value of it is not allowed, everything stays as it is. */
  async restore(filledIn: unknown) {
    const [{ BufferParams }, { checkedValues }] = await Promise.all([
      import('../analysis/bufferParams'),
      import('../analysis/formValues'),
    ]);
    const read = checkedValues(BufferParams, filledIn);
    if (!read) return;
    const { layer, distanceMetres, dissolve } = read;
    this.params = { layer, distanceMetres, dissolve };
    this.wanted = true;
  }
}
