import type { CoverageQuestion } from '../analysis/coverageParams';
import { usualCoverage } from '../analysis/usualCoverage';
import type { Engine } from '../worker/client';
import type { Variant } from '../worker/protocol';
import { Asking } from './asking.svelte';
import { changedIn } from './values';

/** Coverage by shelters, with the parameters that every other panel compares itself with. */
export class CoverageAsking extends Asking<'coverage'> {
  params = $state.raw<CoverageQuestion>(usualCoverage);
  /** The parameters that are not the default. */
  changed = $derived(changedIn(this.params, usualCoverage));

  /** @param variant the pack as the scenario in force has it */
  constructor(
    engine: Engine,
    private readonly variant: () => Variant,
  ) {
    super(engine, 'coverage');
  }

  ask() {
    return this.live(this.params, this.variant());
  }

  reset() {
    this.params = usualCoverage;
  }

  /** Fills in what a link carried; where a value of it is not allowed, everything stays as it is. */
  async restore(filledIn: unknown) {
    const [{ CoverageParams }, { checkedValues }] = await Promise.all([
      import('../analysis/coverageParams'),
      import('../analysis/formValues'),
    ]);
    this.params = checkedValues(CoverageParams, filledIn) ?? this.params;
  }
}
