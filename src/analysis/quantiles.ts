/** Distances of one group of people. */
export interface Spread {
  mean: number;
  /** One value for each share asked for. */
  quantiles: number[];
}

const bins = 1024;

/**
 * Weighted mean and exact weighted quantiles of values, for everyone and for each group.
 *
 * The quantile of share q is the smallest value that at least q of the weight does not exceed. Found by counting into
 * bins and sorting only the bins that are hit: two passes over the values.
 * @param values 0 or more; `NaN` only when all are
 * @param groupOf group of each value; -1 belongs to group `groups`
 * @returns spreads of the groups 0…groups and, last, of everyone; `null` where there is no weight
 */
export function spreadByGroup(
  values: Float64Array,
  weights: Float64Array,
  groupOf: Int32Array,
  groups: number,
  shares: readonly number[],
): (Spread | null)[] {
  const everyone = groups + 1;
  const sets = groups + 2;
  let highest = 0;
  for (let i = 0; i < values.length; i++) if (values[i]! > highest) highest = values[i]!;
  const scale = highest > 0 ? (bins - 1) / highest : 0;
  const counts = new Float64Array(sets * bins);
  const totals = new Float64Array(sets);
  const sums = new Float64Array(sets);
  const setOf = (i: number) => (groupOf[i]! < 0 ? groups : groupOf[i]!);
  for (let i = 0; i < values.length; i++) {
    const bin = (values[i]! * scale) | 0;
    const set = setOf(i);
    const weight = weights[i]!;
    counts[set * bins + bin]! += weight;
    totals[set]! += weight;
    sums[set]! += weight * values[i]!;
  }
  for (let set = 0; set < everyone; set++) {
    totals[everyone]! += totals[set]!;
    sums[everyone]! += sums[set]!;
    for (let bin = 0; bin < bins; bin++) {
      counts[everyone * bins + bin]! += counts[set * bins + bin]!;
    }
  }
  const wanted = new Map<number, { before: number; places: number[] }>();
  const targets: number[][] = [];
  for (let set = 0; set < sets; set++) {
    targets.push(
      shares.map((share) => {
        let before = 0;
        let bin = 0;
        while (bin < bins - 1 && before + counts[set * bins + bin]! < share * totals[set]!) {
          before += counts[set * bins + bin++]!;
        }
        if (totals[set]! > 0) wanted.set(set * bins + bin, { before, places: [] });
        return set * bins + bin;
      }),
    );
  }
  for (let i = 0; i < values.length; i++) {
    const bin = (values[i]! * scale) | 0;
    wanted.get(setOf(i) * bins + bin)?.places.push(i);
    wanted.get(everyone * bins + bin)?.places.push(i);
  }
  for (const { places } of wanted.values()) places.sort((a, b) => values[a]! - values[b]!);
  return Array.from({ length: sets }, (_, set) => {
    const total = totals[set]!;
    if (!(total > 0) || Number.isNaN(sums[set])) return null;
    const quantiles = shares.map((share, k) => {
      const { before, places } = wanted.get(targets[set]![k]!)!;
      let weight = before;
      for (const place of places) {
        weight += weights[place]!;
        if (weight >= share * total) return values[place]!;
      }
      return values[places.at(-1)!]!;
    });
    return { mean: sums[set]! / total, quantiles };
  });
}
